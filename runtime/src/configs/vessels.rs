//! What members provide: nodes that work and space that stores.

use super::{
	governance::TreasuryAccount,
	parameters::dynamic_params::{providers, storage_grid},
	system::hook_part,
};
use crate::{
	weights, AccountId, AiAssets, Balances, CoinPayroll, DataProtection, RelayRandomness, Runtime,
	RuntimeHoldReason, Timestamp, WorkValidation,
};
use aic_primitives::currency::AIC;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32},
	weights::Weight,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use sp_runtime::Perbill;

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
	/// What storage may weigh in a full block.
	pub StorageLimit: Weight = hook_part(Perbill::from_rational(25u32, 1_000));
}

impl pallet_storage_grid::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Payroll = CoinPayroll;
	type Contents = DataProtection;
	type Assets = AiAssets;
	type Price = storage_grid::Price;
	type BondPerGib = storage_grid::BondPerGib;
	type Limits = storage_grid::Limits;
	type Deadlines = storage_grid::Deadlines;
	type Penalties = storage_grid::Penalties;
	type AuditFee = storage_grid::AuditFee;
	type PlacementsPerBlock = ConstU32<2>;
	type ChallengesPerBlock = ConstU32<2>;
	type PollLimit = StorageLimit;
	type Treasury = TreasuryAccount;
	type WeightInfo = weights::StorageGrid;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::skeleton::BenchmarkClock;
}
