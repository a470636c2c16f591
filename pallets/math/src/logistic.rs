//! The logistic curve along which additional coins are issued.

use crate::exp::{exp_neg, scaled, times, BITS, ONE};
use crate::mul_div::product;

/// A logistic curve from zero to `cap`, bent so that it begins at zero.
///
/// With L(x) = 1 / (1 + e^−x), m the midpoint, w the width and s the start, after F of fees there are issued
///
/// cap · (L((F − m) / w) − L((s − m) / w)) / (1 − L((s − m) / w)),
///
/// zero up to the start. The same without differences of nearly equal numbers, and as it is computed:
///
/// cap · (1 − e^−((F − s) / w)) / (1 + e^((m − F) / w)).
///
/// **What remains of a curve is such a curve.** After any fees F₀, what is still to come along the curve is, as a part
/// of what was left then, the curve of the same midpoint and width that starts at F₀. So to change the shape on the way without
/// a jump, keep what was issued and take for what is left a curve that starts now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Curve {
	cap: u128,
	midpoint: u128,
	width: u128,
	start: u128,
}

impl Curve {
	/// A curve that goes to `cap`, is steepest at `midpoint` fees and rises from 27 % to 73 % of its logistic within
	/// a `width` to each side. `None` if `width` is zero.
	pub const fn new(cap: u128, midpoint: u128, width: u128) -> Option<Self> {
		if width == 0 {
			return None;
		}
		Some(Self { cap, midpoint, width, start: 0 })
	}

	/// The same curve, which now begins at zero after `start` fees; it may lie behind the midpoint.
	pub const fn starting_at(self, start: u128) -> Self {
		Self { start, ..self }
	}

	/// What may have been issued when `fees` were paid, rounded down.
	///
	/// **Error**: at most the exact value and below it by less than 1 + cap · 2⁻¹¹⁶. With a cap up to 2¹¹⁶ (8 · 10³⁴, or 8 · 10¹⁶ coins
	/// of 18 decimals) that is the exact value rounded down, or one less; with any, 1.2 · 10⁻³⁵ of the cap and
	/// a unit. It is *not* a bound relative to the value: far down the lower tail, where less than a unit was to be issued, the
	/// result is zero.
	///
	/// **Order**: it never falls when `fees` grow, not even by one unit. Each of the two factors below is monotone, by
	/// construction of the bounds of e^−x (see the source of `exp`), and products and quotients rounded down keep
	/// the order. Where the two forms of the logistic meet, at the midpoint, both are exactly ½, below it the first is at most ½
	/// and above it the second at least ½.
	///
	/// **Range**: zero at the start, below the cap everywhere, as the exact curve is (a cap of zero stays zero). No argument panics or
	/// overflows, and all take the same time but for the early way out of the far tails.
	pub fn issued(&self, fees: u128) -> u128 {
		let share = times(self.begun(fees), self.logistic(fees));
		scaled(self.cap, share, BITS)
	}

	/// At most 1 − e^−((F − s) / w), in fixed point.
	fn begun(&self, fees: u128) -> u128 {
		ONE.saturating_sub(exp_neg(fees.saturating_sub(self.start), self.width).high)
	}

