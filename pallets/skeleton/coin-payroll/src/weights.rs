//! Weights of the calls and of what the neighbours call. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls and of what the neighbours call.
pub trait WeightInfo {
	/// Of `claim`.
	fn claim() -> Weight;
	/// Of `claim_reward`.
	fn claim_reward() -> Weight;
	/// Of `lapse`.
	fn lapse() -> Weight;
	/// Of `end_era`.
	fn end_era() -> Weight;
	/// Of `Payroll::distribute`.
	fn distribute() -> Weight;
	/// Of paying one who waits.
	fn pay_next() -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn claim() -> Weight {
		Weight::from_parts(60_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(5, 5))
	}
	fn claim_reward() -> Weight {
		Weight::from_parts(80_000_000, 20_000).saturating_add(RocksDbWeight::get().reads_writes(20, 16))
	}
	fn lapse() -> Weight {
		Weight::from_parts(40_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(9, 8))
	}
	fn end_era() -> Weight {
		Weight::from_parts(50_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(8, 7))
	}
	fn distribute() -> Weight {
		Weight::from_parts(200_000_000, 20_000).saturating_add(RocksDbWeight::get().reads_writes(28, 24))
	}
	fn pay_next() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(9, 7))
	}
}
