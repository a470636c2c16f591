//! The pallet on the real pallet-balances. What its other neighbours know lies in storage too, so that a failing call rolls
//! all of it back.

use crate as pallet_resource_allocator;
use crate::*;
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	time::{HOUR, MINUTE},
	AssetId, AssetKind, Funds, Locality, NodeInfo, Power, Purpose, RegionId, Requirements, ResourceId,
	ResourceUse, UseKind, UseTaken, ValidationTask, Verdict, WaitReason,
};
use frame::{
	deps::frame_support::traits::tokens::Restriction,
	testing_prelude::*,
	token::{Fortitude, Precision},
};
use fungible::{InspectHold, MutateHold};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = u64;

pub const REQUESTER: AccountId = 1;
pub const OTHER: AccountId = 2;
pub const POOR: AccountId = 3;
pub const MODEL_OWNER: AccountId = 4;
pub const DATA_OWNER: AccountId = 5;
pub const FUNDS: Balance = 1_000 * AIC;
/// Nodes 0 to this are idle; node n is of provider 100 + n.
pub const NODES: u64 = 4;
pub const NODE_POWER: Power = 32;
pub const START: Moment = 1_700_000_000_000;
pub const VALIDATORS: u32 = 3;

#[frame_construct_runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(2)]
	pub type Allocator = pallet_resource_allocator;
}

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

pub const TIMES: Deadlines =
	Deadlines { start: MINUTE, submit_grace: MINUTE, wait: HOUR, retention: 24 * HOUR };
pub const PRICE: PriceParameters = PriceParameters {
	initial: 10 * MILLI_AIC,
	floor: MILLI_AIC,
	cap: AIC,
	target: Perbill::from_percent(80),
	step: Perbill::from_percent(5),
	interval: 10 * MINUTE,
};

parameter_types! {
	pub const Price: PriceParameters = PRICE;
	pub const Times: Deadlines = TIMES;
	pub const ValidatorShare: Permill = Permill::from_percent(10);
	pub static PerBlock: u32 = 8;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = World;
	type Randomness = World;
	type Nodes = World;
	type Assets = World;
	type Validation = World;
	type Payroll = World;
	type Price = Price;
	type ValidatorShare = ValidatorShare;
	type Deadlines = Times;
	type MaxSlots = ConstU16<4>;
	type MaxTimeLimit = ConstU64<{ 24 * HOUR }>;
	type MaxAttempts = ConstU8<2>;
	type MaxAssignmentsPerBlock = PerBlock;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

#[derive(Clone, Debug, Decode, Encode)]
pub struct MockNode {
	pub provider: AccountId,
	pub idle: bool,
	pub power: Power,
	pub reserved: Power,
}

/// What the neighbours know.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	/// Owners of the assets.
	pub owners: BTreeMap<AssetId, AccountId>,
	/// Uses left of the assets that are not free.
	pub licences: BTreeMap<AssetId, u32>,
	pub open: BTreeMap<SlotId, ValidationTask<AccountId>>,
	/// Gross fees that were paid.
	pub paid: Vec<(NodeId, Balance, UseKind)>,
	pub bond_per_power: Balance,
	pub nodes_gone: BTreeSet<NodeId>,
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

impl Nodes<AccountId> for World {
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>> {
		let provider = World::read(|world| world.nodes.get(&node).map(|node| node.provider))?;
		Some(NodeInfo { provider, class: DeviceClass::Gpu, region: 0 })
	}
	fn draw(
		requirements: &Requirements,
		_: &Locality,
		excluded: &[AccountId],
		seed: H256,
	) -> Result<NodeId, WaitReason> {
		let world = TheWorld::get();
		let idle = world.nodes.iter().filter(|(_, node)| node.idle).collect::<Vec<_>>();
		ensure!(!idle.is_empty(), WaitReason::NoIdleNode);
		let strong = idle.into_iter().filter(|(_, node)| node.power - node.reserved >= requirements.power);
		let strong = strong.collect::<Vec<_>>();
		ensure!(!strong.is_empty(), WaitReason::NotEnoughPower);
		let allowed =
			strong.into_iter().filter(|(_, node)| !excluded.contains(&node.provider)).collect::<Vec<_>>();
		ensure!(!allowed.is_empty(), WaitReason::OnlyExcludedNodes);
		Ok(*allowed[seed.to_low_u64_be() as usize % allowed.len()].0)
	}
	fn reserve(node: NodeId, requirements: &Requirements) -> DispatchResult {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).ok_or(DispatchError::Unavailable)?;
			ensure!(node.power - node.reserved >= requirements.power, DispatchError::Unavailable);
			node.reserved += requirements.power;
			Ok(())
		})
	}
	fn release(node: NodeId, requirements: &Requirements) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.reserved =
				node.reserved.checked_sub(requirements.power).expect("released more than was reserved");
		})
	}
	fn fault(node: NodeId) {
		World::change(|world| world.nodes.get_mut(&node).unwrap().idle = false);
	}
	fn bond_of(power: Power) -> Balance {
		World::read(|world| world.bond_per_power).saturating_mul(power.into())
	}
	fn slash(_: NodeId, _: Balance, _: &AccountId) -> Balance {
		unreachable!("the allocator slashes nobody")
	}
	fn capacity(_: DeviceClass) -> (u64, u64) {
		World::read(|world| {
			let known = world.nodes.values().filter(|node| node.idle || node.reserved > 0);
			known.fold((0, 0), |(all, busy), node| {
				(all + u64::from(node.power), busy + u64::from(node.reserved))
			})
		})
	}
	fn hosts(_: AssetId, _: NodeId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, requirements: &Requirements) -> NodeId {
		World::change(|world| {
			let id = world.nodes.len() as NodeId;
			world.nodes.insert(
				id,
				MockNode { provider: *provider, idle: true, power: requirements.power, reserved: 0 },
			);
			id
		})
	}
}

