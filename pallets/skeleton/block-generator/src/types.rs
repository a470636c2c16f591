//! What is stored of lists, draws, sessions, duties and the pace.

use aic_primitives::{Moment, NodeId, ProviderIndex};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt::Debug;
use frame::prelude::*;
use serde::{Deserialize, Serialize};

/// Number of a session, as pallet-session counts them: the first is 0.
pub type SessionIndex = u32;

/// Classes of weights: class k holds weights from 2^k to 2^(k + 1) - 1.
pub const CLASSES: usize = 64;
/// Lists that are kept: the open one, the one that rests and the one that is drawn from.
pub const PLACES: u32 = 3;
/// Sessions from the one in which a list is open to the one whose collators are drawn from it.
pub const LEAD: SessionIndex = 3;
/// Tries of a draw at the most, for each seat.
pub const TRIES_PER_SEAT: u32 = 8;
/// The shortest time after which the rate is looked at, in ms: blocks of the rate before must have come through until it changes again.
pub const MIN_PACE_WINDOW: Moment = 30_000;

/// Slots in a row at the most that collators are blamed for; if more were missed, the chain stood.
pub const MAX_BLAMED: u64 = 8;
/// Milliseconds of a slot of the relay chain.
pub const RELAY_SLOT: Moment = 6_000;
/// Keeps the seed of draws apart from other uses of the same randomness.
pub const SUBJECT: &[u8; 9] = b"collators";

/// Where the list of a session lies.
pub fn place_of(session: SessionIndex) -> u8 {
	session.checked_rem(PLACES).unwrap_or_default() as u8
}

/// Class of a weight: its logarithm to the base 2, rounded down.
pub fn class_of(weight: u64) -> u8 {
	weight.checked_ilog2().unwrap_or_default() as u8
}

/// Tries of a draw for so many seats at the most.
pub struct TriesFor<Seats>(PhantomData<Seats>);

impl<Seats: Get<u32>> Get<u32> for TriesFor<Seats> {
	fn get() -> u32 {
		Seats::get().saturating_mul(TRIES_PER_SEAT)
	}
}

/// Those who enrolled in a session. Entries are only ever appended, and none once it is closed.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct List<BlockNumber> {
	/// The session in which it is open.
	pub session: SessionIndex,
	/// Block in which it was closed; none while it is open.
	pub closed: Option<BlockNumber>,
	/// Entries in each class of weights.
	pub shelves: [u32; CLASSES],
}

impl<BlockNumber> List<BlockNumber> {
	/// An empty list.
	pub fn new(session: SessionIndex) -> Self {
		Self { session, closed: None, shelves: [0; CLASSES] }
	}

	/// Entries of a class.
	pub fn len(&self, class: u8) -> u32 {
		self.shelves.get(usize::from(class)).copied().unwrap_or_default()
	}

	/// Whether nobody enrolled.
	pub fn is_empty(&self) -> bool {
		self.shelves.iter().all(|entries| *entries == 0)
	}

	/// Takes the next position of a class; none if it is full.
	pub(crate) fn push(&mut self, class: u8) -> Option<u32> {
		let entries = self.shelves.get_mut(usize::from(class))?;
		let position = *entries;
		*entries = position.checked_add(1)?;
		Some(position)
	}
}

/// One who enrolled.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Entry<AccountId> {
	/// The list that it is of. Entries of older lists that lay at the same place count for nothing.
	pub session: SessionIndex,
	/// Who makes the blocks.
	pub collator: AccountId,
	/// His node.
	pub node: NodeId,
	/// The node's provider.
	pub provider: ProviderIndex,
	/// Points of the node when it enrolled, in units of `LeastPoints`, rounded down. At least 1.
	pub weight: u64,
}

/// Where an entry is.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Position {
	/// Session of the list.
	pub list: SessionIndex,
	/// Class of the entry's weight.
	pub class: u8,
	/// Number within the class, from 0.
	pub position: u32,
}

/// A collator who was drawn.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Seat<AccountId> {
	/// Who makes the blocks.
	pub collator: AccountId,
	/// His node.
	pub node: NodeId,
}

/// How the collators of a session were drawn; with all that is needed to draw them again from the list.
#[derive(
	CloneNoBound, DebugNoBound, Decode, Encode, EqNoBound, MaxEncodedLen, PartialEqNoBound, TypeInfo,
)]
#[codec(mel_bound(AccountId: MaxEncodedLen, BlockNumber: MaxEncodedLen))]
#[scale_info(skip_type_params(MaxSeats))]
pub struct Draw<AccountId, BlockNumber, MaxSeats>
where
	AccountId: Clone + Debug + Eq,
	BlockNumber: Clone + Debug + Eq,
	MaxSeats: Get<u32>,
{
	/// Session of the list. It is [`LEAD`] before the session that the collators are for, or earlier if they were carried over.
	pub list: SessionIndex,
	/// The seed.
	pub seed: H256,
	/// Block since which the seed may have been known; later than the list's end.
	pub known_since: BlockNumber,
	/// Block of the draw.
	pub block: BlockNumber,
	/// Seats that there were.
	pub seats: u32,
	/// Tries that were made.
	pub tries: u32,
	/// Tries whose picks could not have a seat at that time: the node was not live or no longer the collator's, his keys were gone, or he was
	/// an invulnerable. In ascending order.
	pub skipped: BoundedVec<u32, TriesFor<MaxSeats>>,
	/// Who was drawn, in that order. Of those who were carried over, only who could still have a seat.
	pub drawn: BoundedVec<Seat<AccountId>, MaxSeats>,
}

