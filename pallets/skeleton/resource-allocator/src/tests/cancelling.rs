use super::*;

#[test]
fn all_is_given_back_when_no_node_was_drawn() {
	run(|| {
		let job = requested(100);
		assert_noop!(Allocator::cancel(signed(OTHER), job, 0), Error::<Test>::NotRequester);
		assert_noop!(Allocator::cancel(signed(OTHER), 7, 0), Error::<Test>::UnknownJob);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		assert_eq!((held(REQUESTER), free(REQUESTER), licences()), (0, FUNDS, 10));
		assert_eq!(state(id(job, 99)), SlotState::Failed { reason: FailReason::Cancelled });
		assert_noop!(Allocator::cancel(signed(REQUESTER), job, 0), Error::<Test>::NothingToCancel);
		next_block();
		assert_eq!(Queue::<Test>::iter().count(), 0);
	});
}

#[test]
fn nodes_are_paid_the_least_fee_when_the_requester_wants_others_drawn() {
	run(|| {
		let slot = assigned();
		let node = node_of(slot);
		assert_ok!(Allocator::cancel(signed(REQUESTER), slot.job, 0));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - MIN_FEE));
		assert_eq!((free(100 + node), licences()), (AIC + MIN_FEE, 10));
	});
}

#[test]
fn running_slot_is_not_cancelled_and_not_tried_again_when_the_others_are() {
	run(|| {
		let job = requested(3);
		next_block();
		start(id(job, 0));
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		assert_eq!(held(REQUESTER), ESCROW);
		assert_noop!(Allocator::cancel(signed(REQUESTER), job, 0), Error::<Test>::NothingToCancel);
		assert_noop!(Allocator::start(signed(500), id(job, 1)), Error::<Test>::NotAssigned);
		submit(id(job, 0));
		assert_ok!(verdict(id(job, 0), Verdict::Rejected));
		assert_eq!(state(id(job, 0)), SlotState::Failed { reason: FailReason::Rejected });
		assert_eq!(licences(), 9, "a result was handed in");
		assert_eq!(free(REQUESTER), FUNDS - 2 * MIN_FEE);
	});
}

#[test]
fn pages_are_cancelled_one_by_one_when_many_slots_are_assigned() {
	run(|| {
		World::change(|world| {
			for node in NODES..40 {
				world.nodes.insert(node, MockNode::new(node));
			}
		});
		PerBlock::set(40);
		let job = requested(20);
		next_block();
		assert_eq!(placed(job), 20);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 1));
		assert_eq!(held(REQUESTER), 16 * ESCROW);
		assert_noop!(Allocator::cancel(signed(REQUESTER), job, 2), Error::<Test>::NothingToCancel);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS - 20 * MIN_FEE));
	});
}

#[test]
fn slot_that_waits_again_is_refunded_when_its_job_is_cancelled() {
	run(|| {
		let slot = assigned();
		pass(TIMES.start + 1);
		assert_ok!(Allocator::expire(signed(OTHER), slot));
		assert!(waits(slot));
		assert_ok!(Allocator::cancel(signed(REQUESTER), slot.job, 0));
		assert_eq!(state(slot), SlotState::Failed { reason: FailReason::Cancelled });
		assert_eq!((held(REQUESTER), free(REQUESTER)), (0, FUNDS));
	});
}

#[test]
fn job_is_forgotten_by_its_requester_when_it_is_finished_and_by_others_later() {
	run(|| {
		let job = requested(2);
		assert_noop!(Allocator::forget(signed(REQUESTER), job), Error::<Test>::NotFinished);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job, 0));
		pass(TIMES.retention);
		assert_noop!(Allocator::forget(signed(OTHER), job), Error::<Test>::Retained);
		pass(1);
		assert_ok!(Allocator::forget(signed(OTHER), job));
		assert_eq!(Slots::<Test>::iter().count() + Jobs::<Test>::iter().count(), 0);
		assert_noop!(Allocator::forget(signed(OTHER), job), Error::<Test>::UnknownJob);
	});
}

#[test]
fn job_is_forgotten_page_by_page_when_it_had_many_slots() {
	run(|| {
		World::change(|world| {
			for node in NODES..100 {
				world.nodes.insert(node, MockNode::new(node));
			}
		});
		PerBlock::set(200);
		let job = requested(90);
		next_block();
		for page in 0..6 {
			assert_ok!(Allocator::cancel(signed(REQUESTER), job, page));
		}
		assert_ok!(Allocator::forget(signed(REQUESTER), job));
		assert_eq!(Slots::<Test>::iter().count(), 2);
		check();
		assert_ok!(Allocator::forget(signed(REQUESTER), job));
		assert_eq!(Slots::<Test>::iter().count() + Jobs::<Test>::iter().count(), 0);
		System::assert_last_event(Event::JobForgotten { job }.into());
	});
}
