//! The curve's shape, and the section of it that holds now.

use crate::Balance;
use aic_math::logistic::Curve;
use aic_primitives::currency::BILLION_AIC;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::Debug;
use scale_info::TypeInfo;

/// The shape of the curve, in fees counted from genesis.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Parameters {
	/// Fees at which the curve is steepest, in 10⁻¹⁸ AIC.
	pub midpoint: Balance,
	/// Fees that stretch the curve by one unit of x, in 10⁻¹⁸ AIC. Not zero.
	pub width: Balance,
}

impl Default for Parameters {
	/// Midpoint 10 billion AIC, width 2 billion AIC.
	fn default() -> Self {
		Self { midpoint: BILLION_AIC.saturating_mul(10), width: BILLION_AIC.saturating_mul(2) }
	}
}

/// A section of the ceiling's way, from one change of the parameters to the next.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Section {
	/// Shape of the curve.
	pub parameters: Parameters,
	/// Fees metered when the section began, in 10⁻¹⁸ AIC.
	pub start: Balance,
	/// Ceiling when the section began, in 10⁻¹⁸ AIC.
	pub base: Balance,
}

impl Section {
	/// The ceiling after `fees`: the base, and along the curve what was left below the `cap` when the section began.
	///
	/// At the start it is the base, it never falls when `fees` grow, and it never passes the `cap`.
	pub fn ceiling(&self, cap: Balance, fees: Balance) -> Balance {
		let Parameters { midpoint, width } = self.parameters;
		let risen = Curve::new(cap.saturating_sub(self.base), midpoint, width)
			.map_or(0, |rest| rest.starting_at(self.start).issued(fees));
		self.base.saturating_add(risen)
	}
}
