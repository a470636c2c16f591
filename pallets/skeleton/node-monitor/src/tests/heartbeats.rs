use super::*;

/// Nodes that are asked now.
fn asked() -> Vec<NodeId> {
	Asked::<Test>::iter_keys().collect()
}

#[test]
fn a_handful_of_nodes_is_asked_in_each_block_whatever_their_number() {
	for nodes in [10, 1_000] {
		build_and_execute(|| {
			World::change(|world| {
				for node in 0..nodes {
					world.nodes.insert(node, MockNode { online: true, ..Default::default() });
				}
			});
			for _ in 0..5 {
				let before = asked().len();
				block();
				assert!((before..=before + 2).contains(&asked().len()));
			}
			assert!(asked().len() > 3);
		});
	}
}

#[test]
fn every_node_is_asked_in_time() {
	build_and_execute(|| {
		let mut seen = std::collections::BTreeSet::new();
		for _ in 0..60 {
			block();
			for node in asked() {
				seen.insert(node);
				assert_ok!(Monitor::heartbeat(signed(200 + node), node));
			}
		}
		assert_eq!(seen.len(), 10);
		assert!(World::read(|world| world.nodes.values().all(|node| node.faults == 0)));
		assert_eq!(Missed::<Test>::iter().count(), 0);
	});
}

#[test]
fn heartbeat_is_refused_when_nobody_asked_or_a_stranger_answers_or_it_is_late() {
	build_and_execute(|| {
		block();
		let node = asked()[0];
		let until = Monitor::asked(node).unwrap();
		assert_eq!(until, World::now() + WINDOW);
		assert_noop!(Monitor::heartbeat(signed(1), node), Error::<Test>::NotOperator);
		assert_noop!(Monitor::heartbeat(signed(100 + node), node), Error::<Test>::NotOperator);
		assert_noop!(Monitor::heartbeat(RuntimeOrigin::none(), node), BadOrigin);
		pass(WINDOW + 1);
		assert_noop!(Monitor::heartbeat(signed(200 + node), node), Error::<Test>::TooLate);
		World::change(|world| world.now = until);
		assert_ok!(Monitor::heartbeat(signed(200 + node), node));
		assert_eq!(events().pop(), Some(Event::HeartbeatReceived { node }));
		assert_noop!(Monitor::heartbeat(signed(200 + node), node), Error::<Test>::NotAsked);
		Asked::<Test>::insert(77, until);
		assert_noop!(Monitor::heartbeat(signed(1), 77), Error::<Test>::NoSuchNode);
		Asked::<Test>::remove(77);
	});
}

/// Only node 3 is there.
fn alone() {
	World::change(|world| world.nodes.retain(|node, _| *node == 3));
}

#[test]
fn node_that_misses_twice_in_a_row_is_out_and_loses_points() {
	build_and_execute(|| {
		alone();
		block();
		pass(WINDOW);
		block();
		assert!(events().contains(&Event::HeartbeatMissed { node: 3, misses: 1 }));
		assert_eq!(World::node(3).faults, 0);
		pass(WINDOW);
		block();
		assert!(events().contains(&Event::HeartbeatMissed { node: 3, misses: 2 }));
		assert_eq!((World::node(3).faults, World::node(3).online), (1, false));
		assert_eq!(World::read(|world| world.penalties.clone()), vec![ResourceId::Node(3)]);
		// Offline it is not asked any more.
		pass(WINDOW);
		block();
		assert_eq!((asked(), Missed::<Test>::iter().count()), (vec![], 0));
	});
}

#[test]
fn an_answer_makes_good_for_a_miss_before() {
	build_and_execute(|| {
		alone();
		for _ in 0..5 {
			block();
			pass(WINDOW);
			block();
			assert_eq!(Missed::<Test>::get(3), 1);
			assert_ok!(Monitor::heartbeat(signed(203), 3));
			assert_eq!(Missed::<Test>::get(3), 0);
		}
		assert_eq!(World::node(3).faults, 0);
	});
}

#[test]
fn node_that_is_gone_is_forgotten() {
	build_and_execute(|| {
		alone();
		block();
		World::change(|world| world.nodes.clear());
		pass(WINDOW);
		block();
		assert_eq!((asked(), Missed::<Test>::iter().count(), Due::<Test>::iter().count()), (vec![], 0, 0));
	});
}

#[test]
fn hook_does_no_more_than_its_weight_allows() {
	build_and_execute(|| {
		let weights = [
			(Weight::zero(), 0),
			(<() as WeightInfo>::poll(), 0),
			(<() as WeightInfo>::poll().saturating_add(<() as WeightInfo>::ask()), 0),
			(<() as WeightInfo>::poll().saturating_add(<() as WeightInfo>::look()), 1),
		];
		for (number, (limit, expected)) in weights.into_iter().enumerate() {
			let mut meter = WeightMeter::with_limit(limit);
			Monitor::on_poll(10 + number as u64, &mut meter);
			assert_eq!(asked().len(), expected);
			assert!(meter.consumed().all_lte(limit));
		}
	});
}
