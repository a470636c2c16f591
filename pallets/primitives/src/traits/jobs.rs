use crate::{JobResult, SlotId, ValidationTask, Verdict};
use frame::prelude::*;

/// Results of finished slots. Implemented by `resource-allocator`.
pub trait JobResults<AccountId> {
	/// What `slot` gave, once its validation accepted it.
	fn result(slot: SlotId) -> Option<JobResult<AccountId>>;

	/// Makes a finished slot of `requester`'s with an asset of each kind.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_result(
		requester: &AccountId,
		model: crate::AssetId,
		dataset: crate::AssetId,
		digest: H256,
	) -> SlotId;
}

impl<AccountId> JobResults<AccountId> for () {
	fn result(_: SlotId) -> Option<JobResult<AccountId>> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_result(_: &AccountId, _: crate::AssetId, _: crate::AssetId, _: H256) -> SlotId {
		SlotId { job: 0, index: 0 }
	}
}

/// Having work repeated. Implemented by `work-validation`.
pub trait WorkValidation<AccountId> {
	/// Opens the validation of a slot whose executor submitted his seal. Validators are drawn in a later block.
	fn open(task: ValidationTask<AccountId>) -> DispatchResult;

	/// Validators that a slot gets; the requester pays for so many.
	fn validators() -> u32;
}

impl<AccountId> WorkValidation<AccountId> for () {
	fn open(_: ValidationTask<AccountId>) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn validators() -> u32 {
		0
	}
}

/// What follows from a verdict. Implemented by `resource-allocator`.
pub trait OnVerdict {
	/// The validation of `slot` ended: the slot is settled, run again or refunded.
	fn on_verdict(slot: SlotId, verdict: Verdict) -> DispatchResult;

	/// Weight of [`Self::on_verdict`] with as many validators as there can be.
	fn weight() -> Weight;
}

impl OnVerdict for () {
	fn on_verdict(_: SlotId, _: Verdict) -> DispatchResult {
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}
