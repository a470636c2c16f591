use super::*;

#[test]
fn owner_is_paid_when_a_stranger_claims_for_him() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::claim(signed(5), OWNER));
		assert_eq!((free(OWNER), free(5)), (9_000, FUNDS));
		let owed = Payroll::owed(OWNER);
		assert_eq!((owed.payable, owed.paid), (0, 9_000));
		System::assert_last_event(Event::<Test>::Paid { account: OWNER, amount: 9_000 }.into());
	});
}

#[test]
fn second_claim_is_refused_when_all_was_paid() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::claim(signed(OWNER), OWNER));
		assert_noop!(Payroll::claim(signed(OWNER), OWNER), Error::<Test>::NothingOwed);
	});
}

#[test]
fn money_stays_owed_when_it_is_too_little_for_an_account_to_live() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 110));
		assert_noop!(Payroll::claim(signed(5), OWNER), TokenError::BelowMinimum);
		assert_ok!(pay(PAYER, NODE, 10));
		assert_ok!(Payroll::claim(signed(5), OWNER));
		assert_eq!(free(OWNER), 108);
	});
}

#[test]
fn claim_is_refused_when_nobody_signs() {
	build_and_execute(|| {
		assert_noop!(Payroll::claim(RuntimeOrigin::none(), OWNER), DispatchError::BadOrigin);
		assert_noop!(Payroll::claim_reward(RuntimeOrigin::none(), NODE, 0), DispatchError::BadOrigin);
		assert_noop!(Payroll::end_era(RuntimeOrigin::none()), DispatchError::BadOrigin);
		assert!(Payroll::lapse(RuntimeOrigin::none(), NODE, 0).is_err());
	});
}

#[test]
fn gift_to_the_pot_stays_there_when_all_is_claimed() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		let pot = Payroll::pot();
		assert_ok!(<Balances as Mutate<_>>::transfer(&2, &pot, 777, Preservation::Preserve));
		assert_ok!(Payroll::claim(signed(5), OWNER));
		assert_ok!(Payroll::do_try_state());
		assert_eq!(free(pot), EXISTENTIAL_DEPOSIT + 500 + 777);
		Balances::set_balance(&pot, EXISTENTIAL_DEPOSIT + 500);
	});
}

#[test]
fn what_the_pot_earned_is_the_pool_s_when_it_is_claimed() {
	build_and_execute(|| {
		Things::put(NODE, Payroll::pot());
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(Payroll::pool(), 500);
		assert_ok!(Payroll::claim(signed(5), Payroll::pot()));
		assert_eq!((Payroll::pool(), Payroll::owed(Payroll::pot()).payable), (9_500, 0));
	});
}
