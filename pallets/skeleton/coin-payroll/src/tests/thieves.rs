use super::*;
use proptest::prelude::*;

/// Accounts 1 to 8 are the same people; each has a node of its own, with the number of the account. `NODE`, used by honest
/// others with an account of their own, is not theirs.
#[derive(Clone, Debug)]
enum Trick {
	Use(u64, u64, Balance),
	UseHonest(u64, Balance),
	Move(u64, u64, Balance),
	Hand(u64, u64, u64, u32),
	Pass(Moment),
	ClaimReward(u64, EraIndex),
	Claim(u64),
	Collect(SplitId, u64),
}

const HONEST: u64 = 50;

fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![1..=50u128, 1..=100_000u128, 1..=FUNDS / 2]
}

fn trick() -> impl Strategy<Value = Trick> {
	let gang = || 1..=8u64;
	prop_oneof![
		1 => (0..4u32, gang()).prop_map(|(split, member)| Trick::Collect(split, member)),
		6 => (gang(), gang(), amount()).prop_map(|(payer, node, fee)| Trick::Use(payer, node, fee)),
		1 => (gang(), amount()).prop_map(|(payer, fee)| Trick::UseHonest(payer, fee)),
		1 => (gang(), gang(), amount()).prop_map(|(from, to, sum)| Trick::Move(from, to, sum)),
		1 => (gang(), gang(), gang(), 0..=100u32).prop_map(|(node, one, two, part)| Trick::Hand(node, one, two, part)),
		3 => (0..2 * ERA).prop_map(Trick::Pass),
		4 => (gang(), 0..5u32).prop_map(|(node, era)| Trick::ClaimReward(node, era)),
		2 => gang().prop_map(Trick::Claim),
	]
}

fn run(trick: Trick) {
	let _ = match trick {
		Trick::Use(payer, node, fee) => pay(payer, ResourceId::Node(node), fee),
		Trick::UseHonest(payer, fee) => pay(payer, NODE, fee),
		Trick::Move(from, to, sum) => {
			<Balances as Mutate<_>>::transfer(&from, &to, sum, Preservation::Preserve).map(|_| ())
		}
		Trick::Hand(node, one, two, part) => {
			Things::put(ResourceId::Node(node), one);
			try_split(ResourceId::Node(node), &[(two, part)])
		}
		Trick::Pass(time) => {
			pass(time);
			Ok(())
		}
		Trick::ClaimReward(node, era) => Payroll::claim_reward(signed(1), ResourceId::Node(node), era),
		Trick::Claim(account) => Payroll::claim(signed(1), account),
		Trick::Collect(split, member) => Payroll::collect(signed(1), split, member),
	};
}

/// All that can still be got: every era ends, every reward is claimed.
fn cash_in() {
	pass(ERA);
	let _ = Payroll::end_era(signed(1));
	for era in 0..Payroll::current() {
		for node in 1..=8 {
			let _ = Payroll::claim_reward(signed(1), ResourceId::Node(node), era);
		}
	}
}

fn wealth() -> Balance {
	let of = |account: u64| {
		let slip = Payroll::payslip(account, 0);
		free(account) + slip.payable + slip.collectable
	};
	(1..=8).map(of).sum()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	/// Rule 3, with the pool full of others' money, an issue without limit, and rewards at the very cap: one millionth less
	/// than the commission.
	#[test]
	fn gang_ends_with_less_when_it_uses_its_own_resources(tricks in prop::collection::vec(trick(), 1..40)) {
		new_test_ext().execute_with(|| {
			CapFraction::set(&Permill::from_parts(999_999));
			Allowance::set(&(1_000 * FUNDS));
			Balances::set_balance(&HONEST, 100 * FUNDS);
			assert_ok!(pay(HONEST, NODE, 50 * FUNDS));
			for node in 1..=8 {
				Things::put(ResourceId::Node(node), node);
			}
			let before = wealth();
			for trick in tricks {
				run(trick);
			}
			cash_in();
			check();
			let metered = Metered::get() - 50 * FUNDS;
			assert!(wealth() <= before, "self-dealing pays");
			assert!(metered == 0 || wealth() < before, "self-dealing is free");
		});
	}
}

#[test]
fn gang_loses_the_rest_of_the_commission_when_it_gets_every_reward() {
	build_and_execute(|| {
		PoolShare::set(&Permill::one());
		Things::put(ResourceId::Node(2), 2);
		assert_ok!(pay(1, ResourceId::Node(2), 10_000));
		cash_in();
		assert_eq!(wealth(), 8 * FUNDS - 100);
	});
}
