//! The least value of AIC: what work it buys, and what is burned when that is too little.

use super::*;
use aic_primitives::time::HOUR;
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	/// Writes down what so much work cost.
	pub(crate) fn meter_work(fee: Balance, work: u128) {
		if work > 0 {
			Books::<T>::mutate(|ledger| {
				ledger.fees = ledger.fees.saturating_add(fee);
				ledger.work = ledger.work.saturating_add(work);
			});
		}
	}

	/// At the end of an era: moves the burned part of the commission by a step, up when a power cost more for an hour than the band
	/// allows, which is when AIC bought too little, and down when it cost less. It stays when nothing was worked.
	pub(crate) fn keep_value(era: EraIndex) {
		let mut ledger = Books::<T>::get();
		let price = aic_math::mul_div_floor(ledger.fees, HOUR.into(), ledger.work);
		ledger.fees = 0;
		ledger.work = 0;
		if let Some(price) = price {
			let UtilityBand { low, high, step, max_burn } = T::UtilityBand::get();
			if price > high {
				ledger.burn = ledger.burn.saturating_add(step);
			} else if price < low {
				ledger.burn = ledger.burn.saturating_sub(step);
			}
			ledger.burn = ledger.burn.min(max_burn);
			Self::deposit_event(Event::WorkPriced { era, price, burn: ledger.burn });
		}
		Books::<T>::put(ledger);
	}
}
