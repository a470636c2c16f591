//! Weights of calls and hooks. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of calls and hooks.
pub trait WeightInfo {
	/// Of `request`, with its trial of minting.
	fn request() -> Weight;
	/// Of `submit`.
	fn submit() -> Weight;
	/// Of `submit_trained`.
	fn submit_trained() -> Weight;
	/// Of `withdraw`.
	fn withdraw() -> Weight;
	/// Of `accept` of a part of a dataset.
	fn accept() -> Weight;
	/// Of `accept` of a trained AI, whose only beneficiary is its owner.
	fn deliver() -> Weight;
	/// Of `reject`.
	fn reject() -> Weight;
	/// Of `settle`, but for what accepting costs.
	fn settle() -> Weight;
	/// Of `expose`.
	fn expose() -> Weight;
	/// Of `contest`.
	fn contest() -> Weight;
	/// Of `commit`.
	fn commit() -> Weight;
	/// Of `reveal`.
	fn reveal() -> Weight;
	/// Of `close_contest`, but for what accepting costs.
	fn close_contest() -> Weight;
	/// Of `finish` with so many creators.
	fn finish(creators: u32) -> Weight;
	/// Of paying so many creators without a dataset.
	fn compensate(creators: u32) -> Weight;
	/// Of `cancel`.
	fn cancel() -> Weight;
	/// Of `become_reviewer`.
	fn become_reviewer() -> Weight;
	/// Of `resign`.
	fn resign() -> Weight;
	/// Of one look at the queue, when no contest can be drawn for.
	fn poll() -> Weight;
	/// Of drawing reviewers for a contest.
	fn draw() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn request() -> Weight {
		weight(12, 10)
	}
	fn submit() -> Weight {
		weight(5, 5)
	}
	fn submit_trained() -> Weight {
		weight(8, 5)
	}
	fn withdraw() -> Weight {
		weight(4, 5)
	}
	fn accept() -> Weight {
		weight(4, 3)
	}
	fn deliver() -> Weight {
		weight(20, 20)
	}
	fn reject() -> Weight {
		weight(4, 4)
	}
	fn settle() -> Weight {
		weight(6, 7)
	}
	fn expose() -> Weight {
		weight(6, 7)
	}
	fn contest() -> Weight {
		weight(6, 6)
	}
	fn commit() -> Weight {
		weight(2, 1)
	}
	fn reveal() -> Weight {
		weight(2, 1)
	}
	fn close_contest() -> Weight {
		weight(16, 16)
	}
	fn finish(creators: u32) -> Weight {
		weight(20, 20).saturating_add(weight(2, 2).saturating_mul(creators.into()))
	}
	fn compensate(creators: u32) -> Weight {
		weight(6, 6).saturating_add(weight(1, 1).saturating_mul(creators.into()))
	}
	fn cancel() -> Weight {
		weight(4, 5)
	}
	fn become_reviewer() -> Weight {
		weight(5, 6)
	}
	fn resign() -> Weight {
		weight(6, 7)
	}
	fn poll() -> Weight {
		weight(2, 0)
	}
	fn draw() -> Weight {
		weight(40, 7)
	}
}
