//! What is stored of devices, providers, nodes and the index.

use super::*;
use codec::{DecodeWithMemTracking, MaxEncodedLen};

/// Datasets that one node may announce at the most.
pub const MAX_HOSTED: u32 = 8;
/// Parts that a device can be shared in at the most.
pub const MAX_PARTS: Parts = 64;
/// Hosts that a dataset must have before they come first: fewer could be one person's.
pub const MIN_HOSTS: u32 = 4;
/// Misses in a row after which a node's power falls by a quarter.
pub const MAX_MISSES: u8 = 3;
/// Buckets by free power: powers up to 2¹⁷ − 1.
pub const BUCKETS: u8 = 17;
/// Entries of a page.
pub const PAGE: u32 = 16;
/// Nodes of which one value keeps the places.
pub const PLACES: u64 = 64;

/// Datasets that a node announced.
pub type Datasets = BoundedVec<AssetId, ConstU32<MAX_HOSTED>>;
/// What a device is called.
pub type DeviceName = BoundedVec<u8, ConstU32<32>>;
/// A bucket of the index: class, region, and the floor of the binary logarithm of the free power.
pub type Bucket = (DeviceClass, RegionId, u8);

/// The one standard description of a kind of device (white paper 1.7, "AI Mining": common standard interfaces).
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Device {
	/// Device class.
	pub class: DeviceClass,
	/// What it is called.
	pub name: DeviceName,
	/// Power of a whole one, in units. At least [`Self::parts`].
	pub power: Power,
	/// Memory of a whole one, in MiB. At least [`Self::parts`].
	pub memory: Mebibytes,
	/// Equal parts in which it can be shared: 1 to [`MAX_PARTS`].
	pub parts: Parts,
}

impl Device {
	/// Whether the description makes sense.
	pub fn is_sound(&self, max_power: Power) -> bool {
		let parts = u32::from(self.parts);
		(1..=MAX_PARTS).contains(&self.parts)
			&& (parts..=max_power).contains(&self.power)
			&& self.memory >= parts
	}
}

/// A region.
#[derive(
	CloneNoBound,
	DebugNoBound,
	Decode,
	DecodeWithMemTracking,
	Encode,
	EqNoBound,
	MaxEncodedLen,
	PartialEqNoBound,
	TypeInfo,
)]
#[scale_info(skip_type_params(T))]
pub struct Region<T: Config> {
	/// Milliseconds from one node of the region to another and back.
	pub own: u32,
	/// Other regions with the milliseconds there and back, nearest first.
	pub near: BoundedVec<(RegionId, u32), T::MaxRegions>,
}

/// A provider.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Provider {
	/// Its number.
	pub index: ProviderIndex,
	/// Bond on hold, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// Nodes.
	pub nodes: u32,
	/// Power of the nodes that are online or have work.
	pub power: u64,
	/// Bond that answers for work whose verdict is awaited while the node does other work, in 10⁻¹⁸ AIC.
	pub pledged: Balance,
	/// When the bond can be withdrawn, in ms since the Unix epoch, if the provider is leaving.
	pub leaves: Option<Moment>,
}

/// A provider's node.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Node<AccountId> {
	/// Account that owns it.
	pub provider: AccountId,
	/// Number of the provider.
	pub owner: ProviderIndex,
	/// Account whose key lies on the node and signs for it.
	pub operator: AccountId,
	/// What kind of device it is.
	pub device: DeviceId,
	/// Device class.
	pub class: DeviceClass,
	/// Region.
	pub region: RegionId,
	/// Measured power, for which the bond answers; zero before it was measured.
	pub power: Power,
	/// Power that it counts for in its provider's: while it is online or has work, and not less than when the work began.
	pub answers: Power,
	/// Memory in MiB.
	pub memory: Mebibytes,
	/// Equal parts in which it can be given to work.
	pub parts: Parts,
	/// Parts that are shared with the network.
	pub shared: Parts,
	/// Parts in use. Stored while the node is offline; while it is online, what is not free in the index is in use.
	pub used: Parts,
	/// Least price that it works for, in 10⁻¹⁸ AIC per power and hour.
	pub min_price: Balance,
	/// Whether what is free is offered.
	pub online: bool,
	/// Position in the roll of nodes that are online.
	pub roll: u32,
	/// Tasks that await their verdict and for which a part of the bond is pledged.
	pub pledges: u32,
	/// Times missed in a row.
	pub misses: u8,
}

