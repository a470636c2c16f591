//! A chain with nothing but this pallet. What the neighbours know lies in storage too, so that a failing call rolls all of
//! it back.

use crate as pallet_work_validation;
use crate::*;
use aic_primitives::{
	AssetId, Comparison, DeviceClass, Locality, Mebibytes, NodeInfo, Parts, Power, ProviderIndex, RegionId,
	Requirements, SlotId, Taken, ValidationTask, WaitReason,
};
use frame::{deps::frame_support::weights::WeightMeter, testing_prelude::*};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = u64;

pub const REQUESTER: AccountId = 1;
pub const ANYONE: AccountId = 2;
pub const TREASURY: AccountId = 9;
/// The executor's node and provider.
pub const EXECUTOR: NodeId = 0;
pub const EXECUTOR_PROVIDER: AccountId = 100;
/// Nodes 1 to this are idle and each is of a provider of its own, `100 + node`, with the operator `200 + node`.
pub const NODES: u64 = 12;
/// What the requester paid for the work before its verdict.
pub const PAID: Balance = 100_001;
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
	pub static LeastAudit: Permill = Permill::from_percent(5);
	pub static FirstAuditors: u32 = 1;
	pub static DrawsPerBlock: u32 = 2;
	pub const TrustScale: u32 = 4;
	pub const CommitGrace: Moment = 60_000;
	pub const RevealTime: Moment = 30_000;
	pub const DrawTimeout: Moment = 120_000;
	pub const SocietyTime: Moment = 1_000_000;
	pub const Treasury: AccountId = TREASURY;
	pub const NoRevealSlash: Permill = Permill::from_percent(5);
}

impl Config for Test {
	type Time = World;
	type Randomness = World;
	type Nodes = World;
	type Distances = World;
	type OnVerdict = World;
	type SocietyOrigin = frame_system::EnsureRoot<AccountId>;
	type LeastAudit = LeastAudit;
	type TrustScale = TrustScale;
	type FirstAuditors = FirstAuditors;
	type CommitGrace = CommitGrace;
	type RevealTime = RevealTime;
	type DrawTimeout = DrawTimeout;
	type SocietyTime = SocietyTime;
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
	pub operator: AccountId,
	pub idle: bool,
	pub reserved: bool,
	pub pledged: Balance,
	pub faults: u32,
	pub praised: u32,
}

/// What the neighbours know.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub salt: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	pub bonds: BTreeMap<AccountId, Balance>,
	pub received: BTreeMap<AccountId, Balance>,
	pub verdicts: Vec<(TaskId, Verdict)>,
	pub distances: Vec<(NodeId, NodeId, u32)>,
	pub paid: Balance,
	pub refuses_verdicts: bool,
	pub refuses_pledges: bool,
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
	pub fn pledged(&self) -> Vec<(NodeId, Balance)> {
		self.nodes.iter().filter(|(_, node)| node.pledged > 0).map(|(id, node)| (*id, node.pledged)).collect()
	}
	fn add(&mut self, node: NodeId, provider: AccountId, operator: AccountId, idle: bool) {
		let state = MockNode { provider, operator, idle, reserved: false, pledged: 0, faults: 0, praised: 0 };
		self.nodes.insert(node, state);
		self.bonds.insert(provider, PROVIDER_BOND);
	}
	fn node<R>(node: NodeId, f: impl FnOnce(&mut MockNode) -> R) -> R {
		World::change(|world| f(world.nodes.get_mut(&node).unwrap()))
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
		let (salt, known_since) = World::read(|world| (world.salt, world.known_since));
		(H256(blake2_256(&(subject, salt, known_since).encode())), known_since)
	}
}

