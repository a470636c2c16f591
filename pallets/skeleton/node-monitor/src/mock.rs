//! The pallet on the real pallet-balances, and a world of nodes that tests make.

use crate as pallet_node_monitor;
use crate::*;
use aic_primitives::{
	currency::AIC, AssetId, Comparison, Funds, Locality, Mebibytes, NodeInfo, Parts, ProviderIndex, RegionId,
	Requirements, ResourceUse, Taken, UseKind, ValidationTask, WaitReason,
};
use frame::{
	deps::frame_support::traits::tokens::Restriction,
	testing_prelude::*,
	token::{Fortitude, Precision},
};
use fungible::MutateHold;
use std::collections::BTreeMap;

pub type AccountId = u64;

pub const FUNDS: Balance = 1_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const WINDOW: Moment = 60_000;
pub const MEASURE: Moment = 120_000;
pub const BEGIN: Moment = 600_000;
/// Power of a whole device.
pub const WHOLE: Power = 64;
/// 64 power for two minutes at 0.01 AIC.
pub const EACH: Balance = 64 * AIC / 100 / 30;
pub const POT: AccountId = 99;
pub const TOLERANCE: u32 = 60;
pub const CLIP: u32 = 200;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Monitor: pallet_node_monitor,
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
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
}

parameter_types! {
	pub static AskWindow: Moment = WINDOW;
	pub static TaskTime: Moment = MEASURE;
	pub const Penalty: Permill = Permill::from_percent(10);
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = World;
	type Randomness = World;
	type MaxSeedAge = ConstU64<30>;
	type Nodes = World;
	type Trust = World;
	type Ratings = World;
	type Validation = World;
	type Payroll = World;
	type UnitPrice = World;
	type HeartbeatsPerBlock = ConstU32<2>;
	type HeartbeatWindow = AskWindow;
	type MissPenalty = Penalty;
	type MeasureTime = TaskTime;
	type BeginTime = ConstU64<BEGIN>;
	type LaneSteps = ConstU32<1_000>;
	type Tolerance = ConstU32<TOLERANCE>;
	type Clip = ConstU32<CLIP>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// Node n is of provider 100 + n, with the operator 200 + n, in region n mod 2.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct MockNode {
	pub online: bool,
	pub power: Power,
	pub faults: u32,
	pub pledged: Balance,
}

/// What the neighbours know; in storage, so that a failing call rolls it back.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	pub penalties: Vec<ResourceId>,
	pub distrusted: Vec<NodeId>,
	pub open: Option<ValidationTask<AccountId>>,
	pub paid: Vec<(ResourceId, Balance, UseKind)>,
	pub no_bond: bool,
	pub no_pay: bool,
	pub stale: bool,
	pub price: Option<Balance>,
	pub moved: BTreeMap<NodeId, RegionId>,
}

#[storage_alias]
type TheWorld = StorageValue<Mock, World, ValueQuery>;

impl World {
	pub fn read<R>(f: impl FnOnce(&World) -> R) -> R {
		f(&TheWorld::get())
	}
	pub fn change<R>(f: impl FnOnce(&mut World) -> R) -> R {
		TheWorld::mutate(f)
	}
	pub fn node(id: NodeId) -> MockNode {
		World::read(|world| world.nodes[&id].clone())
	}
}

impl Time for World {
	type Moment = Moment;
	fn now() -> Moment {
		World::read(|world| world.now)
	}
}

impl Randomness<H256, u64> for World {
	fn random(subject: &[u8]) -> (H256, u64) {
		let known_since = World::read(|world| world.known_since);
		(H256(frame::hashing::blake2_256(&(subject, known_since).encode())), known_since)
	}
}

impl Convert<DeviceClass, Balance> for World {
	fn convert(_: DeviceClass) -> Balance {
		World::read(|world| world.price).unwrap_or(AIC / 100)
	}
}

impl Trust for World {
	fn of(_: NodeId) -> u32 {
		0
	}
	fn reset(node: NodeId) {
		World::change(|world| world.distrusted.push(node));
	}
}

