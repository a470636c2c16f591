//! What is stored of spaces, orders, replicas and complaints.

use aic_math::{mul_div_ceil, mul_div_floor};
use aic_primitives::{
	merkle::MAX_DEPTH, time::HOUR, AssetId, Balance, Moment, RegionId, SpaceId, StorageOrderId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;

/// Number of a replica; given in order, never used again. It stays the same when another space takes the replica over.
pub type ReplicaId = u64;
/// Where a provider can be asked for what he keeps, as `host:port` or a multiaddress.
pub type Endpoint = BoundedVec<u8, ConstU32<MAX_ENDPOINT>>;
/// Bytes of a leaf.
pub type LeafBytes = BoundedVec<u8, ConstU32<MAX_LEAF>>;
/// The siblings of a leaf and of what is above it, upwards.
pub type LeafProof = BoundedVec<H256, ConstU32<MAX_DEPTH>>;

/// Bytes of an endpoint at the most.
pub const MAX_ENDPOINT: u32 = 64;
/// Bytes of a leaf at the most: 4 KiB and what a seal adds.
pub const MAX_LEAF: u32 = 4_112;
/// Leaves of content at the most.
pub const MAX_LEAVES: u64 = 1 << MAX_DEPTH;
/// Replicas of an order at the most.
pub const MAX_REPLICAS: u8 = 16;
/// Periods of an order at the most that were bought at different prices.
pub const MAX_RATES: u32 = 8;
/// Owners that a replica remembers for having failed it.
pub const MAX_FAILED: u32 = 3;
/// Spaces in a row that may decline a replica, or not begin it, before it is given up.
pub const MAX_ATTEMPTS: u8 = 8;
/// Tries in vain to find space for a replica, but for the first, before it is given up. With blocks of two seconds that is after two days.
pub const RETRIES: u8 = 7;
/// Blocks that a replica rests after its first try in vain; four times as many after each other.
pub const REST: u64 = 16;
/// Spaces that are looked at in one try to place a replica.
pub const MAX_PROBES: u32 = 8;
/// Size classes of free space; class c holds what has at least 2^c MiB free, the last one all above.
pub const CLASSES: u8 = 32;
/// Regions at the most.
pub const REGIONS: u32 = 16;
/// Auditors of a complaint.
pub const AUDITORS: u32 = 3;

/// Bytes of a MiB.
pub const MIB: u64 = 1 << 20;
/// MiB of a GiB.
pub const MIBS: u64 = 1_024;
/// What a price is for: a GiB for an hour, in bytes times ms.
pub const GIB_HOUR: u128 = (HOUR as u128) << 30;

/// How many spaces of a region are in each size class.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Shelf(pub [u32; CLASSES as usize]);

impl Shelf {
	/// Spaces in a class.
	pub fn count(&self, class: u8) -> u32 {
		self.0.get(usize::from(class)).copied().unwrap_or_default()
	}

	pub(crate) fn set(&mut self, class: u8, count: u32) {
		if let Some(slot) = self.0.get_mut(usize::from(class)) {
			*slot = count;
		}
	}

	pub(crate) fn is_empty(&self) -> bool {
		self.0.iter().all(|count| *count == 0)
	}
}

/// Where a space stands in the index of what is free.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Place {
	/// Size class.
	pub class: u8,
	/// Position in the class.
	pub position: u32,
}

/// Space that a provider offers.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Space<AccountId> {
	/// Who offers it, answers for it with the bond and is paid for it.
	pub owner: AccountId,
	/// Account whose key lies on the machine: it answers challenges and can move no coins of the owner's.
	pub operator: AccountId,
	/// Region.
	pub region: RegionId,
	/// Size in GiB.
	pub gib: u32,
	/// In use, in MiB; each replica takes whole MiB.
	pub used: u64,
	/// Least price that it is let for, in 10⁻¹⁸ AIC per GiB and hour.
	pub least_price: Balance,
	/// Bond that answers for a GiB, in 10⁻¹⁸ AIC: the parameter when the space was last set or topped up.
	pub rate: Balance,
	/// Bond on hold, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// Whether it takes new replicas.
	pub open: bool,
	/// Place in the index, if it is offered.
	pub place: Option<Place>,
	/// Complaints about it that are not decided; the space stays until they are.
	pub complaints: u32,
	/// Where what it keeps can be fetched.
	pub endpoint: Endpoint,
}

