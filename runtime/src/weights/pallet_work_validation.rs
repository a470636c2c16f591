//! Weights of `pallet_work_validation`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
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
	/// Proof: `RelayRandomness::Latest` (`max_values`: Some(1), `max_size`: Some(37), added: 532, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Ends` (r:1 w:0)
	/// Proof: `WorkValidation::Ends` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Queue` (r:1 w:0)
	/// Proof: `WorkValidation::Queue` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Validations` (r:1 w:0)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1788), added: 4263, mode: `MaxEncodedLen`)
	fn poll() -> Weight {
		// At least 25_708_000 ps were seen.
		Weight::from_parts(27_200_000, 5253)
			.saturating_add(T::DbWeight::get().reads(4))
	}
	/// Storage: `WorkValidation::Ends` (r:1 w:1)
	/// Proof: `WorkValidation::Ends` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Queue` (r:1 w:1)
	/// Proof: `WorkValidation::Queue` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1788), added: 4263, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:5 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Hosts` (r:1 w:0)
	/// Proof: `Providers::Hosts` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Regions` (r:1 w:0)
	/// Proof: `Providers::Regions` (`max_values`: None, `max_size`: Some(43), added: 2518, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Filled` (r:4 w:0)
	/// Proof: `Providers::Filled` (`max_values`: None, `max_size`: Some(15), added: 2490, mode: `MaxEncodedLen`)
	/// Storage: `Providers::BucketSizes` (r:1 w:1)
	/// Proof: `Providers::BucketSizes` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Members` (r:14 w:14)
	/// Proof: `Providers::Members` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:8 w:7)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:8 w:0)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Positions` (r:7 w:14)
	/// Proof: `Providers::Positions` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	fn draw() -> Weight {
		// At least 1_083_749_000 ps were seen.
		Weight::from_parts(1_093_293_000, 36088)
			.saturating_add(T::DbWeight::get().reads(54))
			.saturating_add(T::DbWeight::get().writes(40))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1788), added: 4263, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn commit() -> Weight {
		// At least 53_860_000 ps were seen.
		Weight::from_parts(55_062_000, 5253)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1788), added: 4263, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reveal() -> Weight {
		// At least 44_145_000 ps were seen.
		Weight::from_parts(46_198_000, 5253)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `WorkValidation::Validations` (r:1 w:1)
	/// Proof: `WorkValidation::Validations` (`max_values`: None, `max_size`: Some(1788), added: 4263, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:3 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:22 w:21)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:15 w:15)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(157), added: 2632, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:23 w:23)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Providers` (r:15 w:15)
	/// Proof: `Providers::Providers` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Capacities` (r:1 w:1)
	/// Proof: `Providers::Capacities` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	/// Storage: `Providers::BucketSizes` (r:1 w:1)
	/// Proof: `Providers::BucketSizes` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Positions` (r:0 w:13)
	/// Proof: `Providers::Positions` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Members` (r:0 w:13)
	/// Proof: `Providers::Members` (`max_values`: None, `max_size`: Some(32), added: 2507, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// At least 3_081_946_000 ps were seen.
		Weight::from_parts(3_105_070_000, 60859)
			.saturating_add(T::DbWeight::get().reads(82))
			.saturating_add(T::DbWeight::get().writes(103))
	}}
