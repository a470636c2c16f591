//! What keeps the organism alive: who is drawn, checked, rated and paid, and how the pallets are wired to each other.

use super::{
	consensus::{BLOCK_PROCESSING_VELOCITY, RELAY_PARENT_OFFSET},
	governance::TreasuryAccount,
	parameters::dynamic_params::{coin_payroll, contribution_rating, resource_allocator, work_validation},
};
use crate::{
	weights, AccountId, AiAssets, Balances, CoinPayroll, ContributionRating, Providers, RelayRandomness,
	ResourceAllocator, Runtime, RuntimeHoldReason, SigmoidIssuance, Timestamp, WorkValidation,
};
use aic_primitives::{
	currency::{ADDITIONAL_ISSUE, BILLION_AIC},
	time::{DAY, MINUTE},
	AssetUses, Beneficiaries, Moment, Nodes, ResourceId, Shares, MAX_VALIDATORS,
};
use alloc::vec;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU16, ConstU32, ConstU64, ConstU8, Get},
	PalletId,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use sp_runtime::{Perbill, Permill};

/// Who is paid for a resource: a node's provider and an asset's owner, each for the whole.
pub struct Owners;

impl Beneficiaries<AccountId> for Owners {
	fn of(resource: &ResourceId) -> Option<Shares<AccountId>> {
		let owner = match resource {
			ResourceId::Node(node) => <Providers as Nodes<AccountId>>::info(*node)?.provider,
			ResourceId::Asset(asset) => <AiAssets as AssetUses<AccountId>>::owner(*asset)?,
		};
		vec![(owner, Perbill::one())].try_into().ok()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &AccountId) -> ResourceId {
		ResourceId::Asset(<AiAssets as AssetUses<AccountId>>::ensure_asset(
			owner,
			aic_primitives::AssetKind::Dataset,
		))
	}
}

impl pallet_relay_randomness::Config for Runtime {
	type WeightInfo = weights::RelayRandomness;
	// The relay parent lies behind the best block, and our block's author sees that block a slot before we do.
	type Lead = ConstU32<{ (RELAY_PARENT_OFFSET + 1) * BLOCK_PROCESSING_VELOCITY }>;
}

/// Validators of a slot: the parameter, brought to an odd number within bounds, whatever governance sets.
pub struct ValidatorsPerSlot;

impl Get<u32> for ValidatorsPerSlot {
	fn get() -> u32 {
		work_validation::Validators::get().clamp(1, MAX_VALIDATORS) | 1
	}
}

impl pallet_work_validation::Config for Runtime {
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type OnVerdict = ResourceAllocator;
	type Validators = ValidatorsPerSlot;
	type CommitGrace = work_validation::CommitGrace;
	type RevealTime = work_validation::RevealTime;
	type DrawTimeout = work_validation::DrawTimeout;
	type MaxRounds = ConstU8<3>;
	// A draw that looks at all it may reads about 200 values for a panel of three; so many fit into a block beside the rest.
	type MaxDrawsPerBlock = ConstU32<2>;
	type Treasury = TreasuryAccount;
	type NoRevealSlash = work_validation::NoRevealSlash;
	type WeightInfo = weights::WorkValidation;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

impl pallet_sigmoid_issuance::Config for Runtime {
	type WeightInfo = weights::SigmoidIssuance;
	type Currency = Balances;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Cap = ConstU128<ADDITIONAL_ISSUE>;
	// As wide as the cap at least: no fee frees more than itself.
	type MinWidth = ConstU128<ADDITIONAL_ISSUE>;
	type MaxScale = ConstU128<{ 10_000 * BILLION_AIC }>;
}

parameter_types! {
	/// Names the payroll's account: the pool and what is owed.
	pub const PayrollPalletId: PalletId = PalletId(*b"aic/payr");
}

/// Length of an era; a minute at least, whatever governance sets.
pub struct EraLength;

impl Get<Moment> for EraLength {
	fn get() -> Moment {
		coin_payroll::EraLength::get().max(MINUTE)
	}
}

impl pallet_coin_payroll::Config for Runtime {
	type WeightInfo = weights::CoinPayroll;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Beneficiaries = Owners;
	type Ratings = ContributionRating;
	type Issuance = SigmoidIssuance;
	type Time = Timestamp;
	type Treasury = TreasuryAccount;
	type PalletId = PayrollPalletId;
	type Commission = coin_payroll::Commission;
	type PoolShare = coin_payroll::PoolShare;
	type EraLength = EraLength;
	type HistoryDepth = ConstU32<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

/// Points lose half after so many eras; one at least, whatever governance sets.
pub struct HalfLife;

impl Get<u32> for HalfLife {
	fn get() -> u32 {
		contribution_rating::HalfLife::get().max(1)
	}
}

/// Part of an era's commission that rewards may reach. Rule 3 rests on its being below one, whatever governance sets.
pub struct CapFraction;

impl Get<Permill> for CapFraction {
	fn get() -> Permill {
		contribution_rating::CapFraction::get().min(Permill::from_percent(90))
	}
}

impl pallet_contribution_rating::Config for Runtime {
	type WeightInfo = weights::ContributionRating;
	type Eras = CoinPayroll;
	type PenaltyOrigin = EnsureRoot<AccountId>;
	type HalfLife = HalfLife;
	type RewardRate = contribution_rating::RewardRate;
	type CapFraction = CapFraction;
}

impl pallet_resource_allocator::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type Assets = AiAssets;
	type Validation = WorkValidation;
	type Payroll = CoinPayroll;
	type Price = resource_allocator::Price;
	type ValidatorShare = resource_allocator::ValidatorShare;
	type Deadlines = resource_allocator::Deadlines;
	type MaxSlots = ConstU16<64>;
	type MaxTimeLimit = ConstU64<{ 7 * DAY }>;
	type MaxAttempts = ConstU8<3>;
	// A draw that looks at all it may reads about 115 values.
	type MaxAssignmentsPerBlock = ConstU32<4>;
	type WeightInfo = weights::ResourceAllocator;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

/// Lets time pass in benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkClock;

#[cfg(feature = "runtime-benchmarks")]
mod benchmark_clock {
	use super::*;

	/// Sets the time, whatever the last block said.
	fn set(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}

	impl pallet_coin_payroll::BenchmarkHelper for BenchmarkClock {
		fn set_time(now: Moment) {
			set(now);
		}
	}

	impl pallet_resource_allocator::BenchmarkHelper for BenchmarkClock {
		fn set_time(now: Moment) {
			set(now);
		}
	}

	impl pallet_work_validation::BenchmarkHelper for BenchmarkClock {
		fn set_time(now: Moment) {
			set(now);
		}
	}
}
