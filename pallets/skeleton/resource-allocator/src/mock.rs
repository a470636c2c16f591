//! The pallet on the real pallet-balances. What its other neighbours know lies in storage too, so that a failing call rolls
//! all of it back.

use crate as pallet_resource_allocator;
use crate::*;
use aic_primitives::{
	currency::{AIC, MILLI_AIC},
	time::{HOUR, MINUTE},
	AssetId, AssetKind, Comparison, Funds, LeaseId, Locality, Mebibytes, NodeInfo, OnVerdict, Part, Parts,
	Placement, ProviderIndex, Purpose, RegionId, Requirements, ResourceId, ResourceUse, Taken, TaskId,
	UseKind, UseTaken, ValidationTask, Verdict,
};
use frame::{
	deps::frame_support::traits::tokens::Restriction,
	testing_prelude::*,
	token::{Fortitude, Precision, Preservation},
};
use fungible::{InspectHold, Mutate, MutateHold};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = u64;

pub const REQUESTER: AccountId = 1;
pub const OTHER: AccountId = 2;
pub const POOR: AccountId = 3;
pub const MODEL_OWNER: AccountId = 4;
pub const DATA_OWNER: AccountId = 5;
pub const TREASURY: AccountId = 6;
/// Where the providers' bonds are.
pub const BONDS: AccountId = 7;
pub const BOND: Balance = 100 * AIC;
pub const FUNDS: Balance = 1_000 * AIC;
/// Nodes 0 to this are idle; node n is of provider 100 + n, whose index is the same, and 500 + n signs for it.
pub const NODES: u64 = 4;
pub const NODE_POWER: Power = 32;
pub const PART_POWER: Power = 8;
pub const HOME: RegionId = 7;
pub const NEAR: RegionId = 8;
pub const START: Moment = 1_700_000_000_000;
pub const AUDITORS: u32 = 3;

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
	Deadlines { start: MINUTE, submit_grace: MINUTE, gather: 10 * MINUTE, retention: 24 * HOUR };
pub const PATIENCE: Moment = HOUR;
/// Less than any work in these tests earns.
pub const MIN_FEE: Balance = MILLI_AIC;
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
	pub const AuditorShare: Permill = Permill::from_percent(10);
	pub static MaxPremium: Permill = Permill::one();
	pub const NoSubmitSlash: Permill = Permill::from_percent(5);
	pub static PerBlock: u32 = 8;
	pub static JobsPerBlock: u32 = 4;
	pub static PollLimit: Weight = Weight::MAX;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = World;
	type Randomness = World;
	type Nodes = World;
	type Assets = World;
	type Leases = World;
	type Links = World;
	type Validation = World;
	type Payroll = World;
	type Price = Price;
	type AuditorShare = AuditorShare;
	type MinFee = ConstU128<MIN_FEE>;
	type Treasury = ConstU64<TREASURY>;
	type NoSubmitSlash = NoSubmitSlash;
	type Deadlines = Times;
	type MaxPremium = MaxPremium;
	type MaxPatience = ConstU64<PATIENCE>;
	type MaxPower = ConstU32<64>;
	type MaxSlots = ConstU16<100>;
	type MinTimeLimit = ConstU64<MINUTE>;
	type MaxTimeLimit = ConstU64<{ 24 * HOUR }>;
	type MaxRetries = ConstU8<3>;
	type MaxTrust = ConstU32<1_000>;
	type MaxPlacementsPerBlock = PerBlock;
	type MaxJobsPerBlock = JobsPerBlock;
	type PollLimit = PollLimit;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

#[derive(Clone, Debug, Decode, Encode)]
pub struct MockNode {
	pub provider: AccountId,
	pub owner: ProviderIndex,
	pub idle: bool,
	pub power: Power,
	pub region: RegionId,
	pub used: Parts,
	pub pledged: Balance,
	pub bond: Balance,
}

impl MockNode {
	pub fn new(index: u64) -> Self {
		Self {
			provider: 100 + index,
			owner: index as ProviderIndex,
			idle: true,
			power: NODE_POWER,
			region: HOME,
			used: 0,
			pledged: 0,
			bond: BOND,
		}
	}

	fn free(&self) -> Power {
		self.power - Power::from(self.used) * PART_POWER
	}
}

