//! Weights of `pallet_sigmoid_issuance`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_sigmoid_issuance` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_sigmoid_issuance::WeightInfo for WeightInfo<T> {
	/// Storage: `SigmoidIssuance::Fees` (r:1 w:0)
	/// Proof: `SigmoidIssuance::Fees` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `SigmoidIssuance::CurrentSection` (r:1 w:1)
	/// Proof: `SigmoidIssuance::CurrentSection` (`max_values`: Some(1), `max_size`: Some(64), added: 559, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// At least 30_856_000 ps were seen.
		Weight::from_parts(31_937_000, 1549)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}}
