//! Weights of the calls. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls.
pub trait WeightInfo {
	/// Of `register`.
	fn register() -> Weight;
	/// Of `bond_extra`.
	fn bond_extra() -> Weight;
	/// Of `leave`.
	fn leave() -> Weight;
	/// Of `withdraw`.
	fn withdraw() -> Weight;
	/// Of `add_node`.
	fn add_node() -> Weight;
	/// Of `update_node`.
	fn update_node() -> Weight;
	/// Of `remove_node`.
	fn remove_node() -> Weight;
	/// Of `go_idle`.
	fn go_idle() -> Weight;
	/// Of `go_busy`.
	fn go_busy() -> Weight;
	/// Of `host`.
	fn host() -> Weight;
	/// Of `unhost`.
	fn unhost() -> Weight;
	/// Of `set_region`.
	fn set_region() -> Weight;
	/// Of `set_device`.
	fn set_device() -> Weight;
	/// Of `set_operator`.
	fn set_operator() -> Weight;
	/// Of `move_node`.
	fn move_node() -> Weight;
	/// Of `evict`.
	fn evict() -> Weight;
	/// Of `certify`.
	fn certify() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn register() -> Weight {
		weight(2, 2)
	}
	fn bond_extra() -> Weight {
		weight(2, 2)
	}
	fn leave() -> Weight {
		weight(2, 1)
	}
	fn withdraw() -> Weight {
		weight(3, 2)
	}
	fn add_node() -> Weight {
		weight(4, 3)
	}
	fn update_node() -> Weight {
		weight(9, 10)
	}
	fn remove_node() -> Weight {
		weight(17, 18)
	}
	fn go_idle() -> Weight {
		weight(6, 6)
	}
	fn go_busy() -> Weight {
		weight(7, 8)
	}
	fn host() -> Weight {
		weight(3, 2)
	}
	fn unhost() -> Weight {
		weight(3, 2)
	}
	fn set_region() -> Weight {
		weight(1, 2)
	}
	fn set_device() -> Weight {
		weight(0, 1)
	}
	fn set_operator() -> Weight {
		weight(1, 1)
	}
	fn move_node() -> Weight {
		weight(3, 2)
	}
	fn evict() -> Weight {
		weight(10, 11)
	}
	fn certify() -> Weight {
		weight(13, 13)
	}
}
