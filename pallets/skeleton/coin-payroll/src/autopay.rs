//! Pay without a claim: whoever is owed enough waits in a line, and blocks with weight to spare pay it, the oldest first.

use super::*;
use aic_primitives::ring::Ring;
use frame::deps::frame_support::storage::with_storage_layer;

/// Places that were given up and are passed over in one look at the line.
pub(crate) const PASSED_OVER: u32 = 2;

/// The line of those who wait to be paid.
type Line<T> = Ring<(), <T as frame_system::Config>::AccountId, PayLineEnds<T>, PayLine<T>>;

impl<T: Config> Pallet<T> {
	/// Puts an account in the line if it is owed enough and not there already. One read, and three writes the first time.
	pub(crate) fn line_up(account: &T::AccountId, debt: &mut Debt) {
		if debt.place.is_none() && debt.amount >= T::AutoPay::get() {
			debt.place = Some(Line::<T>::push((), account.clone()));
		}
	}

	/// Takes an account out of the line. One write.
	pub(crate) fn step_out(debt: &Debt) {
		if let Some(place) = debt.place {
			Line::<T>::remove((), place);
		}
	}

	/// Pays up to [`Config::MaxPaid`] of those who wait, within `meter`.
	pub(crate) fn pay_line(meter: &mut WeightMeter) {
		for _ in 0..T::MaxPaid::get() {
			if !meter.can_consume(T::WeightInfo::pay_next()) || !Self::pay_next() {
				return;
			}
			meter.consume(T::WeightInfo::pay_next());
		}
	}

	/// Pays who waits longest. One who can't be paid leaves the line and is owed as before: he lines up again with what he earns
	/// next. Whether there was anybody, or a place that was given up.
	pub(crate) fn pay_next() -> bool {
		let Some(account) = Line::<T>::peek((), PASSED_OVER) else {
			return !Line::<T>::ends(()).is_empty();
		};
		if let Err(error) = with_storage_layer(|| Self::do_claim(account.clone())) {
			let amount = Owed::<T>::mutate(&account, |debt| {
				debt.as_mut().map_or(0, |debt| {
					debt.place = None;
					debt.amount
				})
			});
			Self::deposit_event(Event::PaymentFailed { account, amount, error });
		}
		Line::<T>::pop(());
		true
	}

	/// Pays those of `accounts` who are owed something; how many that were.
	pub(crate) fn do_claim_many(accounts: &[T::AccountId]) -> u32 {
		let paid = accounts.iter().filter(|account| {
			let claim = || Self::do_claim((*account).clone());
			with_storage_layer(claim).is_ok()
		});
		paid.count() as u32
	}
}
