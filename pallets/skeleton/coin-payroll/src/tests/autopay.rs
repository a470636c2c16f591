use super::*;

const PAY_NEXT: u64 = 1;

/// Nodes of which each earns for an account of its own.
fn nodes(count: u64) {
	(0..count).for_each(|node| Things::put(ResourceId::Node(node), OWNER + node));
}

/// Lets a block end with weight for so many payments.
fn idle(payments: u64) -> Weight {
	Payroll::on_idle(1, <() as WeightInfo>::pay_next() * payments)
}

#[test]
fn who_is_owed_enough_is_paid_without_a_claim() {
	build_and_execute(|| {
		AutoPay::set(&9_000);
		assert_ok!(pay(PAYER, NODE, 9_999));
		idle(10);
		assert_eq!((free(OWNER), Payroll::owed(OWNER).payable), (0, 8_999));
		assert_ok!(pay(PAYER, NODE, 2));
		assert_eq!(Payroll::pay_line_length(), 1);
		assert_eq!(idle(10), <() as WeightInfo>::pay_next() * PAY_NEXT);
		let owed = Payroll::owed(OWNER);
		assert_eq!((free(OWNER), owed.payable, owed.paid), (9_000, 0, 9_000));
		System::assert_last_event(Event::<Test>::Paid { account: OWNER, amount: 9_000 }.into());
		assert_eq!((Payroll::pay_line_length(), PayLineEnds::<Test>::iter().count()), (0, 0));
	});
}

#[test]
fn those_who_wait_longest_are_paid_first_and_no_more_than_a_block_may() {
	build_and_execute(|| {
		AutoPay::set(&EXISTENTIAL_DEPOSIT);
		nodes(6);
		for node in [3, 0, 5, 1, 2, 4, 3] {
			assert_ok!(pay(PAYER, ResourceId::Node(node), 10_000));
		}
		let paid = || (0..6).filter(|node| free(OWNER + node) > 0).collect::<Vec<_>>();
		assert_eq!((idle(0), paid()), (Weight::zero(), vec![]));
		idle(1);
		assert_eq!((paid(), free(OWNER + 3)), (vec![3], 18_000));
		// Four are the most in a block.
		idle(100);
		assert_eq!(paid(), [0, 1, 2, 3, 5]);
		idle(100);
		assert_eq!(paid(), [0, 1, 2, 3, 4, 5]);
		assert_eq!(idle(100), Weight::zero());
	});
}

#[test]
fn who_claimed_leaves_the_line_and_keeps_nobody_waiting() {
	build_and_execute(|| {
		AutoPay::set(&EXISTENTIAL_DEPOSIT);
		nodes(6);
		for node in 0..6 {
			assert_ok!(pay(PAYER, ResourceId::Node(node), 10_000));
		}
		for node in 0..5 {
			assert_ok!(Payroll::claim(signed(5), OWNER + node));
		}
		assert_eq!((PayLine::<Test>::iter().count(), Payroll::pay_line_length()), (1, 6));
		idle(1);
		assert_eq!(free(OWNER + 5), 0, "three places were given up");
		idle(1);
		assert_eq!((free(OWNER + 5), Payroll::pay_line_length()), (9_000, 0));
		// He lines up again at the end.
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(Payroll::pay_line_length(), 1);
	});
}

#[test]
fn who_can_not_be_paid_leaves_the_line_and_is_owed_as_before() {
	build_and_execute(|| {
		// Below what lets an account live.
		AutoPay::set(&1);
		nodes(2);
		assert_ok!(pay(PAYER, NODE, 100));
		assert_ok!(pay(PAYER, ResourceId::Node(1), 1_000));
		idle(2);
		let error = TokenError::BelowMinimum.into();
		System::assert_has_event(Event::<Test>::PaymentFailed { account: OWNER, amount: 90, error }.into());
		assert_eq!((Payroll::owed(OWNER).payable, free(OWNER + 1)), (90, 900));
		assert_eq!(Owed::<Test>::get(OWNER), Some(Debt { amount: 90, place: None }));
		check();
		assert_ok!(pay(PAYER, NODE, 100));
		idle(2);
		assert_eq!(free(OWNER), 180);
	});
}

#[test]
fn many_are_paid_by_one_call_and_those_owed_nothing_are_passed_over() {
	build_and_execute(|| {
		nodes(3);
		for node in 0..3 {
			assert_ok!(pay(PAYER, ResourceId::Node(node), 10_000));
		}
		let accounts = |all: &[u64]| BoundedVec::try_from(all.to_vec()).unwrap();
		let (one, other) = (OWNER, OWNER + 2);
		assert_ok!(Payroll::claim_many(signed(5), accounts(&[one, 7, other, one])));
		assert_eq!((free(one), free(OWNER + 1), free(other)), (9_000, 0, 9_000));
		assert_noop!(Payroll::claim_many(signed(5), accounts(&[one, 7])), Error::<Test>::NothingOwed);
		assert_noop!(Payroll::claim_many(signed(5), accounts(&[])), Error::<Test>::NothingOwed);
		assert_noop!(
			Payroll::claim_many(RuntimeOrigin::none(), accounts(&[OWNER + 1])),
			DispatchError::BadOrigin
		);
		assert!(BoundedVec::<u64, ConstU32<5>>::try_from(vec![1; 6]).is_err());
	});
}

/// Else who is owed a trifle could have the chain pay for him again and again.
#[test]
fn trifles_cost_the_chain_nothing_however_often_they_come() {
	build_and_execute(|| {
		AutoPay::set(&100_000);
		for _ in 0..50 {
			assert_ok!(pay(PAYER, NODE, 1_000));
			assert_eq!(idle(100), Weight::zero());
		}
		assert_eq!(Payroll::owed(OWNER).payable, 45_000);
	});
}
