//! What the pallet stores and says.

use aic_primitives::{AssetCode, Balance, EraIndex, Moment, ResourceId, UseKind};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	arithmetic::Perbill,
	prelude::{BoundedVec, ConstU32, Debug, Permill},
};
use scale_info::TypeInfo;

/// An era that runs.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Era {
	/// Number, from 0.
	pub index: EraIndex,
	/// When it began, in milliseconds since the Unix epoch.
	pub began: Moment,
	/// When it is over, in milliseconds since the Unix epoch.
	pub ends_at: Moment,
}

impl Era {
	/// The era that runs at `now`, if none has another length than `length` ms from here on.
	pub(crate) fn at(self, now: Moment, length: Moment) -> Self {
		let length = length.max(1);
		let Some(late) = now.checked_sub(self.ends_at) else { return self };
		let passed = late.checked_div(length).unwrap_or_default().saturating_add(1);
		let ends_at = self.ends_at.saturating_add(passed.saturating_mul(length));
		Self {
			index: self.index.saturating_add(passed.try_into().unwrap_or(EraIndex::MAX)),
			began: ends_at.saturating_sub(length),
			ends_at,
		}
	}
}

/// An era whose rewards can be claimed.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct ClosedEra {
	/// Number.
	pub index: EraIndex,
	/// Sum of the rewards due, in 10⁻¹⁸ AIC. Not zero.
	pub total_due: Balance,
	/// What there was for them when the era was closed, in 10⁻¹⁸ AIC. At most what was due.
	pub budget: Balance,
	/// What of that was not claimed yet, in 10⁻¹⁸ AIC.
	pub reserved: Balance,
}

impl ClosedEra {
	/// What is paid for a due, in 10⁻¹⁸ AIC. Rounded down, so that all rewards together are within the budget.
	pub(crate) fn reward(&self, due: Balance) -> Balance {
		aic_math::mul_div_floor(due, self.budget, self.total_due).unwrap_or_default()
	}
}

/// What an account is owed.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Debt {
	/// In 10⁻¹⁸ AIC. Not zero.
	pub amount: Balance,
	/// Its place in the line of those who are paid without a claim, if it is there.
	pub place: Option<u64>,
}

/// What a line of a payslip is for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Reason {
	/// A use that was paid for.
	#[codec(index = 0)]
	Use(UseKind),
	/// Reward of the Proof of Value for this era.
	#[codec(index = 1)]
	Reward(EraIndex),
	/// Part of the commission, for the author of the block.
	#[codec(index = 2)]
	Authorship,
	/// Somebody showed that a use was worth nothing.
	#[codec(index = 3)]
	Bounty,
	/// Collected from this split.
	#[codec(index = 4)]
	Split(SplitId),
}

/// The books: what all of the pot's coins are for, and what the running era's work cost.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Ledger {
	/// The pool of the Proof of Value, in 10⁻¹⁸ AIC: commission, and rewards that lapsed.
	pub pool: Balance,
	/// Sum of what all accounts are owed, splits with them, in 10⁻¹⁸ AIC.
	pub owed: Balance,
	/// Part of the commission that is burned.
	pub burn: Permill,
	/// Fees paid for work in the running era, in 10⁻¹⁸ AIC.
	pub fees: Balance,
	/// Work that they bought, in power · milliseconds.
	pub work: u128,
}

/// Where the commission of one fee went, in 10⁻¹⁸ AIC.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct CommissionParts {
	/// To the pool of the Proof of Value.
	pub to_pool: Balance,
	/// To the treasury.
	pub to_treasury: Balance,
	/// To the author of the block.
	pub to_author: Balance,
	/// Burned.
	pub burned: Balance,
}

/// The price of work that the chain keeps AIC's value to: what a power costs for an hour.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct UtilityBand {
	/// Below this, in 10⁻¹⁸ AIC per power and hour, less is burned.
	pub low: Balance,
	/// Above this, in 10⁻¹⁸ AIC per power and hour, more is burned.
	pub high: Balance,
	/// By how much of the commission the burned part moves in an era.
	pub step: Permill,
	/// The largest part of the commission that is burned.
	pub max_burn: Permill,
}

