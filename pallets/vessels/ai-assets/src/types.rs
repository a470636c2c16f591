//! Descriptions of assets and of what fits what.

use aic_primitives::{AssetId, Balance, Moment, Purpose, RegionId, SlotId, MAX_DATASETS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;
use scale_info::TypeInfo;

/// Bytes of an asset's name at the most.
pub const MAX_NAME: u32 = 64;
/// Dimensions of a tensor at the most.
pub const MAX_DIMENSIONS: u32 = 8;
/// The one version of [`Format`] that there is so far.
pub const FORMAT_VERSION: u16 = 1;

/// Opens the collections that the NFTs lie in, at genesis. The runtime does it with `force_create` of pallet-nfts, for the
/// `Create` trait can't make a collection without deposits.
pub trait CreateCollection<AccountId> {
	/// Makes the collection with the next free id, with `owner` as its owner and whole team. Only its issuer may mint and
	/// no deposits are taken, so that `owner` needs no funds.
	fn create(owner: &AccountId) -> DispatchResult;
}

/// What one number of a tensor is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum ElementType {
	/// Float of 32 bits, IEEE 754.
	#[codec(index = 0)]
	F32,
	/// Float of 64 bits, IEEE 754.
	#[codec(index = 1)]
	F64,
	/// Float of 16 bits, IEEE 754.
	#[codec(index = 2)]
	F16,
	/// Float of 16 bits with the exponent of 32.
	#[codec(index = 3)]
	Bf16,
	/// Signed integer of 8 bits.
	#[codec(index = 4)]
	I8,
	/// Signed integer of 16 bits.
	#[codec(index = 5)]
	I16,
	/// Signed integer of 32 bits.
	#[codec(index = 6)]
	I32,
	/// Signed integer of 64 bits.
	#[codec(index = 7)]
	I64,
	/// Unsigned integer of 8 bits.
	#[codec(index = 8)]
	U8,
	/// Unsigned integer of 16 bits.
	#[codec(index = 9)]
	U16,
	/// Unsigned integer of 32 bits.
	#[codec(index = 10)]
	U32,
	/// Unsigned integer of 64 bits.
	#[codec(index = 11)]
	U64,
	/// True or false.
	#[codec(index = 12)]
	Bool,
	/// Text of any length.
	#[codec(index = 13)]
	Utf8,
}

/// Extent of a tensor in one direction.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Dimension {
	/// So many, at least 1.
	#[codec(index = 0)]
	Fixed(u32),
	/// As many as there are.
	#[codec(index = 1)]
	Free,
}

impl Dimension {
	/// Whether what is `given` can go in here.
	fn takes(self, given: Self) -> bool {
		self == Self::Free || self == given
	}
}

/// Type and shape of what goes in or comes out, for one sample. A single value has an empty shape.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Tensor {
	/// Type of each element.
	pub element: ElementType,
	/// Dimensions, outermost first; the number of samples is none of them.
	pub shape: BoundedVec<Dimension, ConstU32<MAX_DIMENSIONS>>,
}

impl Tensor {
	/// Whether what is `given` can go in here: the same element, as many dimensions, each of them fits.
	pub fn takes(&self, given: &Self) -> bool {
		self.element == given.element
			&& self.shape.len() == given.shape.len()
			&& self.shape.iter().zip(&given.shape).all(|(own, given)| own.takes(*given))
	}

	fn is_empty(&self) -> bool {
		self.shape.contains(&Dimension::Fixed(0))
	}
}

/// What an asset takes and gives (white paper 1.7, "Standardized Deep Learning Model").
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Format {
	/// Version of this description, [`FORMAT_VERSION`].
	pub version: u16,
	/// What a dataset's samples are, and what goes into a model.
	pub features: Tensor,
	/// What a dataset's samples are labelled with, and what a model is trained against. `None` is without labels.
	pub labels: Option<Tensor>,
	/// What comes out of a model. `None` for a dataset.
	pub output: Option<Tensor>,
}

impl Format {
	/// Whether a tensor in it can hold nothing.
	pub fn is_empty(&self) -> bool {
		self.features.is_empty() || self.labels.iter().chain(&self.output).any(Tensor::is_empty)
	}

	/// Whether a dataset's labels are what a model of this format is trained against.
	pub fn takes_labels(&self, given: &Option<Tensor>) -> bool {
		match (&self.labels, given) {
			(None, _) => true,
			(Some(_), None) => false,
			(Some(own), Some(given)) => own.takes(given),
		}
	}
}

/// What an asset may be used for; at least one purpose.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Terms {
	/// Training a model, in a job on this chain.
	pub training: bool,
	/// Running it, if it is a trained AI, or feeding it to one.
	pub inference: bool,
}

impl Terms {
	/// Whether they allow `purpose`.
	pub fn allow(&self, purpose: Purpose) -> bool {
		match purpose {
			Purpose::Training => self.training,
			Purpose::Inference => self.inference,
		}
	}

	/// Whether they allow anything.
	pub fn allow_any(&self) -> bool {
		self.training || self.inference
	}

	/// Whether they allow all that `other` do.
	pub fn cover(&self, other: &Self) -> bool {
		self.training >= other.training && self.inference >= other.inference
	}
}

/// What is said of an asset of any kind when it is minted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Details {
	/// Name that wallets show, in UTF-8, 1 to [`MAX_NAME`] bytes. It becomes the NFT's metadata.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// Size of the content in bytes, 1 to `MaxSize`.
	pub size: u64,
	/// Price of one use, in 10⁻¹⁸ AIC, at most `MaxPrice`; zero is free.
	pub price: Balance,
	/// What it may be used for.
	pub terms: Terms,
	/// Region where the content is kept.
	pub region: RegionId,
}

/// Where a trained AI comes from.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Lineage {
	/// Slot of the job whose result it is.
	pub slot: SlotId,
	/// The model that was trained.
	pub model: AssetId,
	/// The datasets it was trained on.
	pub datasets: BoundedVec<AssetId, ConstU32<MAX_DATASETS>>,
}

/// What is known of an asset beyond its NFT, which says who owns it and how it is called.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Asset<AccountId> {
	/// Who minted it and gets the deposit back.
	pub creator: AccountId,
	/// Hash that the content is known by. Not unique: `created` tells who published it first.
	pub content: H256,
	/// Size of the content in bytes.
	pub size: u64,
	/// What it takes and gives.
	pub format: Format,
	/// Price of one use, in 10⁻¹⁸ AIC; zero is free.
	pub price: Balance,
	/// What it may be used for.
	pub terms: Terms,
	/// Region where the content is kept.
	pub region: RegionId,
	/// Times it was used, by licence or freely.
	pub uses: u64,
	/// Uses left in all licences together.
	pub outstanding: u64,
	/// Until then it can't be retired, since licences were sold, in ms since the Unix epoch.
	pub kept_until: Moment,
	/// On hold at the creator's account, in 10⁻¹⁸ AIC.
	pub deposit: Balance,
	/// Where it comes from, if it is a trained AI.
	pub lineage: Option<Lineage>,
	/// When it was minted, in ms since the Unix epoch.
	pub created: Moment,
}
