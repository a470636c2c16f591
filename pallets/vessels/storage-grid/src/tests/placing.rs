use super::*;

fn reason(id: ReplicaId) -> WaitReason {
	match stage(id) {
		Stage::Waiting { reason, .. } => reason,
		other => panic!("{other:?}"),
	}
}

#[test]
fn replicas_go_to_different_owners() {
	build_and_execute(|| {
		providers(4);
		// One who has nine spaces gets no second one.
		(0..8).for_each(|_| {
			offer(FIRST, 1, 0, 0);
		});
		order(4, 1);
		fill();
		let mut owners = [0, 1, 2, 3].map(provider);
		owners.sort();
		assert_eq!(owners, [FIRST, FIRST + 1, FIRST + 2, FIRST + 3]);
	});
}

#[test]
fn a_block_places_no_more_than_it_may() {
	build_and_execute(|| {
		providers(5);
		order(5, 1);
		let waiting = || Queue::<Test>::iter_prefix(Lane::Fresh).count();
		assert_eq!(waiting(), 5);
		block();
		assert_eq!(waiting(), 3);
		block();
		assert_eq!(waiting(), 1);
	});
}

/// Who knows the randomness could offer space until it hits his.
#[test]
fn replica_waits_when_the_randomness_is_not_newer_than_the_order() {
	build_and_execute(|| {
		providers(1);
		World::change(|world| (world.known_since, world.stale) = (1, true));
		order(1, 1);
		blocks(3);
		assert_eq!(reason(0), WaitReason::AwaitsRandomness);
		World::change(|world| world.known_since = 2);
		block();
		assert!(matches!(stage(0), Stage::Filling { .. }));
	});
}

#[test]
fn replica_says_why_it_waits() {
	build_and_execute(|| {
		order(1, 1);
		block();
		assert_eq!(reason(0), WaitReason::NoSpace);
		let dear = offer(FIRST, 1, 0, PRICE + 1);
		rested();
		assert_eq!(reason(0), WaitReason::PriceTooLow);
		assert_ok!(Grid::close_space(signed(FIRST), dear));
		let own = offer(CUSTOMER, 1, 0, 0);
		rested();
		assert_eq!(reason(0), WaitReason::OnlyExcludedSpaces);
		assert_ok!(Grid::close_space(signed(CUSTOMER), own));
		let operated = offer(FIRST, 1, 0, 0);
		assert_ok!(Grid::set_operator(signed(FIRST), operated, CUSTOMER));
		rested();
		assert_eq!(reason(0), WaitReason::OnlyExcludedSpaces);
		assert_ok!(Grid::set_operator(signed(FIRST), operated, FIRST));
		rested();
		assert!(matches!(stage(0), Stage::Filling { .. }));
	});
}

#[test]
fn replica_goes_where_there_is_room() {
	build_and_execute(|| {
		let small = offer(FIRST, 1, 0, 0);
		let content = Content { root: H256::zero(), leaves: 3 << 17, leaf_size: 4_096 };
		order_of(&content, 1, 1);
		blocks(2);
		assert_eq!(reason(0), WaitReason::NoSpace);
		// In the same class, and large enough.
		let large = offer(FIRST + 1, 2, 0, 0);
		rested();
		assert_eq!(Grid::replica(0).unwrap().space(), Some(large));
		assert_eq!((Grid::space(small).unwrap().used, Grid::space(large).unwrap().free()), (0, 512));
	});
}

#[test]
fn full_space_is_not_offered() {
	build_and_execute(|| {
		let id = offer(FIRST, 1, 0, 0);
		order_of(&Content { root: H256::zero(), leaves: 1 << 18, leaf_size: 4_096 }, 1, 1);
		block();
		assert_eq!(Grid::space(id).unwrap().place, None);
		assert!(Shelves::<Test>::iter().next().is_none());
		assert_ok!(Grid::decline(signed(FIRST), 0));
		assert!(Grid::space(id).unwrap().place.is_some());
	});
}

#[test]
fn replica_stays_in_the_region_that_was_asked_for() {
	build_and_execute(|| {
		(0..5).for_each(|number| {
			offer(FIRST + number, 9, 0, 0);
		});
		let there = offer(FIRST + 6, 1, 1, 0);
		let Content { root, leaves, leaf_size } = files().content();
		let order = || Grid::order(signed(CUSTOMER), root, leaves, leaf_size, None, 2, 1, Some(1), PRICE);
		assert_ok!(order());
		blocks(2);
		assert_eq!(Grid::replica(0).unwrap().space(), Some(there));
		assert_eq!(reason(1), WaitReason::OnlyExcludedSpaces);
	});
}

