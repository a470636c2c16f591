use super::*;

#[test]
fn lease_holds_the_price_of_the_day_for_all_its_hours() {
	build_and_execute(|| {
		assert_eq!(Leases::quote(CLASS, 10, 100), Ok(PRICE));
		let id = buy();
		assert_eq!((held(LESSEE), Leases::leased(CLASS)), (PRICE, (10, 490)));
		let lease = Leases::lease_of(id).unwrap();
		assert_eq!((lease.until, lease.left), (START + 100 * HOUR, u128::from(1_000 * HOUR)));
		// Later prices don't matter.
		Price::set(&AIC);
		assert_eq!(Leases::unit_price(id, &LESSEE, CLASS, 10), Ok(AIC / 100));
	});
}

#[test]
fn lease_is_refused_when_it_makes_no_sense_or_is_too_dear() {
	build_and_execute(|| {
		let lease = |who, class, power, hours, max| Leases::lease(signed(who), class, power, hours, max);
		assert_noop!(lease(LESSEE, CLASS, 0, 1, PRICE), Error::<Test>::NoPower);
		assert_noop!(lease(LESSEE, CLASS, 1, 0, PRICE), Error::<Test>::HoursOutOfRange);
		assert_noop!(lease(LESSEE, CLASS, 1, 1_001, PRICE), Error::<Test>::HoursOutOfRange);
		assert_noop!(lease(LESSEE, CLASS, 10, 100, PRICE - 1), Error::<Test>::PriceAboveMaximum);
		assert_noop!(lease(POOR, CLASS, 10, 100, PRICE), TokenError::FundsUnavailable);
		Price::set(&99);
		assert_noop!(lease(LESSEE, CLASS, 1, 1, PRICE), Error::<Test>::TooSmall);
		assert_noop!(Leases::lease(RuntimeOrigin::none(), CLASS, 1, 1, PRICE), BadOrigin);
		Price::set(&Balance::MAX);
		assert_noop!(lease(LESSEE, CLASS, 500, 1_000, Balance::MAX), ArithmeticError::Overflow);
	});
}

/// Rights to power that is not there would be worth nothing.
#[test]
fn no_more_than_a_share_of_all_power_can_be_leased() {
	build_and_execute(|| {
		let lease = |who, power| Leases::lease(signed(who), CLASS, power, 1, Balance::MAX);
		assert_noop!(lease(LESSEE, 501), Error::<Test>::NotEnoughPower);
		assert_ok!(lease(LESSEE, 400));
		assert_noop!(lease(OTHER, 101), Error::<Test>::NotEnoughPower);
		assert_ok!(lease(OTHER, 100));
		assert_noop!(lease(OTHER, 1), Error::<Test>::NotEnoughPower);
		pass(HOUR);
		assert_ok!(Leases::end(signed(OTHER), 0));
		assert_ok!(lease(OTHER, 400));
	});
}

#[test]
fn lease_leaves_the_account_what_it_needs_to_live() {
	build_and_execute(|| {
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), LESSEE, PRICE));
		assert_noop!(Leases::lease(signed(LESSEE), CLASS, 10, 100, PRICE), TokenError::FundsUnavailable);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), LESSEE, PRICE + 1_000));
		buy();
	});
}

#[test]
fn anybody_ends_a_lease_that_is_over_and_unused_hours_earn_a_credit() {
	build_and_execute(|| {
		let id = buy();
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::NotOver);
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 25 * HOUR));
		assert_eq!(held(LESSEE), PRICE * 3 / 4);
		pass(100 * HOUR);
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 10, 25 * HOUR, 0);
		assert_ok!(Leases::end(signed(OTHER), id));
		let kept = PRICE * 3 / 4 / 5;
		assert_eq!((held(LESSEE), Balances::free_balance(LESSEE)), (0, FUNDS - kept));
		assert_eq!(Balances::free_balance(TREASURY), AIC + kept);
		let unused = u128::from(750 * HOUR);
		let event = Event::<Test>::LeaseEnded { lease: id, unused, credit: PRICE * 3 / 4 - kept, kept };
		System::assert_last_event(event.into());
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::UnknownLease);
		assert_eq!(Leases::leased(CLASS), (0, 500));
	});
}

#[test]
fn only_the_lessee_surrenders_early() {
	build_and_execute(|| {
		let id = buy();
		assert_noop!(Leases::surrender(signed(OTHER), id), Error::<Test>::NotLessee);
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, HOUR));
		assert_noop!(Leases::surrender(signed(LESSEE), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 10, HOUR, HOUR);
		assert_ok!(Leases::surrender(signed(LESSEE), id));
		assert_eq!(Balances::free_balance(LESSEE), FUNDS - PRICE / 5);
		assert_noop!(Leases::surrender(signed(LESSEE), id), Error::<Test>::UnknownLease);
	});
}
