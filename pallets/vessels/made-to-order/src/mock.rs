//! The pallet on the real pallet-balances, and a world of assets, formats and pay that moves real coins.

use crate as pallet_made_to_order;
use crate::*;
use aic_primitives::{
	currency::AIC, time::HOUR, AssetId, AssetKind, FormatId, Funds, NewAsset, Payroll, Purpose, RegionId,
	ResourceId, ResourceUse, Target, Terms, UseKind, UseTaken,
};
use frame::{
	deps::frame_support::traits::tokens::Restriction,
	testing_prelude::*,
	token::{Fortitude, Precision},
};
use fungible::{InspectHold, MutateHold};
use std::collections::BTreeMap;

pub type AccountId = u64;

pub const REQUESTER: AccountId = 1;
pub const ALICE: AccountId = 2;
pub const BOB: AccountId = 3;
pub const CAROL: AccountId = 4;
pub const STRANGER: AccountId = 8;
pub const TREASURY: AccountId = 9;
/// Those who can be drawn, unless a test says otherwise.
pub const REVIEWER_ACCOUNTS: [AccountId; 5] = [11, 12, 13, 14, 15];
/// So many more creators.
pub const MANY: core::ops::Range<AccountId> = 100..140;
/// Gets the commission.
pub const POT: AccountId = 99;

pub const FUNDS: Balance = 10_000 * AIC;
pub const START: Moment = 1_700_000_000_000;
pub const DECISION: Moment = 48 * HOUR;
pub const CONTEST: Moment = 24 * HOUR;
pub const DRAW: Moment = 6 * HOUR;
pub const COMMIT: Moment = 12 * HOUR;
pub const REVEAL: Moment = 4 * HOUR;
pub const DEPOSIT: Balance = 9 * AIC;
pub const FEE: Balance = 3 * AIC;
/// What each side of a contest has on hold.
pub const STAKE: Balance = 3 * FEE;
pub const BOND: Balance = 100 * AIC;
pub const MIN_REWARD: Balance = 10 * AIC;
/// Largest dataset that can be minted, in bytes.
pub const MAX_SIZE: u64 = 1 << 40;
/// Formats that there are at the start.
pub const DATASETS: FormatId = 0;
pub const TRAINED: FormatId = 1;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Vault: vault,
		Orders: pallet_made_to_order,
	}
);

/// Has a reason to hold the deposits of assets.
#[frame::pallet]
pub mod vault {
	use frame::prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::composite_enum]
	pub enum HoldReason {
		Asset,
	}
}

impl vault::Config for Test {}

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
	pub storage AllTimes: Times = Times {
		decision: DECISION,
		contest: CONTEST,
		draw: DRAW,
		commit: COMMIT,
		reveal: REVEAL,
		longest: 1_000 * HOUR,
	};
	pub const Slash: Permill = Permill::from_percent(30);
	pub const Treasury: AccountId = TREASURY;
	pub storage Fee: Balance = FEE;
	pub storage Deposit: Balance = DEPOSIT;
	pub storage Bond: Balance = BOND;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = World;
	type Randomness = World;
	type Payroll = World;
	type Minting = World;
	type Assets = World;
	type Formats = World;
	type Times = AllTimes;
	type MinReward = ConstU128<MIN_REWARD>;
	type SubmissionDeposit = Deposit;
	type ReviewFee = Fee;
	type ReviewerBond = Bond;
	type MissSlash = Slash;
	type Treasury = Treasury;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// An asset in the world.
#[derive(Clone, Debug, Decode, Encode)]
pub struct MockAsset {
	pub owner: AccountId,
	pub kind: AssetKind,
	pub format: FormatId,
	pub content: H256,
	pub size: u64,
	pub shares: Vec<(AccountId, Perbill)>,
	pub depositor: AccountId,
	pub licensees: Vec<AccountId>,
	pub least_sale: Balance,
}

