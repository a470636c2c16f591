//! How a fee is divided and how what is owed is paid.

use super::*;
use aic_primitives::{Funds, Payroll, ResourceUse, Shares};
use frame::traits::{
	fungible::{Mutate, MutateHold},
	tokens::{Fortitude, Precision, Preservation, Restriction},
	AccountIdConversion, Get,
};

impl<T: Config> Payroll<T::AccountId, T::RuntimeHoldReason> for Pallet<T> {
	/// All or nothing. A fee of zero moves nothing and leaves no event. Fails with `UnknownResource`, or as the coin does when the
	/// payer lacks the money.
	fn distribute(paid: ResourceUse<T::AccountId>, funds: Funds<T::RuntimeHoldReason>) -> DispatchResult {
		if paid.amount == 0 {
			return Ok(());
		}
		let shares = Self::shares(&paid.resource)?;
		let ResourceUse { resource, payer, amount, kind } = paid;
		Self::collect(&payer, amount, funds)?;
		let era = Self::touch();
		let commission = T::Commission::get().mul_ceil(amount);
		let (to_pool, to_treasury) = Self::keep(commission);
		T::Issuance::meter(amount);
		if !shares.iter().any(|(account, _)| *account == payer) {
			T::Ratings::record(era, resource, amount, commission);
		}
		Self::deposit_event(Event::Distributed {
			resource,
			payer,
			kind,
			amount,
			commission,
			to_pool,
			to_treasury,
		});
		Self::credit(resource, Reason::Use(kind), amount.saturating_sub(commission), &shares);
		Ok(())
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::distribute()
	}
}

impl<T: Config> Pallet<T> {
	/// Account that holds the pool, what is owed and what closed eras reserve.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn shares(resource: &ResourceId) -> Result<Shares<T::AccountId>, Error<T>> {
		T::Beneficiaries::of(resource).filter(|shares| !shares.is_empty()).ok_or(Error::<T>::UnknownResource)
	}

	fn collect(payer: &T::AccountId, amount: Balance, funds: Funds<T::RuntimeHoldReason>) -> DispatchResult {
		let pot = Self::pot();
		match funds {
			Funds::Free => T::Currency::transfer(payer, &pot, amount, Preservation::Preserve)?,
			Funds::Held(reason) => T::Currency::transfer_on_hold(
				&reason,
				payer,
				&pot,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?,
		};
		Ok(())
	}

	/// Divides the commission between pool and treasury; returns both parts. What the treasury can't take, since it would
	/// be its only money and below the existential deposit, goes to the pool: a fee is never stuck for it.
	fn keep(commission: Balance) -> (Balance, Balance) {
		let mut to_treasury = commission.saturating_sub(T::PoolShare::get().mul_floor(commission));
		if to_treasury > 0
			&& T::Currency::transfer(&Self::pot(), &T::Treasury::get(), to_treasury, Preservation::Preserve)
				.is_err()
		{
			to_treasury = 0;
		}
		let to_pool = commission.saturating_sub(to_treasury);
		Pool::<T>::mutate(|pool| *pool = pool.saturating_add(to_pool));
		(to_pool, to_treasury)
	}

	/// Divides `amount` by the shares, each rounded down; the first beneficiary gets the dust with his.
	pub(crate) fn credit(
		resource: ResourceId,
		reason: Reason,
		amount: Balance,
		shares: &Shares<T::AccountId>,
	) {
		let Some(((first, _), others)) = shares.split_first() else { return };
		let mut left = amount;
		for (account, share) in others {
			let part = share.mul_floor(amount).min(left);
			left = left.saturating_sub(part);
			Self::owe(account, resource, reason, part);
		}
		Self::owe(first, resource, reason, left);
		TotalOwed::<T>::mutate(|total| *total = total.saturating_add(amount));
	}

	fn owe(account: &T::AccountId, resource: ResourceId, reason: Reason, amount: Balance) {
		if amount == 0 {
			return;
		}
		Owed::<T>::mutate(account, |slot| {
			let debt = slot.get_or_insert_default();
			debt.amount = debt.amount.saturating_add(amount);
			Self::line_up(account, debt);
		});
		Self::deposit_event(Event::Credited { account: account.clone(), resource, reason, amount });
	}

	pub(crate) fn do_claim(account: T::AccountId) -> DispatchResult {
		let debt = Owed::<T>::take(&account).ok_or(Error::<T>::NothingOwed)?;
		Self::step_out(&debt);
		let amount = debt.amount;
		if account == Self::pot() {
			// It owns an asset: what that earned is the pool's.
			Pool::<T>::mutate(|pool| *pool = pool.saturating_add(amount));
		} else {
			T::Currency::transfer(&Self::pot(), &account, amount, Preservation::Preserve)?;
		}
		TotalOwed::<T>::mutate(|total| *total = total.saturating_sub(amount));
		Paid::<T>::mutate(&account, |paid| *paid = paid.saturating_add(amount));
		Self::deposit_event(Event::Paid { account, amount });
		Ok(())
	}
}
