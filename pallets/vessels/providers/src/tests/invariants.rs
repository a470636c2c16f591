use super::*;
use proptest::prelude::*;

/// What can happen to the pallet. Numbers that don't exist are meant to be among them.
#[derive(Clone, Debug)]
enum Step {
	Register(u64, u32),
	BondExtra(u64, u32),
	Leave(u64),
	Withdraw(u64),
	AddNode(u64, DeviceId, RegionId),
	UpdateNode(u64, NodeId, u8),
	MoveNode(u64, NodeId, RegionId),
	RemoveNode(u64, NodeId),
	GoIdle(u64, NodeId),
	GoBusy(u64, NodeId),
	Evict(NodeId),
	Power(NodeId, Power),
	Host(u64, NodeId, u32),
	Unhost(u64, NodeId, u32),
	Work(Power, u32, u32, u64),
	Finish(usize),
	Pledge(NodeId, u32),
	Unpledge(usize),
	Fault(NodeId),
	Praise(NodeId),
	Slash(NodeId, u32),
	BondPerPower(u32),
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let (who, node, power) = (1..4u64, 0..12u64, 0..150u32);
	let own = || (1..4u64, 0..12u64);
	let life = prop_oneof![
		2 => (who.clone(), 0..3_000u32).prop_map(|(who, bond)| Step::Register(who, bond)),
		1 => (who.clone(), 0..1_000u32).prop_map(|(who, bond)| Step::BondExtra(who, bond)),
		1 => who.clone().prop_map(Step::Leave),
		1 => who.clone().prop_map(Step::Withdraw),
		6 => (who, 0..4u16, 0..5u16).prop_map(|(who, device, region)| Step::AddNode(who, device, region)),
		2 => (own(), 0..10u8).prop_map(|((who, node), parts)| Step::UpdateNode(who, node, parts)),
		1 => (own(), 0..5u16).prop_map(|((who, node), region)| Step::MoveNode(who, node, region)),
		2 => own().prop_map(|(who, node)| Step::RemoveNode(who, node)),
		8 => own().prop_map(|(who, node)| Step::GoIdle(who, node)),
		2 => own().prop_map(|(who, node)| Step::GoBusy(who, node)),
		1 => node.clone().prop_map(Step::Evict),
		8 => (node.clone(), power.clone()).prop_map(|(node, power)| Step::Power(node, power)),
		2 => (own(), 0..4u32).prop_map(|((who, node), item)| Step::Host(who, node, item)),
		1 => (own(), 0..4u32).prop_map(|((who, node), item)| Step::Unhost(who, node, item)),
	];
	let work = prop_oneof![
		8 => (power, 0..70u32, 1..5u32, any::<u64>())
			.prop_map(|(power, memory, wanted, seed)| Step::Work(power, memory, wanted, seed)),
		6 => any::<usize>().prop_map(Step::Finish),
		2 => (node.clone(), 0..200u32).prop_map(|(node, bond)| Step::Pledge(node, bond)),
		2 => any::<usize>().prop_map(Step::Unpledge),
		1 => node.clone().prop_map(Step::Fault),
		1 => node.clone().prop_map(Step::Praise),
		1 => (node, 0..200u32).prop_map(|(node, amount)| Step::Slash(node, amount)),
		1 => (0..20u32).prop_map(Step::BondPerPower),
		1 => (0..COOLING).prop_map(Step::Wait),
	];
	prop_oneof![3 => life, 2 => work]
}

/// What others hold of the nodes.
#[derive(Default)]
struct Claims {
	work: Vec<Taken>,
	pledges: Vec<(NodeId, Balance)>,
}

