//! What the pallet stores and says.

use aic_primitives::{Balance, EraIndex};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{Debug, H256};
use scale_info::TypeInfo;

/// Points of a resource.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Points {
	/// How many there were in `era`. One for 10⁻¹⁸ AIC of fees paid by others.
	pub points: Balance,
	/// Era in which they last changed; they have been decaying since.
	pub era: EraIndex,
}

/// What a resource is due for an era.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Due {
	/// Commission that its uses by others brought in the era, in 10⁻¹⁸ AIC.
	pub commission: Balance,
	/// Reward due, in 10⁻¹⁸ AIC, before it is scaled to the pool. Always below the commission.
	pub due: Balance,
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
	Decision {
		/// What for.
		reason: PenaltyReason,
		/// Hash of what the decision rests on.
		evidence: H256,
	},
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
