//! A chain with balances and this pallet, a clock that tests set, and bonds that tests change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_providers;
use aic_primitives::{currency::AIC, Balance, Moment, RegionId};
use frame::{testing_prelude::*, traits::Time};

pub const ALICE: u64 = 1;
pub const BOB: u64 = 2;
pub const CAROL: u64 = 3;
/// Has no funds.
pub const POOR: u64 = 9;
/// Accounts 1 to this one have funds.
pub const LAST: u64 = 8;

pub const FUNDS: Balance = 1_000_000 * AIC;
pub const MIN_BOND: Balance = 100 * AIC;
pub const PER_POWER: Balance = 10 * AIC;
pub const COOLING: Moment = 1_000;
pub const MAX_POWER: u32 = 1_024;
pub const MAX_PRICE: Balance = 1_000 * AIC;
pub const MAX_NODES: u32 = 200;
pub const MAX_HOSTS: u32 = 4;
pub const MAX_PROBES: u32 = 16;

/// To 0 is near 1, and then 2; nothing is near to 3.
pub fn regions() -> Vec<(RegionId, Vec<RegionId>)> {
	vec![(0, vec![1, 2]), (1, vec![0]), (2, vec![1]), (3, vec![])]
}

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Providers: pallet_providers,
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
	type ExistentialDeposit = ConstU128<AIC>;
}

parameter_types! {
	pub storage Now: Moment = 1;
	pub storage MinBond: Balance = MIN_BOND;
	pub storage BondPerPower: Balance = PER_POWER;
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

impl pallet_providers::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Clock;
	type GovernanceOrigin = EnsureRoot<u64>;
	type MinBond = MinBond;
	type BondPerPower = BondPerPower;
	type CoolingTime = ConstU64<COOLING>;
	type MaxPower = ConstU32<MAX_POWER>;
	type MaxPrice = ConstU128<MAX_PRICE>;
	type MaxNodesPerProvider = ConstU32<MAX_NODES>;
	type MaxRegions = ConstU32<4>;
	type MaxHosts = ConstU32<MAX_HOSTS>;
	type MaxProbes = ConstU32<MAX_PROBES>;
}

/// Genesis with funds and regions.
pub fn new_test_ext() -> TestState {
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..=LAST).map(|account| (account, FUNDS)).collect(),
			..Default::default()
		},
		providers: pallet_providers::GenesisConfig { regions: regions(), ..Default::default() },
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
		Providers::do_try_state().unwrap();
	});
}
