//! The price of storage. It follows use: in each interval it is multiplied by 1 + step · d when more than the target is used,
//! d being how far use is from the target on the way to all, or by 1 − step · d when less is. It is computed when somebody looks, in a
//! time that does not depend on how long ago that was.

use crate::{Config, Market, Pallet, Space};
use aic_primitives::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	arithmetic::{FixedPointNumber, FixedU128},
	prelude::{Debug, Get, Perbill},
	traits::{One, Saturating, Time},
};
use scale_info::TypeInfo;

/// Intervals that count of those since the price was last touched; more would not move it off the floor or the cap.
const MAX_INTERVALS: u64 = 100_000;

/// How the price follows use.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PriceParameters {
	/// Price before the first touch, in 10⁻¹⁸ AIC per GiB and hour.
	pub initial: Balance,
	/// Lowest price. At least 1.
	pub floor: Balance,
	/// Highest price.
	pub cap: Balance,
	/// Use at which the price stays as it is.
	pub target: Perbill,
	/// Largest change in an interval. Less than the whole.
	pub step: Perbill,
	/// Length of an interval, in ms. At least 1.
	pub interval: Moment,
}

impl PriceParameters {
	/// Panics if the parameters make no sense. For `integrity_test`.
	pub(crate) fn check(&self) {
		assert!(self.floor > 0, "storage must not be free");
		assert!(
			(self.floor..=self.cap).contains(&self.initial),
			"the initial price must be between floor and cap"
		);
		assert!(!self.step.is_one(), "a price that falls to nothing would never rise again");
		assert!(self.interval > 0, "the interval must not be zero");
	}

	/// The cap wins should governance have crossed the two.
	fn bounded(&self, price: Balance) -> Balance {
		price.max(self.floor).min(self.cap)
	}

	/// What the price is multiplied by in one interval. Without any space there is nothing to follow.
	fn factor(&self, used: u64, total: u64) -> FixedU128 {
		if total == 0 {
			return FixedU128::one();
		}
		let use_now = Perbill::from_rational(used.min(total), total);
		let part = |amount: Perbill, whole: Perbill| {
			let distance = Perbill::from_rational(amount.deconstruct(), whole.deconstruct());
			FixedU128::from(self.step.saturating_mul(distance))
		};
		if use_now > self.target {
			let room = Perbill::one().saturating_sub(self.target);
			FixedU128::one().saturating_add(part(use_now.saturating_sub(self.target), room))
		} else if use_now < self.target {
			FixedU128::one().saturating_sub(part(self.target.saturating_sub(use_now), self.target))
		} else {
			FixedU128::one()
		}
	}
}

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
		let interval = parameters.interval.max(1);
		let elapsed = now.saturating_sub(self.updated_at);
		let rest = elapsed.checked_rem(interval).unwrap_or_default();
		let intervals = elapsed.checked_div(interval).unwrap_or_default().min(MAX_INTERVALS);
		let factor = parameters.factor(self.used, self.total).saturating_pow(intervals as usize);
		let price = parameters.bounded(factor.saturating_mul_int(self.price));
		let updated_at = self.updated_at.saturating_add(elapsed.saturating_sub(rest));
		Self { price, updated_at, ..self }
	}
}

impl<T: Config> Pallet<T> {
	/// The price and the capacity now. One read.
	pub(crate) fn market_now() -> MarketState {
		let (parameters, now) = (T::Price::get(), T::Time::now());
		match Market::<T>::get() {
			Some(state) => state.at(now, &parameters),
			None => MarketState {
				price: parameters.bounded(parameters.initial),
				updated_at: now,
				..Default::default()
			},
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