impl<AccountId> Node<AccountId> {
	/// Power of one part.
	pub fn part_power(&self) -> Power {
		self.power.checked_div(self.parts.into()).unwrap_or_default()
	}

	/// Memory of one part, in MiB.
	pub fn part_memory(&self) -> Mebibytes {
		self.memory.checked_div(self.parts.into()).unwrap_or_default()
	}

	/// Power of so many parts.
	pub fn power_of(&self, parts: Parts) -> u64 {
		u64::from(self.part_power()).saturating_mul(parts.into())
	}

	/// The entry by which so many free parts are offered.
	pub(crate) fn entry(&self, node: NodeId, free: Parts, trust: u32) -> Entry {
		Entry {
			node,
			owner: self.owner,
			free,
			part_power: self.part_power(),
			part_memory: self.part_memory(),
			min_price: self.min_price,
			trust: trust.min(u8::MAX.into()).saturated_into(),
		}
	}
}

/// What a node offers: all that a draw needs to know of it.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Entry {
	/// The node.
	#[codec(compact)]
	pub node: NodeId,
	/// Its provider.
	#[codec(compact)]
	pub owner: ProviderIndex,
	/// Free parts; at least one.
	pub free: Parts,
	/// Power of a part.
	#[codec(compact)]
	pub part_power: Power,
	/// Memory of a part, in MiB.
	#[codec(compact)]
	pub part_memory: Mebibytes,
	/// Least price, in 10⁻¹⁸ AIC per power and hour.
	#[codec(compact)]
	pub min_price: Balance,
	/// How far it is trusted, as it was when the entry was made; 255 and more are the same.
	pub trust: u8,
}

impl Entry {
	/// Free power.
	pub fn power(&self) -> Power {
		self.part_power.saturating_mul(self.free.into())
	}

	/// Its bucket's number; none when nothing is free.
	pub fn bucket(&self) -> Option<u8> {
		self.power().checked_ilog2().and_then(|log| log.try_into().ok())
	}

	/// Parts that work of `power` and `memory` takes of it; at least one.
	pub fn parts_for(&self, power: Power, memory: Mebibytes) -> u32 {
		power.div_ceil(self.part_power.max(1)).max(memory.div_ceil(self.part_memory.max(1))).max(1)
	}
}

/// A page of a bucket.
pub type Page = BoundedVec<Entry, ConstU32<PAGE>>;

/// Entries in each bucket of a class in a region.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Shelf {
	/// By the number of the bucket.
	pub sizes: [u32; BUCKETS as usize],
}

impl Shelf {
	/// Entries of a bucket.
	pub fn size(&self, bucket: u8) -> u32 {
		self.sizes.get(usize::from(bucket)).copied().unwrap_or_default()
	}

	/// Sets the entries of a bucket.
	pub fn set(&mut self, bucket: u8, size: u32) {
		if let Some(slot) = self.sizes.get_mut(usize::from(bucket)) {
			*slot = size;
		}
	}

	/// Whether there is any entry.
	pub fn is_empty(&self) -> bool {
		self.sizes.iter().all(|size| *size == 0)
	}
}

/// Where a node's entry was put last: the bucket in the highest five bits, its position in the others. It is true only if
/// that entry is the node's: what is taken as a whole leaves its place behind.
pub type Place = u32;
/// Nowhere.
pub const NOWHERE: Place = Place::MAX;

/// Power of a class in the network, in units.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Capacity {
	/// Offered or busy.
	pub total: u64,
	/// Busy.
	pub busy: u64,
}
