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
	Slots::<Test>::mutate(id.job, 0, |page| change(&mut page.as_mut().unwrap()[0]));
}

/// Where the second job waits.
fn place() -> Place {
	Allocator::job(1).unwrap().waiting.place.unwrap()
}

#[test]
fn try_state_fails_when_money_is_astray() {
	broken(|slot| change_slot(slot, |slot| slot.paid = 1), "a requester's escrow is not what is on hold");
	broken(|slot| change_job(slot.job, |job| job.escrow -= 1), "a requester's escrow is not what is on hold");
	broken(|slot| change_slot(slot, |slot| slot.paid = AIC), "a slot was paid more than its escrow");
	broken(
		|slot| {
			change_slot(slot, |slot| {
				slot.state = SlotState::Failed { reason: FailReason::Cancelled };
				slot.paid = 1;
			})
		},
		"a slot that has no node was paid",
	);
}

#[test]
fn try_state_fails_when_slots_are_miscounted() {
	broken(|slot| change_job(slot.job, |job| job.open = 0), "a job's open slots are miscounted");
	broken(|slot| change_job(slot.job, |job| job.finished_at = Some(1)), "a job is finished and open");
	broken(
		|slot| change_job(slot.job, |job| job.waiting.returned = 1),
		"slots that wait again are miscounted",
	);
	broken(|slot| change_job(slot.job, |job| job.waiting.pages = 1), "a slot that waits again is not marked");
	broken(|slot| Slots::<Test>::remove(slot.job, 0), "a job lacks a slot");
	broken(|slot| Jobs::<Test>::remove(slot.job), "a slot is none of its job's");
	broken(|_| NextJob::<Test>::put(1), "a job has a number that was not given");
	broken(|slot| change_slot(slot, |slot| slot.attempts = 0), "an attempt was not counted");
	broken(|slot| change_job(slot.job, |job| job.uses.clear()), "an asset has no use");
	let validating = SlotState::Validating { node: 0, parts: 2, worked: 0, pledge: None };
	broken(|slot| change_slot(slot, |slot| slot.state = validating), "a job did not run, but a slot did");
}

#[test]
fn try_state_fails_when_the_queue_is_out_of_order() {
	broken(
		|_| Queue::<Test>::remove(place().lane, place().position),
		"a job is not at its place in the queue",
	);
	broken(
		|_| Queue::<Test>::insert(Lane::Retry(1), 0, QueueEntry { job: 0, queued_at: 0 }),
		"a place in the queue is nobody's",
	);
	broken(
		|_| change_job(1, |job| job.waiting.place = None),
		"a job waits and is not queued, or is queued and doesn't wait",
	);
	broken(|_| LaneEnds::<Test>::remove(place().lane), "a position lies outside the queue");
	broken(|_| LaneMarks::<Test>::kill(), "a lane with a job is not marked");
	broken(
		|_| {
			requested(1);
			let Place { lane, position } = place();
			Queue::<Test>::insert(lane, position, QueueEntry { job: 1, queued_at: 1_000 });
		},
		"the queue is not in the order of blocks",
	);
}

#[test]
fn try_state_fails_when_a_gang_is_lost() {
	broken(|_| Gang::<Test>::put(Gathering { job: 1, drawn_at: 0 }), "a gang gathers unknown");
	broken(|_| Gang::<Test>::put(Gathering { job: 7, drawn_at: 0 }), "the gang does not gather");
	broken(|slot| change_job(slot.job, |job| job.phase = Phase::Scattered), "a scattered gang has nodes");
	broken(
		|slot| {
			change_job(slot.job, |job| job.phase = Phase::Disbanding);
			change_slot(slot, |slot| {
				slot.state = SlotState::Running { node: 0, parts: 2, started_at: 0, whole: true }
			});
		},
		"a slot of an incomplete gang is under way",
	);
}
