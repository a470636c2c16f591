use super::*;

/// Nodes of region 0 are even, those of region 1 odd. Within a region the table says 10 ms, to the other 100 ms.
const NODE: NodeId = 0;

fn report(from: NodeId, round_trip: u32) {
	<Monitor as Distances>::report(from, NODE, round_trip);
}

fn is_out() -> bool {
	!World::node(NODE).online
}

#[test]
fn node_where_it_says_stays_when_auditors_measure_about_the_table_s_latency() {
	build_and_execute(|| {
		for (from, round_trip) in [(1, 105), (2, 30), (3, 160), (4, 12), (5, 99), (6, 70), (7, 159)] {
			report(from, round_trip);
		}
		assert_eq!(Monitor::distance(NODE), Some((20, 7)));
		assert!(!is_out());
	});
}

#[test]
fn far_node_that_says_to_be_near_is_found_out() {
	build_and_execute(|| {
		World::change(|world| world.nodes.get_mut(&NODE).unwrap().power = WHOLE);
		for from in [1, 2, 3, 4] {
			report(from, 250);
			assert_eq!(Monitor::distance(NODE), None);
		}
		assert!(!is_out(), "four are too few");
		report(5, 250);
		assert!(is_out());
		assert_eq!(World::node(NODE).power, 0);
		assert_eq!(
			World::read(|world| (world.distrusted.clone(), world.penalties.clone())),
			(vec![NODE], vec![ResourceId::Node(NODE)])
		);
		assert_eq!(events().pop(), Some(Event::Misplaced { node: NODE, excess: 150 }));
		assert_eq!(Reports::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_minority_of_liars_moves_nobody() {
	build_and_execute(|| {
		for from in [5, 6, 7, 8, 9] {
			report(from, if from % 2 == 0 { 12 } else { 102 });
		}
		for from in [1, 2, 3, 4] {
			report(from, u32::MAX);
		}
		assert!(!is_out());
		assert_eq!(Monitor::distance(NODE), Some((2, 9)));
	});
}

#[test]
fn provider_counts_once_however_often_he_reports() {
	build_and_execute(|| {
		for _ in 0..20 {
			report(1, 10_000);
		}
		assert_eq!((Monitor::distance(NODE), Reports::<Test>::get(NODE).1.len()), (None, 1));
		assert_eq!(Reports::<Test>::get(NODE).1[0], (1, CLIP as i32), "clipped");
		report(1, 0);
		assert_eq!(Reports::<Test>::get(NODE).1[0], (1, -100));
	});
}

#[test]
fn own_reports_and_those_of_unknown_nodes_count_nothing() {
	build_and_execute(|| {
		assert_storage_noop!(report(NODE, 10_000));
		assert_storage_noop!(report(77, 10_000));
		assert_storage_noop!(<Monitor as Distances>::report(1, 77, 10_000));
	});
}

#[test]
fn the_oldest_report_is_forgotten_when_there_are_too_many() {
	build_and_execute(|| {
		World::change(|world| {
			(10..14).for_each(|node| _ = world.nodes.insert(node, MockNode::default()));
		});
		for from in 1..12 {
			report(from, 10);
		}
		let providers =
			Reports::<Test>::get(NODE).1.iter().map(|(provider, _)| *provider).collect::<Vec<_>>();
		assert_eq!(providers, (3..12).collect::<Vec<_>>());
	});
}
