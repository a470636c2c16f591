//! Weights of the calls and the hook. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls and the hook.
pub trait WeightInfo {
	/// Of the hook besides what it draws: with a preview that waits and is not due.
	fn poll() -> Weight;
	/// Of drawing a preview.
	fn draw() -> Weight;
	/// Of `protect`.
	fn protect() -> Weight;
	/// Of `agent`.
	fn agent() -> Weight;
	/// Of `draw_preview`.
	fn draw_preview() -> Weight;
	/// Of `show` with so many items, as long and as deep as can be.
	fn show(n: u32) -> Weight;
	/// Of `buy_licence` with a key.
	fn buy_licence() -> Weight;
	/// Of `request_key`.
	fn request_key() -> Weight;
	/// Of `request_key_for_work`.
	fn request_key_for_work() -> Weight;
	/// Of `answer`.
	fn answer() -> Weight;
	/// Of `confirm`.
	fn confirm() -> Weight;
	/// Of `settle`.
	fn settle() -> Weight;
	/// Of `refund`.
	fn refund() -> Weight;
	/// Of `prove_false_key`.
	fn prove_false_key() -> Weight;
	/// Of `forget`.
	fn forget() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn poll() -> Weight {
		weight(3, 0)
	}
	fn draw() -> Weight {
		weight(4, 3)
	}
	fn protect() -> Weight {
		weight(6, 5)
	}
	fn agent() -> Weight {
		weight(2, 1)
	}
	fn draw_preview() -> Weight {
		weight(6, 6)
	}
	fn show(n: u32) -> Weight {
		weight(2, 1).saturating_add(Weight::from_parts(30_000_000, 0).saturating_mul(n.into()))
	}
	fn buy_licence() -> Weight {
		weight(10, 10)
	}
	fn request_key() -> Weight {
		weight(6, 6)
	}
	fn request_key_for_work() -> Weight {
		weight(8, 6)
	}
	fn answer() -> Weight {
		weight(4, 2)
	}
	fn confirm() -> Weight {
		weight(4, 4)
	}
	fn settle() -> Weight {
		weight(4, 4)
	}
	fn refund() -> Weight {
		weight(8, 8)
	}
	fn prove_false_key() -> Weight {
		weight(8, 8).saturating_add(Weight::from_parts(300_000_000, 0))
	}
	fn forget() -> Weight {
		weight(3, 3)
	}
}
