//! A chain with balances and this pallet, a clock that tests set, and bonds that tests change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_providers;
use aic_primitives::{currency::AIC, Balance, DeviceClass, DeviceId, Moment, NodeId, RegionId, Trust};
use frame::{testing_prelude::*, traits::Time};
use std::{cell::RefCell, collections::BTreeMap};

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
pub fn regions() -> Vec<(RegionId, u32, Vec<(RegionId, u32)>)> {
	vec![(0, 10, vec![(1, 30), (2, 90)]), (1, 12, vec![(0, 31)]), (2, 14, vec![(1, 50)]), (3, 16, vec![])]
}

/// A GPU of 8 parts, 1,024 power and 64 MiB in all.
pub const LARGE: DeviceId = 0;
/// A GPU that is shared as a whole: 1,024 power, 64 MiB.
pub const WHOLE: DeviceId = 1;
/// A CPU of 4 parts, 64 power and 64 MiB in all.
pub const CPU: DeviceId = 2;

pub fn devices() -> Vec<(DeviceId, DeviceClass, Vec<u8>, u32, u32, u8)> {
	vec![
		(LARGE, DeviceClass::Gpu, b"large".to_vec(), MAX_POWER, 64, 8),
		(WHOLE, DeviceClass::Gpu, b"whole".to_vec(), MAX_POWER, 64, 1),
		(CPU, DeviceClass::Cpu, b"cpu".to_vec(), 64, 64, 4),
	]
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
	pub static MinPool: u32 = 1;
}

thread_local! {
	static TRUST: RefCell<BTreeMap<NodeId, u32>> = const { RefCell::new(BTreeMap::new()) };
}

/// How far nodes are trusted, as tests say.
pub struct Trusted;
impl Trusted {
	pub fn set(node: NodeId, trust: u32) {
		TRUST.with_borrow_mut(|all| all.insert(node, trust));
	}
}
impl Trust for Trusted {
	fn of(node: NodeId) -> u32 {
		TRUST.with_borrow(|all| all.get(&node).copied().unwrap_or_default())
	}
	fn reset(node: NodeId) {
		TRUST.with_borrow_mut(|all| all.remove(&node));
	}
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
	type Trust = Trusted;
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
	type MinPool = MinPool;
}

/// Genesis with funds and regions.
pub fn new_test_ext() -> TestState {
	TRUST.with_borrow_mut(BTreeMap::clear);
	MinPool::set(1);
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..=LAST).map(|account| (account, FUNDS)).collect(),
			..Default::default()
		},
		providers: pallet_providers::GenesisConfig {
			devices: devices(),
			regions: regions(),
			..Default::default()
		},
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
