//! The price of power, which follows its use.

use crate::{Config, Pallet, PowerPrices};
use aic_primitives::{Balance, DeviceClass, Moment, Nodes, PriceParameters};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	prelude::{Debug, Get},
	traits::Time,
};
use scale_info::TypeInfo;

/// The price of a class's power when it was last touched.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PowerPrice {
	/// In 10⁻¹⁸ AIC per power and hour.
	pub price: Balance,
	/// When the interval began that is not yet counted, in ms since the Unix epoch.
	pub updated_at: Moment,
	/// Power offered or busy since then.
	pub total: u64,
	/// The busy part.
	pub busy: u64,
}

impl PowerPrice {
	/// The price at `now`, with all whole intervals counted at the use that is stored. A clock that goes back changes nothing.
	pub fn at(self, now: Moment, parameters: &PriceParameters) -> Self {
		let (price, updated_at) = parameters.follow(self.price, self.updated_at, now, self.busy, self.total);
		Self { price, updated_at, ..self }
	}
}

impl<T: Config> Pallet<T> {
	/// The price of `class` now. Two reads.
	pub(crate) fn price_state(class: DeviceClass) -> PowerPrice {
		let (parameters, now) = (T::Price::get(), T::Time::now());
		let begun = || PowerPrice { price: parameters.first(), updated_at: now, total: 0, busy: 0 };
		PowerPrices::<T>::get(class).map_or_else(begun, |state| state.at(now, &parameters))
	}

	/// Counts the time so far at the use that was stored, and stores the use that there is now.
	pub(crate) fn touch_price(class: DeviceClass) {
		let (total, busy) = T::Nodes::capacity(class);
		PowerPrices::<T>::insert(class, PowerPrice { total, busy, ..Self::price_state(class) });
	}
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use aic_primitives::{
		currency::{AIC, MICRO_AIC, MILLI_AIC},
		time::MINUTE,
	};
	use frame::prelude::Perbill;
	use proptest::prelude::*;

	const PARAMETERS: PriceParameters = PriceParameters {
		initial: 10 * MILLI_AIC,
		floor: MILLI_AIC,
		cap: AIC,
		target: Perbill::from_percent(80),
		step: Perbill::from_percent(5),
		interval: MINUTE,
	};

	fn after(busy: u64, total: u64, time: Moment) -> Balance {
		PowerPrice { price: PARAMETERS.initial, updated_at: 7, total, busy }.at(7 + time, &PARAMETERS).price
	}

	#[test]
	fn price_moves_a_whole_step_when_all_or_nothing_is_busy() {
		assert_eq!(after(10, 10, MINUTE), 10_500 * MICRO_AIC);
		assert_eq!(after(0, 10, MINUTE), 9_500 * MICRO_AIC);
		assert_eq!(after(9, 10, MINUTE), 10_250 * MICRO_AIC);
		assert_eq!(after(4, 10, MINUTE), 9_750 * MICRO_AIC);
		assert_eq!(after(10, 10, 2 * MINUTE), 11_025 * MICRO_AIC);
	}

	#[test]
	fn price_stays_when_use_is_on_target_or_there_is_no_power_or_no_interval_passed() {
		for (busy, total, time) in
			[(8, 10, 1_000 * MINUTE), (0, 0, 1_000 * MINUTE), (10, 10, MINUTE - 1), (10, 10, 0)]
		{
			assert_eq!(after(busy, total, time), PARAMETERS.initial);
		}
	}

	#[test]
	fn price_stays_within_floor_and_cap_when_nobody_looked_for_ever() {
		assert_eq!(after(10, 10, Moment::MAX - 7), PARAMETERS.cap);
		assert_eq!(after(0, 10, Moment::MAX - 7), PARAMETERS.floor);
		assert_eq!(after(11, 10, Moment::MAX - 7), PARAMETERS.cap);
	}

	#[test]
	fn price_stays_when_the_clock_goes_back() {
		let state = PowerPrice { price: AIC / 2, updated_at: 1_000_000, total: 1, busy: 1 };
		assert_eq!(state.at(0, &PARAMETERS), state);
	}

	#[test]
	fn price_is_defined_when_governance_sets_nonsense() {
		let odd = PriceParameters { interval: 0, floor: 5, cap: 3, target: Perbill::zero(), ..PARAMETERS };
		let state = PowerPrice { price: 4, updated_at: 0, total: 10, busy: 10 };
		assert_eq!(state.at(1_000, &odd).price, 3);
		let full = PriceParameters { target: Perbill::one(), ..PARAMETERS };
		assert_eq!(PowerPrice { price: AIC / 2, ..state }.at(MINUTE, &full).price, AIC / 2);
	}

	#[test]
	#[should_panic(expected = "the initial price must be between floor and cap")]
	fn parameters_are_refused_when_the_initial_price_is_above_the_cap() {
		PriceParameters { initial: 2 * AIC, ..PARAMETERS }.check();
	}

	proptest! {
		#[test]
		fn price_rises_when_more_is_busy(a in 0..=1_000u64, b in 0..=1_000u64, time in 0..1_000 * MINUTE) {
			let (low, high) = (a.min(b), a.max(b));
			prop_assert!(after(low, 1_000, time) <= after(high, 1_000, time));
		}

		#[test]
		fn price_never_turns_when_time_passes(busy in 0..=1_000u64, time in 0..200_000 * MINUTE, more in 0..1_000 * MINUTE) {
			let (early, late) = (after(busy, 1_000, time), after(busy, 1_000, time + more));
			prop_assert!((busy >= 800 || early >= late) && (busy <= 800 || early <= late));
		}

		#[test]
		fn price_follows_that_of_one_step_at_a_time_when_it_is_computed_at_once(busy in 0..=1_000u64, n in 0..300u64) {
			let mut state = PowerPrice { price: PARAMETERS.initial, updated_at: 7, total: 1_000, busy };
			for minute in 1..=n {
				state = state.at(7 + minute * MINUTE, &PARAMETERS);
			}
			prop_assert!(state.price.abs_diff(after(busy, 1_000, n * MINUTE)) <= state.price / 1_000_000_000_000);
		}

		#[test]
		fn price_is_the_same_when_somebody_looked_in_between(busy in 0..=1_000u64, first in 0..100 * MINUTE, then in 0..100 * MINUTE) {
			let state = PowerPrice { price: PARAMETERS.initial, updated_at: 7, total: 1_000, busy };
			let (end, twice) = (7 + first + then, state.at(7 + first, &PARAMETERS));
			let (twice, once) = (twice.at(end, &PARAMETERS), state.at(end, &PARAMETERS));
			prop_assert_eq!(twice.updated_at, once.updated_at);
			prop_assert!(twice.price.abs_diff(once.price) <= once.price / 1_000_000_000_000);
		}

		#[test]
		fn price_is_within_its_bounds_when_anything_is_given(price: u128, total: u64, busy: u64, time: u64) {
			let state = PowerPrice { price, updated_at: 7, total, busy }.at(time, &PARAMETERS);
			prop_assert!((PARAMETERS.floor..=PARAMETERS.cap).contains(&state.price));
		}
	}
}
