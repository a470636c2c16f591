use super::*;

fn refused(slot: SlotId) {
	let node = node_of(slot);
	start(slot);
	System::assert_has_event(Event::SelfDealingRefused { slot, node }.into());
	assert!(waits(slot));
	check();
}

#[test]
fn node_is_not_drawn_when_it_is_the_requesters_or_an_asset_owners() {
	run(|| {
		World::change(|world| {
			for (node, owner) in [(0, REQUESTER), (1, MODEL_OWNER), (2, DATA_OWNER)] {
				world.nodes.get_mut(&node).unwrap().provider = owner;
			}
			world.first_owners.insert(model(), 103);
		});
		let job = requested(3);
		next_block();
		assert_eq!((placed(job), Allocator::why(job)), (0, Some(WaitReason::OnlyExcludedNodes)));
		World::change(|world| world.first_owners.clear());
		let job = requested(3);
		next_block();
		assert_eq!((placed(job), node_of(id(job, 0))), (1, 3));
	});
}

#[test]
fn start_is_refused_and_another_is_drawn_when_the_provider_is_linked_with_the_requester() {
	run(|| {
		let slot = assigned();
		let node = node_of(slot);
		World::change(|world| world.linked.insert((100 + node, REQUESTER)));
		refused(slot);
		assert_eq!(World::read(|world| (world.faults.len(), world.nodes[&node].bond)), (0, BOND));
		next_block();
		assert_ne!(node_of(slot), node);
		assert_eq!(Allocator::slot(slot).unwrap().attempts, 1, "that was no attempt");
		start(slot);
		assert!(matches!(state(slot), SlotState::Running { .. }));
	});
}

#[test]
fn start_is_refused_when_an_owner_became_a_provider_after_the_request() {
	run(|| {
		let slot = assigned();
		let node = node_of(slot);
		World::change(|world| world.nodes.get_mut(&node).unwrap().provider = DATA_OWNER);
		refused(slot);
	});
}

#[test]
fn slot_fails_when_its_node_is_refused_after_the_job_was_cancelled() {
	run(|| {
		let job = ask(JobRequest { power: NODE_POWER, ..request(2) });
		next_block();
		Jobs::<Test>::mutate(job, |job| job.as_mut().unwrap().cancelled = true);
		let node = node_of(id(job, 0));
		World::change(|world| world.linked.insert((100 + node, REQUESTER)));
		start(id(job, 0));
		assert_eq!(state(id(job, 0)), SlotState::Failed { reason: FailReason::Cancelled });
	});
}

/// Who owns a part of the nodes under other names gets that part of his own work, and no more, whatever he cancels.
#[test]
fn hiring_oneself_costs_more_than_it_brings_when_draws_are_repeated() {
	run(|| {
		let (mut own, mut cost) = (0u32, 0);
		for _ in 0..400 {
			let before = free(REQUESTER);
			let slot = assigned();
			own += u32::from(node_of(slot) == 0);
			assert_ok!(Allocator::cancel(signed(REQUESTER), slot.job, 0));
			cost += before - free(REQUESTER);
		}
		assert_eq!(cost, 400 * MIN_FEE);
		// A quarter of the nodes: 100 times, and three standard deviations are 26.
		assert!((74..=126).contains(&own), "{own}");
	});
}
