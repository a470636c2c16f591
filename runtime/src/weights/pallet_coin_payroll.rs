//! Weights of `pallet_coin_payroll`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_coin_payroll` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_coin_payroll::WeightInfo for WeightInfo<T> {
	/// Storage: `CoinPayroll::Owed` (r:1 w:1)
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLine` (r:1 w:1)
	/// Proof: `CoinPayroll::PayLine` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Paid` (r:1 w:1)
	/// Proof: `CoinPayroll::Paid` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// At least 141_730_000 ps were seen.
		Weight::from_parts(145_056_000, 6196)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:1)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::ClosedEras` (r:1 w:1)
	/// Proof: `CoinPayroll::ClosedEras` (`max_values`: Some(1), `max_size`: Some(1561), added: 2056, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Pool` (r:1 w:1)
	/// Proof: `CoinPayroll::Pool` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:1 w:0)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Fees` (r:1 w:0)
	/// Proof: `SigmoidIssuance::Fees` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::CurrentSection` (r:1 w:0)
	/// Proof: `SigmoidIssuance::CurrentSection` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Issued` (r:1 w:1)
	/// Proof: `SigmoidIssuance::Issued` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nfts::Item` (r:1 w:0)
	/// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(861), added: 3336, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:1)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Owed` (r:1 w:1)
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLineEnds` (r:1 w:1)
	/// Proof: `CoinPayroll::PayLineEnds` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLine` (r:0 w:1)
	/// Proof: `CoinPayroll::PayLine` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	fn claim_reward() -> Weight {
		// At least 196_902_000 ps were seen.
		Weight::from_parts(198_565_000, 4326)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:1)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::ClosedEras` (r:1 w:1)
	/// Proof: `CoinPayroll::ClosedEras` (`max_values`: Some(1), `max_size`: Some(1561), added: 2056, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Pool` (r:1 w:1)
	/// Proof: `CoinPayroll::Pool` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:1 w:0)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Fees` (r:1 w:0)
	/// Proof: `SigmoidIssuance::Fees` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::CurrentSection` (r:1 w:0)
	/// Proof: `SigmoidIssuance::CurrentSection` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Issued` (r:1 w:1)
	/// Proof: `SigmoidIssuance::Issued` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:1)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	fn lapse() -> Weight {
		// At least 164_995_000 ps were seen.
		Weight::from_parts(166_477_000, 3593)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:1)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::ClosedEras` (r:1 w:1)
	/// Proof: `CoinPayroll::ClosedEras` (`max_values`: Some(1), `max_size`: Some(1561), added: 2056, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Pool` (r:1 w:1)
	/// Proof: `CoinPayroll::Pool` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:1 w:0)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Fees` (r:1 w:0)
	/// Proof: `SigmoidIssuance::Fees` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::CurrentSection` (r:1 w:0)
	/// Proof: `SigmoidIssuance::CurrentSection` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Issued` (r:1 w:1)
	/// Proof: `SigmoidIssuance::Issued` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn end_era() -> Weight {
		// At least 138_486_000 ps were seen.
		Weight::from_parts(142_261_000, 3593)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Nfts::Item` (r:1 w:0)
	/// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(861), added: 3336, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:1)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:6 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::ClosedEras` (r:1 w:1)
	/// Proof: `CoinPayroll::ClosedEras` (`max_values`: Some(1), `max_size`: Some(1561), added: 2056, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Pool` (r:1 w:1)
	/// Proof: `CoinPayroll::Pool` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:2 w:1)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Fees` (r:1 w:1)
	/// Proof: `SigmoidIssuance::Fees` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::CurrentSection` (r:1 w:0)
	/// Proof: `SigmoidIssuance::CurrentSection` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::Issued` (r:1 w:1)
	/// Proof: `SigmoidIssuance::Issued` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::PointsOf` (r:1 w:1)
	/// Proof: `ContributionRating::PointsOf` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:1)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Owed` (r:1 w:1)
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLineEnds` (r:1 w:1)
	/// Proof: `CoinPayroll::PayLineEnds` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLine` (r:0 w:1)
	/// Proof: `CoinPayroll::PayLine` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	fn distribute() -> Weight {
		// At least 399_713_000 ps were seen.
		Weight::from_parts(401_176_000, 16344)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// Storage: `CoinPayroll::PayLineEnds` (r:1 w:1)
	/// Proof: `CoinPayroll::PayLineEnds` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::PayLine` (r:3 w:1)
	/// Proof: `CoinPayroll::PayLine` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Owed` (r:1 w:1)
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Paid` (r:1 w:1)
	/// Proof: `CoinPayroll::Paid` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn pay_next() -> Weight {
		// At least 178_084_000 ps were seen.
		Weight::from_parts(180_187_000, 8583)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(7))
	}	fn set_split(_m: u32) -> Weight {
		Weight::from_parts(300000000, 12000)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(140))
	}
	fn flatten() -> Weight {
		Weight::from_parts(60000000, 6000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn collect() -> Weight {
		Weight::from_parts(150000000, 8000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	fn close_split(_m: u32) -> Weight {
		Weight::from_parts(900000000, 90000)
			.saturating_add(T::DbWeight::get().reads(300))
			.saturating_add(T::DbWeight::get().writes(300))
	}
	fn pay_asset() -> Weight {
		Weight::from_parts(200000000, 15000)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	fn claim_asset() -> Weight {
		Weight::from_parts(150000000, 12000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(8))
	}
}
