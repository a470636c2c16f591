//! e^−x in fixed point, the one transcendental function that the others are made of.
//!
//! # Why it is monotone
//!
//! An approximation that is right to a unit in the last place may still go up by that unit where the function goes down.
//! Here it can't:
//!
//! 1. Within a segment, where x = q · ln 2 + r and 0 ≤ r < ln 2, the series is only asked for r in whole steps of 2⁻¹²⁰.
//!    From one step to the next e^−r falls by at least 2⁻¹²¹, which is 64 ulp (an ulp is 2⁻¹²⁷), while the series is
//!    wrong by at most 4 ulp. So it falls too.
//! 2. From the end of a segment to the start of the next, the lower bound is ≥ 2⁻¹ · 2^−q before and
//!    ≤ (1 − 2⁻¹¹⁹) · 2^−(q + 1) after. The upper bound before is ≥ (2⁻¹ + 252 ulp) · 2^−q, after it is
//!    (1 + 256 ulp) · 2^−(q + 1) = (2⁻¹ + 128 ulp) · 2^−q.
//! 3. Shifts, clamps and a constant added keep the order.

use crate::mul_div::product;

/// Fraction bits of the results.
pub(crate) const BITS: u32 = 127;
/// 1 in fixed point.
pub(crate) const ONE: u128 = 1 << BITS;
/// ½ in fixed point.
const HALF: u128 = ONE >> 1;
/// ln 2 in fixed point, rounded down, so that r never passes the true ln 2 and e^−r never ½.
const LN_2: u128 = 117_932_881_612_756_647_068_972_071_382_077_242_199;
/// Last bits of r that are dropped before the series.
const DROPPED: u32 = 7;
/// By how many ulp [`series`] of the reduced argument is off at most: 128 for the bits dropped, 128 for ln 2 rounded down
/// in each of at most 128 segments (the other way), 1 for x rounded down, 4 for the series itself.
const SLACK: u128 = 256;
/// Terms of the series: (ln 2)³³ / 33! is below 2⁻¹⁴⁰.
const TERMS: u32 = 32;

/// What e^−x lies between, in fixed point.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
	/// At most e^−x, non-increasing in x.
	pub low: u128,
	/// At least e^−x, non-increasing in x, at most [`ONE`].
	pub high: u128,
}

/// Bounds of e^−(n / d), at most 514 ulp apart and exact if `n` is zero. `d` is not zero.
pub(crate) fn exp_neg(n: u128, d: u128) -> Bounds {
	if n == 0 {
		return Bounds { low: ONE, high: ONE };
	}
	let x = product(n, ONE).checked_div(d.into()).unwrap_or_default();
	let (segment, rest) = x.div_mod(LN_2.into());
	if segment >= 128.into() {
		return Bounds { low: 0, high: 1 };
	}
	let (segment, middle) = (segment.low_u32(), series(rest.low_u128()));
	Bounds {
		low: halved(lower(middle), segment),
		high: halved(middle.saturating_add(SLACK), segment).saturating_add(1).min(ONE),
	}
}

/// At most 2^−(n / d), at most 2⁻¹¹⁸ below it, between ½ and 1, non-increasing in n / d. `n < d`.
pub(crate) fn exp2_neg(n: u32, d: u32) -> u128 {
	if n == 0 {
		return ONE;
	}
	// Equal fractions give equal quotients, so that 1 / 2 and 2 / 4 are the same.
	let rest = product(n.into(), LN_2).checked_div(d.into()).unwrap_or_default();
	lower(series(rest.low_u128()))
}

/// `value` · 2^−times, rounded down.
fn halved(value: u128, times: u32) -> u128 {
	value.checked_shr(times).unwrap_or_default()
}

/// Lower bound in the segment.
fn lower(middle: u128) -> u128 {
	middle.saturating_sub(SLACK).max(HALF)
}

/// e^−r for r < ln 2 without its last bits: 1 − r / 1 · (1 − r / 2 · (1 − r / 3 · …)).
///
/// Each step is rounded by less than an ulp and its error then multiplied by r / k < 0.7 / k, so that all of them make
/// less than 3 ulp.
fn series(r: u128) -> u128 {
	let r = r >> DROPPED << DROPPED;
	(1..=TERMS)
		.rev()
		.fold(ONE, |inner, k| ONE.saturating_sub(times(r, inner).checked_div(k.into()).unwrap_or_default()))
}

/// a · b in fixed point, rounded down, for `a` and `b` up to [`ONE`].
pub(crate) fn times(a: u128, b: u128) -> u128 {
	scaled(a, b, BITS)
}

/// a · b / 2^bits rounded down, where that fits; `bits` < 256.
#[allow(
	clippy::arithmetic_side_effects,
	reason = "a shift of U256 to the right drops bits, it does not overflow"
)]
pub(crate) fn scaled(a: u128, b: u128, bits: u32) -> u128 {
	(product(a, b) >> bits).low_u128()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
	use super::*;

	/// So that one step of the numerator is one step of the series.
	const DENOMINATOR: u128 = 1 << (BITS - DROPPED);
	/// The numerator at the border between segments, at most 130 too small.
	fn border(segment: u128) -> u128 {
		segment * (LN_2 >> DROPPED)
	}

	#[test]
	fn result_is_exact_when_argument_is_zero() {
		let one = exp_neg(0, u128::MAX);
		assert_eq!((one.low, one.high), (ONE, ONE));
		assert_eq!(exp2_neg(0, 1), ONE);
	}

	#[test]
	fn bounds_are_the_last_unit_when_argument_is_huge() {
		for (n, d) in [(u128::MAX, 1), (u128::MAX, 1 << 100), (89, 1)] {
			let tiny = exp_neg(n, d);
			assert_eq!((tiny.low, tiny.high), (0, 1), "{n} / {d}");
		}
	}

	#[test]
	fn series_halves_when_argument_reaches_ln_2() {
		let end = series(LN_2 - 1);
		assert!(end >= HALF - 4, "{end}");
		assert!(end <= HALF + 68, "{end}");
	}

	#[test]
	fn series_falls_by_more_than_its_error_when_argument_takes_a_step() {
		let step = 1 << DROPPED;
		for start in [0, LN_2 / 3, LN_2 / 2, LN_2 - 3000 * step] {
			for k in 0..2000 {
				let (before, after) = (series(start + k * step), series(start + (k + 1) * step));
				assert!(before - after >= 56, "{start} + {k}");
			}
		}
	}

	#[test]
	fn bounds_never_rise_when_argument_crosses_a_border() {
		for segment in 0..130 {
			let around = border(segment);
			let mut last: Option<Bounds> = None;
			for n in around.saturating_sub(300)..=around + 300 {
				let now = exp_neg(n, DENOMINATOR);
				assert!(now.low <= now.high && now.high - now.low <= 2 * SLACK + 2);
				if let Some(last) = last {
					assert!(now.low <= last.low && now.high <= last.high, "{n} in segment {segment}");
				}
				last = Some(now);
			}
		}
	}
}
