//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeSet;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. every position of the queue lies between its ends and holds a validation that knows to wait there, in the order
	///    of blocks; and every validation that waits for validators is in the queue;
	/// 2. requester, executor and all validators of a validation are different accounts (requester and executor may be
	///    one), and no vote or seal is of a round to come;
	/// 3. panel and round are within their bounds, and the votes for one digest within a panel;
	/// 4. a phase fits the validators of its round: none while drawing, no reveal and a missing seal while committing, a
	///    seal while revealing; and those of earlier rounds have either revealed or are done with;
	/// 5. no validation stays open with a majority, except while the reveals run.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_queue()?;
		for (slot, validation) in Validations::<T>::iter() {
			ensure!(validation.task.slot == slot, "a validation is stored under another slot");
			Self::check_validators(&validation)?;
			Self::check_phase(&validation)?;
		}
		Ok(())
	}

	fn check_queue() -> Result<(), TryRuntimeError> {
		let QueueEnds { head, tail } = Ends::<T>::get();
		ensure!(head <= tail, "the queue's ends are crossed");
		let mut queued = Queue::<T>::iter().collect::<alloc::vec::Vec<_>>();
		queued.sort_unstable();
		let mut last = BlockNumberFor::<T>::zero();
		for (at, slot) in &queued {
			ensure!((head..tail).contains(at), "a position lies outside the queue");
			match Validations::<T>::get(slot).map(|validation| validation.phase) {
				Some(Phase::Drawing { position, since, .. }) if position == *at => {
					ensure!(last <= since, "the queue is not in the order of blocks");
					last = since;
				}
				_ => return Err("a queued validation does not wait there".into()),
			}
		}
		let waiting = Validations::<T>::iter_values()
			.filter(|validation| matches!(validation.phase, Phase::Drawing { .. }))
			.count();
		ensure!(waiting == queued.len(), "a waiting validation is not queued");
		Ok(())
	}

	fn check_validators(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::from([validation.task.requester.clone(), validation.provider.clone()]);
		for validator in &validation.validators {
			ensure!(seen.insert(validator.provider.clone()), "a provider has two parts in a validation");
			ensure!((1..=validation.round).contains(&validator.round), "a validator is of no round");
		}
		let panel = validation.panel;
		ensure!(panel % 2 == 1 && panel <= MAX_VALIDATORS, "a panel is out of bounds");
		ensure!((1..=MAX_ROUNDS).contains(&validation.round), "a round is out of bounds");
		for (_, digest) in validation.votes() {
			let votes = validation.votes().filter(|(_, vote)| *vote == digest).count();
			ensure!(votes <= panel as usize, "more vouch for a digest than are paid");
		}
		Ok(())
	}

	fn check_phase(validation: &ValidationOf<T>) -> Result<(), TryRuntimeError> {
		let current = || validation.current().map(|validator| validator.vote);
		let awaited = current().filter(|vote| *vote == Vote::Awaited).count();
		let revealed = current().filter(|vote| matches!(vote, Vote::Revealed(_))).count();
		let fits = match validation.phase {
			Phase::Drawing { .. } => current().count() == 0,
			Phase::Committing { until, reveal_until } => {
				awaited > 0 && revealed == 0 && until <= reveal_until
			}
			Phase::Revealing { .. } => awaited < current().count(),
		};
		ensure!(fits, "a phase does not fit its validators");
		let revealing = matches!(validation.phase, Phase::Revealing { .. });
		ensure!(revealing || validation.majority().is_none(), "a decided validation is open");
		Ok(())
	}
}
