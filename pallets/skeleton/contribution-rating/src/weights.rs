//! Weights of the calls and of what the payroll calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls and of what the payroll calls.
pub trait WeightInfo {
	/// Of `penalise`.
	fn penalise() -> Weight;
	/// Of `appeal`.
	fn appeal() -> Weight;
	/// Of closing a penalty.
	fn close_penalty() -> Weight;
	/// Of `mark`.
	fn mark() -> Weight;
	/// Of `forget`.
	fn forget() -> Weight;
	/// Of `flag`.
	fn flag() -> Weight;
	/// Of `Ratings::record`.
	fn record() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn penalise() -> Weight {
		Weight::from_parts(60_000_000, 9_000).saturating_add(RocksDbWeight::get().reads_writes(12, 9))
	}
	fn appeal() -> Weight {
		Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}
	fn close_penalty() -> Weight {
		Weight::from_parts(50_000_000, 6_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn mark() -> Weight {
		Weight::from_parts(30_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(8, 4))
	}
	fn forget() -> Weight {
		Weight::from_parts(30_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(6, 4))
	}
	fn flag() -> Weight {
		Weight::from_parts(120_000_000, 25_000).saturating_add(RocksDbWeight::get().reads_writes(30, 16))
	}
	fn record() -> Weight {
		Weight::from_parts(25_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}
}
