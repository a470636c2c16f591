use super::*;
use proptest::prelude::*;

/// What can happen to the pallet.
#[derive(Clone, Debug)]
enum Step {
	Pay(u64, u64, Balance),
	PayHeld(u64, u64, Balance),
	Pass(Moment),
	EndEra,
	Claim(u64),
	ClaimReward(u64, EraIndex),
	Lapse(u64, EraIndex),
	Sell(u64, u64),
	SetParts(u32, u32),
	SetAutoPay(Balance),
	Idle(u64),
	ClaimMany(Vec<u64>),
}

fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![0..=300u128, 0..=100_000u128, 0..=FUNDS]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (1..6u64, 0..4u64, amount()).prop_map(|(payer, node, fee)| Step::Pay(payer, node, fee)),
		2 => (1..6u64, 0..4u64, amount()).prop_map(|(payer, node, fee)| Step::PayHeld(payer, node, fee)),
		2 => (0..3 * ERA).prop_map(Step::Pass),
		1 => Just(Step::EndEra),
		2 => (1..12u64).prop_map(Step::Claim),
		3 => (0..4u64, 0..8u32).prop_map(|(node, back)| Step::ClaimReward(node, back)),
		1 => (0..4u64, 0..8u32).prop_map(|(node, back)| Step::Lapse(node, back)),
		1 => (0..4u64, 4..12u64).prop_map(|(node, owner)| Step::Sell(node, owner)),
		1 => (0..=1_000_000u32, 0..=1_000_000u32).prop_map(|(fee, pool)| Step::SetParts(fee, pool)),
		1 => amount().prop_map(Step::SetAutoPay),
		3 => (0..10u64).prop_map(Step::Idle),
		1 => prop::collection::vec(1..12u64, 0..5).prop_map(Step::ClaimMany),
	]
}

/// Most steps are refused at one time or another; then nothing may change.
fn run(step: Step) {
	let back = |eras| Payroll::current().saturating_sub(eras);
	let _ = match step {
		Step::Pay(payer, node, fee) => pay(payer, ResourceId::Node(node), fee),
		Step::PayHeld(payer, node, amount) => {
			let _ = Balances::hold(&TestReason::Escrow, &payer, amount);
			let paid = ResourceUse { resource: ResourceId::Node(node), payer, amount, kind: WORK };
			Payroll::distribute(paid, Funds::Held(TestReason::Escrow))
		}
		Step::Pass(time) => {
			pass(time);
			Ok(())
		}
		Step::EndEra => Payroll::end_era(signed(1)),
		Step::Claim(account) => Payroll::claim(signed(1), account),
		Step::ClaimReward(node, eras) => Payroll::claim_reward(signed(1), ResourceId::Node(node), back(eras)),
		Step::Lapse(node, eras) => Payroll::lapse(signed(1), ResourceId::Node(node), back(eras))
			.map(|_| ())
			.map_err(|refused| refused.error),
		Step::Sell(node, owner) => {
			Resources::put(ResourceId::Node(node), &[(owner, 34), (owner + 1, 33), (9, 33)]);
			Ok(())
		}
		Step::SetParts(fee, pool) => {
			Commission::set(&Permill::from_parts(fee));
			PoolShare::set(&Permill::from_parts(pool));
			Ok(())
		}
		Step::SetAutoPay(least) => {
			AutoPay::set(&least);
			Ok(())
		}
		Step::Idle(times) => {
			let left = <() as WeightInfo>::pay_next() * times;
			assert!(Payroll::on_idle(0, left).all_lte(left));
			Ok(())
		}
		Step::ClaimMany(accounts) => Payroll::claim_many(signed(1), accounts.try_into().unwrap()),
	};
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn coins_are_conserved_when_anything_happens(steps in prop::collection::vec(step(), 1..80)) {
		new_test_ext().execute_with(|| {
			let allowance = 1_000_000;
			Allowance::set(&allowance);
			let genesis = Balances::total_issuance();
			for step in steps {
				run(step);
				check();
				assert_eq!(Balances::total_issuance(), genesis + allowance - Allowance::get());
			}
		});
	}
}
