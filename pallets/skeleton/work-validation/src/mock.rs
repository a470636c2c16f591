//! A chain with nothing but this pallet. What the neighbours know lies in storage too, so that a failing call rolls all of
//! it back.

use crate as pallet_work_validation;
use crate::*;
use aic_primitives::{
	seal, AssetId, DeviceClass, Locality, NodeInfo, Power, Requirements, ValidationTask, WaitReason,
};
use frame::{deps::frame_support::weights::WeightMeter, testing_prelude::*};
use std::collections::BTreeMap;

pub type AccountId = u64;

pub const REQUESTER: AccountId = 1;
pub const ANYONE: AccountId = 2;
pub const TREASURY: AccountId = 9;
/// The executor's node and provider.
pub const EXECUTOR: NodeId = 0;
pub const EXECUTOR_PROVIDER: AccountId = 100;
/// Nodes 1 to this are idle and each is of a provider of its own, `100 + node`.
pub const NODES: u64 = 8;
pub const POWER: Power = 4;
/// Bond of a slot; odd, so that shares leave dust.
pub const BOND: Balance = 1_000_003;
pub const PROVIDER_BOND: Balance = 10 * BOND;
pub const START: Moment = 1_000_000;
pub const TIME_LIMIT: Moment = 50_000;

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
	pub type WorkValidation = pallet_work_validation;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = MockBlock<Test>;
}

parameter_types! {
	pub static Panel: u32 = 3;
	pub static Rounds: u8 = 2;
	pub static DrawsPerBlock: u32 = 2;
	pub const CommitGrace: Moment = 60_000;
	pub const RevealTime: Moment = 30_000;
	pub const DrawTimeout: Moment = 120_000;
	pub const Treasury: AccountId = TREASURY;
	pub const NoRevealSlash: Permill = Permill::from_percent(5);
}

impl Config for Test {
	type Time = World;
	type Randomness = World;
	type Nodes = World;
	type OnVerdict = World;
	type Validators = Panel;
	type CommitGrace = CommitGrace;
	type RevealTime = RevealTime;
	type DrawTimeout = DrawTimeout;
	type MaxRounds = Rounds;
	type MaxDrawsPerBlock = DrawsPerBlock;
	type Treasury = Treasury;
	type NoRevealSlash = NoRevealSlash;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

#[derive(Clone, Debug, Decode, Encode)]
pub struct MockNode {
	pub provider: AccountId,
	pub idle: bool,
	pub reserved: bool,
	pub faults: u32,
	pub reservable: bool,
}

/// What the neighbours know.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	pub bonds: BTreeMap<AccountId, Balance>,
	pub received: BTreeMap<AccountId, Balance>,
	pub verdicts: Vec<(SlotId, Verdict)>,
	pub refuses_verdicts: bool,
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
	/// Sum of all bonds and of all that was taken out of them.
	pub fn money(&self) -> Balance {
		self.bonds.values().sum::<Balance>() + self.received.values().sum::<Balance>()
	}
	pub fn reserved(&self) -> Vec<NodeId> {
		self.nodes.iter().filter(|(_, node)| node.reserved).map(|(id, _)| *id).collect()
	}
	fn add(&mut self, node: NodeId, provider: AccountId, idle: bool) {
		let state = MockNode { provider, idle, reserved: false, faults: 0, reservable: true };
		self.nodes.insert(node, state);
		self.bonds.insert(provider, PROVIDER_BOND);
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
		(H256(blake2_256(&(subject, known_since).encode())), known_since)
	}
}

impl Nodes<AccountId> for World {
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>> {
		let provider = World::read(|world| world.nodes.get(&node).map(|node| node.provider))?;
		Some(NodeInfo { provider, class: DeviceClass::Gpu, region: 0 })
	}
	fn draw(
		_: &Requirements,
		_: &Locality,
		excluded: &[AccountId],
		seed: H256,
	) -> Result<NodeId, WaitReason> {
		let world = TheWorld::get();
		let idle = world.nodes.iter().filter(|(_, node)| node.idle && !node.reserved).collect::<Vec<_>>();
		ensure!(!idle.is_empty(), WaitReason::NoIdleNode);
		let allowed =
			idle.into_iter().filter(|(_, node)| !excluded.contains(&node.provider)).collect::<Vec<_>>();
		ensure!(!allowed.is_empty(), WaitReason::OnlyExcludedNodes);
		Ok(*allowed[seed.to_low_u64_be() as usize % allowed.len()].0)
	}
	fn reserve(node: NodeId, _: &Requirements) -> DispatchResult {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			ensure!(node.reservable, DispatchError::Unavailable);
			assert!(!node.reserved, "reserved twice");
			node.reserved = true;
			Ok(())
		})
	}
	fn release(node: NodeId, _: &Requirements) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			assert!(node.reserved, "released twice");
			node.reserved = false;
		})
	}
	fn fault(node: NodeId) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.idle = false;
			node.faults += 1;
		})
	}
	fn bond_of(power: Power) -> Balance {
		BOND / Balance::from(POWER) * Balance::from(power) + BOND % Balance::from(POWER)
	}
	fn slash(node: NodeId, amount: Balance, beneficiary: &AccountId) -> Balance {
		World::change(|world| {
			let bond = world.bonds.get_mut(&world.nodes[&node].provider).unwrap();
			let taken = amount.min(*bond);
			*bond -= taken;
			*world.received.entry(*beneficiary).or_default() += taken;
			taken
		})
	}
	fn capacity(_: DeviceClass) -> (u64, u64) {
		(0, 0)
	}
	fn hosts(_: AssetId, _: NodeId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, _: &Requirements) -> NodeId {
		World::change(|world| {
			let node = world.nodes.keys().max().unwrap() + 1;
			world.add(node, *provider, true);
			node
		})
	}
}

