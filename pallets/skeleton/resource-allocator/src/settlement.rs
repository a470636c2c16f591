//! Verdicts, payments, refunds and results.

use super::*;
use aic_primitives::{Funds, JobResult, JobResults, OnVerdict, ResourceId, ResourceUse, UseKind, Verdict};
use frame::{deps::frame_support::storage::with_storage_layer, token::Precision};
use fungible::MutateHold;

impl<T: Config> OnVerdict for Pallet<T> {
	/// Fails only when the slot is not being validated.
	fn on_verdict(slot: SlotId, verdict: Verdict) -> DispatchResult {
		Self::do_on_verdict(slot, verdict)
	}

	fn weight() -> Weight {
		T::WeightInfo::on_verdict()
	}
}

impl<T: Config> JobResults<T::AccountId> for Pallet<T> {
	fn result(slot: SlotId) -> Option<JobResult<T::AccountId>> {
		let SlotState::Done { digest, .. } = Slots::<T>::get(slot)?.state else { return None };
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
	fn do_on_verdict(id: SlotId, verdict: Verdict) -> DispatchResult {
		Self::with_slot(id, |job, slot| {
			let SlotState::Validating { node, started_at, submitted_at } = slot.state else {
				return Err(Error::<T>::NotValidating.into());
			};
			T::Nodes::release(node, &job.requirements());
			Self::touch_price(job.request.class);
			match verdict {
				Verdict::Accepted { digest, validators } => {
					let worked = submitted_at.saturating_sub(started_at);
					Self::settle(id, job, slot, node, worked, digest, &validators);
				}
				Verdict::Rejected => Self::retry(id, job, slot, FailReason::Rejected),
				Verdict::Undecided => Self::fail(id, job, slot, FailReason::Undecided),
			}
			Ok(())
		})
	}

	/// Pays for `worked` ms, at most the time limit, and gives the rest back.
	fn settle(
		id: SlotId,
		job: &mut JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		worked: Moment,
		digest: H256,
		validators: &[NodeId],
	) {
		let paid_time = worked.min(job.request.time_limit);
		let fees = job.terms.earned(job.request.power, paid_time).unwrap_or_default();
		let work = Self::pay(job, slot, node, fees.work, UseKind::Work(id), id);
		let validation = validators.iter().fold(0, |sum: Balance, validator| {
			sum.saturating_add(Self::pay(
				job,
				slot,
				*validator,
				fees.per_validator,
				UseKind::Validation(id),
				id,
			))
		});
		let refunded = Self::end(job, slot, SlotState::Done { node, digest, paid: work });
		Self::deposit_event(Event::SlotDone { slot: id, node, digest, work, validation, refunded });
		Self::finish(id.job, job);
	}

	/// Pays a fee out of the slot's escrow. A fee that can't be paid stays there and goes back with the rest: nobody is to be
	/// kept waiting for it. Returns what was paid.
	fn pay(
		job: &JobOf<T>,
		slot: &mut Slot,
		node: NodeId,
		fee: Balance,
		kind: UseKind,
		id: SlotId,
	) -> Balance {
		let amount = fee.min(slot.escrow);
		let paid =
			ResourceUse { resource: ResourceId::Node(node), payer: job.requester.clone(), amount, kind };
		let funds = Funds::Held(HoldReason::Escrow.into());
		match with_storage_layer(|| T::Payroll::distribute(paid, funds)) {
			Ok(()) => {
				slot.escrow = slot.escrow.saturating_sub(amount);
				amount
			}
			Err(error) => {
				Self::deposit_event(Event::PaymentFailed { slot: id, node, amount, error });
				0
			}
		}
	}

	/// Ends a slot without a result and gives all of its escrow back.
	pub(crate) fn fail(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, reason: FailReason) {
		let refunded = Self::end(job, slot, SlotState::Failed { reason });
		Self::deposit_event(Event::SlotFailed { slot: id, reason, refunded });
		Self::finish(id.job, job);
	}

	/// Ends a slot and gives what is left of its escrow back. Returns how much that was.
	fn end(job: &mut JobOf<T>, slot: &mut Slot, state: SlotState) -> Balance {
		let rest = core::mem::take(&mut slot.escrow);
		slot.state = state;
		job.open = job.open.saturating_sub(1);
		T::Currency::release(&HoldReason::Escrow.into(), &job.requester, rest, Precision::BestEffort)
			.defensive_unwrap_or_default()
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