/// A lease of the mock's.
#[derive(Clone, Debug, Decode, Encode)]
pub struct MockLease {
	pub lessee: AccountId,
	pub price: Balance,
	/// Power · ms that is left.
	pub left: u128,
	/// Power · ms that was taken for work which has not ended.
	pub out: u128,
	/// Power of that work.
	pub at_once: u64,
}

/// What the neighbours know.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub nodes: BTreeMap<NodeId, MockNode>,
	/// Owners of the assets.
	pub owners: BTreeMap<AssetId, AccountId>,
	/// For whom they were first made, where that is another.
	pub first_owners: BTreeMap<AssetId, AccountId>,
	/// Uses left of the assets that are not free.
	pub licences: BTreeMap<AssetId, u32>,
	pub open: BTreeMap<SlotId, ValidationTask<AccountId>>,
	/// Gross fees that were paid.
	pub paid: Vec<(NodeId, Balance, UseKind)>,
	pub bond_per_power: Balance,
	pub nodes_gone: BTreeSet<NodeId>,
	/// Whether bonds answer for more than what is at work.
	pub pledging: bool,
	pub linked: BTreeSet<(AccountId, AccountId)>,
	pub leases: BTreeMap<LeaseId, MockLease>,
	pub faults: Vec<NodeId>,
	/// Answer of `idle`, if it is not the truth.
	pub idle: Option<u32>,
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
		let found = World::read(|world| world.nodes.get(&node).cloned())?;
		let MockNode { provider, owner, region, power, .. } = found;
		Some(NodeInfo { provider, owner, operator: operator(node), class: DeviceClass::Gpu, region, power })
	}
	fn owner_index(account: &AccountId) -> Option<ProviderIndex> {
		World::read(|world| {
			world.nodes.values().find(|node| node.provider == *account).map(|node| node.owner)
		})
	}
	fn take(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[ProviderIndex],
		wanted: u32,
		seed: H256,
	) -> Result<Vec<Taken>, WaitReason> {
		World::change(|world| {
			let idle = world.nodes.iter_mut().filter(|(_, node)| node.idle).collect::<Vec<_>>();
			ensure!(!idle.is_empty(), WaitReason::NoIdleNode);
			ensure!(requirements.memory < Mebibytes::MAX, WaitReason::NotEnoughMemory);
			let strong = idle.into_iter().filter(|(_, node)| node.free() >= requirements.power);
			let near = strong.filter(|(_, node)| !locality.strict || Some(node.region) == locality.region);
			let near = near.collect::<Vec<_>>();
			ensure!(!near.is_empty(), WaitReason::NotEnoughPower);
			let allowed = near.into_iter().filter(|(_, node)| !excluded.contains(&node.owner));
			let mut allowed = allowed.collect::<Vec<_>>();
			ensure!(!allowed.is_empty(), WaitReason::OnlyExcludedNodes);
			let first = seed.to_low_u64_be() as usize % allowed.len();
			allowed.rotate_left(first);
			let parts = requirements.power.div_ceil(PART_POWER) as Parts;
			let taken = allowed.into_iter().take(wanted as usize).map(|(id, node)| {
				node.used += parts;
				Taken { node: *id, owner: node.owner, region: node.region, parts }
			});
			Ok(taken.collect())
		})
	}
	fn idle(_: DeviceClass, region: Option<RegionId>, power: Power) -> u32 {
		World::read(|world| {
			let idle = world.nodes.values().filter(|node| {
				node.idle && node.free() >= power && region.is_none_or(|region| node.region == region)
			});
			world.idle.unwrap_or(idle.count() as u32)
		})
	}
	fn regions_from(region: RegionId) -> Vec<RegionId> {
		match region {
			HOME => vec![HOME, NEAR],
			NEAR => vec![NEAR, HOME],
			0 => vec![0],
			_ => vec![],
		}
	}
	fn release(node: NodeId, parts: Parts) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.used = node.used.checked_sub(parts).expect("released more than was reserved");
		})
	}
	fn pledge(node: NodeId, bond: Balance) -> bool {
		World::change(|world| {
			let pledging = world.pledging;
			if pledging {
				world.nodes.get_mut(&node).unwrap().pledged += bond;
			}
			pledging
		})
	}
	fn unpledge(node: NodeId, bond: Balance) {
		World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.pledged = node.pledged.checked_sub(bond).expect("more was pledged");
		})
	}
	fn fault(node: NodeId) {
		World::change(|world| {
			world.faults.push(node);
			world.nodes.get_mut(&node).unwrap().idle = false;
		});
	}
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
	fn bond_of(power: Power) -> Balance {
		World::read(|world| world.bond_per_power).saturating_mul(power.into())
	}
	fn slash(node: NodeId, amount: Balance, beneficiary: &AccountId) -> Balance {
		let taken = World::change(|world| {
			let node = world.nodes.get_mut(&node).unwrap();
			node.idle = false;
			let taken = node.bond.min(amount);
			node.bond -= taken;
			taken
		});
		Balances::transfer(&BONDS, beneficiary, taken, Preservation::Expendable).unwrap();
		taken
	}
	fn capacity(_: DeviceClass) -> (u64, u64) {
		World::read(|world| {
			let known = world.nodes.values().filter(|node| node.idle || node.used > 0);
			known.fold((0, 0), |(all, busy), node| {
				(all + u64::from(node.power), busy + u64::from(node.power - node.free()))
			})
		})
	}
	fn hosts(_: AssetId, _: NodeId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_idle(provider: &AccountId, _: &Requirements) -> NodeId {
		World::change(|world| {
			let id = world.nodes.len() as NodeId;
			let node = MockNode { provider: *provider, region: 0, ..MockNode::new(id) };
			world.nodes.insert(id, node);
			id
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_many_idle(count: u32, _: &Requirements) {
		World::change(|world| {
			let first = world.nodes.len() as NodeId;
			// Enough for any draw; more would only slow the mock down.
			for id in first..first + NodeId::from(count.min(200)) {
				world.nodes.insert(id, MockNode { provider: 10_000 + id, region: 0, ..MockNode::new(id) });
			}
		})
	}
}

impl Leases<AccountId> for World {
	fn unit_price(lease: LeaseId, who: &AccountId, _: DeviceClass, _: u64) -> Result<Balance, DispatchError> {
		let lease =
			World::read(|world| world.leases.get(&lease).cloned()).ok_or(DispatchError::CannotLookup)?;
		ensure!(lease.lessee == *who, DispatchError::BadOrigin);
		Ok(lease.price)
	}
	fn spend(
		lease: LeaseId,
		who: &AccountId,
		class: DeviceClass,
		power: u64,
		time: Moment,
	) -> DispatchResult {
		Self::extend(lease, who, class, power, time)?;
		World::change(|world| world.leases.get_mut(&lease).unwrap().at_once += power);
		Ok(())
	}
	fn extend(
		lease: LeaseId,
		who: &AccountId,
		class: DeviceClass,
		power: u64,
		time: Moment,
	) -> DispatchResult {
		Self::unit_price(lease, who, class, power)?;
		World::change(|world| {
			let lease = world.leases.get_mut(&lease).unwrap();
			let work = u128::from(power) * u128::from(time);
			lease.left = lease.left.checked_sub(work).ok_or(DispatchError::Exhausted)?;
			lease.out += work;
			Ok(())
		})
	}
	fn settle(lease: LeaseId, who: &AccountId, power: u64, taken: Moment, unused: Moment) {
		assert!(unused <= taken);
		World::change(|world| {
			let lease = world.leases.get_mut(&lease).unwrap();
			assert_eq!(lease.lessee, *who);
			lease.at_once = lease.at_once.checked_sub(power).expect("more power came back than was taken");
			lease.out =
				lease.out.checked_sub(u128::from(power) * u128::from(taken)).expect("more than was taken");
			lease.left += u128::from(power) * u128::from(unused);
		});
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl Links<AccountId> for World {
	fn linked(a: &AccountId, b: &AccountId) -> bool {
		a == b || World::read(|world| world.linked.contains(&(*a, *b)) || world.linked.contains(&(*b, *a)))
	}
	fn appointed(_: &AccountId, _: &AccountId) -> bool {
		false
	}
	fn operates(_: &AccountId, _: NodeId, _: &AccountId) -> bool {
		false
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl AssetUses<AccountId> for World {
	fn owner(asset: AssetId) -> Option<AccountId> {
		World::read(|world| world.owners.get(&asset).copied())
	}
	fn first_owner(asset: AssetId) -> Option<AccountId> {
		World::read(|world| world.first_owners.get(&asset).copied())
	}
	fn take_use(user: &AccountId, asset: AssetId, purpose: Purpose) -> Result<UseTaken, DispatchError> {
		assert_eq!(purpose, Purpose::Training);
		World::change(|world| match world.licences.get_mut(&asset) {
			Some(uses) if world.owners[&asset] != *user => {
				*uses = uses.checked_sub(1).ok_or(DispatchError::Other("no licence"))?;
				Ok(UseTaken::Licensed(Part::WHOLE))
			}
			_ => Ok(UseTaken::Free(Part::WHOLE)),
		})
	}
	fn return_use(_: &AccountId, asset: AssetId, taken: UseTaken) {
		if taken == UseTaken::Licensed(Part::WHOLE) {
			World::change(|world| *world.licences.get_mut(&asset).unwrap() += 1);
		}
	}
	fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
		ensure!(Self::owner(model).is_some() && Self::owner(dataset).is_some(), DispatchError::CannotLookup);
		ensure!(dataset != misfit(), DispatchError::Other("does not fit"));
		Ok(())
	}
	fn region(asset: AssetId) -> Option<RegionId> {
		(asset != placeless()).then_some(HOME)
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
		let TaskId::Slot(slot) = task.task else { panic!("the allocator validates slots") };
		World::change(|world| {
			ensure!(!world.open.contains_key(&slot), DispatchError::Other("already open"));
			world.open.insert(slot, task);
			Ok(())
		})
	}
	fn auditors(_: Comparison) -> u32 {
		AUDITORS
	}
	fn least_audit() -> Permill {
		Permill::from_percent(5)
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
impl aic_primitives::BenchmarkClock for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

/// A fresh chain.
pub fn new_test_ext() -> TestState {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut balances = vec![(REQUESTER, FUNDS), (OTHER, FUNDS), (POOR, MILLI_AIC)];
	balances.extend([(TREASURY, AIC), (BONDS, AIC + Balance::from(NODES) * BOND)]);
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
			world.pledging = true;
			world.nodes = (0..NODES).map(|node| (node, MockNode::new(node))).collect();
			world.leases = BTreeMap::from([(
				0,
				MockLease {
					lessee: REQUESTER,
					price: PRICE.initial / 2,
					left: 64 * u128::from(HOUR),
					out: 0,
					at_once: 0,
				},
			)]);
			world.owners = BTreeMap::from([
				(model(), MODEL_OWNER),
				(dataset(0), DATA_OWNER),
				(dataset(1), DATA_OWNER),
				(misfit(), DATA_OWNER),
				(placeless(), DATA_OWNER),
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

/// Every slot that is stored.
pub fn all_slots() -> Vec<(SlotId, Slot)> {
	let pages = Slots::<Test>::iter();
	let slots = pages.flat_map(|(job, number, page)| {
		let indices = number * PAGE..;
		indices.zip(page).map(move |(index, slot)| (id(job, index), slot)).collect::<Vec<_>>()
	});
	slots.collect()
}

/// The pallet's invariants, and those that its neighbours see.
pub fn check() {
	Allocator::do_try_state().unwrap();
	let (mut used, mut pledged) = (BTreeMap::<NodeId, Parts>::new(), BTreeMap::<NodeId, Balance>::new());
	let mut validating = BTreeSet::new();
	for (id, slot) in all_slots() {
		match slot.state {
			SlotState::Assigned { node, parts, .. } | SlotState::Running { node, parts, .. } => {
				*used.entry(node).or_default() += parts
			}
			SlotState::Validating { node, parts, pledge, .. } => {
				match pledge {
					Some(bond) => *pledged.entry(node).or_default() += bond,
					None => *used.entry(node).or_default() += parts,
				}
				assert!(validating.insert(id));
			}
			_ => (),
		}
	}
	World::read(|world| {
		for (id, node) in &world.nodes {
			assert_eq!(
				node.used,
				used.get(id).copied().unwrap_or_default(),
				"a node is reserved while a slot needs it"
			);
			assert_eq!(
				node.pledged,
				pledged.get(id).copied().unwrap_or_default(),
				"a bond answers till the verdict"
			);
		}
		assert_eq!(world.open.keys().copied().collect::<BTreeSet<_>>(), validating);
	});
	let bonds = AIC + Balance::from(NODES) * BOND;
	assert_eq!(
		Balances::total_issuance(),
		2 * FUNDS + MILLI_AIC + AIC + bonds + Balance::from(NODES) * AIC,
		"coins went astray"
	);
}

pub fn model() -> AssetId {
	AssetId { kind: AssetKind::Model, item: 0 }
}

pub fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

/// A dataset that is kept nowhere.
pub fn placeless() -> AssetId {
	dataset(8)
}

/// A dataset that fits no model.
pub fn misfit() -> AssetId {
	dataset(9)
}

/// 16 power for an hour: 0.16 AIC for the work and 0.048 AIC for its audit, per slot. Half of a node.
pub fn request(slots: u16) -> JobRequest {
	JobRequest {
		model: model(),
		datasets: vec![dataset(0)].try_into().unwrap(),
		instructions: H256::repeat_byte(1),
		class: DeviceClass::Gpu,
		power: 16,
		memory: 1,
		slots,
		placement: Placement::Each,
		time_limit: HOUR,
		prepaid: None,
		patience: None,
		premium: Permill::zero(),
		audit: Permill::zero(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
		retries: 1,
		region: None,
		lease: None,
	}
}

/// All slots or none.
pub fn gang(slots: u16, same_region: bool) -> JobRequest {
	JobRequest { placement: Placement::Gang { same_region }, power: NODE_POWER, ..request(slots) }
}

pub const WORK: Balance = 160 * MILLI_AIC;
pub const ESCROW: Balance = 208 * MILLI_AIC;

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// The requester asks for a job; returns its number.
pub fn requested(slots: u16) -> JobId {
	ask(request(slots))
}

pub fn ask(request: JobRequest) -> JobId {
	let job = NextJob::<Test>::get();
	assert_ok!(Allocator::request(signed(REQUESTER), request, Balance::MAX));
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
	Allocator::slot(slot).unwrap().state
}

pub fn waits(slot: SlotId) -> bool {
	matches!(state(slot), SlotState::Waiting { .. })
}

/// Slots of the job that have a node.
pub fn placed(job: JobId) -> usize {
	Allocator::status(job).unwrap().iter().filter(|slot| slot.node.is_some()).count()
}

pub fn node_of(slot: SlotId) -> NodeId {
	state(slot).node().unwrap()
}

/// Who signs for a node.
pub fn operator(node: NodeId) -> AccountId {
	500 + node
}

pub fn operator_of(slot: SlotId) -> RuntimeOrigin {
	signed(operator(node_of(slot)))
}

pub fn start(slot: SlotId) {
	assert_ok!(Allocator::start(operator_of(slot), slot));
}

pub fn submit(slot: SlotId) {
	assert_ok!(Allocator::submit(operator_of(slot), slot, commitment(slot)));
}

pub fn settle(slot: SlotId) {
	assert_ok!(Allocator::settle(signed(OTHER), slot));
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

pub fn commitment(slot: SlotId) -> Commitment {
	Commitment::new(TaskId::Slot(slot), 0, digest())
}

pub fn digest() -> H256 {
	H256::repeat_byte(3)
}

/// The validation ends, as it does in `work-validation`.
pub fn verdict(slot: SlotId, verdict: Verdict) -> DispatchResult {
	let task = TaskId::Slot(slot);
	World::change(|world| world.open.remove(&slot));
	if verdict == Verdict::Rejected {
		let record = Allocator::slot(slot);
		if let Some(Slot { state: SlotState::Validating { node, .. }, .. }) = record {
			let (to, paid) = <Allocator as OnVerdict<AccountId>>::paid_so_far(task).unwrap();
			World::slash(node, paid, &to);
			World::slash(node, AIC, &TREASURY);
		}
	}
	<Allocator as OnVerdict<AccountId>>::on_verdict(task, verdict)
}

pub fn accepted(auditors: &[NodeId]) -> Verdict {
	Verdict::Accepted { digest: digest(), auditors: auditors.to_vec().try_into().unwrap() }
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
