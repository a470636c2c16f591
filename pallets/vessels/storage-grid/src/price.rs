//! The price of storage, which follows its use.

use crate::{Config, Market, Pallet, Space};
use aic_primitives::{Balance, Moment, PriceParameters};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	prelude::{Debug, Get},
	traits::Time,
};
use scale_info::TypeInfo;

/// The price when it was last touched, and what there is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct MarketState {
	/// In 10⁻¹⁸ AIC per GiB and hour.
	pub price: Balance,
	/// When the interval began that is not yet counted, in ms since the Unix epoch.
	pub updated_at: Moment,
	/// MiB that are offered or used.
	pub total: u64,
	/// MiB that are used.
	pub used: u64,
}

impl MarketState {
	/// The state at `now`, with all whole intervals counted at the use that is stored. A clock that goes back changes nothing.
	pub fn at(self, now: Moment, parameters: &PriceParameters) -> Self {
		let (price, updated_at) = parameters.follow(self.price, self.updated_at, now, self.used, self.total);
		Self { price, updated_at, ..self }
	}
}

impl<T: Config> Pallet<T> {
	/// The price and the capacity now. One read.
	pub(crate) fn market_now() -> MarketState {
		let (parameters, now) = (T::Price::get(), T::Time::now());
		match Market::<T>::get() {
			Some(state) => state.at(now, &parameters),
			None => MarketState { price: parameters.first(), updated_at: now, ..Default::default() },
		}
	}

	/// Counts the time so far at the use that was stored, and stores what a space changed. Nothing when it changed nothing.
	pub(crate) fn recount(before: (u64, u64), after: (u64, u64)) {
		if before == after {
			return;
		}
		let mut state = Self::market_now();
		state.total = state.total.saturating_sub(before.0).saturating_add(after.0);
		state.used = state.used.saturating_sub(before.1).saturating_add(after.1);
		Market::<T>::put(state);
	}

	/// What a space adds, or nothing if there is none.
	pub(crate) fn counted(space: Option<&Space<T::AccountId>>) -> (u64, u64) {
		space.map(Space::counted).unwrap_or_default()
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

	fn after(used: u64, total: u64, time: Moment) -> Balance {
		MarketState { price: PARAMETERS.initial, updated_at: 7, total, used }.at(7 + time, &PARAMETERS).price
	}

	#[test]
	fn price_moves_a_whole_step_when_all_or_nothing_is_used() {
		assert_eq!(after(10, 10, MINUTE), 10_500 * MICRO_AIC);
		assert_eq!(after(0, 10, MINUTE), 9_500 * MICRO_AIC);
		assert_eq!(after(9, 10, MINUTE), 10_250 * MICRO_AIC);
		assert_eq!(after(4, 10, 2 * MINUTE), 9_506_250_000_000_000);
	}

	#[test]
	fn price_stays_when_use_is_on_target_or_there_is_no_space_or_no_interval_passed() {
		for (used, total, time) in [(8, 10, 99 * MINUTE), (0, 0, 99 * MINUTE), (10, 10, MINUTE - 1)] {
			assert_eq!(after(used, total, time), PARAMETERS.initial);
		}
	}

	#[test]
	#[should_panic(expected = "the initial price must be between floor and cap")]
	fn parameters_are_refused_when_the_initial_price_is_above_the_cap() {
		PriceParameters { initial: 2 * AIC, ..PARAMETERS }.check();
	}

	proptest! {
		#[test]
		fn price_is_within_its_bounds_when_anything_is_given(price: u128, total: u64, used: u64, time: u64) {
			let state = MarketState { price, updated_at: 7, total, used }.at(time, &PARAMETERS);
			prop_assert!((PARAMETERS.floor..=PARAMETERS.cap).contains(&state.price));
		}
	}
}
