//! Weights of `pallet_block_generator`, measured by `scripts/benchmark.sh` with 10 steps and 5 repeats on 2026-11-22
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
	/// Storage: `Providers::Nodes` (r:1 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:1 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:0)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::Scores` (r:1 w:0)
	/// Proof: `ContributionRating::Scores` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:1 w:0)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Invulnerables` (r:1 w:0)
	/// Proof: `BlockGenerator::Invulnerables` (`max_values`: Some(1), `max_size`: Some(641), added: 1136, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Session` (r:1 w:0)
	/// Proof: `BlockGenerator::Session` (`max_values`: Some(1), `max_size`: Some(90), added: 585, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Enrolled` (r:1 w:1)
	/// Proof: `BlockGenerator::Enrolled` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Lists` (r:1 w:1)
	/// Proof: `BlockGenerator::Lists` (`max_values`: None, `max_size`: Some(274), added: 2749, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Entries` (r:0 w:1)
	/// Proof: `BlockGenerator::Entries` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	fn enrol() -> Weight {
		// At least 112_717_000 ps were seen.
		Weight::from_parts(114_971_000, 6040)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Session::NextKeys` (r:20 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `BlockGenerator::Session` (r:1 w:0)
	/// Proof: `BlockGenerator::Session` (`max_values`: Some(1), `max_size`: Some(90), added: 585, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Invulnerables` (r:0 w:1)
	/// Proof: `BlockGenerator::Invulnerables` (`max_values`: Some(1), `max_size`: Some(641), added: 1136, mode: `MaxEncodedLen`)
	/// `n` is from 1 to 20.
	fn set_invulnerables(n: u32, ) -> Weight {
		// At least 45_728_000 ps were seen.
		Weight::from_parts(59_977_925, 3549)
			.saturating_add(Weight::from_parts(5_325_056, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(0, 2532).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(u64::from(n).saturating_mul(1)))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `BlockGenerator::Session` (r:1 w:0)
	/// Proof: `BlockGenerator::Session` (`max_values`: Some(1), `max_size`: Some(90), added: 585, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Draws` (r:2 w:0)
	/// Proof: `BlockGenerator::Draws` (`max_values`: None, `max_size`: Some(4676), added: 7151, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:1 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `ResourceAllocator::Jobs` (r:1 w:0)
	/// Proof: `ResourceAllocator::Jobs` (`max_values`: None, `max_size`: Some(627), added: 3102, mode: `MaxEncodedLen`)
	/// Storage: `ResourceAllocator::Slots` (r:1 w:0)
	/// Proof: `ResourceAllocator::Slots` (`max_values`: None, `max_size`: Some(1211), added: 3686, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Shown` (r:0 w:1)
	/// Proof: `BlockGenerator::Shown` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn show_work() -> Weight {
		// At least 92_287_000 ps were seen.
		Weight::from_parts(132_607_000, 15292)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `BlockGenerator::Session` (r:1 w:0)
	/// Proof: `BlockGenerator::Session` (`max_values`: Some(1), `max_size`: Some(90), added: 585, mode: `MaxEncodedLen`)
	/// Storage: `RelayRandomness::Epoch` (r:1 w:0)
	/// Proof: `RelayRandomness::Epoch` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Draws` (r:1 w:0)
	/// Proof: `BlockGenerator::Draws` (`max_values`: None, `max_size`: Some(4676), added: 7151, mode: `MaxEncodedLen`)
	/// Storage: `Session::Validators` (r:1 w:0)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `ParachainSystem::ValidationData` (r:1 w:0)
	/// Proof: `ParachainSystem::ValidationData` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `ParachainSystem::LastRelayChainBlockNumber` (r:1 w:0)
	/// Proof: `ParachainSystem::LastRelayChainBlockNumber` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `BlockGenerator::Duties` (r:9 w:9)
	/// Proof: `BlockGenerator::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:9 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Shown` (r:1 w:0)
	/// Proof: `BlockGenerator::Shown` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// Storage: `ResourceAllocator::Jobs` (r:1 w:0)
	/// Proof: `ResourceAllocator::Jobs` (`max_values`: None, `max_size`: Some(627), added: 3102, mode: `MaxEncodedLen`)
	/// Storage: `ResourceAllocator::Slots` (r:1 w:0)
	/// Proof: `ResourceAllocator::Slots` (`max_values`: None, `max_size`: Some(1211), added: 3686, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::LastSlot` (r:1 w:1)
	/// Proof: `BlockGenerator::LastSlot` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::CurrentEra` (r:1 w:0)
	/// Proof: `CoinPayroll::CurrentEra` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::Scores` (r:8 w:8)
	/// Proof: `ContributionRating::Scores` (`max_values`: None, `max_size`: Some(77), added: 2552, mode: `MaxEncodedLen`)
	/// Storage: `ContributionRating::DueOf` (r:8 w:0)
	/// Proof: `ContributionRating::DueOf` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `CoinPayroll::Lines` (r:8 w:8)
	/// Proof: `CoinPayroll::Lines` (`max_values`: None, `max_size`: Some(198), added: 2673, mode: `MaxEncodedLen`)
	/// `m` is from 0 to 8.
	fn note_slot(m: u32, ) -> Weight {
		// At least 101_040_000 ps were seen.
		Weight::from_parts(111_225_564, 8141)
			.saturating_add(Weight::from_parts(79_903_343, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 2673).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads(u64::from(m).saturating_mul(5)))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(u64::from(m).saturating_mul(3)))
	}
	/// Storage: `BlockGenerator::Lists` (r:1 w:0)
	/// Proof: `BlockGenerator::Lists` (`max_values`: None, `max_size`: Some(274), added: 2749, mode: `MaxEncodedLen`)
	/// Storage: `RelayRandomness::Epoch` (r:1 w:0)
	/// Proof: `RelayRandomness::Epoch` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Invulnerables` (r:1 w:0)
	/// Proof: `BlockGenerator::Invulnerables` (`max_values`: Some(1), `max_size`: Some(641), added: 1136, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Entries` (r:512 w:0)
	/// Proof: `BlockGenerator::Entries` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `Providers::Nodes` (r:576 w:0)
	/// Proof: `Providers::Nodes` (`max_values`: None, `max_size`: Some(130), added: 2605, mode: `MaxEncodedLen`)
	/// Storage: `Session::NextKeys` (r:596 w:0)
	/// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// Storage: `BlockGenerator::Draws` (r:1 w:1)
	/// Proof: `BlockGenerator::Draws` (`max_values`: None, `max_size`: Some(4676), added: 7151, mode: `MaxEncodedLen`)
	/// `t` is from 1 to 512.
	fn draw(t: u32, ) -> Weight {
		// At least 1_352_157_000 ps were seen.
		Weight::from_parts(1_135_159_266, 230784)
			.saturating_add(Weight::from_parts(35_115_221, 0).saturating_mul(t.into()))
			.saturating_add(Weight::from_parts(0, 2690).saturating_mul(t.into()))
			.saturating_add(T::DbWeight::get().reads(152))
			.saturating_add(T::DbWeight::get().reads(u64::from(t).saturating_mul(3)))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `BlockGenerator::Lists` (r:1 w:2)
	/// Proof: `BlockGenerator::Lists` (`max_values`: None, `max_size`: Some(274), added: 2749, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Draws` (r:2 w:1)
	/// Proof: `BlockGenerator::Draws` (`max_values`: None, `max_size`: Some(4676), added: 7151, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Session` (r:1 w:1)
	/// Proof: `BlockGenerator::Session` (`max_values`: Some(1), `max_size`: Some(90), added: 585, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Shown` (r:0 w:64)
	/// Proof: `BlockGenerator::Shown` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// Storage: `BlockGenerator::Duties` (r:0 w:64)
	/// Proof: `BlockGenerator::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// `s` is from 1 to 64.
	fn close(s: u32, ) -> Weight {
		// At least 104_865_000 ps were seen.
		Weight::from_parts(129_072_085, 15292)
			.saturating_add(Weight::from_parts(8_835_799, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(u64::from(s).saturating_mul(2)))
	}
	/// Storage: `BlockGenerator::Pace` (r:1 w:1)
	/// Proof: `BlockGenerator::Pace` (`max_values`: Some(1), `max_size`: Some(26), added: 521, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:2 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Providers::RollSize` (r:1 w:0)
	/// Proof: `Providers::RollSize` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn pace() -> Weight {
		// At least 59_278_000 ps were seen.
		Weight::from_parts(59_488_000, 6108)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
