//! What other pallets use.

use super::*;
use aic_primitives::{Locality, NodeInfo, Requirements, Taken, WaitReason};
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	/// Account of the node's provider; `None` when there is no such node.
	pub fn owner_of(node: NodeId) -> Option<T::AccountId> {
		Nodes::<T>::get(node).map(|node| node.provider)
	}
}

impl<T: Config> aic_primitives::Nodes<T::AccountId> for Pallet<T> {
	fn info(node: NodeId) -> Option<NodeInfo<T::AccountId>> {
		let Node { provider, owner, operator, class, region, power, .. } = Nodes::<T>::get(node)?;
		Some(NodeInfo { provider, owner, operator, class, region, power })
	}

	fn owner_index(account: &T::AccountId) -> Option<ProviderIndex> {
		Providers::<T>::get(account).map(|provider| provider.index)
	}

	fn take(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[ProviderIndex],
		wanted: u32,
		seed: H256,
	) -> Result<Vec<Taken>, WaitReason> {
		Self::do_take(requirements, locality, excluded, wanted, seed)
	}

	fn idle(class: DeviceClass, region: Option<RegionId>, power: Power) -> u32 {
		let regions = region.map_or_else(|| RegionIds::<T>::get().into_inner(), |region| alloc::vec![region]);
		regions.into_iter().fold(0, |sum, region| sum.saturating_add(Self::idle_in(class, region, power)))
	}

	fn regions_from(region: RegionId) -> Vec<RegionId> {
		Self::near(region)
	}

	fn release(node: NodeId, parts: Parts) {
		Self::do_release(node, parts)
	}

	fn pledge(node: NodeId, bond: Balance) -> bool {
		Self::do_pledge(node, bond)
	}

	fn unpledge(node: NodeId, bond: Balance) {
		Self::do_unpledge(node, bond)
	}

	fn fault(node: NodeId) {
		Self::do_fault(node)
	}

	fn praise(node: NodeId) {
		Nodes::<T>::mutate_extant(node, |node| node.misses = 0);
	}

	fn set_power(node: NodeId, power: Power) {
		Self::change_power(node, power)
	}

	fn sample(seed: H256) -> Option<NodeId> {
		let size = RollSize::<T>::get();
		let place = draw::Random::new(seed).below(size);
		Roll::<T>::get(place).filter(|_| size > 0)
	}

	fn latency(a: RegionId, b: RegionId) -> Option<u32> {
		Self::latency_of(a, b)
	}

	fn device(node: NodeId) -> Option<(Power, Mebibytes)> {
		let device = Devices::<T>::get(Nodes::<T>::get(node)?.device)?;
		Some((device.power, device.memory))
	}

	fn bond_of(power: Power) -> Balance {
		T::BondPerPower::get().saturating_mul(power.into())
	}

	fn slash(node: NodeId, amount: Balance, beneficiary: &T::AccountId) -> Balance {
		Self::do_slash(node, amount, beneficiary)
	}

	fn capacity(class: DeviceClass) -> (u64, u64) {
		let Capacity { total, busy } = Capacities::<T>::get(class);
		(total, busy)
	}

	fn hosts(dataset: AssetId, node: NodeId) -> bool {
		Hosts::<T>::get(dataset).iter().any(|(host, _)| *host == node)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &T::AccountId, requirements: &Requirements) -> NodeId {
		benchmarking::ensure_node::<T>(provider, requirements)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(count: u32, requirements: &Requirements) {
		benchmarking::ensure_many::<T>(count, requirements)
	}
}
