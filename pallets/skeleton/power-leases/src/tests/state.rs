use super::*;

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce(&mut Lease<u64>)) {
	new_test_ext().execute_with(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 3, HOUR));
		assert_ok!(Leases::do_try_state());
		LeaseOf::<Test>::mutate(id, |lease| corrupt(lease.as_mut().unwrap()));
		assert!(Leases::do_try_state().is_err());
	});
}

#[test]
fn try_state_fails_when_a_lease_is_wrong() {
	fails_when(|lease| lease.held += 1);
	fails_when(|lease| lease.left -= u128::from(HOUR));
	fails_when(|lease| lease.lessee = OTHER);
	fails_when(|lease| lease.class = DeviceClass::Cpu);
	fails_when(|lease| lease.power += 1);
	fails_when(|lease| lease.at_once = 0);
	fails_when(|lease| lease.at_once = 11);
}

#[test]
fn try_state_fails_when_a_counter_is_wrong() {
	new_test_ext().execute_with(|| {
		buy();
		Leased::<Test>::insert(CLASS, 9);
		assert!(Leases::do_try_state().is_err());
		Leased::<Test>::insert(CLASS, 10);
		assert_ok!(Leases::do_try_state());
		NextLease::<Test>::put(0);
		assert!(Leases::do_try_state().is_err());
	});
}
