//! Exponential decay.

use crate::exp::{exp2_neg, scaled, BITS};

/// What is left of `value` after `periods`, when half of it goes in every `half_life` periods:
/// `value` · 2^(−`periods` / `half_life`), rounded down.
///
/// With a `half_life` of zero nothing is left after the first period.
///
/// **Error**: the result is at most the exact value and below it by less than 1 + `value` · 2⁻¹¹⁸, so that for values under
/// 2¹¹⁷ it is the exact value rounded down, or one less. It is the exact value rounded down if `periods` is a multiple
/// of `half_life`.
///
/// **Order**: it never falls when `value` or `half_life` grows, and never rises when `periods` grows. It takes
/// the same time whatever the arguments.
pub fn decay(value: u128, half_life: u32, periods: u32) -> u128 {
	if periods == 0 {
		return value;
	}
	let (Some(halvings), Some(rest)) = (periods.checked_div(half_life), periods.checked_rem(half_life))
	else {
		return 0;
	};
	if halvings >= u128::BITS {
		return 0;
	}
	scaled(value, exp2_neg(rest, half_life), BITS.saturating_add(halvings))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn value_is_kept_when_no_period_passed() {
		assert_eq!(decay(u128::MAX, 0, 0), u128::MAX);
		assert_eq!(decay(u128::MAX, 7, 0), u128::MAX);
	}

	#[test]
	fn nothing_is_left_when_half_life_is_zero() {
		assert_eq!(decay(u128::MAX, 0, 1), 0);
		assert_eq!(decay(u128::MAX, 0, u32::MAX), 0);
	}

	#[test]
	fn value_is_shifted_when_periods_are_whole_half_lives() {
		for halvings in 0..140u32 {
			assert_eq!(decay(u128::MAX, 30, 30 * halvings), u128::MAX.checked_shr(halvings).unwrap_or(0));
		}
		assert_eq!(decay(u128::MAX, 1, u32::MAX), 0);
	}

	/// Rows of `value,half_life,periods,left` from mpmath at 60 digits.
	#[test]
	fn result_is_within_the_bound_when_compared_with_the_reference_table() {
		let mut rows = 0;
		for line in include_str!("../reference/decay.csv").lines().skip(1) {
			let mut fields = line.split(',').map(|field| field.parse::<u128>().expect("a number"));
			let mut field = || fields.next().expect("four fields");
			let (value, half_life, periods, exact) = (field(), field(), field(), field());

			let left = decay(value, half_life.try_into().expect("a u32"), periods.try_into().expect("a u32"));
			assert!(left <= exact, "above: {line}: {left}");
			assert!(exact - left <= 1 + (value >> 118), "below: {line}: {left}");
			rows += 1;
		}
		assert_eq!(rows, 120);
	}

	#[test]
	fn result_never_rises_when_periods_cross_a_half_life() {
		for half_life in [1, 2, 3, 29, 30, 1000, u32::MAX / 2, u32::MAX] {
			for halving in 0..130u64 {
				let around = halving * u64::from(half_life);
				let periods = (around.saturating_sub(50)..around + 50).filter_map(|n| u32::try_from(n).ok());
				let left: Vec<_> = periods.map(|n| decay(u128::MAX, half_life, n)).collect();
				assert!(left.windows(2).all(|pair| pair[0] >= pair[1]), "{half_life}, {halving}");
			}
		}
	}

	proptest! {
		#[test]
		fn result_keeps_the_order_when_any_argument_grows(
			value: u128, half_life: u32, periods: u32, more in 0..1000u128, longer in 0..1000u32, later in 0..1000u32,
		) {
			let left = decay(value, half_life, periods);
			prop_assert!(left <= value);
			prop_assert!(decay(value.saturating_add(more), half_life, periods) >= left);
			prop_assert!(decay(value, half_life.saturating_add(longer), periods) >= left);
			prop_assert!(decay(value, half_life, periods.saturating_add(later)) <= left);
		}

		#[test]
		fn result_is_the_same_when_the_fraction_is_not_reduced(value: u128, h in 1..65_536u32, n in 0..65_536u32, by in 1..65_536u32) {
			prop_assert_eq!(decay(value, h, n), decay(value, h.saturating_mul(by), n.saturating_mul(by)));
		}

		/// Two steps are at most a rounding below one, never above.
		#[test]
		fn result_is_near_when_decay_is_taken_in_two_steps(value in 0..1u128 << 110, h in 1..5000u32, a in 0..50_000u32, b in 0..50_000u32) {
			let (one, two) = (decay(value, h, a + b), decay(decay(value, h, a), h, b));
			prop_assert!(two <= one + 1 && one <= two + 2, "{one} {two}");
		}
	}
}
