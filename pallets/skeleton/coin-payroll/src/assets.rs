//! Pay in assets other than AIC. Neither rated nor metered: rewards and the curve count AIC.

use super::*;
use frame::{
	deps::frame_support::traits::fungibles::{Inspect, Mutate},
	traits::{tokens::Preservation, Contains, Get},
};

impl<T: Config> Pallet<T> {
	/// The commission is owed to the treasury, so that it can't make a payment fail.
	pub(crate) fn do_pay_asset(
		payer: T::AccountId,
		resource: ResourceId,
		asset: AssetCode,
		amount: Balance,
	) -> DispatchResult {
		ensure!(T::PaymentAssets::contains(&asset), Error::<T>::AssetNotAccepted);
		ensure!(amount > 0, Error::<T>::NothingPaid);
		let owner = Self::owner(&resource)?;
		let pot = Self::pot();
		// Below that, who is paid last would find the pot's account closed; an asset that was destroyed and made anew has none.
		let needed = AssetTotal::<T>::get(asset).saturating_add(T::Assets::minimum_balance(asset));
		ensure!(T::Assets::balance(asset, &pot) >= needed, Error::<T>::AssetNotCovered);
		T::Assets::transfer(asset, &payer, &pot, amount, Preservation::Preserve)?;
		let commission = T::Commission::get().mul_ceil(amount);
		let net = amount.saturating_sub(commission);
		let members = match Self::split_now(&resource) {
			Some(split) => Self::credit_split_asset(split, asset, net)?,
			None => 0,
		};
		Self::owe_asset(&T::Treasury::get(), asset, commission);
		Self::owe_asset(&owner, asset, net.saturating_sub(members));
		AssetTotal::<T>::mutate(asset, |total| *total = total.saturating_add(amount));
		Self::deposit_event(Event::AssetDistributed { resource, payer, asset, amount, commission });
		Ok(())
	}

	/// What the pot itself earned goes to the treasury.
	pub(crate) fn do_claim_asset(account: T::AccountId, asset: AssetCode) -> DispatchResult {
		let amount = AssetOwed::<T>::take(&account, asset);
		ensure!(amount > 0, Error::<T>::NothingOwed);
		let pot = Self::pot();
		let to = if account == pot { T::Treasury::get() } else { account.clone() };
		T::Assets::transfer(asset, &pot, &to, amount, Preservation::Preserve)?;
		AssetTotal::<T>::mutate_exists(asset, |slot| {
			*slot = slot.and_then(|total| total.checked_sub(amount)).filter(|left| *left > 0)
		});
		Self::deposit_event(Event::AssetPaid { account, asset, amount });
		Ok(())
	}

	/// Owes an account so much of what the total says already.
	pub(crate) fn owe_asset(account: &T::AccountId, asset: AssetCode, amount: Balance) {
		if amount > 0 {
			AssetOwed::<T>::mutate(account, asset, |owed| *owed = owed.saturating_add(amount));
		}
	}
}
