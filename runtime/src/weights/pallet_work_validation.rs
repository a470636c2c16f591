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
		// At least 63_914_000 ps were seen.
		Weight::from_parts(69_182_000, 11285)
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
		// At least 383_839_000 ps were seen.
		Weight::from_parts(409_515_445, 17350)
			.saturating_add(Weight::from_parts(63_925_321, 0).saturating_mul(n.into()))
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
		// At least 73_660_000 ps were seen.
		Weight::from_parts(76_363_000, 8667)
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
		// At least 63_444_000 ps were seen.
		Weight::from_parts(66_637_279, 4702)
			.saturating_add(Weight::from_parts(3_657_302, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// `n` is from 1 to 7.
	fn reveal(n: u32, ) -> Weight {
		// At least 55_813_000 ps were seen.
		Weight::from_parts(60_839_615, 4702)
			.saturating_add(Weight::from_parts(1_377_932, 0).saturating_mul(n.into()))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
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
		// At least 290_131_000 ps were seen.
		Weight::from_parts(300_551_049, 6412)
			.saturating_add(Weight::from_parts(181_521_177, 0).saturating_mul(n.into()))
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
		// At least 555_114_000 ps were seen.
		Weight::from_parts(570_497_000, 19225)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1237), added: 3712, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:8 w:8)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:3 w:3)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
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
		// At least 1_874_453_000 ps were seen.
		Weight::from_parts(1_891_528_000, 21830)
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().writes(40))
	}}