impl Nodes<AccountId> for World {
	fn info(node: NodeId) -> Option<NodeInfo<AccountId>> {
		let MockNode { provider, operator, .. } = World::read(|world| world.nodes.get(&node).cloned())?;
		let owner = provider as ProviderIndex;
		Some(NodeInfo { provider, owner, operator, class: DeviceClass::Gpu, region: 0, power: POWER })
	}
	fn owner_index(account: &AccountId) -> Option<ProviderIndex> {
		World::read(|world| world.bonds.contains_key(account)).then_some(*account as ProviderIndex)
	}
	fn take(
		_: &Requirements,
		locality: &Locality,
		excluded: &[ProviderIndex],
		wanted: u32,
		seed: H256,
	) -> Result<Vec<Taken>, WaitReason> {
		assert_eq!(*locality, Locality::default(), "auditors come from anywhere");
		World::change(|world| {
			let is_idle = |node: &MockNode| node.idle && !node.reserved;
			let idle = world.nodes.iter().filter(|(_, node)| is_idle(node)).collect::<Vec<_>>();
			ensure!(!idle.is_empty(), WaitReason::NoIdleNode);
			let owner = |node: &MockNode| node.provider as ProviderIndex;
			let mut allowed = idle
				.into_iter()
				.filter(|(_, node)| !excluded.contains(&owner(node)))
				.map(|(id, _)| *id)
				.collect::<Vec<_>>();
			ensure!(!allowed.is_empty(), WaitReason::OnlyExcludedNodes);
			allowed.sort_by_key(|id| blake2_256(&(seed, id).encode()));
			allowed.truncate(wanted as usize);
			let taken = allowed.into_iter().map(|id| {
				let node = world.nodes.get_mut(&id).unwrap();
				node.reserved = true;
				Taken { node: id, owner: node.provider as ProviderIndex, region: 0, parts: 2 }
			});
			Ok(taken.collect())
		})
	}
	fn idle(_: DeviceClass, _: Option<RegionId>, _: Power) -> u32 {
		0
	}
	fn regions_from(_: RegionId) -> Vec<RegionId> {
		Vec::new()
	}
	fn release(node: NodeId, parts: Parts) {
		World::node(node, |node| {
			assert!(node.reserved && parts == 2, "released what was not reserved");
			node.reserved = false;
		})
	}
	fn pledge(node: NodeId, bond: Balance) -> bool {
		if World::read(|world| world.refuses_pledges) {
			return false;
		}
		World::node(node, |node| node.pledged += bond);
		true
	}
	fn unpledge(node: NodeId, bond: Balance) {
		World::node(node, |node| node.pledged -= bond);
	}
	fn fault(node: NodeId) {
		World::node(node, |node| {
			node.idle = false;
			node.faults += 1;
		})
	}
	fn praise(node: NodeId) {
		World::node(node, |node| node.praised += 1);
	}
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
			let node = world.nodes.keys().max().map_or(0, |last| last + 1);
			world.add(node, *provider, *provider, true);
			node
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(_: u32, _: &Requirements) {}
}

impl Distances for World {
	fn report(from: NodeId, node: NodeId, round_trip: u32) {
		World::change(|world| world.distances.push((from, node, round_trip)));
	}
	fn weight() -> Weight {
		Weight::from_parts(100, 1)
	}
}

