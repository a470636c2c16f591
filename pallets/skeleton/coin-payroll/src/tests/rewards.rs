use super::*;

/// `NODE` is used for 30,000 and `Node(1)` for 10,000, and the era ends: 3,600 are due, 2,000 are there.
fn end_an_era() {
	Things::put(ResourceId::Node(1), 21);
	assert_ok!(pay(PAYER, NODE, 30_000));
	assert_ok!(pay(PAYER, ResourceId::Node(1), 10_000));
	pass(ERA);
	assert_ok!(Payroll::end_era(signed(5)));
}

#[test]
fn rewards_are_scaled_to_the_budget_when_the_pool_is_short() {
	build_and_execute(|| {
		end_an_era();
		assert_eq!(Payroll::reward(NODE, 0), 1_500);
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		assert_ok!(Payroll::claim_reward(signed(5), ResourceId::Node(1), 0));
		assert_eq!(credits()[2..], [(OWNER, Reason::Reward(0), 1_500), (21, Reason::Reward(0), 500)]);
		assert_eq!(Payroll::owed(OWNER).payable, 27_000 + 1_500);
		assert_eq!(Payroll::closed_era(0).unwrap().reserved, 0);
		assert_eq!(Payroll::reward(NODE, 0), 0);
	});
}

#[test]
fn second_claim_is_refused_when_the_reward_was_credited() {
	build_and_execute(|| {
		end_an_era();
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 0), Error::<Test>::NothingDue);
	});
}

#[test]
fn claim_is_refused_when_the_era_runs_or_is_unknown() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 30_000));
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 0), Error::<Test>::EraRuns);
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 9), Error::<Test>::EraRuns);
		assert_noop!(Payroll::lapse(signed(5), NODE, 0), Error::<Test>::EraRuns);
		pass(ERA * Moment::from(DEPTH + 1));
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 1), Error::<Test>::EraNotClaimable);
	});
}

#[test]
fn claim_closes_the_era_when_nobody_did() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA);
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		assert_eq!(Payroll::owed(OWNER).payable, 9_000 + 500);
	});
}

#[test]
fn new_owner_gets_the_reward_when_the_resource_was_sold_before_the_claim() {
	build_and_execute(|| {
		end_an_era();
		Things::put(NODE, 30);
		split(NODE, &[(31, 40)]);
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
		assert_ok!(Payroll::collect(signed(5), 0, 31));
		assert_eq!((Payroll::owed(30).payable, Payroll::owed(31).payable), (900, 600));
	});
}

#[test]
fn reward_waits_when_the_resource_is_gone() {
	build_and_execute(|| {
		end_an_era();
		Things::remove(NODE);
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 0), Error::<Test>::UnknownResource);
		Things::put(NODE, OWNER);
		assert_ok!(Payroll::claim_reward(signed(5), NODE, 0));
	});
}

#[test]
fn reward_is_refused_when_there_is_no_money_for_any() {
	build_and_execute(|| {
		PoolShare::set(&Permill::zero());
		end_an_era();
		assert_noop!(Payroll::claim_reward(signed(5), NODE, 0), Error::<Test>::NothingDue);
	});
}

#[test]
fn record_is_removed_for_free_when_it_has_lapsed() {
	build_and_execute(|| {
		end_an_era();
		assert_noop!(Payroll::lapse(signed(5), NODE, 0), Error::<Test>::EraClaimable);
		pass(ERA * Moment::from(DEPTH));
		assert_eq!(Payroll::lapse(signed(5), NODE, 0).unwrap().pays_fee, Pays::No);
		System::assert_last_event(Event::<Test>::Lapsed { resource: NODE, era: 0, due: 2_700 }.into());
		assert_eq!(Payroll::pool(), 2_000);
		assert_noop!(Payroll::lapse(signed(5), NODE, 0), Error::<Test>::NothingDue);
	});
}