/// The seed of a draw.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Seed<BlockNumber> {
	/// The randomness, hashed for this draw.
	pub value: H256,
	/// Block since which it may have been known.
	pub known_since: BlockNumber,
}

/// The running session.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Running<BlockNumber> {
	/// Its number.
	pub index: SessionIndex,
	/// When it began, in ms since the Unix epoch; 0 until the chain knows the time.
	pub began: Moment,
	/// Block in which it began, and in which the list of the session before was closed.
	pub since: BlockNumber,
	/// The first seed that nobody knew at that time, once there is one: that list will be drawn from with it. It is the first so that nobody can choose
	/// between values by the time at which a draw comes.
	pub seed: Option<Seed<BlockNumber>>,
	/// The one of the session before, with which the draw at this one's beginning was made.
	pub drawn_with: Option<Seed<BlockNumber>>,
}

/// Where a block stands in both chains.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct LastBlock<BlockNumber> {
	/// Session.
	pub session: SessionIndex,
	/// Slot.
	pub slot: u64,
	/// Number of the relay parent.
	pub relay_block: u32,
	/// Block since which the randomness of the relay chain's epoch may have been known: it changes with the epoch.
	pub epoch_known_since: BlockNumber,
}

/// What a collator did in a session.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Duty {
	/// Which session.
	pub session: SessionIndex,
	/// Blocks that he made.
	pub blocks: u32,
	/// Slots that were his and had no block.
	pub missed: u32,
}

/// How fast blocks follow each other.
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
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub enum Rate {
	/// A block every 2 s.
	#[codec(index = 0)]
	#[default]
	Base,
	/// A block every second.
	#[codec(index = 1)]
	Double,
	/// A block every half second.
	#[codec(index = 2)]
	Fourfold,
}

impl Rate {
	/// Blocks in a slot of the relay chain, which has 6 s.
	pub fn blocks_per_slot(self) -> u32 {
		match self {
			Self::Base => 3,
			Self::Double => 6,
			Self::Fourfold => 12,
		}
	}

	/// What a block counts for, in quarters of a base block.
	pub fn quarters(self) -> u64 {
		match self {
			Self::Base => 4,
			Self::Double => 2,
			Self::Fourfold => 1,
		}
	}
}

/// What makes blocks faster: both numbers together.
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
pub struct Threshold {
	/// Transactions in a minute.
	pub transactions: u32,
	/// Nodes that are live.
	pub nodes: u32,
}

impl Threshold {
	/// Whether both numbers are reached.
	pub fn is_reached(&self, transactions: u64, nodes: u32) -> bool {
		transactions >= self.transactions.into() && nodes >= self.nodes
	}

	/// Whether neither number is below three quarters of the threshold's.
	pub fn is_held(&self, transactions: u64, nodes: u32) -> bool {
		let holds = |number: u64, least: u32| number.saturating_mul(4) >= u64::from(least).saturating_mul(3);
		holds(transactions, self.transactions) && holds(nodes.into(), self.nodes)
	}
}

/// The thresholds of the faster rates.
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
pub struct Thresholds {
	/// For [`Rate::Double`].
	pub double: Threshold,
	/// For [`Rate::Fourfold`], which needs the other's numbers, too.
	pub fourfold: Threshold,
}

impl Thresholds {
	/// The rate that follows `rate` after a window with so many transactions a minute, at whose end so many nodes were live.
	pub fn next(&self, rate: Rate, transactions: u64, nodes: u32) -> Rate {
		let is_reached = |threshold: &Threshold| threshold.is_reached(transactions, nodes);
		let is_held = |threshold: &Threshold| threshold.is_held(transactions, nodes);
		match rate {
			Rate::Base if is_reached(&self.double) => Rate::Double,
			Rate::Base => Rate::Base,
			Rate::Double if is_reached(&self.double) && is_reached(&self.fourfold) => Rate::Fourfold,
			Rate::Double if !is_held(&self.double) => Rate::Base,
			Rate::Double => Rate::Double,
			Rate::Fourfold if is_held(&self.double) && is_held(&self.fourfold) => Rate::Fourfold,
			Rate::Fourfold => Rate::Double,
		}
	}
}

/// How fast blocks are made, and what the chain's clock of base blocks needs.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Pacing<BlockNumber> {
	/// The rate of the blocks after `since`.
	pub rate: Rate,
	/// The rate of the window before this one.
	pub before: Rate,
	/// The last block of the window before.
	pub since: BlockNumber,
	/// That block's slot.
	pub slot: u64,
	/// What the blocks up to `since` count for, in quarters of a base block.
	pub units: u64,
	/// When the window began, in ms since the Unix epoch.
	pub window_began: Moment,
	/// Transactions in the window up to now.
	pub transactions: u32,
}

/// What benchmarks need that the pallet can't do.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId>: aic_primitives::BenchmarkClock {
	/// Has `who` have session keys.
	fn register(who: &AccountId);
}
