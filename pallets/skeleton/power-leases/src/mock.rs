//! The pallet on the real pallet-balances, with a thousand GPU power in the network.

use crate as pallet_power_leases;
use crate::*;
use aic_primitives::currency::AIC;
use frame::testing_prelude::*;

pub const LESSEE: u64 = 1;
pub const OTHER: u64 = 2;
pub const POOR: u64 = 3;
pub const TREASURY: u64 = 9;
pub const FUNDS: Balance = 10_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const POWER: u64 = 1_000;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Leases: pallet_power_leases,
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
	pub storage Price: Balance = AIC / 100;
	pub const Share: Permill = Permill::from_percent(50);
	pub const Credit: Permill = Permill::from_percent(80);
	pub const Treasury: u64 = TREASURY;
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

pub struct Prices;
impl Convert<DeviceClass, Balance> for Prices {
	fn convert(_: DeviceClass) -> Balance {
		Price::get()
	}
}

mod nodes {
	use super::*;
	use aic_primitives::{
		AssetId, Locality, Mebibytes, NodeId, NodeInfo, Parts, ProviderIndex, RegionId, Requirements, Taken,
		WaitReason,
	};

	/// Only the capacity is asked for.
	pub struct Capacity;
	impl Nodes<u64> for Capacity {
		fn capacity(class: DeviceClass) -> (u64, u64) {
			if class == DeviceClass::Gpu || cfg!(feature = "runtime-benchmarks") {
				(POWER, 0)
			} else {
				(0, 0)
			}
		}
		fn info(_: NodeId) -> Option<NodeInfo<u64>> {
			None
		}
		fn owner_index(_: &u64) -> Option<ProviderIndex> {
			None
		}
		fn take(
			_: &Requirements,
			_: &Locality,
			_: &[ProviderIndex],
			_: u32,
			_: H256,
		) -> Result<Vec<Taken>, WaitReason> {
			Err(WaitReason::NoIdleNode)
		}
		fn idle(_: DeviceClass, _: Option<RegionId>, _: Power) -> u32 {
			0
		}
		fn regions_from(_: RegionId) -> Vec<RegionId> {
			vec![]
		}
		fn release(_: NodeId, _: Parts) {}
		fn pledge(_: NodeId, _: Balance) -> bool {
			false
		}
		fn unpledge(_: NodeId, _: Balance) {}
		fn fault(_: NodeId) {}
		fn praise(_: NodeId) {}
		fn set_power(_: NodeId, _: Power) {}
		fn sample(_: H256) -> Option<NodeId> {
			None
		}
		fn latency(_: RegionId, _: RegionId) -> Option<u32> {
			None
		}
		fn device(_: NodeId) -> Option<(Power, Mebibytes)> {
			None
		}
		fn bond_of(_: Power) -> Balance {
			0
		}
		fn slash(_: NodeId, _: Balance, _: &u64) -> Balance {
			0
		}
		fn hosts(_: AssetId, _: NodeId) -> bool {
			false
		}
		#[cfg(feature = "runtime-benchmarks")]
		fn ensure_idle(_: &u64, _: &Requirements) -> NodeId {
			0
		}
		#[cfg(feature = "runtime-benchmarks")]
		fn ensure_many_idle(_: u32, _: &Requirements) {}
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Clock;
	type Nodes = nodes::Capacity;
	type UnitPrice = Prices;
	type LeasableShare = Share;
	type UnusedCredit = Credit;
	type Treasury = Treasury;
	type MinPrice = ConstU128<100>;
	type MaxHours = ConstU32<1_000>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for Clock {
	fn set_time(now: Moment) {
		Now::set(&now);
	}
}

/// Accounts 1 and 2 have funds, and the treasury.
pub fn new_test_ext() -> TestState {
	let balances = vec![(LESSEE, FUNDS), (OTHER, FUNDS), (TREASURY, AIC)];
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
		Leases::do_try_state().unwrap();
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn held(who: u64) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&HoldReason::Lease.into(), &who)
}

pub fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}
