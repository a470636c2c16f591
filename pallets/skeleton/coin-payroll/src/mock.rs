//! Balances and this pallet, with ratings, an issue and resources that keep to the rules of their traits as simply as can be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_coin_payroll;
use crate::*;
use aic_primitives::ResourceUse;
use frame::{deps::frame_support::traits::AsEnsureOriginWithArg, testing_prelude::*};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

pub const EXISTENTIAL_DEPOSIT: Balance = 100;
pub const ERA: Moment = 1_000;
pub const DEPTH: u32 = 3;
pub const FUNDS: Balance = 1_000_000_000;
pub const TREASURY: u64 = 99;
pub const START: Moment = 1_700_000_000_000;
/// Has funds and pays.
pub const PAYER: u64 = 1;
/// Owns `NODE`, without funds.
pub const OWNER: u64 = 20;
pub const NODE: ResourceId = ResourceId::Node(0);

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Assets: pallet_assets,
		Payroll: pallet_coin_payroll,
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
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type RuntimeHoldReason = TestReason;
	type FreezeIdentifier = u8;
	type MaxFreezes = ConstU32<1>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<u64>>;
	type ForceOrigin = EnsureRoot<u64>;
	type Holder = ();
	type Freezer = ();
}

/// For what money is on hold here.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	codec::DecodeWithMemTracking,
	Encode,
	Eq,
	codec::MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum TestReason {
	Escrow,
	Bond,
	Split,
}

impl From<HoldReason> for TestReason {
	fn from(HoldReason::Split: HoldReason) -> Self {
		Self::Split
	}
}

impl VariantCount for TestReason {
	const VARIANT_COUNT: u32 = 3;
}

