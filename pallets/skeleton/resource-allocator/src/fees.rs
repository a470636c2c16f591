//! What work costs. Amounts are in 10⁻¹⁸ AIC, times in ms.

use aic_math::{mul_div_ceil, mul_div_floor};
use aic_primitives::{runtime_api::Quote, time::HOUR, Balance, Moment, Power};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{Debug, Permill};
use scale_info::TypeInfo;

/// What a job's slots are paid at; fixed when the job is requested.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Terms {
	/// Price per power and hour.
	#[codec(compact)]
	pub unit_price: Balance,
	/// The least that is paid for accepted work, however short.
	#[codec(compact)]
	pub min_fee: Balance,
	/// Auditors whom the requester pays if a slot is audited.
	#[codec(compact)]
	pub auditors: u32,
	/// Fee of each, as a part of the executor's.
	pub auditor_share: Permill,
	/// The least probability with which a slot is audited.
	pub audit: Permill,
}

/// Fees of one slot.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SlotFees {
	/// The executor's.
	pub work: Balance,
	/// Each auditor's.
	pub per_auditor: Balance,
}

impl Terms {
	/// The most that a slot can cost: unit price × power × time / hour, or the least fee, each fee rounded up. `None` if it
	/// overflows.
	pub fn dearest(&self, power: Power, time: Moment) -> Option<SlotFees> {
		let work = mul_div_ceil(self.unit_price.checked_mul(power.into())?, time.into(), HOUR.into())?;
		let work = work.max(self.min_fee);
		Some(SlotFees { work, per_auditor: self.auditor_share.mul_ceil(work) })
	}

	/// What flows to the executor in `worked` ms, rounded down. `None` if it overflows, which it can't if [`Self::dearest`] did
	/// not for at least as much time.
	pub fn flow(&self, power: Power, worked: Moment) -> Option<Balance> {
		mul_div_floor(self.unit_price.checked_mul(power.into())?, worked.into(), HOUR.into())
	}

	/// Work that a fee buys at the job's price, in power · milliseconds, rounded down.
	pub fn work_for(&self, fee: Balance) -> u128 {
		mul_div_floor(fee, HOUR.into(), self.unit_price).unwrap_or_default()
	}

	/// What is earned with accepted work of `worked` ms, or the least fee, each fee rounded down. `None` as in [`Self::flow`].
	pub fn earned(&self, power: Power, worked: Moment) -> Option<SlotFees> {
		let work = self.flow(power, worked)?.max(self.min_fee);
		Some(SlotFees { work, per_auditor: self.auditor_share.mul_floor(work) })
	}

	/// Executor's and all auditors' fees together. `None` if it overflows.
	pub fn total(&self, fees: SlotFees) -> Option<Balance> {
		fees.work.checked_add(fees.per_auditor.checked_mul(self.auditors.into())?)
	}

	/// What a slot must have on hold for `time`. `None` if it overflows.
	pub fn escrow(&self, power: Power, time: Moment) -> Option<Balance> {
		self.total(self.dearest(power, time)?)
	}

	/// The most that `slots` can cost whose dearest fees are these. `None` if it overflows.
	pub fn quote(&self, fees: SlotFees, slots: u16) -> Option<Quote> {
		let work = fees.work.checked_mul(slots.into())?;
		let total = self.total(fees)?.checked_mul(slots.into())?;
		Some(Quote { unit_price: self.unit_price, work, audits: total.checked_sub(work)?, total })
	}
}

