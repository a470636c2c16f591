//! Cancelling and forgetting jobs, and looking at them.

use super::*;
use crate::placement::page_of;
use aic_primitives::{UseKind, WaitReason};

/// Pages that a call forgets at the most.
pub(crate) const FORGOTTEN: u32 = 4;

impl<T: Config> Pallet<T> {
	/// Weight of `cancel` with so many slots of the page that have a node; each gives its time back to the lease, and those that
	/// wait do so together.
	pub(crate) fn cancel_weight(slots: u32) -> Weight {
		T::WeightInfo::cancel(slots)
			.saturating_add(T::Leases::weight().saturating_mul(u64::from(slots).saturating_add(1)))
	}

	/// Returns how many assigned slots were cancelled.
	pub(crate) fn do_cancel(who: T::AccountId, id: JobId, number: u16) -> Result<u32, DispatchError> {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		ensure!(job.requester == who, Error::<T>::NotRequester);
		ensure!(!job.is_gathering(), Error::<T>::GangIncomplete);
		job.cancelled = true;
		let open = job.open;
		if job.waiting.count() > 0 {
			Self::drop_waiting(id, &mut job, FailReason::Cancelled);
		}
		let mut page = Slots::<T>::get(id, number).unwrap_or_default();
		let mut cancelled = 0u32;
		for (slot, index) in page.iter_mut().zip(number.saturating_mul(PAGE)..) {
			let SlotState::Assigned { node, parts, .. } = slot.state else { continue };
			let slot_id = SlotId { job: id, index };
			T::Nodes::release(node, parts);
			// Else who doesn't like the nodes that were drawn could have others drawn for nothing.
			Self::pay(slot_id, &job, slot, node, job.terms.min_fee, UseKind::Work(slot_id));
			Self::fail(slot_id, &mut job, slot, FailReason::Cancelled);
			cancelled = cancelled.saturating_add(1);
		}
		ensure!(job.open < open, Error::<T>::NothingToCancel);
		if cancelled > 0 {
			Slots::<T>::insert(id, number, page);
			Self::touch_price(job.request.class);
		}
		Jobs::<T>::insert(id, job);
		Ok(cancelled)
	}

	/// Returns how many pages were removed.
	pub(crate) fn do_forget(who: T::AccountId, id: JobId) -> Result<u32, DispatchError> {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let finished_at = job.finished_at.ok_or(Error::<T>::NotFinished)?;
		let retained = !Self::has_passed(finished_at, T::Deadlines::get().retention);
		ensure!(job.requester == who || !retained, Error::<T>::Retained);
		let mut pages = 0u32;
		while pages < FORGOTTEN {
			let Some(last) = job.created.checked_sub(1) else { break };
			let number = page_of(last);
			Slots::<T>::remove(id, number);
			job.created = number.saturating_mul(PAGE);
			pages = pages.saturating_add(1);
		}
		if job.created > 0 {
			Jobs::<T>::insert(id, job);
		} else {
			Jobs::<T>::remove(id);
			Self::deposit_event(Event::JobForgotten { job: id });
		}
		Ok(pages)
	}

	/// A slot, those without a record as if they had one.
	pub(crate) fn shown(id: SlotId) -> Option<Slot> {
		let (job, record) = (Jobs::<T>::get(id.job)?, Self::record(id));
		let state = job.state_of(id.index, record.as_ref())?;
		Some(
			record.map_or(Slot { attempts: 0, paid: 0, state: state.clone() }, |slot| Slot { state, ..slot }),
		)
	}

	pub(crate) fn statuses(id: JobId) -> Option<Vec<SlotStatus>> {
		let job = Jobs::<T>::get(id)?;
		let pages =
			(0..=page_of(job.request.slots)).map(|number| Slots::<T>::get(id, number).unwrap_or_default());
		let mut records = pages.flatten();
		let status = |index| {
			let state = job.state_of(index, records.next().as_ref());
			let waits = matches!(state, Some(SlotState::Waiting { .. })).then_some(job.waiting.reason);
			SlotStatus { index, node: state.and_then(|state| state.node()), waits }
		};
		Some((0..job.request.slots).map(status).collect())
	}

	pub(crate) fn why_waiting(id: JobId) -> Option<WaitReason> {
		let waiting = Jobs::<T>::get(id)?.waiting;
		(waiting.count() > 0).then_some(waiting.reason)
	}
}