impl Ratings<AccountId> for World {
	fn record(_: u32, _: &ResourceUse<AccountId>, _: Balance) -> aic_primitives::Rated {
		aic_primitives::Rated::default()
	}
	fn due(_: u32, _: ResourceId) -> Balance {
		0
	}
	fn total_due(_: u32) -> Balance {
		0
	}
	fn take_due(_: u32, _: ResourceId) -> Balance {
		0
	}
	fn penalise(resource: ResourceId, part: Permill) {
		assert_eq!(part, Penalty::get());
		World::change(|world| world.penalties.push(resource));
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl WorkValidation<AccountId> for World {
	fn open(task: ValidationTask<AccountId>) -> DispatchResult {
		World::change(|world| world.open = Some(task));
		Ok(())
	}
	fn auditors(_: Comparison) -> u32 {
		2
	}
	fn least_audit() -> Permill {
		Permill::one()
	}
}

impl Payroll<AccountId, RuntimeHoldReason> for World {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		ensure!(!World::read(|world| world.no_pay), DispatchError::Unavailable);
		let Funds::Held(reason) = funds else { return Err(DispatchError::Other("not held")) };
		let ResourceUse { resource, payer, amount, kind, .. } = paid;
		Balances::transfer_on_hold(
			&reason,
			&payer,
			&POT,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)?;
		World::change(|world| world.paid.push((resource, amount, kind)));
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl Nodes<AccountId> for World {
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>> {
		World::read(|world| world.nodes.get(&node).cloned()).map(|known| NodeInfo {
			provider: 100 + node,
			owner: node as ProviderIndex,
			operator: 200 + node,
			class: DeviceClass::Gpu,
			region: World::read(|world| world.moved.get(&node).copied()).unwrap_or((node % 2) as RegionId),
			power: known.power,
		})
	}
	fn owner_index(_: &AccountId) -> Option<ProviderIndex> {
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
	fn pledge(node: NodeId, bond: Balance) -> bool {
		World::change(|world| {
			if !world.no_bond {
				world.nodes.get_mut(&node).unwrap().pledged += bond;
			}
			!world.no_bond
		})
	}
	fn unpledge(node: NodeId, bond: Balance) {
		World::change(|world| world.nodes.get_mut(&node).unwrap().pledged -= bond);
	}
	fn fault(node: NodeId) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.online = false;
			node.faults += 1;
		});
	}
	fn praise(_: NodeId) {}
	fn set_power(node: NodeId, power: Power) {
		World::change(|world| world.nodes.get_mut(&node).unwrap().power = power);
	}
	fn sample(seed: H256) -> Option<NodeId> {
		World::read(|world| {
			let online =
				world.nodes.iter().filter(|(_, node)| node.online).map(|(id, _)| *id).collect::<Vec<_>>();
			online.get(seed.to_low_u64_be() as usize % online.len().max(1)).copied()
		})
	}
	/// 10 ms within a region, 100 ms to another.
	fn latency(a: RegionId, b: RegionId) -> Option<u32> {
		Some(if a == b { 10 } else { 100 })
	}
	fn device(node: NodeId) -> Option<(Power, Mebibytes)> {
		World::read(|world| world.nodes.contains_key(&node)).then_some((WHOLE, 1_024))
	}
	fn bond_of(power: Power) -> Balance {
		Balance::from(power) * AIC
	}
	fn slash(_: NodeId, _: Balance, _: &AccountId) -> Balance {
		0
	}
	fn capacity(_: DeviceClass) -> (u64, u64) {
		(0, 0)
	}
	fn hosts(_: AssetId, _: NodeId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, _: &Requirements) -> NodeId {
		let node = provider % 1_000;
		World::change(|world| world.nodes.insert(node, MockNode { online: true, ..Default::default() }));
		node
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(_: u32, _: &Requirements) {}
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

/// Ten nodes online; providers 100 to 109 and operators 200 to 209 have funds.
pub fn new_test_ext() -> TestState {
	let balances = (100..110).chain(200..210).map(|account| (account, FUNDS)).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| {
			world.now = START;
			for node in 0..10 {
				world.nodes.insert(node, MockNode { online: true, ..Default::default() });
			}
		});
	});
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Monitor::do_try_state().unwrap();
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn pass(time: Moment) {
	World::change(|world| world.now += time);
}

/// A block later by two seconds, with randomness that is known since it.
pub fn block() {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	World::change(|world| {
		world.now += 2_000;
		if !world.stale {
			world.known_since = number;
		}
	});
	Monitor::on_poll(number, &mut WeightMeter::new());
}

pub fn held(who: AccountId) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&HoldReason::Measurement.into(), &who)
}

pub fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Monitor(event) => Some(event),
			_ => None,
		})
		.collect()
}
