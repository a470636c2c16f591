use super::*;

#[test]
fn clock_starts_when_the_first_fee_is_paid() {
	build_and_execute(|| {
		pass(50 * ERA);
		assert_eq!((Payroll::era(), Payroll::current()), (None, 0));
		assert_noop!(Payroll::end_era(signed(5)), Error::<Test>::EraRuns);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(
			Payroll::era(),
			Some(Era { index: 0, began: START + 50 * ERA, ends_at: START + 51 * ERA })
		);
	});
}

#[test]
fn era_is_closed_by_anybody_when_it_is_over() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA - 1);
		assert_noop!(Payroll::end_era(signed(5)), Error::<Test>::EraRuns);
		pass(1);
		assert_eq!(Payroll::current(), 1);
		assert_ok!(Payroll::end_era(signed(5)));
		System::assert_last_event(
			Event::<Test>::EraEnded { era: 0, due: 900, minted: 0, budget: 500 }.into(),
		);
		let closed = ClosedEra { index: 0, total_due: 900, budget: 500, reserved: 500 };
		assert_eq!(Payroll::closed_era(0), Some(closed));
		assert_eq!(Payroll::pool(), 0);
		assert_noop!(Payroll::end_era(signed(5)), Error::<Test>::EraRuns);
	});
}

#[test]
fn budget_is_filled_by_the_curve_when_the_pool_lacks() {
	build_and_execute(|| {
		Allowance::set(&1_000);
		let before = Balances::total_issuance();
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA);
		assert_ok!(Payroll::end_era(signed(5)));
		System::assert_last_event(
			Event::<Test>::EraEnded { era: 0, due: 900, minted: 400, budget: 900 }.into(),
		);
		assert_eq!(Balances::total_issuance(), before + 400);
	});
}

#[test]
fn pool_keeps_the_rest_when_it_has_more_than_is_due() {
	build_and_execute(|| {
		Allowance::set(&1_000);
		PoolShare::set(&Permill::one());
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA);
		assert_ok!(Payroll::end_era(signed(5)));
		assert_eq!((Payroll::pool(), Allowance::get()), (100, 1_000));
	});
}

#[test]
fn index_advances_by_as_many_when_eras_passed_unseen() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(3 * ERA + ERA / 2);
		assert_eq!(Payroll::current(), 3);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(Payroll::era(), Some(Era { index: 3, began: START + 3 * ERA, ends_at: START + 4 * ERA }));
		assert_eq!((Rating::due(0, NODE), Rating::due(3, NODE)), (900, 900));
		assert!(Payroll::closed_era(0).is_some() && Payroll::closed_era(1).is_none());
	});
}

#[test]
fn unclaimed_rewards_return_to_the_pool_when_the_depth_is_passed() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		for era in 0..=DEPTH {
			assert_eq!(Payroll::pool(), if era == 0 { 500 } else { 0 });
			pass(ERA);
			assert_ok!(Payroll::end_era(signed(5)));
		}
		System::assert_has_event(Event::<Test>::EraDropped { era: 0, returned: 500 }.into());
		assert_eq!((Payroll::pool(), Payroll::closed_era(0)), (500, None));
	});
}

#[test]
fn rewards_return_at_once_when_more_eras_than_the_depth_passed_unseen() {
	build_and_execute(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA * Moment::from(DEPTH + 1));
		assert_ok!(Payroll::end_era(signed(5)));
		assert_eq!((Payroll::pool(), Payroll::closed_era(0)), (500, None));
	});
}

#[test]
fn history_stays_bounded_when_every_era_has_rewards() {
	build_and_execute(|| {
		for _ in 0..3 * DEPTH {
			assert_ok!(pay(PAYER, NODE, 10_000));
			pass(ERA);
			assert_ok!(Payroll::end_era(signed(5)));
			check();
		}
		assert_eq!(ClosedEras::<Test>::get().len(), DEPTH as usize);
	});
}

#[test]
fn era_is_the_last_when_time_is_out_of_bounds() {
	let era = Era { index: 5, began: 4, ends_at: 10 };
	assert_eq!(era.at(9, 3), era);
	assert_eq!(era.at(10, 3), Era { index: 6, began: 10, ends_at: 13 });
	assert_eq!(era.at(Moment::MAX, 1).index, EraIndex::MAX);
	assert_eq!(era.at(11, 0), Era { index: 7, began: 11, ends_at: 12 });
}
