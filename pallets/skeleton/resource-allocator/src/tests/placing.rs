use super::*;

fn set_idle(idle: bool) {
	World::change(|world| world.nodes.values_mut().for_each(|node| node.idle = idle));
}

fn more_nodes(count: u64) {
	World::change(|world| {
		for node in NODES..NODES + count {
			world.nodes.insert(node, MockNode::new(node));
		}
	});
}

#[test]
fn slot_waits_when_the_randomness_is_not_newer_than_the_request() {
	run(|| {
		World::change(|world| world.known_since = System::block_number());
		let slot = id(requested(1), 0);
		stale_block();
		assert!(waits(slot));
		assert_eq!(Allocator::why(slot.job), Some(WaitReason::AwaitsRandomness));
		next_block();
		let node = node_of(slot);
		System::assert_last_event(Event::SlotAssigned { slot, node }.into());
		assert_eq!(Allocator::why(slot.job), None);
	});
}

#[test]
fn slot_says_why_when_no_node_fits_and_is_served_when_one_does() {
	run(|| {
		set_idle(false);
		let slot = id(requested(1), 0);
		next_block();
		assert_eq!(Allocator::status(slot.job).unwrap()[0].waits, Some(WaitReason::NoIdleNode));
		set_idle(true);
		stale_block();
		stale_block();
		assert!(waits(slot), "known randomness must not be used again");
		next_block();
		assert!(!waits(slot));
		assert_eq!(Allocator::job(slot.job).unwrap().waiting.failures, 0);
	});
}

#[test]
fn job_rests_twice_as_long_when_it_fails_again() {
	run(|| {
		set_idle(false);
		let job = requested(1);
		let mut last = None;
		let mut pauses = Vec::new();
		for block in 0..1_200u32 {
			next_block();
			let Place { lane, position } = Allocator::job(job).unwrap().waiting.place.unwrap();
			let queued = Queue::<Test>::get(lane, position).map(|entry| entry.queued_at);
			if queued != last {
				pauses.push(block);
				last = queued;
			}
		}
		let pauses = pauses.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>();
		assert_eq!(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 256, 256]);
	});
}

#[test]
fn jobs_are_served_by_price_and_then_by_age() {
	run(|| {
		PerBlock::set(4);
		JobsPerBlock::set(2);
		let cheap = [requested(1), requested(1)];
		let dear = ask(JobRequest { premium: Permill::from_percent(50), ..request(1) });
		next_block();
		assert_eq!((placed(dear), placed(cheap[0]), placed(cheap[1])), (1, 1, 0));
		assert_eq!(Allocator::waiting(), [(Allocator::job(cheap[1]).unwrap().lane(), 1)]);
		next_block();
		assert_eq!(placed(cheap[1]), 1);
	});
}

#[test]
fn servable_jobs_are_served_when_a_flood_of_dearer_ones_cannot_be() {
	run(|| {
		World::change(|world| world.licences.insert(dataset(0), 10_000));
		let flood = JobRequest { power: NODE_POWER + 1, premium: Permill::one(), ..request(1) };
		let another = |count| {
			for _ in 0..count {
				assert_ok!(Allocator::request(signed(OTHER), flood.clone(), Balance::MAX));
			}
		};
		another(100);
		// More of them come than a block can look at, and never cease.
		for _ in 0..10 {
			let job = requested(1);
			let mut blocks = 0;
			while placed(job) == 0 {
				another(JobsPerBlock::get() + 2);
				next_block();
				blocks += 1;
				assert!(blocks <= 8, "the levels come in turn");
			}
			assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		}
		let unserved = Jobs::<Test>::iter_values().filter(|job| job.waiting.place.is_some()).count();
		assert!(unserved > 150, "{unserved}");
	});
}

