use super::*;
use aic_primitives::{Comparison, ValidationTask, WaitReason, WorkValidation};

fn waits(task: TaskId) -> WaitReason {
	match record(task).phase {
		Phase::Drawing { waits, .. } => waits,
		phase => panic!("{phase:?}"),
	}
}

fn is_drawing(task: TaskId) -> bool {
	matches!(record(task).phase, Phase::Drawing { .. })
}

#[test]
fn open_is_refused_when_the_task_is_open_or_senseless() {
	run(|| {
		open(slot(1), digest(7));
		assert_noop!(Pallet::<Test>::open(task(slot(1), digest(7))), Error::<Test>::AlreadyOpen);
		let stray = ValidationTask { executor: 77, ..task(slot(2), digest(7)) };
		assert_noop!(Pallet::<Test>::open(stray), Error::<Test>::NoSuchNode);
		for checkpoints in [0, 3] {
			let bad = ValidationTask { checkpoints, ..task(slot(2), digest(7)) };
			assert_noop!(Pallet::<Test>::open(bad), Error::<Test>::BadTask);
		}
		let bad = ValidationTask { trust: 0, ..task(slot(2), digest(7)) };
		assert_noop!(Pallet::<Test>::open(bad), Error::<Test>::BadTask);
	});
}

#[test]
fn draw_takes_other_providers_when_randomness_is_newer() {
	run(|| {
		FirstAuditors::set(3);
		World::change(|world| {
			world.nodes.get_mut(&1).unwrap().provider = REQUESTER;
			world.bonds.insert(REQUESTER, 0);
			world.nodes.get_mut(&2).unwrap().provider = EXECUTOR_PROVIDER;
			(6..=NODES).for_each(|node| world.nodes.get_mut(&node).unwrap().idle = false);
		});
		let mut panel = drawn(slot(1), digest(7));
		panel.sort_unstable();
		assert_eq!(panel, [3, 4, 5]);
		let until = START + TIME_LIMIT + CommitGrace::get();
		let phase = Phase::Committing { until, reveal_until: until + RevealTime::get() };
		assert_eq!(record(slot(1)).phase, phase);
	});
}

#[test]
fn nodes_of_one_provider_or_operator_get_one_seat_when_several_are_drawn() {
	run(|| {
		FirstAuditors::set(3);
		set_idle(1..=5);
		World::change(|world| {
			world.nodes.get_mut(&2).unwrap().provider = 101;
			world.nodes.get_mut(&3).unwrap().operator = 201;
			world.nodes.get_mut(&4).unwrap().operator = 200;
			world.nodes.get_mut(&5).unwrap().operator = REQUESTER;
		});
		open(slot(1), digest(7));
		for _ in 0..20 {
			next_block();
			assert!(
				is_drawing(slot(1)),
				"2 and 3 are the same people as 1, 4 as the executor, 5 as the requester"
			);
			assert!(World::read(World::reserved).is_empty());
		}
		pass(DrawTimeout::get() / 2);
		(0..20).for_each(|_| next_block());
		let panel = panel(slot(1));
		assert!(!panel.is_empty() && panel.iter().all(|node| *node <= 3), "{panel:?}");
		assert!(!panel.contains(&1) || panel.len() == 1, "1 is the same as 2 and as 3");
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
		assert_eq!(panel(slot(1)).len(), 1);
	});
}