/// What the neighbours know; in storage, so that a failing call rolls it back.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct World {
	pub now: Moment,
	pub known_since: u64,
	pub assets: Vec<MockAsset>,
	pub formats: BTreeMap<FormatId, AssetKind>,
	pub no_pay: bool,
	pub no_hand_over: bool,
	pub dear: bool,
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
	pub fn asset(asset: AssetId) -> MockAsset {
		World::read(|world| world.assets[asset.item as usize].clone())
	}
	pub fn trained(owner: AccountId, least_sale: Balance) -> AssetId {
		World::change(|world| {
			let item = world.assets.len() as u32;
			let (kind, format) = (AssetKind::TrainedAi, TRAINED);
			world.assets.push(MockAsset {
				owner,
				kind,
				format,
				content: H256::zero(),
				size: 1,
				shares: vec![],
				depositor: owner,
				licensees: vec![],
				least_sale,
			});
			AssetId { kind, item }
		})
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

impl Formats for World {
	fn check(format: FormatId, kind: AssetKind) -> DispatchResult {
		let known = World::read(|world| world.formats.get(&format).copied());
		ensure!(known == Some(kind), DispatchError::Other("no such format"));
		Ok(())
	}
	fn fits(_: FormatId, _: FormatId) -> DispatchResult {
		Ok(())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_format(kind: AssetKind) -> FormatId {
		let format = if kind == AssetKind::TrainedAi { TRAINED } else { DATASETS };
		World::change(|world| world.formats.insert(format, kind));
		format
	}
}

impl AssetUses<AccountId> for World {
	fn owner(asset: AssetId) -> Option<AccountId> {
		World::read(|world| world.assets.get(asset.item as usize).map(|asset| asset.owner))
	}
	fn first_owner(_: AssetId) -> Option<AccountId> {
		None
	}
	fn take_use(_: &AccountId, _: AssetId, _: Purpose) -> Result<UseTaken, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn return_use(_: &AccountId, _: AssetId, _: UseTaken) {}
	fn fits(_: AssetId, _: AssetId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn region(_: AssetId) -> Option<RegionId> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &AccountId, kind: AssetKind) -> AssetId {
		World::ensure_format(kind);
		World::trained(*owner, 0)
	}
}

impl Minting<AccountId> for World {
	/// As strict as the real one: shares must be others' and fit into the whole, and the deposit be spendable.
	fn mint(
		owner: &AccountId,
		depositor: &AccountId,
		asset: NewAsset<AccountId>,
	) -> Result<AssetId, DispatchError> {
		let NewAsset { kind, content, format, details, shares } = asset;
		World::check(format, kind)?;
		ensure!(!details.name.is_empty(), DispatchError::Other("no name"));
		ensure!(details.terms.purposes.allow_any(), DispatchError::Other("no purpose"));
		ensure!((1..=MAX_SIZE).contains(&details.size), DispatchError::Other("bad size"));
		let deposit = Self::deposit(shares.len() as u32);
		let reason = vault::HoldReason::Asset.into();
		aic_primitives::hold_spendable::<_, Balances>(&reason, depositor, deposit)?;
		let shares: Vec<_> = shares
			.into_iter()
			.map(|(target, share)| match target {
				Target::Account(account) => (account, share),
				Target::Resource(_) => panic!("made for accounts"),
			})
			.collect();
		let sum = shares.iter().map(|(_, share)| u64::from(share.deconstruct())).sum::<u64>();
		assert!(sum <= 1_000_000_000 && shares.iter().all(|(who, share)| who != owner && !share.is_zero()));
		Ok(World::change(|world| {
			let item = world.assets.len() as u32;
			world.assets.push(MockAsset {
				owner: *owner,
				kind,
				format,
				content,
				size: details.size,
				shares,
				depositor: *depositor,
				licensees: vec![],
				least_sale: 0,
			});
			AssetId { kind, item }
		}))
	}
	fn deposit(shares: u32) -> Balance {
		let deposit = 5 * AIC + Balance::from(shares) * AIC;
		if World::read(|world| world.dear) {
			deposit * 20
		} else {
			deposit
		}
	}
	fn give_licence(asset: AssetId, holder: &AccountId) -> DispatchResult {
		World::change(|world| world.assets[asset.item as usize].licensees.push(*holder));
		Ok(())
	}
	fn hand_over(asset: AssetId, from: &AccountId, to: &AccountId) -> DispatchResult {
		World::change(|world| {
			ensure!(!world.no_hand_over, DispatchError::Other("taken down"));
			let asset = &mut world.assets[asset.item as usize];
			ensure!(asset.owner == *from, DispatchError::Other("not his"));
			asset.owner = *to;
			Ok(())
		})
	}
	fn least_sale(asset: AssetId) -> Balance {
		World::asset(asset).least_sale
	}
	fn format(asset: AssetId) -> Option<FormatId> {
		World::read(|world| world.assets.get(asset.item as usize).map(|asset| asset.format))
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// A tenth, rounded up, is the commission. Shares are rounded down; the rest is the owner's.
pub fn commission(amount: Balance) -> Balance {
	amount.div_ceil(10)
}

impl Payroll<AccountId, RuntimeHoldReason> for World {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		ensure!(!World::read(|world| world.no_pay), DispatchError::Unavailable);
		let Funds::Held(reason) = funds else { panic!("it is on hold") };
		assert!(matches!(paid.kind, UseKind::MadeToOrder(_)));
		let ResourceId::Asset(asset) = paid.resource else { panic!("it is an asset") };
		let asset = World::asset(asset);
		let net = paid.amount - commission(paid.amount);
		let mut payments = vec![(POT, paid.amount - net)];
		payments.extend(asset.shares.iter().map(|(who, share)| (*who, share.mul_floor(net))));
		let rest = paid.amount - payments.iter().map(|(_, part)| part).sum::<Balance>();
		payments.push((asset.owner, rest));
		for (to, amount) in payments {
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

/// All who have funds at the start.
pub fn everybody() -> impl Iterator<Item = AccountId> {
	[REQUESTER, ALICE, BOB, CAROL, STRANGER, TREASURY, POT].into_iter().chain(REVIEWER_ACCOUNTS).chain(MANY)
}

pub fn new_test_ext() -> TestState {
	let balances = everybody().map(|account| (account, FUNDS)).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext: TestState = genesis.build_storage().unwrap().into();
	ext.execute_with(|| {
		System::set_block_number(1);
		World::change(|world| {
			world.now = START;
			world.formats = [(DATASETS, AssetKind::Dataset), (TRAINED, AssetKind::TrainedAi)].into();
		});
	});
	ext
}

/// Runs a test and checks the state after it, and that no coins were made or lost.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		let supply = Balances::total_issuance();
		test();
		Orders::do_try_state().unwrap();
		assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn pass(time: Moment) {
	World::change(|world| world.now += time);
}

/// The next block begins, with randomness that became known in it.
pub fn block() {
	World::change(|world| world.known_since = System::block_number() + 1);
	stale_block();
}

/// The next block begins and brings no randomness.
pub fn stale_block() {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	Orders::on_poll(number, &mut WeightMeter::new());
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), &who)
}

pub fn asset_deposit(who: AccountId) -> Balance {
	Balances::balance_on_hold(&vault::HoldReason::Asset.into(), &who)
}

pub fn free(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn total(who: AccountId) -> Balance {
	<Balances as fungible::Inspect<_>>::total_balance(&who)
}

pub fn events() -> Vec<Event<Test>> {
	let pick = |event| match event {
		RuntimeEvent::Orders(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| pick(record.event)).collect()
}

/// Terms that can be minted.
pub fn terms() -> Terms {
	Terms { purposes: aic_primitives::Purposes::ALL, per_use: Some(AIC), ..Default::default() }
}
