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
	/// Of `set_split`, for so many members.
	fn set_split(m: u32) -> Weight;
	/// Of `Shares::endow`, for so many targets.
	fn endow(s: u32) -> Weight;
	/// Of taking up the split of another resource.
	fn flatten() -> Weight;
	/// Of `collect`.
	fn collect() -> Weight;
	/// Of `close_split`, for so many members.
	fn close_split(m: u32) -> Weight;
	/// Of `pay_asset`.
	fn pay_asset() -> Weight;
	/// Of `claim_asset`.
	fn claim_asset() -> Weight;
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
	fn set_split(m: u32) -> Weight {
		Weight::from_parts(50_000_000, 12_000)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 7))
			.saturating_add(Weight::from_parts(102_000_000, 100).saturating_mul(m.into()))
	}
	fn endow(s: u32) -> Weight {
		Weight::from_parts(50_000_000, 12_000)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 68))
			.saturating_add(RocksDbWeight::get().reads(2).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(10_000_000, 5_000).saturating_mul(s.into()))
	}
	fn flatten() -> Weight {
		Weight::from_parts(10_000_000, 6_000).saturating_add(RocksDbWeight::get().reads(4))
	}
	fn collect() -> Weight {
		Weight::from_parts(40_000_000, 6_000).saturating_add(RocksDbWeight::get().reads_writes(7, 6))
	}
	fn close_split(m: u32) -> Weight {
		Weight::from_parts(50_000_000, 12_000)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 7))
			.saturating_add(Weight::from_parts(1_000_000_000, 1_200).saturating_mul(m.into()))
	}
	fn pay_asset() -> Weight {
		Weight::from_parts(90_000_000, 12_000).saturating_add(RocksDbWeight::get().reads_writes(10, 9))
	}
	fn claim_asset() -> Weight {
		Weight::from_parts(60_000_000, 9_000).saturating_add(RocksDbWeight::get().reads_writes(6, 6))
	}
	fn distribute() -> Weight {
		Weight::from_parts(200_000_000, 20_000).saturating_add(RocksDbWeight::get().reads_writes(28, 24))
	}
	fn pay_next() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(9, 7))
	}
}
