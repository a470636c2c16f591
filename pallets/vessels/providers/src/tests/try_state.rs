use super::*;
use crate::{BucketSizes, Capacities, Filled, Hosted, Hosts, Members, NextNode, Nodes, Positions};

/// Corrupts a good state and sees try_state fail.
fn fails_when(corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		idle_node(ALICE, 8, 0);
		idle_node(ALICE, 9, 0);
		busy_node(BOB, 4, 1);
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

const BUCKET: crate::Bucket = (DeviceClass::Gpu, 0, 3);

#[test]
fn try_state_fails_when_a_providers_record_is_wrong() {
	fails_when(|| change_provider(|provider| provider.bond -= 1));
	fails_when(|| change_provider(|provider| provider.leaves = Some(0)));
	fails_when(|| change_provider(|provider| provider.power += 1));
	fails_when(|| change_provider(|provider| provider.nodes += 1));
	fails_when(|| crate::Providers::<Test>::remove(BOB));
}

#[test]
fn try_state_fails_when_a_node_is_wrong() {
	fails_when(|| change_node(|node| node.used_memory = 65));
	fails_when(|| {
		change_node(|node| {
			node.power = 7;
		})
	});
	fails_when(|| change_node(|node| node.used_power = 9));
	fails_when(|| NextNode::<Test>::put(1));
	fails_when(|| Capacities::<Test>::mutate(DeviceClass::Gpu, |capacity| capacity.total += 1));
	fails_when(|| Capacities::<Test>::mutate(DeviceClass::Dsp, |capacity| capacity.busy += 1));
}

#[test]
fn try_state_fails_when_the_index_is_wrong() {
	fails_when(|| Positions::<Test>::remove(0));
	fails_when(|| Positions::<Test>::insert(2, 0));
	fails_when(|| Members::<Test>::remove(BUCKET, 1));
	fails_when(|| Members::<Test>::insert(BUCKET, 2, 1));
	fails_when(|| BucketSizes::<Test>::insert(BUCKET, 3));
	fails_when(|| Filled::<Test>::insert((DeviceClass::Gpu, 0), 12));
	fails_when(|| Filled::<Test>::remove((DeviceClass::Gpu, 0)));
}

#[test]
fn try_state_fails_when_lists_of_hosts_differ() {
	fails_when(|| Hosts::<Test>::remove(DATASET));
	fails_when(|| Hosted::<Test>::remove(0));
	fails_when(|| Hosts::<Test>::mutate(DATASET, |hosts| hosts.try_push(0).unwrap()));
}
