//! What the pallet stores and says.

use aic_primitives::{Balance, EraIndex, Moment, NodeId, ResourceId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, Debug, Permill, H256};
use scale_info::TypeInfo;

/// Number of a penalty; given in order, never used again.
pub type PenaltyId = u32;

/// What a resource was worth to its users.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Score {
	/// How many points there were in `era`. One for 10⁻¹⁸ AIC of fees paid by others, as far as a payer's fees count.
	pub points: Balance,
	/// Era in which they last changed; they have been decaying since.
	pub era: EraIndex,
	/// Sum of weight · mark over all marks of its users.
	pub marked: Balance,
	/// Sum of the weights.
	pub weight: Balance,
}

/// What one payer paid for a resource in an era.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Uses<AccountId> {
	/// The era.
	pub era: EraIndex,
	/// Who owned the resource at the last of these uses.
	pub owner: AccountId,
	/// Fees, in 10⁻¹⁸ AIC.
	pub fee: Balance,
	/// What of them was shown to go round in a loop, in 10⁻¹⁸ AIC, and does not count.
	pub looped: Balance,
	/// Points that they gave.
	pub points: Balance,
	/// Reward that they made due, in 10⁻¹⁸ AIC. Below `sunk`.
	pub due: Balance,
	/// What of them the payer can't have got back, in 10⁻¹⁸ AIC, less what looped.
	pub sunk: Balance,
}

impl<AccountId> Uses<AccountId> {
	/// None yet.
	pub fn new(era: EraIndex, owner: AccountId) -> Self {
		Self { era, owner, fee: 0, looped: 0, points: 0, due: 0, sunk: 0 }
	}

	/// Fees that did not loop.
	pub fn honest(&self) -> Balance {
		self.fee.saturating_sub(self.looped)
	}
}

/// A payer's uses of a resource in the last two eras in which he used it, and his mark.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct User<AccountId> {
	/// In the last era with a use.
	pub latest: Uses<AccountId>,
	/// In the era with a use before that.
	pub before: Option<Uses<AccountId>>,
	/// What he thinks of it.
	pub mark: Option<Mark>,
}

impl<AccountId> User<AccountId> {
	/// His uses in `era`.
	pub fn in_era(&mut self, era: EraIndex) -> Option<&mut Uses<AccountId>> {
		if self.latest.era == era {
			return Some(&mut self.latest);
		}
		self.before.as_mut().filter(|uses| uses.era == era)
	}
}

/// A user's mark.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Mark {
	/// From one, the worst, to five.
	pub stars: u8,
	/// What it weighs in the mean: what he paid in his last two eras counts for.
	pub weight: Balance,
	/// Era in which he gave it.
	pub era: EraIndex,
}

/// Why a resource lost points.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Cause {
	/// Another pallet saw a fault.
	#[codec(index = 0)]
	Fault,
	/// `PenaltyOrigin` decided so.
	#[codec(index = 1)]
	Penalty(PenaltyId),
}

/// What a penalty is ordered for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum PenaltyReason {
	/// Uses were made up to gain points.
	#[codec(index = 0)]
	SelfDealing,
	/// The resource is not what its description says.
	#[codec(index = 1)]
	FalseDescription,
	/// Its content belongs to somebody else, or must not be shared.
	#[codec(index = 2)]
	UnlawfulContent,
	/// It was sold and could not be had.
	#[codec(index = 3)]
	NotDelivered,
}

/// How hard a penalty is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Grade {
	/// It is on record, and costs nothing.
	#[codec(index = 0)]
	Warning,
	/// This part of the points.
	#[codec(index = 1)]
	Points(Permill),
	/// This part of the points, and of the bond that answers for the resource.
	#[codec(index = 2)]
	Bond(Permill),
}

/// A penalty that can still be reversed.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Penalty<AccountId> {
	/// What is penalised.
	pub resource: ResourceId,
	/// Whose it was.
	pub owner: AccountId,
	/// How hard.
	pub grade: Grade,
	/// What for.
	pub reason: PenaltyReason,
	/// Hash of what the decision rests on.
	pub evidence: H256,
	/// Era in which it was ordered.
	pub era: EraIndex,
	/// Points that were lost.
	pub points: Balance,
	/// What was due for the era and was lost, in 10⁻¹⁸ AIC.
	pub due: Balance,
	/// Bond that was taken and is kept until the penalty is final, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// Until when, in ms since the Unix epoch, it can be appealed to the AI Society; or, once it was, decided.
	pub until: Moment,
	/// Hash of what the appeal rests on.
	pub appeal: Option<H256>,
}

/// What makes the payer the same people as the one who earned, all of it done by the one who earned: else a payer could tie himself
/// to him.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Tie {
	/// He made the payer his proxy.
	#[codec(index = 0)]
	Proxy,
	/// He sent the coins with which the payer began to exist, in the era.
	#[codec(index = 1)]
	Funding,
	/// He owns this node and had the payer's key operate it.
	#[codec(index = 2)]
	Operator(NodeId),
}

/// How money, or who it belongs to, comes from one account of a loop to the next.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Step {
	/// The account paid for a use of this resource, which was the next one's.
	#[codec(index = 0)]
	Paid(ResourceId),
	/// The account, which earned, is tied to the next one, which paid.
	#[codec(index = 1)]
	Tied(Tie),
}

/// Accounts of a loop at the most.
pub const MAX_LOOP: u32 = 4;
/// A loop: each account with the step to the next one, the last one's leading back to the first.
pub type Loop<AccountId> = BoundedVec<(AccountId, Step), ConstU32<MAX_LOOP>>;
