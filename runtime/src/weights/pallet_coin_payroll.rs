//! Weights of `pallet_coin_payroll`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
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
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Paid` (r:1 w:1)
	/// Proof: `CoinPayroll::Paid` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// At least 135_250_000 ps were seen.
		Weight::from_parts(137_203_000, 6196)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
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
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn claim_reward() -> Weight {
		// At least 186_727_000 ps were seen.
		Weight::from_parts(188_790_000, 4326)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
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
		// At least 165_065_000 ps were seen.
		Weight::from_parts(166_637_000, 3593)
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
		// At least 138_015_000 ps were seen.
		Weight::from_parts(140_629_000, 3593)
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
	/// Proof: `CoinPayroll::Owed` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::TotalOwed` (r:1 w:1)
	/// Proof: `CoinPayroll::TotalOwed` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn distribute() -> Weight {
		// At least 393_564_000 ps were seen.
		Weight::from_parts(398_942_000, 16344)
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().writes(13))
	}}
