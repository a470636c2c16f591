use super::*;

fn phase(job: JobId) -> Phase {
	Allocator::job(job).unwrap().phase
}

fn set_region(node: NodeId, region: u16) {
	World::change(|world| world.nodes.get_mut(&node).unwrap().region = region);
}

#[test]
fn gang_starts_only_when_all_of_it_has_nodes() {
	run(|| {
		PerBlock::set(4);
		let job = ask(gang(4, false));
		next_block();
		let until = START + TIMES.gather + crate::placement::DRAW_TIME;
		assert_eq!((placed(job), phase(job)), (3, Phase::Gathering { until }));
		let slot = id(job, 0);
		assert_noop!(Allocator::start(operator_of(slot), slot), Error::<Test>::GangIncomplete);
		assert_noop!(Allocator::cancel(signed(REQUESTER), job, 0), Error::<Test>::GangIncomplete);
		pass(TIMES.start + 1);
		assert_noop!(Allocator::expire(signed(OTHER), slot), Error::<Test>::NotExpired);
		stale_block();
		assert_eq!(placed(job), 3, "known randomness must not be used again");
		next_block();
		System::assert_last_event(Event::GangComplete { job, slots: 4 }.into());
		pass(TIMES.start);
		(0..4).for_each(|index| start(id(job, index)));
		assert_eq!(Gang::<Test>::get(), None);
	});
}

#[test]
fn gang_reserves_nothing_when_too_few_nodes_are_idle() {
	run(|| {
		let job = ask(gang(5, false));
		next_block();
		assert_eq!((placed(job), Allocator::why(job)), (0, Some(WaitReason::TooFewAtOnce)));
		assert_eq!(phase(job), Phase::Scattered);
		World::change(|world| world.nodes.values_mut().for_each(|node| node.idle = false));
		(0..3).for_each(|_| next_block());
		assert_eq!(Allocator::why(job), Some(WaitReason::NoIdleNode));
	});
}

#[test]
fn gang_gives_all_nodes_back_when_no_more_can_be_drawn() {
	run(|| {
		World::change(|world| world.idle = Some(9));
		let job = ask(gang(5, false));
		next_block();
		assert_eq!(placed(job), 4);
		next_block();
		assert_eq!(phase(job), Phase::Disbanding);
		next_block();
		assert_eq!((placed(job), phase(job)), (0, Phase::Scattered));
		assert_eq!(Slots::<Test>::iter().count(), 0);
		System::assert_last_event(Event::GangDisbanded { job, reason: WaitReason::NotEnoughPower }.into());
		assert_eq!(held(REQUESTER), 5 * 2 * ESCROW);
		World::change(|world| world.nodes.insert(9, MockNode::new(9)));
		(0..4).for_each(|_| next_block());
		assert_eq!((placed(job), matches!(phase(job), Phase::Ready { .. })), (5, true));
	});
}

#[test]
fn gang_is_disbanded_step_by_step_by_anyone_when_it_takes_too_long() {
	run(|| {
		World::change(|world| {
			for node in NODES..100 {
				world.nodes.insert(node, MockNode::new(node));
			}
			world.idle = Some(100);
		});
		PerBlock::set(60);
		let job = ask(JobRequest { power: NODE_POWER, ..gang(100, false) });
		next_block();
		assert_eq!(placed(job), 45);
		// A hundred nodes take two draws.
		pass(TIMES.gather + 2 * crate::placement::DRAW_TIME);
		let slot = id(job, 99);
		assert_noop!(Allocator::expire(signed(OTHER), slot), Error::<Test>::NotExpired);
		pass(1);
		assert_ok!(Allocator::expire(signed(OTHER), slot));
		// Eight at once, within a page of sixteen: the third page has thirteen.
		for left in [37, 32, 24, 16, 8] {
			assert_eq!((placed(job), phase(job)), (left, Phase::Disbanding));
			check();
			stale_block();
		}
		assert_eq!((placed(job), phase(job)), (0, Phase::Scattered));
		assert_eq!(Allocator::why(job), Some(WaitReason::TooFewAtOnce));
		pass(PATIENCE);
		assert_ok!(Allocator::expire(signed(OTHER), slot));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
	});
}

/// Whoever stands alone in a region would have all of his own gang there.
#[test]
fn gang_is_not_gathered_in_a_region_where_few_stand_alone() {
	run(|| {
		World::change(|world| {
			for node in NODES..40 {
				world.nodes.insert(node, MockNode::new(node));
			}
		});
		set_region(0, NEAR);
		set_region(1, NEAR);
		let job = ask(gang(2, true));
		next_block();
		let regions: Vec<_> =
			(0..2).map(|index| World::read(|world| world.nodes[&node_of(id(job, index))].region)).collect();
		assert!(regions.iter().all(|region| *region != NEAR), "{regions:?}");
	});
}

#[test]
fn gang_is_in_one_region_when_that_is_asked_for() {
	run(|| {
		set_region(0, NEAR);
		set_region(1, NEAR);
		set_region(2, NEAR);
		let job = ask(gang(3, true));
		let too_many = ask(gang(4, true));
		next_block();
		assert_eq!(Allocator::job(job).unwrap().strict, Some(NEAR));
		let mut nodes = (0..3).map(|index| node_of(id(job, index))).collect::<Vec<_>>();
		nodes.sort();
		assert_eq!(nodes, [0, 1, 2]);
		assert_eq!(Allocator::why(too_many), Some(WaitReason::TooFewAtOnce));
		// One that must be replaced is replaced in that region.
		pass(TIMES.start + 1);
		let slot = id(job, 1);
		assert_ok!(Allocator::expire(signed(OTHER), slot));
		next_block();
		assert!(waits(slot));
		World::change(|world| world.nodes.insert(9, MockNode { region: NEAR, ..MockNode::new(9) }));
		(0..2).for_each(|_| next_block());
		assert_eq!(node_of(slot), 9);
	});
}

#[test]
fn second_gang_waits_when_one_is_being_gathered() {
	run(|| {
		World::change(|world| world.idle = Some(9));
		let first = ask(JobRequest { power: 16, ..gang(8, false) });
		let second = ask(JobRequest { power: 16, ..gang(2, false) });
		next_block();
		assert_eq!((placed(first), placed(second)), (4, 0));
		assert_eq!(Allocator::job(second).unwrap().waiting.failures, 1);
		next_block();
		assert_eq!(placed(first), 8);
	});
}

#[test]
fn elastic_job_begins_with_the_fewest_and_the_others_join_when_nodes_are_free() {
	run(|| {
		let elastic =
			|slots, least| JobRequest { placement: Placement::Elastic { least }, ..gang(slots, false) };
		let none = ask(elastic(6, 5));
		next_block();
		assert_eq!((placed(none), Allocator::why(none)), (0, Some(WaitReason::TooFewAtOnce)));
		let job = ask(elastic(6, 3));
		next_block();
		assert_eq!(placed(job), 3);
		start(id(job, 0));
		next_block();
		assert_eq!((placed(job), Allocator::why(job)), (4, Some(WaitReason::NoIdleNode)));
		assert_ok!(Allocator::cancel(signed(REQUESTER), none, 0));
	});
}
