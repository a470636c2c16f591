use super::*;

fn some(count: u64, hours: u32) {
	providers(count);
	order(count as u8, hours);
	fill();
	answer_all();
}

#[test]
fn replica_ends_when_its_order_is_over_and_it_was_proven_since() {
	build_and_execute(|| {
		some(2, 10);
		answer_all();
		let ends = Grid::order_of(0).unwrap().ends;
		pass(ends - World::now() - 1);
		assert_noop!(Grid::end_replica(signed(OTHER), 0), Error::<Test>::NotOver);
		pass(1);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		System::assert_last_event(Event::<Test>::ProofAsked { replica: 0 }.into());
		assert_noop!(Grid::end_replica(signed(OTHER), 0), Error::<Test>::AlreadyChallenged);
		block();
		assert_noop!(Grid::end_replica(signed(OTHER), 0), Error::<Test>::AlreadyChallenged);
		answer_all();
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_eq!(Grid::replica(0), None);
		assert_noop!(Grid::end_replica(signed(OTHER), 0), Error::<Test>::UnknownReplica);
		assert!(Grid::order_of(0).is_some(), "another is kept");
		prove(1);
		assert_ok!(Grid::end_replica(signed(OTHER), 1));
		assert_eq!((Grid::order_of(0), held(HoldReason::Order, CUSTOMER)), (None, 0));
		assert_eq!(Grid::market().2, 0);
	});
}

#[test]
fn replica_ends_by_itself_when_the_last_challenge_is_missed() {
	build_and_execute(|| {
		some(1, 10);
		sleep(10 * HOUR);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		block();
		pass(WINDOW);
		block();
		assert_eq!((Grid::replica(0), Grid::order_of(0)), (None, None));
		assert!(held(HoldReason::Bond, FIRST) < PER_GIB);
		assert!(free(CUSTOMER) > FUNDS - fee(HOUR), "only what was proven was paid");
	});
}

#[test]
fn provider_leaves_after_his_notice_and_another_takes_over() {
	build_and_execute(|| {
		some(1, 100);
		offer(FIRST + 1, 1, 0, 0);
		assert_noop!(Grid::release(signed(OTHER), 0), Error::<Test>::NotProvider);
		assert_noop!(Grid::release(signed(OTHER), 7), Error::<Test>::UnknownReplica);
		assert_ok!(Grid::release(signed(FIRST), 0));
		assert_noop!(Grid::release(signed(FIRST), 0), Error::<Test>::AlreadyLeaving);
		let (begun, until) = (kept(0).paid, kept(0).leaves.unwrap());
		assert_eq!(until, World::now() + NOTICE);
		pass(NOTICE - 1);
		assert_noop!(Grid::end_replica(signed(FIRST), 0), Error::<Test>::NotOver);
		pass(1);
		assert_ok!(Grid::end_replica(signed(FIRST), 0));
		block();
		answer(0);
		let proven = kept(0).proven;
		assert_ok!(Grid::end_replica(signed(FIRST), 0));
		assert_eq!(World::read(|world| world.paid[&0]), fee(proven - begun));
		assert_eq!(held(HoldReason::Bond, FIRST), PER_GIB);
		fill();
		assert_eq!(provider(0), FIRST + 1);
		assert_eq!(kept(0).leaves, None);
	});
}

#[test]
fn leaving_provider_goes_without_the_large_slash_when_he_misses_the_last_challenge() {
	build_and_execute(|| {
		some(1, 100);
		assert_ok!(Grid::release(signed(FIRST), 0));
		sleep(NOTICE);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		block();
		pass(WINDOW);
		block();
		assert!(matches!(stage(0), Stage::Waiting { .. }));
		assert_eq!(PER_GIB - held(HoldReason::Bond, FIRST), (PER_GIB / 1_024).div_ceil(20));
	});
}

#[test]
fn replica_that_waits_or_is_fetched_ends_with_its_order() {
	build_and_execute(|| {
		providers(1);
		order(2, 10);
		blocks(2);
		assert!(matches!((stage(0), stage(1)), (Stage::Filling { .. }, Stage::Waiting { .. })));
		for id in [0, 1] {
			assert_noop!(Grid::end_replica(signed(OTHER), id), Error::<Test>::NotOver);
		}
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		for id in [1, 0] {
			assert_ok!(Grid::end_replica(signed(OTHER), id));
		}
		assert_eq!((Grid::order_of(0), free(CUSTOMER)), (None, FUNDS));
		assert_eq!((Keepers::<Test>::iter().count(), Grid::space(0).unwrap().used), (0, 0));
		// Its places in the queues are passed over.
		order(1, 1);
		pass(FILL);
		blocks(3);
		assert!(matches!(stage(2), Stage::Filling { .. }));
	});
}

#[test]
fn last_of_many_takes_the_place_of_one_that_ends() {
	build_and_execute(|| {
		some(5, 10);
		sleep(10 * HOUR);
		for id in [1, 4, 0, 3, 2] {
			while kept(id).proven < Grid::order_of(0).unwrap().ends {
				block();
				if question(id).is_none() {
					ask(id);
				}
				answer_all();
			}
			assert_ok!(Grid::end_replica(signed(OTHER), id));
			assert_ok!(Grid::do_try_state());
		}
		assert_eq!(KeptAt::<Test>::iter().count(), 0);
	});
}

#[test]
fn replica_that_was_proven_ends_though_it_is_challenged_again() {
	build_and_execute(|| {
		some(1, 10);
		sleep(10 * HOUR);
		prove(0);
		ask(0);
		assert!(question(0).is_some());
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_eq!((Grid::replica(0), Grid::order_of(0)), (None, None));
		pass(WINDOW + 1);
		blocks(2);
		assert_eq!(held(HoldReason::Bond, FIRST), PER_GIB, "what ended is not missed");
	});
}
