//! The pallet on the real pallet-balances.

use crate as pallet_asset_formats;
use crate::*;
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	time::DAY,
};
use frame::testing_prelude::*;

pub const AUTHOR: u64 = 1;
pub const OTHER: u64 = 2;
pub const POOR: u64 = 3;
pub const FUNDS: Balance = 10_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const NOTICE: Moment = 30 * DAY;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		AssetFormats: pallet_asset_formats,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1_000>;
	type AccountStore = System;
}

parameter_types! {
	pub storage Now: Moment = START;
	pub storage FormatDeposit: Balance = AIC;
	pub storage ByteDeposit: Balance = MILLI_AIC;
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Clock;
	type FormatDeposit = FormatDeposit;
	type ByteDeposit = ByteDeposit;
	type DeprecationNotice = ConstU64<NOTICE>;
	type WeightInfo = ();
}

/// Accounts 1 and 2 have funds.
pub fn new_test_ext() -> TestState {
	let balances = vec![(AUTHOR, FUNDS), (OTHER, FUNDS)];
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
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
		AssetFormats::do_try_state().unwrap();
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn held(who: u64) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&HoldReason::Format.into(), &who)
}

pub fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}
