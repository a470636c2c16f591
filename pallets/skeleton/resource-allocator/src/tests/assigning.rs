use super::*;

#[test]
fn slot_waits_when_the_randomness_is_not_newer_than_the_request() {
	run(|| {
		World::change(|world| world.known_since = System::block_number());
		let slot = id(requested(1), 0);
		stale_block();
		assert!(matches!(state(slot), SlotState::Waiting { reason: WaitReason::AwaitsRandomness, .. }));
		next_block();
		let node = node_of(slot);
		System::assert_last_event(Event::SlotAssigned { slot, node, provider: 100 + node }.into());
		assert_eq!(Allocator::waiting(), 0);
	});
}

#[test]
fn slot_says_why_when_no_node_fits_and_is_served_when_one_does() {
	run(|| {
		World::change(|world| world.nodes.values_mut().for_each(|node| node.idle = false));
		let slot = id(requested(1), 0);
		next_block();
		assert_eq!(Allocator::status(slot.job).unwrap()[0].waits, Some(WaitReason::NoIdleNode));
		World::change(|world| world.nodes.get_mut(&2).unwrap().idle = true);
		stale_block();
		assert!(matches!(state(slot), SlotState::Waiting { .. }), "known randomness must not be used again");
		next_block();
		assert_eq!(node_of(slot), 2);
	});
}

#[test]
fn node_is_not_drawn_when_it_is_the_requesters_or_an_asset_owners() {
	run(|| {
		World::change(|world| {
			for (node, owner) in [(0, REQUESTER), (1, MODEL_OWNER), (2, DATA_OWNER)] {
				world.nodes.get_mut(&node).unwrap().provider = owner;
			}
		});
		let job = requested(3);
		next_block();
		let on_three = (0..3).filter(|index| state(id(job, *index)).node() == Some(3)).count();
		assert_eq!(on_three, 2, "node 3 has power for two slots");
		World::change(|world| world.nodes.get_mut(&3).unwrap().idle = false);
		next_block();
		assert!(Allocator::status(job)
			.unwrap()
			.iter()
			.any(|slot| slot.waits == Some(WaitReason::OnlyExcludedNodes)));
	});
}

#[test]
fn others_are_served_when_the_queue_is_full_of_slots_that_cannot_be() {
	run(|| {
		PerBlock::set(2);
		for _ in 0..3 {
			let asked = JobRequest { power: NODE_POWER + 1, ..request(4) };
			assert_ok!(Allocator::request(signed(OTHER), asked, Balance::MAX));
		}
		let slot = id(requested(1), 0);
		for _ in 0..6 {
			next_block();
			assert!(state(slot).node().is_none());
		}
		next_block();
		assert!(state(slot).node().is_some(), "twelve unservable slots take six blocks of two");
		assert_eq!(Allocator::waiting(), 12);
	});
}

#[test]
fn no_more_is_served_when_the_blocks_bound_or_weight_is_used_up() {
	run(|| {
		PerBlock::set(3);
		requested(4);
		next_block();
		assert_eq!(Allocator::waiting(), 1);
		let mut nothing = WeightMeter::with_limit(<() as WeightInfo>::poll());
		Allocator::on_poll(3, &mut nothing);
		assert_eq!(Allocator::waiting(), 1);
		next_block();
		assert_eq!(Allocator::waiting(), 0);
	});
}

#[test]
fn slot_fails_and_is_refunded_when_it_waited_too_long() {
	run(|| {
		World::change(|world| world.nodes.clear());
		let slot = id(requested(1), 0);
		next_block();
		pass(TIMES.wait);
		next_block();
		assert_eq!(Allocator::waiting(), 1);
		pass(1);
		next_block();
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::NoNode(WaitReason::NoIdleNode) });
		assert_eq!((held(REQUESTER), free(REQUESTER), licences()), (0, FUNDS, 10));
		System::assert_last_event(Event::JobFinished { job: slot.job }.into());
	});
}
