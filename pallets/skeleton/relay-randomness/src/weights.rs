//! Weight of the hook. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weight of the hook.
pub trait WeightInfo {
	/// Of storing a value that is new.
	fn note() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn note() -> Weight {
		Weight::from_parts(5_000_000, 1_600).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
}
