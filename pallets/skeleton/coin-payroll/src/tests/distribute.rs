use super::*;

#[test]
fn fee_is_divided_when_it_is_paid_from_the_free_balance() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(free(PAYER), FUNDS - 10_000);
		assert_eq!(Payroll::owed(OWNER).payable, 9_000);
		assert_eq!((Payroll::pool(), free(TREASURY)), (500, 500));
		assert_eq!(Metered::get(), 10_000);
		assert_eq!(Rating::due(0, NODE), 900);
		assert_eq!(credits(), vec![(OWNER, Reason::Use(WORK), 9_000)]);
		System::assert_has_event(
			Event::<Test>::Distributed {
				resource: NODE,
				payer: PAYER,
				kind: WORK,
				amount: 10_000,
				commission: CommissionParts { to_pool: 500, to_treasury: 500, to_author: 0, burned: 0 },
			}
			.into(),
		);
	});
}

fn pay_held(amount: Balance) -> DispatchResult {
	let paid = ResourceUse { resource: NODE, payer: PAYER, amount, kind: WORK, work: 0 };
	Payroll::distribute(paid, Funds::Held(TestReason::Escrow))
}

#[test]
fn fee_is_taken_from_the_hold_when_it_was_held() {
	build_and_execute(|| {
		assert_ok!(Balances::hold(&TestReason::Escrow, &PAYER, 10_000));
		assert_ok!(pay_held(4_000));
		assert_eq!(free(PAYER), FUNDS - 10_000);
		assert_eq!(Payroll::owed(OWNER).payable, 3_600);
		assert_noop!(pay_held(6_001), TokenError::Frozen);
	});
}

#[test]
fn fee_is_refused_when_it_is_on_hold_for_something_else() {
	build_and_execute(|| {
		assert_ok!(Balances::hold(&TestReason::Bond, &PAYER, 10_000));
		assert_noop!(pay_held(1), TokenError::FundsUnavailable);
	});
}

#[test]
fn escrow_is_paid_when_the_payer_locks_all_that_he_has() {
	build_and_execute(|| {
		assert_ok!(Balances::hold(&TestReason::Escrow, &PAYER, 10_000));
		assert_ok!(Balances::set_freeze(&0, &PAYER, FUNDS));
		assert_ok!(pay_held(10_000));
		assert_noop!(pay(PAYER, NODE, 10_000), TokenError::Frozen);
	});
}

#[test]
fn fee_is_refused_when_the_payer_lacks_it_or_would_die_of_it() {
	build_and_execute(|| {
		assert_noop!(pay(OWNER, NODE, 1_000), TokenError::FundsUnavailable);
		assert_noop!(pay(PAYER, NODE, FUNDS), TokenError::NotExpendable);
	});
}

#[test]
fn fee_is_refused_when_nobody_is_paid_for_the_resource() {
	build_and_execute(|| {
		assert_noop!(pay(PAYER, ResourceId::Node(7), 1_000), Error::<Test>::UnknownResource);
	});
}

#[test]
fn nothing_happens_when_the_fee_is_zero() {
	build_and_execute(|| {
		assert_storage_noop!(assert_ok!(pay(PAYER, ResourceId::Node(7), 0)));
	});
}

#[test]
fn commission_is_rounded_up_and_its_pool_share_down_when_they_are_broken() {
	build_and_execute(|| {
		Balances::set_balance(&TREASURY, EXISTENTIAL_DEPOSIT);
		assert_ok!(pay(PAYER, NODE, 21));
		assert_eq!(Payroll::owed(OWNER).payable, 18);
		assert_eq!((Payroll::pool(), free(TREASURY)), (1, EXISTENTIAL_DEPOSIT + 2));
		assert_ok!(pay(PAYER, NODE, 1));
		assert_eq!(Payroll::owed(OWNER).payable, 18);
	});
}

#[test]
fn pool_gets_all_of_the_commission_when_the_treasury_can_not_live_of_its_part() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 1_000));
		assert_eq!((Payroll::pool(), free(TREASURY)), (100, 0));
	});
}

#[test]
fn use_is_not_rated_when_the_owner_or_a_member_pays() {
	build_and_execute(|| {
		Things::put(ResourceId::Node(1), PAYER);
		assert_ok!(pay(PAYER, ResourceId::Node(1), 10_000));
		split(NODE, &[(PAYER, 1)]);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(Rating::total_due(0), 0);
		assert_eq!(Payroll::pool() + free(TREASURY), 2_000);
		assert_eq!(Metered::get(), 20_000);
		assert_ok!(pay(2, NODE, 10_000));
		assert_eq!(Rating::total_due(0), 900);
	});
}
