use super::*;

fn one(hours: u32) {
	providers(1);
	order(1, hours);
	fill();
}

fn paid() -> Balance {
	World::read(|world| world.paid.values().sum())
}

#[test]
fn replica_is_paid_up_to_its_last_proof() {
	build_and_execute(|| {
		one(100);
		let begun = kept(0).paid;
		sleep(10 * HOUR);
		assert_eq!(Grid::owed(0), Some(0));
		assert_ok!(Grid::settle(signed(OTHER), 0));
		assert_eq!(paid(), 0);
		prove(0);
		let proven = kept(0).proven;
		sleep(5 * HOUR);
		let due = fee(proven - begun);
		assert_eq!(Grid::owed(0), Some(due));
		let (owner, pot) = (free(FIRST), free(POT));
		assert_ok!(Grid::settle(signed(OTHER), 0));
		assert_eq!(paid(), due);
		assert_eq!((free(POT) - pot, free(FIRST) - owner), (due.div_ceil(10), due - due.div_ceil(10)));
		assert_eq!((Grid::owed(0), kept(0).paid), (Some(0), proven));
		assert_ok!(Grid::settle(signed(OTHER), 0));
		assert_eq!(paid(), due);
		assert_eq!(Grid::order_of(0).unwrap().escrow, held(HoldReason::Order, CUSTOMER));
		assert_noop!(Grid::settle(signed(OTHER), 9), Error::<Test>::UnknownReplica);
		assert_eq!(Grid::owed(9), None);
	});
}

#[test]
fn time_since_the_last_proof_is_never_paid_when_a_challenge_was_missed() {
	build_and_execute(|| {
		one(100);
		let begun = kept(0).paid;
		sleep(10 * HOUR);
		prove(0);
		let proven = kept(0).proven;
		sleep(10 * HOUR);
		ask(0);
		pass(WINDOW);
		block();
		assert_eq!(paid(), fee(proven - begun), "what was proven is paid at once");
		let missed = World::now();
		assert_eq!((kept(0).paid, kept(0).proven), (missed, missed));
		prove(0);
		assert_ok!(Grid::settle(signed(OTHER), 0));
		let expected = fee(proven - begun) + fee(kept(0).proven - missed);
		assert!(paid().abs_diff(expected) <= 1);
	});
}

#[test]
fn nothing_is_paid_beyond_the_end_of_the_order() {
	build_and_execute(|| {
		one(10);
		let (begun, ends) = (kept(0).paid, Grid::order_of(0).unwrap().ends);
		sleep(50 * HOUR);
		prove(0);
		assert_ok!(Grid::settle(signed(OTHER), 0));
		assert_eq!((paid(), kept(0).paid), (fee(ends - begun), ends));
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_eq!(free(CUSTOMER), FUNDS - fee(ends - begun));
	});
}

#[test]
fn each_period_is_paid_at_its_own_price() {
	build_and_execute(|| {
		one(10);
		let begun = kept(0).paid;
		let first = Grid::order_of(0).unwrap().ends;
		Market::<Test>::mutate(|market| market.as_mut().unwrap().price = 2 * PRICE);
		assert_ok!(Grid::extend(signed(CUSTOMER), 0, 10, 2 * PRICE));
		sleep(30 * HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert!(paid().abs_diff(fee(first - begun) + 2 * fee(10 * HOUR)) <= 1);
		assert_eq!(held(HoldReason::Order, CUSTOMER), 0);
	});
}

#[test]
fn settling_fails_when_the_payroll_does_and_ending_does_not() {
	build_and_execute(|| {
		one(10);
		sleep(HOUR);
		prove(0);
		World::change(|world| world.no_pay = true);
		assert_noop!(Grid::settle(signed(OTHER), 0), DispatchError::Unavailable);
		sleep(10 * HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		let failed = Event::PaymentFailed { order: 0, space: 0, error: DispatchError::Unavailable };
		assert!(events().contains(&failed));
		assert_eq!((free(CUSTOMER), paid()), (FUNDS, 0));
		assert_eq!((Grid::order_of(0), Grid::space(0).unwrap().used), (None, 0));
	});
}

#[test]
fn fees_do_not_depend_on_how_often_they_are_settled() {
	let after = |times: u64| {
		let mut sum = 0;
		build_and_execute(|| {
			one(100);
			for _ in 0..times {
				sleep(20 * HOUR / times - BLOCK);
				prove(0);
				assert_ok!(Grid::settle(signed(OTHER), 0));
			}
			sum = paid();
		});
		sum
	};
	let (once, often) = (after(1), after(16));
	assert!(once - often <= 16 + fee(16 * BLOCK), "{once} {often}");
}
