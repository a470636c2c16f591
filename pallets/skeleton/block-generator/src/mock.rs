//! The pallet on the real pallet-session, and a world of nodes that tests make.

use crate as pallet_block_generator;
use crate::*;
use aic_primitives::{currency::AIC, AssetId};
use frame::{
	deps::{frame_support::traits::tokens::fungible as money, sp_runtime::testing::UintAuthorityId},
	testing_prelude::*,
	traits::{Hooks, IdentityLookup},
};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = u64;

pub const START: Moment = 1_700_000_000_000;
pub const SESSION: Moment = 6 * 3_600_000;
pub const WINDOW: Moment = 60_000;
/// Time between blocks.
pub const BLOCK: Moment = 2_000;
/// Points that a node has, and a weight of ten.
pub const POINTS: Balance = 1_000 * AIC;
pub const LEAST: Balance = 100 * AIC;
pub const PENALTY: Permill = Permill::from_percent(1);
/// Invulnerables of genesis.
pub const FIRST: [AccountId; 2] = [1, 2];
pub const MAX_SEATS: u32 = 8;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Generator: pallet_block_generator,
		Sessions: pallet_session,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = MockBlock<Test>;
	type Lookup = IdentityLookup<AccountId>;
}

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = frame::traits::ConvertInto;
	type ShouldEndSession = Generator;
	type NextSessionRotation = Generator;
	type SessionManager = Generator;
	type SessionHandler = pallet_session::TestSessionHandler;
	type Keys = UintAuthorityId;
	type DisablingStrategy = ();
	type WeightInfo = ();
	type Currency = NoMoney;
	type KeyDeposit = ();
}

impl Config for Test {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Time = World;
	type Randomness = World;
	type Producers = World;
	type Registration = Sessions;
	type Slot = World;
	type RelayChain = World;
	type Waiting = Waiting;
	type SlotsAhead = ConstU32<4>;
	type Author = Author;
	type Collators = World;
	type LeastPoints = ConstU128<LEAST>;
	type Seats = World;
	type MaxSeats = ConstU32<MAX_SEATS>;
	type MaxInvulnerables = ConstU32<3>;
	type SessionLength = World;
	type MinSessionLength = ConstU64<60_000>;
	type MissedPenalty = World;
	type Thresholds = World;
	type PaceWindow = ConstU64<WINDOW>;
	type Inherents = ConstU32<2>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// Session keys cost nothing here.
pub struct NoMoney;

impl money::Inspect<AccountId> for NoMoney {
	type Balance = u128;
	fn total_issuance() -> u128 {
		0
	}
	fn minimum_balance() -> u128 {
		0
	}
	fn total_balance(_: &AccountId) -> u128 {
		0
	}
	fn balance(_: &AccountId) -> u128 {
		0
	}
	fn reducible_balance(_: &AccountId, _: Preservation, _: Fortitude) -> u128 {
		0
	}
	fn can_deposit(_: &AccountId, _: u128, _: Provenance) -> DepositConsequence {
		DepositConsequence::Success
	}
	fn can_withdraw(_: &AccountId, _: u128) -> WithdrawConsequence<u128> {
		WithdrawConsequence::Success
	}
}

impl money::Unbalanced<AccountId> for NoMoney {
	fn handle_dust(_: money::Dust<AccountId, Self>) {}
	fn write_balance(_: &AccountId, _: u128) -> Result<Option<u128>, DispatchError> {
		Ok(None)
	}
	fn set_total_issuance(_: u128) {}
}

impl money::Mutate<AccountId> for NoMoney {}

impl money::hold::Inspect<AccountId> for NoMoney {
	type Reason = RuntimeHoldReason;
	fn total_balance_on_hold(_: &AccountId) -> u128 {
		0
	}
	fn balance_on_hold(_: &RuntimeHoldReason, _: &AccountId) -> u128 {
		0
	}
}

impl money::hold::Unbalanced<AccountId> for NoMoney {
	fn set_balance_on_hold(_: &RuntimeHoldReason, _: &AccountId, _: u128) -> DispatchResult {
		Ok(())
	}
}

impl money::hold::Mutate<AccountId> for NoMoney {}

#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct MockNode {
	pub provider: ProviderIndex,
	pub signers: BTreeSet<AccountId>,
	pub class: Option<DeviceClass>,
	pub live: bool,
	pub points: Balance,
	pub works_on: BTreeMap<(u64, u16), AssetId>,
}

