//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeSet;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. every position of a queue lies between its ends and holds a validation that knows to wait there, in the order
	///    of blocks; and every validation that waits for a draw is in a queue;
	/// 2. executor and all auditors of a validation have different providers and operators, and no auditor is of a round to come;
	/// 3. panel, weights, checkpoints and samples are within their bounds;
	/// 4. a phase fits the auditors of its round: none while drawing, no reveal and a missing commitment while committing, a
	///    commitment while revealing, none without an audit; and those of earlier rounds have voted or missed;
	/// 5. whoever voted has something that answers for it, whoever missed nothing;
	/// 6. a bisection is between the executor and an auditor who revealed another root, its node lies within the tree, and it is in
	///    its phase until it has found the step;
	/// 7. no validation stays open with a credible result, except while the reveals run or a step is in dispute; the AI Society
	///    is asked only about what is contested;
	/// 8. no trust of zero is stored.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_queue(Lane::New)?;
		Self::check_queue(Lane::Again)?;
		for (task, validation) in Validations::<T>::iter() {
			ensure!(validation.task.task == task, "a validation is stored under another task");
			Self::check_queued(&validation)?;
			Self::check_auditors(&validation)?;
			Self::check_bounds(&validation)?;
			Self::check_phase(&validation)?;
			Self::check_bisection(&validation)?;
		}
		ensure!(Scores::<T>::iter_values().all(|score| score > 0), "a trust of zero is stored");
		Ok(())
	}

	fn check_queue(lane: Lane) -> Result<(), TryRuntimeError> {
		let ends = Ends::<T>::get(lane);
		ensure!(ends.head <= ends.tail, "the queue's ends are crossed");
		let mut queued = Queue::<T>::iter_prefix(lane).collect::<alloc::vec::Vec<_>>();
		queued.sort_unstable_by_key(|(at, _)| *at);
		let mut last = BlockNumberFor::<T>::zero();
		for (at, (task, since)) in queued {
			ensure!((ends.head..ends.tail).contains(&at), "a position lies outside the queue");
			ensure!(last <= since, "the queue is not in the order of blocks");
			last = since;
			let waits = Validations::<T>::get(task).is_some_and(|validation| {
				Self::lane(validation.round) == lane
					&& matches!(validation.phase, Phase::Drawing { position, .. } if position == at)
			});
			ensure!(waits, "a queued validation does not wait there");
		}
		Ok(())
	}

	fn check_queued(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let Phase::Drawing { position, .. } = validation.phase else { return Ok(()) };
		let queued = Queue::<T>::get(Self::lane(validation.round), position);
		ensure!(
			queued.is_some_and(|(task, _)| task == validation.task.task),
			"a waiting validation is not queued"
		);
		Ok(())
	}

	fn check_auditors(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let mut owners = BTreeSet::from([validation.owner]);
		let mut operators = BTreeSet::from([validation.operator.clone(), validation.task.requester.clone()]);
		for auditor in &validation.auditors {
			ensure!(owners.insert(auditor.owner), "a provider has two parts in a validation");
			ensure!(operators.insert(auditor.operator.clone()), "an operator has two parts in a validation");
			ensure!((1..=validation.round).contains(&auditor.round), "an auditor is of no round");
			let missed = auditor.vote == Vote::Missed;
			let free = auditor.surety == Surety::Nothing;
			ensure!(missed == free, "nothing answers for a vote, or something for none");
			let done = matches!(auditor.vote, Vote::Revealed(_) | Vote::Judged { .. } | Vote::Missed);
			ensure!(
				done || auditor.round == validation.round,
				"an auditor of an earlier round has not voted"
			);
		}
		Ok(())
	}

	fn check_bounds(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		ensure!((1..=MAX_AUDITORS).contains(&validation.panel.into()), "a panel is out of bounds");
		ensure!(validation.weight <= MAX_WEIGHT, "a weight is out of bounds");
		ensure!(
			validation.auditors.iter().all(|auditor| (2..=MAX_WEIGHT).contains(&auditor.weight)),
			"a weight is out of bounds"
		);
		let checkpoints = validation.task.checkpoints;
		ensure!(checkpoints.is_power_of_two(), "the checkpoints are no power of two");
		ensure!(
			validation.samples.iter().all(|sample| *sample < checkpoints)
				&& validation.samples.windows(2).all(|pair| pair.first() < pair.last()),
			"the samples are out of bounds"
		);
		Ok(())
	}

	fn check_phase(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let current = || validation.current().map(|auditor| auditor.vote);
		let awaited = current().filter(|vote| *vote == Vote::Awaited).count();
		let committed = current().filter(|vote| matches!(vote, Vote::Committed(_))).count();
		let voted = current().filter(|vote| matches!(vote, Vote::Revealed(_) | Vote::Judged { .. })).count();
		let open = awaited.saturating_add(committed);
		let fits = match validation.phase {
			Phase::Drawing { .. } => current().count() == 0,
			Phase::Unaudited { .. } => validation.round == 0 && validation.auditors.is_empty(),
			Phase::Committing { until, reveal_until } => awaited > 0 && voted == 0 && until <= reveal_until,
			Phase::Revealing { .. } => committed.saturating_add(voted) > 0,
			Phase::Bisecting { .. } => open == 0 && validation.bisection.is_some(),
			Phase::Disputed { .. } => open == 0,
		};
		ensure!(fits, "a phase does not fit its auditors");
		let tally = validation.tally();
		let revealing = matches!(validation.phase, Phase::Revealing { .. });
		let judges_step = validation.found().is_some();
		let decided = tally.leader(validation.task.trust).is_some();
		ensure!(revealing || judges_step || !decided, "a decided validation is open");
		let disputed = matches!(validation.phase, Phase::Disputed { .. });
		ensure!(!disputed || tally.is_contested(), "nothing is in dispute");
		Ok(())
	}

	fn check_bisection(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let searching = matches!(validation.phase, Phase::Bisecting { .. });
		let Some(bisection) = validation.bisection else { return Ok(()) };
		ensure!(searching != bisection.is_done(), "a bisection does not fit the phase");
		let root = validation.auditors.get(usize::from(bisection.challenger)).map(|auditor| auditor.vote);
		let differs =
			matches!((root, validation.digest), (Some(Vote::Revealed(root)), Some(digest)) if root != digest);
		ensure!(differs && bisection.executor != bisection.auditor, "the parties of a bisection agree");
		let left = 1u64.checked_shl(bisection.levels.into()).unwrap_or(u64::MAX);
		let end = u64::from(bisection.step).saturating_add(left);
		ensure!(end <= validation.task.checkpoints.into(), "a bisection left the tree");
		Ok(())
	}
}
