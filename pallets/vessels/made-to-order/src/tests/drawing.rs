use super::*;

#[test]
fn reviewers_are_drawn_by_randomness_that_is_newer_than_the_contest() {
	build_and_execute(|| {
		join();
		block();
		let id = contested();
		stale_block();
		stale_block();
		assert_eq!(stage(id), Stage::Contested { until: START + DRAW }, "what is known does not draw");
		assert_eq!(drawn(id).len(), 3);
		let Stage::Reviewed { commit_until, reveal_until, .. } = stage(id) else { panic!() };
		assert_eq!((commit_until, reveal_until), (START + COMMIT, START + COMMIT + REVEAL));
	});
}

#[test]
fn parties_are_never_drawn() {
	build_and_execute(|| {
		for who in [REQUESTER, ALICE, 11, 12, 13] {
			assert_ok!(Orders::become_reviewer(signed(who), BOND));
		}
		for _ in 0..5 {
			let mut reviewers = drawn(contested());
			reviewers.sort();
			assert_eq!(reviewers, [11, 12, 13]);
		}
	});
}

#[test]
fn draws_differ() {
	build_and_execute(|| {
		join();
		let mut panels: Vec<_> = (0..6).map(|_| drawn(contested())).collect();
		panels.sort();
		panels.dedup();
		assert!(panels.len() > 2);
	});
}

#[test]
fn contest_ends_undecided_when_nobody_can_be_drawn_in_time() {
	build_and_execute(|| {
		for who in [REQUESTER, ALICE, 11, 12] {
			assert_ok!(Orders::become_reviewer(signed(who), BOND));
		}
		let id = contested();
		block();
		pass(DRAW);
		assert_noop!(Orders::close_contest(signed(STRANGER), id), Error::<Test>::NotDue);
		pass(1);
		// A draw that comes too late is none.
		assert_ok!(Orders::become_reviewer(signed(13), BOND));
		block();
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
		assert_eq!((held(HoldReason::Review, ALICE), held(HoldReason::Review, REQUESTER)), (0, 0));
		block();
		assert_eq!((Queue::<Test>::iter().count(), Ends::<Test>::iter().count()), (0, 0));
	});
}

#[test]
fn draw_is_tried_again_when_it_finds_too_few() {
	build_and_execute(|| {
		let id = contested();
		for _ in 0..3 {
			block();
		}
		assert_eq!(Queue::<Test>::iter().count(), 1);
		join();
		assert_eq!(drawn(id).len(), 3);
	});
}

#[test]
fn block_draws_for_so_many_contests_and_no_more() {
	build_and_execute(|| {
		join();
		let ids: Vec<_> = (0..5).map(|_| contested()).collect();
		let count = || ids.iter().filter(|id| !panel(**id).is_empty()).count();
		block();
		assert!(count() <= 2);
		stale_block();
		stale_block();
		for id in &ids {
			drawn(*id);
		}
		assert_eq!(count(), 5);
	});
}

#[test]
fn nothing_is_drawn_when_the_block_has_no_weight_for_it() {
	build_and_execute(|| {
		join();
		let id = contested();
		World::change(|world| world.known_since = 7);
		let short = <() as WeightInfo>::poll() + <() as WeightInfo>::draw() - Weight::from_parts(1, 1);
		let limits = [Weight::zero(), <() as WeightInfo>::poll(), <() as WeightInfo>::draw(), short];
		for limit in limits {
			let mut meter = WeightMeter::with_limit(limit);
			Orders::on_poll(2, &mut meter);
			assert!(panel(id).is_empty() && meter.consumed().all_lte(<() as WeightInfo>::poll()));
		}
	});
}

#[test]
fn nobody_is_drawn_for_more_contests_than_he_can_do() {
	build_and_execute(|| {
		for who in [11, 12, 13] {
			assert_ok!(Orders::become_reviewer(signed(who), BOND));
		}
		let ids: Vec<_> = (0..9).map(|_| contested()).collect();
		for _ in 0..40 {
			block();
		}
		let drawn = ids.iter().filter(|id| !panel(**id).is_empty()).count();
		assert_eq!(drawn as u32, MAX_REVIEWS);
		assert_eq!(Orders::reviewer_of(11).unwrap().busy, MAX_REVIEWS);
	});
}

#[test]
fn contest_of_a_request_that_is_over_is_not_drawn_and_can_end() {
	build_and_execute(|| {
		join();
		let id = contested();
		accepted(BOB, id.request, 100);
		assert_ok!(Orders::finish(signed(STRANGER), id.request));
		block();
		assert!(panel(id).is_empty());
		close(id);
		assert_eq!((free(ALICE), held(HoldReason::Review, REQUESTER)), (FUNDS, 0));
	});
}
