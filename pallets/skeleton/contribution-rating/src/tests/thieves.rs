//! What can be gained or spoilt by who wants to. The limits in the README have their tests here.

use super::*;
use proptest::prelude::*;

const THIEF: u64 = 9;
/// Pays `VICTIM`, and has a node of its own.
const STRANGER: u64 = 3;
const VICTIM: u64 = 4;

fn flag(steps: &[(u64, Step)]) {
	assert_ok!(ContributionRating::flag(signed(THIEF), Era::get(), steps.to_vec().try_into().unwrap()));
}

/// What the thief can do alone, so that he and the victim seem the same people.
fn ties() -> [Tie; 3] {
	World::proxy(THIEF, VICTIM);
	CreatedBy::<Test>::insert(VICTIM, (THIEF, 0));
	of(THIEF);
	World::operate(THIEF, VICTIM);
	[Tie::Proxy, Tie::Funding, Tie::Operator(THIEF)]
}

#[test]
fn strangers_payment_stays_when_the_thief_only_ties_himself() {
	for which in 0..3 {
		build_and_execute(|| {
			pay(STRANGER, of(VICTIM), 1_000, 100);
			let before = (rating(of(VICTIM)), user(of(VICTIM), STRANGER));
			let there = (STRANGER, Step::Paid(of(VICTIM)));
			let tied = (VICTIM, Step::Tied(ties()[which]));
			flag(&[there, tied]);
			flag(&[there, tied, (THIEF, Step::Paid(of(STRANGER)))]);
			assert_eq!((rating(of(VICTIM)), user(of(VICTIM), STRANGER)), before);
			assert_eq!(Balances::free_balance(THIEF), FUNDS - 2 * 700);
		});
	}
}

/// Else each customer would take back part of the reward for what he bought.
#[test]
fn payment_stays_when_its_payer_ties_himself_to_the_payee() {
	for which in 0..3 {
		build_and_execute(|| {
			pay(STRANGER, of(VICTIM), 1_000, 100);
			pay(THIEF, of(VICTIM), 1_000, 100);
			let before = rating(of(VICTIM));
			flag(&[(THIEF, Step::Paid(of(VICTIM))), (VICTIM, Step::Tied(ties()[which]))]);
			assert_last(Event::FalseFlag { by: THIEF, era: 0, fee: 700 });
			assert_eq!(rating(of(VICTIM)), before);
		});
	}
}

#[test]
fn payments_stay_when_the_thief_gives_away_what_the_victim_paid_for() {
	build_and_execute(|| {
		pay(STRANGER, of(VICTIM), 1_000, 100);
		pay(VICTIM, of(THIEF), 1_000, 100);
		let gift = of(THIEF);
		World::give(gift, STRANGER);
		let before = (due(of(VICTIM)), due(gift));
		flag(&[(STRANGER, Step::Paid(of(VICTIM))), (VICTIM, Step::Paid(gift))]);
		assert_last(Event::FalseFlag { by: THIEF, era: 0, fee: 700 });
		assert_eq!((due(of(VICTIM)), due(gift)), before);
	});
}

/// A limit: an account that is gone, or a resource that was moved on, ties nobody.
#[test]
fn self_dealer_escapes_when_he_drops_the_tie_before_the_flag() {
	build_and_execute(|| {
		let sock = 50;
		SignedBy::set(&Some(VICTIM));
		assert_ok!(Balances::transfer_allow_death(signed(VICTIM), sock, 2_000));
		pay(sock, of(VICTIM), 1_000, 100);
		assert_ok!(Balances::transfer_all(signed(sock), VICTIM, false));
		flag(&[(sock, Step::Paid(of(VICTIM))), (VICTIM, Step::Tied(Tie::Funding))]);
		assert_last(Event::FalseFlag { by: THIEF, era: 0, fee: 700 });
	});
}

fn fee() -> impl Strategy<Value = Balance> {
	prop_oneof![1..=100u128, 1..=1_000_000u128, 1..=1u128 << 80]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(100))]

	/// A gang of six pays its own nodes, marks them, shows its own loops, and claims what is left. Everything together is less than
	/// what others kept, whatever the parameters.
	#[test]
	fn gang_gains_less_than_it_sank_when_it_rewards_itself(
		uses in prop::collection::vec((3..9u64, 3..9u64, fee(), 0..=500_000u32), 1..40),
		flags in prop::collection::vec((3..9u64, 3..9u64, 0..40usize), 0..20),
		rate in 0..=1_000_000u32, fraction in 0..=1_000_000u32, scale in 1..1u128 << 100,
	) {
		new_test_ext().execute_with(|| {
			Pool::set(&u128::MAX);
			RewardRate::set(&Permill::from_parts(rate));
			CapFraction::set(&Permill::from_parts(fraction));
			Saturation::set(&scale);
			(3..9).for_each(|a| (3..9).filter(|b| a != *b).for_each(|b| World::proxy(a, b)));
			let mut lost = 0;
			for (at, (payer, payee, fee, commission)) in uses.into_iter().enumerate() {
				let kept = Permill::from_parts(commission).mul_ceil(fee);
				lost += kept;
				pay(payer, of(payee), fee, kept);
				let _ = ContributionRating::mark(signed(payer), of(payee), 5);
				for (a, b, _) in flags.iter().filter(|(.., when)| *when == at) {
					let steps = vec![(*a, Step::Paid(of(*b))), (*b, Step::Tied(Tie::Proxy))];
					let _ = ContributionRating::flag(signed(THIEF), 0, steps.try_into().unwrap());
				}
			}
			assert_ok!(ContributionRating::do_try_state());
			let bounties = u128::MAX - Pool::get();
			prop_assert!(lost == 0 || ContributionRating::total_due(0) + bounties < lost);
			Ok(())
		})?;
	}
}
