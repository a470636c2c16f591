use crate::{AssetId, Balance, DeviceClass, Locality, NodeId, NodeInfo, Power, Requirements, WaitReason};
use frame::prelude::*;

/// The index of nodes: drawing, reserving and punishing them. Implemented by `providers`.
pub trait Nodes<AccountId> {
	/// What is known of `node`.
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>>;

	/// Draws at random an idle node that meets `requirements`: first among the hosts of the locality's dataset, then in
	/// its region, then in regions near to it. Never one that belongs to an account in `excluded`. `seed` is the
	/// randomness. Storage reads are bounded and don't grow with the number of nodes. Nothing is written.
	fn draw(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[AccountId],
		seed: H256,
	) -> Result<NodeId, WaitReason>;

	/// Reserves the required power and memory of `node`, which was just drawn.
	fn reserve(node: NodeId, requirements: &Requirements) -> DispatchResult;

	/// Gives back what [`Self::reserve`] took. A node that its provider wants idle is offered again at once.
	fn release(node: NodeId, requirements: &Requirements);

	/// The node missed a deadline: it isn't offered again until its provider sets it idle.
	fn fault(node: NodeId);

	/// Bond that answers for `power` of any node, in 10⁻¹⁸ AIC (rule 4: at least the fee that cheating could earn).
	fn bond_of(power: Power) -> Balance;

	/// Takes up to `amount` of the bond of the node's provider and gives it to `beneficiary`; returns what was taken.
	/// A provider whose bond no longer covers its nodes is taken out of the index.
	fn slash(node: NodeId, amount: Balance, beneficiary: &AccountId) -> Balance;

	/// Power of `class` in the network: all that is offered or busy, and the busy part.
	fn capacity(class: DeviceClass) -> (u64, u64);

	/// Whether `node` announced that it hosts `dataset`.
	fn hosts(dataset: AssetId, node: NodeId) -> bool;

	/// Makes `provider` one with an idle node that meets `requirements` in `region` 0.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, requirements: &Requirements) -> NodeId;
}

impl<AccountId> Nodes<AccountId> for () {
	fn info(_: NodeId) -> Option<NodeInfo<AccountId>> {
		None
	}
	fn draw(_: &Requirements, _: &Locality, _: &[AccountId], _: H256) -> Result<NodeId, WaitReason> {
		Err(WaitReason::NoIdleNode)
	}
	fn reserve(_: NodeId, _: &Requirements) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn release(_: NodeId, _: &Requirements) {}
	fn fault(_: NodeId) {}
	fn bond_of(_: Power) -> Balance {
		0
	}
	fn slash(_: NodeId, _: Balance, _: &AccountId) -> Balance {
		0
	}
	fn capacity(_: DeviceClass) -> (u64, u64) {
		(0, 0)
	}
	fn hosts(_: AssetId, _: NodeId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(_: &AccountId, _: &Requirements) -> NodeId {
		0
	}
}
