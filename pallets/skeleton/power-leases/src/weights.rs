//! Weights of the calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls.
pub trait WeightInfo {
	/// Of `lease`.
	fn lease() -> Weight;
	/// Of `end`.
	fn end() -> Weight;
	/// Of `surrender`.
	fn surrender() -> Weight;
	/// Of taking hours for work.
	fn spend() -> Weight;
	/// Of having hours back from work.
	fn settle() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn lease() -> Weight {
		weight(6, 5)
	}
	fn end() -> Weight {
		weight(5, 5)
	}
	fn surrender() -> Weight {
		weight(5, 5)
	}
	fn spend() -> Weight {
		weight(2, 2)
	}
	fn settle() -> Weight {
		weight(2, 2)
	}
}
