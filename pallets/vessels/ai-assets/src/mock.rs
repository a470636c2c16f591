//! The pallet on the real pallet-nfts and pallet-balances, with a payroll that pays at once, three formats and a list of results that
//! tests fill.

use super::*;
use crate as pallet_ai_assets;
use aic_primitives::{currency::AIC, Funds, JobResult, Signature, LEAST_SHARE};
pub use aic_primitives::{
	AccountId, AssetId, Basis, Part, Purpose::*, Purposes, ResourceUse, Royalty, Target, Wish,
};
use frame::{
	testing_prelude::*,
	traits::{AsEnsureOriginWithArg, IdentityLookup, ReservableCurrency, Verify},
};
use pallet_nfts::{CollectionConfig, CollectionSetting, PalletFeatures};
use std::{cell::RefCell, collections::BTreeMap};

pub const CREATOR: AccountId = AccountId::new([1; 32]);
pub const USER: AccountId = AccountId::new([2; 32]);
pub const BUYER: AccountId = AccountId::new([3; 32]);
pub const THIEF: AccountId = AccountId::new([4; 32]);
/// All who have funds.
pub const ACCOUNTS: [AccountId; 4] = [CREATOR, USER, BUYER, THIEF];
/// Has the deposits for fixed shares.
pub const SHARES: AccountId = AccountId::new([8; 32]);
/// Gets the commission.
pub const TREASURY: AccountId = AccountId::new([9; 32]);

pub const FUNDS: Balance = 1_000_000 * AIC;
pub const DEPOSIT: Balance = AIC;
pub const SHARE_DEPOSIT: Balance = AIC / 10;
pub const MAX_PRICE: Balance = 1_000 * AIC;
pub const MAX_SALE: Balance = 100_000 * AIC;
pub const MAX_SIZE: u64 = 1 << 40;
pub const MAX_USES: u32 = 100;
pub const MAX_ERAS: u32 = 50;
pub const TERM: Moment = 1_000;
pub const WINDOW: Moment = 500;
/// The era that tests begin in.
pub const ERA: EraIndex = 10;
/// What an account must have to be there.
pub const MINIMUM: Balance = 1_000;
pub const START: Moment = 1_700_000_000_000;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Nfts: pallet_nfts,
		AiAssets: pallet_ai_assets,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<MINIMUM>;
	type AccountStore = System;
}

parameter_types! {
	pub storage Features: PalletFeatures = PalletFeatures::all_enabled();
	pub const AssetsPalletId: PalletId = PalletId(*b"aic/aset");
	pub storage Now: Moment = START;
	pub storage Deposit: Balance = DEPOSIT;
	pub storage Era: EraIndex = ERA;
	pub storage Protected: bool = false;
	pub storage Previewed: bool = true;
	pub storage Rosters: Vec<(ResourceId, Roster)> = vec![];
	pub const MaxRoyalty: Perbill = Perbill::from_percent(10);
}

impl pallet_nfts::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = u32;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Locker = ();
	type CollectionDeposit = ConstU128<AIC>;
	type ItemDeposit = ConstU128<AIC>;
	type MetadataDepositBase = ConstU128<AIC>;
	type AttributeDepositBase = ConstU128<AIC>;
	type DepositPerByte = ConstU128<1>;
	type StringLimit = ConstU32<256>;
	type KeyLimit = ConstU32<64>;
	type ValueLimit = ConstU32<256>;
	type ApprovalsLimit = ConstU32<10>;
	type ItemAttributesApprovalsLimit = ConstU32<2>;
	type MaxTips = ConstU32<10>;
	type MaxDeadlineDuration = ConstU64<10_000>;
	type MaxAttributesPerCall = ConstU32<2>;
	type Features = Features;
	type OffchainSignature = Signature;
	type OffchainPublic = <Signature as Verify>::Signer;
	type WeightInfo = ();
	type BlockNumberProvider = System;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
}

/// As the runtime does it.
pub struct Collections;
impl CreateCollection<AccountId> for Collections {
	fn create(owner: &AccountId) -> DispatchResult {
		let mut config = CollectionConfig::default();
		config.disable_setting(CollectionSetting::DepositRequired);
		Nfts::force_create(RuntimeOrigin::root(), owner.clone(), config)
	}
}

