//! A chain with balances and this pallet.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_sigmoid_issuance;
use aic_primitives::{
	currency::{ADDITIONAL_ISSUE, AIC, BILLION_AIC},
	Balance,
};
use frame::testing_prelude::*;

/// Below this an account can't live.
pub const EXISTENTIAL_DEPOSIT: Balance = AIC / 100;
/// Coins at genesis.
pub const GENESIS: Balance = 1_000 * AIC;
/// Has all the coins at genesis.
pub const ALICE: u64 = 1;
/// Has none.
pub const BOB: u64 = 2;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		SigmoidIssuance: pallet_sigmoid_issuance,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
}

impl pallet_sigmoid_issuance::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type GovernanceOrigin = EnsureRoot<u64>;
	type Cap = ConstU128<ADDITIONAL_ISSUE>;
	type Genesis = ConstU128<GENESIS>;
	type MinWidth = ConstU128<{ 1_000 * AIC }>;
	type MaxScale = ConstU128<{ 1_000 * BILLION_AIC }>;
}

/// Genesis with the default curve.
pub fn new_test_ext() -> TestState {
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances: vec![(ALICE, GENESIS)], ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		SigmoidIssuance::do_try_state().unwrap();
	});
}
