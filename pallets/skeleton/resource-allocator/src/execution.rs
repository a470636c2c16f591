//! What nodes do with their slots, and what is done when they don't.

use super::*;
use crate::placement::{page_bit, page_of, within_page};
use aic_primitives::{Commitment, Links, NodeInfo, Parts, ProviderIndex, TaskId, ValidationTask};

impl<T: Config> Pallet<T> {
	/// Changes a slot and its job, or nothing when `f` fails. The job is only written when it changed.
	pub(crate) fn with_slot<R>(
		id: SlotId,
		f: impl FnOnce(&mut JobOf<T>, &mut Slot) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let before = Jobs::<T>::get(id.job).ok_or(Error::<T>::UnknownJob)?;
		let mut job = before.clone();
		let result = Slots::<T>::try_mutate(id.job, page_of(id.index), |page| {
			let page = page.as_mut().ok_or(Error::<T>::UnknownSlot)?;
			let slot = page.get_mut(usize::from(within_page(id.index))).ok_or(Error::<T>::UnknownSlot)?;
			f(&mut job, slot)
		})?;
		if job != before {
			Jobs::<T>::insert(id.job, job);
		}
		Ok(result)
	}

	/// Whether more than `limit` ms went by since `since`.
	pub(crate) fn has_passed(since: Moment, limit: Moment) -> bool {
		T::Time::now() > since.saturating_add(limit)
	}

	/// The node, whose operator is `who`.
	fn operated(who: &T::AccountId, node: NodeId) -> Result<NodeInfo<T::AccountId>, DispatchError> {
		let info = T::Nodes::info(node).ok_or(Error::<T>::NotAssigned)?;
		ensure!(info.operator == *who, Error::<T>::NotAssigned);
		Ok(info)
	}

	/// Last moment at which a slot may start that got its node then.
	fn start_until(job: &JobOf<T>, at: Moment) -> Moment {
		let complete = if let Phase::Ready { since } = job.phase { since } else { Moment::MAX };
		at.max(complete).saturating_add(T::Deadlines::get().start)
	}

	/// Last moment at which the result of a slot is taken that started then.
	fn submit_until(job: &JobOf<T>, started_at: Moment) -> Moment {
		started_at.saturating_add(job.prepaid).saturating_add(T::Deadlines::get().submit_grace)
	}

