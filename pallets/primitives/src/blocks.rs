//! What a block's header says of its maker.

use crate::{AssetId, NodeId, SlotId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Marks the [`WorkRecord`] among the items of a header's digest: a consensus item with this engine.
pub const WORK_RECORD_ENGINE: [u8; 4] = *b"aicw";

/// Who made a block and on what his node works meanwhile. The runtime writes it into the header, so that a block that says otherwise is
/// invalid (paper: a block's header holds the node's ID, the running algorithm and the session's ID).
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct WorkRecord {
	/// The collator's node; none if he is no provider.
	pub node: Option<NodeId>,
	/// What the node works on, as far as he showed it.
	pub work: Option<Work>,
}

/// A training session.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Work {
	/// The slot of a job.
	pub slot: SlotId,
	/// The model that is trained.
	pub model: AssetId,
}
