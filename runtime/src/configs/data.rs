//! Datasets, models and trained AIs: what they are, who may use them, how they are protected and made to order.

use super::{
	governance::{AiSocietyThird, TreasuryAccount},
	money::{deposit, DEPOSIT_PER_BYTE},
	parameters::dynamic_params::{ai_assets, data_protection, made_to_order},
};
use crate::{
	weights, AccountId, AiAssets, AssetFormats, Balance, Balances, CoinPayroll, DataProtection, Nfts,
	Providers, RelayRandomness, ResourceAllocator, Runtime, RuntimeHoldReason, RuntimeOrigin, StorageGrid,
	Timestamp,
};
#[cfg(feature = "runtime-benchmarks")]
use aic_primitives::AssetKind;
use aic_primitives::{
	currency::{AIC, BILLION_AIC},
	time::DAY,
	AssetId, AssetUses, Nodes, Part, Purpose, RegionId, Replicas, SlotId, TaskId, UseTaken, Workers,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64},
	weights::Weight,
	PalletId,
};
use pallet_nfts::{CollectionConfigFor, CollectionSetting};
use pallet_resource_allocator::SlotState;
use polkadot_sdk::*;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

parameter_types! {
	/// Names the account without a key that owns the collections.
	pub const AiAssetsPalletId: PalletId = PalletId(*b"aic/aset");
	// The record, the NFT with its metadata and attributes, and its collection's count.
	pub const AiAssetDeposit: Balance = deposit(11, 1_500);
	pub const MaxRoyalty: Perbill = Perbill::from_percent(10);
}

/// Opens a collection in which only its owner's issuer may mint and nobody pays a deposit: the asset's is held already.
pub struct DepositFreeCollections;

impl pallet_ai_assets::CreateCollection<AccountId> for DepositFreeCollections {
	fn create(owner: &AccountId) -> DispatchResult {
		let mut config = CollectionConfigFor::<Runtime>::default();
		config.disable_setting(CollectionSetting::DepositRequired);
		Nfts::force_create(RuntimeOrigin::root(), owner.clone().into(), config)
	}
}

impl pallet_ai_assets::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Nfts = Nfts;
	type ItemConfig = pallet_nfts::ItemConfig;
	type Collections = DepositFreeCollections;
	type Payroll = CoinPayroll;
	type Shares = CoinPayroll;
	type Jobs = ResourceAllocator;
	type Formats = AssetFormats;
	type Contents = DataProtection;
	type Eras = CoinPayroll;
	type Time = Timestamp;
	type PalletId = AiAssetsPalletId;
	type TakedownOrigin = AiSocietyThird;
	type AssetDeposit = AiAssetDeposit;
	type MaxPrice = ConstU128<{ 1_000_000 * AIC }>;
	type MaxSalePrice = ConstU128<BILLION_AIC>;
	type MaxSize = ConstU64<{ 1 << 50 }>;
	type MaxLicenceUses = ConstU32<1_000_000>;
	type MaxLicenceEras = ConstU32<{ 10 * 365 }>;
	type LicenceTerm = ai_assets::LicenceTerm;
	type MaxRoyalty = MaxRoyalty;
	type ClaimWindow = ai_assets::ClaimWindow;
	type WeightInfo = weights::AiAssets;
}

impl pallet_asset_formats::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type FormatDeposit = FormatDeposit;
	type ByteDeposit = ConstU128<DEPOSIT_PER_BYTE>;
	// Longer than anything takes that is made to order.
	type DeprecationNotice = ConstU64<{ 400 * DAY }>;
	type WeightInfo = weights::AssetFormats;
}

parameter_types! {
	// The entry, the description and its hash, but for the description's bytes.
	pub const FormatDeposit: Balance = deposit(3, 150);
	// The record of what protects an asset.
	pub const ContentDeposit: Balance = deposit(1, 400);
	// A request for a key and its places in the indices.
	pub const KeyRequestDeposit: Balance = deposit(3, 500);
	// A submission; and as much as the requester must put on hold to reject it.
	pub const SubmissionDeposit: Balance = 30 * AIC;
}

impl pallet_data_protection::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Payroll = CoinPayroll;
	type Licensing = AiAssets;
	type Workers = JobWorkers;
	type Randomness = RelayRandomness;
	type Time = Timestamp;
	type Treasury = TreasuryAccount;
	type AnswerTime = data_protection::AnswerTime;
	type ComplaintTime = data_protection::ComplaintTime;
	type PreviewTime = data_protection::PreviewTime;
	type PreviewItems = ConstU32<4>;
	type MinGuarantee = data_protection::MinGuarantee;
	type FalseKeySlash = data_protection::FalseKeySlash;
	type NoAnswerSlash = data_protection::NoAnswerSlash;
	type ContentDeposit = ContentDeposit;
	type RequestDeposit = KeyRequestDeposit;
	type DrawsPerBlock = ConstU32<2>;
	type WeightInfo = weights::DataProtection;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::skeleton::BenchmarkClock;
}

