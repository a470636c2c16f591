use super::*;

#[test]
fn lease_is_usable_by_its_lessee_for_its_class_and_power_and_time() {
	build_and_execute(|| {
		let id = buy();
		let price = |who, class, power| Leases::unit_price(id, &who, class, power);
		assert_eq!(price(LESSEE, CLASS, 10), Ok(AIC / 100));
		assert_noop!(price(LESSEE, CLASS, 11), Error::<Test>::TooMuchAtOnce);
		assert_noop!(price(LESSEE, CLASS, 0), Error::<Test>::NoPower);
		assert_noop!(price(OTHER, CLASS, 1), Error::<Test>::NotLessee);
		assert_noop!(price(LESSEE, DeviceClass::Cpu, 1), Error::<Test>::OtherClass);
		assert_noop!(Leases::unit_price(7, &LESSEE, CLASS, 1), Error::<Test>::UnknownLease);
		pass(100 * HOUR);
		assert_noop!(price(LESSEE, CLASS, 1), Error::<Test>::Over);
		assert_noop!(Leases::spend(id, &LESSEE, CLASS, 1, 1), Error::<Test>::Over);
	});
}

#[test]
fn spending_frees_what_it_takes_and_no_more() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 40 * HOUR));
		assert_eq!((held(LESSEE), Balances::free_balance(LESSEE)), (PRICE * 6 / 10, FUNDS - PRICE * 6 / 10));
		let much = Leases::extend(id, &LESSEE, CLASS, 10, 60 * HOUR + 1);
		assert_eq!(much, Err(Error::<Test>::NotEnoughLeft.into()));
		assert_ok!(Leases::extend(id, &LESSEE, CLASS, 10, 60 * HOUR));
		assert_eq!(held(LESSEE), 0);
		Leases::settle(id, &LESSEE, 10, 100 * HOUR, 0);
		assert_eq!(Leases::spend(id, &LESSEE, CLASS, 1, 1), Err(Error::<Test>::NotEnoughLeft.into()));
	});
}

/// Else a lease of one power could burn the hours of a year in an hour, before all others.
#[test]
fn jobs_together_use_no_more_power_at_once_than_was_bought() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 6, HOUR));
		assert_noop!(Leases::spend(id, &LESSEE, CLASS, 5, HOUR), Error::<Test>::TooMuchAtOnce);
		assert_ok!(Leases::extend(id, &LESSEE, CLASS, 6, HOUR));
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 4, HOUR));
		Leases::settle(id, &LESSEE, 6, 2 * HOUR, 0);
		assert_eq!(Leases::unit_price(id, &LESSEE, CLASS, 6), Ok(AIC / 100));
		Leases::settle(id, &LESSEE, 4, HOUR, 0);
	});
}

/// Else the lease could end under it.
#[test]
fn work_of_no_power_is_refused() {
	build_and_execute(|| {
		let id = buy();
		assert_noop!(Leases::spend(id, &LESSEE, CLASS, 0, HOUR), Error::<Test>::NoPower);
	});
}

#[test]
fn hours_that_were_not_used_come_back() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 40 * HOUR));
		Leases::settle(id, &LESSEE, 10, 40 * HOUR, 30 * HOUR);
		assert_eq!(held(LESSEE), PRICE * 9 / 10);
		let lease = Leases::lease_of(id).unwrap();
		assert_eq!((lease.left, lease.out, lease.at_once), (u128::from(900 * HOUR), 0, 0));
	});
}

/// Takes all hours for work that can't be done, lets the lease run out, and only then has the work cancelled.
#[test]
fn thief_pays_for_hours_that_he_parks_until_the_lease_is_over() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 100 * HOUR));
		assert_eq!(held(LESSEE), 0);
		pass(200 * HOUR);
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 10, 100 * HOUR, 100 * HOUR);
		assert_eq!(held(LESSEE), PRICE);
		assert_ok!(Leases::end(signed(OTHER), id));
		assert_eq!(Balances::free_balance(LESSEE), FUNDS - PRICE / 5);
	});
}

/// Takes and gives back in pieces of odd sizes, to have rounding pay him.
#[test]
fn thief_gains_nothing_by_rounding() {
	build_and_execute(|| {
		Price::set(&1_000_001);
		assert_ok!(Leases::lease(signed(LESSEE), CLASS, 7, 3, AIC));
		let all = held(LESSEE);
		for time in 1..200 {
			assert_ok!(Leases::spend(0, &LESSEE, CLASS, 7, time * 13));
			Leases::settle(0, &LESSEE, 7, time * 13, time * 13);
			Leases::do_try_state().unwrap();
		}
		assert_eq!((held(LESSEE), Leases::lease_of(0).unwrap().left), (all, u128::from(21 * HOUR)));
	});
}