/// The least probability of an audit for which no liar gains: fee / bond, rounded up (rule 4). `None` when the fee is above the bond.
pub fn needed_audit(fee: Balance, bond: Balance) -> Option<Permill> {
	let parts = if fee == 0 { 0 } else { mul_div_ceil(fee, 1_000_000, bond.max(1))? };
	(fee <= bond && parts <= 1_000_000).then(|| Permill::from_parts(parts as u32))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use aic_primitives::currency::AIC;
	use proptest::prelude::*;

	fn terms(unit_price: Balance, auditors: u32, share: u32) -> Terms {
		let (auditor_share, audit) = (Permill::from_parts(share), Permill::zero());
		Terms { unit_price, min_fee: 0, auditors, auditor_share, audit }
	}

	#[test]
	fn least_fee_is_earned_when_work_is_short() {
		let terms = Terms { min_fee: 1_000, ..terms(HOUR.into(), 1, 100_000) };
		assert_eq!(terms.dearest(1, 7), Some(SlotFees { work: 1_000, per_auditor: 100 }));
		assert_eq!(terms.earned(1, 1_000), terms.earned(1, 0));
		assert_eq!(terms.earned(1, 1_010), Some(SlotFees { work: 1_010, per_auditor: 101 }));
		assert_eq!(terms.flow(1, 7), Some(7));
	}

	#[test]
	fn audits_are_as_probable_as_rule_four_needs_when_a_bond_answers() {
		assert_eq!(needed_audit(0, 0), Some(Permill::zero()));
		assert_eq!(needed_audit(1, 0), None);
		assert_eq!(needed_audit(11, 10), None);
		assert_eq!(needed_audit(10, 10), Some(Permill::one()));
		assert_eq!(needed_audit(1, 3), Some(Permill::from_parts(333_334)));
		assert_eq!(needed_audit(Balance::MAX, Balance::MAX), Some(Permill::one()));
	}

	#[test]
	fn fee_is_the_papers_when_sixteen_power_work_an_hour() {
		let terms = terms(AIC / 100, 3, 100_000);
		let fees = SlotFees { work: AIC * 16 / 100, per_auditor: AIC * 16 / 1000 };
		assert_eq!(terms.dearest(16, HOUR), Some(fees));
		assert_eq!(terms.earned(16, HOUR), Some(fees));
		let quote = terms.quote(fees, 2).unwrap();
		assert_eq!(
			(quote.work, quote.audits, quote.total),
			(AIC * 32 / 100, AIC * 96 / 1000, AIC * 416 / 1000)
		);
	}

	#[test]
	fn fee_is_rounded_against_him_who_asks_when_it_is_a_fraction() {
		let terms = terms(1, 1, 500_000);
		assert_eq!(terms.dearest(1, 1), Some(SlotFees { work: 1, per_auditor: 1 }));
		assert_eq!(terms.earned(1, HOUR - 1), Some(SlotFees { work: 0, per_auditor: 0 }));
	}

	#[test]
	fn nothing_is_quoted_when_it_overflows() {
		assert_eq!(terms(Balance::MAX, 0, 0).dearest(2, 1), None);
		assert_eq!(terms(Balance::MAX, 0, 0).dearest(1, HOUR + 1), None);
		let dear = terms(Balance::MAX / 2, 3, 1_000_000);
		let fees = dear.dearest(1, HOUR).unwrap();
		assert_eq!(dear.total(fees), None);
		assert_eq!(dear.quote(fees, 1), None);
	}

	proptest! {
		/// Nobody can earn more than is on hold, however long he takes within the limit.
		#[test]
		fn earned_fees_are_covered_when_time_is_within_the_limit(
			unit_price in 0..1u128 << 90, power: u32, limit in 1..1u64 << 40, part in 0..=1000u64,
			auditors in 0..=7u32, share in 0..=1_000_000u32,
		) {
			let terms = terms(unit_price, auditors, share);
			let held = terms.dearest(power, limit).and_then(|fees| terms.total(fees));
			let paid = terms.earned(power, limit / 1000 * part).and_then(|fees| terms.total(fees));
			if let Some(held) = held {
				prop_assert!(paid.unwrap() <= held);
			}
		}

		#[test]
		fn held_fees_exceed_the_earned_by_less_than_two_units_each_when_all_time_is_used(
			unit_price in 0..1u128 << 60, power: u32, limit in 1..1u64 << 30, share in 0..=1_000_000u32,
		) {
			let terms = terms(unit_price, 1, share);
			let (held, paid) = (terms.dearest(power, limit).unwrap(), terms.earned(power, limit).unwrap());
			prop_assert!(held.work - paid.work <= 1);
			prop_assert!(held.per_auditor - paid.per_auditor <= 2);
		}

		#[test]
		fn quote_is_the_sum_of_its_slots_when_there_are_many(
			unit_price in 0..1u128 << 60, power: u32, limit in 1..1u64 << 30, slots in 1..=64u16, auditors in 0..=7u32,
		) {
			let terms = terms(unit_price, auditors, 123_456);
			let fees = terms.dearest(power, limit).unwrap();
			let quote = terms.quote(fees, slots).unwrap();
			prop_assert_eq!(quote.total, terms.total(fees).unwrap() * u128::from(slots));
			prop_assert_eq!(quote.total, quote.work + quote.audits);
		}
	}
}
