use super::*;
use crate::{
	Bucket, Capacities, Hosted, Hosts, NextNode, NextProvider, Nodes, Pages, Places, RegionIds, Roll,
	RollSize, Shelves,
};

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		idle_node(ALICE, 80, 0);
		idle_node(ALICE, 96, 0);
		busy_node(BOB, 8, 1);
		assert_ok!(Providers::host(signed(ALICE), 0, DATASET));
		assert_ok!(Providers::do_try_state());
		corrupt();
		assert!(Providers::do_try_state().is_err());
	});
}

fn change_provider(change: impl FnOnce(&mut Provider)) {
	crate::Providers::<Test>::mutate(ALICE, |provider| change(provider.as_mut().unwrap()));
}

fn change_node(change: impl FnOnce(&mut Node<u64>)) {
	Nodes::<Test>::mutate(0, |node| change(node.as_mut().unwrap()));
}

const BUCKET: Bucket = (DeviceClass::Gpu, 0, 6);

#[test]
fn try_state_fails_when_a_providers_record_is_wrong() {
	fails_when(|| change_provider(|provider| provider.bond -= 1));
	fails_when(|| change_provider(|provider| provider.leaves = Some(0)));
	fails_when(|| change_provider(|provider| provider.power += 1));
	fails_when(|| change_provider(|provider| provider.nodes += 1));
	fails_when(|| change_provider(|provider| provider.pledged += 1));
	fails_when(|| change_provider(|provider| provider.index = 1));
	fails_when(|| NextProvider::<Test>::put(1));
	fails_when(|| crate::Providers::<Test>::remove(BOB));
}

#[test]
fn try_state_fails_when_a_node_is_wrong() {
	fails_when(|| change_node(|node| node.power = 88));
	fails_when(|| change_node(|node| node.shared = 9));
	fails_when(|| change_node(|node| node.answers = 0));
	fails_when(|| change_node(|node| node.shared = 7));
	fails_when(|| change_node(|node| node.min_price += 1));
	fails_when(|| change_node(|node| node.region = 1));
	fails_when(|| change_node(|node| node.online = false));
	fails_when(|| NextNode::<Test>::put(1));
	fails_when(|| Capacities::<Test>::mutate(DeviceClass::Gpu, |capacity| capacity.total += 1));
	fails_when(|| Capacities::<Test>::mutate(DeviceClass::Dsp, |capacity| capacity.busy += 1));
}

#[test]
fn try_state_fails_when_the_index_is_wrong() {
	fails_when(|| Places::<Test>::remove(0));
	fails_when(|| Places::<Test>::mutate(0, |places| places.as_mut().unwrap()[0] += 1));
	fails_when(|| Pages::<Test>::remove((BUCKET, 0)));
	fails_when(|| Pages::<Test>::mutate((BUCKET, 0), |page| _ = page.pop()));
	fails_when(|| Pages::<Test>::mutate((BUCKET, 0), |page| page[0].free -= 1));
	fails_when(|| Pages::<Test>::mutate((BUCKET, 0), |page| page[1] = page[0]));
	fails_when(|| Shelves::<Test>::mutate((DeviceClass::Gpu, 0), |shelf| shelf.sizes[6] += 1));
	fails_when(|| Shelves::<Test>::mutate((DeviceClass::Gpu, 1), |shelf| shelf.sizes[0] += 1));
}

#[test]
fn try_state_fails_when_the_roll_is_wrong() {
	fails_when(|| RollSize::<Test>::put(1));
	fails_when(|| Roll::<Test>::insert(0, 1));
	fails_when(|| Roll::<Test>::insert(2, 2));
	fails_when(|| change_node(|node| node.roll = 1));
}

#[test]
fn try_state_fails_when_lists_differ() {
	fails_when(|| Hosts::<Test>::remove(DATASET));
	fails_when(|| Hosted::<Test>::remove(0));
	fails_when(|| Hosts::<Test>::mutate(DATASET, |hosts| hosts.try_push((0, 9)).unwrap()));
	fails_when(|| RegionIds::<Test>::mutate(|ids| _ = ids.pop()));
}
