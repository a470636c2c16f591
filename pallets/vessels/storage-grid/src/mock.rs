//! The pallet on the real pallet-balances, with a payroll that moves coins.

use crate as pallet_storage_grid;
use crate::*;
use aic_primitives::{
	currency::AIC,
	merkle::{self, Tree},
	time::{DAY, HOUR, MINUTE},
	AssetId, AssetKind, AssetUses, Purpose, UseTaken,
};
use frame::{
	testing_prelude::*,
	token::{tokens::Restriction, Fortitude, Precision},
};
use fungible::MutateHold;
use std::{collections::BTreeMap, sync::LazyLock};

pub type AccountId = u64;

pub const CUSTOMER: AccountId = 1;
pub const OTHER: AccountId = 2;
pub const POOR: AccountId = 3;
pub const TREASURY: AccountId = 8;
/// Gets the payroll's commission: a tenth.
pub const POT: AccountId = 9;
/// Accounts 10 to 19 are providers.
pub const FIRST: AccountId = 10;
pub const PROVIDERS: u64 = 10;
pub const FUNDS: Balance = 10_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const BLOCK: Moment = 2_000;
pub const PRICE: Balance = AIC / 1_000;
pub const PER_GIB: Balance = AIC;
pub const FILL: Moment = 10 * MINUTE;
pub const WINDOW: Moment = MINUTE;
pub const NOTICE: Moment = DAY;
pub const AUDIT: Moment = 5 * MINUTE;
pub const FEE: Balance = AIC / 10;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Grid: pallet_storage_grid,
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
	pub storage TheLimits: Limits = Limits {
		least_space: 1,
		most_space: 1 << 20,
		most_hours: 1_000,
		least_escrow: 1_000,
		placement_fee: 0,
		regions: 3,
	};
	pub storage ThePrice: PriceParameters = PriceParameters {
		initial: PRICE,
		floor: PRICE / 100,
		cap: 100 * PRICE,
		target: Perbill::from_percent(80),
		step: Perbill::zero(),
		interval: MINUTE,
	};
	pub storage Faults: Penalties = Penalties {
		miss: Permill::from_percent(5),
		end: Permill::from_percent(50),
		misses: 3,
	};
	pub storage BondRate: Balance = PER_GIB;
	pub storage TheFee: Balance = FEE;
	pub const Times: Deadlines = Deadlines { fill: FILL, challenge: WINDOW, notice: NOTICE, audit: AUDIT };
	pub storage HookLimit: Weight = Weight::MAX;
	pub const TheTreasury: AccountId = TREASURY;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = World;
	type Randomness = World;
	type Payroll = World;
	type Contents = World;
	type Assets = World;
	type Price = ThePrice;
	type BondPerGib = BondRate;
	type Limits = TheLimits;
	type Deadlines = Times;
	type Penalties = Faults;
	type AuditFee = TheFee;
	type PlacementsPerBlock = ConstU32<2>;
	type ChallengesPerBlock = ConstU32<2>;
	type PollLimit = HookLimit;
	type Treasury = TheTreasury;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// What the neighbours know; in storage, so that a failing call rolls it back.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	/// Distinguishes runs.
	pub salt: u64,
	/// The randomness does not change any more.
	pub stale: bool,
	pub no_pay: bool,
	/// What was distributed, by space.
	pub paid: BTreeMap<SpaceId, Balance>,
	pub contents: BTreeMap<u32, (H256, u64, u32)>,
	/// Who owns which asset.
	pub owners: BTreeMap<u32, AccountId>,
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
		let (salt, known_since) = World::read(|world| (world.salt, world.known_since));
		(H256(frame::hashing::blake2_256(&(subject, salt, known_since).encode())), known_since)
	}
}

impl Contents for World {
	fn check_sale(_: AssetId) -> DispatchResult {
		Ok(())
	}
	fn is_protected(_: AssetId) -> bool {
		true
	}
	fn ciphertext(asset: AssetId) -> Option<(H256, u64, u32)> {
		World::read(|world| world.contents.get(&asset.item).copied())
	}
}

impl AssetUses<AccountId> for World {
	fn owner(asset: AssetId) -> Option<AccountId> {
		World::read(|world| world.owners.get(&asset.item).copied())
	}
	fn first_owner(asset: AssetId) -> Option<AccountId> {
		Self::owner(asset)
	}
	fn take_use(_: &AccountId, _: AssetId, _: Purpose) -> Result<UseTaken, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn return_use(_: &AccountId, _: AssetId, _: UseTaken) {}
	fn fits(_: AssetId, _: AssetId) -> DispatchResult {
		Ok(())
	}
	fn region(_: AssetId) -> Option<RegionId> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &AccountId, kind: AssetKind) -> AssetId {
		World::change(|world| world.owners.insert(1, *owner));
		AssetId { kind, item: 1 }
	}
}

/// A tenth is the commission, the rest the owner's of the space.
impl Payroll<AccountId, RuntimeHoldReason> for World {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		ensure!(!World::read(|world| world.no_pay), DispatchError::Unavailable);
		let Funds::Held(reason) = funds else { return Err(DispatchError::Other("not held")) };
		let ResourceId::Space(space) = paid.resource else { return Err(DispatchError::Other("no space")) };
		let owner = Grid::owner_of(space).ok_or(DispatchError::CannotLookup)?;
		let commission = paid.amount.div_ceil(10);
		for (to, amount) in [(POT, commission), (owner, paid.amount - commission)] {
			Balances::transfer_on_hold(
				&reason,
				&paid.payer,
				&to,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		World::change(|world| *world.paid.entry(space).or_default() += paid.amount);
		Ok(())
	}
	fn weight() -> Weight {
		Weight::from_parts(1_000_000, 1_000)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for World {
	fn set_time(now: Moment) {
		World::change(|world| world.now = now);
	}
}

/// Customers and providers have funds.
pub fn new_test_ext() -> TestState {
	let rich = [CUSTOMER, OTHER, TREASURY, POT].into_iter().chain(FIRST..FIRST + PROVIDERS);
	let balances = rich.map(|account| (account, FUNDS)).chain([(POOR, 1_000)]).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| world.now = START);
	});
	ext
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Grid::do_try_state().unwrap();
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
		world.now += BLOCK;
		if !world.stale {
			world.known_since = number;
		}
	});
	Grid::on_poll(number, &mut WeightMeter::new());
}