impl OnVerdict for World {
	fn on_verdict(slot: SlotId, verdict: Verdict) -> DispatchResult {
		World::change(|world| {
			world.verdicts.push((slot, verdict));
			if world.refuses_verdicts {
				return Err(DispatchError::Unavailable);
			}
			Ok(())
		})
	}
	fn weight() -> Weight {
		Weight::from_parts(1_000, 10)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

/// A fresh chain.
pub fn new_ext() -> TestState {
	let mut ext: TestState = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap().into();
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| {
			world.now = START;
			world.add(EXECUTOR, EXECUTOR_PROVIDER, false);
			for node in 1..=NODES {
				world.add(node, 100 + node, true);
			}
		});
	});
	ext
}

/// Runs `test` on a fresh chain and checks all invariants at its end.
pub fn run(test: impl FnOnce()) {
	new_ext().execute_with(|| {
		test();
		check();
	});
}

/// The pallet's invariants, and those that its neighbours see.
pub fn check() {
	Pallet::<Test>::do_try_state().unwrap();
	let mut held = Validations::<Test>::iter_values()
		.flat_map(|validation| {
			let round = validation.round;
			let holds =
				move |v: &Validator<AccountId>| v.round == round || matches!(v.vote, Vote::Revealed(_));
			validation.validators.into_iter().filter(holds).map(|v| v.node)
		})
		.collect::<Vec<_>>();
	held.sort_unstable();
	World::read(|world| {
		assert_eq!(world.reserved(), held, "a node is reserved exactly while its validation needs it");
		assert_eq!(world.money(), PROVIDER_BOND * Balance::from(NODES + 1), "bond went astray");
	});
}

pub fn slot(job: u64) -> SlotId {
	SlotId { job, index: 0 }
}

pub fn digest(of: u64) -> H256 {
	H256::from_low_u64_be(of)
}

pub fn salt(node: NodeId) -> H256 {
	H256::repeat_byte(node as u8 + 1)
}

pub fn task(slot: SlotId, digest: H256) -> ValidationTask<AccountId> {
	ValidationTask {
		slot,
		executor: EXECUTOR,
		requester: REQUESTER,
		requirements: Requirements { class: DeviceClass::Gpu, power: POWER, memory: 1, unit_price: 1 },
		locality: Locality { dataset: None, region: 0 },
		seal: seal(slot, EXECUTOR, digest, salt(EXECUTOR)),
		time_limit: TIME_LIMIT,
	}
}

/// Opens a validation whose executor computed `digest`.
pub fn open(slot: SlotId, digest: H256) {
	assert_ok!(<Pallet<Test> as aic_primitives::WorkValidation<AccountId>>::open(task(slot, digest)));
}

/// The next block begins, with randomness that became known in it.
pub fn next_block() {
	let block = System::block_number() + 1;
	World::change(|world| world.known_since = block);
	stale_block();
}

/// The next block begins and brings no randomness.
pub fn stale_block() {
	System::set_block_number(System::block_number() + 1);
	Pallet::<Test>::on_poll(System::block_number(), &mut WeightMeter::new());
}

pub fn pass(time: Moment) {
	World::change(|world| world.now += time);
}

pub fn record(slot: SlotId) -> ValidationOf<Test> {
	Validations::<Test>::get(slot).unwrap()
}

/// Nodes of the round's validators.
pub fn panel(slot: SlotId) -> Vec<NodeId> {
	record(slot).current().map(|validator| validator.node).collect()
}

/// Opens a validation and draws its validators.
pub fn drawn(slot: SlotId, digest: H256) -> Vec<NodeId> {
	open(slot, digest);
	next_block();
	panel(slot)
}

pub fn commit(slot: SlotId, node: NodeId, digest: H256) -> DispatchResult {
	Pallet::<Test>::commit(RuntimeOrigin::signed(100 + node), slot, seal(slot, node, digest, salt(node)))
}

pub fn reveal(slot: SlotId, node: NodeId, digest: H256) -> DispatchResult {
	Pallet::<Test>::reveal(RuntimeOrigin::signed(100 + node), slot, digest, salt(node))
}

pub fn close(slot: SlotId) -> DispatchResultWithPostInfo {
	Pallet::<Test>::close(RuntimeOrigin::signed(ANYONE), slot)
}

/// All of `nodes` commit `digest`.
pub fn commit_all(slot: SlotId, nodes: &[NodeId], digest: H256) {
	for node in nodes {
		assert_ok!(commit(slot, *node, digest));
	}
}

/// Every node commits and reveals its digest.
pub fn vote(slot: SlotId, votes: &[(NodeId, H256)]) {
	for (node, digest) in votes {
		assert_ok!(commit(slot, *node, *digest));
	}
	for (node, digest) in votes {
		assert_ok!(reveal(slot, *node, *digest));
	}
}

pub fn lost(node: NodeId) -> Balance {
	World::read(|world| PROVIDER_BOND - world.bonds[&(100 + node)])
}

pub fn received(who: AccountId) -> Balance {
	World::read(|world| world.received.get(&who).copied().unwrap_or_default())
}

pub fn verdicts() -> Vec<(SlotId, Verdict)> {
	World::read(|world| world.verdicts.clone())
}

/// What a node loses that misses a deadline.
pub fn small_slash() -> Balance {
	NoRevealSlash::get().mul_floor(BOND)
}
