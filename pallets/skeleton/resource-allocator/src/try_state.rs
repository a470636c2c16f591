//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. a job has exactly the slots that it says, as many open ones as it says, and is finished when it has none; its
	///    number was given, and every slot is one of a job;
	/// 2. a slot that ended has no escrow, and the escrow of a requester's slots is what he has on hold for it;
	/// 3. a slot that was given to a node counts it as an attempt, and its job ran if it was started;
	/// 4. the requester is among those who don't get the work, and every asset of a job has a use;
	/// 5. every position of the queue lies between its ends and holds a slot that knows to wait there, in the order of
	///    blocks; and every slot that waits is in the queue.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut escrows = BTreeMap::<T::AccountId, Balance>::new();
		let mut slots = 0usize;
		for (id, job) in Jobs::<T>::iter() {
			ensure!(id < NextJob::<T>::get(), "a job has a number that was not given");
			let escrow = Self::check_job(id, &job)?;
			slots = slots.saturating_add(job.request.slots.into());
			let sum = escrows.entry(job.requester).or_default();
			*sum = sum.saturating_add(escrow);
		}
		ensure!(Slots::<T>::iter_keys().count() == slots, "a slot is none of its job's");
		for (requester, escrow) in escrows {
			let held = T::Currency::balance_on_hold(&HoldReason::Escrow.into(), &requester);
			ensure!(held == escrow, "a requester's escrow is not what is on hold");
		}
		Self::check_queue()
	}

	/// Returns the escrow of the job's slots.
	fn check_job(id: JobId, job: &JobOf<T>) -> Result<Balance, TryRuntimeError> {
		let (mut open, mut escrow) = (0u16, 0 as Balance);
		for index in 0..job.request.slots {
			let slot = Slots::<T>::get(SlotId { job: id, index }).ok_or("a job lacks a slot")?;
			ensure!(!slot.state.is_final() || slot.escrow == 0, "a slot that ended has escrow");
			ensure!(slot.state.node().is_none() || slot.attempts > 0, "an attempt was not counted");
			let started = matches!(
				slot.state,
				SlotState::Running { .. } | SlotState::Validating { .. } | SlotState::Done { .. }
			);
			ensure!(!started || job.ran, "a job did not run, but a slot did");
			open = open.saturating_add((!slot.state.is_final()).into());
			escrow = escrow.saturating_add(slot.escrow);
		}
		ensure!(job.open == open, "a job's open slots are miscounted");
		ensure!(job.finished_at.is_some() == (open == 0), "a job is finished and open");
		ensure!(job.excluded.contains(&job.requester), "a requester might work for himself");
		ensure!(job.uses.len() == job.request.datasets.len().saturating_add(1), "an asset has no use");
		Ok(escrow)
	}

	fn check_queue() -> Result<(), TryRuntimeError> {
		let QueueEnds { head, tail } = Ends::<T>::get();
		ensure!(head <= tail, "the queue's ends are crossed");
		let mut queued = Queue::<T>::iter().collect::<Vec<_>>();
		queued.sort_unstable_by_key(|(at, _)| *at);
		ensure!(queued.len() == Queue::<T>::count() as usize, "the queue is miscounted");
		let mut last = BlockNumberFor::<T>::zero();
		for (at, entry) in &queued {
			ensure!((head..tail).contains(at), "a position lies outside the queue");
			ensure!(last <= entry.queued_at, "the queue is not in the order of blocks");
			last = entry.queued_at;
			let state = Slots::<T>::get(entry.slot).map(|slot| slot.state);
			ensure!(
				matches!(state, Some(SlotState::Waiting { position, .. }) if position == *at),
				"a queued slot does not wait there"
			);
		}
		let waits = |slot: &Slot| matches!(slot.state, SlotState::Waiting { .. });
		ensure!(
			Slots::<T>::iter_values().filter(waits).count() == queued.len(),
			"a waiting slot is not queued"
		);
		Ok(())
	}
}
