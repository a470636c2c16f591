//! Placeholder until `scripts/benchmark.sh pallet_asset_formats`.
use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, *};
/// What the calls of `pallet_asset_formats` weigh.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_asset_formats::WeightInfo for WeightInfo<T> {
	fn register() -> Weight {
		<() as pallet_asset_formats::WeightInfo>::register()
	}
	fn deprecate() -> Weight {
		<() as pallet_asset_formats::WeightInfo>::deprecate()
	}
}
