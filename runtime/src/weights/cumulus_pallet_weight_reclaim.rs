//! Weights of `cumulus_pallet_weight_reclaim`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `cumulus_pallet_weight_reclaim` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> cumulus_pallet_weight_reclaim::WeightInfo for WeightInfo<T> {
	fn storage_weight_reclaim() -> Weight {
		// At least 6_690_000 ps were seen.
		Weight::from_parts(7_131_000, 0)
	}}