pub fn blocks(count: u32) {
	(0..count).for_each(|_| block());
}

/// The same after all replicas that wait have rested, until each of their queues had its turn.
pub fn rested() {
	System::set_block_number(System::block_number() + (REST << (2 * RETRIES)));
	blocks(RETRIES.into());
}

/// Blocks without challenges, placements and looks at deadlines.
pub fn sleep(time: Moment) {
	pass(time);
	System::set_block_number(System::block_number() + 1);
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&reason.into(), &who)
}

pub fn free(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Grid(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Content of so many leaves, each other bytes. In tests a leaf is paid for as 4 KiB.
pub struct Files {
	pub leaves: Vec<Vec<u8>>,
	pub tree: Tree,
}

/// A MiB.
pub const LEAVES: u64 = 256;

static FILES: LazyLock<Files> = LazyLock::new(|| {
	let leaves: Vec<Vec<u8>> = (0..LEAVES).map(|number| number.to_le_bytes().to_vec()).collect();
	let tree = Tree::new(leaves.iter().map(|leaf| merkle::leaf(leaf)).collect());
	Files { leaves, tree }
});

pub fn files() -> &'static Files {
	&FILES
}

impl Files {
	pub fn content(&self) -> Content {
		Content { root: self.tree.root(), leaves: self.leaves.len() as u64, leaf_size: 4_096 }
	}
	pub fn leaf(&self, number: u64) -> LeafBytes {
		self.leaves[number as usize].clone().try_into().unwrap()
	}
	pub fn proof(&self, number: u64) -> LeafProof {
		self.tree.proof(number).try_into().unwrap()
	}
}

pub fn asset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

pub fn offer(who: AccountId, gib: u32, region: RegionId, least_price: Balance) -> SpaceId {
	let id = NextSpace::<Test>::get();
	assert_ok!(Grid::offer_space(signed(who), gib, region, least_price, Endpoint::default(), Balance::MAX));
	id
}

/// So many providers offer a GiB each.
pub fn providers(count: u64) {
	for who in FIRST..FIRST + count {
		offer(who, 1, 0, 0);
	}
}

/// A MiB so often for so many hours.
pub fn order(replicas: u8, hours: u32) -> StorageOrderId {
	order_of(&files().content(), replicas, hours)
}

pub fn order_of(content: &Content, replicas: u8, hours: u32) -> StorageOrderId {
	let id = NextOrder::<Test>::get();
	let Content { root, leaves, leaf_size } = *content;
	assert_ok!(Grid::order(
		signed(CUSTOMER),
		root,
		leaves,
		leaf_size,
		None,
		replicas,
		hours,
		None,
		Balance::MAX
	));
	id
}

pub fn stage(id: ReplicaId) -> Stage {
	Grid::replica(id).unwrap().stage
}

pub fn kept(id: ReplicaId) -> Kept {
	match stage(id) {
		Stage::Active(kept) => kept,
		other => panic!("{id} is {other:?}"),
	}
}

/// What is asked of a replica's provider, if anything is.
pub fn question(id: ReplicaId) -> Option<Question> {
	match Grid::replica(id)?.stage {
		Stage::Filling { question, .. } => Some(question),
		Stage::Active(Kept { challenge: Challenge::Open(question), .. }) => Some(question),
		_ => None,
	}
}

/// Owner of the space where a replica is.
pub fn provider(id: ReplicaId) -> AccountId {
	Grid::owner_of(Grid::replica(id).unwrap().space().unwrap()).unwrap()
}

pub fn try_answer(who: AccountId, id: ReplicaId, files: &Files) -> DispatchResult {
	let leaf = question(id).map_or(0, |question| question.leaf);
	Grid::answer(signed(who), id, files.leaf(leaf), files.proof(leaf))
		.map(|_| ())
		.map_err(|error| error.error)
}

/// The provider answers rightly.
pub fn answer(id: ReplicaId) {
	assert_ok!(try_answer(provider(id), id, files()));
}

/// All who are asked, do.
pub fn answer_all() {
	let asked: Vec<_> = Replicas::<Test>::iter_keys().filter(|id| question(*id).is_some()).collect();
	asked.into_iter().for_each(answer);
}

/// Places and begins to keep all that wait.
pub fn fill() {
	while Replicas::<Test>::iter_values().any(|replica| !matches!(replica.stage, Stage::Active(_))) {
		block();
		answer_all();
	}
}

/// Has a replica be challenged in the next block.
pub fn ask(id: ReplicaId) {
	if kept(id).challenge == Challenge::None {
		assert_ok!(Grid::request_proof(signed(provider(id)), id));
	}
	block();
	assert!(question(id).is_some());
}

/// Has a replica be proven.
pub fn prove(id: ReplicaId) {
	ask(id);
	answer(id);
}

/// What a MiB costs in a time.
pub fn fee(time: Moment) -> Balance {
	PRICE * Balance::from(time) / Balance::from(HOUR) / 1_024
}
