use super::*;

#[test]
fn all_is_given_back_when_no_slot_started() {
	run(|| {
		PerBlock::set(1);
		let job = requested(2);
		next_block();
		assert!(state(id(job, 0)).node().is_some() && state(id(job, 1)).node().is_none());
		assert_noop!(Allocator::cancel(signed(OTHER), job), Error::<Test>::NotRequester);
		assert_noop!(Allocator::cancel(signed(OTHER), 7), Error::<Test>::UnknownJob);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job));
		assert_eq!((held(REQUESTER), free(REQUESTER), licences()), (0, FUNDS, 10));
		assert_eq!(state(id(job, 1)), SlotState::Failed { reason: FailReason::Cancelled });
		assert_noop!(Allocator::cancel(signed(REQUESTER), job), Error::<Test>::NothingToCancel);
		next_block();
		assert_eq!(Ends::<Test>::get(), QueueEnds { head: 2, tail: 2 });
	});
}

#[test]
fn running_slot_is_not_cancelled_when_the_others_are() {
	run(|| {
		let job = requested(2);
		next_block();
		start(id(job, 0));
		assert_ok!(Allocator::cancel(signed(REQUESTER), job));
		assert_eq!(held(REQUESTER), ESCROW);
		assert_noop!(Allocator::cancel(signed(REQUESTER), job), Error::<Test>::NothingToCancel);
		assert_noop!(Allocator::start(signed(100), id(job, 1)), Error::<Test>::NotAssigned);
		submit(id(job, 0));
		assert_ok!(verdict(id(job, 0), accepted(&[])));
		assert_eq!(licences(), 9, "the data was used");
	});
}

#[test]
fn job_is_forgotten_by_its_requester_when_it_is_finished_and_by_others_later() {
	run(|| {
		let job = requested(2);
		assert_noop!(Allocator::forget(signed(REQUESTER), job), Error::<Test>::NotFinished);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job));
		pass(TIMES.retention);
		assert_noop!(Allocator::forget(signed(OTHER), job), Error::<Test>::Retained);
		pass(1);
		assert_ok!(Allocator::forget(signed(OTHER), job));
		assert_eq!(Slots::<Test>::iter().count() + Jobs::<Test>::iter().count(), 0);
		assert_noop!(Allocator::forget(signed(OTHER), job), Error::<Test>::UnknownJob);
		let job = requested(1);
		assert_ok!(Allocator::cancel(signed(REQUESTER), job));
		assert_ok!(Allocator::forget(signed(REQUESTER), job));
	});
}
