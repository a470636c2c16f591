use super::*;
use aic_primitives::{WaitReason, WorkValidation};

fn waits(slot: SlotId) -> WaitReason {
	match record(slot).phase {
		Phase::Drawing { waits, .. } => waits,
		phase => panic!("{phase:?}"),
	}
}

fn set_idle(nodes: impl IntoIterator<Item = NodeId>) {
	World::change(|world| {
		world.nodes.values_mut().for_each(|node| node.idle = false);
		nodes.into_iter().for_each(|node| world.nodes.get_mut(&node).unwrap().idle = true);
	});
}

#[test]
fn open_is_refused_when_slot_is_open_or_executor_is_unknown() {
	run(|| {
		open(slot(1), digest(7));
		assert_noop!(Pallet::<Test>::open(task(slot(1), digest(7))), Error::<Test>::AlreadyOpen);
		let stray = aic_primitives::ValidationTask { executor: 77, ..task(slot(2), digest(7)) };
		assert_noop!(Pallet::<Test>::open(stray), Error::<Test>::NoSuchNode);
	});
}

#[test]
fn draw_takes_a_panel_of_other_providers_when_randomness_is_newer() {
	run(|| {
		World::change(|world| {
			world.nodes.get_mut(&1).unwrap().provider = REQUESTER;
			world.nodes.get_mut(&2).unwrap().provider = EXECUTOR_PROVIDER;
			world.nodes.get_mut(&3).unwrap().provider = 104;
		});
		open(slot(1), digest(7));
		next_block();
		let validation = record(slot(1));
		assert_eq!(validation.validators.len(), 3);
		let providers =
			validation.validators.iter().map(|v| v.provider).collect::<std::collections::BTreeSet<_>>();
		assert_eq!(providers.len(), 3);
		assert!(!providers.contains(&REQUESTER) && !providers.contains(&EXECUTOR_PROVIDER));
		let until = START + TIME_LIMIT + CommitGrace::get();
		assert_eq!(validation.phase, Phase::Committing { until, reveal_until: until + RevealTime::get() });
	});
}

#[test]
fn draw_waits_when_randomness_was_known_at_the_opening() {
	run(|| {
		next_block();
		open(slot(1), digest(7));
		stale_block();
		stale_block();
		assert_eq!(waits(slot(1)), WaitReason::AwaitsRandomness);
		next_block();
		assert_eq!(panel(slot(1)).len(), 3);
	});
}

#[test]
fn draw_reserves_nobody_and_says_why_when_one_is_lacking() {
	run(|| {
		set_idle([1, 2]);
		open(slot(1), digest(7));
		next_block();
		assert_eq!(waits(slot(1)), WaitReason::OnlyExcludedNodes);
		assert!(World::read(World::reserved).is_empty());
		set_idle([]);
		next_block();
		assert_eq!(waits(slot(1)), WaitReason::NoIdleNode);
	});
}

#[test]
fn failed_draw_needs_newer_randomness_when_nodes_come() {
	run(|| {
		set_idle([1, 2]);
		open(slot(1), digest(7));
		next_block();
		set_idle([1, 2, 3]);
		stale_block();
		assert!(matches!(record(slot(1)).phase, Phase::Drawing { .. }), "the known randomness must not draw");
		next_block();
		assert_eq!(panel(slot(1)).len(), 3);
	});
}

#[test]
fn draw_gives_back_all_when_one_cannot_be_reserved() {
	run(|| {
		set_idle([1, 2, 3]);
		World::change(|world| world.nodes.get_mut(&3).unwrap().reservable = false);
		open(slot(1), digest(7));
		next_block();
		assert_eq!(waits(slot(1)), WaitReason::NotEnoughPower);
		assert!(World::read(World::reserved).is_empty());
	});
}

#[test]
fn draw_is_content_with_a_quorum_when_half_of_its_time_has_passed() {
	run(|| {
		set_idle([1, 2]);
		open(slot(1), digest(7));
		pass(DrawTimeout::get() / 2 - 1);
		next_block();
		assert!(matches!(record(slot(1)).phase, Phase::Drawing { .. }));
		pass(1);
		next_block();
		assert_eq!(panel(slot(1)).len(), 2);
	});
}

#[test]
fn draw_never_lowers_the_quorum_when_time_runs_out() {
	run(|| {
		set_idle([1]);
		open(slot(1), digest(7));
		pass(DrawTimeout::get());
		next_block();
		assert!(matches!(record(slot(1)).phase, Phase::Drawing { .. }));
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(lost(EXECUTOR), 0, "he never was to reveal");
		assert_eq!(Queue::<Test>::iter().count(), 0);
	});
}

#[test]
fn queue_goes_on_when_a_position_was_left() {
	run(|| {
		set_idle([]);
		open(slot(1), digest(7));
		pass(DrawTimeout::get() + 1);
		open(slot(2), digest(7));
		assert_ok!(close(slot(1)));
		set_idle(1..=NODES);
		next_block();
		assert_eq!(panel(slot(2)).len(), 3);
		assert_eq!(Ends::<Test>::get(), QueueEnds { head: 2, tail: 2 });
	});
}

#[test]
fn queue_serves_in_order_and_no_more_than_a_block_may_when_many_wait() {
	run(|| {
		Panel::set(1);
		(0..5).for_each(|job| open(slot(job), digest(7)));
		let drawn = || (0..5).map(|job| panel(slot(job)).len()).collect::<Vec<_>>();
		next_block();
		assert_eq!(drawn(), [1, 1, 0, 0, 0]);
		next_block();
		assert_eq!(drawn(), [1, 1, 1, 1, 0]);
	});
}

#[test]
fn queue_is_not_served_when_the_block_has_no_weight() {
	run(|| {
		open(slot(1), digest(7));
		World::change(|world| world.known_since = 5);
		let limit = <() as WeightInfo>::poll() + <() as WeightInfo>::draw() - Weight::from_parts(1, 0);
		let mut meter = WeightMeter::with_limit(limit);
		Pallet::<Test>::on_poll(5, &mut meter);
		assert_eq!(meter.consumed(), <() as WeightInfo>::poll());
		assert!(panel(slot(1)).is_empty());
	});
}

#[test]
fn panel_is_odd_and_bounded_when_the_parameter_is_not() {
	run(|| {
		for (parameter, panel) in [(0, 1), (2, 3), (6, 7), (100, MAX_VALIDATORS)] {
			Panel::set(parameter);
			assert_eq!(<Pallet<Test> as WorkValidation<_>>::validators(), panel);
		}
	});
}