/// What the neighbours know; in storage, so that a failing call rolls it back.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub value: u64,
	pub known_since: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	pub penalties: Vec<NodeId>,
	pub slot: Option<u64>,
	pub relay_block: u32,
	pub waiting: u32,
	pub author: Option<AccountId>,
	pub seats: u32,
	pub session: Moment,
	pub thresholds: Thresholds,
	pub live: Option<u32>,
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
	pub fn change_node<R>(node: NodeId, f: impl FnOnce(&mut MockNode) -> R) -> R {
		TheWorld::mutate(|world| f(world.nodes.get_mut(&node).unwrap()))
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
		World::read(|world| {
			(H256(frame::hashing::blake2_256(&(subject, world.value).encode())), world.known_since)
		})
	}
}

impl Producers<AccountId> for World {
	fn provider_of(node: NodeId, who: &AccountId) -> Option<ProviderIndex> {
		World::read(|world| {
			world.nodes.get(&node).filter(|node| node.signers.contains(who)).map(|node| node.provider)
		})
	}
	fn class(node: NodeId) -> Option<DeviceClass> {
		World::read(|world| world.nodes.get(&node)?.class)
	}
	fn is_live(node: NodeId) -> bool {
		World::read(|world| world.nodes.get(&node).is_some_and(|node| node.live))
	}
	fn live() -> u32 {
		World::read(|world| {
			let live = world.nodes.values().filter(|node| node.live).count() as u32;
			world.live.unwrap_or(live)
		})
	}
	fn points(node: NodeId) -> Balance {
		World::read(|world| world.nodes.get(&node).map(|node| node.points).unwrap_or_default())
	}
	fn penalise(node: NodeId, part: Permill) {
		assert_eq!(part, PENALTY);
		World::change(|world| {
			world.penalties.push(node);
			if let Some(node) = world.nodes.get_mut(&node) {
				node.points -= part.mul_ceil(node.points);
			}
		});
	}
	fn works_on(node: NodeId, slot: SlotId) -> Option<AssetId> {
		World::read(|world| world.nodes.get(&node)?.works_on.get(&(slot.job, slot.index)).copied())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_producer(who: &AccountId, points: Balance) -> NodeId {
		let number = World::read(|world| world.nodes.len() as NodeId);
		add_node(number, number as ProviderIndex, *who, points);
		number
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_work(node: NodeId, _: &AccountId) -> SlotId {
		work(node, SlotId { job: 1, index: 2 });
		SlotId { job: 1, index: 2 }
	}
}

impl Get<Option<u64>> for World {
	fn get() -> Option<u64> {
		World::read(|world| world.slot)
	}
}

/// Accounts are numbers, as slots are.
pub struct Author;

impl Get<Option<AccountId>> for Author {
	fn get() -> Option<AccountId> {
		World::read(|world| world.author)
	}
}

pub struct Waiting;

impl Get<u32> for Waiting {
	fn get() -> u32 {
		World::read(|world| world.waiting)
	}
}

impl BlockNumberProvider for World {
	type BlockNumber = u32;
	fn current_block_number() -> u32 {
		World::read(|world| world.relay_block)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_block_number(block: u32) {
		World::change(|world| world.relay_block = block);
	}
}

impl Get<Vec<AccountId>> for World {
	fn get() -> Vec<AccountId> {
		Sessions::validators()
	}
}

impl Get<u32> for World {
	fn get() -> u32 {
		World::read(|world| world.seats)
	}
}

impl Get<Moment> for World {
	fn get() -> Moment {
		World::read(|world| world.session)
	}
}

impl Get<Permill> for World {
	fn get() -> Permill {
		PENALTY
	}
}

impl Get<Thresholds> for World {
	fn get() -> Thresholds {
		World::read(|world| world.thresholds)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for World {
	fn register(who: &AccountId) {
		register(*who);
	}
}

pub fn register(who: AccountId) {
	pallet_session::NextKeys::<Test>::insert(who, UintAuthorityId(who));
}

pub fn purge(who: AccountId) {
	pallet_session::NextKeys::<Test>::remove(who);
}

pub fn add_node(node: NodeId, provider: ProviderIndex, who: AccountId, points: Balance) {
	let signers = [who].into();
	let class = Some(DeviceClass::Gpu);
	let new = MockNode { provider, signers, class, live: true, points, ..Default::default() };
	World::change(|world| world.nodes.insert(node, new));
}

/// Has a node work on a slot, on model 77.
pub fn work(node: NodeId, slot: SlotId) {
	World::change_node(node, |node| node.works_on.insert((slot.job, slot.index), model()));
}

pub fn model() -> AssetId {
	AssetId { kind: aic_primitives::AssetKind::Model, item: 77 }
}

/// Accounts 1 and 2 are invulnerables. Nodes 0 to 9 are live and of providers 0 to 9; account 100 + n signs for node n and has session keys.
pub fn new_test_ext() -> TestState {
	let key = |who: AccountId| (who, who, UintAuthorityId(who));
	let genesis = RuntimeGenesisConfig {
		generator: pallet_block_generator::GenesisConfig { invulnerables: FIRST.to_vec() },
		sessions: pallet_session::GenesisConfig {
			keys: FIRST.into_iter().map(key).collect(),
			non_authority_keys: (100..110).map(key).collect(),
		},
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| {
		World::change(|world| {
			*world = World { seats: 4, session: SESSION, slot: Some(1_000), ..Default::default() };
			let never = Threshold { transactions: u32::MAX, nodes: u32::MAX };
			world.thresholds = Thresholds { double: never, fourfold: never };
		});
		for node in 0..10 {
			add_node(node, node as ProviderIndex, 100 + node, POINTS);
		}
		block();
		// The first block's time is known from the second on.
		block();
	});
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Generator::do_try_state().unwrap();
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A block with these transactions, `missed` slots after the one before, by whose turn it is.
pub fn block_with(missed: u64, transactions: u32) {
	block_after(missed, missed, transactions);
}

/// A block in the slot of the one before.
pub fn block_in_same_slot() {
	World::change(|world| world.slot = world.slot.map(|slot| slot - 1));
	block();
}

/// A block with these transactions; the relay chain had a block in so many of the missed slots.
pub fn block_after(missed: u64, relay_blocks: u64, transactions: u32) {
	let number = System::block_number() + 1;
	System::reset_events();
	System::initialize(&number, &H256::zero(), &Default::default());
	let collators = Sessions::validators();
	World::change(|world| {
		let slot = world.slot.unwrap() + 1 + missed;
		world.slot = Some(slot);
		world.relay_block += 1 + relay_blocks as u32;
		world.author = collators.get(slot as usize % collators.len().max(1)).copied();
	});
	Generator::on_initialize(number);
	Sessions::on_initialize(number);
	World::change(|world| world.now = if world.now == 0 { START } else { world.now + BLOCK });
	System::set_extrinsic_index(2 + transactions);
	System::note_finished_extrinsics();
	Generator::on_finalize(number);
}

pub fn block() {
	block_with(0, 0);
}

pub fn index() -> SessionIndex {
	Session::<Test>::get().index
}

/// The next block begins the next session.
pub fn rotate() {
	World::change(|world| world.now += SESSION);
	let before = index();
	block();
	assert_eq!(index(), before + 1);
}

/// A block with a new value of the randomness, known since then.
pub fn fresh() {
	block();
	World::change(|world| {
		world.value += 1;
		world.known_since = System::block_number();
	});
}

/// Sessions follow each other, each with a new value in its midst, until list `list` has been drawn from.
pub fn draw_from(list: SessionIndex) {
	while index() < list + 2 {
		rotate();
		fresh();
	}
}

/// Enrols these nodes with the signers that they have at genesis.
pub fn enrol(nodes: impl IntoIterator<Item = NodeId>) {
	for node in nodes {
		assert_ok!(Generator::enrol(signed(100 + node), node));
	}
}

pub fn drawn(session: SessionIndex) -> Vec<NodeId> {
	Draws::<Test>::get(session)
		.map(|draw| draw.drawn.iter().map(|seat| seat.node).collect())
		.unwrap_or_default()
}

pub fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Generator(event) => Some(event),
			_ => None,
		})
		.collect()
}
