//! Weights of the calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls.
pub trait WeightInfo {
	/// Of `register`.
	fn register() -> Weight;
	/// Of `deprecate`.
	fn deprecate() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn register() -> Weight {
		weight(6, 7)
	}
	fn deprecate() -> Weight {
		weight(2, 1)
	}
}
