//! Weights of `pallet_relay_randomness`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_relay_randomness` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_relay_randomness::WeightInfo for WeightInfo<T> {
	/// Storage: `RelayRandomness::Latest` (r:1 w:1)
	/// Proof: `RelayRandomness::Latest` (`max_values`: Some(1), `max_size`: Some(37), added: 532, mode: `MaxEncodedLen`)
	/// Storage: `RelayRandomness::Epoch` (r:1 w:1)
	/// Proof: `RelayRandomness::Epoch` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Pace` (r:1 w:0)
	/// Proof: `BlockGenerator::Pace` (`max_values`: Some(1), `max_size`: Some(26), added: 521, mode: `MaxEncodedLen`)
	fn note() -> Weight {
		// At least 43_254_000 ps were seen.
		Weight::from_parts(46_408_000, 1533)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