#[test]
fn draw_reserves_nobody_and_says_why_when_one_is_lacking() {
	run(|| {
		FirstAuditors::set(3);
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
fn failed_draw_needs_newer_randomness_and_no_second_lottery_when_nodes_come() {
	run(|| {
		set_idle([]);
		open(slot(1), digest(7));
		next_block();
		set_idle([1]);
		set_trust(EXECUTOR, u32::MAX);
		stale_block();
		assert!(is_drawing(slot(1)), "the known randomness must not draw");
		next_block();
		assert_eq!(panel(slot(1)), [1]);
	});
}

#[test]
fn draw_is_content_with_one_when_half_of_its_time_has_passed() {
	run(|| {
		FirstAuditors::set(3);
		set_idle([1, 2]);
		open(slot(1), digest(7));
		pass(DrawTimeout::get() / 2 - 1);
		next_block();
		assert!(is_drawing(slot(1)));
		pass(1);
		next_block();
		assert_eq!(panel(slot(1)).len(), 2);
	});
}

#[test]
fn validation_ends_undecided_when_nobody_can_be_drawn() {
	run(|| {
		set_idle([]);
		open(slot(1), digest(7));
		pass(DrawTimeout::get());
		next_block();
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
		(0..4).for_each(|job| open(slot(job), digest(7)));
		pass(DrawTimeout::get() + 1);
		(0..3).for_each(|job| {
			assert_ok!(close(slot(job)));
		});
		open(slot(10), digest(7));
		DrawsPerBlock::set(1);
		next_block();
		assert!(is_drawing(slot(3)), "more were left than one look passes over");
		next_block();
		assert!(is_drawing(slot(10)) && !is_drawing(slot(3)));
		next_block();
		assert!(!is_drawing(slot(10)));
		assert_eq!(Ends::<Test>::iter().count(), 0);
	});
}

#[test]
fn queue_serves_in_order_and_no_more_than_a_block_may_when_many_wait() {
	run(|| {
		(0..5).for_each(|job| open(slot(job), digest(7)));
		let drawn = || (0..5).map(|job| panel(slot(job)).len()).collect::<Vec<_>>();
		next_block();
		assert_eq!(drawn(), [1, 1, 0, 0, 0]);
		next_block();
		assert_eq!(drawn(), [1, 1, 1, 1, 0]);
	});
}

#[test]
fn new_tasks_are_drawn_in_time_when_many_find_no_auditors() {
	run(|| {
		set_idle([]);
		(0..20).for_each(|job| open(slot(job), digest(7)));
		(0..20).for_each(|_| next_block());
		assert!((0..20).all(|job| record(slot(job)).round == 1), "all failed once");
		set_trust(EXECUTOR, u32::MAX);
		open(slot(20), digest(7));
		next_block();
		let new = record(slot(20));
		assert!(matches!(new.phase, Phase::Unaudited { .. }) || new.round == 1, "its lottery did not wait");
	});
}

#[test]
fn queue_is_not_served_when_the_block_has_no_weight() {
	run(|| {
		open(slot(1), digest(7));
		World::change(|world| world.known_since = 5);
		let limit = <() as WeightInfo>::poll() + <() as WeightInfo>::draw(2) - Weight::from_parts(1, 0);
		let mut meter = WeightMeter::with_limit(limit);
		Pallet::<Test>::on_poll(5, &mut meter);
		assert_eq!(meter.consumed(), <() as WeightInfo>::poll());
		assert!(is_drawing(slot(1)));
		let mut meter = WeightMeter::with_limit(limit + Weight::from_parts(1, 0));
		Pallet::<Test>::on_poll(5, &mut meter);
		assert_eq!(panel(slot(1)).len(), 1);
		let mut meter = WeightMeter::with_limit(Weight::zero());
		Pallet::<Test>::on_poll(5, &mut meter);
		assert_eq!(meter.consumed(), Weight::zero());
	});
}

#[test]
fn auditors_are_within_bounds_when_the_parameter_is_not() {
	run(|| {
		let auditors = <Pallet<Test> as WorkValidation<_>>::auditors;
		let tolerant = Comparison::Tolerant { bound: 1 };
		for (parameter, exact, within) in [(0, 1, 2), (1, 1, 2), (3, 3, 3), (100, MAX_AUDITORS, MAX_AUDITORS)]
		{
			FirstAuditors::set(parameter);
			assert_eq!((auditors(Comparison::Exact), auditors(tolerant)), (exact, within));
		}
	});
}

#[test]
fn an_idle_block_draws_for_more_tasks_within_what_is_left_over() {
	run(|| {
		DrawsPerBlock::set(1);
		(0..4).for_each(|job| open(slot(job), digest(7)));
		let drawn = || Validations::<Test>::iter_values().filter(|validation| validation.round > 0).count();
		System::set_block_number(System::block_number() + 1);
		World::change(|world| world.known_since = System::block_number());
		assert_eq!(Pallet::<Test>::on_idle(0, Weight::zero()), Weight::zero());
		assert_eq!(drawn(), 0);
		let used = Pallet::<Test>::on_idle(0, Weight::MAX);
		assert_eq!(drawn(), 4);
		assert!(used.all_gte(<() as WeightInfo>::draw(1)));
	});
}