/// Takes a tenth for the treasury, gives each member of the roster his part of the rest, and the NFT's owner what is left.
pub struct Divider;
impl Payroll<AccountId, RuntimeHoldReason> for Divider {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		assert_eq!(funds, Funds::Free);
		let ResourceId::Asset(asset) = paid.resource else { return Err(DispatchError::Unavailable) };
		assert!([UseKind::Licence(asset), UseKind::Sale(asset)].contains(&paid.kind));
		let pay = |to: &AccountId, amount: Balance| {
			<Balances as fungible::Mutate<_>>::transfer(&paid.payer, to, amount, Preservation::Preserve)
		};
		let commission = Perbill::from_percent(10).mul_ceil(paid.amount);
		let net = paid.amount - commission;
		pay(&TREASURY, commission)?;
		let mut rest = net;
		for (member, part) in roster(&paid.resource) {
			let amount = part.mul_floor(net);
			rest -= amount;
			pay(&member, amount)?;
		}
		let owner = AiAssets::owner(asset).ok_or(DispatchError::Unavailable)?;
		pay(&owner, rest)?;
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
	}
}

type Roster = Vec<(AccountId, Perbill)>;

/// Who has fixed parts of what a resource earns.
pub fn roster(resource: &ResourceId) -> Roster {
	Rosters::get().into_iter().find(|(of, _)| of == resource).map_or_else(Vec::new, |(_, roster)| roster)
}

/// Members that fixed parts can be given at the most.
const MAX_MEMBERS: usize = 64;

/// Fixed parts, as the payroll keeps them. Resources are replaced by their owners and members, as many of these as there are places.
pub struct FixedShares;
impl Shares<AccountId> for FixedShares {
	fn endow(resource: ResourceId, depositor: &AccountId, shares: ShareList<AccountId>) -> DispatchResult {
		assert!(roster(&resource).is_empty(), "endowed twice");
		assert!(AiAssets::owner(asset_of(&resource)).is_some(), "what is endowed must be there");
		let deposit = SHARE_DEPOSIT * shares.len() as Balance;
		<Balances as fungible::Mutate<_>>::transfer(depositor, &SHARES, deposit, Preservation::Preserve)?;
		let mut parts = Roster::new();
		let places = MAX_MEMBERS / shares.len().max(1) - 1;
		for (target, part) in shares.into_iter().filter(|(_, part)| !part.is_zero()) {
			ensure!(part >= LEAST_SHARE, PART_TOO_SMALL);
			match target {
				Target::Account(account) => parts.push((account, part)),
				Target::Resource(source) => {
					let Some(owner) = AiAssets::owner(asset_of(&source)) else { continue };
					let mut own = part;
					let mut members = roster(&source);
					members.sort_by_key(|(_, share)| core::cmp::Reverse(*share));
					for (member, share) in members.into_iter().take(places) {
						let theirs = Perbill::from_parts(share.mul_floor(part.deconstruct()));
						if theirs >= LEAST_SHARE {
							own = own.saturating_sub(theirs);
							parts.push((member, theirs));
						}
					}
					parts.push((owner, own));
				}
			}
		}
		assert!(parts.len() <= MAX_MEMBERS);
		let mut rosters = Rosters::get();
		rosters.push((resource, parts));
		Rosters::set(&rosters);
		Ok(())
	}
	fn deposit(targets: u32) -> Balance {
		SHARE_DEPOSIT * Balance::from(targets)
	}
	fn fixed(resource: ResourceId) -> Perbill {
		roster(&resource).into_iter().fold(Perbill::zero(), |sum, (_, part)| sum.saturating_add(part))
	}
	fn weight() -> Weight {
		ENDOW
	}
}

fn asset_of(resource: &ResourceId) -> AssetId {
	let ResourceId::Asset(asset) = resource else { panic!("{resource:?} is no asset") };
	*asset
}

