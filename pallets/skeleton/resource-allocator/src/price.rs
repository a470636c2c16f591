//! The price of power. It follows use: in each interval it is multiplied by 1 + step · d when more than the target is busy,
//! d being how far use is from the target on the way to all, or by 1 − step · d when less is, d being how far it
//! is on the way to none. It is computed when somebody looks, in a time that does not depend on how long ago that was.

use crate::{Config, Pallet, PowerPrices};
use aic_primitives::{Balance, DeviceClass, Moment, Nodes};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	arithmetic::{FixedPointNumber, FixedU128},
	prelude::{Debug, Get, Perbill},
	traits::{One, Saturating, Time, Zero},
};
use scale_info::TypeInfo;

/// Intervals that count of those since the price was last touched; more would not move it off the floor or the cap. With so
/// many the relative error of the factor stays below 10⁻¹².
const MAX_INTERVALS: u64 = 100_000;

/// How the price follows use.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PriceParameters {
	/// Price before the first touch, in 10⁻¹⁸ AIC per power and hour.
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
		assert!(self.floor > 0, "power must not be free");
		assert!(
			(self.floor..=self.cap).contains(&self.initial),
			"the initial price must be between floor and cap"
		);
		assert!(!self.step.is_one(), "a price that falls to nothing would never rise again");
		assert!(self.interval > 0, "the interval must not be zero");
	}

	/// The price before anything was touched.
	fn begin(&self, now: Moment) -> PowerPrice {
		PowerPrice { price: self.bounded(self.initial), updated_at: now, total: 0, busy: 0 }
	}

	/// The cap wins should governance have crossed the two.
	fn bounded(&self, price: Balance) -> Balance {
		price.max(self.floor).min(self.cap)
	}

	/// What the price is multiplied by in one interval with `busy` of `total` power in use. Without any power there is
	/// nothing to follow.
	fn factor(&self, busy: u64, total: u64) -> FixedU128 {
		if total.is_zero() {
			return FixedU128::one();
		}
		let used = Perbill::from_rational(busy.min(total), total);
		let part = |amount: Perbill, whole: Perbill| {
			let distance = Perbill::from_rational(amount.deconstruct(), whole.deconstruct());
			FixedU128::from(self.step.saturating_mul(distance))
		};
		if used > self.target {
			FixedU128::one().saturating_add(part(
				used.saturating_sub(self.target),
				Perbill::one().saturating_sub(self.target),
			))
		} else if used < self.target {
			FixedU128::one().saturating_sub(part(self.target.saturating_sub(used), self.target))
		} else {
			FixedU128::one()
		}
	}
}

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
		let interval = parameters.interval.max(1);
		let elapsed = now.saturating_sub(self.updated_at);
		let rest = elapsed.checked_rem(interval).unwrap_or_default();
		let intervals = elapsed.checked_div(interval).unwrap_or_default().min(MAX_INTERVALS);
		let factor = parameters.factor(self.busy, self.total).saturating_pow(intervals as usize);
		let price = parameters.bounded(factor.saturating_mul_int(self.price));
		let updated_at = self.updated_at.saturating_add(elapsed.saturating_sub(rest));
		Self { price, updated_at, ..self }
	}
}

impl<T: Config> Pallet<T> {
	/// The price of `class` now. Two reads.
	pub(crate) fn price_state(class: DeviceClass) -> PowerPrice {
		let (parameters, now) = (T::Price::get(), T::Time::now());
		PowerPrices::<T>::get(class).map_or_else(|| parameters.begin(now), |state| state.at(now, &parameters))
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
