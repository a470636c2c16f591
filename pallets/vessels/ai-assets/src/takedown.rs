//! Coins that answer for an asset, and taking it down.

use super::*;
use frame::traits::tokens::Restriction;
use fungible::{Inspect, MutateHold};
use Precision::BestEffort;

/// Guarantees.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_guarantee(who: T::AccountId, asset: AssetId, amount: Balance) -> DispatchResult {
		let record = Self::standing(asset)?;
		ensure!(Self::owner(asset).as_ref() == Some(&who), Error::<T>::NotOwner);
		ensure!(amount == 0 || amount >= T::Currency::minimum_balance(), Error::<T>::GuaranteeTooSmall);
		let before = Guarantees::<T>::get(asset);
		if let Some(before) = &before {
			// Never less than what licensees relied on, whoever puts it up.
			let bound = amount < before.amount && T::Time::now() < before.until;
			ensure!(!bound, Error::<T>::GuaranteeBound);
			Self::free_guarantee(&before.by, before.amount)?;
		}
		let reason = HoldReason::Guarantee.into();
		aic_primitives::hold_spendable::<_, T::Currency>(&reason, &who, amount)?;
		// What the owner of today sold before is what the asset is kept for.
		let until = before.map_or(record.kept_until, |before| before.until);
		let guarantee = Guarantee { by: who, amount, until };
		Guarantees::<T>::set(asset, (amount > 0).then_some(guarantee));
		Self::deposit_event(Event::GuaranteeSet { asset, amount });
		Ok(())
	}

	fn free_guarantee(by: &T::AccountId, amount: Balance) -> Result<Balance, DispatchError> {
		T::Currency::release(&HoldReason::Guarantee.into(), by, amount, BestEffort)
	}

	/// The way out of who owned the asset before.
	pub(crate) fn do_release_guarantee(asset: AssetId) -> DispatchResult {
		let Guarantee { by, amount, until } = Guarantees::<T>::take(asset).ok_or(Error::<T>::NoGuarantee)?;
		ensure!(Self::owner(asset).as_ref() != Some(&by), Error::<T>::GuaranteeInUse);
		ensure!(T::Time::now() >= until, Error::<T>::GuaranteeBound);
		Self::free_guarantee(&by, amount)?;
		Self::deposit_event(Event::GuaranteeReleased { asset, by, amount });
		Ok(())
	}

	/// The asset is no more.
	pub(crate) fn end_guarantee(asset: AssetId) -> DispatchResult {
		if let Some(Guarantee { by, amount, .. }) = Guarantees::<T>::take(asset) {
			Self::free_guarantee(&by, amount)?;
			Self::deposit_event(Event::GuaranteeReleased { asset, by, amount });
		}
		Ok(())
	}

	fn pay_guarantee(by: &T::AccountId, amount: Balance, to: &T::AccountId) -> Balance {
		T::Currency::transfer_on_hold(
			&HoldReason::Guarantee.into(),
			by,
			to,
			amount,
			BestEffort,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default()
	}

	/// A former owner's guarantee does not answer for what the new one does.
	pub(crate) fn do_slash(asset: AssetId, amount: Balance, to: &T::AccountId) -> Balance {
		Guarantees::<T>::mutate_exists(asset, |slot| {
			let owner = Self::owner(asset);
			let Some(guarantee) = slot.as_mut().filter(|guarantee| owner.as_ref() == Some(&guarantee.by))
			else {
				return 0;
			};
			let taken = Self::pay_guarantee(&guarantee.by, amount.min(guarantee.amount), to);
			guarantee.amount = guarantee.amount.saturating_sub(taken);
			let by = guarantee.by.clone();
			if guarantee.amount == 0 {
				*slot = None;
			}
			if taken > 0 {
				Self::deposit_event(Event::GuaranteeSlashed { asset, by, amount: taken, to: to.clone() });
			}
			taken
		})
	}
}

