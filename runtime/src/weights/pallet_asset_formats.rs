//! Weights of `pallet_asset_formats`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_asset_formats` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_asset_formats::WeightInfo for WeightInfo<T> {
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(445), added: 2920, mode: `MaxEncodedLen`)
	/// Storage: `AssetFormats::IdOf` (r:1 w:1)
	/// Proof: `AssetFormats::IdOf` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	/// Storage: `AssetFormats::NextFormat` (r:1 w:1)
	/// Proof: `AssetFormats::NextFormat` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AssetFormats::Descriptions` (r:1 w:1)
	/// Proof: `AssetFormats::Descriptions` (`max_values`: None, `max_size`: Some(2270), added: 4745, mode: `MaxEncodedLen`)
	/// Storage: `AssetFormats::Entries` (r:1 w:2)
	/// Proof: `AssetFormats::Entries` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// At least 256_902_000 ps were seen.
		Weight::from_parts(283_020_000, 5735)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `AssetFormats::Entries` (r:1 w:1)
	/// Proof: `AssetFormats::Entries` (`max_values`: None, `max_size`: Some(75), added: 2550, mode: `MaxEncodedLen`)
	fn deprecate() -> Weight {
		// At least 33_950_000 ps were seen.
		Weight::from_parts(39_169_000, 3540)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
