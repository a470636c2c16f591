//! What the calls and the hook cost.

use frame::weights_prelude::*;

/// Weights of this pallet's calls and hook.
pub trait WeightInfo {
	/// The hook when nothing can be drawn.
	fn poll() -> Weight;
	/// One draw of `n` auditors.
	fn draw(n: u32) -> Weight;
	/// Opening a validation.
	fn open() -> Weight;
	/// `commit` with `n` auditors in the record, without the report of a distance.
	fn commit(n: u32) -> Weight;
	/// `reveal` with `n` auditors in the record, without closing.
	fn reveal(n: u32) -> Weight;
	/// `close` with `n` auditors in the record, without what the verdict leads to.
	fn close(n: u32) -> Weight;
	/// `bisect`.
	fn bisect() -> Weight;
	/// `decide`, without what the verdict leads to.
	fn decide() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn poll() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
	}
	fn draw(n: u32) -> Weight {
		Weight::from_parts(50_000_000, 8_000)
			.saturating_add(Weight::from_parts(30_000_000, 6_000).saturating_mul(n.into()))
	}
	fn open() -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn commit(_n: u32) -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn reveal(_n: u32) -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn close(n: u32) -> Weight {
		Weight::from_parts(40_000_000, 6_000)
			.saturating_add(Weight::from_parts(25_000_000, 8_000).saturating_mul(n.into()))
	}
	fn bisect() -> Weight {
		Weight::from_parts(20_000_000, 6_000)
	}
	fn decide() -> Weight {
		Weight::from_parts(200_000_000, 60_000)
	}
}