impl OnVerdict<AccountId> for World {
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult {
		assert!(!Validations::<Test>::contains_key(task), "the task may be validated anew");
		World::change(|world| {
			world.verdicts.push((task, verdict));
			if world.refuses_verdicts {
				return Err(DispatchError::Unavailable);
			}
			Ok(())
		})
	}
	fn paid_so_far(_: TaskId) -> Option<(AccountId, Balance)> {
		Some((REQUESTER, World::read(|world| world.paid)))
	}
	fn weight() -> Weight {
		Weight::from_parts(1_000, 10)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for World {
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
			world.paid = PAID;
			world.add(EXECUTOR, EXECUTOR_PROVIDER, 200, false);
			for node in 1..=NODES {
				world.add(node, 100 + node, 200 + node, true);
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
	let mut reserved = BTreeSet::new();
	let mut pledged = BTreeMap::<NodeId, Balance>::new();
	for validation in Validations::<Test>::iter_values() {
		for auditor in validation.auditors {
			match auditor.surety {
				Surety::Parts(_) => assert!(reserved.insert(auditor.node)),
				Surety::Pledge => *pledged.entry(auditor.node).or_default() += validation.bond,
				Surety::Nothing => (),
			}
		}
	}
	World::read(|world| {
		let reserved = reserved.into_iter().collect::<Vec<_>>();
		assert_eq!(world.reserved(), reserved, "a node is reserved exactly while its validation needs it");
		assert_eq!(world.pledged(), pledged.into_iter().collect::<Vec<_>>());
		assert_eq!(world.money(), PROVIDER_BOND * Balance::from(NODES + 1), "bond went astray");
	});
}

pub fn slot(job: u64) -> TaskId {
	TaskId::Slot(SlotId { job, index: 0 })
}

pub fn digest(of: u64) -> H256 {
	H256::from_low_u64_be(of)
}

pub fn task(task: TaskId, digest: H256) -> ValidationTask<AccountId> {
	ValidationTask {
		task,
		executor: EXECUTOR,
		requester: REQUESTER,
		requirements: Requirements { class: DeviceClass::Gpu, power: POWER, memory: 1, unit_price: 1 },
		commitment: Commitment::new(task, EXECUTOR, digest),
		time_limit: TIME_LIMIT,
		audit: Permill::zero(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
	}
}

pub fn open_task(task: ValidationTask<AccountId>) {
	assert_ok!(<Pallet<Test> as aic_primitives::WorkValidation<AccountId>>::open(task));
}

/// Opens a validation whose executor computed `digest`.
pub fn open(id: TaskId, digest: H256) {
	open_task(task(id, digest));
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

pub fn record(task: TaskId) -> ValidationOf<Test> {
	Validations::<Test>::get(task).unwrap()
}

pub fn set_trust(node: NodeId, trust: u32) {
	Scores::<Test>::mutate_exists(node, |score| *score = (trust > 0).then_some(trust));
}

pub fn trust(node: NodeId) -> u32 {
	<Pallet<Test> as aic_primitives::Trust>::of(node)
}

/// Nodes of the round's auditors.
pub fn panel(task: TaskId) -> Vec<NodeId> {
	record(task).current().map(|auditor| auditor.node).collect()
}

/// Opens a validation and draws its auditors.
pub fn drawn(task: TaskId, digest: H256) -> Vec<NodeId> {
	open(task, digest);
	next_block();
	panel(task)
}

/// The same for any task.
pub fn drawn_for(task: ValidationTask<AccountId>) -> Vec<NodeId> {
	let id = task.task;
	open_task(task);
	next_block();
	panel(id)
}

pub fn signed(node: NodeId) -> RuntimeOrigin {
	RuntimeOrigin::signed(200 + node)
}

pub fn commit(task: TaskId, node: NodeId, digest: H256) -> DispatchResultWithPostInfo {
	Pallet::<Test>::commit(signed(node), task, Commitment::new(task, node, digest), None)
}

pub fn reveal(task: TaskId, node: NodeId, digest: H256) -> DispatchResultWithPostInfo {
	Pallet::<Test>::reveal(signed(node), task, digest, None)
}

pub fn close(task: TaskId) -> DispatchResultWithPostInfo {
	Pallet::<Test>::close(RuntimeOrigin::signed(ANYONE), task)
}

pub fn bisect(task: TaskId, node: NodeId, children: (H256, H256)) -> DispatchResult {
	Pallet::<Test>::bisect(signed(node), task, children.0, children.1)
}

pub fn decide(task: TaskId, stands: Option<H256>) -> DispatchResult {
	Pallet::<Test>::decide(RuntimeOrigin::root(), task, stands)
}

/// Every node commits and reveals its digest.
pub fn vote(task: TaskId, votes: &[(NodeId, H256)]) {
	for (node, digest) in votes {
		assert_ok!(commit(task, *node, *digest));
	}
	for (node, digest) in votes {
		assert_ok!(reveal(task, *node, *digest));
	}
}

/// The panel that is drawn next commits and reveals `digests`, in turn.
pub fn next_panel_votes(task: TaskId, digests: &[H256]) -> Vec<NodeId> {
	next_block();
	let nodes = panel(task);
	assert_eq!(nodes.len(), digests.len());
	vote(task, &nodes.iter().copied().zip(digests.iter().copied()).collect::<Vec<_>>());
	nodes
}

/// A dispute about `task`: the executor, who came to `digest(8)`. Returns the auditors for 7, 8 and 9.
pub fn disputed(task: TaskId) -> [Vec<NodeId>; 3] {
	let first = drawn(task, digest(8));
	assert_ok!(commit(task, first[0], digest(7)));
	assert_ok!(reveal(task, EXECUTOR, digest(8)));
	assert_ok!(reveal(task, first[0], digest(7)));
	let second = next_panel_votes(task, &[digest(8), digest(9)]);
	let third = next_panel_votes(task, &[digest(7), digest(9)]);
	let fourth = next_panel_votes(task, &[digest(8), digest(9)]);
	[vec![first[0], third[0]], vec![second[0], fourth[0]], vec![second[1], third[1], fourth[1]]]
}

pub fn lost(node: NodeId) -> Balance {
	World::read(|world| PROVIDER_BOND - world.bonds[&(100 + node)])
}

pub fn received(who: AccountId) -> Balance {
	World::read(|world| world.received.get(&who).copied().unwrap_or_default())
}

pub fn verdicts() -> Vec<(TaskId, Verdict)> {
	World::read(|world| world.verdicts.clone())
}

pub fn accepted(digest: H256, nodes: &[NodeId]) -> Verdict {
	Verdict::Accepted { digest, auditors: nodes.to_vec().try_into().unwrap() }
}

/// What a node loses that misses a deadline.
pub fn small_slash() -> Balance {
	NoRevealSlash::get().mul_floor(BOND)
}

/// What an auditor gets of a rejected executor's bond.
pub fn auditors_share() -> Balance {
	(BOND - PAID) / 2 / Balance::from(MAX_AUDITORS)
}

/// The time for commitments is over.
pub fn after_commits() {
	pass(TIME_LIMIT + CommitGrace::get() + 1);
}

pub fn set_idle(nodes: impl IntoIterator<Item = NodeId>) {
	World::change(|world| {
		world.nodes.values_mut().for_each(|node| node.idle = false);
		nodes.into_iter().for_each(|node| world.nodes.get_mut(&node).unwrap().idle = true);
	});
}
