//! What is stored of content, previews and requests for keys.

use aic_primitives::{merkle, AssetId, Balance, Moment, Part, SlotId, Wish};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;

/// Number of a request for a key; given in order, never used again. It is part of what seals the key.
pub type KeyRequestId = u64;
/// A content key.
pub type Key = [u8; 32];
/// A public key of X25519 (RFC 7748): the u-coordinate, little endian.
pub type Point = [u8; 32];

/// Bytes of an item's plaintext at the most.
pub const MAX_ITEM: u32 = 4_096;
/// Bytes by which an item's ciphertext is longer: the tag of Poly1305.
pub const TAG: u32 = 16;
/// Items of a content at the most.
pub const MAX_ITEMS: u64 = 1 << 32;
/// Items of a preview at the most.
pub const MAX_PREVIEW: u32 = 8;
/// Times that a preview is drawn at the most. Who misses the last is never for sale.
pub const MAX_DRAWS: u8 = 3;
/// Hashes of the longest proof that a leaf is in the tree of keys.
pub const MAX_KEY_PROOF: u32 = 9;

/// A preview: the numbers of its items, rising.
pub type Drawn = BoundedVec<u64, ConstU32<MAX_PREVIEW>>;
/// Siblings of a leaf and of what is above it, upwards.
pub type Proof = BoundedVec<H256, ConstU32<{ merkle::MAX_DEPTH }>>;
/// The same in the tree of keys.
pub type KeyProof = BoundedVec<H256, ConstU32<MAX_KEY_PROOF>>;
/// The items of a preview, with their proofs.
pub type ShownList = BoundedVec<Shown, ConstU32<MAX_PREVIEW>>;

/// What an owner binds himself to. All trees are those of `aic_primitives::merkle`.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Commitment {
	/// Root over the hashes of the items' plaintexts. It is the hash that the asset's content is known by.
	pub plain_root: H256,
	/// Root over the hashes of the items' ciphertexts, in the same order.
	pub cipher_root: H256,
	/// How many items there are, 1 to [`MAX_ITEMS`].
	pub items: u64,
	/// Bytes of the longest item's plaintext, 1 to [`MAX_ITEM`].
	pub item_size: u32,
	/// Root over 2^(`key_depth` + 1) leaves: leaf n is the hash of the key of the part with number n, leaf 0 is zeros.
	pub keys_root: H256,
	/// Depth of the smallest parts that have a key of their own, 0 to `MAX_PART_DEPTH`.
	pub key_depth: u8,
}

impl Commitment {
	/// Leaves of the tree of keys.
	pub fn keys(&self) -> u64 {
		2u64 << self.key_depth.min(aic_primitives::MAX_PART_DEPTH)
	}

	/// Whether the part has a key of its own.
	pub fn has_key(&self, part: &Part) -> bool {
		part.is_valid() && part.depth <= self.key_depth
	}
}

/// Content that is encrypted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Content<AccountId, BlockNumber> {
	/// What its owner bound himself to.
	pub commitment: Commitment,
	/// Who has the deposit on hold.
	pub depositor: AccountId,
	/// The deposit, in 10⁻¹⁸ AIC.
	pub deposit: Balance,
	/// Who appointed an agent, and whom. The agent is one as long as the other owns the asset.
	pub agent: Option<(AccountId, AccountId)>,
	/// Times that a preview was drawn; all but the last were missed.
	pub draws: u8,
	/// How far the preview is.
	pub preview: Preview<BlockNumber>,
	/// When the guarantee was last slashed for a missing answer, in ms since the Unix epoch.
	pub slashed_at: Moment,
}

/// How far a preview is.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Preview<BlockNumber> {
	/// It is in the queue, to be drawn with randomness that is newer than this block.
	#[codec(index = 0)]
	Queued {
		/// The block.
		since: BlockNumber,
	},
	/// It is drawn and must be shown.
	#[codec(index = 1)]
	Drawn {
		/// Which items.
		items: Drawn,
		/// Last moment to show them, in ms since the Unix epoch.
		until: Moment,
	},
	/// It was shown.
	#[codec(index = 2)]
	Shown {
		/// Which items.
		items: Drawn,
		/// Block whose extrinsics have them.
		at: BlockNumber,
		/// BLAKE2b-256 over the SCALE encoding of the list of what was shown.
		hash: H256,
	},
	/// It was missed as often as it can be drawn.
	#[codec(index = 3)]
	Failed,
}

/// An item that is shown.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Shown {
	/// Its number.
	pub index: u64,
	/// Its plaintext.
	pub item: BoundedVec<u8, ConstU32<MAX_ITEM>>,
	/// That it is the content's.
	pub proof: Proof,
}

/// A content key that only one can open (see [`crate::sealing`]).
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Sealed {
	/// Public key that was made for this sealing alone.
	pub ephemeral: Point,
	/// The key, XOR the pad.
	pub cipher: [u8; 32],
}

/// Why somebody asks for a key.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Reason {
	/// He bought a licence, and pays for it when he has the key.
	#[codec(index = 0)]
	Licence {
		/// The licence.
		wish: Wish,
		/// What is on hold for it, in 10⁻¹⁸ AIC.
		fee: Balance,
	},
	/// He may read the content already.
	#[codec(index = 1)]
	Reading,
	/// His node works on this slot with it.
	#[codec(index = 2)]
	Work(SlotId),
}

/// What nobody may ask for twice at once.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum AskedFor {
	/// A part's key, to read it.
	#[codec(index = 0)]
	Reading(Part),
	/// The key for work on a slot.
	#[codec(index = 1)]
	Work(SlotId),
}

/// A request for a key. Moments are in ms since the Unix epoch.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct KeyRequest<AccountId> {
	/// Of which asset.
	pub asset: AssetId,
	/// Who asks.
	pub licensee: AccountId,
	/// Of which part.
	pub part: Part,
	/// Whom the key is to be sealed for.
	pub recipient: Point,
	/// Why.
	pub reason: Reason,
	/// What is on hold besides a fee, in 10⁻¹⁸ AIC. It comes back.
	pub deposit: Balance,
	/// When it was made.
	pub asked_at: Moment,
	/// How far it is.
	pub stage: Stage,
}

/// How far a request is. Moments are in ms since the Unix epoch.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Stage {
	/// It waits for the key.
	#[codec(index = 0)]
	Open {
		/// Last moment for the answer.
		answer_by: Moment,
	},
	/// The key is there.
	#[codec(index = 1)]
	Answered {
		/// The key.
		sealed: Sealed,
		/// Hash that the right key has.
		leaf: H256,
		/// Last moment to prove that it is false.
		complain_by: Moment,
	},
}

impl<AccountId> KeyRequest<AccountId> {
	/// Fee that is on hold, in 10⁻¹⁸ AIC.
	pub fn fee(&self) -> Balance {
		match self.reason {
			Reason::Licence { fee, .. } => fee,
			Reason::Reading | Reason::Work(_) => 0,
		}
	}

	/// All that is on hold, in 10⁻¹⁸ AIC.
	pub fn held(&self) -> Balance {
		self.fee().saturating_add(self.deposit)
	}

	/// What may not be asked for twice at once. `None` for who pays.
	pub fn asked_for(&self) -> Option<AskedFor> {
		match self.reason {
			Reason::Licence { .. } => None,
			Reason::Reading => Some(AskedFor::Reading(self.part)),
			Reason::Work(slot) => Some(AskedFor::Work(slot)),
		}
	}
}
