use super::*;

fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

const LOCAL: Locality = Locality { dataset: Some(DATASET), region: Some(0), strict: false };

/// As many hosts as there can be, far from region 0.
fn hosts() -> Vec<NodeId> {
	let nodes: Vec<NodeId> =
		(0..u64::from(MAX_HOSTS)).map(|number| idle_node(1 + number % 4, 8, 3)).collect();
	for (number, node) in nodes.iter().enumerate() {
		assert_ok!(Providers::host(signed(1 + number as u64 % 4), *node, DATASET));
	}
	nodes
}

#[test]
fn hosts_come_first_when_there_are_enough() {
	build_and_execute(|| {
		(0..20).for_each(|_| _ = idle_node(ALICE, 8, 0));
		let nodes = hosts();
		assert_eq!(Providers::hosts_of(DATASET), nodes);
		assert!(Providers::hosts(DATASET, nodes[0]));
		for number in 0..20 {
			assert!(nodes.contains(&draw_at(&needs(8), &LOCAL, &[], number).unwrap()));
			assert!(!nodes.contains(&draw(&needs(8), &[], number).unwrap()));
		}
		let strict = Locality { strict: true, ..LOCAL };
		assert!(draw_at(&needs(8), &strict, &[], 0).is_ok_and(|node| !nodes.contains(&node)));
		// All of them, and then others.
		let taken = take(&needs(8), &LOCAL, &[], 6, 0).unwrap();
		assert!(taken[..4].iter().all(|taken| nodes.contains(&taken.node)));
		assert_eq!(taken.len(), 6);
	});
}

/// One who hosts his own dataset alone would have all the work on it.
#[test]
fn hosts_come_not_first_when_they_are_few() {
	build_and_execute(|| {
		(0..40).for_each(|_| _ = idle_node(BOB, 8, 0));
		let own = idle_node(ALICE, 8, 0);
		assert_ok!(Providers::host(signed(ALICE), own, DATASET));
		assert_eq!(last_event(), Event::Hosted { node: own, dataset: DATASET });
		let hits = (0..400).filter(|number| draw_at(&needs(8), &LOCAL, &[], *number) == Ok(own)).count();
		assert!(hits < 30, "{hits} of 400 instead of about 10");
	});
}

#[test]
fn every_host_has_its_turn() {
	build_and_execute(|| {
		let nodes = hosts();
		let mut turns = vec![0; nodes.len()];
		for number in 0..400 {
			turns[draw_at(&needs(1), &LOCAL, &[], number).unwrap() as usize] += 1;
		}
		assert!(turns.iter().all(|turns| (60..140).contains(turns)), "{turns:?}");
	});
}

#[test]
fn host_fails_when_there_is_no_room_or_no_sense() {
	build_and_execute(|| {
		let unmeasured = new_node(ALICE, LARGE, 0);
		assert_noop!(Providers::host(signed(ALICE), unmeasured, DATASET), Error::<Test>::NotMeasured);
		let node = idle_node(ALICE, 8, 0);
		let model = AssetId { kind: AssetKind::Model, item: 0 };
		assert_noop!(Providers::host(signed(ALICE), node, model), Error::<Test>::NotDataset);
		assert_noop!(Providers::unhost(signed(ALICE), node, DATASET), Error::<Test>::NotHosted);
		assert_ok!(Providers::host(signed(ALICE), node, DATASET));
		assert_noop!(Providers::host(signed(ALICE), node, DATASET), Error::<Test>::AlreadyHosted);
		for item in 100..99 + crate::MAX_HOSTED {
			assert_ok!(Providers::host(signed(ALICE), node, dataset(item)));
		}
		assert_noop!(Providers::host(signed(ALICE), node, dataset(200)), Error::<Test>::TooManyDatasets);
		let own = busy_node(ALICE, 8, 0);
		assert_noop!(Providers::host(signed(ALICE), own, DATASET), Error::<Test>::ProviderHosts);
		for who in 2..=u64::from(MAX_HOSTS) {
			let node = busy_node(who, 8, 0);
			assert_ok!(Providers::host(signed(who), node, DATASET));
		}
		let late = busy_node(7, 8, 0);
		assert_noop!(Providers::host(signed(7), late, DATASET), Error::<Test>::TooManyHosts);
		assert_ok!(Providers::unhost(signed(ALICE), node, DATASET));
		assert_eq!(last_event(), Event::Unhosted { node, dataset: DATASET });
		assert_ok!(Providers::host(signed(7), late, DATASET));
	});
}

#[test]
fn remove_node_takes_it_off_all_lists_when_it_hosts() {
	build_and_execute(|| {
		let (node, other) = (idle_node(ALICE, 8, 0), idle_node(BOB, 8, 0));
		for item in 0..crate::MAX_HOSTED {
			assert_ok!(Providers::host(signed(ALICE), node, dataset(item)));
		}
		assert_ok!(Providers::host(signed(BOB), other, dataset(0)));
		assert_ok!(Providers::remove_node(signed(ALICE), node));
		assert_eq!(Providers::hosts_of(dataset(0)), vec![other]);
		assert_eq!(crate::Hosts::<Test>::iter().count(), 1);
	});
}
