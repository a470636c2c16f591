//! What keeps the organism alive: who is drawn, checked, rated and paid, and how the pallets are wired to each other.

use super::{
	consensus::{BLOCK_PROCESSING_VELOCITY, RELAY_PARENT_OFFSET},
	governance::{AiSocietyMajority, TreasuryAccount},
	money::EXISTENTIAL_DEPOSIT,
	parameters::dynamic_params::{
		coin_payroll, contribution_rating, node_monitor, power_leases, resource_allocator, work_validation,
	},
	system::block_part,
	vessels::MaxPower,
};
use crate::{
	weights, AccountId, AiAssets, Balance, Balances, CoinPayroll, ContributionRating, NodeMonitor,
	PowerLeases, Providers, RelayRandomness, ResourceAllocator, Runtime, RuntimeHoldReason, SigmoidIssuance,
	Timestamp, WorkValidation,
};
use aic_primitives::{
	currency::{ADDITIONAL_ISSUE, AIC, BILLION_AIC, GENESIS_SUPPLY},
	time::{DAY, MINUTE, SECOND},
	AssetUses, Beneficiaries, DeviceClass, Links, Moment, Nodes, OnVerdict, ResourceId, Shares, TaskId,
	Verdict,
};
use alloc::vec;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU16, ConstU32, ConstU64, ConstU8, Get},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, DispatchResult, Perbill, Permill};

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

/// Accounts that may be the same people, as far as the chain can tell: one is the other's proxy, or they have one in common.
pub struct SharedProxies;

impl Links<AccountId> for SharedProxies {
	fn linked(a: &AccountId, b: &AccountId) -> bool {
		let delegates = |account| pallet_proxy::Proxies::<Runtime>::get(account).0;
		let (of_a, of_b) = (delegates(a), delegates(b));
		a == b
			|| of_a.iter().any(|proxy| proxy.delegate == *b)
			|| of_b.iter().any(|proxy| proxy.delegate == *a)
			|| of_a.iter().any(|proxy| of_b.iter().any(|other| proxy.delegate == other.delegate))
	}

	fn weight() -> Weight {
		<Runtime as frame_system::Config>::DbWeight::get()
			.reads(2)
			.saturating_add(Weight::from_parts(0, 2 * PROXIES_PROOF))
	}
}

/// What proving the proxies of an account takes, in bytes: the path among a million and 32 proxies of 37 bytes.
const PROXIES_PROOF: u64 = 5_000;

/// Where verdicts go: to who had the work validated.
pub struct Verdicts;

impl OnVerdict<AccountId> for Verdicts {
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult {
		match task {
			TaskId::Slot(_) => ResourceAllocator::on_verdict(task, verdict),
			TaskId::Measurement(_) => NodeMonitor::on_verdict(task, verdict),
		}
	}

	fn paid_so_far(task: TaskId) -> Option<(AccountId, Balance)> {
		match task {
			TaskId::Slot(_) => ResourceAllocator::paid_so_far(task),
			TaskId::Measurement(_) => NodeMonitor::paid_so_far(task),
		}
	}

	fn weight() -> Weight {
		<ResourceAllocator as OnVerdict<AccountId>>::weight()
			.max(<NodeMonitor as OnVerdict<AccountId>>::weight())
	}
}

impl pallet_relay_randomness::Config for Runtime {
	type WeightInfo = weights::RelayRandomness;
	// The relay parent lies behind the best block, and our block's author sees that block a slot before we do.
	type Lead = ConstU32<{ (RELAY_PARENT_OFFSET + 1) * BLOCK_PROCESSING_VELOCITY }>;
}

