//! How assets are described, licensed and shared.

use crate::{Balance, FormatId, Purpose, RegionId, ResourceId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, Debug, Perbill};
use scale_info::TypeInfo;

/// Bytes of an asset's name at the most.
pub const MAX_NAME: u32 = 64;
/// Depth of the smallest parts of an asset: 256 of them.
pub const MAX_PART_DEPTH: u8 = 8;
/// Others that an asset can be shared with when it is minted.
pub const MAX_SHARES: u32 = 32;

/// The least part of what an asset earns that somebody can have.
pub const LEAST_SHARE: Perbill = Perbill::from_parts(100_000);

/// An account, or whoever earns by a resource.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Target<AccountId> {
	/// This account.
	#[codec(index = 0)]
	Account(AccountId),
	/// Those who earn by this resource now, its owner and the members of its split, in their proportions.
	#[codec(index = 1)]
	Resource(ResourceId),
}

/// Whom an asset is shared with, and which part of all that it earns each gets.
pub type ShareList<AccountId> = BoundedVec<(Target<AccountId>, Perbill), ConstU32<MAX_SHARES>>;

/// A part of an asset's items: when its list of items, filled up to a power of two, is halved `depth` times, the piece with number
/// `index`.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Part {
	/// Times that the list is halved, 0 to [`MAX_PART_DEPTH`]; 0 is the whole.
	pub depth: u8,
	/// Which of the pieces, below 2^`depth`.
	pub index: u16,
}

impl Part {
	/// All items.
	pub const WHOLE: Self = Self { depth: 0, index: 0 };

	/// Whether there is such a part.
	pub fn is_valid(&self) -> bool {
		self.depth <= MAX_PART_DEPTH && u32::from(self.index) < 1u32 << self.depth
	}

	/// Number of the part in the binary tree of all parts, in heap order: 1 is the whole, 2n and 2n + 1 are the halves of n.
	pub fn number(&self) -> u64 {
		(1u64 << self.depth.min(MAX_PART_DEPTH)) | u64::from(self.index)
	}

	/// Whether all items of `other` are items of this part.
	pub fn covers(&self, other: &Self) -> bool {
		other
			.depth
			.checked_sub(self.depth)
			.is_some_and(|deeper| other.index.checked_shr(deeper.into()).unwrap_or_default() == self.index)
	}

	/// What of `amount` is for this part, rounded up.
	pub fn of(&self, amount: Balance) -> Balance {
		amount.div_ceil(1u128 << self.depth.min(MAX_PART_DEPTH))
	}
}

/// What an asset may be used for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Purposes {
	/// Training a model, in a job on this chain.
	pub training: bool,
	/// Running it, if it is a trained AI, or feeding it to one.
	pub inference: bool,
	/// Measuring how good something is.
	pub evaluation: bool,
}

impl Purposes {
	/// Every purpose.
	pub const ALL: Self = Self { training: true, inference: true, evaluation: true };

	/// Whether they allow `purpose`.
	pub fn allow(&self, purpose: Purpose) -> bool {
		match purpose {
			Purpose::Training => self.training,
			Purpose::Inference => self.inference,
			Purpose::Evaluation => self.evaluation,
		}
	}

	/// Whether they allow anything.
	pub fn allow_any(&self) -> bool {
		self.training || self.inference || self.evaluation
	}
}

/// What those who train on an asset owe it (white paper 1.7, "Coin Payroll System").
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Royalty {
	/// Part of all that a trained AI earns by licences, services and sales.
	pub share: Perbill,
	/// The least that a sale of it must bring by that, in 10⁻¹⁸ AIC, before the commission.
	pub least: Balance,
}

/// On what terms licences of an asset are sold. Prices are in 10⁻¹⁸ AIC for the whole; a part costs its fraction.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Terms {
	/// What it may be used for; at least one purpose.
	pub purposes: Purposes,
	/// Whether content keys go only to nodes that work with it in a job, never to the licensee himself.
	pub inside_only: bool,
	/// Price of a use. Zero: it is free for everybody, without a licence. None: it is not sold by use.
	pub per_use: Option<Balance>,
	/// Price of an era with as many uses as one likes.
	pub per_era: Option<Balance>,
	/// Price of an era in which nobody else can buy a licence.
	pub exclusive: Option<Balance>,
	/// Depth of the smallest [`Part`] that is sold by itself; 0: only the whole.
	pub smallest_part: u8,
	/// Later versions that a licence covers.
	pub later_versions: u32,
	/// What is owed by those who train on it. May fall and never rise.
	pub royalty: Royalty,
}

impl Terms {
	/// Whether it is free for everybody.
	pub fn free(&self) -> bool {
		self.per_use == Some(0)
	}
}

/// For how much a licence is bought.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Basis {
	/// So many uses, at least 1.
	#[codec(index = 0)]
	Uses(u32),
	/// The rest of this era and so many more, less one; at least 1.
	#[codec(index = 1)]
	Eras(u32),
	/// The same, and nobody else can buy a licence meanwhile. Only of the whole.
	#[codec(index = 2)]
	Exclusive(u32),
}

/// The licence that somebody wants.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Wish {
	/// For how much.
	pub basis: Basis,
	/// Of which part.
	pub part: Part,
}

/// What is said of an asset of any kind when it is minted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Details {
	/// Name that wallets show, in UTF-8, 1 to [`MAX_NAME`] bytes. It becomes the NFT's metadata.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// Size of the content in bytes, 1 to `MaxSize`.
	pub size: u64,
	/// On what terms it is licensed.
	pub terms: Terms,
	/// Region where the content is kept.
	pub region: RegionId,
}

/// A new asset of another's making.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct NewAsset<AccountId> {
	/// Kind of the asset; no trained AI.
	pub kind: crate::AssetKind,
	/// Hash that the content is known by.
	pub content: frame::prelude::H256,
	/// What it takes and gives.
	pub format: FormatId,
	/// What else is said of it.
	pub details: Details,
	/// Whom it is shared with, for good.
	pub shares: ShareList<AccountId>,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parts_are_nodes_of_a_binary_tree() {
		let part = |depth, index| Part { depth, index };
		assert_eq!([Part::WHOLE, part(1, 1), part(2, 3)].map(|part| part.number()), [1, 3, 7]);
		assert!(Part::WHOLE.covers(&part(8, 255)));
		assert!(part(1, 1).covers(&part(3, 4)) && !part(1, 1).covers(&part(3, 3)));
		assert!(!part(2, 0).covers(&part(1, 0)));
		assert!(part(8, 255).is_valid() && !part(8, 256).is_valid() && !part(9, 0).is_valid());
	}

	#[test]
	fn a_part_costs_its_fraction_rounded_up() {
		assert_eq!(Part { depth: 2, index: 0 }.of(9), 3);
		assert_eq!(Part::WHOLE.of(9), 9);
	}
}
