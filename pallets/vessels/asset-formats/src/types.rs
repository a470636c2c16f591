//! What is said of a format. There is no recursion in it and every list is bounded, so that what can be decoded is small.

use aic_primitives::{AssetKind, Balance, FormatId, Moment};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{hashing::blake2_256, prelude::*};
use scale_info::TypeInfo;

/// Version of the language that descriptions are written in.
pub const SCHEMA_VERSION: u16 = 1;
/// Bytes of a format's name at the most.
pub const MAX_NAME: u32 = 64;
/// Tensors of one list at the most.
pub const MAX_TENSORS: u32 = 8;
/// Bytes of a tensor's name at the most.
pub const MAX_TENSOR_NAME: u32 = 32;
/// Dimensions of a tensor at the most.
pub const MAX_DIMENSIONS: u32 = 8;
/// Named dimensions of a description at the most.
pub const MAX_NAMED: u32 = 16;
/// Bytes of a dimension's name at the most.
pub const MAX_DIMENSION_NAME: u32 = 16;
/// Elements of one tensor at the most, by its fixed dimensions.
pub const MAX_ELEMENTS: u64 = 1 << 40;
/// Bytes of a description at the most.
pub const MAX_DESCRIPTION: usize = 4_096;
/// Formats that one page of a search looks at, at the most.
pub const MAX_PAGE: u32 = 1_000;

/// Name of a dimension, in UTF-8, 1 to [`MAX_DIMENSION_NAME`] bytes.
pub type DimensionName = BoundedVec<u8, ConstU32<MAX_DIMENSION_NAME>>;
/// Tensors in their order, which matters.
pub type Tensors = BoundedVec<Tensor, ConstU32<MAX_TENSORS>>;

/// What a format is for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum FormatKind {
	/// Data as it was collected, not digitised: it has no tensors and no model takes it.
	#[codec(index = 0)]
	Raw,
	/// Digitised data: datasets, and items of datasets.
	#[codec(index = 1)]
	Dataset,
	/// Models, trained or not.
	#[codec(index = 2)]
	Model,
}

impl FormatKind {
	/// Whether assets of `kind` can be of such a format.
	pub fn is_for(self, kind: AssetKind) -> bool {
		match kind {
			AssetKind::Dataset => self == Self::Dataset,
			AssetKind::Model | AssetKind::TrainedAi => self == Self::Model,
			AssetKind::Data => self != Self::Model,
		}
	}
}

/// What one element of a tensor is.
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
	/// Float of 8 bits, 4 of them exponent (OCP).
	#[codec(index = 14)]
	F8E4M3,
	/// Float of 8 bits, 5 of them exponent (OCP).
	#[codec(index = 15)]
	F8E5M2,
}

/// Extent of a tensor in one direction.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Dimension {
	/// So many, at least 1.
	#[codec(index = 0)]
	Fixed(u32),
	/// As many as there are, but in one sample the same wherever this name stands. Index into the description's `dimensions`.
	#[codec(index = 1)]
	Named(u8),
	/// As many as there are.
	#[codec(index = 2)]
	Free,
}

/// Type and shape of what goes in or comes out, for one sample. A single value has an empty shape.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Tensor {
	/// Name, in UTF-8, 0 to [`MAX_TENSOR_NAME`] bytes; no other of its list has the same. Empty: any name fits.
	pub name: BoundedVec<u8, ConstU32<MAX_TENSOR_NAME>>,
	/// Type of each element.
	pub element: ElementType,
	/// Dimensions, outermost first; the number of samples is none of them.
	pub shape: BoundedVec<Dimension, ConstU32<MAX_DIMENSIONS>>,
}

/// What an asset takes and gives (white paper 1.7, "Standardized Deep Learning Model", "Digitizing AI Data").
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Description {
	/// Version of the language that it is written in: [`SCHEMA_VERSION`].
	pub schema: u16,
	/// What it is for.
	pub kind: FormatKind,
	/// Name, in UTF-8, 1 to [`MAX_NAME`] bytes. Not unique.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// 1 for the first of a line, then one more than the previous.
	pub version: u32,
	/// The previous version: of the same author and kind.
	pub previous: Option<FormatId>,
	/// Names of dimensions, all different. [`Dimension::Named`] counts them from 0.
	pub dimensions: BoundedVec<DimensionName, ConstU32<MAX_NAMED>>,
	/// What a dataset's samples are, and what goes into a model. At least one, but none of raw data.
	pub features: Tensors,
	/// What a dataset's samples are labelled with, and what a model is trained against. None: without labels.
	pub labels: Tensors,
	/// What comes out of a model: at least one. None of anything else.
	pub output: Tensors,
	/// How many classes the labels tell apart, at least 1, if they are classes.
	pub classes: Option<u32>,
	/// Hash of the published description of how the data was digitised, such as a tokeniser. A model that names one takes only
	/// datasets that were digitised so.
	pub preprocessing: Option<H256>,
	/// Hash of the published schema of a model's parameters.
	pub parameters: Option<H256>,
	/// Hash of the published environment that a model runs in.
	pub environment: Option<H256>,
}

impl Description {
	/// What it is known by: BLAKE2b-256 of its SCALE encoding.
	pub fn hash(&self) -> H256 {
		H256(blake2_256(&self.encode()))
	}
}

/// What is known of a format besides its description. Small, since it is read whenever an asset is minted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Entry<AccountId> {
	/// Who registered it.
	pub author: AccountId,
	/// On hold for it at the author's account, in 10⁻¹⁸ AIC. For good.
	pub deposit: Balance,
	/// What it is for.
	pub kind: FormatKind,
	/// The next version, if there is one.
	pub next: Option<FormatId>,
	/// From then on no new assets can have it, in ms since the Unix epoch.
	pub deprecated_from: Option<Moment>,
}

/// All that is known of a format.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Format<AccountId> {
	/// Who registered it, and what became of it.
	pub entry: Entry<AccountId>,
	/// What it says.
	pub description: Description,
}

/// Part of what a search found.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Page {
	/// Formats that fit, in order.
	pub fitting: Vec<FormatId>,
	/// What to give as `after` for the next page; `None` when there is none.
	pub next: Option<FormatId>,
}
