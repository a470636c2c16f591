use crate::{
	AssetId, Balance, DeviceClass, JobResult, LeaseId, Moment, Part, SlotId, TaskId, ValidationTask, Verdict,
};
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

/// Who works on what now. Implemented by the runtime, out of `resource-allocator` and `work-validation`.
pub trait Workers<AccountId> {
	/// The part of `asset` that the job of `slot` may use, if `operator` signs for a node that works on the slot or repeats its work
	/// now.
	fn usable_part(slot: SlotId, asset: AssetId, operator: &AccountId) -> Option<Part>;

	/// Weight of it.
	fn weight() -> Weight;

	/// Has `operator` sign for a node that works on a slot of a job of `requester`'s that uses all of `asset`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worker(asset: AssetId, requester: &AccountId, operator: &AccountId) -> SlotId;
}

impl<AccountId> Workers<AccountId> for () {
	fn usable_part(_: SlotId, _: AssetId, _: &AccountId) -> Option<Part> {
		None
	}
	fn weight() -> Weight {
		Weight::zero()
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worker(_: AssetId, _: &AccountId, _: &AccountId) -> SlotId {
		SlotId { job: 0, index: 0 }
	}
}

/// Having work repeated. Implemented by `work-validation`.
pub trait WorkValidation<AccountId> {
	/// Opens the validation of a task whose executor committed to his result. In a later block it is drawn whether it is
	/// audited, and by whom.
	fn open(task: ValidationTask<AccountId>) -> DispatchResult;

	/// Auditors that a task of this comparison gets when nobody disagrees; the requester pays for so many if it is audited.
	fn auditors(comparison: crate::Comparison) -> u32;

	/// The least probability with which any result is audited.
	fn least_audit() -> Permill;
}

impl<AccountId> WorkValidation<AccountId> for () {
	fn open(_: ValidationTask<AccountId>) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn auditors(_: crate::Comparison) -> u32 {
		0
	}
	fn least_audit() -> Permill {
		Permill::zero()
	}
}

/// What follows from a verdict. Implemented by `resource-allocator` for slots and `node-monitor` for measurements.
pub trait OnVerdict<AccountId> {
	/// The validation of `task` ended: a slot is settled, run again or refunded; a node's power is known.
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult;

	/// Who gets how much back of what was paid already, if the task is rejected: it is the first that is taken out of the
	/// executor's bond.
	fn paid_so_far(task: TaskId) -> Option<(AccountId, Balance)>;

	/// Weight of both, with as many auditors as there can be.
	fn weight() -> Weight;
}

impl<AccountId> OnVerdict<AccountId> for () {
	fn on_verdict(_: TaskId, _: Verdict) -> DispatchResult {
		Ok(())
	}
	fn paid_so_far(_: TaskId) -> Option<(AccountId, Balance)> {
		None
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Power that was bought ahead. Implemented by `power-leases`.
pub trait Leases<AccountId> {
	/// The price that `lease` was bought at, in 10⁻¹⁸ AIC per power and hour; fails with the reason why `who` can't use it for
	/// `power` of `class` more at once.
	fn unit_price(
		lease: LeaseId,
		who: &AccountId,
		class: DeviceClass,
		power: u64,
	) -> Result<Balance, DispatchError>;

	/// Takes `power · time` out of the lease for work that begins, and frees what was on hold for it in the account of `who`.
	fn spend(lease: LeaseId, who: &AccountId, class: DeviceClass, power: u64, time: Moment)
		-> DispatchResult;

	/// Takes `power · time` more for work that was begun with as much power.
	fn extend(
		lease: LeaseId,
		who: &AccountId,
		class: DeviceClass,
		power: u64,
		time: Moment,
	) -> DispatchResult;

	/// Work ended for which `power · taken` was taken; `power · unused` of it goes back, and its price, which is free in the
	/// account of `who`, on hold again. A lease ends only when this was told of all work.
	fn settle(lease: LeaseId, who: &AccountId, power: u64, taken: Moment, unused: Moment);

	/// Weight of the heaviest of these.
	fn weight() -> Weight;
}

impl<AccountId> Leases<AccountId> for () {
	fn unit_price(_: LeaseId, _: &AccountId, _: DeviceClass, _: u64) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn spend(_: LeaseId, _: &AccountId, _: DeviceClass, _: u64, _: Moment) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn extend(_: LeaseId, _: &AccountId, _: DeviceClass, _: u64, _: Moment) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn settle(_: LeaseId, _: &AccountId, _: u64, _: Moment, _: Moment) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}