/// Runs a step. Calls may fail, but must then change nothing.
fn run(step: Step, claims: &mut Claims) {
	let aic = |amount: u32| Balance::from(amount) * AIC;
	let dataset = |item| AssetId { kind: AssetKind::Dataset, item };
	let _ = match step {
		Step::Register(who, bond) => Providers::register(signed(who), aic(bond)),
		Step::BondExtra(who, bond) => Providers::bond_extra(signed(who), aic(bond)),
		Step::Leave(who) => Providers::leave(signed(who)),
		Step::Withdraw(who) => Providers::withdraw(signed(BOB), who),
		Step::AddNode(who, device, region) => {
			Providers::add_node(signed(who), device, operator(who), region, AIC)
		}
		Step::UpdateNode(who, node, shared) => Providers::update_node(signed(who), node, shared, AIC),
		Step::MoveNode(who, node, region) => Providers::move_node(signed(who), node, region),
		Step::RemoveNode(who, node) => Providers::remove_node(signed(who), node),
		Step::GoIdle(who, node) => Providers::go_idle(signed(operator(who)), node),
		Step::GoBusy(who, node) => Providers::go_busy(signed(who), node),
		Step::Evict(node) => Providers::evict(signed(BOB), node),
		Step::Power(node, power) => {
			Providers::set_power(node, power);
			Ok(())
		}
		Step::Host(who, node, item) => Providers::host(signed(who), node, dataset(item)),
		Step::Unhost(who, node, item) => Providers::unhost(signed(who), node, dataset(item)),
		Step::Work(power, memory, wanted, number) => {
			let requirements = Requirements { memory, ..needs(power) };
			let region = Some(number as u16 % 5).filter(|region| *region < 4);
			let locality = Locality {
				dataset: Some(dataset(number as u32 % 4)),
				region,
				strict: number.is_multiple_of(7),
			};
			let bob = Providers::owner_index(&BOB).into_iter().collect::<Vec<_>>();
			if let Ok(taken) = Providers::take(&requirements, &locality, &bob, wanted, seed(number)) {
				assert!(!taken.is_empty() && taken.len() <= wanted as usize);
				for taken in &taken {
					assert_ne!(Providers::owner_of(taken.node), Some(BOB));
				}
				claims.work.extend(taken);
			}
			Ok(())
		}
		Step::Finish(which) => {
			if !claims.work.is_empty() {
				let taken = claims.work.swap_remove(which % claims.work.len());
				Providers::release(taken.node, taken.parts);
			}
			Ok(())
		}
		Step::Pledge(node, bond) => {
			if Providers::pledge(node, aic(bond)) {
				claims.pledges.push((node, aic(bond)));
			}
			Ok(())
		}
		Step::Unpledge(which) => {
			if !claims.pledges.is_empty() {
				let (node, bond) = claims.pledges.swap_remove(which % claims.pledges.len());
				Providers::unpledge(node, bond);
			}
			Ok(())
		}
		Step::Fault(node) => {
			Providers::fault(node);
			Ok(())
		}
		Step::Praise(node) => {
			Providers::praise(node);
			Ok(())
		}
		Step::Slash(node, amount) => {
			assert!(Providers::slash(node, aic(amount), &CAROL) <= aic(amount));
			Ok(())
		}
		Step::BondPerPower(bond) => {
			BondPerPower::set(&aic(bond));
			Ok(())
		}
		Step::Wait(time) => {
			Now::set(&(Now::get() + time));
			Ok(())
		}
	};
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn state_is_good_when_anything_happens(steps in prop::collection::vec(step(), 1..160)) {
		new_test_ext().execute_with(|| {
			let supply = Balances::total_issuance();
			let mut claims = Claims::default();
			for step in steps {
				run(step, &mut claims);
				assert_ok!(Providers::do_try_state());
				assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
				let nodes = claims.work.iter().map(|taken| taken.node);
				for node in nodes.chain(claims.pledges.iter().map(|(node, _)| *node)) {
					let provider = Providers::owner_of(node).expect("a node with work stays");
					assert_eq!(Providers::provider(provider).unwrap().leaves, None);
				}
				for (id, node) in crate::Nodes::<Test>::iter() {
					let used: u32 =
						claims.work.iter().filter(|taken| taken.node == id).map(|taken| u32::from(taken.parts)).sum();
					assert_eq!(u32::from(Providers::node(id).unwrap().used), used, "{node:?}");
				}
			}
		});
	}
}
