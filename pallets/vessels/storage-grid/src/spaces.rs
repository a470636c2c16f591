//! Spaces and their bonds.

use super::*;
use frame::token::{fungible::MutateHold, tokens::Restriction, Fortitude, Precision};

impl<T: Config> Pallet<T> {
	/// Bond that a space of so many GiB needs now.
	pub(crate) fn bond_needed(gib: u32) -> Balance {
		T::BondPerGib::get().saturating_mul(gib.into())
	}

	fn check_space(gib: u32, least_price: Balance) -> DispatchResult {
		let limits = T::Limits::get();
		ensure!((limits.least_space..=limits.most_space).contains(&gib), Error::<T>::SizeOutOfRange);
		ensure!(least_price <= T::Price::get().cap, Error::<T>::PriceAboveCap);
		Ok(())
	}

	/// Has the bond be what the space needs now, at most `max_bond`: holds what lacks and frees what is too much.
	fn adjust_bond(space: &mut SpaceOf<T>, max_bond: Balance) -> DispatchResult {
		space.rate = T::BondPerGib::get();
		let needed = space.needed();
		ensure!(needed <= max_bond, Error::<T>::BondAboveMaximum);
		let reason = HoldReason::Bond.into();
		let more = needed.saturating_sub(space.bond);
		if more > 0 {
			aic_primitives::hold_spendable::<_, T::Currency>(&reason, &space.owner, more)?;
		}
		let less = space.bond.saturating_sub(needed);
		if less > 0 {
			T::Currency::release(&reason, &space.owner, less, Precision::Exact)?;
		}
		space.bond = needed;
		Ok(())
	}

	pub(crate) fn do_offer(
		who: T::AccountId,
		gib: u32,
		region: RegionId,
		least_price: Balance,
		endpoint: Endpoint,
		max_bond: Balance,
	) -> DispatchResult {
		Self::check_space(gib, least_price)?;
		ensure!(region < T::Limits::get().regions, Error::<T>::UnknownRegion);
		let id = NextSpace::<T>::get();
		let mut space = Space {
			owner: who.clone(),
			operator: who,
			region,
			gib,
			used: 0,
			least_price,
			rate: 0,
			bond: 0,
			open: true,
			place: None,
			complaints: 0,
			endpoint,
		};
		Self::adjust_bond(&mut space, max_bond)?;
		NextSpace::<T>::put(id.saturating_add(1));
		Self::reindex(id, &mut space);
		Self::recount(Self::counted(None), space.counted());
		Self::deposit_event(Event::SpaceOffered {
			space: id,
			owner: space.owner.clone(),
			gib,
			region,
			bond: space.bond,
		});
		Spaces::<T>::insert(id, space);
		Ok(())
	}

	/// Changes a space of `who`'s.
	fn change_own<R>(
		who: &T::AccountId,
		id: SpaceId,
		change: impl FnOnce(&mut SpaceOf<T>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Self::change_space(id, |space| {
			ensure!(space.owner == *who, Error::<T>::NotOwner);
			change(space)
		})
	}

	pub(crate) fn do_set(
		who: T::AccountId,
		id: SpaceId,
		gib: u32,
		least_price: Balance,
		endpoint: Endpoint,
		max_bond: Balance,
	) -> DispatchResult {
		Self::check_space(gib, least_price)?;
		let bond = Self::change_own(&who, id, |space| {
			space.gib = gib;
			ensure!(space.size() >= space.used, Error::<T>::InUse);
			(space.least_price, space.endpoint, space.open) = (least_price, endpoint, true);
			Self::adjust_bond(space, max_bond)?;
			Ok(space.bond)
		})?;
		Self::deposit_event(Event::SpaceSet { space: id, gib, least_price, bond });
		Ok(())
	}

	pub(crate) fn do_top_up(who: T::AccountId, id: SpaceId, max_bond: Balance) -> DispatchResult {
		let bond = Self::change_own(&who, id, |space| {
			Self::adjust_bond(space, max_bond)?;
			Ok(space.bond)
		})?;
		Self::deposit_event(Event::BondToppedUp { space: id, bond });
		Ok(())
	}

	pub(crate) fn do_set_operator(who: T::AccountId, id: SpaceId, operator: T::AccountId) -> DispatchResult {
		Self::change_own(&who, id, |space| {
			space.operator = operator.clone();
			Ok(())
		})?;
		Self::deposit_event(Event::OperatorSet { space: id, operator });
		Ok(())
	}

	pub(crate) fn do_close_space(who: T::AccountId, id: SpaceId) -> DispatchResult {
		let space = Self::change_own(&who, id, |space| {
			space.open = false;
			Ok(space.clone())
		})?;
		if space.used > 0 || space.complaints > 0 {
			Self::deposit_event(Event::SpaceClosed { space: id });
			return Ok(());
		}
		T::Currency::release(&HoldReason::Bond.into(), &who, space.bond, Precision::Exact)?;
		Spaces::<T>::remove(id);
		Self::deposit_event(Event::SpaceRemoved { space: id, bond: space.bond });
		Ok(())
	}

	/// Takes up to `amount` of a space's bond; returns what was taken: nothing if `to` can't be paid. Then the space isn't offered
	/// until it is topped up.
	pub(crate) fn take_bond(id: SpaceId, amount: Balance, to: &T::AccountId) -> Balance {
		let taken = Self::change_space(id, |space| {
			let taken = T::Currency::transfer_on_hold(
				&HoldReason::Bond.into(),
				&space.owner,
				to,
				amount.min(space.bond),
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)
			.unwrap_or_default();
			space.bond = space.bond.saturating_sub(taken);
			Ok(taken)
		})
		.unwrap_or_default();
		if taken > 0 {
			Self::deposit_event(Event::Slashed { space: id, to: to.clone(), amount: taken });
		}
		taken
	}

	/// Who offers a space; `None` when there is none of this number.
	pub fn owner_of(space: SpaceId) -> Option<T::AccountId> {
		Spaces::<T>::get(space).map(|space| space.owner)
	}

	/// Takes `part` of a space's bond, rounded down, and gives it to `to`; returns what was taken, in 10⁻¹⁸ AIC. The space isn't offered
	/// until it is topped up; what it keeps it goes on keeping.
	pub fn slash_space(space: SpaceId, part: Permill, to: &T::AccountId) -> Balance {
		let bond = Spaces::<T>::get(space).map_or(0, |space| space.bond);
		Self::take_bond(space, part.mul_floor(bond), to)
	}
}