impl<AccountId> Space<AccountId> {
	/// Size in MiB.
	pub fn size(&self) -> u64 {
		u64::from(self.gib).saturating_mul(MIBS)
	}

	/// Free MiB.
	pub fn free(&self) -> u64 {
		self.size().saturating_sub(self.used)
	}

	/// Bond that it must have to be offered, in 10⁻¹⁸ AIC.
	pub fn needed(&self) -> Balance {
		self.rate.saturating_mul(self.gib.into())
	}

	/// The part of the bond that answers for so many MiB, in 10⁻¹⁸ AIC, rounded up.
	pub fn bond_of(&self, mib: u64) -> Balance {
		mul_div_ceil(self.rate, mib.into(), MIBS.into()).unwrap_or(self.bond)
	}

	/// Whether its bond is what it must be.
	pub fn is_bonded(&self) -> bool {
		self.bond >= self.needed()
	}

	/// Whether it takes new replicas and its bond answers for them.
	pub fn is_offered(&self) -> bool {
		self.open && self.is_bonded()
	}

	/// Size class of what it offers; `None` when it offers nothing.
	pub fn class(&self) -> Option<u8> {
		Some(self.free()).filter(|_| self.is_offered()).and_then(class_of)
	}

	/// What it adds to the network's capacity and to what of it is used, in MiB.
	pub(crate) fn counted(&self) -> (u64, u64) {
		(if self.is_offered() { self.size() } else { self.used }, self.used)
	}
}

/// Size class of so many MiB; `None` of nothing.
pub fn class_of(mib: u64) -> Option<u8> {
	mib.checked_ilog2().map(|log| (log as u8).min(CLASSES.saturating_sub(1)))
}

/// A price, and until when an order pays it.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Rate {
	/// In ms since the Unix epoch.
	pub until: Moment,
	/// In 10⁻¹⁸ AIC per GiB and hour.
	pub price: Balance,
}

/// What is to be kept.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Content {
	/// Root of the Merkle tree over its leaves, see [`aic_primitives::merkle`].
	pub root: H256,
	/// Number of leaves, 1 to [`MAX_LEAVES`].
	#[codec(compact)]
	pub leaves: u64,
	/// Bytes of the largest leaf, 1 to [`MAX_LEAF`].
	#[codec(compact)]
	pub leaf_size: u32,
}

impl Content {
	/// Bytes that are paid for: as if all leaves were as large as the largest.
	pub fn bytes(&self) -> u64 {
		self.leaves.saturating_mul(self.leaf_size.into())
	}

	/// MiB that it takes, rounded up.
	pub fn mib(&self) -> u64 {
		self.bytes().div_ceil(MIB)
	}

	/// Whether there can be such content.
	pub fn is_valid(&self) -> bool {
		(1..=MAX_LEAVES).contains(&self.leaves) && (1..=MAX_LEAF).contains(&self.leaf_size)
	}

	/// Price of keeping it once for `time` ms, rounded up. `None` if it overflows.
	pub fn price(&self, price: Balance, time: Moment) -> Option<Balance> {
		mul_div_ceil(price, u128::from(self.bytes()).saturating_mul(time.into()), GIB_HOUR)
	}

	/// The same rounded down, and zero if it overflows.
	fn fee(&self, price: Balance, time: Moment) -> Balance {
		let size = u128::from(self.bytes()).saturating_mul(time.into());
		mul_div_floor(price, size, GIB_HOUR).unwrap_or_default()
	}
}

/// An order to keep content.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Order<AccountId> {
	/// Who pays.
	pub customer: AccountId,
	/// What is kept.
	pub content: Content,
	/// The asset whose ciphertext it is, if it is one's.
	pub asset: Option<AssetId>,
	/// Whether the customer owned the asset when he ordered. Only then is the asset known to be where the replicas are.
	pub by_owner: bool,
	/// The only region where it is kept, if one was named.
	pub region: Option<RegionId>,
	/// Number of its first replica; the others follow it.
	pub first: ReplicaId,
	/// Replicas that were ordered.
	pub ordered: u8,
	/// Replicas that have not ended.
	pub replicas: u8,
	/// When it began, in ms since the Unix epoch.
	pub starts: Moment,
	/// When it is over, in ms since the Unix epoch.
	pub ends: Moment,
	/// Prices, each from the end of the one before.
	pub rates: BoundedVec<Rate, ConstU32<MAX_RATES>>,
	/// On hold, in 10⁻¹⁸ AIC.
	pub escrow: Balance,
}