parameter_types! {
	pub const PayrollPalletId: PalletId = PalletId(*b"aic/payr");
	pub const Treasury: u64 = TREASURY;
	pub storage Now: Moment = START;
	pub storage Commission: Permill = Permill::from_percent(10);
	pub storage PoolShare: Permill = Permill::from_percent(50);
	pub storage CapFraction: Permill = Permill::from_percent(90);
	pub storage Allowance: Balance = 0;
	pub storage Metered: Balance = 0;
	pub storage AutoPay: Balance = Balance::MAX;
	pub storage AuthorShare: Permill = Permill::zero();
	pub storage Author: Option<u64> = None;
	pub storage Band: UtilityBand = UtilityBand {
		low: 10,
		high: 20,
		step: Permill::from_percent(10),
		max_burn: Permill::from_percent(25),
	};
	pub storage FlagWindow: Moment = 0;
	pub storage Notice: Moment = 0;
	pub storage Deposit: Balance = 0;
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

thread_local! {
	static OWNERS: RefCell<BTreeMap<ResourceId, u64>> = const { RefCell::new(BTreeMap::new()) };
	static DUES: RefCell<BTreeMap<(EraIndex, ResourceId), Balance>> = const { RefCell::new(BTreeMap::new()) };
	static USERS: RefCell<BTreeSet<(EraIndex, ResourceId, u64)>> = const { RefCell::new(BTreeSet::new()) };
	static TOTALS: RefCell<BTreeMap<EraIndex, Balance>> = const { RefCell::new(BTreeMap::new()) };
}

/// The asset that resources may be paid in.
pub const COIN: AssetCode = 7;

/// Resources that tests put in.
pub struct Things;
impl Things {
	pub fn put(resource: ResourceId, owner: u64) {
		OWNERS.with_borrow_mut(|all| all.insert(resource, owner));
	}
	pub fn remove(resource: ResourceId) {
		OWNERS.with_borrow_mut(|all| all.remove(&resource));
	}
}
impl Resources<u64> for Things {
	fn owner_of(resource: &ResourceId) -> Option<u64> {
		OWNERS.with_borrow(|all| all.get(resource).copied())
	}
	fn own_share(_: &ResourceUse<u64>) -> Permill {
		Permill::one()
	}
	fn slash(_: &ResourceId, _: Permill, _: &u64) -> Balance {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &u64) -> ResourceId {
		let node = ResourceId::Node(OWNERS.with_borrow(|all| all.len() as u64));
		Self::put(node, *owner);
		node
	}
}
impl Contains<AssetCode> for Things {
	fn contains(asset: &AssetCode) -> bool {
		*asset >= COIN
	}
}

/// Makes `CapFraction` of the commission due: the most that rule 3 allows.
pub struct Rating;
impl Ratings<u64> for Rating {
	fn record(era: EraIndex, paid: &ResourceUse<u64>, kept: Balance) -> Rated {
		let due = CapFraction::get().mul_floor(kept);
		let first = USERS.with_borrow_mut(|users| users.insert((era, paid.resource, paid.payer)));
		DUES.with_borrow_mut(|dues| *dues.entry((era, paid.resource)).or_default() += due);
		TOTALS.with_borrow_mut(|totals| *totals.entry(era).or_default() += due);
		Rated { points: paid.amount, first }
	}
	fn due(era: EraIndex, resource: ResourceId) -> Balance {
		DUES.with_borrow(|dues| dues.get(&(era, resource)).copied().unwrap_or_default())
	}
	fn total_due(era: EraIndex) -> Balance {
		TOTALS.with_borrow(|totals| totals.get(&era).copied().unwrap_or_default())
	}
	fn take_due(era: EraIndex, resource: ResourceId) -> Balance {
		DUES.with_borrow_mut(|dues| dues.remove(&(era, resource)).unwrap_or_default())
	}
	fn penalise(_: ResourceId, _: Permill) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// Mints up to `Allowance`.
pub struct Curve;
impl Issuance<u64> for Curve {
	fn meter(fees: Balance) {
		Metered::set(&(Metered::get() + fees));
	}
	fn issue(to: &u64, wanted: Balance) -> Balance {
		let minted = wanted.min(Allowance::get());
		if minted == 0 || <Balances as fungible::Mutate<_>>::mint_into(to, minted).is_err() {
			return 0;
		}
		Allowance::set(&(Allowance::get() - minted));
		minted
	}
	fn allowance() -> Balance {
		Allowance::get()
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;
#[cfg(feature = "runtime-benchmarks")]
impl aic_primitives::BenchmarkClock for Helper {
	fn set_time(now: Moment) {
		Now::set(&now);
	}
}
#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64> for Helper {
	fn set_author(who: u64) {
		Author::set(&Some(who));
		AuthorShare::set(&Permill::from_percent(5));
	}
	fn ensure_asset(who: &u64, pot: &u64, amount: Balance) -> AssetCode {
		Assets::force_create(RuntimeOrigin::root(), COIN, 1, true, 1).unwrap();
		for account in [*who, *pot] {
			Assets::mint(RuntimeOrigin::signed(1), COIN, account, amount).unwrap();
		}
		COIN
	}
}

impl pallet_coin_payroll::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = TestReason;
	type Assets = Assets;
	type PaymentAssets = Things;
	type Resources = Things;
	type Ratings = Rating;
	type Issuance = Curve;
	type Time = Clock;
	type Treasury = Treasury;
	type PalletId = PayrollPalletId;
	type Commission = Commission;
	type PoolShare = PoolShare;
	type AuthorShare = AuthorShare;
	type Author = Author;
	type UtilityBand = Band;
	type FlagWindow = FlagWindow;
	type SplitNotice = Notice;
	type SplitDeposit = Deposit;
	type EraLength = ConstU64<ERA>;
	type HistoryDepth = ConstU32<DEPTH>;
	type AutoPay = AutoPay;
	type MaxPaid = ConstU32<4>;
	type MaxBatch = ConstU32<5>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Accounts 1 to 8 have funds, the pot its existential deposit, and `OWNER` a node.
pub fn new_test_ext() -> TestState {
	OWNERS.with_borrow_mut(BTreeMap::clear);
	USERS.with_borrow_mut(BTreeSet::clear);
	DUES.with_borrow_mut(BTreeMap::clear);
	TOTALS.with_borrow_mut(BTreeMap::clear);
	Things::put(NODE, OWNER);
	let balances =
		(1..=8u64).map(|account| (account, FUNDS)).chain([(Payroll::pot(), EXISTENTIAL_DEPOSIT)]).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// No gifts, so the pot holds exactly what it must, and the existential deposit.
pub fn check() {
	Payroll::do_try_state().unwrap();
	assert_eq!(Balances::free_balance(Payroll::pot()), EXISTENTIAL_DEPOSIT + Payroll::spoken_for().unwrap());
}

/// Runs a test and checks the state after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check();
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn free(who: u64) -> Balance {
	Balances::free_balance(who)
}

pub fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}
