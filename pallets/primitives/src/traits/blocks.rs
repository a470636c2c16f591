use crate::{AssetId, Balance, DeviceClass, NodeId, ProviderIndex, SlotId};
use frame::prelude::*;

/// Nodes that make blocks: what their draw, their duty and their work records are about. Implemented by the runtime, out of `providers`,
/// `contribution-rating` and `resource-allocator`.
pub trait Producers<AccountId> {
	/// Number of the node's provider, if `who` is he or signs for the node.
	fn provider_of(node: NodeId, who: &AccountId) -> Option<ProviderIndex>;

	/// What kind of device the node is.
	fn class(node: NodeId) -> Option<DeviceClass>;

	/// Whether the node is online and was not missed.
	fn is_live(node: NodeId) -> bool;

	/// Nodes that are online.
	fn live() -> u32;

	/// Points of the node, decayed to the running era.
	fn points(node: NodeId) -> Balance;

	/// A fault: the node loses this part of its points.
	fn penalise(node: NodeId, part: Permill);

	/// The model that is trained in `slot`, if the node works on that now.
	fn works_on(node: NodeId, slot: SlotId) -> Option<AssetId>;

	/// Has `who` own and sign for a node that is live and has so many points.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_producer(who: &AccountId, points: Balance) -> NodeId;

	/// Has the node of `who` work on a slot.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_work(node: NodeId, who: &AccountId) -> SlotId;
}

impl<AccountId> Producers<AccountId> for () {
	fn provider_of(_: NodeId, _: &AccountId) -> Option<ProviderIndex> {
		None
	}
	fn class(_: NodeId) -> Option<DeviceClass> {
		None
	}
	fn is_live(_: NodeId) -> bool {
		false
	}
	fn live() -> u32 {
		0
	}
	fn points(_: NodeId) -> Balance {
		0
	}
	fn penalise(_: NodeId, _: Permill) {}
	fn works_on(_: NodeId, _: SlotId) -> Option<AssetId> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_producer(_: &AccountId, _: Balance) -> NodeId {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_work(_: NodeId, _: &AccountId) -> SlotId {
		SlotId { job: 0, index: 0 }
	}
}