impl pallet_work_validation::Config for Runtime {
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type Distances = NodeMonitor;
	type OnVerdict = Verdicts;
	type SocietyOrigin = AiSocietyMajority;
	type LeastAudit = work_validation::LeastAudit;
	type TrustScale = work_validation::TrustScale;
	type FirstAuditors = work_validation::FirstAuditors;
	type CommitGrace = work_validation::CommitGrace;
	type RevealTime = work_validation::RevealTime;
	type DrawTimeout = work_validation::DrawTimeout;
	type SocietyTime = work_validation::SocietyTime;
	// However full a block is; sixteen times as many when it is idle.
	type MaxDrawsPerBlock = ConstU32<1>;
	type Treasury = TreasuryAccount;
	type NoRevealSlash = work_validation::NoRevealSlash;
	type WeightInfo = weights::WorkValidation;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

/// Price of power of a class now, in 10⁻¹⁸ AIC per power and hour.
pub struct PowerPrice;

impl Convert<DeviceClass, Balance> for PowerPrice {
	fn convert(class: DeviceClass) -> Balance {
		ResourceAllocator::power_price(class)
	}
}

impl pallet_node_monitor::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type Trust = WorkValidation;
	type Ratings = ContributionRating;
	type Validation = WorkValidation;
	type Payroll = CoinPayroll;
	type UnitPrice = PowerPrice;
	type HeartbeatsPerBlock = ConstU32<2>;
	type HeartbeatWindow = node_monitor::HeartbeatWindow;
	type MissPenalty = node_monitor::MissPenalty;
	type MeasureTime = node_monitor::MeasureTime;
	type BeginTime = node_monitor::BeginTime;
	type LaneSteps = node_monitor::LaneSteps;
	type Tolerance = node_monitor::Tolerance;
	type Clip = node_monitor::Clip;
	type WeightInfo = weights::NodeMonitor;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

impl pallet_power_leases::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Nodes = Providers;
	type UnitPrice = PowerPrice;
	type LeasableShare = power_leases::LeasableShare;
	type UnusedCredit = power_leases::UnusedCredit;
	type Treasury = TreasuryAccount;
	type MinPrice = ConstU128<AIC>;
	type MaxHours = ConstU32<{ 365 * 24 }>;
	type WeightInfo = weights::PowerLeases;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkClock;
}

impl pallet_sigmoid_issuance::Config for Runtime {
	type WeightInfo = weights::SigmoidIssuance;
	type Currency = Balances;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Cap = ConstU128<ADDITIONAL_ISSUE>;
	type Genesis = ConstU128<GENESIS_SUPPLY>;
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

/// What is paid without a claim; what lets any account live at least, whatever governance sets.
pub struct AutoPay;

impl Get<Balance> for AutoPay {
	fn get() -> Balance {
		// Benchmarks are to see what lining up costs.
		if cfg!(feature = "runtime-benchmarks") {
			return 0;
		}
		coin_payroll::AutoPay::get().max(EXISTENTIAL_DEPOSIT)
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
	type AutoPay = AutoPay;
	// A million in a day, and some more.
	type MaxPaid = ConstU32<32>;
	type MaxBatch = ConstU32<64>;
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

parameter_types! {
	/// What placing jobs may weigh in a full block.
	pub PollLimit: Weight = block_part(Perbill::from_rational(225u32, 10_000));
}

impl pallet_resource_allocator::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type Assets = AiAssets;
	type Leases = PowerLeases;
	type Links = SharedProxies;
	type Validation = WorkValidation;
	type Payroll = CoinPayroll;
	type Price = resource_allocator::Price;
	type AuditorShare = resource_allocator::AuditorShare;
	type MinFee = resource_allocator::MinFee;
	type Treasury = TreasuryAccount;
	type NoSubmitSlash = resource_allocator::NoSubmitSlash;
	type Deadlines = resource_allocator::Deadlines;
	type MaxPremium = resource_allocator::MaxPremium;
	type MaxPatience = resource_allocator::MaxPatience;
	type MaxPower = MaxPower;
	type MaxSlots = ConstU16<1_024>;
	type MinTimeLimit = ConstU64<{ 10 * SECOND }>;
	type MaxTimeLimit = ConstU64<{ 7 * DAY }>;
	type MaxRetries = ConstU8<5>;
	// More could need auditors whom nobody pays though nobody disagrees.
	type MaxTrust = ConstU32<4>;
	// However full a block is; eight times as many when it is idle.
	type MaxPlacementsPerBlock = ConstU32<8>;
	type MaxJobsPerBlock = ConstU32<2>;
	type PollLimit = PollLimit;
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

	impl pallet_node_monitor::BenchmarkHelper for BenchmarkClock {
		fn set_time(now: Moment) {
			set(now);
		}
	}

	impl pallet_power_leases::BenchmarkHelper for BenchmarkClock {
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