	/// At most 1 / (1 + e^((m − F) / w)), in fixed point.
	fn logistic(&self, fees: u128) -> u128 {
		let (above, part) = match self.midpoint.checked_sub(fees) {
			// u / (1 + u) grows with u.
			Some(before) => {
				let u = exp_neg(before, self.width).low;
				(u, u)
			}
			// 1 / (1 + u) falls with u.
			None => (ONE, exp_neg(fees.saturating_sub(self.midpoint), self.width).high),
		};
		let below = ONE.saturating_add(part);
		product(above, ONE).checked_div(below.into()).unwrap_or_default().low_u128()
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const AIC: u128 = 1_000_000_000_000_000_000;
	const BILLION: u128 = 1_000_000_000 * AIC;
	/// The suggested curve of the chain.
	const CHAIN: Curve = Curve { cap: 2 * BILLION, midpoint: 10 * BILLION, width: 2 * BILLION, start: 0 };

	/// Every unit of fees from `around` − `reach` to `around` + `reach`.
	fn assert_monotone(curve: &Curve, around: u128, reach: u128) {
		let mut last = 0;
		for fees in around.saturating_sub(reach)..=around.saturating_add(reach) {
			let now = curve.issued(fees);
			assert!(now >= last, "{curve:?} falls from {last} to {now} at {fees}");
			last = now;
		}
	}

	#[test]
	fn curve_is_refused_when_width_is_zero() {
		assert_eq!(Curve::new(1, 1, 0), None);
		assert!(Curve::new(0, 0, 1).is_some());
	}

	/// Rows of `fees,midpoint,width,cap,start,issued` from mpmath at 60 digits; `issued` as a decimal with a fraction.
	#[test]
	fn issued_is_within_the_bound_when_compared_with_the_reference_table() {
		let mut rows = 0;
		for line in include_str!("../reference/logistic.csv").lines().skip(1) {
			let mut fields = line.split(',');
			let mut field = || fields.next().expect("six fields");
			let mut number = || field().parse::<u128>().expect("a number");
			let [fees, midpoint, width, cap, start] = [number(), number(), number(), number(), number()];
			let exact =
				field().split('.').next().and_then(|whole| whole.parse::<u128>().ok()).expect("a decimal");

			let issued =
				Curve::new(cap, midpoint, width).expect("no zero width").starting_at(start).issued(fees);
			assert!(issued <= exact, "above: {line}: {issued}");
			assert!(exact - issued <= 1 + (cap >> 116), "below: {line}: {issued}");
			rows += 1;
		}
		assert!(rows >= 200, "{rows}");
	}

	#[test]
	fn issued_is_zero_when_no_fees_were_paid_since_the_start() {
		for curve in [CHAIN, CHAIN.starting_at(11 * BILLION), CHAIN.starting_at(u128::MAX)] {
			assert_eq!(curve.issued(0), 0);
			assert_eq!(curve.issued(curve.start), 0);
		}
	}

	#[test]
	fn issued_stays_below_the_cap_when_fees_are_endless() {
		assert_eq!(CHAIN.issued(u128::MAX), 2 * BILLION - 1);
		for cap in [0, 1, u128::MAX] {
			let last = Curve { cap, ..CHAIN }.issued(u128::MAX);
			assert!(last < cap.max(1));
			assert!(cap - last <= 1 + (cap >> 116));
		}
	}

	#[test]
	fn issued_never_falls_when_fees_cross_a_border_of_the_exponentials() {
		// One unit of fees is one step of the series, so that nothing lies between.
		let fine = Curve { cap: u128::MAX, midpoint: 60 << 120, width: 1 << 120, start: 0 };
		// One unit is 2⁻⁶⁷ of the width: as on the chain, hundreds of units share a result.
		let coarse = Curve { cap: u128::MAX, midpoint: 60 << 67, width: 1 << 67, start: 0 };
		for curve in [fine, coarse] {
			// ln 2 · 2⁶⁴, rounded.
			let ln_2 = 12_786_308_645_202_655_660u128;
			for segment in 0..=90 {
				let away = segment * mul_shift(ln_2, curve.width);
				for around in [away, curve.midpoint.saturating_sub(away), curve.midpoint + away] {
					assert_monotone(&curve, around, 200);
				}
			}
			assert_monotone(&curve, curve.midpoint, 5_000);
			assert_monotone(&curve, 0, 5_000);
			assert_monotone(&curve.starting_at(curve.midpoint + 9), curve.midpoint + 9, 5_000);
		}
	}

	/// a · b / 2⁶⁴.
	fn mul_shift(a: u128, b: u128) -> u128 {
		scaled(a, b, 64)
	}

	#[test]
	fn issued_never_falls_when_the_width_is_tiny() {
		for width in [1, 2, 3, 7, 100] {
			let curve = Curve { cap: 2 * BILLION, midpoint: 500, width, start: 0 };
			assert_monotone(&curve, 0, 20_000);
		}
	}

	proptest! {
		#[test]
		fn issued_keeps_the_order_when_fees_grow(
			cap: u128, midpoint: u128, width in 1..u128::MAX, start: u128, fees: u128, shift in 0..128u32, step: u128,
		) {
			let curve = Curve { cap, midpoint: midpoint >> shift, width: (width >> shift).max(1), start: start >> shift };
			let fees = fees >> shift;
			let issued = curve.issued(fees);
			prop_assert!(issued < cap.max(1));
			prop_assert!(curve.issued(fees.saturating_add(1)) >= issued);
			prop_assert!(curve.issued(fees.saturating_add(step >> shift)) >= issued);
			prop_assert_eq!(curve.issued(curve.start), 0);
		}

		/// What remains of a curve is such a curve: a new start leaves the old values, but for rounding.
		#[test]
		fn issued_is_near_when_the_curve_starts_anew(start in 0..40 * BILLION, more in 0..40 * BILLION) {
			let base = CHAIN.issued(start);
			let rest = Curve { cap: CHAIN.cap - base, ..CHAIN }.starting_at(start);
			let (old, new) = (CHAIN.issued(start + more), base + rest.issued(start + more));
			prop_assert!(old.abs_diff(new) <= 3, "{} {}", old, new);
		}
	}
}
