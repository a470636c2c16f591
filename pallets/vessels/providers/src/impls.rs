//! The bodies of the calls, and what other pallets use.

use super::*;
use aic_primitives::{AssetKind, Locality, NodeInfo, Requirements, WaitReason};
use frame::{
	deps::sp_runtime::TokenError,
	token::{
		fungible::{Inspect, MutateHold},
		tokens::Restriction,
		Fortitude, Precision, Preservation,
	},
	traits::Get,
};

impl<T: Config> Pallet<T> {
	/// Account of the node's provider; `None` when there is no such node.
	pub fn owner_of(node: NodeId) -> Option<T::AccountId> {
		Nodes::<T>::get(node).map(|node| node.provider)
	}

	/// Bond that nodes of `power` in all need.
	pub(crate) fn required(power: u64) -> Balance {
		T::MinBond::get().saturating_add(T::BondPerPower::get().saturating_mul(power.into()))
	}

	/// Whether the provider's bond answers for all his nodes. Computed anew each time, so that it is true for the bonds that
	/// are asked for now, and a slash needs no loop over his nodes.
	pub(crate) fn covers(provider: &Provider) -> bool {
		provider.bond >= Self::required(provider.power)
	}

	/// Changes the record of a provider who isn't leaving.
	fn change_provider<R>(
		account: &T::AccountId,
		change: impl FnOnce(&mut Provider) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Providers::<T>::try_mutate(account, |slot| {
			let provider = slot.as_mut().ok_or(Error::<T>::NotProvider)?;
			ensure!(provider.leaves.is_none(), Error::<T>::Leaving);
			change(provider)
		})
	}

	/// The node, if `account` is its provider.
	fn own_node(account: &T::AccountId, id: NodeId) -> Result<Node<T::AccountId>, DispatchError> {
		let node = Nodes::<T>::get(id).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(node.provider == *account, Error::<T>::NotOwner);
		Ok(node)
	}

	/// A hold may overlap a lock, but a slash pays out what is held: locked coins must not get free that way.
	fn hold(account: &T::AccountId, amount: Balance) -> DispatchResult {
		let spendable = T::Currency::reducible_balance(account, Preservation::Protect, Fortitude::Polite);
		ensure!(amount <= spendable, TokenError::FundsUnavailable);
		T::Currency::hold(&HoldReason::Bond.into(), account, amount)
	}

	pub(crate) fn do_register(account: T::AccountId, bond: Balance) -> DispatchResult {
		ensure!(!Providers::<T>::contains_key(&account), Error::<T>::AlreadyProvider);
		ensure!(bond >= T::MinBond::get(), Error::<T>::BondTooSmall);
		Self::hold(&account, bond)?;
		Providers::<T>::insert(&account, Provider { bond, ..Default::default() });
		Self::deposit_event(Event::Registered { provider: account, bond });
		Ok(())
	}

	pub(crate) fn do_bond_extra(account: T::AccountId, amount: Balance) -> DispatchResult {
		let bond = Self::change_provider(&account, |provider| {
			Self::hold(&account, amount)?;
			provider.bond = provider.bond.saturating_add(amount);
			Ok(provider.bond)
		})?;
		Self::deposit_event(Event::BondAdded { provider: account, amount, bond });
		Ok(())
	}

	pub(crate) fn do_leave(account: T::AccountId) -> DispatchResult {
		let until = Self::change_provider(&account, |provider| {
			ensure!(provider.nodes == 0, Error::<T>::HasNodes);
			let until = T::Time::now().saturating_add(T::CoolingTime::get());
			provider.leaves = Some(until);
			Ok(until)
		})?;
		Self::deposit_event(Event::Left { provider: account, until });
		Ok(())
	}

	pub(crate) fn do_withdraw(account: T::AccountId) -> DispatchResult {
		let provider = Providers::<T>::get(&account).ok_or(Error::<T>::NotProvider)?;
		let until = provider.leaves.ok_or(Error::<T>::NotLeaving)?;
		ensure!(T::Time::now() >= until, Error::<T>::StillCooling);
		let bond = provider.bond;
		T::Currency::release(&HoldReason::Bond.into(), &account, bond, Precision::Exact)?;
		Providers::<T>::remove(&account);
		Self::deposit_event(Event::Withdrawn { provider: account, bond });
		Ok(())
	}

