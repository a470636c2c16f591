use super::*;
use aic_primitives::{ring, ValidationTask};
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

fn ends(head: u64, tail: u64) {
	Ends::<Test>::insert(Lane::New, ring::Ends { head, tail });
}

#[test]
fn try_state_fails_when_the_queue_is_corrupt() {
	run(|| {
		open(slot(1), digest(7));
		fails("the queue's ends are crossed", || ends(2, 1));
		fails("a position lies outside the queue", || ends(0, 0));
		fails("a queued validation does not wait there", || Validations::<Test>::remove(slot(1)));
		fails("a waiting validation is not queued", || Queue::<Test>::remove(Lane::New, 0));
		fails("a queued validation does not wait there", || corrupt(|v| v.round = 1));
		open(slot(2), digest(7));
		fails("the queue is not in the order of blocks", || {
			Queue::<Test>::insert(Lane::New, 0, (slot(1), 9));
		});
	});
}

#[test]
fn try_state_fails_when_a_record_is_corrupt() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		fails("a validation is stored under another task", || corrupt(|v| v.task.task = slot(2)));
		fails("a provider has two parts in a validation", || corrupt(|v| v.auditors[0].owner = v.owner));
		fails("an operator has two parts in a validation", || {
			corrupt(|v| v.auditors[0].operator = v.operator)
		});
		fails("an auditor is of no round", || corrupt(|v| v.auditors[0].round = 2));
		fails("an auditor of an earlier round has not voted", || corrupt(|v| v.round = 2));
		fails("nothing answers for a vote, or something for none", || {
			corrupt(|v| v.auditors[0].surety = Surety::Nothing)
		});
		fails("a panel is out of bounds", || corrupt(|v| v.panel = 8));
		fails("a weight is out of bounds", || corrupt(|v| v.weight = MAX_WEIGHT + 1));
		fails("a weight is out of bounds", || corrupt(|v| v.auditors[0].weight = 1));
		fails("the checkpoints are no power of two", || corrupt(|v| v.task.checkpoints = 3));
		fails("the samples are out of bounds", || corrupt(|v| v.samples = vec![1].try_into().unwrap()));
		fails("a phase does not fit its auditors", || corrupt(|v| v.phase = Phase::Revealing { until: 1 }));
		fails("a phase does not fit its auditors", || corrupt(|v| v.phase = Phase::Unaudited { until: 1 }));
		fails("a phase does not fit its auditors", || corrupt(|v| v.phase = Phase::Bisecting { until: 1 }));
		fails("a trust of zero is stored", || Scores::<Test>::insert(1, 0));
		for node in &panel {
			assert_ok!(commit(slot(1), *node, digest(7)));
		}
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		let disputed = |v: &mut ValidationOf<Test>| {
			v.auditors.pop();
			v.phase = Phase::Disputed { until: 1 };
		};
		fails("a decided validation is open", || corrupt(disputed));
		fails("nothing is in dispute", || {
			corrupt(|v| {
				disputed(v);
				v.auditors.pop();
			})
		});
	});
}

#[test]
fn try_state_fails_when_a_bisection_is_corrupt() {
	run(|| {
		let node = drawn_for(ValidationTask { checkpoints: 8, ..task(slot(1), digest(7)) })[0];
		assert_ok!(commit(slot(1), node, digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), node, digest(8)));
		let change = |change: fn(&mut Bisection)| corrupt(|v| change(v.bisection.as_mut().unwrap()));
		fails("a bisection does not fit the phase", || change(|b| b.levels = 0));
		fails("the parties of a bisection agree", || change(|b| b.challenger = 5));
		fails("the parties of a bisection agree", || change(|b| b.executor = b.auditor));
		fails("a bisection left the tree", || change(|b| b.step = 1));
	});
}
