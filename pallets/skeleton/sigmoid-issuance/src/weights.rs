//! Weights of the calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls.
pub trait WeightInfo {
	/// Of `set_parameters`.
	fn set_parameters() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn set_parameters() -> Weight {
		Weight::from_parts(30_000_000, 2_000).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}
}
