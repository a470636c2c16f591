//! What is stored.

use frame::prelude::*;

/// A value of the relay chain's randomness.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	codec::DecodeWithMemTracking,
	Encode,
	Eq,
	codec::MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Seed<BlockNumber> {
	/// The randomness, as the relay chain has it.
	pub value: H256,
	/// Which of the relay chain's values it is.
	pub source: Source,
	/// Block of this chain since which the value may have been known to observers.
	pub known_since: BlockNumber,
}

impl<BlockNumber> Seed<BlockNumber> {
	/// Whether it is a block's value, and not an epoch's.
	pub(crate) fn is_blocks(&self) -> bool {
		self.source == Source::CurrentBlock
	}
}

/// What is kept beside the newest randomness.
///
/// Only a proof that leaves a key out counts as hiding it. One that proves that the relay chain has no such value hides nothing.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	codec::DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	codec::MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct EpochRecord<BlockNumber> {
	/// The epoch's randomness; `None` before the first.
	pub seed: Option<Seed<BlockNumber>>,
	/// While proofs leave the epoch's value out: the block since which another one may have been known. That is the first of
	/// them, less `Lead`.
	pub hidden: Option<BlockNumber>,
	/// The same for the block's value. Who draws reads `Latest` alone, so it is kept here.
	pub block_hidden: Option<BlockNumber>,
}

/// Which of the relay chain's random values.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	codec::DecodeWithMemTracking,
	Encode,
	Eq,
	codec::MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Source {
	/// VRF output of the relay parent's author; new in every relay block.
	#[codec(index = 0)]
	CurrentBlock,
	/// Randomness of the epoch before; on a live relay chain it changes every few hours.
	#[codec(index = 1)]
	OneEpochAgo,
}
