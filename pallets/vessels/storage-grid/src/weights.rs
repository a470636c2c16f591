//! Weights of calls and hooks. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of calls and hooks.
pub trait WeightInfo {
	/// Of what the hook reads in any case, without looks at queues.
	fn poll() -> Weight;
	/// Of looking at the first of a queue, taking it, and reading its replica.
	fn look() -> Weight;
	/// Of trying to place a replica, with as many probes as there can be, or of giving it up.
	fn place() -> Weight;
	/// Of challenging a replica.
	fn challenge() -> Weight;
	/// Of drawing the auditors of a complaint.
	fn draw_auditors() -> Weight;
	/// Of `offer_space`.
	fn offer_space() -> Weight;
	/// Of `set_space`.
	fn set_space() -> Weight;
	/// Of `top_up`.
	fn top_up() -> Weight;
	/// Of `set_operator`.
	fn set_operator() -> Weight;
	/// Of `close_space`.
	fn close_space() -> Weight;
	/// Of `order` with so many replicas.
	fn order(r: u32) -> Weight;
	/// Of `extend`.
	fn extend() -> Weight;
	/// Of `cancel`.
	fn cancel() -> Weight;
	/// Of `answer` with a proof of so many levels.
	fn answer(d: u32) -> Weight;
	/// Of `decline`.
	fn decline() -> Weight;
	/// Of `request_proof`.
	fn request_proof() -> Weight;
	/// Of `release`.
	fn release() -> Weight;
	/// Of `miss` of the last challenge, without the payment.
	fn miss() -> Weight;
	/// Of `settle` without the payment.
	fn settle() -> Weight;
	/// Of `end_replica` of an order's last replica, without the payment.
	fn end_replica() -> Weight;
	/// Of `complain`.
	fn complain() -> Weight;
	/// Of `commit_ballot`.
	fn commit_ballot() -> Weight;
	/// Of `reveal_ballot` with a proof of so many levels.
	fn reveal_ballot(d: u32) -> Weight;
	/// Of `close_complaint` that is upheld against the replica's last miss, without the payment.
	fn close_complaint() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn poll() -> Weight {
		weight(4, 1)
	}
	fn look() -> Weight {
		weight(3, 2)
	}
	fn place() -> Weight {
		weight(55, 13)
	}
	fn challenge() -> Weight {
		weight(6, 4)
	}
	fn draw_auditors() -> Weight {
		weight(45, 10)
	}
	fn offer_space() -> Weight {
		weight(6, 7)
	}
	fn set_space() -> Weight {
		weight(8, 9)
	}
	fn top_up() -> Weight {
		weight(6, 7)
	}
	fn set_operator() -> Weight {
		weight(1, 1)
	}
	fn close_space() -> Weight {
		weight(7, 7)
	}
	fn order(r: u32) -> Weight {
		weight(11, u64::from(r).saturating_mul(2).saturating_add(7))
	}
	fn extend() -> Weight {
		weight(4, 3)
	}
	fn cancel() -> Weight {
		weight(1, 1)
	}
	fn answer(d: u32) -> Weight {
		weight(6, 5).saturating_add(Weight::from_parts(500_000, 0).saturating_mul(d.into()))
	}
	fn decline() -> Weight {
		weight(10, 12)
	}
	fn request_proof() -> Weight {
		weight(3, 3)
	}
	fn release() -> Weight {
		weight(2, 1)
	}
	fn miss() -> Weight {
		weight(20, 20)
	}
	fn settle() -> Weight {
		weight(2, 2)
	}
	fn end_replica() -> Weight {
		weight(15, 16)
	}
	fn complain() -> Weight {
		weight(6, 6)
	}
	fn commit_ballot() -> Weight {
		weight(1, 1)
	}
	fn reveal_ballot(d: u32) -> Weight {
		weight(1, 1).saturating_add(Weight::from_parts(500_000, 0).saturating_mul(d.into()))
	}
	fn close_complaint() -> Weight {
		weight(30, 30)
	}
}