	pub(crate) fn do_add_node(node: Node<T::AccountId>) -> Result<NodeId, DispatchError> {
		ensure!(node.power > 0 && node.power <= T::MaxPower::get(), Error::<T>::PowerOutOfRange);
		ensure!(node.memory > 0, Error::<T>::MemoryOutOfRange);
		ensure!(node.min_price <= T::MaxPrice::get(), Error::<T>::PriceOutOfRange);
		ensure!(Regions::<T>::contains_key(node.region), Error::<T>::NoSuchRegion);
		Self::change_provider(&node.provider, |provider| {
			ensure!(provider.nodes < T::MaxNodesPerProvider::get(), Error::<T>::TooManyNodes);
			provider.nodes.saturating_inc();
			provider.power = provider.power.saturating_add(node.power.into());
			ensure!(Self::covers(provider), Error::<T>::BondTooSmall);
			Ok(())
		})?;
		let id = NextNode::<T>::mutate(|next| {
			let id = *next;
			next.saturating_inc();
			id
		});
		Nodes::<T>::insert(id, &node);
		let Node { provider, class, power, memory, region, min_price, .. } = node;
		Self::deposit_event(Event::NodeAdded { node: id, provider, class, power, memory, region, min_price });
		Ok(id)
	}

	pub(crate) fn do_update_node(
		account: &T::AccountId,
		id: NodeId,
		shared: Power,
		min_price: Balance,
	) -> DispatchResult {
		Self::own_node(account, id)?;
		Self::change(id, |node| {
			ensure!(shared > 0 && shared <= node.power, Error::<T>::PowerOutOfRange);
			ensure!(shared >= node.used_power, Error::<T>::InUse);
			ensure!(min_price <= T::MaxPrice::get(), Error::<T>::PriceOutOfRange);
			node.shared = shared;
			node.min_price = min_price;
			Ok(())
		})?;
		Self::deposit_event(Event::NodeUpdated { node: id, shared, min_price });
		Ok(())
	}

	pub(crate) fn do_remove_node(account: &T::AccountId, id: NodeId) -> DispatchResult {
		let node = Self::own_node(account, id)?;
		ensure!(node.used_power == 0 && node.used_memory == 0, Error::<T>::InUse);
		Self::change_provider(account, |provider| {
			provider.nodes = provider.nodes.saturating_sub(1);
			provider.power = provider.power.saturating_sub(node.power.into());
			Ok(())
		})?;
		Self::withhold(id)?;
		Nodes::<T>::remove(id);
		for dataset in Hosted::<T>::take(id) {
			Self::forget_host(dataset, id);
		}
		Self::deposit_event(Event::NodeRemoved { node: id });
		Ok(())
	}

	pub(crate) fn do_go_idle(account: &T::AccountId, id: NodeId) -> DispatchResult {
		ensure!(!Self::own_node(account, id)?.idle, Error::<T>::AlreadyIdle);
		let provider = Providers::<T>::get(account).ok_or(Error::<T>::NotProvider)?;
		ensure!(Self::covers(&provider), Error::<T>::BondTooSmall);
		Self::change(id, |node| {
			node.idle = true;
			Ok(())
		})?;
		Self::deposit_event(Event::NodeIdle { node: id });
		Ok(())
	}

	pub(crate) fn do_go_busy(account: &T::AccountId, id: NodeId) -> DispatchResult {
		ensure!(Self::own_node(account, id)?.idle, Error::<T>::AlreadyBusy);
		Self::withhold(id)?;
		Self::deposit_event(Event::NodeBusy { node: id });
		Ok(())
	}

	/// Takes a node out of the index.
	fn withhold(id: NodeId) -> DispatchResult {
		Self::change(id, |node| {
			node.idle = false;
			Ok(())
		})
	}

	pub(crate) fn do_host(account: &T::AccountId, id: NodeId, dataset: AssetId) -> DispatchResult {
		Self::own_node(account, id)?;
		ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotDataset);
		Hosted::<T>::try_mutate(id, |datasets| {
			ensure!(!datasets.contains(&dataset), Error::<T>::AlreadyHosted);
			datasets.try_push(dataset).map_err(|_| Error::<T>::TooManyDatasets)
		})?;
		Hosts::<T>::try_mutate(dataset, |hosts| hosts.try_push(id).map_err(|_| Error::<T>::TooManyHosts))?;
		Self::deposit_event(Event::Hosted { node: id, dataset });
		Ok(())
	}

	pub(crate) fn do_unhost(account: &T::AccountId, id: NodeId, dataset: AssetId) -> DispatchResult {
		Self::own_node(account, id)?;
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
			hosts.retain(|host| *host != id);
			*slot = Some(hosts).filter(|left| !left.is_empty());
		});
	}

	pub(crate) fn do_set_region(region: RegionId, near: Near<T>) -> DispatchResult {
		let is_new = |place: usize, other: &RegionId| {
			*other != region && !near.iter().take(place).any(|earlier| earlier == other)
		};
		ensure!(near.iter().enumerate().all(|(place, other)| is_new(place, other)), Error::<T>::BadRegions);
		Regions::<T>::insert(region, &near);
		Self::deposit_event(Event::RegionSet { region, near });
		Ok(())
	}

	/// Takes up to `amount` of the bond on hold; nothing if the beneficiary can't be paid.
	fn take_bond(account: &T::AccountId, amount: Balance, beneficiary: &T::AccountId) -> Balance {
		T::Currency::transfer_on_hold(
			&HoldReason::Bond.into(),
			account,
			beneficiary,
			amount,
			Precision::BestEffort,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default()
	}
}

