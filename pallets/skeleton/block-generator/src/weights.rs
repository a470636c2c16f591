//! Weights of calls and hooks. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of calls and hooks.
pub trait WeightInfo {
	/// Of `enrol`.
	fn enrol() -> Weight;
	/// Of `set_invulnerables` with `n` accounts.
	fn set_invulnerables(n: u32) -> Weight;
	/// Of `show_work`.
	fn show_work() -> Weight;
	/// Of the beginning of a block before which `m` slots were missed.
	fn note_slot(m: u32) -> Weight;
	/// Of planning a session with `t` tries, nobody having been drawn by them, so that all are carried over.
	fn draw(t: u32) -> Weight;
	/// Of ending a session with `s` seats, and beginning the next.
	fn close(s: u32) -> Weight;
	/// Of the end of a block at which the rate changes.
	fn pace() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 4_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn enrol() -> Weight {
		weight(8, 3)
	}
	fn set_invulnerables(n: u32) -> Weight {
		weight(2, 1).saturating_add(RocksDbWeight::get().reads(n.into()))
	}
	fn show_work() -> Weight {
		weight(4, 1)
	}
	fn note_slot(m: u32) -> Weight {
		weight(7, 4).saturating_add(RocksDbWeight::get().reads_writes(3, 2).saturating_mul(m.into()))
	}
	fn draw(t: u32) -> Weight {
		weight(60, 1).saturating_add(RocksDbWeight::get().reads(4).saturating_mul(t.into()))
	}
	fn close(s: u32) -> Weight {
		weight(4, 4).saturating_add(RocksDbWeight::get().writes(2).saturating_mul(s.into()))
	}
	fn pace() -> Weight {
		weight(3, 1)
	}
}