impl pallet_made_to_order::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Payroll = CoinPayroll;
	type Minting = AiAssets;
	type Assets = AiAssets;
	type Formats = AssetFormats;
	type Times = made_to_order::Times;
	type MinReward = made_to_order::MinReward;
	type SubmissionDeposit = SubmissionDeposit;
	type ReviewFee = made_to_order::ReviewFee;
	type ReviewerBond = made_to_order::ReviewerBond;
	type MissSlash = made_to_order::MissSlash;
	type Treasury = TreasuryAccount;
	type WeightInfo = weights::MadeToOrder;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::skeleton::BenchmarkClock;
}

/// Assets, whose content is near where most of its replicas are.
pub struct StoredAssets;

impl AssetUses<AccountId> for StoredAssets {
	fn owner(asset: AssetId) -> Option<AccountId> {
		<AiAssets as AssetUses<AccountId>>::owner(asset)
	}

	fn first_owner(asset: AssetId) -> Option<AccountId> {
		<AiAssets as AssetUses<AccountId>>::first_owner(asset)
	}

	fn take_use(user: &AccountId, asset: AssetId, purpose: Purpose) -> Result<UseTaken, DispatchError> {
		<AiAssets as AssetUses<AccountId>>::take_use(user, asset, purpose)
	}

	fn return_use(user: &AccountId, asset: AssetId, taken: UseTaken) {
		<AiAssets as AssetUses<AccountId>>::return_use(user, asset, taken)
	}

	fn fits(model: AssetId, dataset: AssetId) -> DispatchResult {
		<AiAssets as AssetUses<AccountId>>::fits(model, dataset)
	}

	fn region(asset: AssetId) -> Option<RegionId> {
		StorageGrid::region(asset).or_else(|| <AiAssets as AssetUses<AccountId>>::region(asset))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_asset(owner: &AccountId, kind: AssetKind) -> AssetId {
		<AiAssets as AssetUses<AccountId>>::ensure_asset(owner, kind)
	}
}

/// Who works on a job's slot, or repeats its work.
pub struct JobWorkers;

impl Workers<AccountId> for JobWorkers {
	fn usable_part(slot: SlotId, asset: AssetId, operator: &AccountId) -> Option<Part> {
		let job = pallet_resource_allocator::Jobs::<Runtime>::get(slot.job)?;
		let mut assets = core::iter::once(&job.request.model).chain(&job.request.datasets);
		let taken = job.uses.get(assets.position(|used| *used == asset)?)?;
		(Self::executes(slot, operator) || Self::audits(slot, operator)).then(|| taken.part())
	}

	fn weight() -> Weight {
		// The job, the page of its slots, the node, its provider, the validation.
		<Runtime as frame_system::Config>::DbWeight::get()
			.reads(5)
			.saturating_add(Weight::from_parts(0, WORKERS_PROOF))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worker(asset: AssetId, requester: &AccountId, operator: &AccountId) -> SlotId {
		use aic_primitives::{DeviceClass, JobResults, Requirements};
		let slot = <ResourceAllocator as JobResults<AccountId>>::ensure_result(
			requester,
			asset,
			asset,
			sp_core::H256::zero(),
		);
		let requirements =
			Requirements { class: DeviceClass::Gpu, power: 16, memory: 1_024, unit_price: AIC };
		let node = <Providers as Nodes<AccountId>>::ensure_idle(operator, &requirements);
		pallet_resource_allocator::Slots::<Runtime>::mutate(slot.job, slot.index, |page| {
			if let Some(slot) = page.as_mut().and_then(|page| page.get_mut(0)) {
				slot.state = SlotState::Assigned { node, parts: 1, at: 0 };
			}
		});
		slot
	}
}

/// What proving five values of a job that is large takes, in bytes.
const WORKERS_PROOF: u64 = 16_000;

impl JobWorkers {
	fn executes(slot: SlotId, operator: &AccountId) -> bool {
		let node = match ResourceAllocator::slot(slot).map(|slot| slot.state) {
			Some(
				SlotState::Assigned { node, .. }
				| SlotState::Running { node, .. }
				| SlotState::Validating { node, .. },
			) => node,
			_ => return false,
		};
		<Providers as Nodes<AccountId>>::info(node).is_some_and(|node| node.operator == *operator)
	}

	fn audits(slot: SlotId, operator: &AccountId) -> bool {
		pallet_work_validation::Validations::<Runtime>::get(TaskId::Slot(slot))
			.is_some_and(|task| task.auditors.iter().any(|auditor| auditor.operator == *operator))
	}
}
