//! What must hold between blocks.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::{deps::sp_runtime::TryRuntimeError, token::fungible::InspectHold};

impl<T: Config> Pallet<T> {
	/// 1. Each provider's record says what is on hold; a leaving one has no nodes.
	/// 2. Each provider's number of nodes and their power are what his nodes add up to; no node is without provider.
	/// 3. No more of a node is in use than shared, and no more shared than it has.
	/// 4. The capacity of each class is what its nodes add up to.
	/// 5. A node is in the index exactly when it offers something, in the bucket of its free power, at its position.
	/// 6. Buckets have no gaps and no others than these, and their bits say which are not empty.
	/// 7. What datasets' lists say of hosts is what nodes' lists say of datasets; all nodes exist.
	/// 8. No number of a node is given twice.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_providers()?;
		Self::check_nodes()?;
		Self::check_index()?;
		Self::check_hosts()
	}

	/// 1 and 2.
	fn check_providers() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<_, (u32, u64)>::new();
		for node in Nodes::<T>::iter_values() {
			let (nodes, power) = sums.entry(node.provider.encode()).or_default();
			nodes.saturating_inc();
			*power = power.saturating_add(node.power.into());
		}
		for (account, provider) in Providers::<T>::iter() {
			let held = T::Currency::balance_on_hold(&HoldReason::Bond.into(), &account);
			ensure!(held == provider.bond, "a bond is not what is on hold");
			ensure!(provider.leaves.is_none() || provider.nodes == 0, "a leaving provider has nodes");
			let sum = sums.remove(&account.encode()).unwrap_or_default();
			ensure!(sum == (provider.nodes, provider.power), "a provider's nodes don't add up");
		}
		ensure!(sums.is_empty(), "a node has no provider");
		Ok(())
	}

	/// 3, 4 and 8.
	fn check_nodes() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<_, Capacity>::new();
		for (id, node) in Nodes::<T>::iter() {
			ensure!(id < NextNode::<T>::get(), "a node's number will be given again");
			ensure!(node.used_power <= node.shared, "more of a node is in use than shared");
			ensure!(node.shared <= node.power, "more of a node is shared than it has");
			ensure!(node.used_memory <= node.memory, "more memory of a node is in use than it has");
			let (sum, own) = (sums.entry(node.class).or_default(), node.capacity());
			sum.total = sum.total.saturating_add(own.total);
			sum.busy = sum.busy.saturating_add(own.busy);
		}
		for class in DeviceClass::ALL {
			let sum = sums.remove(&class).unwrap_or_default();
			ensure!(sum == Capacities::<T>::get(class), "the capacity of a class doesn't add up");
		}
		Ok(())
	}

	/// 5 and 6.
	fn check_index() -> Result<(), TryRuntimeError> {
		let mut sizes = BTreeMap::<Bucket, u32>::new();
		let mut bits = BTreeMap::<_, u32>::new();
		for (id, node) in Nodes::<T>::iter() {
			let position = Positions::<T>::get(id);
			let Some(bucket) = node.bucket() else {
				ensure!(position.is_none(), "a node that offers nothing is in the index");
				continue;
			};
			let member = position.and_then(|position| Members::<T>::get(bucket, position));
			ensure!(member == Some(id), "a node is not in the bucket of its free power");
			sizes.entry(bucket).or_default().saturating_inc();
			let (class, region, size) = bucket;
			let filled = bits.entry((class, region)).or_default();
			*filled |= 1u32.checked_shl(size.into()).unwrap_or_default();
		}
		let members: u32 = sizes.values().fold(0, |sum, size| sum.saturating_add(*size));
		ensure!(
			Members::<T>::iter().count() == members as usize,
			"the index has members that are not offered"
		);
		ensure!(
			Positions::<T>::iter().count() == members as usize,
			"a node that is not offered has a position"
		);
		ensure!(
			Members::<T>::iter_keys().all(|(bucket, position)| Some(&position) < sizes.get(&bucket)),
			"a bucket has a gap"
		);
		ensure!(BucketSizes::<T>::iter().collect::<BTreeMap<_, _>>() == sizes, "a bucket's size is wrong");
		ensure!(Filled::<T>::iter().collect::<BTreeMap<_, _>>() == bits, "a region's bits are wrong");
		Ok(())
	}

	/// 7.
	fn check_hosts() -> Result<(), TryRuntimeError> {
		let by_dataset = Hosts::<T>::iter()
			.flat_map(|(dataset, hosts)| hosts.into_iter().map(move |node| (node, dataset)))
			.collect::<Vec<_>>();
		let by_node = Hosted::<T>::iter()
			.flat_map(|(node, datasets)| datasets.into_iter().map(move |dataset| (node, dataset)))
			.collect::<BTreeSet<_>>();
		ensure!(by_dataset.len() == by_node.len(), "a host is listed twice or on one side");
		ensure!(by_dataset.iter().all(|host| by_node.contains(host)), "a dataset's host doesn't know of it");
		ensure!(by_node.iter().all(|(node, _)| Nodes::<T>::contains_key(node)), "a host is no node");
		Ok(())
	}
}
