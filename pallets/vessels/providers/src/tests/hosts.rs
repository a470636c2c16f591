use super::*;

fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

#[test]
fn draw_takes_a_host_first_when_one_fits() {
	build_and_execute(|| {
		for _ in 0..20 {
			idle_node(ALICE, 8, 0);
		}
		// Far away, and yet the data is there.
		let host = idle_node(BOB, 8, 3);
		assert_ok!(Providers::host(signed(BOB), host, DATASET));
		assert_eq!(last_event(), Event::Hosted { node: host, dataset: DATASET });
		assert!(Providers::hosts(DATASET, host) && Providers::hosts_of(DATASET) == vec![host]);
		let local = Locality { dataset: Some(DATASET), region: 0 };
		for number in 0..20 {
			assert_eq!(Providers::draw(&needs(8), &local, &[], seed(number)), Ok(host));
			assert_ne!(draw(&needs(8), &[], number), Ok(host));
		}
		assert_ok!(Providers::reserve(host, &needs(8)));
		assert_ne!(Providers::draw(&needs(8), &local, &[], seed(0)), Ok(host));
		Providers::release(host, &needs(8));
		assert_ok!(Providers::unhost(signed(BOB), host, DATASET));
		assert_eq!(last_event(), Event::Unhosted { node: host, dataset: DATASET });
		assert_ne!(Providers::draw(&needs(8), &local, &[], seed(0)), Ok(host));
		assert!(!Providers::hosts(DATASET, host));
	});
}

#[test]
fn draw_gives_every_host_its_turn_when_several_fit() {
	build_and_execute(|| {
		for _ in 0..MAX_HOSTS {
			let node = idle_node(BOB, 8, 3);
			assert_ok!(Providers::host(signed(BOB), node, DATASET));
		}
		let local = Locality { dataset: Some(DATASET), region: 0 };
		let mut turns = [0; MAX_HOSTS as usize];
		for number in 0..400 {
			turns[Providers::draw(&needs(1), &local, &[], seed(number)).unwrap() as usize] += 1;
		}
		assert!(turns.iter().all(|turns| (60..140).contains(turns)), "{turns:?}");
	});
}

#[test]
fn host_fails_when_there_is_no_room_or_no_sense() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 1, 0);
		let model = AssetId { kind: AssetKind::Model, item: 0 };
		assert_noop!(Providers::host(signed(ALICE), node, model), Error::<Test>::NotDataset);
		assert_noop!(Providers::unhost(signed(ALICE), node, DATASET), Error::<Test>::NotHosted);
		assert_ok!(Providers::host(signed(ALICE), node, DATASET));
		assert_noop!(Providers::host(signed(ALICE), node, DATASET), Error::<Test>::AlreadyHosted);
		for item in 100..99 + crate::MAX_HOSTED {
			assert_ok!(Providers::host(signed(ALICE), node, dataset(item)));
		}
		assert_noop!(Providers::host(signed(ALICE), node, dataset(200)), Error::<Test>::TooManyDatasets);
		for _ in 1..MAX_HOSTS {
			let node = busy_node(ALICE, 1, 0);
			assert_ok!(Providers::host(signed(ALICE), node, DATASET));
		}
		let late = busy_node(ALICE, 1, 0);
		assert_noop!(Providers::host(signed(ALICE), late, DATASET), Error::<Test>::TooManyHosts);
	});
}

#[test]
fn remove_node_takes_it_off_all_lists_when_it_hosts() {
	build_and_execute(|| {
		let (node, other) = (idle_node(ALICE, 1, 0), idle_node(ALICE, 1, 0));
		for item in 0..crate::MAX_HOSTED {
			assert_ok!(Providers::host(signed(ALICE), node, dataset(item)));
		}
		assert_ok!(Providers::host(signed(ALICE), other, dataset(0)));
		assert_ok!(Providers::remove_node(signed(ALICE), node));
		assert_eq!(Providers::hosts_of(dataset(0)), vec![other]);
		assert_eq!(crate::Hosts::<Test>::iter().count(), 1);
	});
}
