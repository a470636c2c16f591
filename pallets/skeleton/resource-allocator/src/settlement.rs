//! Verdicts, payments, refunds and results.

use super::*;
use crate::placement::{page_of, within_page};
use aic_primitives::{
	Funds, JobResult, JobResults, Leases, OnVerdict, ResourceId, ResourceUse, TaskId, UseKind, Verdict,
	MAX_AUDITORS,
};
use frame::{deps::frame_support::storage::with_storage_layer, token::Precision};
use fungible::MutateHold;

impl<T: Config> OnVerdict<T::AccountId> for Pallet<T> {
	/// Fails only when the task is no slot that is being validated.
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult {
		let TaskId::Slot(slot) = task else { return Err(Error::<T>::NotValidating.into()) };
		Self::do_on_verdict(slot, verdict)
	}

	fn paid_so_far(task: TaskId) -> Option<(T::AccountId, Balance)> {
		let TaskId::Slot(id) = task else { return None };
		Some((Jobs::<T>::get(id.job)?.requester, Self::record(id)?.paid))
	}

	fn weight() -> Weight {
		T::WeightInfo::on_verdict(MAX_AUDITORS).saturating_add(T::Leases::weight())
	}
}

impl<T: Config> JobResults<T::AccountId> for Pallet<T> {
	fn result(slot: SlotId) -> Option<JobResult<T::AccountId>> {
		let SlotState::Done { digest, .. } = Self::record(slot)?.state else { return None };
		let Job { requester, request, .. } = Jobs::<T>::get(slot.job)?;
		Some(JobResult { requester, model: request.model, datasets: request.datasets, digest })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_result(
		requester: &T::AccountId,
		model: aic_primitives::AssetId,
		dataset: aic_primitives::AssetId,
		digest: H256,
	) -> SlotId {
		benchmarking::finished_slot::<T>(requester, model, dataset, digest)
	}
}

impl<T: Config> Pallet<T> {
	/// What is stored of a slot.
	pub(crate) fn record(id: SlotId) -> Option<Slot> {
		Slots::<T>::get(id.job, page_of(id.index))?.get(usize::from(within_page(id.index))).cloned()
	}

