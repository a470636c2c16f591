//! Balances and this pallet, with ratings, an issue and resources that keep to the rules of their traits as simply as can be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate as pallet_coin_payroll;
use crate::*;
use aic_primitives::Shares;
use frame::{arithmetic::Perbill, testing_prelude::*};
use std::{cell::RefCell, collections::BTreeMap};

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
}

impl VariantCount for TestReason {
	const VARIANT_COUNT: u32 = 2;
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
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

thread_local! {
	static RESOURCES: RefCell<BTreeMap<ResourceId, Shares<u64>>> = const { RefCell::new(BTreeMap::new()) };
	static DUES: RefCell<BTreeMap<(EraIndex, ResourceId), Balance>> = const { RefCell::new(BTreeMap::new()) };
	static TOTALS: RefCell<BTreeMap<EraIndex, Balance>> = const { RefCell::new(BTreeMap::new()) };
}

/// Resources that tests put in.
pub struct Resources;
impl Resources {
	/// Shares in percent.
	pub fn put(resource: ResourceId, shares: &[(u64, u32)]) {
		let shares: Vec<_> =
			shares.iter().map(|(account, share)| (*account, Perbill::from_percent(*share))).collect();
		RESOURCES.with_borrow_mut(|all| all.insert(resource, shares.try_into().unwrap()));
	}
	pub fn remove(resource: ResourceId) {
		RESOURCES.with_borrow_mut(|all| all.remove(&resource));
	}
}
impl Beneficiaries<u64> for Resources {
	fn of(resource: &ResourceId) -> Option<Shares<u64>> {
		RESOURCES.with_borrow(|all| all.get(resource).cloned())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &u64) -> ResourceId {
		Self::put(NODE, &[(*owner, 100)]);
		NODE
	}
}

/// Makes `CapFraction` of the commission due: the most that rule 3 allows.
pub struct Rating;
impl Ratings for Rating {
	fn record(era: EraIndex, resource: ResourceId, _: Balance, commission: Balance) {
		let due = CapFraction::get().mul_floor(commission);
		DUES.with_borrow_mut(|dues| *dues.entry((era, resource)).or_default() += due);
		TOTALS.with_borrow_mut(|totals| *totals.entry(era).or_default() += due);
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
impl BenchmarkHelper for Helper {
	fn set_time(now: Moment) {
		Now::set(&now);
	}
}

impl pallet_coin_payroll::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = TestReason;
	type Beneficiaries = Resources;
	type Ratings = Rating;
	type Issuance = Curve;
	type Time = Clock;
	type Treasury = Treasury;
	type PalletId = PayrollPalletId;
	type Commission = Commission;
	type PoolShare = PoolShare;
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
	RESOURCES.with_borrow_mut(BTreeMap::clear);
	DUES.with_borrow_mut(BTreeMap::clear);
	TOTALS.with_borrow_mut(BTreeMap::clear);
	Resources::put(NODE, &[(OWNER, 100)]);
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
