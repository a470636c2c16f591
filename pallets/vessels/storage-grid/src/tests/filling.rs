use super::*;

#[test]
fn replica_is_kept_when_its_first_leaf_is_shown() {
	build_and_execute(|| {
		providers(1);
		order(1, 1);
		assert_noop!(try_answer(FIRST, 0, files()), Error::<Test>::NotProvider);
		block();
		assert_noop!(Grid::settle(signed(OTHER), 0), Error::<Test>::NotKept);
		assert_noop!(Grid::request_proof(signed(FIRST), 0), Error::<Test>::NotKept);
		assert_noop!(Grid::release(signed(FIRST), 0), Error::<Test>::NotKept);
		assert_noop!(Grid::complain(signed(OTHER), 0, FEE), Error::<Test>::NotKept);
		pass(FILL - 1_000);
		answer(0);
		let kept = kept(0);
		assert_eq!((kept.paid, kept.proven, kept.misses), (World::now(), World::now(), 0));
		assert_eq!((KeptCount::<Test>::get(), KeptAt::<Test>::get(0)), (1, Some(0)));
	});
}

#[test]
fn right_answer_costs_no_fee() {
	build_and_execute(|| {
		providers(1);
		order(1, 1);
		block();
		let (files, Question { leaf, .. }) = (files(), question(0).unwrap());
		let done = Grid::answer(signed(FIRST), 0, files.leaf(leaf), files.proof(leaf)).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
	});
}

#[test]
fn first_leaf_is_shown_until_the_deadline_and_not_later() {
	build_and_execute(|| {
		providers(2);
		order(2, 1);
		block();
		let until = question(0).unwrap().until;
		pass(until - World::now());
		answer(0);
		assert_noop!(Grid::miss(signed(OTHER), 1), Error::<Test>::NotOver);
		pass(1);
		assert_noop!(try_answer(provider(1), 1, files()), Error::<Test>::TooLate);
		assert_ok!(Grid::miss(signed(OTHER), 1));
	});
}

#[test]
fn who_does_not_begin_is_slashed_and_another_is_drawn() {
	build_and_execute(|| {
		providers(2);
		order(1, 1);
		block();
		let (late, space) = (provider(0), Grid::replica(0).unwrap().space().unwrap());
		let before = free(TREASURY);
		pass(FILL);
		block();
		// A MiB's share of the bond.
		let slash = (PER_GIB / 1_024).div_ceil(20);
		assert_eq!(free(TREASURY) - before, slash);
		assert_eq!(held(HoldReason::Bond, late), PER_GIB - slash);
		assert!(events().contains(&Event::NotBegun { replica: 0, space }));
		assert_eq!(Grid::space(space).unwrap().used, 0);
		block();
		assert_ne!(provider(0), late);
		let replica = Grid::replica(0).unwrap();
		assert_eq!((replica.attempts, replica.failed.into_inner()), (1, vec![late]));
		answer(0);
		assert_eq!(Grid::replica(0).unwrap().attempts, 0);
	});
}

#[test]
fn provider_declines_what_he_can_not_fetch_without_loss() {
	build_and_execute(|| {
		providers(1);
		order(1, 1);
		block();
		assert_noop!(Grid::decline(signed(OTHER), 0), Error::<Test>::NotProvider);
		assert_noop!(Grid::decline(signed(OTHER), 1), Error::<Test>::UnknownReplica);
		assert_ok!(Grid::decline(signed(FIRST), 0));
		assert_noop!(Grid::decline(signed(FIRST), 0), Error::<Test>::NotProvider);
		assert_eq!(held(HoldReason::Bond, FIRST), PER_GIB);
		blocks(3);
		assert!(matches!(stage(0), Stage::Waiting { reason: WaitReason::OnlyExcludedSpaces, .. }));
		offer(FIRST + 1, 1, 0, 0);
		rested();
		answer(0);
		assert_noop!(Grid::decline(signed(FIRST + 1), 0), Error::<Test>::NotFilling);
	});
}

#[test]
fn content_that_nobody_wants_is_given_up() {
	build_and_execute(|| {
		providers(10);
		order(1, 9);
		for attempt in 1..=MAX_ATTEMPTS {
			while !matches!(Grid::replica(0).unwrap().stage, Stage::Filling { .. }) {
				block();
			}
			assert_eq!(Grid::replica(0).unwrap().attempts, attempt - 1);
			assert_ok!(Grid::decline(signed(provider(0)), 0));
		}
		assert_eq!((Grid::replica(0), Grid::order_of(0)), (None, None));
		assert_eq!((free(CUSTOMER), held(HoldReason::Order, CUSTOMER)), (FUNDS, 0));
	});
}

#[test]
fn nobody_is_slashed_when_the_order_was_over_before_his_deadline() {
	build_and_execute(|| {
		providers(2);
		order(2, 1);
		block();
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		assert_noop!(try_answer(provider(0), 0, files()), Error::<Test>::Over);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		pass(FILL);
		block();
		assert_eq!((held(HoldReason::Bond, FIRST), held(HoldReason::Bond, FIRST + 1)), (PER_GIB, PER_GIB));
		assert_eq!((Grid::order_of(0), free(CUSTOMER)), (None, FUNDS));
	});
}
