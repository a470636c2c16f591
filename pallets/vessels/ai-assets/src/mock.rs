//! The pallet on the real pallet-nfts and pallet-balances, with a payroll that gives every fee to the owner and a list of
//! results that tests fill.

use super::*;
use crate as pallet_ai_assets;
use aic_primitives::{currency::AIC, Funds, JobResult, Signature};
pub use aic_primitives::{AccountId, AssetId};
use frame::{
	testing_prelude::*,
	traits::{AsEnsureOriginWithArg, IdentityLookup, Verify},
};
use pallet_nfts::{CollectionConfig, CollectionSetting, PalletFeatures};
use std::{cell::RefCell, collections::BTreeMap};

pub const CREATOR: AccountId = AccountId::new([1; 32]);
pub const USER: AccountId = AccountId::new([2; 32]);
pub const BUYER: AccountId = AccountId::new([3; 32]);
pub const THIEF: AccountId = AccountId::new([4; 32]);
/// All who have funds.
pub const ACCOUNTS: [AccountId; 4] = [CREATOR, USER, BUYER, THIEF];

pub const FUNDS: Balance = 1_000_000 * AIC;
pub const DEPOSIT: Balance = AIC;
pub const MAX_PRICE: Balance = 1_000 * AIC;
pub const MAX_SIZE: u64 = 1 << 40;
pub const MAX_USES: u32 = 100;
pub const TERM: Moment = 1_000;
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
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
}

parameter_types! {
	pub storage Features: PalletFeatures = PalletFeatures::all_enabled();
	pub const AssetsPalletId: PalletId = PalletId(*b"aic/aset");
	pub storage Now: Moment = START;
	pub storage Deposit: Balance = DEPOSIT;
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

/// Gives the whole fee to the NFT's owner.
pub struct OwnerTakesAll;
impl Payroll<AccountId, RuntimeHoldReason> for OwnerTakesAll {
	fn distribute(paid: ResourceUse<AccountId>, funds: Funds<RuntimeHoldReason>) -> DispatchResult {
		assert_eq!(funds, Funds::Free);
		let ResourceId::Asset(asset) = paid.resource else { return Err(DispatchError::Unavailable) };
		assert_eq!(paid.kind, UseKind::Licence(asset));
		let owner = AiAssets::owner(asset).ok_or(DispatchError::Unavailable)?;
		<Balances as fungible::Mutate<_>>::transfer(
			&paid.payer,
			&owner,
			paid.amount,
			Preservation::Preserve,
		)?;
		Ok(())
	}
	fn weight() -> Weight {
		Weight::zero()
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
		let datasets = vec![dataset; aic_primitives::MAX_DATASETS as usize].try_into().unwrap();
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
	type Payroll = OwnerTakesAll;
	type Jobs = Results;
	type Time = Clock;
	type PalletId = AssetsPalletId;
	type AssetDeposit = Deposit;
	type MaxPrice = ConstU128<MAX_PRICE>;
	type MaxSize = ConstU64<MAX_SIZE>;
	type MaxLicenceUses = ConstU32<MAX_USES>;
	type LicenceTerm = ConstU64<TERM>;
	type WeightInfo = ();
}

pub fn new_test_ext() -> TestState {
	RESULTS.with_borrow_mut(BTreeMap::clear);
	let balances = ACCOUNTS.into_iter().map(|account| (account, FUNDS)).collect();
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

pub fn held(who: &AccountId) -> Balance {
	<Balances as fungible::InspectHold<_>>::balance_on_hold(&HoldReason::AssetDeposit.into(), who)
}

pub fn pass(time: Moment) {
	Now::set(&(Now::get() + time));
}

pub fn tensor(element: ElementType, shape: &[Dimension]) -> Tensor {
	Tensor { element, shape: shape.to_vec().try_into().unwrap() }
}

/// Samples of the Iris data: four numbers, labelled with one of three classes.
pub fn dataset_format() -> Format {
	Format {
		version: FORMAT_VERSION,
		features: tensor(ElementType::F64, &[Dimension::Fixed(4)]),
		labels: Some(tensor(ElementType::U8, &[])),
		output: None,
	}
}

/// Softmax regression on any number of features.
pub fn model_format() -> Format {
	Format {
		version: FORMAT_VERSION,
		features: tensor(ElementType::F64, &[Dimension::Free]),
		labels: Some(tensor(ElementType::U8, &[])),
		output: Some(tensor(ElementType::F64, &[Dimension::Fixed(3)])),
	}
}

pub fn details(price: Balance) -> Details {
	Details {
		name: b"Iris".to_vec().try_into().unwrap(),
		size: 4_551,
		price,
		terms: Terms { training: true, inference: false },
		region: 7,
	}
}

pub fn content() -> H256 {
	H256::repeat_byte(0xaa)
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

/// `CREATOR` mints a dataset that may be used for training at this price.
pub fn mint_dataset(price: Balance) -> AssetId {
	let item = NextItem::<Test>::get(AssetKind::Dataset);
	assert_ok!(AiAssets::mint_dataset(signed(CREATOR), content(), dataset_format(), details(price)));
	dataset(item)
}

/// `CREATOR` mints a model that may be used for training at this price.
pub fn mint_model(price: Balance) -> AssetId {
	let item = NextItem::<Test>::get(AssetKind::Model);
	assert_ok!(AiAssets::mint_model(signed(CREATOR), content(), model_format(), details(price)));
	model(item)
}

/// A job of `USER`'s trained a model of `CREATOR`'s on a dataset of his: its only slot has a result.
pub fn finish_job() -> SlotId {
	let slot = SlotId { job: 5, index: 1 };
	let (model, dataset) = (mint_model(0), mint_dataset(0));
	let datasets = vec![dataset].try_into().unwrap();
	Results::put(slot, JobResult { requester: USER, model, datasets, digest: digest() });
	slot
}

pub fn digest() -> H256 {
	H256::repeat_byte(0xdd)
}

pub fn last_event() -> Event<Test> {
	let event = System::events().pop().unwrap().event;
	let RuntimeEvent::AiAssets(event) = event else { panic!("{event:?} is not of this pallet") };
	event
}
