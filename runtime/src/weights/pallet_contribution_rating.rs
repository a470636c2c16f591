//! Weights of `pallet_contribution_rating`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_contribution_rating` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_contribution_rating::WeightInfo for WeightInfo<T> {
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:0)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::PointsOf` (r:1 w:1)
	/// Proof: `ContributionRating::PointsOf` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:1)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:1 w:1)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn penalise() -> Weight {
		// At least 75_241_000 ps were seen.
		Weight::from_parts(78_586_000, 8667)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ContributionRating::PointsOf` (r:1 w:1)
	/// Proof: `ContributionRating::PointsOf` (`max_values`: None, `max_size`: Some(45), added: 2520, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:1)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::TotalDue` (r:1 w:1)
	/// Proof: `ContributionRating::TotalDue` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn record() -> Weight {
		// At least 61_752_000 ps were seen.
		Weight::from_parts(63_224_000, 8667)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}	fn appeal() -> Weight {
		Weight::from_parts(60000000, 4000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn close_penalty() -> Weight {
		Weight::from_parts(150000000, 9000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn mark() -> Weight {
		Weight::from_parts(120000000, 9000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn forget() -> Weight {
		Weight::from_parts(100000000, 8000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn flag() -> Weight {
		Weight::from_parts(500000000, 40000)
			.saturating_add(T::DbWeight::get().reads(40))
			.saturating_add(T::DbWeight::get().writes(20))
	}
}