impl<AccountId> Order<AccountId> {
	/// The asset that is known to be where the replicas are.
	pub fn located(&self) -> Option<AssetId> {
		self.asset.filter(|_| self.by_owner)
	}

	/// What a replica that was kept from `from` to `to` is paid, in 10⁻¹⁸ AIC, rounded down.
	pub fn fee(&self, from: Moment, to: Moment) -> Balance {
		let to = to.min(self.ends);
		let mut begins = self.starts;
		let mut sum = Balance::default();
		for rate in &self.rates {
			let time = to.min(rate.until).saturating_sub(from.max(begins));
			sum = sum.saturating_add(self.content.fee(rate.price, time));
			begins = rate.until;
		}
		sum
	}

	/// Whether it is over.
	pub fn is_over(&self, now: Moment) -> bool {
		now >= self.ends
	}
}

/// Why a replica waits for space.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum WaitReason {
	/// The randomness that is known is not newer than the replica's place in the queue.
	#[codec(index = 0)]
	AwaitsRandomness,
	/// No space that was looked at has so much free.
	#[codec(index = 1)]
	NoSpace,
	/// The spaces that were looked at ask for a higher price.
	#[codec(index = 2)]
	PriceTooLow,
	/// The spaces that were looked at are the customer's, or of owners who keep another replica of the order or failed this one.
	#[codec(index = 3)]
	OnlyExcludedSpaces,
}

/// A queue of replicas.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Lane {
	/// Wait for space and were not tried yet.
	#[codec(index = 0)]
	Fresh,
	/// Wait for space after so many tries that failed, less one; each rests four times as long as the one before.
	#[codec(index = 1)]
	Retry(u8),
	/// Are to be challenged since somebody asked for it.
	#[codec(index = 2)]
	Proof,
	/// Are being fetched: by their deadlines.
	#[codec(index = 3)]
	Fill,
	/// Were challenged: by their deadlines.
	#[codec(index = 4)]
	Challenge,
	/// Were complained of, and auditors are to be drawn.
	#[codec(index = 5)]
	Complaint,
}

/// A replica in a queue.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Entry {
	/// The replica.
	pub replica: ReplicaId,
	/// The block in which it came, or its deadline in ms since the Unix epoch.
	pub at: u64,
}

/// A question to a provider: the bytes of a leaf.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Question {
	/// Which leaf, from 0.
	pub leaf: u64,
	/// Last moment for the answer, in ms since the Unix epoch.
	pub until: Moment,
}

/// Whether a replica that is kept is to be proven.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Challenge {
	/// Not now.
	#[codec(index = 0)]
	None,
	/// As soon as there is newer randomness.
	#[codec(index = 1)]
	Asked {
		/// Since this block.
		since: u64,
	},
	/// This leaf.
	#[codec(index = 2)]
	Open(Question),
}

/// A replica that is kept.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Kept {
	/// The space that keeps it.
	pub space: SpaceId,
	/// Position among all replicas that are kept.
	pub place: u32,
	/// Up to when it was paid, or can't be paid any more, in ms since the Unix epoch.
	pub paid: Moment,
	/// When it was last proven, in ms since the Unix epoch.
	pub proven: Moment,
	/// Challenges missed in a row.
	pub misses: u8,
	/// When its provider's notice is over, if he gave it, in ms since the Unix epoch.
	pub leaves: Option<Moment>,
	/// Whether it is to be proven now.
	pub challenge: Challenge,
}

/// How far a replica is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Stage {
	/// It waits for space.
	#[codec(index = 0)]
	Waiting {
		/// In this queue.
		lane: Lane,
		/// At this position.
		position: u64,
		/// Why.
		reason: WaitReason,
	},
	/// Space is reserved, and the provider fetches it.
	#[codec(index = 1)]
	Filling {
		/// The space.
		space: SpaceId,
		/// What he has to answer, by when.
		question: Question,
	},
	/// It is kept.
	#[codec(index = 2)]
	Active(Kept),
}

/// One of an order's replicas. All that an answer to a challenge needs besides the space is in it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Replica<AccountId> {
	/// The order.
	pub order: StorageOrderId,
	/// What is kept.
	pub content: Content,
	/// How far it is.
	pub stage: Stage,
	/// Spaces in a row that declined it or did not begin it.
	pub attempts: u8,
	/// Owners who last failed it, the last one at the end; it isn't placed with them again.
	pub failed: BoundedVec<AccountId, ConstU32<MAX_FAILED>>,
}

