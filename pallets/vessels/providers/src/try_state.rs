//! What must hold between blocks.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::{deps::sp_runtime::TryRuntimeError, token::fungible::InspectHold};

impl<T: Config> Pallet<T> {
	/// 1. Each provider's record says what is on hold; a leaving one has no nodes and no pledges; no number is given twice.
	/// 2. Each provider's number of nodes, and the power that he answers for, are what his nodes add up to; he answers for those
	///    that are online or at work, and no others.
	/// 3. No more of a node is in use than shared, and no more shared than it has; who is online was measured.
	/// 4. The capacity of each class is what its nodes add up to.
	/// 5. Every entry of the index is of a node that is online, and says what the node's record says; no node has two; the
	///    node finds its own.
	/// 6. Buckets have no gaps and no others than these, and each entry is in the bucket of its free power.
	/// 7. What datasets' lists say of hosts is what nodes' lists say of datasets; all nodes exist; one of each
	///    provider's.
	/// 8. The roll names exactly the nodes that are online, without gaps, each at its position.
	/// 9. The list of regions names those that there are.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let free = Self::check_index()?;
		Self::check_providers(&free)?;
		Self::check_nodes(&free)?;
		Self::check_roll()?;
		Self::check_hosts()?;
		let ids = RegionIds::<T>::get().into_iter().collect::<BTreeSet<_>>();
		ensure!(Regions::<T>::iter_keys().collect::<BTreeSet<_>>() == ids, "the list of regions is wrong");
		Ok(())
	}

	/// Parts in use of a node, given what all nodes have free in the index.
	fn in_use(node: &Node<T::AccountId>, free: Option<&Parts>) -> Parts {
		if node.online {
			node.shared.saturating_sub(free.copied().unwrap_or_default())
		} else {
			node.used
		}
	}

	/// 1 and 2.
	fn check_providers(free: &BTreeMap<NodeId, Parts>) -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<_, (u32, u64, u32)>::new();
		for (id, node) in Nodes::<T>::iter() {
			let (nodes, power, pledges) = sums.entry(node.provider.encode()).or_default();
			nodes.saturating_inc();
			*pledges = pledges.saturating_add(node.pledges);
			let counts = node.online || Self::in_use(&node, free.get(&id)) > 0;
			ensure!(counts || node.answers == 0, "a node that has no work is answered for");
			ensure!(!counts || node.answers >= node.power, "a node is not answered for");
			*power = power.saturating_add(node.answers.into());
		}
		let mut numbers = BTreeSet::new();
		for (account, provider) in Providers::<T>::iter() {
			let held = T::Currency::balance_on_hold(&HoldReason::Bond.into(), &account);
			ensure!(held == provider.bond, "a bond is not what is on hold");
			ensure!(provider.leaves.is_none() || provider.nodes == 0, "a leaving provider has nodes");
			let new = provider.index < NextProvider::<T>::get() && numbers.insert(provider.index);
			ensure!(new, "a provider's number is given twice");
			let (nodes, power, pledges) = sums.remove(&account.encode()).unwrap_or_default();
			ensure!((nodes, power) == (provider.nodes, provider.power), "a provider's nodes don't add up");
			ensure!(pledges > 0 || provider.pledged == 0, "a bond is pledged for no task");
		}
		ensure!(sums.is_empty(), "a node has no provider");
		Ok(())
	}

	/// 3 and 4.
	fn check_nodes(free: &BTreeMap<NodeId, Parts>) -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<_, Capacity>::new();
		for (id, node) in Nodes::<T>::iter() {
			ensure!(id < NextNode::<T>::get(), "a node's number will be given again");
			let used = Self::in_use(&node, free.get(&id));
			ensure!(used <= node.shared, "more of a node is in use than shared");
			ensure!(node.shared <= node.parts, "more of a node is shared than it has");
			ensure!(!node.online || node.power > 0, "a node is online that was not measured");
			ensure!(node.online || !free.contains_key(&id), "a node that is offline is in the index");
			let sum = sums.entry(node.class).or_default();
			let offered = if node.online { node.shared } else { used };
			sum.total = sum.total.saturating_add(node.power_of(offered));
			sum.busy = sum.busy.saturating_add(node.power_of(used));
		}
		for class in DeviceClass::ALL {
			let sum = sums.remove(&class).unwrap_or_default();
			ensure!(sum == Capacities::<T>::get(class), "the capacity of a class doesn't add up");
		}
		Ok(())
	}

	/// 5 and 6. Returns the free parts of each node in the index.
	fn check_index() -> Result<BTreeMap<NodeId, Parts>, TryRuntimeError> {
		let mut free = BTreeMap::new();
		let mut sizes = BTreeMap::<_, Shelf>::new();
		for (((class, region, number), page), entries) in Pages::<T>::iter() {
			let first = page.saturating_mul(PAGE);
			let shelf = sizes.entry((class, region)).or_default();
			let size = Shelves::<T>::get((class, region)).size(number);
			let last = first.saturating_add(entries.len() as u32);
			ensure!(last == size || (last < size && entries.len() as u32 == PAGE), "a bucket has a gap");
			shelf.set(number, shelf.size(number).saturating_add(entries.len() as u32));
			for (place, entry) in entries.iter().enumerate() {
				let node = Nodes::<T>::get(entry.node).ok_or("an entry is of no node")?;
				ensure!(
					(node.class, node.region) == (class, region),
					"an entry is in another class or region"
				);
				let same = node.entry(entry.node, entry.free, entry.trust.into());
				ensure!(same == *entry && entry.free > 0, "an entry is not what its node offers");
				ensure!(entry.bucket() == Some(number), "an entry is in another bucket");
				ensure!(free.insert(entry.node, entry.free).is_none(), "a node has two entries");
				let found = Index::<T>::new().find(entry.node, class, region);
				let position = first.saturating_add(place as u32);
				let own = found.is_some_and(|(bucket, at, _)| bucket.2 == number && at == position);
				ensure!(own, "a node doesn't find its entry");
			}
		}
		ensure!(Shelves::<T>::iter().collect::<BTreeMap<_, _>>() == sizes, "a bucket's size is wrong");
		Ok(free)
	}

	/// 8.
	fn check_roll() -> Result<(), TryRuntimeError> {
		let size = RollSize::<T>::get();
		ensure!(Roll::<T>::iter().count() == size as usize, "the roll is miscounted");
		let mut online = 0u32;
		for (id, node) in Nodes::<T>::iter().filter(|(_, node)| node.online) {
			online.saturating_inc();
			ensure!(node.roll < size && Roll::<T>::get(node.roll) == Some(id), "a node is not on the roll");
		}
		ensure!(online == size, "the roll names a node that is offline");
		Ok(())
	}

	/// 7.
	fn check_hosts() -> Result<(), TryRuntimeError> {
		let by_dataset = Hosts::<T>::iter()
			.flat_map(|(dataset, hosts)| hosts.into_iter().map(move |(node, _)| (node, dataset)))
			.collect::<Vec<_>>();
		let by_node = Hosted::<T>::iter()
			.flat_map(|(node, datasets)| datasets.into_iter().map(move |dataset| (node, dataset)))
			.collect::<BTreeSet<_>>();
		ensure!(by_dataset.len() == by_node.len(), "a host is listed twice or on one side");
		ensure!(by_dataset.iter().all(|host| by_node.contains(host)), "a dataset's host doesn't know of it");
		ensure!(by_node.iter().all(|(node, _)| Nodes::<T>::contains_key(node)), "a host is no node");
		for hosts in Hosts::<T>::iter_values() {
			let owners = hosts.iter().map(|(_, owner)| owner).collect::<BTreeSet<_>>();
			ensure!(owners.len() == hosts.len(), "a provider hosts a dataset twice");
		}
		Ok(())
	}
}
