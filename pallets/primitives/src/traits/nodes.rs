use crate::{
	AssetId, Balance, DeviceClass, Locality, NodeId, NodeInfo, Parts, Power, ProviderIndex, RegionId,
	Requirements, Taken, WaitReason,
};
use alloc::vec::Vec;
use frame::prelude::*;

/// The index of nodes: drawing, reserving and punishing them. Implemented by `providers`.
pub trait Nodes<AccountId> {
	/// What is known of `node`.
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>>;

	/// Number of the provider that `account` is.
	fn owner_index(account: &AccountId) -> Option<ProviderIndex>;

	/// Draws at random up to `wanted` different idle nodes that meet `requirements`, and reserves what these need of them:
	/// first among the hosts of the locality's dataset, then in its region, then in regions near to it. Never one of a
	/// provider in `excluded`. `seed` is the randomness. At least one node, or the reason why there is none, and then
	/// nothing is written. Reads and writes are bounded by `wanted` and don't grow with the number of nodes.
	fn take(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[ProviderIndex],
		wanted: u32,
		seed: H256,
	) -> Result<Vec<Taken>, WaitReason>;

	/// Idle nodes of `class` in `region`, or in all regions, that have `power` free for sure. Reads one value a region.
	fn idle(class: DeviceClass, region: Option<RegionId>, power: Power) -> u32;

	/// The region and those near to it, nearest first.
	fn regions_from(region: RegionId) -> Vec<RegionId>;

	/// Gives reserved parts back. A node that is wanted idle is offered again at once.
	fn release(node: NodeId, parts: Parts);

	/// Sets `bond` of the node's provider aside for work whose verdict is awaited, on top of what his nodes need, so that the
	/// node can take other work meanwhile. `false`, and nothing done, when the bond is not large enough for that; then
	/// the parts must stay reserved until the verdict. A node with a pledge can't be removed.
	fn pledge(node: NodeId, bond: Balance) -> bool;

	/// Ends what [`Self::pledge`] began, before or after a slash.
	fn unpledge(node: NodeId, bond: Balance);

	/// The node missed a time: it isn't offered again until it is set idle, and its power falls when this repeats.
	fn fault(node: NodeId);

	/// The node's work was accepted: misses are forgotten.
	fn praise(node: NodeId);

	/// The node's power was measured. Zero: it must be measured before it is offered again.
	fn set_power(node: NodeId, power: Power);

	/// A node that is offered or at work, each as likely; `None` when there is none. Two reads.
	fn sample(seed: H256) -> Option<NodeId>;

	/// Milliseconds that a packet needs from `a` to `b` and back, by the governed table; `None` when it doesn't say.
	fn latency(a: RegionId, b: RegionId) -> Option<u32>;

	/// Power and memory of a whole device of the node's kind.
	fn device(node: NodeId) -> Option<(Power, crate::Mebibytes)>;

	/// Bond that answers for `power` of any node, in 10⁻¹⁸ AIC (rule 4: audit probability × bond ≥ fee).
	fn bond_of(power: Power) -> Balance;

	/// Takes up to `amount` of the bond of the node's provider and gives it to `beneficiary`; returns what was taken. The
	/// node isn't offered again until it is set idle, for which the bond must cover it.
	fn slash(node: NodeId, amount: Balance, beneficiary: &AccountId) -> Balance;

	/// Power of `class` in the network: all that is offered or busy, and the busy part.
	fn capacity(class: DeviceClass) -> (u64, u64);

	/// Whether `node` announced that it hosts `dataset`.
	fn hosts(dataset: AssetId, node: NodeId) -> bool;

	/// Makes `provider` one with an idle, measured node in region 0 that meets `requirements`; he is its operator too.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, requirements: &Requirements) -> NodeId;

	/// Makes so many idle nodes in region 0 that meet `requirements`, of providers by the thousand, quickly.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(count: u32, requirements: &Requirements);
}

impl<AccountId> Nodes<AccountId> for () {
	fn info(_: NodeId) -> Option<NodeInfo<AccountId>> {
		None
	}
	fn owner_index(_: &AccountId) -> Option<ProviderIndex> {
		None
	}
	fn take(
		_: &Requirements,
		_: &Locality,
		_: &[ProviderIndex],
		_: u32,
		_: H256,
	) -> Result<Vec<Taken>, WaitReason> {
		Err(WaitReason::NoIdleNode)
	}
	fn idle(_: DeviceClass, _: Option<RegionId>, _: Power) -> u32 {
		0
	}
	fn regions_from(_: RegionId) -> Vec<RegionId> {
		Vec::new()
	}
	fn release(_: NodeId, _: Parts) {}
	fn pledge(_: NodeId, _: Balance) -> bool {
		false
	}
	fn unpledge(_: NodeId, _: Balance) {}
	fn fault(_: NodeId) {}
	fn praise(_: NodeId) {}
	fn set_power(_: NodeId, _: Power) {}
	fn sample(_: H256) -> Option<NodeId> {
		None
	}
	fn latency(_: RegionId, _: RegionId) -> Option<u32> {
		None
	}
	fn device(_: NodeId) -> Option<(Power, crate::Mebibytes)> {
		None
	}
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
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(_: u32, _: &Requirements) {}
}

/// How far nodes can be trusted. Implemented by `work-validation`.
pub trait Trust {
	/// Audits that `node` passed, less a third for each that it failed. Zero for who is new.
	fn of(node: NodeId) -> u32;

	/// The node counts as new again.
	fn reset(node: NodeId);
}

impl Trust for () {
	fn of(_: NodeId) -> u32 {
		0
	}
	fn reset(_: NodeId) {}
}

/// What auditors saw of a node's distance. Implemented by `node-monitor`.
pub trait Distances {
	/// The auditor's node `from` measured `round_trip` ms to `node`.
	fn report(from: NodeId, node: NodeId, round_trip: u32);

	/// Weight of [`Self::report`].
	fn weight() -> Weight;
}

impl Distances for () {
	fn report(_: NodeId, _: NodeId, _: u32) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Accounts that may be the same people. Implemented by the runtime, out of the proxies and the nodes.
pub trait Links<AccountId> {
	/// Whether one may act for the other, or somebody for both.
	fn linked(a: &AccountId, b: &AccountId) -> bool;

	/// Whether `who` let `delegate` act for him.
	fn appointed(who: &AccountId, delegate: &AccountId) -> bool;

	/// Whether `operator` operates this node of `provider`'s.
	fn operates(operator: &AccountId, node: NodeId, provider: &AccountId) -> bool;

	/// Weight of [`Self::linked`].
	fn weight() -> Weight;
}

impl<AccountId: PartialEq> Links<AccountId> for () {
	fn linked(a: &AccountId, b: &AccountId) -> bool {
		a == b
	}
	fn appointed(_: &AccountId, _: &AccountId) -> bool {
		false
	}
	fn operates(_: &AccountId, _: NodeId, _: &AccountId) -> bool {
		false
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}
