use crate::{Balance, EraIndex, Funds, ResourceId, ResourceUse, Shares};
use frame::prelude::*;

/// The one way in which money leaves a payer for a use. Implemented by `coin-payroll`.
pub trait Payroll<AccountId, HoldReason> {
	/// Takes the fee of a use from its payer and divides it: commission to the pool of the Proof of Value and to the
	/// treasury, the rest to the resource's beneficiaries. Meters the fee and has the use rated. A fee of zero is fine.
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<HoldReason>) -> DispatchResult;

	/// Weight of [`Self::distribute`] with as many beneficiaries as there can be.
	fn weight() -> Weight;
}

impl<AccountId, HoldReason> Payroll<AccountId, HoldReason> for () {
	fn distribute(_: ResourceUse<AccountId>, _: Funds<HoldReason>) -> DispatchResult {
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Who is paid for a resource. Implemented by the runtime, out of `providers` and `ai-assets`.
pub trait Beneficiaries<AccountId> {
	/// The accounts and their shares, which add up to the whole; `None` when there is no such resource.
	fn of(resource: &ResourceId) -> Option<Shares<AccountId>>;

	/// Makes a resource with as many beneficiaries as there can be, none of them `payer`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &AccountId) -> ResourceId;
}

impl<AccountId> Beneficiaries<AccountId> for () {
	fn of(_: &ResourceId) -> Option<Shares<AccountId>> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(_: &AccountId) -> ResourceId {
		ResourceId::Node(0)
	}
}

/// What resources were worth to others. Implemented by `contribution-rating`.
pub trait Ratings {
	/// In `era` somebody who is no beneficiary of `resource` used it for `fee`, of which `commission` stayed with the
	/// Skeleton. Gives points and raises the reward due, which stays below a fraction of the commission (rule 3).
	fn record(era: EraIndex, resource: ResourceId, fee: Balance, commission: Balance);

	/// Reward due to `resource` for its uses in `era`, before it is scaled to what the pool has.
	fn due(era: EraIndex, resource: ResourceId) -> Balance;

	/// Sum of [`Self::due`] over all resources, without any loop.
	fn total_due(era: EraIndex) -> Balance;

	/// Reads and removes what is due to `resource` for `era`: it was paid or has lapsed. The total stays as it was.
	fn take_due(era: EraIndex, resource: ResourceId) -> Balance;

	/// A fault: `resource` loses this part of its points.
	fn penalise(resource: ResourceId, part: Permill);

	/// Weight of [`Self::record`].
	fn weight() -> Weight;
}

impl Ratings for () {
	fn record(_: EraIndex, _: ResourceId, _: Balance, _: Balance) {}
	fn due(_: EraIndex, _: ResourceId) -> Balance {
		0
	}
	fn total_due(_: EraIndex) -> Balance {
		0
	}
	fn take_due(_: EraIndex, _: ResourceId) -> Balance {
		0
	}
	fn penalise(_: ResourceId, _: Permill) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// The clock of the payroll. Implemented by `coin-payroll`.
pub trait Eras {
	/// The era that runs now, by the time of the block, whether or not anybody closed the one before.
	fn current() -> EraIndex;
}

impl Eras for () {
	fn current() -> EraIndex {
		0
	}
}

/// Additional coins along the curve. Implemented by `sigmoid-issuance`.
pub trait Issuance<AccountId> {
	/// Fees that move the curve's ceiling were paid.
	fn meter(fees: Balance);

	/// Mints to `to` what is wanted, at most the curve's allowance; returns what was minted.
	fn issue(to: &AccountId, wanted: Balance) -> Balance;

	/// What could be minted now.
	fn allowance() -> Balance;
}

impl<AccountId> Issuance<AccountId> for () {
	fn meter(_: Balance) {}
	fn issue(_: &AccountId, _: Balance) -> Balance {
		0
	}
	fn allowance() -> Balance {
		0
	}
}