/// Else an order of two replicas would leave a region of large spaces to itself.
#[test]
fn draws_follow_what_is_free_and_not_how_it_is_divided() {
	build_and_execute(|| {
		offer(FIRST, 64, 0, 0);
		(0..16).for_each(|_| {
			offer(FIRST + 1, 1, 1, 0);
		});
		let mut large = 0;
		for number in 0..200u64 {
			World::change(|world| world.salt = number);
			let id = order(1, 1);
			block();
			let replica = Grid::order_of(id).unwrap().first;
			large += u32::from(provider(replica) == FIRST);
			assert_ok!(Grid::decline(signed(provider(replica)), replica));
			assert_ok!(Grid::cancel(signed(CUSTOMER), id));
			assert_ok!(Grid::end_replica(signed(CUSTOMER), replica));
		}
		// Four fifths are free in the one large space. By number it would be one of seventeen.
		assert!((130..185).contains(&large), "{large}");
	});
}

#[test]
fn those_who_wait_long_are_tried_beside_those_who_are_new() {
	build_and_execute(|| {
		let content = Content { root: H256::zero(), leaves: 3 << 18, leaf_size: 4_096 };
		order_of(&content, 1, 1);
		block();
		providers(10);
		offer(FIRST, 4, 1, 0);
		System::set_block_number(System::block_number() + REST);
		order(16, 1);
		blocks(RETRIES.into());
		assert!(matches!(stage(0), Stage::Filling { .. }), "new ones would be tried for sixteen blocks");
	});
}

#[test]
fn replica_is_dropped_when_its_order_is_over_before_there_was_space() {
	build_and_execute(|| {
		order(2, 1);
		block();
		pass(HOUR);
		rested();
		assert_eq!((Grid::order_of(0), held(HoldReason::Order, CUSTOMER)), (None, 0));
		assert_eq!(free(CUSTOMER), FUNDS);
	});
}

#[test]
fn replica_rests_four_times_as_long_after_each_try_in_vain() {
	build_and_execute(|| {
		order(1, 1_000);
		block();
		let mut tries = 1;
		let mut since = System::block_number();
		while Grid::replica(0).is_some() {
			let Stage::Waiting { lane: Lane::Retry(level), .. } = stage(0) else { panic!() };
			assert_eq!(level + 1, tries);
			let rest = REST << (2 * u64::from(level));
			System::set_block_number(since + rest - 1);
			blocks(1);
			assert_eq!(
				stage(0),
				Stage::Waiting { lane: Lane::Retry(level), position: 0, reason: WaitReason::NoSpace }
			);
			blocks(RETRIES.into());
			since = System::block_number() - u64::from(RETRIES);
			if let Some(Stage::Waiting { lane, .. }) = Grid::replica(0).map(|replica| replica.stage) {
				since = Queue::<Test>::get(lane, 0).unwrap().at;
			}
			tries += 1;
		}
		assert_eq!(tries, RETRIES + 1);
		assert_eq!((Grid::order_of(0), free(CUSTOMER)), (None, FUNDS));
	});
}

/// Who lost his provider begins anew.
#[test]
fn replica_that_was_placed_is_looked_for_as_often_again() {
	build_and_execute(|| {
		order(1, 1_000);
		block();
		(0..5).for_each(|_| rested());
		providers(2);
		rested();
		assert_ok!(Grid::decline(signed(provider(0)), 0));
		assert!(matches!(stage(0), Stage::Waiting { lane: Lane::Fresh, .. }));
	});
}

#[test]
fn placing_is_paid_for_by_the_replica_and_does_not_come_back() {
	build_and_execute(|| {
		let fee = AIC / 50;
		TheLimits::set(&Limits { placement_fee: fee, ..TheLimits::get() });
		let before = free(TREASURY);
		order(3, 10);
		assert_eq!(free(TREASURY) - before, 3 * fee);
		assert_ok!(Grid::extend(signed(CUSTOMER), 0, 10, PRICE));
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		for id in 0..3 {
			assert_ok!(Grid::end_replica(signed(OTHER), id));
		}
		assert_eq!((free(CUSTOMER), free(TREASURY) - before), (FUNDS - 3 * fee, 3 * fee));
		// It can't be paid out of what is locked, or with the last coins.
		TheLimits::set(&Limits { placement_fee: FUNDS, ..TheLimits::get() });
		let Content { root, leaves, leaf_size } = files().content();
		let order = Grid::order(signed(OTHER), root, leaves, leaf_size, None, 1, 1, None, PRICE);
		assert!(order.is_err() && free(OTHER) == FUNDS);
	});
}