impl AssetUses<AccountId> for World {
	fn owner(asset: AssetId) -> Option<AccountId> {
		World::read(|world| world.owners.get(&asset).copied())
	}
	fn take_use(user: &AccountId, asset: AssetId, purpose: Purpose) -> Result<UseTaken, DispatchError> {
		assert_eq!(purpose, Purpose::Training);
		World::change(|world| match world.licences.get_mut(&asset) {
			Some(uses) if world.owners[&asset] != *user => {
				*uses = uses.checked_sub(1).ok_or(DispatchError::Other("no licence"))?;
				Ok(UseTaken::Licensed)
			}
			_ => Ok(UseTaken::Free),
		})
	}
	fn return_use(_: &AccountId, asset: AssetId, taken: UseTaken) {
		if taken == UseTaken::Licensed {
			World::change(|world| *world.licences.get_mut(&asset).unwrap() += 1);
		}
	}
	fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
		ensure!(Self::owner(model).is_some() && Self::owner(dataset).is_some(), DispatchError::CannotLookup);
		ensure!(dataset != misfit(), DispatchError::Other("does not fit"));
		Ok(())
	}
	fn region(_: AssetId) -> Option<RegionId> {
		Some(7)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &AccountId, kind: AssetKind) -> AssetId {
		World::change(|world| {
			let asset = AssetId { kind, item: 100 + world.owners.len() as u32 };
			world.owners.insert(asset, *owner);
			asset
		})
	}
}

impl WorkValidation<AccountId> for World {
	fn open(task: ValidationTask<AccountId>) -> DispatchResult {
		World::change(|world| {
			ensure!(!world.open.contains_key(&task.slot), DispatchError::Other("already open"));
			world.open.insert(task.slot, task);
			Ok(())
		})
	}
	fn validators() -> u32 {
		VALIDATORS
	}
}

/// Gives every fee to the node's provider.
impl Payroll<AccountId, RuntimeHoldReason> for World {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		let Funds::Held(reason) = funds else { panic!("work is paid out of escrow") };
		let ResourceId::Node(node) = paid.resource else { panic!("work is paid to nodes") };
		ensure!(!World::read(|world| world.nodes_gone.contains(&node)), DispatchError::CannotLookup);
		let provider = Self::info(node).ok_or(DispatchError::CannotLookup)?.provider;
		Balances::transfer_on_hold(
			&reason,
			&paid.payer,
			&provider,
			paid.amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)?;
		World::change(|world| world.paid.push((node, paid.amount, paid.kind)));
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

/// A fresh chain.
pub fn new_test_ext() -> TestState {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut balances = vec![(REQUESTER, FUNDS), (OTHER, FUNDS), (POOR, MILLI_AIC)];
	balances.extend((0..NODES).map(|node| (100 + node, AIC)));
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut ext = TestState::from(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| {
			world.now = START;
			world.bond_per_power = AIC;
			for node in 0..NODES {
				let new = MockNode { provider: 100 + node, idle: true, power: NODE_POWER, reserved: 0 };
				world.nodes.insert(node, new);
			}
			world.owners = BTreeMap::from([
				(model(), MODEL_OWNER),
				(dataset(0), DATA_OWNER),
				(dataset(1), DATA_OWNER),
				(misfit(), DATA_OWNER),
			]);
			world.licences = BTreeMap::from([(dataset(0), 10), (dataset(1), 10)]);
		});
	});
	// A benchmark drops what is not committed.
	ext.commit_all().unwrap();
	ext
}

