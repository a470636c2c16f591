use super::*;

fn broken(change: impl FnOnce(SlotId), complaint: &'static str) {
	run(|| {
		let slot = assigned();
		requested(1);
		let before = frame::deps::sp_io::storage::root(StateVersion::V1);
		frame::deps::frame_support::storage::with_transaction(|| {
			change(slot);
			assert_eq!(Allocator::do_try_state(), Err(complaint.into()));
			frame::deps::sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
		})
		.unwrap();
		assert_eq!(before, frame::deps::sp_io::storage::root(StateVersion::V1));
	});
}

fn change_job(id: JobId, change: impl FnOnce(&mut JobOf<Test>)) {
	Jobs::<Test>::mutate(id, |job| change(job.as_mut().unwrap()));
}

fn change_slot(id: SlotId, change: impl FnOnce(&mut Slot)) {
	Slots::<Test>::mutate(id, |slot| change(slot.as_mut().unwrap()));
}

#[test]
fn try_state_fails_when_money_is_astray() {
	broken(|slot| change_slot(slot, |slot| slot.escrow -= 1), "a requester's escrow is not what is on hold");
	broken(
		|slot| change_slot(slot, |slot| slot.state = SlotState::Failed { reason: FailReason::Cancelled }),
		"a slot that ended has escrow",
	);
}

#[test]
fn try_state_fails_when_slots_are_miscounted() {
	broken(|slot| change_job(slot.job, |job| job.open = 0), "a job's open slots are miscounted");
	broken(|slot| change_job(slot.job, |job| job.finished_at = Some(1)), "a job is finished and open");
	broken(Slots::<Test>::remove, "a job lacks a slot");
	broken(|slot| Jobs::<Test>::remove(slot.job), "a slot is none of its job's");
	broken(|_| NextJob::<Test>::put(1), "a job has a number that was not given");
	broken(|slot| change_slot(slot, |slot| slot.attempts = 0), "an attempt was not counted");
}

#[test]
fn try_state_fails_when_the_queue_is_out_of_order() {
	broken(|_| Queue::<Test>::remove(1), "a waiting slot is not queued");
	broken(
		|slot| Queue::<Test>::mutate(1, |entry| entry.as_mut().unwrap().slot = slot),
		"a queued slot does not wait there",
	);
	broken(|_| Ends::<Test>::put(QueueEnds { head: 2, tail: 2 }), "a position lies outside the queue");
	broken(|_| Ends::<Test>::put(QueueEnds { head: 3, tail: 2 }), "the queue's ends are crossed");
}

#[test]
fn try_state_fails_when_a_requester_may_work_for_himself() {
	broken(|slot| change_job(slot.job, |job| job.excluded.clear()), "a requester might work for himself");
	broken(|slot| change_job(slot.job, |job| job.uses.clear()), "an asset has no use");
}
