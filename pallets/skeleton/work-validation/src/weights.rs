//! What the calls and the hook cost.

use frame::weights_prelude::*;

/// Weights of this pallet's calls and hook.
pub trait WeightInfo {
	/// The hook when nothing can be drawn.
	fn poll() -> Weight;
	/// Drawing one panel of validators.
	fn draw() -> Weight;
	/// `commit`.
	fn commit() -> Weight;
	/// `reveal`.
	fn reveal() -> Weight;
	/// `close`, without what the verdict leads to.
	fn close() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn poll() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
	}
	fn draw() -> Weight {
		Weight::from_parts(100_000_000, 40_000)
	}
	fn commit() -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn reveal() -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn close() -> Weight {
		Weight::from_parts(200_000_000, 60_000)
	}
}
