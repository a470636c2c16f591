use super::*;

#[test]
fn work_goes_its_way_when_everybody_is_in_time() {
	run(|| {
		let slot = assigned();
		let node = node_of(slot);
		start(slot);
		let until = START + HOUR + MINUTE;
		System::assert_last_event(Event::SlotStarted { slot, node, until }.into());
		pass(HOUR + MINUTE);
		submit(slot);
		System::assert_last_event(Event::SlotSubmitted { slot, node, seal: seal() }.into());
		let task = World::read(|world| world.open[&slot].clone());
		assert_eq!((task.executor, task.requester, task.seal), (node, REQUESTER, seal()));
		assert_eq!(
			(task.locality.dataset, task.locality.region),
			(None, 7),
			"nobody chooses who validates by hosting"
		);
	});
}

#[test]
fn executor_stays_reserved_and_so_slashable_when_his_work_is_validated() {
	run(|| {
		let slot = submitted(0);
		let node = node_of(slot);
		assert!(World::read(|world| world.nodes[&node].reserved > 0));
		assert_ok!(verdict(slot, Verdict::Undecided));
		assert_eq!(World::read(|world| world.nodes[&node].reserved), 0);
	});
}

#[test]
fn start_is_refused_when_it_is_somebody_elses_or_too_late_or_done() {
	run(|| {
		let slot = id(requested(1), 0);
		assert_noop!(Allocator::start(signed(100), slot), Error::<Test>::NotAssigned);
		next_block();
		assert_noop!(Allocator::start(signed(REQUESTER), slot), Error::<Test>::NotAssigned);
		assert_noop!(Allocator::start(signed(100), id(9, 0)), Error::<Test>::UnknownJob);
		assert_noop!(Allocator::start(signed(100), id(slot.job, 1)), Error::<Test>::UnknownSlot);
		pass(TIMES.start + 1);
		assert_noop!(Allocator::start(provider_of(slot), slot), Error::<Test>::Overdue);
	});
}

#[test]
fn submission_is_refused_when_it_is_somebody_elses_or_too_late_or_the_second() {
	run(|| {
		let slot = assigned();
		assert_noop!(Allocator::submit(provider_of(slot), slot, seal()), Error::<Test>::NotAssigned);
		start(slot);
		assert_noop!(Allocator::start(provider_of(slot), slot), Error::<Test>::NotAssigned);
		assert_noop!(Allocator::submit(signed(REQUESTER), slot, seal()), Error::<Test>::NotAssigned);
		pass(HOUR + TIMES.submit_grace + 1);
		assert_noop!(Allocator::submit(provider_of(slot), slot, seal()), Error::<Test>::Overdue);
		let other = submitted(1);
		assert_noop!(Allocator::submit(provider_of(other), other, seal()), Error::<Test>::NotAssigned);
	});
}