/// Format 0 is for data and datasets and fits format 1, which is for models; format 2 is for datasets and fits none.
pub struct TwoFormats;
impl Formats for TwoFormats {
	fn check(format: FormatId, kind: AssetKind) -> DispatchResult {
		let data = matches!(kind, AssetKind::Data | AssetKind::Dataset);
		ensure!(if data { [0, 2].contains(&format) } else { format == 1 }, UNKNOWN_FORMAT);
		Ok(())
	}
	fn fits(model: FormatId, dataset: FormatId) -> DispatchResult {
		ensure!((model, dataset) == (1, 0), UNFIT);
		Ok(())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_format(kind: AssetKind) -> FormatId {
		format_of(kind)
	}
}

/// What fixed parts weigh at the most.
pub const ENDOW: Weight = Weight::from_parts(7_000_000_000, 70_000);
pub const PART_TOO_SMALL: DispatchError = DispatchError::Other("part too small");
pub const UNKNOWN_FORMAT: DispatchError = DispatchError::Other("unknown format");
pub const UNFIT: DispatchError = DispatchError::Other("unfit");
pub const NO_PREVIEW: DispatchError = DispatchError::Other("no preview");

/// Format of a kind that fits the others'.
pub fn format_of(kind: AssetKind) -> FormatId {
	matches!(kind, AssetKind::Model | AssetKind::TrainedAi).into()
}

/// What tests say.
pub struct Previews;
impl Contents for Previews {
	fn check_sale(_: AssetId) -> DispatchResult {
		ensure!(Previewed::get(), NO_PREVIEW);
		Ok(())
	}
	fn is_protected(_: AssetId) -> bool {
		Protected::get()
	}
	fn ciphertext(_: AssetId) -> Option<(H256, u64, u32)> {
		None
	}
}

pub struct Calendar;
impl Eras for Calendar {
	fn current() -> EraIndex {
		Era::get()
	}
}

thread_local! {
	static RESULTS: RefCell<BTreeMap<SlotId, JobResult<AccountId>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Results that tests put in.
pub struct Results;
impl Results {
	pub fn put(slot: SlotId, result: JobResult<AccountId>) {
		RESULTS.with_borrow_mut(|results| results.insert(slot, result));
	}
}
impl JobResults<AccountId> for Results {
	fn result(slot: SlotId) -> Option<JobResult<AccountId>> {
		RESULTS.with_borrow(|results| results.get(&slot).cloned())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_result(requester: &AccountId, model: AssetId, dataset: AssetId, digest: H256) -> SlotId {
		let job = RESULTS.with_borrow(|results| results.len() as u64);
		let datasets = vec![dataset].try_into().unwrap();
		let slot = SlotId { job, index: 0 };
		Self::put(slot, JobResult { requester: requester.clone(), model, datasets, digest });
		slot
	}
}

pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Nfts = Nfts;
	type ItemConfig = pallet_nfts::ItemConfig;
	type Collections = Collections;
	type Payroll = Divider;
	type Shares = FixedShares;
	type Jobs = Results;
	type Formats = TwoFormats;
	type Contents = Previews;
	type Eras = Calendar;
	type Time = Clock;
	type PalletId = AssetsPalletId;
	type TakedownOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = Deposit;
	type MaxPrice = ConstU128<MAX_PRICE>;
	type MaxSalePrice = ConstU128<MAX_SALE>;
	type MaxSize = ConstU64<MAX_SIZE>;
	type MaxLicenceUses = ConstU32<MAX_USES>;
	type MaxLicenceEras = ConstU32<MAX_ERAS>;
	type LicenceTerm = ConstU64<TERM>;
	type MaxRoyalty = MaxRoyalty;
	type ClaimWindow = ConstU64<WINDOW>;
	type WeightInfo = ();
}

pub fn new_test_ext() -> TestState {
	RESULTS.with_borrow_mut(BTreeMap::clear);
	let rich = ACCOUNTS.into_iter().map(|account| (account, FUNDS));
	let balances = rich.chain([(TREASURY, AIC)]).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut state = TestState::new(genesis.build_storage().unwrap());
	state.execute_with(|| System::set_block_number(1));
	state
}

/// Runs a test on a new chain and checks the invariants after it.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		AiAssets::do_try_state().unwrap();
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn total(who: &AccountId) -> Balance {
	<Balances as fungible::Inspect<_>>::total_balance(who)
}

fn on_hold(who: &AccountId, reason: HoldReason) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&reason.into(), who)
}

/// Deposits of `who`.
pub fn held(who: &AccountId) -> Balance {
	<Balances as ReservableCurrency<_>>::reserved_balance(who) - pledged(who)
}

/// Guarantees of `who`.
pub fn pledged(who: &AccountId) -> Balance {
	on_hold(who, HoldReason::Guarantee)
}

pub fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}

pub fn next_era() {
	Era::set(&(Era::get() + 1));
}

pub const TRAINING: Purposes = Purposes { training: true, inference: false, evaluation: false };

/// For training at this price of a use.
pub fn terms(per_use: Balance) -> Terms {
	Terms { purposes: TRAINING, per_use: Some(per_use), ..Default::default() }
}

/// A royalty of so many per cent, of which a sale must bring `least`.
pub fn royalty(percent: u32, least: Balance) -> Royalty {
	Royalty { share: Perbill::from_percent(percent), least }
}

pub fn details(terms: Terms) -> Details {
	Details { name: b"Iris".to_vec().try_into().unwrap(), size: 4_551, terms, region: 7 }
}

pub fn content() -> H256 {
	H256::repeat_byte(0xaa)
}

