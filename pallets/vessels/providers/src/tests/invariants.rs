use super::*;
use proptest::prelude::*;

/// What can happen to the pallet. Numbers that don't exist are meant to be among them.
#[derive(Clone, Debug)]
enum Step {
	Register(u64, u32),
	BondExtra(u64, u32),
	Leave(u64),
	Withdraw(u64),
	AddNode(u64, Power, RegionId),
	UpdateNode(u64, NodeId, Power),
	RemoveNode(u64, NodeId),
	GoIdle(u64, NodeId),
	GoBusy(u64, NodeId),
	Host(u64, NodeId, u32),
	Unhost(u64, NodeId, u32),
	Work(Power, u32, u64),
	Finish(usize),
	Fault(NodeId),
	Slash(NodeId, u32),
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let (who, node, power) = (1..4u64, 0..12u64, 0..20u32);
	let own = (who.clone(), node.clone());
	prop_oneof![
		2 => (who.clone(), 0..1_000u32).prop_map(|(who, bond)| Step::Register(who, bond)),
		1 => (who.clone(), 0..1_000u32).prop_map(|(who, bond)| Step::BondExtra(who, bond)),
		1 => who.clone().prop_map(Step::Leave),
		1 => who.clone().prop_map(Step::Withdraw),
		6 => (who.clone(), power.clone(), 0..4u16).prop_map(|(who, power, region)| Step::AddNode(who, power, region)),
		2 => (own.clone(), power.clone()).prop_map(|((who, node), power)| Step::UpdateNode(who, node, power)),
		3 => own.clone().prop_map(|(who, node)| Step::RemoveNode(who, node)),
		8 => own.clone().prop_map(|(who, node)| Step::GoIdle(who, node)),
		2 => own.clone().prop_map(|(who, node)| Step::GoBusy(who, node)),
		3 => (own.clone(), 0..4u32).prop_map(|((who, node), item)| Step::Host(who, node, item)),
		2 => (own, 0..4u32).prop_map(|((who, node), item)| Step::Unhost(who, node, item)),
		8 => (1..10u32, 0..70u32, any::<u64>()).prop_map(|(power, memory, seed)| Step::Work(power, memory, seed)),
		5 => any::<usize>().prop_map(Step::Finish),
		1 => node.clone().prop_map(Step::Fault),
		1 => (node, 0..200u32).prop_map(|(node, amount)| Step::Slash(node, amount)),
		1 => (0..COOLING).prop_map(Step::Wait),
	]
}

/// Runs a step; `work` is what runs on which node. Calls may fail, but must then change nothing.
fn run(step: Step, work: &mut Vec<(NodeId, Requirements)>) {
	let aic = |amount: u32| Balance::from(amount) * AIC;
	let dataset = |item| AssetId { kind: AssetKind::Dataset, item };
	let _ = match step {
		Step::Register(who, bond) => Providers::register(signed(who), aic(bond)),
		Step::BondExtra(who, bond) => Providers::bond_extra(signed(who), aic(bond)),
		Step::Leave(who) => Providers::leave(signed(who)),
		Step::Withdraw(who) => Providers::withdraw(signed(BOB), who),
		Step::AddNode(who, power, region) => {
			Providers::add_node(signed(who), DeviceClass::Gpu, power, 64, region, AIC)
		}
		Step::UpdateNode(who, node, shared) => Providers::update_node(signed(who), node, shared, AIC),
		Step::RemoveNode(who, node) => Providers::remove_node(signed(who), node),
		Step::GoIdle(who, node) => Providers::go_idle(signed(who), node),
		Step::GoBusy(who, node) => Providers::go_busy(signed(who), node),
		Step::Host(who, node, item) => Providers::host(signed(who), node, dataset(item)),
		Step::Unhost(who, node, item) => Providers::unhost(signed(who), node, dataset(item)),
		Step::Work(power, memory, number) => {
			let requirements = Requirements { memory, ..needs(power) };
			let locality = Locality { dataset: Some(dataset(number as u32 % 4)), region: number as u16 % 4 };
			if let Ok(node) = Providers::draw(&requirements, &locality, &[BOB], seed(number)) {
				assert_ne!(Providers::owner_of(node), Some(BOB));
				assert_ok!(Providers::reserve(node, &requirements));
				work.push((node, requirements));
			}
			Ok(())
		}
		Step::Finish(which) => {
			if !work.is_empty() {
				let (node, requirements) = work.swap_remove(which % work.len());
				Providers::release(node, &requirements);
			}
			Ok(())
		}
		Step::Fault(node) => {
			Providers::fault(node);
			Ok(())
		}
		Step::Slash(node, amount) => {
			assert!(Providers::slash(node, aic(amount), &CAROL) <= aic(amount));
			Ok(())
		}
		Step::Wait(time) => {
			Now::set(&(Now::get() + time));
			Ok(())
		}
	};
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(100))]

	#[test]
	fn state_is_good_when_anything_happens(steps in prop::collection::vec(step(), 1..120)) {
		new_test_ext().execute_with(|| {
			let supply = Balances::total_issuance();
			let mut work = Vec::new();
			for step in steps {
				run(step, &mut work);
				assert_ok!(Providers::do_try_state());
				assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
				for (node, _) in &work {
					let provider = Providers::owner_of(*node).expect("a node with work stays");
					assert_eq!(Providers::provider(provider).unwrap().leaves, None);
				}
			}
		});
	}
}
