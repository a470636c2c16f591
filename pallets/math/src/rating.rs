//! What uses and marks are worth.

use crate::mul_div_floor;

/// Parts per million that make the whole.
pub const WHOLE: u32 = 1_000_000;
/// Marks of a user go from one to this.
pub const MARKS: u8 = 5;

/// What all fees of one payer count for: `paid` · `scale` / (`paid` + `scale`), rounded down. The first units count nearly in
/// full, the whole counts for less than `scale`, however much was paid.
///
/// **Order**: it never falls when `paid` or `scale` grows, and is never above either. Ten payers of one count for more than one
/// payer of ten: what is paid together never counts for more than what is paid apart, but for the rounding of one unit.
/// The exact value rounded down, as long as the sum fits; amounts above 2¹²⁷ count as that.
pub fn saturate(paid: u128, scale: u128) -> u128 {
	let (paid, scale) = (paid.min(1 << 127), scale.min((1 << 127) - 1));
	mul_div_floor(paid, scale, paid.saturating_add(scale)).unwrap_or_default()
}

/// By how much a user's mark raises or lowers what his own uses count for, in parts per million: 1/2 + (`mark` − 1) / 4. From 1/2 for
/// the worst mark to 3/2 for the best; the whole for the middle one, and without a mark.
pub fn boost(mark: Option<u8>) -> u32 {
	let above = mark.unwrap_or(3).clamp(1, MARKS).saturating_sub(1);
	(WHOLE / 2).saturating_add((WHOLE / 4).saturating_mul(above.into()))
}

/// What of a fee its payer can't have got back, were he the payee as well: what others kept of it, and, when the payee was drawn at
/// random among many of whom he is at most `own` (parts per million), what the same work must have cost him at strangers':
/// `kept` + `fee` · (1 − `own`) / `own`, rounded down; the fee at the most. With an `own` of the whole that is `kept`.
pub fn sunk(fee: u128, kept: u128, own: u32) -> u128 {
	let strangers = mul_div_floor(fee, WHOLE.saturating_sub(own).into(), own.into()).unwrap_or(fee);
	kept.saturating_add(if own == 0 { 0 } else { strangers }).min(fee)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn ten_payers_count_for_more_when_each_pays_a_tenth() {
		let scale = 10_000;
		assert_eq!(10 * saturate(1_000, scale), 9_090);
		assert_eq!(saturate(10_000, scale), 5_000);
		assert_eq!(saturate(u128::MAX, scale), 9_999);
		assert_eq!((saturate(0, scale), saturate(7, 0)), (0, 0));
	}

	#[test]
	fn boost_goes_from_a_half_to_three_halves_when_marks_do() {
		assert_eq!(
			[1, 2, 3, 4, 5].map(|mark| boost(Some(mark))),
			[500_000, 750_000, 1_000_000, 1_250_000, 1_500_000]
		);
		assert_eq!(boost(None), WHOLE);
		assert_eq!((boost(Some(0)), boost(Some(u8::MAX))), (500_000, 1_500_000));
	}

	#[test]
	fn nothing_but_what_others_kept_is_sunk_when_all_could_be_his() {
		assert_eq!(sunk(1_000, 100, WHOLE), 100);
		assert_eq!(sunk(1_000, 100, 0), 100);
		assert_eq!(sunk(1_000, 100, 800_000), 350);
		assert_eq!(sunk(1_000, 100, 200_000), 1_000, "the fee at the most");
	}

	proptest! {
		#[test]
		fn weight_keeps_the_order_when_more_is_paid(paid: u128, more: u128, scale: u128, wider: u128) {
			let counts = saturate(paid, scale);
			prop_assert!(counts <= paid && counts <= scale);
			prop_assert!(saturate(paid.saturating_add(more), scale) >= counts);
			prop_assert!(saturate(paid, scale.saturating_add(wider)) >= counts);
		}

		#[test]
		fn weight_is_not_more_when_payers_join(a in 0..1u128 << 100, b in 0..1u128 << 100, scale in 0..1u128 << 100) {
			prop_assert!(saturate(a + b, scale) <= saturate(a, scale) + saturate(b, scale) + 1);
		}

		#[test]
		fn weight_is_the_formula_when_it_fits(paid in 0..u64::MAX, scale in 1..u64::MAX) {
			let (paid, scale) = (u128::from(paid), u128::from(scale));
			prop_assert_eq!(saturate(paid, scale), paid * scale / (paid + scale));
		}

		/// Rule 3 for work that is drawn: whoever has the part `own` of the power and lets N slots be worked on gets `own` · N of
		/// them. All that is due for these, at a fraction below one of what is sunk, is less than he lost.
		#[test]
		fn self_dealer_loses_when_his_share_is_within_the_bound(
			fee in 1_000_000..1u128 << 60, commission in 1_000..500_000u32, share in 1..=WHOLE, bound in 1..=WHOLE,
		) {
			prop_assume!(share <= bound);
			let kept = fee * u128::from(commission) / u128::from(WHOLE);
			let slots = 1_000_000;
			let own = slots * u128::from(share) / u128::from(WHOLE);
			let lost = slots * fee - own * (fee - kept);
			let due = own * (sunk(fee, kept, bound) * 9 / 10);
			prop_assert!(due < lost);
		}
	}
}
