//! Weights of `pallet_work_validation`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_work_validation` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_work_validation::WeightInfo for WeightInfo<T> {
	/// Storage: `RelayRandomness::Latest` (r:1 w:0)
	/// Proof: `RelayRandomness::Latest` (`max_values`: Some(1), `max_size`: Some(37), added: 532, mode: `Measured`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `Measured`)
	/// Storage: `WorkValidation::Ends` (r:2 w:2)
	/// Proof: `WorkValidation::Ends` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `Measured`)
	/// Storage: `WorkValidation::Queue` (r:4 w:0)
	/// Proof: `WorkValidation::Queue` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `Measured`)
	fn poll() -> Weight {
		// At least 61_491_000 ps were seen.
		Weight::from_parts(62_783_000, 11285)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `WorkValidation::Ends` (r:1 w:1)
	/// Proof: `WorkValidation::Ends` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `Measured`)
	/// Storage: `WorkValidation::Queue` (r:1 w:1)
	/// Proof: `WorkValidation::Queue` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `Measured`)
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `Measured`)
	/// Storage: `WorkValidation::Scores` (r:8 w:0)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `Measured`)
	/// Storage: `Parameters::Parameters` (r:5 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `Measured`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `Measured`)
	/// Storage: `Providers::Providers` (r:1 w:0)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `Measured`)
	/// Storage: `Providers::RegionIds` (r:1 w:0)
	/// Proof: `Providers::RegionIds` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `Measured`)
	/// Storage: `Providers::Shelves` (r:4 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `Measured`)
	/// Storage: `Providers::Pages` (r:8 w:8)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `Measured`)
	/// Storage: `Providers::Places` (r:3 w:3)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `Measured`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `Measured`)
	/// Storage: `Providers::Nodes` (r:7 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `Measured`)
	/// `n` is from 1 to 7.
	fn draw(n: u32, ) -> Weight {
		// At least 347_035_000 ps were seen.
		Weight::from_parts(265_995_810, 17245)
			.saturating_add(Weight::from_parts(79_981_213, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(0, 4507).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().reads(u64::from(n).saturating_mul(3)))
			.saturating_add(T::DbWeight::get().writes(6))
			.saturating_add(T::DbWeight::get().writes(u64::from(n).saturating_mul(2)))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:1 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Ends` (r:1 w:1)
	/// Proof: `WorkValidation::Ends` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Queue` (r:0 w:1)
	/// Proof: `WorkValidation::Queue` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	fn open() -> Weight {
		// At least 72_748_000 ps were seen.
		Weight::from_parts(73_839_000, 8667)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// `n` is from 1 to 7.
	fn commit(n: u32, ) -> Weight {
		// At least 58_046_000 ps were seen.
		Weight::from_parts(61_905_267, 4702)
			.saturating_add(Weight::from_parts(2_001_585, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// `n` is from 1 to 7.
	fn reveal(n: u32, ) -> Weight {
		// At least 53_580_000 ps were seen.
		Weight::from_parts(56_536_236, 4702)
			.saturating_add(Weight::from_parts(757_359, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:8 w:8)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:2 w:2)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:2 w:4)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:8 w:8)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// `n` is from 0 to 7.
	fn close(n: u32, ) -> Weight {
		// At least 281_558_000 ps were seen.
		Weight::from_parts(278_759_192, 6412)
			.saturating_add(Weight::from_parts(170_092_669, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().reads(u64::from(n).saturating_mul(4)))
			.saturating_add(T::DbWeight::get().writes(14))
			.saturating_add(T::DbWeight::get().writes(u64::from(n).saturating_mul(4)))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:4 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:7 w:7)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:7 w:7)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:7 w:0)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	fn bisect() -> Weight {
		// At least 538_479_000 ps were seen.
		Weight::from_parts(546_862_000, 19225)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:8 w:8)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:3 w:3)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:7 w:7)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:3 w:3)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:2 w:5)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:8 w:8)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	fn decide() -> Weight {
		// At least 1_875_344_000 ps were seen.
		Weight::from_parts(1_903_827_000, 21830)
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().writes(40))
	}}
