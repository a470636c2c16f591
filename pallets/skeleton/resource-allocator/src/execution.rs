//! What providers do with their slots, and what is done when they don't.

use super::*;
use aic_primitives::{Locality, ValidationTask, WaitReason};

impl<T: Config> Pallet<T> {
	/// Changes a slot and its job, or nothing when `f` fails.
	pub(crate) fn with_slot<R>(
		id: SlotId,
		f: impl FnOnce(&mut JobOf<T>, &mut Slot) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Jobs::<T>::try_mutate(id.job, |job| {
			let job = job.as_mut().ok_or(Error::<T>::UnknownJob)?;
			Slots::<T>::try_mutate(id, |slot| f(job, slot.as_mut().ok_or(Error::<T>::UnknownSlot)?))
		})
	}

	/// Whether more than `limit` ms went by since `since`.
	pub(crate) fn has_passed(since: Moment, limit: Moment) -> bool {
		T::Time::now() > since.saturating_add(limit)
	}

	fn ensure_provider(who: &T::AccountId, node: NodeId) -> DispatchResult {
		let provider = T::Nodes::info(node).map(|info| info.provider);
		ensure!(provider.as_ref() == Some(who), Error::<T>::NotAssigned);
		Ok(())
	}

	/// Milliseconds that may go by between start and submission.
	fn time_to_submit(job: &JobOf<T>) -> Moment {
		job.request.time_limit.saturating_add(T::Deadlines::get().submit_grace)
	}

	pub(crate) fn do_start(who: T::AccountId, id: SlotId) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Assigned { node, at } = slot.state else {
				return Err(Error::<T>::NotAssigned.into());
			};
			Self::ensure_provider(&who, node)?;
			ensure!(!Self::has_passed(at, T::Deadlines::get().start), Error::<T>::Overdue);
			let started_at = T::Time::now();
			slot.state = SlotState::Running { node, started_at };
			job.ran = true;
			let until = started_at.saturating_add(Self::time_to_submit(job));
			Self::deposit_event(Event::SlotStarted { slot: id, node, until });
			Ok(())
		})
	}

	pub(crate) fn do_submit(who: T::AccountId, id: SlotId, seal: H256) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Running { node, started_at } = slot.state else {
				return Err(Error::<T>::NotAssigned.into());
			};
			Self::ensure_provider(&who, node)?;
			ensure!(!Self::has_passed(started_at, Self::time_to_submit(job)), Error::<T>::Overdue);
			slot.state = SlotState::Validating { node, started_at, submitted_at: T::Time::now() };
			// The node stays reserved until the verdict: its provider's bond answers for this work and for no other with the
			// same power, and a node that is reserved can't be removed. The validators need no copy of the dataset on
			// their nodes, so that nobody chooses them by saying that his nodes have one.
			T::Validation::open(ValidationTask {
				slot: id,
				executor: node,
				requester: job.requester.clone(),
				requirements: job.requirements(),
				locality: Locality { dataset: None, region: job.region },
				seal,
				time_limit: job.request.time_limit,
			})?;
			Self::deposit_event(Event::SlotSubmitted { slot: id, node, seal });
			Ok(())
		})
	}

	pub(crate) fn do_expire(id: SlotId) -> DispatchResult {
		let Deadlines { start, wait, .. } = T::Deadlines::get();
		Self::with_slot(id, |job, slot| {
			match slot.state {
				SlotState::Waiting { reason, since, position } if Self::has_passed(since, wait) => {
					Queue::<T>::remove(position);
					Self::fail(id, job, slot, FailReason::NoNode(reason));
				}
				SlotState::Assigned { node, at } if Self::has_passed(at, start) => {
					Self::replace(id, job, slot, node, FailReason::NotStarted)
				}
				SlotState::Running { node, started_at }
					if Self::has_passed(started_at, Self::time_to_submit(job)) =>
				{
					Self::replace(id, job, slot, node, FailReason::NotSubmitted)
				}
				_ => return Err(Error::<T>::NotExpired.into()),
			}
			Ok(())
		})
	}

	/// Takes a slot from a node that missed a deadline. The fault comes first, so that the release doesn't offer the node.
	fn replace(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, node: NodeId, reason: FailReason) {
		T::Nodes::fault(node);
		T::Nodes::release(node, &job.requirements());
		Self::touch_price(job.request.class);
		Self::retry(id, job, slot, reason);
	}

	/// Another attempt if there may be one. The escrow stays as it is, for nothing was paid out of it.
	pub(crate) fn retry(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, reason: FailReason) {
		if slot.attempts >= T::MaxAttempts::get() {
			return Self::fail(id, job, slot, reason);
		}
		slot.state = Self::enqueue(id, T::Time::now(), WaitReason::AwaitsRandomness);
		Self::deposit_event(Event::SlotRequeued { slot: id, reason, attempts: slot.attempts });
	}
}
