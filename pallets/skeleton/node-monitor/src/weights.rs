//! Weights of calls and hooks. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of calls and hooks.
pub trait WeightInfo {
	/// Of the hook when nothing is due and nobody online.
	fn poll() -> Weight;
	/// Of asking a node.
	fn ask() -> Weight;
	/// Of looking at a heartbeat that was missed for the second time.
	fn look() -> Weight;
	/// Of `heartbeat`.
	fn heartbeat() -> Weight;
	/// Of `request_measurement`.
	fn request_measurement() -> Weight;
	/// Of `begin_measurement`.
	fn begin_measurement() -> Weight;
	/// Of `submit_measurement`.
	fn submit_measurement() -> Weight;
	/// Of `expire_measurement`.
	fn expire_measurement() -> Weight;
	/// Of a verdict with as many auditors as there can be.
	fn on_verdict() -> Weight;
	/// Of a report that shows a false region.
	fn report() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn poll() -> Weight {
		weight(3, 0)
	}
	fn ask() -> Weight {
		weight(4, 3)
	}
	fn look() -> Weight {
		weight(12, 12)
	}
	fn heartbeat() -> Weight {
		weight(3, 2)
	}
	fn request_measurement() -> Weight {
		weight(6, 3)
	}
	fn begin_measurement() -> Weight {
		weight(4, 1)
	}
	fn submit_measurement() -> Weight {
		weight(10, 7)
	}
	fn expire_measurement() -> Weight {
		weight(3, 2)
	}
	fn on_verdict() -> Weight {
		weight(80, 80)
	}
	fn report() -> Weight {
		weight(14, 12)
	}
}
