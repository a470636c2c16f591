use super::*;

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		providers(3);
		World::change(|world| {
			let Content { root, leaves, leaf_size } = files().content();
			world.owners.insert(1, CUSTOMER);
			world.contents.insert(1, (root, leaves, leaf_size))
		});
		let Content { root, leaves, leaf_size } = files().content();
		let asset = Some(asset(1));
		assert_ok!(Grid::order(signed(CUSTOMER), root, leaves, leaf_size, asset, 2, 10, None, PRICE));
		fill();
		assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
		order(1, 10);
		assert_ok!(Grid::do_try_state());
		corrupt();
		assert!(Grid::do_try_state().is_err());
	});
}

fn with_space(change: impl FnOnce(&mut SpaceOf<Test>)) {
	fails_when(|| Spaces::<Test>::mutate(0, |space| change(space.as_mut().unwrap())));
}

fn with_order(change: impl FnOnce(&mut OrderOf<Test>)) {
	fails_when(|| Orders::<Test>::mutate(0, |order| change(order.as_mut().unwrap())));
}

fn with_kept(change: impl FnOnce(&mut Kept)) {
	fails_when(|| {
		Replicas::<Test>::mutate(0, |replica| match &mut replica.as_mut().unwrap().stage {
			Stage::Active(kept) => change(kept),
			other => panic!("{other:?}"),
		})
	});
}

#[test]
fn try_state_fails_when_a_space_is_wrong() {
	with_space(|space| space.bond += 1);
	with_space(|space| space.used += 1);
	with_space(|space| space.gib = 0);
	with_space(|space| space.open = false);
	with_space(|space| space.place = None);
	with_space(|space| space.complaints = 5);
	with_space(|space| space.owner = OTHER);
}

#[test]
fn try_state_fails_when_an_order_is_wrong() {
	with_order(|order| order.escrow -= 1);
	with_order(|order| order.customer = OTHER);
	with_order(|order| order.replicas = 1);
	with_order(|order| order.first = 9);
	with_order(|order| order.ends += 1);
	with_order(|order| order.content.leaves = 1);
	with_order(|order| order.asset = None);
	with_order(|order| order.by_owner = false);
}

#[test]
fn try_state_fails_when_a_replica_is_wrong() {
	with_kept(|kept| kept.space = 77);
	with_kept(|kept| kept.place = 7);
	with_kept(|kept| kept.paid = kept.proven + 1);
	with_kept(|kept| kept.proven = Moment::MAX);
	fails_when(|| Replicas::<Test>::remove(2));
	fails_when(|| Replicas::<Test>::mutate(0, |replica| replica.as_mut().unwrap().order = 7));
	fails_when(|| Replicas::<Test>::mutate(0, |replica| replica.as_mut().unwrap().attempts = MAX_ATTEMPTS));
}

#[test]
fn try_state_fails_when_a_counter_or_a_list_is_wrong() {
	fails_when(|| NextSpace::<Test>::put(0));
	fails_when(|| NextOrder::<Test>::put(0));
	fails_when(|| NextReplica::<Test>::put(0));
	fails_when(|| KeptCount::<Test>::put(7));
	fails_when(|| KeptAt::<Test>::insert(9, 0));
	fails_when(|| Buckets::<Test>::insert((0, 1), 9, 0));
	fails_when(|| Shelves::<Test>::remove(0));
	fails_when(Market::<Test>::kill);
	fails_when(|| RegionsOf::<Test>::remove(asset(1)));
	fails_when(|| Keepers::<Test>::insert(7, FIRST, 0));
	fails_when(|| Keepers::<Test>::remove(0, provider(0)));
	fails_when(|| {
		Queue::<Test>::insert(Lane::Retry(0), 9, Entry { replica: 0, at: 0 });
	});
	fails_when(|| Queue::<Test>::remove(Lane::Fresh, 0));
	fails_when(|| Complaints::<Test>::mutate(0, |complaint| complaint.as_mut().unwrap().fee -= 1));
	fails_when(|| Complaints::<Test>::mutate(0, |complaint| complaint.as_mut().unwrap().space = 77));
}
