use super::*;
use aic_primitives::TaskId;

#[test]
fn work_goes_its_way_when_everybody_is_in_time() {
	run(|| {
		let asked = JobRequest {
			trust: 9,
			checkpoints: 8,
			comparison: Comparison::Tolerant { bound: 5 },
			..request(1)
		};
		let slot = id(ask(asked), 0);
		next_block();
		let node = node_of(slot);
		start(slot);
		let until = START + HOUR + MINUTE;
		System::assert_last_event(Event::SlotStarted { slot, node, until }.into());
		pass(HOUR + MINUTE);
		submit(slot);
		System::assert_last_event(Event::SlotSubmitted { slot, node, commitment: commitment(slot) }.into());
		let task = World::read(|world| world.open[&slot].clone());
		assert_eq!((task.task, task.executor, task.requester), (TaskId::Slot(slot), node, REQUESTER));
		assert_eq!((task.commitment, task.time_limit), (commitment(slot), HOUR));
		assert_eq!((task.audit, task.trust, task.checkpoints), (Permill::from_percent(5), 9, 8));
		assert_eq!((task.comparison, task.requirements.power), (Comparison::Tolerant { bound: 5 }, 16));
	});
}

#[test]
fn node_is_free_at_once_and_its_bond_answers_when_the_work_is_submitted() {
	run(|| {
		let slot = submitted(0);
		let node = node_of(slot);
		let seen = || World::read(|world| (world.nodes[&node].used, world.nodes[&node].pledged));
		assert_eq!(seen(), (0, 16 * AIC));
		World::change(|world| world.bond_per_power = 2 * AIC);
		assert_ok!(verdict(slot, Verdict::Undecided));
		assert_eq!(seen(), (0, 0), "as much is given back as was pledged");
	});
}

#[test]
fn node_stays_reserved_until_the_verdict_when_its_bond_answers_for_no_more() {
	run(|| {
		World::change(|world| world.pledging = false);
		let slot = submitted(0);
		let node = node_of(slot);
		assert_eq!(World::read(|world| world.nodes[&node].used), 2);
		assert_ok!(verdict(slot, Verdict::Undecided));
		assert_eq!(World::read(|world| world.nodes[&node].used), 0);
	});
}

#[test]
fn start_is_refused_when_it_is_somebody_elses_or_too_late_or_done() {
	run(|| {
		let slot = id(requested(1), 0);
		assert_noop!(Allocator::start(signed(500), slot), Error::<Test>::UnknownSlot);
		next_block();
		assert_noop!(Allocator::start(signed(REQUESTER), slot), Error::<Test>::NotAssigned);
		let owner = signed(100 + node_of(slot));
		assert_noop!(Allocator::start(owner, slot), Error::<Test>::NotAssigned);
		assert_noop!(Allocator::start(signed(500), id(9, 0)), Error::<Test>::UnknownJob);
		assert_noop!(Allocator::start(signed(500), id(slot.job, 1)), Error::<Test>::UnknownSlot);
		assert_noop!(Allocator::start(signed(500), id(slot.job, 16)), Error::<Test>::UnknownSlot);
		pass(TIMES.start + 1);
		assert_noop!(Allocator::start(operator_of(slot), slot), Error::<Test>::Overdue);
	});
}

#[test]
fn submission_is_refused_when_it_is_somebody_elses_or_too_late_or_the_second() {
	run(|| {
		let slot = assigned();
		let submit_as = |who, slot| Allocator::submit(who, slot, commitment(slot));
		assert_noop!(submit_as(operator_of(slot), slot), Error::<Test>::NotAssigned);
		start(slot);
		assert_noop!(Allocator::start(operator_of(slot), slot), Error::<Test>::NotAssigned);
		assert_noop!(submit_as(signed(REQUESTER), slot), Error::<Test>::NotAssigned);
		pass(HOUR + TIMES.submit_grace + 1);
		assert_noop!(submit_as(operator_of(slot), slot), Error::<Test>::Overdue);
		let other = submitted(1);
		assert_noop!(submit_as(operator_of(other), other), Error::<Test>::NotAssigned);
	});
}
