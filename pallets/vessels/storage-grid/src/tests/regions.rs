use super::*;

fn order_asset(replicas: u8, region: Option<RegionId>) -> StorageOrderId {
	let id = NextOrder::<Test>::get();
	let Content { root, leaves, leaf_size } = files().content();
	World::change(|world| {
		world.owners.insert(7, CUSTOMER);
		world.contents.insert(7, (root, leaves, leaf_size))
	});
	let asset = Some(asset(7));
	assert_ok!(Grid::order(signed(CUSTOMER), root, leaves, leaf_size, asset, replicas, 10, region, PRICE));
	id
}

#[test]
fn asset_is_where_most_of_its_replicas_are_kept() {
	build_and_execute(|| {
		assert_eq!(Grid::region(asset(7)), None);
		(0..3).for_each(|number| {
			offer(FIRST + number, 1, 2, 0);
		});
		(3..5).for_each(|number| {
			offer(FIRST + number, 1, 1, 0);
		});
		order_asset(1, Some(1));
		block();
		assert_eq!(Grid::region(asset(7)), None, "it is not kept yet");
		fill();
		assert_eq!(Grid::region(asset(7)), Some(1));
		order_asset(3, Some(2));
		fill();
		assert_eq!((Grid::region(asset(7)), Grid::regions_of(asset(7))), (Some(2), vec![(1, 1), (2, 3)]));
		order_asset(2, Some(1));
		fill();
		assert_eq!(Grid::region(asset(7)), Some(1), "the lower number when there are as many");
		assert_eq!(Grid::region(asset(8)), None);
	});
}

#[test]
fn region_is_forgotten_when_its_last_replica_ends() {
	build_and_execute(|| {
		offer(FIRST, 1, 1, 0);
		order_asset(1, None);
		fill();
		sleep(10 * HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_eq!((Grid::region(asset(7)), RegionsOf::<Test>::iter().count()), (None, 0));
	});
}

#[test]
fn order_for_no_asset_says_nothing_of_regions() {
	build_and_execute(|| {
		providers(1);
		order(1, 1);
		fill();
		assert_eq!(RegionsOf::<Test>::iter().count(), 0);
	});
}