impl<AccountId> Replica<AccountId> {
	/// The space where it is or will be.
	pub fn space(&self) -> Option<SpaceId> {
		match self.stage {
			Stage::Waiting { .. } => None,
			Stage::Filling { space, .. } | Stage::Active(Kept { space, .. }) => Some(space),
		}
	}
}

/// Times, in ms. None may be zero.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Deadlines {
	/// A provider has to fetch and prove content for the first time.
	pub fill: Moment,
	/// A provider has to answer a challenge.
	pub challenge: Moment,
	/// From a provider's notice until he may stop to keep a replica.
	pub notice: Moment,
	/// Auditors have to commit, and again to reveal.
	pub audit: Moment,
}

/// What faults cost.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Penalties {
	/// Part of a replica's bond for a challenge that was missed, or content that was not fetched in time.
	pub miss: Permill,
	/// Part of a replica's bond, besides, when it ends for having missed too many.
	pub end: Permill,
	/// Challenges in a row after which a replica ends. At least 1.
	pub misses: u8,
}

/// Bounds of what can be offered and ordered.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Limits {
	/// Least size of a space, in GiB. At least 1.
	pub least_space: u32,
	/// Largest size of a space, and of content, in GiB.
	pub most_space: u32,
	/// Hours ahead for which content can be ordered at the most.
	pub most_hours: u32,
	/// The least that a replica of an order or of its extension costs, in 10⁻¹⁸ AIC.
	pub least_escrow: Balance,
	/// What is paid to the treasury for each replica that is ordered, in 10⁻¹⁸ AIC. It is for finding space, and does not come back.
	pub placement_fee: Balance,
	/// Number of regions, at most [`REGIONS`]; they are numbered from 0.
	pub regions: RegionId,
}

/// What an auditor says of a complaint.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Ballot {
	/// Nothing yet.
	#[codec(index = 0)]
	None,
	/// He bound himself.
	#[codec(index = 1)]
	Committed(H256),
	/// Whether the leaf was served.
	#[codec(index = 2)]
	Revealed(bool),
}

/// Who was drawn to try whether a leaf is served.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Auditor<AccountId> {
	/// Owner of a space; he is paid.
	pub owner: AccountId,
	/// Its operator; he votes.
	pub operator: AccountId,
	/// What he says.
	pub ballot: Ballot,
}

/// How far a complaint is.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Inquiry<AccountId> {
	/// Auditors will be drawn.
	#[codec(index = 0)]
	Awaits {
		/// Since this block.
		since: u64,
	},
	/// They try to fetch a leaf.
	#[codec(index = 1)]
	Open {
		/// The leaf.
		leaf: u64,
		/// Last moment to commit, in ms since the Unix epoch.
		commit_until: Moment,
		/// The auditors.
		auditors: BoundedVec<Auditor<AccountId>, ConstU32<AUDITORS>>,
	},
}

/// Somebody says that a replica can't be fetched.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Complaint<AccountId> {
	/// Who complains.
	pub by: AccountId,
	/// The space that kept the replica then.
	pub space: SpaceId,
	/// What is kept.
	pub content: Content,
	/// On hold for the finding, in 10⁻¹⁸ AIC.
	pub fee: Balance,
	/// After this anybody may close it, in ms since the Unix epoch.
	pub until: Moment,
	/// How far it is.
	pub inquiry: Inquiry<AccountId>,
}

/// What an auditor binds himself with: BLAKE2b-256 over the SCALE encoding of `("aic/ballot", replica, operator, served, salt)`, the
/// text as an array of ten bytes, `served` the hash of the leaf that he was given, or none.
pub fn ballot<AccountId: Encode>(
	replica: ReplicaId,
	operator: &AccountId,
	served: Option<H256>,
	salt: H256,
) -> H256 {
	H256(frame::hashing::blake2_256(&(*b"aic/ballot", replica, operator, served, salt).encode()))
}

/// How a complaint ended.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Finding {
	/// Two auditors at the least were not served, and more than were.
	#[codec(index = 0)]
	NotServed,
	/// Two auditors at the least were served, and more than were not.
	#[codec(index = 1)]
	Served,
	/// There were too few auditors, or too few spoke. Nobody loses anything.
	#[codec(index = 2)]
	Undecided,
}
