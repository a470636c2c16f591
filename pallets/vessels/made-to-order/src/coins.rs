//! Holds, and what is paid out of them without the payroll.

use super::*;
use frame::token::{tokens::Restriction, Fortitude, Precision};
use fungible::MutateHold;

impl<T: Config> Pallet<T> {
	/// Puts coins on hold that `who` could spend.
	pub(crate) fn hold(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		aic_primitives::hold_spendable::<_, T::Currency>(&reason.into(), who, amount)
	}

	/// Gives coins back that were on hold; returns what it was.
	pub(crate) fn release(reason: HoldReason, who: &T::AccountId, amount: Balance) -> Balance {
		if amount == 0 {
			return 0;
		}
		T::Currency::release(&reason.into(), who, amount, Precision::BestEffort).defensive_unwrap_or_default()
	}

	/// Pays out of what `who` has on hold; returns what was paid. All or nothing: what `to` can't take, since it would be his only money and
	/// below the existential deposit, stays on hold. Nobody waits for it.
	pub(crate) fn pay(reason: HoldReason, who: &T::AccountId, to: &T::AccountId, amount: Balance) -> Balance {
		if amount == 0 {
			return 0;
		}
		T::Currency::transfer_on_hold(
			&reason.into(),
			who,
			to,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default()
	}
}
