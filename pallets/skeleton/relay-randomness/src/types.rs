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
