//! Putting coins on hold that will be paid out.

use crate::Balance;
use frame::{
	deps::sp_runtime::{DispatchResult, TokenError},
	prelude::ensure,
	token::{fungible, Fortitude, Preservation},
};

/// Puts coins of `who` on hold, but only such as he could spend. A hold may overlap a lock, but what is held here will be paid
/// out: locked coins, as those that are vested, must not get free that way.
///
/// Fails with `TokenError::FundsUnavailable`, or as the coin does.
pub fn hold_spendable<AccountId, C>(reason: &C::Reason, who: &AccountId, amount: Balance) -> DispatchResult
where
	C: fungible::Inspect<AccountId, Balance = Balance> + fungible::MutateHold<AccountId, Balance = Balance>,
{
	let spendable = C::reducible_balance(who, Preservation::Protect, Fortitude::Polite);
	ensure!(amount <= spendable, TokenError::FundsUnavailable);
	C::hold(reason, who, amount)
}
