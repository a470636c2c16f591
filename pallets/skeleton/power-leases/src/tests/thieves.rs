use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};

/// What a lease costs its lessee who uses none of it: a fifth of its price.
const RIGHT: Balance = PRICE / 5;

fn free(who: u64) -> Balance {
	Balances::free_balance(who)
}

/// Puts all hours into a job that no node can serve, so that the lease is empty, and would drop it before the job.
#[test]
fn thief_can_not_surrender_when_he_hides_hours_in_a_job() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 100 * HOUR));
		assert_noop!(Leases::surrender(signed(LESSEE), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 10, 100 * HOUR, 100 * HOUR);
		assert_ok!(Leases::surrender(signed(LESSEE), id));
		assert_eq!((free(LESSEE), free(TREASURY)), (FUNDS - RIGHT, AIC + RIGHT));
	});
}

#[test]
fn thief_pays_for_the_right_when_he_hides_hours_in_a_job_until_the_lease_is_over() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 100 * HOUR));
		pass(100 * HOUR);
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 4, 100 * HOUR, 100 * HOUR);
		assert_noop!(Leases::end(signed(OTHER), id), Error::<Test>::InUse);
		Leases::settle(id, &LESSEE, 6, 100 * HOUR, 100 * HOUR);
		assert_eq!(held(LESSEE), PRICE);
		assert_ok!(Leases::end(signed(OTHER), id));
		assert_eq!((free(LESSEE), free(TREASURY)), (FUNDS - RIGHT, AIC + RIGHT));
	});
}

/// Coins that he locked while they were a job's escrow can't be spent by him. They were on hold, and can be again.
#[test]
fn thief_can_not_keep_hours_from_coming_back_when_he_locks_his_coins() {
	build_and_execute(|| {
		let id = buy();
		assert_ok!(Leases::spend(id, &LESSEE, CLASS, 10, 100 * HOUR));
		Balances::set_lock(*b"spiteful", &LESSEE, Balance::MAX, WithdrawReasons::all());
		Leases::settle(id, &LESSEE, 10, 100 * HOUR, 100 * HOUR);
		assert_eq!(held(LESSEE), PRICE);
		assert_ok!(Leases::surrender(signed(LESSEE), id));
		assert_eq!((free(LESSEE), free(TREASURY)), (FUNDS - RIGHT, AIC + RIGHT));
	});
}