#[test]
fn nobody_is_passed_over_for_ever_when_all_levels_are_full() {
	run(|| {
		World::change(|world| world.licences.insert(dataset(0), 1_000_000));
		JobsPerBlock::set(4);
		let job = requested(1);
		let mut blocks = 0;
		while placed(job) == 0 {
			for eighth in 1..=8 {
				let premium = Permill::from_percent(eighth * 12);
				let asked = JobRequest { power: NODE_POWER + 1, premium, ..request(1) };
				assert_ok!(Allocator::request(signed(OTHER), asked, Balance::MAX));
			}
			next_block();
			blocks += 1;
			assert!(blocks <= 9, "there are nine levels");
		}
	});
}

#[test]
fn jobs_that_failed_are_tried_again_when_others_never_cease() {
	run(|| {
		set_idle(false);
		let job = requested(1);
		next_block();
		assert_eq!(Allocator::why(job), Some(WaitReason::NoIdleNode));
		set_idle(true);
		let mut blocks = 0;
		while placed(job) == 0 {
			for _ in 0..8 {
				ask(JobRequest { premium: Permill::one(), power: 1, ..request(1) });
			}
			next_block();
			blocks += 1;
			for id in Jobs::<Test>::iter_keys().filter(|id| *id != job).collect::<Vec<_>>() {
				let _ = Allocator::cancel(signed(REQUESTER), id, 0);
			}
			assert!(blocks < 5, "half of the jobs and a quarter of the slots are for those who failed");
		}
	});
}

#[test]
fn job_of_many_slots_is_placed_over_blocks_when_a_block_may_not_place_all() {
	run(|| {
		more_nodes(60);
		PerBlock::set(20);
		let job = requested(50);
		next_block();
		assert_eq!(placed(job), 15, "a quarter is kept for others");
		stale_block();
		assert_eq!(placed(job), 15, "its next nodes need newer randomness");
		next_block();
		next_block();
		assert_eq!(placed(job), 45);
		next_block();
		assert_eq!((placed(job), Slots::<Test>::iter().count()), (50, 4));
		assert_eq!(Allocator::job(job).unwrap().waiting.place, None);
	});
}

#[test]
fn the_rest_waits_when_fewer_nodes_are_idle_than_slots() {
	run(|| {
		let job = ask(JobRequest { power: NODE_POWER, ..request(6) });
		next_block();
		assert_eq!((placed(job), Allocator::why(job)), (4, Some(WaitReason::NoIdleNode)));
		let status = Allocator::status(job).unwrap();
		assert_eq!((status.len(), status[5].waits, status[0].waits), (6, Some(WaitReason::NoIdleNode), None));
		more_nodes(2);
		next_block();
		next_block();
		assert_eq!(placed(job), 6);
	});
}

#[test]
fn nothing_is_served_when_no_weight_is_left() {
	run(|| {
		let slot = id(requested(3), 0);
		World::change(|world| world.known_since = 9);
		System::set_block_number(8);
		for limit in [Weight::zero(), <() as WeightInfo>::poll(), <() as WeightInfo>::visit(1)] {
			let mut meter = WeightMeter::with_limit(limit);
			Allocator::on_poll(8, &mut meter);
			assert!(meter.consumed().all_lte(limit));
			assert!(waits(slot));
		}
		let limit = <() as WeightInfo>::poll()
			.saturating_add(<() as WeightInfo>::look())
			.saturating_add(<() as WeightInfo>::gather(1).max(<() as WeightInfo>::lapse()));
		let mut meter = WeightMeter::with_limit(limit);
		Allocator::on_poll(8, &mut meter);
		assert_eq!((placed(slot.job), meter.consumed().all_lte(limit)), (1, true));
	});
}

#[test]
fn a_block_takes_no_more_weight_than_it_counts_when_the_queue_is_full() {
	run(|| {
		for power in [1, 64, 16, 64, 1, 64] {
			ask(JobRequest { power, ..request(3) });
		}
		World::change(|world| world.known_since = 9);
		System::set_block_number(8);
		let mut meter = WeightMeter::new();
		Allocator::on_poll(8, &mut meter);
		let bound = <() as WeightInfo>::poll()
			.saturating_add(<() as WeightInfo>::look().saturating_mul(4 * u64::from(placement::LOOKS)))
			.saturating_add(<() as WeightInfo>::gather(PerBlock::get()))
			.saturating_add(<() as WeightInfo>::lapse().saturating_mul(JobsPerBlock::get().into()));
		assert!(meter.consumed().all_lte(bound));
	});
}

