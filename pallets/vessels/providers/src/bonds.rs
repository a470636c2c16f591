//! Providers and their bonds.

use super::*;
use frame::{
	token::{fungible::MutateHold, tokens::Restriction, Fortitude, Precision},
	traits::Get,
};

impl<T: Config> Pallet<T> {
	/// Bond that nodes of `power` in all need.
	pub(crate) fn required(power: u64) -> Balance {
		T::MinBond::get().saturating_add(T::BondPerPower::get().saturating_mul(power.into()))
	}

	/// Whether the provider's bond answers for all that he has online or at work, and for what he pledged.
	pub(crate) fn covers(provider: &Provider) -> bool {
		provider.bond >= Self::required(provider.power).saturating_add(provider.pledged)
	}

	/// Changes the record of a provider who isn't leaving.
	pub(crate) fn change_provider<R>(
		account: &T::AccountId,
		change: impl FnOnce(&mut Provider) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Providers::<T>::try_mutate(account, |slot| {
			let provider = slot.as_mut().ok_or(Error::<T>::NotProvider)?;
			ensure!(provider.leaves.is_none(), Error::<T>::Leaving);
			change(provider)
		})
	}

	fn hold(account: &T::AccountId, amount: Balance) -> DispatchResult {
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Bond.into(), account, amount)
	}

	pub(crate) fn do_register(account: T::AccountId, bond: Balance) -> DispatchResult {
		ensure!(!Providers::<T>::contains_key(&account), Error::<T>::AlreadyProvider);
		ensure!(bond >= T::MinBond::get(), Error::<T>::BondTooSmall);
		Self::hold(&account, bond)?;
		let index = NextProvider::<T>::mutate(|next| {
			let index = *next;
			next.saturating_inc();
			index
		});
		Providers::<T>::insert(&account, Provider { index, bond, ..Default::default() });
		Self::deposit_event(Event::Registered { provider: account, index, bond });
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

	/// The node goes offline, so that what is left of the bond still answers for the provider's other nodes: no task of the
	/// node's costs more than the bond for its power.
	pub(crate) fn do_slash(id: NodeId, amount: Balance, beneficiary: &T::AccountId) -> Balance {
		let Some(node) = Nodes::<T>::get(id) else { return 0 };
		let amount = Self::take_bond(&node.provider, amount, beneficiary);
		Providers::<T>::mutate_extant(&node.provider, |provider| {
			provider.bond = provider.bond.saturating_sub(amount)
		});
		Self::withdraw_node(id);
		let provider = Providers::<T>::get(&node.provider).unwrap_or_default();
		Self::deposit_event(Event::Slashed {
			provider: node.provider,
			node: id,
			beneficiary: beneficiary.clone(),
			amount,
			bond: provider.bond,
			covered: Self::covers(&provider),
		});
		amount
	}

	pub(crate) fn do_pledge(id: NodeId, bond: Balance) -> bool {
		let pledged = Nodes::<T>::try_mutate(id, |slot| {
			let node = slot.as_mut().ok_or(Error::<T>::NoSuchNode)?;
			Self::change_provider(&node.provider, |provider| {
				provider.pledged = provider.pledged.saturating_add(bond);
				ensure!(Self::covers(provider), Error::<T>::BondTooSmall);
				Ok(())
			})?;
			node.pledges.saturating_inc();
			Ok::<_, DispatchError>(())
		});
		pledged.is_ok()
	}

	pub(crate) fn do_unpledge(id: NodeId, bond: Balance) {
		Nodes::<T>::mutate_extant(id, |node| {
			node.pledges = node.pledges.defensive_saturating_sub(1);
			Providers::<T>::mutate_extant(&node.provider, |provider| {
				provider.pledged = provider.pledged.defensive_saturating_sub(bond)
			});
		});
	}
}
