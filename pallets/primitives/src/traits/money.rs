use crate::{Balance, EraIndex, Funds, Rated, ResourceId, ResourceUse, ShareList};
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

/// Parts of what a resource earns that are others' for good. Implemented by `coin-payroll`.
pub trait Shares<AccountId> {
	/// Gives others fixed parts of all that `resource` will ever earn, from now on; its owner can't change that. Resources among
	/// the targets are replaced by those who have fixed parts of them and their owners, and those that there are not any more left
	/// out. Not more than once for a resource. What it takes is on hold in the account of `depositor`. Fails when the parts are more than the
	/// whole, or one is below [`LEAST_SHARE`](crate::LEAST_SHARE).
	fn endow(resource: ResourceId, depositor: &AccountId, shares: ShareList<AccountId>) -> DispatchResult;

	/// What [`Self::endow`] puts on hold for so many targets, in 10⁻¹⁸ AIC, if each is an account.
	fn deposit(targets: u32) -> Balance;

	/// The part of what `resource` earns that is others' for good.
	fn fixed(resource: ResourceId) -> Perbill;

	/// Weight of [`Self::endow`].
	fn weight() -> Weight;
}

impl<AccountId> Shares<AccountId> for () {
	fn endow(_: ResourceId, _: &AccountId, _: ShareList<AccountId>) -> DispatchResult {
		Ok(())
	}
	fn deposit(_: u32) -> Balance {
		0
	}
	fn fixed(_: ResourceId) -> Perbill {
		Perbill::zero()
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// What is known of the things that are used. Implemented by the runtime, out of `providers` and `ai-assets`.
pub trait Resources<AccountId> {
	/// Who owns it; `None` when there is no such resource.
	fn owner_of(resource: &ResourceId) -> Option<AccountId>;

	/// The most of the power, among which the use was assigned at random, that the resource's owner may have. The whole when it was
	/// not, or when the chain sees that he has more than is assumed.
	fn own_share(paid: &ResourceUse<AccountId>) -> Permill;

	/// Takes `part` of the bond that answers for the resource and gives it to `to`; returns what was taken. Zero when no bond does.
	fn slash(resource: &ResourceId, part: Permill, to: &AccountId) -> Balance;

	/// Makes a resource of `owner`'s, for which a bond answers if that can be.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &AccountId) -> ResourceId;
}

impl<AccountId> Resources<AccountId> for () {
	fn owner_of(_: &ResourceId) -> Option<AccountId> {
		None
	}
	fn own_share(_: &ResourceUse<AccountId>) -> Permill {
		Permill::one()
	}
	fn slash(_: &ResourceId, _: Permill, _: &AccountId) -> Balance {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(_: &AccountId) -> ResourceId {
		ResourceId::Node(0)
	}
}

/// What resources were worth to others. Implemented by `contribution-rating`.
pub trait Ratings<AccountId> {
	/// In `era` somebody who earns nothing by the resource used it. `kept` is what of the fee neither its owner nor anybody whom he
	/// can choose gets. Gives points and raises the reward due, which stays below a fraction of what is sunk (rule 3).
	fn record(era: EraIndex, paid: &ResourceUse<AccountId>, kept: Balance) -> Rated;

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

impl<AccountId> Ratings<AccountId> for () {
	fn record(_: EraIndex, _: &ResourceUse<AccountId>, _: Balance) -> Rated {
		Rated::default()
	}
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

/// What the rating asks of and tells to the books of pay. Implemented by `coin-payroll`.
pub trait Earnings<AccountId> {
	/// Whether `account` gets part of what the resource earns.
	fn earns(account: &AccountId, resource: &ResourceId) -> bool;

	/// Whether what is due for `era` can still be changed: no reward of it can be claimed yet.
	fn open(era: EraIndex) -> bool;

	/// Credits up to `amount` out of the pool to who showed that a use of `resource` was worth nothing; returns what it was.
	fn bounty(to: &AccountId, resource: ResourceId, amount: Balance) -> Balance;

	/// Writes on the payslip of `owner` what `resource` lost of its points and of its bond.
	fn penalised(owner: &AccountId, resource: ResourceId, points: Balance, bond: Balance);

	/// Sees to it that the pool can pay a bounty of `amount`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_bounty(amount: Balance);
}

impl<AccountId> Earnings<AccountId> for () {
	fn earns(_: &AccountId, _: &ResourceId) -> bool {
		false
	}
	fn open(_: EraIndex) -> bool {
		false
	}
	fn bounty(_: &AccountId, _: ResourceId, _: Balance) -> Balance {
		0
	}
	fn penalised(_: &AccountId, _: ResourceId, _: Balance, _: Balance) {}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_bounty(_: Balance) {}
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
