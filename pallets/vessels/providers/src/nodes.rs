//! Devices, regions and nodes: what their providers and governance do with them.

use super::*;
use aic_primitives::{AssetKind, Trust};
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_device(id: DeviceId, device: Device) -> DispatchResult {
		ensure!(device.is_sound(T::MaxPower::get()), Error::<T>::BadDevice);
		Devices::<T>::insert(id, &device);
		Self::deposit_event(Event::DeviceSet { id, device });
		Ok(())
	}

	pub(crate) fn do_set_region(id: RegionId, region: Region<T>) -> DispatchResult {
		let mut last = 0;
		for (place, (other, round_trip)) in region.near.iter().enumerate() {
			let again = region.near.iter().take(place).any(|(earlier, _)| earlier == other);
			ensure!(*other != id && !again && *round_trip >= last, Error::<T>::BadRegion);
			last = *round_trip;
		}
		RegionIds::<T>::try_mutate(|ids| {
			if ids.contains(&id) {
				return Ok(());
			}
			ids.try_push(id).map_err(|_| Error::<T>::TooManyRegions)
		})?;
		Regions::<T>::insert(id, &region);
		Self::deposit_event(Event::RegionSet { id, region });
		Ok(())
	}

	/// The region and those near to it, nearest first; none when there is no such region.
	pub(crate) fn near(region: RegionId) -> Vec<RegionId> {
		let Some(known) = Regions::<T>::get(region) else { return Vec::new() };
		core::iter::once(region).chain(known.near.into_iter().map(|(other, _)| other)).collect()
	}

	pub(crate) fn latency_of(a: RegionId, b: RegionId) -> Option<u32> {
		let to = |from, other: RegionId| {
			let region = Regions::<T>::get(from)?;
			region.near.iter().find(|(near, _)| *near == other).map(|(_, round_trip)| *round_trip)
		};
		if a == b {
			return Regions::<T>::get(a).map(|region| region.own);
		}
		to(a, b).or_else(|| to(b, a))
	}

	/// The node, if `account` is its provider.
	fn own_node(account: &T::AccountId, id: NodeId) -> Result<Node<T::AccountId>, DispatchError> {
		let node = Nodes::<T>::get(id).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(node.provider == *account, Error::<T>::NotOwner);
		Ok(node)
	}

	/// The node, if `account` is its provider or its operator.
	fn run_node(account: &T::AccountId, id: NodeId) -> Result<Node<T::AccountId>, DispatchError> {
		let node = Nodes::<T>::get(id).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(node.provider == *account || node.operator == *account, Error::<T>::NotOwner);
		Ok(node)
	}

	/// The node, if nothing runs on it and nothing that ran is unsettled.
	fn ensure_unused(id: NodeId, node: &Node<T::AccountId>) -> DispatchResult {
		ensure!(node.pledges == 0 && Self::used_parts(id, node) == 0, Error::<T>::InUse);
		Ok(())
	}

	pub(crate) fn do_add_node(
		account: T::AccountId,
		device: DeviceId,
		operator: T::AccountId,
		region: RegionId,
		min_price: Balance,
	) -> Result<NodeId, DispatchError> {
		let kind = Devices::<T>::get(device).ok_or(Error::<T>::NoSuchDevice)?;
		ensure!(min_price <= T::MaxPrice::get(), Error::<T>::PriceOutOfRange);
		ensure!(Regions::<T>::contains_key(region), Error::<T>::NoSuchRegion);
		let owner = Self::change_provider(&account, |provider| {
			ensure!(provider.nodes < T::MaxNodesPerProvider::get(), Error::<T>::TooManyNodes);
			provider.nodes.saturating_inc();
			Ok(provider.index)
		})?;
		let id = NextNode::<T>::mutate(|next| {
			let id = *next;
			next.saturating_inc();
			id
		});
		let node = Node {
			provider: account.clone(),
			owner,
			operator: operator.clone(),
			device,
			class: kind.class,
			region,
			power: 0,
			answers: 0,
			memory: kind.memory,
			parts: kind.parts,
			shared: kind.parts,
			used: 0,
			min_price,
			online: false,
			roll: 0,
			pledges: 0,
			misses: 0,
		};
		Nodes::<T>::insert(id, node);
		Self::deposit_event(Event::NodeAdded {
			node: id,
			provider: account,
			operator,
			device,
			region,
			min_price,
		});
		Ok(id)
	}

	pub(crate) fn do_set_operator(
		account: &T::AccountId,
		id: NodeId,
		operator: T::AccountId,
	) -> DispatchResult {
		let node = Self::own_node(account, id)?;
		Nodes::<T>::insert(id, Node { operator: operator.clone(), ..node });
		Self::deposit_event(Event::OperatorSet { node: id, operator });
		Ok(())
	}

	pub(crate) fn do_update_node(
		account: &T::AccountId,
		id: NodeId,
		shared: Parts,
		min_price: Balance,
	) -> DispatchResult {
		let mut node = Self::own_node(account, id)?;
		ensure!(shared > 0 && shared <= node.parts, Error::<T>::PartsOutOfRange);
		ensure!(min_price <= T::MaxPrice::get(), Error::<T>::PriceOutOfRange);
		ensure!(shared >= Self::used_parts(id, &node), Error::<T>::InUse);
		let online = node.online;
		if online {
			Self::take_offline(id, &mut node);
		}
		node.shared = shared;
		node.min_price = min_price;
		if online {
			Self::bring_online(id, &mut node);
		}
		Nodes::<T>::insert(id, node);
		Self::deposit_event(Event::NodeUpdated { node: id, shared, min_price });
		Ok(())
	}

	pub(crate) fn do_move_node(account: &T::AccountId, id: NodeId, region: RegionId) -> DispatchResult {
		let node = Self::own_node(account, id)?;
		ensure!(Regions::<T>::contains_key(region), Error::<T>::NoSuchRegion);
		ensure!(!node.online, Error::<T>::AlreadyIdle);
		Self::ensure_unused(id, &node)?;
		Nodes::<T>::insert(id, Node { region, power: 0, misses: 0, ..node });
		T::Trust::reset(id);
		Self::deposit_event(Event::NodeMoved { node: id, region });
		Ok(())
	}

	pub(crate) fn do_remove_node(account: &T::AccountId, id: NodeId) -> DispatchResult {
		let node = Self::own_node(account, id)?;
		Self::ensure_unused(id, &node)?;
		Self::withdraw_node(id);
		Self::change_provider(account, |provider| {
			provider.nodes = provider.nodes.saturating_sub(1);
			Ok(())
		})?;
		Nodes::<T>::remove(id);
		T::Trust::reset(id);
		for dataset in Hosted::<T>::take(id) {
			Self::forget_host(dataset, id);
		}
		Self::deposit_event(Event::NodeRemoved { node: id });
		Ok(())
	}

	pub(crate) fn do_go_idle(account: &T::AccountId, id: NodeId) -> DispatchResult {
		let mut node = Self::run_node(account, id)?;
		ensure!(!node.online, Error::<T>::AlreadyIdle);
		ensure!(node.power > 0, Error::<T>::NotMeasured);
		let answers = node.answers.max(node.power);
		Self::change_provider(&node.provider, |provider| {
			provider.power =
				provider.power.saturating_sub(node.answers.into()).saturating_add(answers.into());
			ensure!(Self::covers(provider), Error::<T>::BondTooSmall);
			Ok(())
		})?;
		node.answers = answers;
		Self::bring_online(id, &mut node);
		Nodes::<T>::insert(id, node);
		Self::deposit_event(Event::NodeIdle { node: id });
		Ok(())
	}

	pub(crate) fn do_go_busy(account: &T::AccountId, id: NodeId) -> DispatchResult {
		ensure!(Self::run_node(account, id)?.online, Error::<T>::AlreadyBusy);
		Self::withdraw_node(id);
		Self::deposit_event(Event::NodeBusy { node: id });
		Ok(())
	}

	pub(crate) fn do_evict(id: NodeId) -> DispatchResult {
		let node = Nodes::<T>::get(id).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(node.online, Error::<T>::AlreadyBusy);
		let provider = Providers::<T>::get(&node.provider).ok_or(Error::<T>::NotProvider)?;
		ensure!(!Self::covers(&provider), Error::<T>::Covered);
		Self::withdraw_node(id);
		Self::deposit_event(Event::NodeEvicted { node: id });
		Ok(())
	}

	pub(crate) fn do_certify(id: NodeId, power: Power) -> DispatchResult {
		let node = Nodes::<T>::get(id).ok_or(Error::<T>::NoSuchNode)?;
		let device = Devices::<T>::get(node.device).ok_or(Error::<T>::NoSuchDevice)?;
		ensure!((node.parts.into()..=device.power).contains(&power), Error::<T>::PowerOutOfRange);
		Self::change_power(id, power);
		Ok(())
	}

	/// Takes a node offline if it is online; the provider answers for it as long as work runs on it.
	pub(crate) fn withdraw_node(id: NodeId) {
		Nodes::<T>::mutate_extant(id, |node| {
			if node.online {
				Self::take_offline(id, node);
				Self::drop_if_unused(node);
			}
		});
	}

	/// The provider need not answer any more for a node that is offline and has no work.
	pub(crate) fn drop_if_unused(node: &mut Node<T::AccountId>) {
		if !node.online && node.used == 0 {
			Self::answer_for(node, 0);
		}
	}

	/// Has the provider answer for so much power of a node.
	fn answer_for(node: &mut Node<T::AccountId>, power: Power) {
		let before = core::mem::replace(&mut node.answers, power);
		Providers::<T>::mutate_extant(&node.provider, |provider| {
			provider.power =
				provider.power.defensive_saturating_sub(before.into()).saturating_add(power.into())
		});
	}

	/// Gives a node another power. It goes offline for that and comes back if its provider's bond covers it then.
	pub(crate) fn change_power(id: NodeId, power: Power) {
		let Some(mut node) = Nodes::<T>::get(id) else { return };
		let power = if power < node.parts.into() { 0 } else { power.min(T::MaxPower::get()) };
		let online = node.online;
		if online {
			Self::take_offline(id, &mut node);
		}
		let busy = node.power_of(node.used);
		node.power = power;
		let now_busy = node.power_of(node.used);
		Self::count(node.class, |all| {
			all.total = all.total.saturating_sub(busy).saturating_add(now_busy);
			all.busy = all.busy.saturating_sub(busy).saturating_add(now_busy);
		});
		// What runs is answered for as before, whatever the node is said to have now.
		let least = if node.used > 0 { node.answers } else { 0 };
		let counts = online || node.used > 0;
		Self::answer_for(&mut node, if counts { least.max(power) } else { 0 });
		let covered = Providers::<T>::get(&node.provider).is_some_and(|provider| Self::covers(&provider));
		if online && power > 0 && covered {
			Self::bring_online(id, &mut node);
		} else {
			Self::drop_if_unused(&mut node);
		}
		Nodes::<T>::insert(id, node);
		Self::deposit_event(Event::PowerSet { node: id, power });
	}

	pub(crate) fn do_fault(id: NodeId) {
		Self::withdraw_node(id);
		let Some(node) = Nodes::<T>::mutate(id, |slot| {
			let node = slot.as_mut()?;
			node.misses = node.misses.saturating_add(1);
			Some(node.clone())
		}) else {
			return;
		};
		Self::deposit_event(Event::NodeFaulted { node: id, misses: node.misses });
		if node.misses >= MAX_MISSES {
			Nodes::<T>::mutate_extant(id, |node| node.misses = 0);
			Self::change_power(id, node.power.saturating_sub(node.power.div_ceil(4)));
		}
	}

	pub(crate) fn do_release(id: NodeId, parts: Parts) {
		Nodes::<T>::mutate_extant(id, |node| {
			let freed = if node.online {
				Self::offer_again(id, node, parts)
			} else {
				let freed = parts.min(node.used);
				node.used = node.used.saturating_sub(freed);
				let power = node.power_of(freed);
				Self::count(node.class, |all| all.total = all.total.saturating_sub(power));
				if freed > 0 {
					Self::drop_if_unused(node);
				}
				freed
			};
			defensive_assert!(freed == parts, "what is released was reserved");
			let power = node.power_of(freed);
			Self::count(node.class, |all| all.busy = all.busy.saturating_sub(power));
		});
	}

	/// Gives parts of a node that is online back to the index. Returns how many: no more than were in use.
	fn offer_again(id: NodeId, node: &Node<T::AccountId>, parts: Parts) -> Parts {
		let mut index = Index::<T>::new();
		let found = index.find(id, node.class, node.region);
		let free = found.as_ref().map_or(0, |(_, _, entry)| entry.free);
		let freed = parts.min(node.shared.saturating_sub(free));
		let entry = node.entry(id, free.saturating_add(freed), T::Trust::of(id));
		match found {
			Some((bucket, position, _)) => index.set_free(bucket, position, entry),
			None => index.put(node.class, node.region, entry),
		}
		index.save();
		freed
	}

	pub(crate) fn do_host(account: &T::AccountId, id: NodeId, dataset: AssetId) -> DispatchResult {
		let node = Self::run_node(account, id)?;
		ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotDataset);
		ensure!(node.power > 0, Error::<T>::NotMeasured);
		Hosted::<T>::try_mutate(id, |datasets| {
			ensure!(!datasets.contains(&dataset), Error::<T>::AlreadyHosted);
			datasets.try_push(dataset).map_err(|_| Error::<T>::TooManyDatasets)
		})?;
		Hosts::<T>::try_mutate(dataset, |hosts| {
			ensure!(!hosts.iter().any(|(_, owner)| *owner == node.owner), Error::<T>::ProviderHosts);
			hosts.try_push((id, node.owner)).map_err(|_| Error::<T>::TooManyHosts)
		})?;
		Self::deposit_event(Event::Hosted { node: id, dataset });
		Ok(())
	}

	pub(crate) fn do_unhost(account: &T::AccountId, id: NodeId, dataset: AssetId) -> DispatchResult {
		Self::run_node(account, id)?;
		Hosted::<T>::try_mutate_exists(id, |slot| {
			let mut datasets = slot.take().unwrap_or_default();
			let place = datasets.iter().position(|hosted| *hosted == dataset).ok_or(Error::<T>::NotHosted)?;
			datasets.swap_remove(place);
			*slot = Some(datasets).filter(|left| !left.is_empty());
			Ok::<_, DispatchError>(())
		})?;
		Self::forget_host(dataset, id);
		Self::deposit_event(Event::Unhosted { node: id, dataset });
		Ok(())
	}

	/// Takes a node off a dataset's list.
	fn forget_host(dataset: AssetId, id: NodeId) {
		Hosts::<T>::mutate_exists(dataset, |slot| {
			let mut hosts = slot.take().unwrap_or_default();
			hosts.retain(|(host, _)| *host != id);
			*slot = Some(hosts).filter(|left| !left.is_empty());
		});
	}
}
