//! Worst cases: nodes whose entries leave a bucket that others stay in for one that was empty, full lists of hosts, and
//! draws among a thousand to a million nodes, whose proofs are recorded rather than estimated.

use super::*;
use aic_primitives::{AssetId, AssetKind, Locality, Nodes as _, Requirements};
use frame::{benchmarking::prelude::*, traits::Get};

const CLASS: DeviceClass = DeviceClass::Gpu;
const HERE: Locality = Locality { dataset: None, region: Some(0), strict: false };
/// Nodes of one provider when there are many.
const BY_THE_THOUSAND: u64 = 1_000;

fn needs(power: Power) -> Requirements {
	Requirements { class: CLASS, power, memory: 1, unit_price: 0 }
}

fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

fn name() -> DeviceName {
	DeviceName::truncate_from(alloc::vec![b'x'; 32])
}

/// A region without neighbours, and a device of one part that meets the requirements, whose number is returned.
fn ensure_tables<T: Config>(requirements: &Requirements) -> DeviceId {
	if !Regions::<T>::contains_key(0) {
		Pallet::<T>::do_set_region(0, Region { own: 1, near: Default::default() }).expect("there is room");
	}
	let device = Device {
		class: requirements.class,
		name: name(),
		power: requirements.power.max(1),
		memory: requirements.memory.max(1),
		parts: 1,
	};
	// One number for each of these devices, above those of a network.
	let id = (0x8000..DeviceId::MAX)
		.find(|id| Devices::<T>::get(id).is_none_or(|known| known == device))
		.expect("few kinds are used");
	Pallet::<T>::do_set_device(id, device).expect("the device is sound");
	id
}

/// Makes the account a provider, or adds to its bond, with enough for `power` more.
fn ensure_bond<T: Config>(account: &T::AccountId, power: u64) {
	let bond = Pallet::<T>::required(power);
	<T::Currency as fungible::Mutate<_>>::mint_into(account, bond.saturating_mul(2)).expect("no overflow");
	if Providers::<T>::contains_key(account) {
		Pallet::<T>::do_bond_extra(account.clone(), bond).expect("the account is funded");
	} else {
		Pallet::<T>::do_register(account.clone(), bond).expect("the account is funded");
	}
}

/// An idle node of `account`'s in region 0 that meets the requirements; the account signs for it, too.
pub fn ensure_node<T: Config>(account: &T::AccountId, requirements: &Requirements) -> NodeId {
	let device = ensure_tables::<T>(requirements);
	let power = requirements.power.max(1);
	// And for pledges.
	ensure_bond::<T>(account, u64::from(power) * 4);
	let min_price = requirements.unit_price.min(T::MaxPrice::get());
	let id = Pallet::<T>::do_add_node(account.clone(), device, account.clone(), 0, min_price)
		.expect("it is sound");
	Pallet::<T>::do_certify(id, power).expect("the device has it");
	Pallet::<T>::do_go_idle(account, id).expect("the bond covers it");
	id
}

/// So many of them, of a provider for each thousand, written past the calls.
pub fn ensure_many<T: Config>(count: u32, requirements: &Requirements) {
	let device = ensure_tables::<T>(requirements);
	let power = requirements.power.max(1);
	let count = u64::from(count);
	let mut index = Index::<T>::new();
	let first = NextNode::<T>::get();
	for chunk in 0..count.div_ceil(BY_THE_THOUSAND) {
		let owner: T::AccountId = account("many", chunk as u32, NextProvider::<T>::get());
		let nodes = BY_THE_THOUSAND.min(count - chunk * BY_THE_THOUSAND);
		ensure_bond::<T>(&owner, nodes * u64::from(power));
		let number = Providers::<T>::mutate(&owner, |record| {
			let record = record.as_mut().expect("it was registered");
			record.nodes += nodes as u32;
			record.power += nodes * u64::from(power);
			record.index
		});
		for place in 0..nodes {
			let id = first + chunk * BY_THE_THOUSAND + place;
			let node = Node {
				provider: owner.clone(),
				owner: number,
				operator: owner.clone(),
				device,
				class: requirements.class,
				region: 0,
				power,
				answers: power,
				memory: requirements.memory.max(1),
				parts: 1,
				shared: 1,
				used: 0,
				min_price: requirements.unit_price.min(T::MaxPrice::get()),
				online: true,
				roll: RollSize::<T>::get() + (id - first) as u32,
				pledges: 0,
				misses: 0,
			};
			index.put(node.class, 0, node.entry(id, 1, 0));
			Roll::<T>::insert(node.roll, id);
			Nodes::<T>::insert(id, node);
		}
	}
	index.save();
	NextNode::<T>::put(first + count);
	RollSize::<T>::mutate(|size| *size += count as u32);
	Pallet::<T>::count(requirements.class, |all| all.total += count * u64::from(power));
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
				let _ = hosts.try_push((NodeId::MAX - u64::from(number), ProviderIndex::MAX - number));
			}
		});
		Pallet::<T>::do_host(caller, node, dataset(item))?;
	}
	Ok(())
}

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Stop("no governance origin"))
}