	fn do_on_verdict(id: SlotId, verdict: Verdict) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Validating { node, parts, worked, pledge } = slot.state else {
				return Err(Error::<T>::NotValidating.into());
			};
			match pledge {
				Some(bond) => T::Nodes::unpledge(node, bond),
				None => {
					T::Nodes::release(node, parts);
					Self::touch_price(job.request.class);
				}
			}
			match verdict {
				Verdict::Accepted { digest, auditors } => {
					Self::accept(id, job, slot, node, worked, digest, &auditors)
				}
				Verdict::Rejected => {
					if let Some(info) = T::Nodes::info(node) {
						job.avoid(info.owner);
					}
					Self::retry(id, job, slot, FailReason::Rejected);
				}
				Verdict::Undecided => {
					let used = if slot.paid > 0 { worked } else { 0 };
					Self::fail_after(id, job, slot, FailReason::Undecided, used);
				}
			}
			Ok(())
		})
	}

	/// Pays what of `worked` ms was not paid yet, and the auditors, and gives the rest back.
	#[allow(clippy::too_many_arguments, reason = "the parts of one verdict")]
	fn accept(
		id: SlotId,
		job: &mut JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		worked: Moment,
		digest: H256,
		auditors: &[NodeId],
	) {
		let fees = job.terms.earned(job.request.power, worked).unwrap_or_default();
		let due = fees.work.saturating_sub(slot.paid);
		Self::pay(id, job, slot, node, due, UseKind::Work(id));
		let work = slot.paid;
		let kind = UseKind::Audit(TaskId::Slot(id));
		// The requester agreed to pay so many.
		for auditor in auditors.iter().take(job.terms.auditors as usize) {
			Self::pay(id, job, slot, *auditor, fees.per_auditor, kind);
		}
		let audits = slot.paid.saturating_sub(work);
		let refunded = Self::end(job, slot, SlotState::Done { node, digest, paid: work }, worked);
		Self::deposit_event(Event::SlotDone { slot: id, node, digest, work, audits, refunded });
		Self::finish(id.job, job);
	}

	/// Pays a node for its work, out of the slot's escrow.
	pub(crate) fn pay_work(
		id: SlotId,
		job: &JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		amount: Balance,
	) -> DispatchResult {
		Self::distribute(job, slot, node, amount, UseKind::Work(id))
	}

	fn distribute(
		job: &JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		amount: Balance,
		kind: UseKind,
	) -> DispatchResult {
		let amount = amount.min(job.escrow.saturating_sub(slot.paid));
		let (resource, payer) = (ResourceId::Node(node), job.requester.clone());
		let funds = Funds::Held(HoldReason::Escrow.into());
		let work = match kind {
			UseKind::Work(_) => job.terms.work_for(amount),
			_ => 0,
		};
		let paid = ResourceUse { resource, payer, amount, kind, work };
		with_storage_layer(|| T::Payroll::distribute(paid, funds))?;
		slot.paid = slot.paid.saturating_add(amount);
		Ok(())
	}

	/// Pays a fee out of the slot's escrow. A fee that can't be paid stays there and goes back with the rest: nobody is to be
	/// kept waiting for it.
	pub(crate) fn pay(
		id: SlotId,
		job: &JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		amount: Balance,
		kind: UseKind,
	) {
		if let Err(error) = Self::distribute(job, slot, node, amount, kind) {
			Self::deposit_event(Event::PaymentFailed { slot: id, node, amount, error });
		}
	}

	/// Ends a slot without a result and gives back what was not paid of its escrow.
	pub(crate) fn fail(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, reason: FailReason) {
		Self::fail_after(id, job, slot, reason, 0);
	}

	/// Ends a slot without a result of which so many ms are paid all the same.
	fn fail_after(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, reason: FailReason, used: Moment) {
		let refunded = Self::end(job, slot, SlotState::Failed { reason }, used);
		Self::deposit_event(Event::SlotFailed { slot: id, reason, refunded });
		Self::finish(id.job, job);
	}

	/// Ends a slot that used so much of its time, and gives back what is left of its escrow. Returns how much that was.
	fn end(job: &mut JobOf<T>, slot: &mut Slot, state: SlotState, used: Moment) -> Balance {
		let rest = job.escrow.saturating_sub(core::mem::take(&mut slot.paid));
		slot.state = state;
		Self::give_back(job, 1, rest, job.prepaid.saturating_sub(used))
	}

	/// Ends all slots that have no node at once.
	pub(crate) fn drop_waiting(id: JobId, job: &mut JobOf<T>, reason: FailReason) {
		Self::leave_queue(job);
		let slots = job.waiting.count();
		let rest = job.escrow.saturating_mul(slots.into());
		job.waiting.fresh = 0;
		job.waiting.returned = 0;
		job.waiting.pages = 0;
		job.waiting.epoch = job.waiting.epoch.saturating_add(1);
		job.waiting.dropped = Some(reason);
		let refunded = Self::give_back(job, slots, rest, job.prepaid);
		Self::deposit_event(Event::WaitingDropped { job: id, slots, reason, refunded });
		Self::finish(id, job);
	}

	/// Ends so many slots: gives `rest` back, and to the lease the time that was not used of each.
	fn give_back(job: &mut JobOf<T>, slots: u16, rest: Balance, unused: Moment) -> Balance {
		job.open = job.open.saturating_sub(slots);
		let released =
			T::Currency::release(&HoldReason::Escrow.into(), &job.requester, rest, Precision::BestEffort)
				.defensive_unwrap_or_default();
		if let Some(lease) = job.request.lease {
			let power = Self::power_of(&job.request, slots);
			T::Leases::settle(lease, &job.requester, power, job.prepaid, unused);
		}
		released
	}

	/// Finishes a job whose last slot has ended.
	fn finish(id: JobId, job: &mut JobOf<T>) {
		if job.open > 0 {
			return;
		}
		job.finished_at = Some(T::Time::now());
		if !job.ran {
			Self::return_uses(job);
		}
		Self::deposit_event(Event::JobFinished { job: id });
	}
}
