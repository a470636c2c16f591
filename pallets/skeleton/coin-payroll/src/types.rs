//! What the pallet stores and says.

use aic_primitives::{Balance, EraIndex, Moment, UseKind};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::Debug;
use scale_info::TypeInfo;

/// An era that runs.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Era {
	/// Number, from 0.
	pub index: EraIndex,
	/// When it is over, in milliseconds since the Unix epoch.
	pub ends_at: Moment,
}

impl Era {
	/// The era that runs at `now`, if none has another length than `length` ms from here on.
	pub(crate) fn at(self, now: Moment, length: Moment) -> Self {
		let length = length.max(1);
		let Some(late) = now.checked_sub(self.ends_at) else { return self };
		let passed = late.checked_div(length).unwrap_or_default().saturating_add(1);
		Self {
			index: self.index.saturating_add(passed.try_into().unwrap_or(EraIndex::MAX)),
			ends_at: self.ends_at.saturating_add(passed.saturating_mul(length)),
		}
	}
}

/// An era whose rewards can be claimed.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct ClosedEra {
	/// Number.
	pub index: EraIndex,
	/// Sum of the rewards due, in 10⁻¹⁸ AIC. Not zero.
	pub total_due: Balance,
	/// What there was for them when the era was closed, in 10⁻¹⁸ AIC. At most what was due.
	pub budget: Balance,
	/// What of that was not claimed yet, in 10⁻¹⁸ AIC.
	pub reserved: Balance,
}

impl ClosedEra {
	/// What is paid for a due, in 10⁻¹⁸ AIC. Rounded down, so that all rewards together are within the budget.
	pub(crate) fn reward(&self, due: Balance) -> Balance {
		aic_math::mul_div_floor(due, self.budget, self.total_due).unwrap_or_default()
	}
}

/// What an account is owed.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Debt {
	/// In 10⁻¹⁸ AIC. Not zero.
	pub amount: Balance,
	/// Its place in the line of those who are paid without a claim, if it is there.
	pub place: Option<u64>,
}

/// What a line of a payslip is for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Reason {
	/// A use that was paid for.
	#[codec(index = 0)]
	Use(UseKind),
	/// Reward of the Proof of Value for this era.
	#[codec(index = 1)]
	Reward(EraIndex),
}

/// What benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper {
	/// Sets the time of `Config::Time`, in milliseconds.
	fn set_time(now: Moment);
}
