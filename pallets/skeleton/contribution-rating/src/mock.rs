//! A chain with this pallet and a clock that tests set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_contribution_rating;
use aic_primitives::{EraIndex, Eras};
use frame::testing_prelude::*;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		ContributionRating: pallet_contribution_rating,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	pub storage Now: EraIndex = 0;
	pub storage RewardRate: Permill = Permill::from_percent(10);
	pub storage CapFraction: Permill = Permill::from_percent(50);
}

/// Says what the test says.
pub struct Clock;
impl Eras for Clock {
	fn current() -> EraIndex {
		Now::get()
	}
}

impl pallet_contribution_rating::Config for Test {
	type WeightInfo = ();
	type Eras = Clock;
	type PenaltyOrigin = EnsureRoot<u64>;
	type HalfLife = ConstU32<4>;
	type RewardRate = RewardRate;
	type CapFraction = CapFraction;
}

pub fn new_test_ext() -> TestState {
	let mut ext: TestState = RuntimeGenesisConfig::default().build_storage().unwrap().into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		ContributionRating::do_try_state().unwrap();
	});
}