#[test]
fn all_waiting_slots_end_and_are_refunded_when_they_waited_too_long() {
	run(|| {
		set_idle(false);
		let job = ask(JobRequest { patience: Some(10 * MINUTE), ..request(100) });
		next_block();
		pass(10 * MINUTE);
		(0..9).for_each(|_| next_block());
		assert_eq!(held(REQUESTER), 100 * ESCROW);
		pass(1);
		(0..9).for_each(|_| next_block());
		let reason = FailReason::NoNode(WaitReason::NoIdleNode);
		assert_eq!(state(id(job, 99)), SlotState::Failed { reason });
		assert_eq!((held(REQUESTER), free(REQUESTER), licences()), (0, FUNDS, 10));
		let refunded = 100 * ESCROW;
		System::assert_has_event(Event::WaitingDropped { job, slots: 100, reason, refunded }.into());
		System::assert_last_event(Event::JobFinished { job }.into());
	});
}

#[test]
fn places_that_were_given_up_cost_nothing_more_when_they_were_passed_over() {
	run(|| {
		for _ in 0..100 {
			let job = requested(1);
			assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		}
		let job = requested(1);
		next_block();
		assert_eq!(placed(job), 1, "a look passes over some, and a block takes many looks");
		next_block();
		assert_eq!((LaneEnds::<Test>::iter().count(), Queue::<Test>::iter().count()), (0, 0));
		assert_eq!(LaneMarks::<Test>::get().highest(256), None);
	});
}

#[test]
fn an_idle_block_serves_more_jobs_within_what_is_left_over() {
	run(|| {
		more_nodes(40);
		World::change(|world| world.licences.values_mut().for_each(|left| *left = 100));
		PerBlock::set(4);
		let slots: Vec<_> = (0..20).map(|_| id(requested(1), 0)).collect();
		let served = || slots.iter().filter(|slot| !waits(**slot)).count();
		System::set_block_number(System::block_number() + 1);
		World::change(|world| world.known_since = System::block_number());
		assert_eq!(Allocator::on_idle(0, Weight::zero()), Weight::zero());
		assert_eq!(served(), 0);
		let used = Allocator::on_idle(0, Weight::MAX);
		assert!(served() > 4, "{}", served());
		assert!(used.all_gte(<() as WeightInfo>::visit(1)));
	});
}

#[test]
fn a_full_block_places_within_its_limit_and_keeps_nobody_waiting_for_ever() {
	run(|| {
		more_nodes(40);
		World::change(|world| world.licences.values_mut().for_each(|left| *left = 100));
		let least = Pallet::<Test>::least_limit();
		PollLimit::set(least);
		let slots: Vec<_> = (0..10).map(|_| id(requested(1), 0)).collect();
		let blocks = (0..20).filter(|_| {
			System::set_block_number(System::block_number() + 1);
			World::change(|world| world.known_since = System::block_number());
			let mut meter = WeightMeter::new();
			Allocator::on_poll(System::block_number(), &mut meter);
			assert!(meter.consumed().all_lte(least), "{:?} of {least:?}", meter.consumed());
			slots.iter().any(|slot| waits(*slot))
		});
		assert!((4..20).contains(&blocks.count()), "a few in each block, and all in the end");
	});
}

#[test]
#[should_panic(expected = "PollLimit must be")]
fn a_limit_that_would_keep_somebody_waiting_is_refused() {
	run(|| {
		PollLimit::set(Pallet::<Test>::least_limit() - Weight::from_parts(1, 1));
		Allocator::integrity_test();
	});
}
