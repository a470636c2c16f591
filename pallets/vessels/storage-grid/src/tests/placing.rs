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
		blocks(2);
		assert_eq!(reason(0), WaitReason::PriceTooLow);
		assert_ok!(Grid::close_space(signed(FIRST), dear));
		let own = offer(CUSTOMER, 1, 0, 0);
		blocks(2);
		assert_eq!(reason(0), WaitReason::OnlyExcludedSpaces);
		assert_ok!(Grid::close_space(signed(CUSTOMER), own));
		let operated = offer(FIRST, 1, 0, 0);
		assert_ok!(Grid::set_operator(signed(FIRST), operated, CUSTOMER));
		blocks(2);
		assert_eq!(reason(0), WaitReason::OnlyExcludedSpaces);
		assert_ok!(Grid::set_operator(signed(FIRST), operated, FIRST));
		blocks(2);
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
		blocks(3);
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
		order(10, 1);
		offer(FIRST, 4, 1, 0);
		blocks(2);
		assert!(matches!(stage(0), Stage::Filling { .. }), "new ones would be tried for five blocks");
	});
}

#[test]
fn replica_is_dropped_when_its_order_is_over_before_there_was_space() {
	build_and_execute(|| {
		order(2, 1);
		block();
		pass(HOUR);
		blocks(1);
		assert_eq!((Grid::order_of(0), held(HoldReason::Order, CUSTOMER)), (None, 0));
		assert_eq!(free(CUSTOMER), FUNDS);
	});
}
