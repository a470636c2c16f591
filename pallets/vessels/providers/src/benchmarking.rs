//! Worst cases: nodes in full use of the index (a bucket that isn't left empty, one that was), full lists of hosts.

use super::*;
use aic_primitives::{AssetId, AssetKind, Nodes as _, Requirements};
use frame::{benchmarking::prelude::*, traits::Get};

const CLASS: DeviceClass = DeviceClass::Gpu;

fn needs(power: Power) -> Requirements {
	Requirements { class: CLASS, power, memory: 1, unit_price: 0 }
}

fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

/// The caller with two idle nodes of all power in one bucket; the first of them.
fn two_nodes<T: Config>(caller: &T::AccountId) -> NodeId {
	let power = T::MaxPower::get();
	let first = Pallet::<T>::ensure_idle(caller, &needs(power));
	Pallet::<T>::ensure_idle(caller, &needs(power));
	first
}

/// Full lists of hosts, the node the last one of each.
fn fill_hosts<T: Config>(caller: &T::AccountId, node: NodeId, datasets: u32) -> DispatchResult {
	let strangers = T::MaxHosts::get().saturating_sub(1);
	for item in 0..datasets {
		Hosts::<T>::mutate(dataset(item), |hosts| {
			for number in 0..strangers {
				let _ = hosts.try_push(NodeId::MAX.saturating_sub(number.into()));
			}
		});
		Pallet::<T>::do_host(caller, node, dataset(item))?;
	}
	Ok(())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let bond = T::MinBond::get();
		<T::Currency as fungible::Mutate<_>>::mint_into(&caller, bond.saturating_mul(10))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), bond);

		assert_eq!(Pallet::<T>::provider(caller).map(|provider| provider.bond), Some(bond));
		Ok(())
	}

	#[benchmark]
	fn bond_extra() {
		let caller: T::AccountId = whitelisted_caller();
		Pallet::<T>::ensure_idle(&caller, &needs(1));
		let before = Pallet::<T>::provider(caller.clone()).map(|provider| provider.bond).unwrap_or_default();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), 1);

		let after = Pallet::<T>::provider(caller).map(|provider| provider.bond);
		assert_eq!(after, Some(before.saturating_add(1)));
	}

	#[benchmark]
	fn leave() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = Pallet::<T>::ensure_idle(&caller, &needs(1));
		Pallet::<T>::do_remove_node(&caller, node)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(Pallet::<T>::provider(caller).is_some_and(|provider| provider.leaves.is_some()));
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let provider: T::AccountId = account("provider", 0, 0);
		let node = Pallet::<T>::ensure_idle(&provider, &needs(1));
		Pallet::<T>::do_remove_node(&provider, node)?;
		Pallet::<T>::do_leave(provider.clone())?;
		// Cooled.
		Providers::<T>::mutate_extant(&provider, |record| record.leaves = Some(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), provider.clone());

		assert!(Pallet::<T>::provider(provider).is_none());
		Ok(())
	}

	#[benchmark]
	fn add_node() {
		let caller: T::AccountId = whitelisted_caller();
		let first = two_nodes::<T>(&caller);
		Providers::<T>::mutate_extant(&caller, |record| record.power = 0);
		let next = NextNode::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), CLASS, T::MaxPower::get(), u32::MAX, 0, T::MaxPrice::get());

		assert_eq!(Pallet::<T>::owner_of(next), Some(caller));
		assert!(next > first);
	}

	#[benchmark]
	fn update_node() {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, 1, T::MaxPrice::get());

		assert_eq!(Pallet::<T>::node(node).map(|node| node.shared), Some(1));
	}

	#[benchmark]
	fn remove_node() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);
		fill_hosts::<T>(&caller, node, MAX_HOSTED)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_none());
		Ok(())
	}

	#[benchmark]
	fn go_idle() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = Pallet::<T>::ensure_idle(&caller, &needs(T::MaxPower::get()));
		Pallet::<T>::do_go_busy(&caller, node)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_some_and(|node| node.idle));
		Ok(())
	}

	#[benchmark]
	fn go_busy() {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_some_and(|node| !node.idle));
	}

	#[benchmark]
	fn host() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);
		let last = MAX_HOSTED.saturating_sub(1);
		fill_hosts::<T>(&caller, node, last)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, dataset(last));

		assert!(Pallet::<T>::hosts(dataset(last), node));
		Ok(())
	}

	#[benchmark]
	fn unhost() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);
		fill_hosts::<T>(&caller, node, MAX_HOSTED)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, dataset(0));

		assert!(!Pallet::<T>::hosts(dataset(0), node));
		Ok(())
	}

	#[benchmark]
	fn set_region() -> Result<(), BenchmarkError> {
		let origin = T::GovernanceOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no governance origin"))?;
		let near: Vec<RegionId> = (1..=T::MaxRegions::get()).map(|region| region.saturated_into()).collect();
		let near = Near::<T>::truncate_from(near);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, near.clone());

		assert_eq!(Pallet::<T>::near(0), Some(near));
		Ok(())
	}
}