pub fn digest() -> H256 {
	H256::repeat_byte(0xdd)
}

pub const fn dataset(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Dataset, item }
}

pub const fn model(item: u32) -> AssetId {
	AssetId { kind: AssetKind::Model, item }
}

pub const fn trained(item: u32) -> AssetId {
	AssetId { kind: AssetKind::TrainedAi, item }
}

pub fn shares(list: &[(Target<AccountId>, u32)]) -> ShareList<AccountId> {
	let parts = list.iter().map(|(target, percent)| (target.clone(), Perbill::from_percent(*percent)));
	parts.collect::<Vec<_>>().try_into().unwrap()
}

/// `who` gets so many per cent.
pub fn to(who: AccountId, percent: u32) -> (Target<AccountId>, u32) {
	(Target::Account(who), percent)
}

pub fn try_mint(
	who: AccountId,
	kind: AssetKind,
	terms: Terms,
	shares: ShareList<AccountId>,
	previous: Option<AssetId>,
) -> DispatchResult {
	AiAssets::mint(signed(who), kind, content(), format_of(kind), details(terms), shares, previous)
}

/// Mints what others have parts of.
pub fn mint_shared(
	who: AccountId,
	kind: AssetKind,
	terms: Terms,
	list: &[(Target<AccountId>, u32)],
) -> AssetId {
	let item = NextItem::<Test>::get(kind);
	assert_ok!(try_mint(who, kind, terms, shares(list), None));
	AssetId { kind, item }
}

pub fn mint(kind: AssetKind, terms: Terms) -> AssetId {
	mint_shared(CREATOR, kind, terms, &[])
}

/// `CREATOR` mints a dataset that may be used for training at this price.
pub fn mint_dataset(price: Balance) -> AssetId {
	mint(AssetKind::Dataset, terms(price))
}

/// `CREATOR` mints a model that may be used for training at this price.
pub fn mint_model(price: Balance) -> AssetId {
	mint(AssetKind::Model, terms(price))
}

/// `CREATOR` mints the next version on the terms of the one before.
pub fn mint_next(previous: AssetId) -> AssetId {
	let item = NextItem::<Test>::get(previous.kind);
	let terms = AiAssets::asset(previous).unwrap().terms;
	assert_ok!(try_mint(CREATOR, previous.kind, terms, shares(&[]), Some(previous)));
	AssetId { item, ..previous }
}

/// A job of `USER`'s trained this model on these datasets: its only slot has a result.
pub fn finish_job_with(model: AssetId, datasets: &[AssetId]) -> SlotId {
	let slot = SlotId { job: 5, index: 1 };
	let datasets = datasets.to_vec().try_into().unwrap();
	Results::put(slot, JobResult { requester: USER, model, datasets, digest: digest() });
	slot
}

/// The same with a free model and a free dataset of `CREATOR`'s.
pub fn finish_job() -> SlotId {
	let (model, dataset) = (mint_model(0), mint_dataset(0));
	finish_job_with(model, &[dataset])
}

/// `USER`'s AI, trained on a model and a dataset of `CREATOR`'s with these royalties.
pub fn train(of_model: Royalty, of_dataset: Royalty) -> AssetId {
	let model = mint(AssetKind::Model, Terms { royalty: of_model, ..terms(0) });
	let dataset = mint(AssetKind::Dataset, Terms { royalty: of_dataset, ..terms(0) });
	let slot = finish_job_with(model, &[dataset]);
	assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(terms(0))));
	AiAssets::trained_from(slot).unwrap()
}

pub const fn whole(basis: Basis) -> Wish {
	Wish { basis, part: Part::WHOLE }
}

pub const fn uses(count: u32) -> Wish {
	whole(Basis::Uses(count))
}

pub const fn eras(count: u32) -> Wish {
	whole(Basis::Eras(count))
}

pub const fn exclusive(count: u32) -> Wish {
	whole(Basis::Exclusive(count))
}

pub fn buy(who: AccountId, asset: AssetId, wish: Wish) -> DispatchResult {
	AiAssets::buy_licence(signed(who), asset, wish, Balance::MAX)
}

/// Uses that are left in all licences of `who`.
pub fn uses_left(asset: AssetId, who: &AccountId) -> u32 {
	AiAssets::licences(asset, who.clone()).iter().map(|licence| licence.uses).sum()
}

pub fn last_event() -> Event<Test> {
	let event = System::events().pop().unwrap().event;
	let RuntimeEvent::AiAssets(event) = event else { panic!("{event:?} is not of this pallet") };
	event
}
