//! What the calls, the hook and the verdicts cost.

use frame::weights_prelude::*;

/// Weights of this pallet.
pub trait WeightInfo {
	/// `request` of so many slots, with as many datasets as there can be.
	fn request(slots: u32) -> Weight;
	/// `start`.
	fn start() -> Weight;
	/// `submit`.
	fn submit() -> Weight;
	/// `cancel` of a job of so many slots.
	fn cancel(slots: u32) -> Weight;
	/// `expire`.
	fn expire() -> Weight;
	/// `forget` of a job of so many slots.
	fn forget(slots: u32) -> Weight;
	/// The hook when nothing can be served.
	fn poll() -> Weight;
	/// Drawing a node for one entry of the queue.
	fn assign() -> Weight;
	/// Dropping one entry of the queue, whose slot waited too long.
	fn lapse() -> Weight;
	/// A verdict with as many validators as there can be.
	fn on_verdict() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn request(slots: u32) -> Weight {
		Weight::from_parts(100_000_000, 30_000)
			.saturating_add(Weight::from_parts(10_000_000, 500).saturating_mul(slots.into()))
	}
	fn start() -> Weight {
		Weight::from_parts(30_000_000, 6_000)
	}
	fn submit() -> Weight {
		Weight::from_parts(80_000_000, 12_000)
	}
	fn cancel(slots: u32) -> Weight {
		Weight::from_parts(50_000_000, 20_000)
			.saturating_add(Weight::from_parts(30_000_000, 2_500).saturating_mul(slots.into()))
	}
	fn expire() -> Weight {
		Weight::from_parts(100_000_000, 30_000)
	}
	fn forget(slots: u32) -> Weight {
		Weight::from_parts(20_000_000, 5_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_500).saturating_mul(slots.into()))
	}
	fn poll() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
	}
	fn assign() -> Weight {
		Weight::from_parts(80_000_000, 20_000)
	}
	fn lapse() -> Weight {
		Weight::from_parts(100_000_000, 30_000)
	}
	fn on_verdict() -> Weight {
		Weight::from_parts(500_000_000, 100_000)
	}
}