/// Takes 64 of them.
fn take_64<T: Config>() {
	let taken = Pallet::<T>::do_take(&needs(16), &HERE, &[], 64, H256::repeat_byte(7));
	assert_eq!(taken.map(|taken| taken.len()), Ok(64));
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
		two_nodes::<T>(&caller);
		let device = ensure_tables::<T>(&needs(1));
		let next = NextNode::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), device, caller.clone(), 0, T::MaxPrice::get());

		assert_eq!(Pallet::<T>::owner_of(next), Some(caller));
	}

	#[benchmark]
	fn update_node() {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, 1, T::MaxPrice::get());

		assert_eq!(Pallet::<T>::node(node).map(|node| node.min_price), Some(T::MaxPrice::get()));
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
		let node = two_nodes::<T>(&caller);
		Pallet::<T>::do_go_busy(&caller, node)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_some_and(|node| node.online));
		Ok(())
	}

	#[benchmark]
	fn go_busy() {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_some_and(|node| !node.online));
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
		let origin = governance::<T>()?;
		ensure_tables::<T>(&needs(1));
		let near: Vec<(RegionId, u32)> =
			(1..=T::MaxRegions::get()).map(|region| (region.saturated_into(), region)).collect();
		let region = Region { own: 1, near: BoundedVec::truncate_from(near) };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, region.clone());

		assert_eq!(Pallet::<T>::region(0), Some(region));
		Ok(())
	}

	#[benchmark]
	fn set_device() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let device = Device { class: CLASS, name: name(), power: T::MaxPower::get(), memory: 64, parts: 1 };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0, device.clone());

		assert_eq!(Pallet::<T>::device(0), Some(device));
		Ok(())
	}

	#[benchmark]
	fn set_operator() {
		let caller: T::AccountId = whitelisted_caller();
		let operator: T::AccountId = account("operator", 0, 0);
		let node = two_nodes::<T>(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, operator.clone());

		assert_eq!(Pallet::<T>::node(node).map(|node| node.operator), Some(operator));
	}

	#[benchmark]
	fn move_node() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);
		Pallet::<T>::do_go_busy(&caller, node)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node, 0);

		assert_eq!(Pallet::<T>::node(node).map(|node| node.power), Some(0));
		Ok(())
	}

	#[benchmark]
	fn evict() {
		let caller: T::AccountId = whitelisted_caller();
		let provider: T::AccountId = account("provider", 0, 0);
		let node = two_nodes::<T>(&provider);
		Providers::<T>::mutate_extant(&provider, |record| record.bond = 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::node(node).is_some_and(|node| !node.online));
	}

	#[benchmark]
	fn certify() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let caller: T::AccountId = whitelisted_caller();
		let node = two_nodes::<T>(&caller);
		let power = T::MaxPower::get() / 4;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, node, power);

		assert!(Pallet::<T>::node(node).is_some_and(|node| node.power == power && node.online));
		Ok(())
	}

	#[benchmark(extra, pov_mode = Measured)]
	fn take_64_of_1_000() {
		ensure_many::<T>(1_000, &needs(16));

		#[block]
		{
			take_64::<T>();
		}
	}

	#[benchmark(extra, pov_mode = Measured)]
	fn take_64_of_100_000() {
		ensure_many::<T>(100_000, &needs(16));

		#[block]
		{
			take_64::<T>();
		}
	}

	#[benchmark(extra, pov_mode = Measured)]
	fn take_64_of_1_000_000() {
		ensure_many::<T>(1_000_000, &needs(16));

		#[block]
		{
			take_64::<T>();
		}
	}
}
