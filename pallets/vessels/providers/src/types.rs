//! What is stored of providers and nodes.

use super::*;
use codec::{DecodeWithMemTracking, MaxEncodedLen};

/// Datasets that one node may announce at the most.
pub const MAX_HOSTED: u32 = 8;

/// Datasets that a node announced.
pub type Datasets = BoundedVec<AssetId, ConstU32<MAX_HOSTED>>;
/// Regions near to one, nearest first.
pub type Near<T> = BoundedVec<RegionId, <T as Config>::MaxRegions>;
/// A bucket of the index: class, region, and the floor of the binary logarithm of the free power.
pub type Bucket = (DeviceClass, RegionId, u8);

/// A provider.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Provider {
	/// Bond on hold, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// Nodes.
	pub nodes: u32,
	/// Power of all nodes.
	pub power: u64,
	/// When the bond can be withdrawn, in ms since the Unix epoch, if the provider is leaving.
	pub leaves: Option<Moment>,
}

/// A provider's node.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Node<AccountId> {
	/// Account that owns it.
	pub provider: AccountId,
	/// Device class.
	pub class: DeviceClass,
	/// Region.
	pub region: RegionId,
	/// All its power, for which the bond answers.
	pub power: Power,
	/// Power that is shared with the network.
	pub shared: Power,
	/// Power in use.
	pub used_power: Power,
	/// Memory in MiB.
	pub memory: Mebibytes,
	/// Memory in use, in MiB.
	pub used_memory: Mebibytes,
	/// Least price that it works for, in 10⁻¹⁸ AIC per power and hour.
	pub min_price: Balance,
	/// Whether its provider offers what is free.
	pub idle: bool,
}

impl<AccountId> Node<AccountId> {
	/// A node that shares all and isn't offered yet.
	pub fn new(
		provider: AccountId,
		class: DeviceClass,
		power: Power,
		memory: Mebibytes,
		region: RegionId,
		min_price: Balance,
	) -> Self {
		Self {
			provider,
			class,
			region,
			power,
			shared: power,
			used_power: 0,
			memory,
			used_memory: 0,
			min_price,
			idle: false,
		}
	}

	/// Power that is offered and not in use.
	pub fn free_power(&self) -> Power {
		if self.idle {
			self.shared.saturating_sub(self.used_power)
		} else {
			0
		}
	}

	/// Memory that is not in use, in MiB.
	pub fn free_memory(&self) -> Mebibytes {
		self.memory.saturating_sub(self.used_memory)
	}

	/// Where it is in the index; nowhere when it offers nothing.
	pub fn bucket(&self) -> Option<Bucket> {
		Some((self.class, self.region, bucket_of(self.free_power())?))
	}

	/// What it counts for in its class.
	pub fn capacity(&self) -> Capacity {
		let total = if self.idle { self.shared } else { self.used_power };
		Capacity { total: total.into(), busy: self.used_power.into() }
	}
}

/// The bucket for so much free power; none for none.
pub fn bucket_of(power: Power) -> Option<u8> {
	power.checked_ilog2().and_then(|log| log.try_into().ok())
}

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