/// Number of a split; given in order, never used again.
pub type SplitId = u32;
/// Members of a split at the most.
pub const MAX_MEMBERS: u32 = 64;
/// The least part of a member: nobody is made one who has nothing of it, since members' uses are not rated.
pub const LEAST_PART: Perbill = aic_primitives::LEAST_SHARE;
/// Resources whose own splits the owner's split can take up at the most.
pub const MAX_SOURCES: u32 = 8;
/// Assets besides AIC that a split can be paid in at the most.
pub const MAX_SPLIT_ASSETS: u32 = 4;

/// Accounts with their parts of the whole.
pub type Roster<AccountId> = BoundedVec<(AccountId, Perbill), ConstU32<MAX_MEMBERS>>;

/// A split that is in force or will be.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Split {
	/// Its number.
	pub id: SplitId,
	/// Part of the whole that its members get together; the owner gets the rest.
	pub members: Perbill,
}

/// How what a resource earns is split.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Schedule {
	/// Now; with none, the owner gets all.
	pub now: Option<Split>,
	/// What comes next, and when, in ms since the Unix epoch.
	pub next: Option<(Option<Split>, Moment)>,
}

impl Schedule {
	/// As it is at `now`: what comes next is in force when its time has come.
	pub(crate) fn at(self, now: Moment) -> Self {
		match self.next {
			Some((next, from)) if now >= from => Self { now: next, next: None },
			_ => self,
		}
	}
}

/// What came in for a split's members.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct SplitBook<AccountId> {
	/// What earns.
	pub resource: ResourceId,
	/// Part of the whole that the members get together.
	pub members: Perbill,
	/// Who has the deposit for it on hold.
	pub depositor: AccountId,
	/// The deposit, in 10⁻¹⁸ AIC.
	pub deposit: Balance,
	/// Whether it is replaced: nothing comes in any more, and it can be closed.
	pub replaced: bool,
	/// What came in, in 10⁻¹⁸ AIC.
	pub credited: Balance,
	/// What of it the members collected, in 10⁻¹⁸ AIC.
	pub collected: Balance,
	/// The same of other assets.
	pub assets: BoundedVec<AssetBook, ConstU32<MAX_SPLIT_ASSETS>>,
}

/// What came in of an asset for a split's members, in its smallest unit.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct AssetBook {
	/// Which asset.
	pub asset: AssetCode,
	/// What came in.
	pub credited: Balance,
	/// What of it the members collected.
	pub collected: Balance,
}

/// A member of a split.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct MemberBook {
	/// His part of the whole.
	pub part: Perbill,
	/// What he collected, in 10⁻¹⁸ AIC.
	pub collected: Balance,
	/// What he collected of other assets, in the order of the split's.
	pub assets: BoundedVec<Balance, ConstU32<MAX_SPLIT_ASSETS>>,
}

/// What one source earned an account in an era: a line of a payslip.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Line {
	/// The era; a line is used again for an era that comes so much later that no reward of this one is open.
	#[codec(compact)]
	pub era: EraIndex,
	/// Different accounts that paid and were rated.
	#[codec(compact)]
	pub payers: u32,
	/// Fees, in 10⁻¹⁸ AIC, before the commission and the split.
	#[codec(compact)]
	pub gross: Balance,
	/// Commission, in 10⁻¹⁸ AIC.
	#[codec(compact)]
	pub commission: Balance,
	/// Points that the era's uses gave.
	#[codec(compact)]
	pub points: Balance,
	/// Reward for the era, in 10⁻¹⁸ AIC, before the split.
	#[codec(compact)]
	pub reward: Balance,
	/// Points lost by penalties.
	#[codec(compact)]
	pub lost_points: Balance,
	/// Bond lost by penalties, in 10⁻¹⁸ AIC.
	#[codec(compact)]
	pub lost_bond: Balance,
	/// Credited to the account, in 10⁻¹⁸ AIC.
	#[codec(compact)]
	pub net: Balance,
}

/// What benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId>: aic_primitives::BenchmarkClock {
	/// Has `who` author the block.
	fn set_author(who: AccountId);

	/// Makes an asset that can be paid with, of which `who` has so much and the pot enough to take more.
	fn ensure_asset(who: &AccountId, pot: &AccountId, amount: Balance) -> AssetCode;
}