/// Runs `test` on a fresh chain and checks all invariants at its end.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check();
	});
}

/// The pallet's invariants, and those that its neighbours see.
pub fn check() {
	Allocator::do_try_state().unwrap();
	let mut reserved = BTreeMap::<NodeId, Power>::new();
	let mut validating = BTreeSet::new();
	for (id, slot) in Slots::<Test>::iter() {
		let power = Jobs::<Test>::get(id.job).unwrap().request.power;
		match slot.state {
			SlotState::Assigned { node, .. } | SlotState::Running { node, .. } => {
				*reserved.entry(node).or_default() += power
			}
			SlotState::Validating { node, .. } => {
				*reserved.entry(node).or_default() += power;
				assert!(validating.insert(id));
			}
			_ => (),
		}
	}
	World::read(|world| {
		for (id, node) in &world.nodes {
			let expected = reserved.get(id).copied().unwrap_or_default();
			assert_eq!(node.reserved, expected, "a node is reserved exactly while a slot needs it");
		}
		assert_eq!(world.open.keys().copied().collect::<BTreeSet<_>>(), validating);
	});
	assert_eq!(
		Balances::total_issuance(),
		2 * FUNDS + MILLI_AIC + Balance::from(NODES) * AIC,
		"coins went astray"
	);
}

pub fn model() -> AssetId {
	AssetId { kind: AssetKind::Model, item: 0 }
}

pub fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

/// A dataset that fits no model.
pub fn misfit() -> AssetId {
	dataset(9)
}

/// 16 power for an hour: 0.16 AIC for the work and 0.048 AIC for its validation, per slot.
pub fn request(slots: u16) -> JobRequest {
	JobRequest {
		model: model(),
		datasets: vec![dataset(0)].try_into().unwrap(),
		instructions: H256::repeat_byte(1),
		class: DeviceClass::Gpu,
		power: 16,
		memory: 1,
		slots,
		time_limit: HOUR,
		region: None,
	}
}

pub const WORK: Balance = 160 * MILLI_AIC;
pub const ESCROW: Balance = 208 * MILLI_AIC;

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// The requester asks for a job; returns its number.
pub fn requested(slots: u16) -> JobId {
	let job = NextJob::<Test>::get();
	assert_ok!(Allocator::request(signed(REQUESTER), request(slots), Balance::MAX));
	job
}

/// The next block begins, with randomness that became known in it.
pub fn next_block() {
	World::change(|world| world.known_since = System::block_number() + 1);
	stale_block();
}

/// The next block begins and brings no randomness.
pub fn stale_block() {
	System::set_block_number(System::block_number() + 1);
	Allocator::on_poll(System::block_number(), &mut WeightMeter::new());
}

pub fn pass(time: Moment) {
	World::change(|world| world.now += time);
}

pub fn id(job: JobId, index: u16) -> SlotId {
	SlotId { job, index }
}

pub fn state(slot: SlotId) -> SlotState {
	Slots::<Test>::get(slot).unwrap().state
}

pub fn node_of(slot: SlotId) -> NodeId {
	state(slot).node().unwrap()
}

pub fn provider_of(slot: SlotId) -> RuntimeOrigin {
	signed(100 + node_of(slot))
}

pub fn start(slot: SlotId) {
	assert_ok!(Allocator::start(provider_of(slot), slot));
}

pub fn submit(slot: SlotId) {
	assert_ok!(Allocator::submit(provider_of(slot), slot, seal()));
}

/// A job of one slot whose node is drawn.
pub fn assigned() -> SlotId {
	let slot = id(requested(1), 0);
	next_block();
	slot
}

/// A job of one slot on which a node works.
pub fn running() -> SlotId {
	let slot = assigned();
	start(slot);
	slot
}

/// A job of one slot whose node submitted after `time`.
pub fn submitted(time: Moment) -> SlotId {
	let slot = running();
	pass(time);
	submit(slot);
	slot
}

pub fn seal() -> H256 {
	H256::repeat_byte(2)
}

pub fn digest() -> H256 {
	H256::repeat_byte(3)
}

/// The validation ends, as it does in `work-validation`.
pub fn verdict(slot: SlotId, verdict: Verdict) -> DispatchResult {
	World::change(|world| world.open.remove(&slot));
	<Allocator as aic_primitives::OnVerdict>::on_verdict(slot, verdict)
}

pub fn accepted(validators: &[NodeId]) -> Verdict {
	Verdict::Accepted { digest: digest(), validators: validators.to_vec().try_into().unwrap() }
}

pub fn held(who: AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Escrow.into(), &who)
}

pub fn free(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn licences() -> u32 {
	World::read(|world| world.licences[&dataset(0)])
}