/// Taking down.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_take_down(asset: AssetId, reason: H256) -> DispatchResult {
		let mut record = Self::standing(asset)?;
		record.taken_down = true;
		Assets::<T>::insert(asset, record);
		let (guarantor, fund) = Guarantees::<T>::take(asset)
			.map_or((None, 0), |guarantee| (Some(guarantee.by), guarantee.amount));
		let takedown = Takedown {
			reason,
			era: T::Eras::current(),
			closes: T::Time::now().saturating_add(T::ClaimWindow::get()),
			guarantor,
			fund,
			left: fund,
			claimed: 0,
			claims: 0,
			ended: false,
		};
		let closes = takedown.closes;
		Takedowns::<T>::insert(asset, takedown);
		Self::deposit_event(Event::TakenDown { asset, reason, fund, closes });
		Ok(())
	}

	/// Gives up the licences that were bought for this version: what others sold with other versions is not refunded by its guarantor.
	pub(crate) fn do_claim_refund(who: T::AccountId, asset: AssetId) -> DispatchResult {
		let record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let mut takedown = Takedowns::<T>::get(asset).ok_or(Error::<T>::NotTakenDown)?;
		ensure!(T::Time::now() < takedown.closes, Error::<T>::ClaimsClosed);
		let mut value: Balance = 0;
		Licences::<T>::mutate_exists(record.line, &who, |slot| {
			let Some(list) = slot else { return };
			for held in list.iter_mut().filter(|held| held.from == record.version) {
				value = value.saturating_add(held.give_up(takedown.era));
			}
			list.retain(|held| held.from != record.version || held.unpaid > 0);
			if list.is_empty() {
				*slot = None;
			}
		});
		ensure!(value > 0, Error::<T>::NothingToClaim);
		Claims::<T>::mutate(asset, &who, |claim| {
			if *claim == 0 {
				takedown.claims = takedown.claims.saturating_add(1);
			}
			*claim = claim.saturating_add(value);
		});
		takedown.claimed = takedown.claimed.saturating_add(value);
		Takedowns::<T>::insert(asset, takedown);
		Self::deposit_event(Event::RefundClaimed { asset, holder: who, value });
		Ok(())
	}

	/// A takedown whose claims are all made.
	fn closed_takedown(asset: AssetId) -> Result<Takedown<T::AccountId>, Error<T>> {
		let takedown = Takedowns::<T>::get(asset).ok_or(Error::<T>::NotTakenDown)?;
		ensure!(T::Time::now() >= takedown.closes, Error::<T>::ClaimsOpen);
		Ok(takedown)
	}

	/// Pays a claim. What can't be paid, since the account is no more and it is below the existential deposit, lapses.
	pub(crate) fn do_pay_refund(asset: AssetId, holder: T::AccountId) -> DispatchResult {
		let mut takedown = Self::closed_takedown(asset)?;
		let value = Claims::<T>::take(asset, &holder);
		ensure!(value > 0, Error::<T>::NothingToClaim);
		let due = takedown.refund(value);
		let paid = match &takedown.guarantor {
			Some(by) if *by == holder => Self::free_guarantee(by, due)?,
			Some(by) => Self::pay_guarantee(by, due, &holder),
			None => 0,
		};
		takedown.left = takedown.left.saturating_sub(paid);
		takedown.claims = takedown.claims.saturating_sub(1);
		Self::deposit_event(Event::RefundPaid { asset, holder, amount: paid });
		if takedown.ended && takedown.claims == 0 {
			Self::return_fund(asset, &mut takedown, 0)?;
		}
		Takedowns::<T>::insert(asset, takedown);
		Ok(())
	}

	/// The guarantor gets all back but `owed`.
	fn return_fund(asset: AssetId, takedown: &mut Takedown<T::AccountId>, owed: Balance) -> DispatchResult {
		let rest = takedown.left.saturating_sub(owed);
		if let Some(by) = takedown.guarantor.clone().filter(|_| rest > 0) {
			Self::free_guarantee(&by, rest)?;
			takedown.left = takedown.left.saturating_sub(rest);
			Self::deposit_event(Event::GuaranteeReleased { asset, by, amount: rest });
		}
		Ok(())
	}

	/// Before the first or after the last payment, or in between: what was paid was a part of what is owed.
	pub(crate) fn do_end_takedown(asset: AssetId) -> DispatchResult {
		let mut takedown = Self::closed_takedown(asset)?;
		ensure!(!takedown.ended, Error::<T>::TakedownOver);
		takedown.ended = true;
		let paid = takedown.fund.saturating_sub(takedown.left);
		let owed = if takedown.claims == 0 { 0 } else { takedown.owed().saturating_sub(paid) };
		Self::return_fund(asset, &mut takedown, owed)?;
		Takedowns::<T>::insert(asset, takedown);
		Self::deposit_event(Event::TakedownEnded { asset });
		Ok(())
	}

	pub(crate) fn do_restore(asset: AssetId) -> DispatchResult {
		Assets::<T>::try_mutate(asset, |record| {
			let record = record.as_mut().ok_or(Error::<T>::UnknownAsset)?;
			let takedown = Takedowns::<T>::take(asset).ok_or(Error::<T>::NotTakenDown)?;
			ensure!(takedown.is_over(), Error::<T>::TakedownOpen);
			record.taken_down = false;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::Restored { asset });
		Ok(())
	}
}
