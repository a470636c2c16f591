//! What members provide: nodes, and the datasets and models that they work on.

use super::{
	money::deposit,
	parameters::dynamic_params::{ai_assets, providers},
};
use crate::{
	weights, AccountId, Balance, Balances, CoinPayroll, Nfts, ResourceAllocator, Runtime, RuntimeHoldReason,
	RuntimeOrigin, Timestamp, WorkValidation,
};
use aic_primitives::currency::AIC;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32},
	PalletId,
};
use frame_system::EnsureRoot;
use pallet_nfts::{CollectionConfigFor, CollectionSetting};
use polkadot_sdk::*;
use sp_runtime::DispatchResult;

/// The most power that a node can have, and a slot can ask for.
pub type MaxPower = ConstU32<65_536>;

impl pallet_providers::Config for Runtime {
	type WeightInfo = weights::Providers;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Trust = WorkValidation;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type MinBond = providers::MinBond;
	type BondPerPower = providers::BondPerPower;
	type CoolingTime = providers::CoolingTime;
	type MaxPower = MaxPower;
	type MaxPrice = ConstU128<{ 1_000 * AIC }>;
	type MaxNodesPerProvider = ConstU32<1_000>;
	type MaxRegions = ConstU32<16>;
	type MaxHosts = ConstU32<16>;
	type MaxProbes = ConstU32<8>;
	type MinPool = ConstU32<32>;
}

parameter_types! {
	/// Names the account without a key that owns the collections.
	pub const AiAssetsPalletId: PalletId = PalletId(*b"aic/aset");
	// The record, the NFT and its collection's count.
	pub const AiAssetDeposit: Balance = deposit(4, 512);
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
	type Jobs = ResourceAllocator;
	type Time = Timestamp;
	type PalletId = AiAssetsPalletId;
	type AssetDeposit = AiAssetDeposit;
	type MaxPrice = ai_assets::MaxPrice;
	type MaxSize = ai_assets::MaxSize;
	type MaxLicenceUses = ConstU32<1_000_000>;
	type LicenceTerm = ai_assets::LicenceTerm;
	type WeightInfo = weights::AiAssets;
}
