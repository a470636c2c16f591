use super::*;
use frame::deps::sp_runtime::TryRuntimeError;

/// Checks that the state is found bad, and puts it back.
fn fails(because: &'static str, corrupt: impl FnOnce()) {
	let result = hypothetically!({
		corrupt();
		Pallet::<Test>::do_try_state()
	});
	assert_eq!(result, Err(TryRuntimeError::Other(because)));
}

fn corrupt(change: impl FnOnce(&mut ValidationOf<Test>)) {
	Validations::<Test>::mutate(slot(1), |validation| change(validation.as_mut().unwrap()));
}

#[test]
fn try_state_fails_when_the_queue_is_corrupt() {
	run(|| {
		open(slot(1), digest(7));
		fails("the queue's ends are crossed", || Ends::<Test>::put(QueueEnds { head: 2, tail: 1 }));
		fails("a position lies outside the queue", || Ends::<Test>::put(QueueEnds { head: 0, tail: 0 }));
		fails("a queued validation does not wait there", || Validations::<Test>::remove(slot(1)));
		fails("a waiting validation is not queued", || Queue::<Test>::remove(0));
		open(slot(2), digest(7));
		fails("the queue is not in the order of blocks", || {
			corrupt(|v| {
				if let Phase::Drawing { since, .. } = &mut v.phase {
					*since = 9
				}
			})
		});
	});
}

#[test]
fn try_state_fails_when_a_record_is_corrupt() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		fails("a validation is stored under another slot", || corrupt(|v| v.task.slot = slot(2)));
		fails("a provider has two parts in a validation", || {
			corrupt(|v| v.validators[0].provider = EXECUTOR_PROVIDER)
		});
		fails("a validator is of no round", || corrupt(|v| v.validators[0].round = 2));
		fails("a panel is out of bounds", || corrupt(|v| v.panel = 2));
		fails("a round is out of bounds", || corrupt(|v| v.round = MAX_ROUNDS + 1));
		fails("a phase does not fit its validators", || corrupt(|v| v.phase = Phase::Revealing { until: 1 }));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		fails("more vouch for a digest than are paid", || corrupt(|v| v.panel = 1));
		fails("a decided validation is open", || {
			corrupt(|v| {
				v.round = 2;
				v.phase = Phase::Drawing {
					position: 1,
					since: 2,
					until: 0,
					waits: aic_primitives::WaitReason::NoIdleNode,
				}
			});
			Queue::<Test>::insert(1, slot(1));
			Ends::<Test>::put(QueueEnds { head: 1, tail: 2 });
		});
	});
}