	pub(crate) fn do_start(who: T::AccountId, id: SlotId) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Assigned { node, parts, at } = slot.state else {
				return Err(Error::<T>::NotAssigned.into());
			};
			let info = Self::operated(&who, node)?;
			ensure!(!job.is_incomplete(), Error::<T>::GangIncomplete);
			ensure!(T::Time::now() <= Self::start_until(job, at), Error::<T>::Overdue);
			if Self::is_self_dealing(job, &info.provider, &info.operator) {
				Self::refuse(id, job, slot, node, parts, info.owner);
				return Ok(());
			}
			let started_at = T::Time::now();
			let whole = job.prepaid >= job.request.time_limit;
			slot.state = SlotState::Running { node, parts, started_at, whole };
			let until = Self::submit_until(job, started_at);
			Self::deposit_event(Event::SlotStarted { slot: id, node, until });
			Ok(())
		})
	}

	/// Takes a slot from the node of somebody who must not get it. That is nobody's fault and no attempt.
	fn refuse(
		id: SlotId,
		job: &mut JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		parts: Parts,
		owner: ProviderIndex,
	) {
		T::Nodes::release(node, parts);
		job.avoid(owner);
		Self::deposit_event(Event::SelfDealingRefused { slot: id, node });
		if job.cancelled {
			return Self::fail(id, job, slot, FailReason::Cancelled);
		}
		slot.attempts = slot.attempts.saturating_sub(1);
		Self::await_node(id, job, slot);
	}

	pub(crate) fn do_submit(who: T::AccountId, id: SlotId, commitment: Commitment) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Running { node, parts, started_at, .. } = slot.state else {
				return Err(Error::<T>::NotAssigned.into());
			};
			Self::operated(&who, node)?;
			ensure!(T::Time::now() <= Self::submit_until(job, started_at), Error::<T>::Overdue);
			T::Validation::open(ValidationTask {
				task: TaskId::Slot(id),
				executor: node,
				requester: job.requester.clone(),
				requirements: job.requirements(),
				commitment,
				time_limit: job.request.time_limit,
				audit: job.terms.audit,
				trust: job.request.trust,
				comparison: job.request.comparison,
				checkpoints: job.request.checkpoints,
			})?;
			// The bond answers for this work until the verdict. Where it is large enough the node may take other work
			// meanwhile, for which another part of the bond answers.
			let bond = T::Nodes::bond_of(job.request.power);
			let pledge = T::Nodes::pledge(node, bond).then_some(bond);
			if pledge.is_some() {
				T::Nodes::release(node, parts);
				Self::touch_price(job.request.class);
			}
			let worked = T::Time::now().saturating_sub(started_at).min(job.prepaid);
			slot.state = SlotState::Validating { node, parts, worked, pledge };
			job.ran = true;
			Self::deposit_event(Event::SlotSubmitted { slot: id, node, commitment });
			Ok(())
		})
	}

	pub(crate) fn do_settle(id: SlotId) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Running { node, started_at, .. } = slot.state else {
				return Err(Error::<T>::NothingDue.into());
			};
			let worked = T::Time::now().saturating_sub(started_at).min(job.prepaid);
			let earned = job.terms.flow(job.request.power, worked).unwrap_or_default();
			let due = earned.saturating_sub(slot.paid);
			ensure!(due > 0, Error::<T>::NothingDue);
			Self::pay_work(id, job, slot, node, due)?;
			Self::deposit_event(Event::SlotSettled { slot: id, node, amount: due, paid: slot.paid });
			Ok(())
		})
	}

	pub(crate) fn do_expire(id: SlotId) -> DispatchResult {
		let mut job = Jobs::<T>::get(id.job).ok_or(Error::<T>::UnknownJob)?;
		let late = match job.phase {
			Phase::Gathering { until } => T::Time::now() > until,
			Phase::Disbanding => true,
			_ => false,
		};
		if late {
			Self::disband(id.job, &mut job);
			Jobs::<T>::insert(id.job, job);
			return Ok(());
		}
		let page = Slots::<T>::get(id.job, page_of(id.index)).unwrap_or_default();
		let record = page.get(usize::from(within_page(id.index)));
		match job.state_of(id.index, record).ok_or(Error::<T>::UnknownSlot)? {
			SlotState::Waiting { .. } if T::Time::now() > job.waiting.until && !job.is_gathering() => {
				let reason = FailReason::NoNode(job.waiting.reason);
				Self::drop_waiting(id.job, &mut job, reason);
				Jobs::<T>::insert(id.job, job);
				Ok(())
			}
			SlotState::Assigned { .. } | SlotState::Running { .. } => {
				Self::with_slot(id, |job, slot| Self::expire_work(id, job, slot))
			}
			_ => Err(Error::<T>::NotExpired.into()),
		}
	}

	fn expire_work(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot) -> DispatchResult {
		let now = T::Time::now();
		match slot.state {
			SlotState::Assigned { node, parts, at } if now > Self::start_until(job, at) => {
				// The fault comes first, so that the release doesn't offer the node.
				T::Nodes::fault(node);
				Self::take_away(job, node, parts);
				Self::retry(id, job, slot, FailReason::NotStarted);
			}
			SlotState::Running { node, parts, started_at, whole }
				if now > Self::submit_until(job, started_at) =>
			{
				let whole_again =
					slot.paid == 0 || T::Nodes::slash(node, slot.paid, &job.requester) >= slot.paid;
				// It could have submitted what it had.
				T::Nodes::fault(node);
				if whole {
					let bond = T::Nodes::bond_of(job.request.power);
					T::Nodes::slash(node, T::NoSubmitSlash::get().mul_floor(bond), &T::Treasury::get());
				}
				Self::take_away(job, node, parts);
				// Who gave too little time gets his money back, and nobody else is made to try it. Nor is more of his money
				// taken than he was given back.
				match (whole, whole_again) {
					(false, _) => Self::fail(id, job, slot, FailReason::RanDry),
					(true, false) => Self::fail(id, job, slot, FailReason::NotSubmitted),
					(true, true) => Self::retry(id, job, slot, FailReason::NotSubmitted),
				}
			}
			_ => return Err(Error::<T>::NotExpired.into()),
		}
		Ok(())
	}

	/// Takes a slot from a node that failed the job.
	fn take_away(job: &mut JobOf<T>, node: NodeId, parts: Parts) {
		if let Some(info) = T::Nodes::info(node) {
			job.avoid(info.owner);
		}
		T::Nodes::release(node, parts);
		Self::touch_price(job.request.class);
	}

	/// Another attempt if there may be one. What was paid for this one is back in the requester's account and is put on hold again;
	/// if he doesn't have it any more, the slot fails.
	pub(crate) fn retry(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, reason: FailReason) {
		let over = job.cancelled || slot.attempts > job.request.retries;
		if over || (slot.paid > 0 && Self::hold(&job.requester, slot.paid).is_err()) {
			return Self::fail(id, job, slot, reason);
		}
		slot.paid = 0;
		let attempts = slot.attempts;
		Self::deposit_event(Event::SlotRequeued { slot: id, reason, attempts });
		Self::await_node(id, job, slot);
	}

	/// The slot waits for another node.
	fn await_node(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot) {
		slot.state = SlotState::Waiting { epoch: job.waiting.epoch };
		job.waiting.returned = job.waiting.returned.saturating_add(1);
		job.waiting.pages |= page_bit(page_of(id.index));
		Self::begin_to_wait(id.job, job);
	}

	/// What `start` costs, whoever it is.
	pub(crate) fn start_weight() -> Weight {
		T::WeightInfo::start().max(T::WeightInfo::start_refused()).saturating_add(T::Links::weight())
	}
}

impl<AccountId> Job<AccountId> {
	/// Whether its nodes are being drawn or given back.
	pub(crate) fn is_gathering(&self) -> bool {
		matches!(self.phase, Phase::Gathering { .. } | Phase::Disbanding)
	}
}