impl<T: Config> aic_primitives::Nodes<T::AccountId> for Pallet<T> {
	fn info(node: NodeId) -> Option<NodeInfo<T::AccountId>> {
		let Node { provider, class, region, .. } = Nodes::<T>::get(node)?;
		Some(NodeInfo { provider, class, region })
	}

	fn draw(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[T::AccountId],
		seed: H256,
	) -> Result<NodeId, WaitReason> {
		Self::do_draw(requirements, locality, excluded, seed)
	}

	fn reserve(id: NodeId, requirements: &Requirements) -> DispatchResult {
		let Requirements { power, memory, .. } = *requirements;
		Self::change(id, |node| {
			let enough = node.free_power() >= power.max(1) && node.free_memory() >= memory;
			ensure!(enough, Error::<T>::NotFree);
			node.used_power = node.used_power.saturating_add(power);
			node.used_memory = node.used_memory.saturating_add(memory);
			Ok(())
		})
	}

	fn release(id: NodeId, requirements: &Requirements) {
		let Requirements { power, memory, .. } = *requirements;
		let released = Self::change(id, |node| {
			node.used_power = node.used_power.defensive_saturating_sub(power);
			node.used_memory = node.used_memory.defensive_saturating_sub(memory);
			Ok(())
		});
		defensive_assert!(released.is_ok(), "a node with work is not removed");
	}

	fn fault(id: NodeId) {
		if Self::withhold(id).is_ok() {
			Self::deposit_event(Event::NodeFaulted { node: id });
		}
	}

	fn bond_of(power: Power) -> Balance {
		T::BondPerPower::get().saturating_mul(power.into())
	}

	fn slash(id: NodeId, amount: Balance, beneficiary: &T::AccountId) -> Balance {
		let Some(account) = Self::owner_of(id) else { return 0 };
		let amount = Self::take_bond(&account, amount, beneficiary);
		let (bond, covered) = Providers::<T>::mutate_extant(&account, |provider| {
			provider.bond = provider.bond.saturating_sub(amount);
			(provider.bond, Self::covers(provider))
		});
		let beneficiary = beneficiary.clone();
		Self::deposit_event(Event::Slashed {
			provider: account,
			node: id,
			beneficiary,
			amount,
			bond,
			covered,
		});
		amount
	}

	fn capacity(class: DeviceClass) -> (u64, u64) {
		let Capacity { total, busy } = Capacities::<T>::get(class);
		(total, busy)
	}

	fn hosts(dataset: AssetId, node: NodeId) -> bool {
		Hosts::<T>::get(dataset).contains(&node)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &T::AccountId, requirements: &Requirements) -> NodeId {
		Self::ensure_node(provider, requirements).unwrap_or_default()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> Pallet<T> {
	/// An idle node of `account`'s in region 0 that meets the requirements; the account becomes a provider if it is none.
	pub(crate) fn ensure_node(
		account: &T::AccountId,
		requirements: &Requirements,
	) -> Result<NodeId, DispatchError> {
		let Requirements { class, power, memory, unit_price } = *requirements;
		let bond = Self::required(power.into());
		<T::Currency as fungible::Mutate<_>>::mint_into(account, bond.saturating_mul(2))?;
		if !Regions::<T>::contains_key(0) {
			Self::do_set_region(0, Default::default())?;
		}
		if Providers::<T>::contains_key(account) {
			Self::do_bond_extra(account.clone(), bond)?;
		} else {
			Self::do_register(account.clone(), bond)?;
		}
		let min_price = unit_price.min(T::MaxPrice::get());
		let node = Node::new(account.clone(), class, power, memory.max(1), 0, min_price);
		let id = Self::do_add_node(node)?;
		Self::do_go_idle(account, id)?;
		Ok(id)
	}
}
