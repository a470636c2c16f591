//! Weight of the hook. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weight of the hook.
pub trait WeightInfo {
	/// Of storing both values when they are new and were left out before.
	fn note() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn note() -> Weight {
		Weight::from_parts(8_000_000, 3_200).saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}
}
