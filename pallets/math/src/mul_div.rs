//! a · b / c without losing the bits in between.

use primitive_types::U256;

/// a · b / c rounded down. `None` if `c` is zero or the result does not fit.
pub fn mul_div_floor(a: u128, b: u128, c: u128) -> Option<u128> {
	product(a, b).checked_div(c.into())?.try_into().ok()
}

/// a · b / c rounded up. `None` if `c` is zero or the result does not fit.
pub fn mul_div_ceil(a: u128, b: u128, c: u128) -> Option<u128> {
	// The product is at most (2¹²⁸ − 1)², which leaves room for another `c − 1`.
	let padded = product(a, b).checked_add(c.checked_sub(1)?.into())?;
	padded.checked_div(c.into())?.try_into().ok()
}

/// a · b, which always fits.
pub(crate) fn product(a: u128, b: u128) -> U256 {
	U256::from(a).saturating_mul(b.into())
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn result_is_none_when_divisor_is_zero_or_it_does_not_fit() {
		for f in [mul_div_floor, mul_div_ceil] {
			assert_eq!(f(1, 1, 0), None);
			assert_eq!(f(0, 0, 0), None);
			assert_eq!(f(u128::MAX, 2, 1), None);
			assert_eq!(f(u128::MAX, u128::MAX, u128::MAX), Some(u128::MAX));
			assert_eq!(f(0, u128::MAX, 1), Some(0));
		}
		// (2¹²⁸ − 1)² / (2¹²⁸ − 2) is above 2¹²⁸ − 1 + 1 by a fraction.
		assert_eq!(mul_div_ceil(u128::MAX, u128::MAX, u128::MAX - 1), None);
	}

	#[test]
	fn floor_and_ceil_differ_by_one_when_there_is_a_remainder() {
		assert_eq!((mul_div_floor(7, 3, 2), mul_div_ceil(7, 3, 2)), (Some(10), Some(11)));
		assert_eq!((mul_div_floor(8, 3, 2), mul_div_ceil(8, 3, 2)), (Some(12), Some(12)));
	}

	proptest! {
		#[test]
		fn result_is_that_of_plain_arithmetic_when_the_product_fits(a: u64, b: u64, c in 1..u64::MAX) {
			let (a, b, c) = (u128::from(a), u128::from(b), u128::from(c));
			prop_assert_eq!(mul_div_floor(a, b, c), Some(a * b / c));
			prop_assert_eq!(mul_div_ceil(a, b, c), Some((a * b).div_ceil(c)));
		}

		#[test]
		fn factor_comes_back_when_it_is_divided_out(a: u128, b in 1..u128::MAX) {
			prop_assert_eq!(mul_div_floor(a, b, b), Some(a));
			prop_assert_eq!(mul_div_ceil(a, b, b), Some(a));
		}
	}
}
