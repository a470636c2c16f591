//! Weights of the call and of what the payroll calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the call and of what the payroll calls.
pub trait WeightInfo {
	/// Of `penalise`.
	fn penalise() -> Weight;
	/// Of `Ratings::record`.
	fn record() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn penalise() -> Weight {
		Weight::from_parts(30_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(5, 3))
	}
	fn record() -> Weight {
		Weight::from_parts(25_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
}
