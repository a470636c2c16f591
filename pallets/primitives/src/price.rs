//! Prices that follow use: in each interval one is multiplied by 1 + step · d when more than the target is used, d being how far use
//! is from the target on the way to all, or by 1 − step · d when less is, d being how far it is on the way to none. They are
//! computed when somebody looks, in a time that does not depend on how long ago that was.

use crate::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	arithmetic::{FixedPointNumber, FixedU128},
	prelude::{Debug, Perbill},
	traits::{One, Saturating},
};
use scale_info::TypeInfo;

/// Intervals that count of those since the price was last touched; more would not move it off the floor or the cap. With so
/// many the relative error of the factor stays below 10⁻¹².
const MAX_INTERVALS: u64 = 100_000;

/// How a price follows use.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PriceParameters {
	/// Price before the first touch, in 10⁻¹⁸ AIC for a unit and an hour.
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
	pub fn check(&self) {
		assert!(self.floor > 0, "what is priced must not be free");
		assert!(
			(self.floor..=self.cap).contains(&self.initial),
			"the initial price must be between floor and cap"
		);
		assert!(!self.step.is_one(), "a price that falls to nothing would never rise again");
		assert!(self.interval > 0, "the interval must not be zero");
	}

	/// The price before anything was touched.
	pub fn first(&self) -> Balance {
		self.bounded(self.initial)
	}

	/// What `price` becomes from `since` to `now`, with `used` of `total` in use all the time, and when the interval began that is not yet
	/// counted. A clock that goes back changes nothing.
	pub fn follow(
		&self,
		price: Balance,
		since: Moment,
		now: Moment,
		used: u64,
		total: u64,
	) -> (Balance, Moment) {
		let interval = self.interval.max(1);
		let elapsed = now.saturating_sub(since);
		let rest = elapsed.checked_rem(interval).unwrap_or_default();
		let intervals = elapsed.checked_div(interval).unwrap_or_default().min(MAX_INTERVALS);
		let factor = self.factor(used, total).saturating_pow(intervals as usize);
		let price = self.bounded(factor.saturating_mul_int(price));
		(price, since.saturating_add(elapsed.saturating_sub(rest)))
	}

	/// The cap wins should governance have crossed the two.
	fn bounded(&self, price: Balance) -> Balance {
		price.max(self.floor).min(self.cap)
	}

	/// What the price is multiplied by in one interval. Without anything there is nothing to follow.
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
