//! Weights of `pallet_providers`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_providers` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_providers::WeightInfo for WeightInfo<T> {
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Providers::NextProvider` (r:1 w:1)
	/// Proof: `Providers::NextProvider` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// At least 138_446_000 ps were seen.
		Weight::from_parts(140_719_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn bond_extra() -> Weight {
		// At least 132_717_000 ps were seen.
		Weight::from_parts(138_926_000, 3694)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// At least 42_103_000 ps were seen.
		Weight::from_parts(45_737_000, 3570)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// At least 119_007_000 ps were seen.
		Weight::from_parts(120_989_000, 3694)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Providers::Devices` (r:1 w:0)
	/// Proof: `Providers::Devices` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Regions` (r:1 w:0)
	/// Proof: `Providers::Regions` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Providers::NextNode` (r:1 w:1)
	/// Proof: `Providers::NextNode` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:0 w:1)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	fn add_node() -> Weight {
		// At least 55_392_000 ps were seen.
		Weight::from_parts(57_225_000, 3576)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Providers::Nodes` (r:2 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:1 w:2)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:1 w:0)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn update_node() -> Weight {
		// At least 146_097_000 ps were seen.
		Weight::from_parts(148_390_000, 6192)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Providers::Nodes` (r:2 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:1 w:2)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosted` (r:1 w:1)
	/// Proof: `Providers::Hosted` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosts` (r:8 w:8)
	/// Proof: `Providers::Hosts` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:0 w:1)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn remove_node() -> Weight {
		// At least 202_290_000 ps were seen.
		Weight::from_parts(204_894_000, 21926)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(20))
	}
	/// Storage: `Providers::Nodes` (r:1 w:1)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:1 w:0)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:0 w:1)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn go_idle() -> Weight {
		// At least 110_675_000 ps were seen.
		Weight::from_parts(112_577_000, 6108)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `Providers::Nodes` (r:2 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:1 w:2)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	fn go_busy() -> Weight {
		// At least 109_913_000 ps were seen.
		Weight::from_parts(113_428_000, 6192)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Providers::Nodes` (r:1 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosted` (r:1 w:1)
	/// Proof: `Providers::Hosted` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosts` (r:1 w:1)
	/// Proof: `Providers::Hosts` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	fn host() -> Weight {
		// At least 49_303_000 ps were seen.
		Weight::from_parts(50_234_000, 3607)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Providers::Nodes` (r:1 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosted` (r:1 w:1)
	/// Proof: `Providers::Hosted` (`max_values`: None, `max_size`: Some(57), added: 2532, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosts` (r:1 w:1)
	/// Proof: `Providers::Hosts` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	fn unhost() -> Weight {
		// At least 49_503_000 ps were seen.
		Weight::from_parts(54_140_000, 3607)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Providers::RegionIds` (r:1 w:1)
	/// Proof: `Providers::RegionIds` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Regions` (r:0 w:1)
	/// Proof: `Providers::Regions` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn set_region() -> Weight {
		// At least 26_379_000 ps were seen.
		Weight::from_parts(26_639_000, 1518)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Providers::Devices` (r:0 w:1)
	/// Proof: `Providers::Devices` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	fn set_device() -> Weight {
		// At least 17_216_000 ps were seen.
		Weight::from_parts(18_006_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Providers::Nodes` (r:1 w:1)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	fn set_operator() -> Weight {
		// At least 34_962_000 ps were seen.
		Weight::from_parts(35_894_000, 3591)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Providers::Nodes` (r:1 w:1)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Regions` (r:1 w:0)
	/// Proof: `Providers::Regions` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:0 w:1)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn move_node() -> Weight {
		// At least 48_021_000 ps were seen.
		Weight::from_parts(49_433_000, 3591)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Providers::Nodes` (r:2 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:1 w:1)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:1 w:2)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	fn evict() -> Weight {
		// At least 128_691_000 ps were seen.
		Weight::from_parts(132_527_000, 6192)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Providers::Nodes` (r:2 w:2)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(126), added: 2601, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Devices` (r:1 w:0)
	/// Proof: `Providers::Devices` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Places` (r:1 w:1)
	/// Proof: `Providers::Places` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Pages` (r:2 w:2)
	/// Proof: `Providers::Pages` (`max_values`: None, `max_size`: Some(625), added: 3100, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Shelves` (r:1 w:1)
	/// Proof: `Providers::Shelves` (`max_values`: None, `max_size`: Some(79), added: 2554, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:1)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Roll` (r:1 w:2)
	/// Proof: `Providers::Roll` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:1 w:1)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Scores` (r:1 w:0)
	/// Proof: `WorkValidation::Scores` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn certify() -> Weight {
		// At least 171_134_000 ps were seen.
		Weight::from_parts(182_792_000, 7190)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
	}
}
