//! What keeps the organism alive: who is drawn, checked, rated and paid, and how the pallets are wired to each other.

use super::{
	consensus::RELAY_PARENT_OFFSET,
	data::StoredAssets,
	governance::{AiSocietyMajority, AiSocietyThird, TreasuryAccount},
	money::{deposit, EXISTENTIAL_DEPOSIT},
	parameters::dynamic_params::{
		coin_payroll, contribution_rating, node_monitor, power_leases, resource_allocator, work_validation,
	},
	system::hook_part,
	vessels::MaxPower,
};
use crate::{
	weights, AccountId, Address, AiAssets, Assets, Authorship, Balance, Balances, BlockGenerator,
	BlockNumber, CoinPayroll, ContributionRating, NodeMonitor, PowerLeases, Providers, RelayRandomness,
	ResourceAllocator, Runtime, RuntimeHoldReason, SigmoidIssuance, Signature, StorageGrid, System,
	Timestamp, TxExtension, WorkValidation,
};
use aic_primitives::{
	currency::{ADDITIONAL_ISSUE, AIC, BILLION_AIC, GENESIS_SUPPLY},
	time::{DAY, MINUTE, SECOND},
	AssetCode, AssetUses, DeviceClass, Licensing, Links, Moment, NodeId, Nodes, OnVerdict, Ratings,
	ResourceId, ResourceUse, Resources, TaskId, UseKind, Verdict,
};
use codec::{Compact, Decode};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU16, ConstU32, ConstU64, ConstU8, Contains, Get},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use pallet_resource_allocator::SlotState;
use polkadot_sdk::*;
use sp_runtime::{generic::Preamble, traits::Convert, DispatchResult, MultiAddress, Perbill, Permill};

/// What is used: nodes, each its provider's, and assets, each its NFT's owner's.
pub struct AllResources;

impl Resources<AccountId> for AllResources {
	fn owner_of(resource: &ResourceId) -> Option<AccountId> {
		match resource {
			ResourceId::Node(node) => Providers::owner_of(*node),
			ResourceId::Asset(asset) => <AiAssets as AssetUses<AccountId>>::owner(*asset),
			ResourceId::Space(space) => StorageGrid::owner_of(*space),
		}
	}

	/// The share of his class's power that a node's owner is assumed to have at the most, as long as his providers' account does not
	/// have more. Reads nothing when that is the whole, as by default.
	fn own_share(paid: &ResourceUse<AccountId>) -> Permill {
		let bound = OwnerBound::get();
		let (UseKind::Work(_), ResourceId::Node(node)) = (paid.kind, paid.resource) else {
			return Permill::one();
		};
		if bound.is_one() {
			return bound;
		}
		let Some(node) = <Providers as Nodes<AccountId>>::info(node) else { return Permill::one() };
		let (all, _) = <Providers as Nodes<AccountId>>::capacity(node.class);
		let own = Providers::provider(node.provider).map_or(0, |provider| provider.power);
		if own <= bound.mul_floor(all) {
			bound
		} else {
			Permill::one()
		}
	}

	/// Of the bond for a node's power, of that for space, of what answers for an asset.
	fn slash(resource: &ResourceId, part: Permill, to: &AccountId) -> Balance {
		match resource {
			ResourceId::Node(id) => {
				let Some(node) = <Providers as Nodes<AccountId>>::info(*id) else { return 0 };
				let bond = <Providers as Nodes<AccountId>>::bond_of(node.power);
				<Providers as Nodes<AccountId>>::slash(*id, part.mul_floor(bond), to)
			}
			ResourceId::Space(id) => StorageGrid::slash_space(*id, part, to),
			ResourceId::Asset(asset) => {
				let guarantee = <AiAssets as Licensing<AccountId>>::guarantee(*asset);
				<AiAssets as Licensing<AccountId>>::slash(*asset, part.mul_floor(guarantee), to)
			}
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_resource(owner: &AccountId) -> ResourceId {
		let requirements = aic_primitives::Requirements {
			class: DeviceClass::Gpu,
			power: 16,
			memory: 1_024,
			unit_price: AIC,
		};
		ResourceId::Node(<Providers as Nodes<AccountId>>::ensure_idle(owner, &requirements))
	}
}

/// Share of a class's power that nobody is assumed to have more of.
pub struct OwnerBound;

impl Get<Permill> for OwnerBound {
	fn get() -> Permill {
		// Benchmarks are to see what looking takes.
		if cfg!(feature = "runtime-benchmarks") {
			return Permill::from_percent(50);
		}
		contribution_rating::OwnerBound::get()
	}
}

/// Who signed the transaction that runs.
pub struct Signer;

impl Get<Option<AccountId>> for Signer {
	fn get() -> Option<AccountId> {
		let bytes = System::extrinsic_data(System::extrinsic_index()?);
		let mut bytes = bytes.as_slice();
		Compact::<u32>::decode(&mut bytes).ok()?;
		let preamble = Preamble::<Address, Signature, TxExtension>::decode(&mut bytes).ok()?;
		match preamble {
			Preamble::Signed(MultiAddress::Id(account), _, _) => Some(account),
			_ => None,
		}
	}
}

/// Who authors the block.
pub struct Author;

impl Get<Option<AccountId>> for Author {
	fn get() -> Option<AccountId> {
		Authorship::author()
	}
}

/// Accounts that may be the same people, as far as the chain can tell: one is the other's proxy or operates his node, or they have a proxy
/// in common.
pub struct Ties;

impl Links<AccountId> for Ties {
	fn linked(a: &AccountId, b: &AccountId) -> bool {
		let delegates = |account| pallet_proxy::Proxies::<Runtime>::get(account).0;
		let (of_a, of_b) = (delegates(a), delegates(b));
		a == b
			|| of_a.iter().any(|proxy| proxy.delegate == *b)
			|| of_b.iter().any(|proxy| proxy.delegate == *a)
			|| of_a.iter().any(|proxy| of_b.iter().any(|other| proxy.delegate == other.delegate))
	}

	fn appointed(who: &AccountId, delegate: &AccountId) -> bool {
		pallet_proxy::Proxies::<Runtime>::get(who).0.iter().any(|proxy| proxy.delegate == *delegate)
	}

	fn operates(operator: &AccountId, node: NodeId, provider: &AccountId) -> bool {
		<Providers as Nodes<AccountId>>::info(node)
			.is_some_and(|node| node.provider == *provider && node.operator == *operator)
	}

	fn weight() -> Weight {
		<Runtime as frame_system::Config>::DbWeight::get()
			.reads(2)
			.saturating_add(Weight::from_parts(0, 2 * PROXIES_PROOF))
	}
}

/// What proving the proxies of an account takes, in bytes: the path among a million and 32 proxies of 37 bytes.
const PROXIES_PROOF: u64 = 5_000;

/// Where verdicts go: to who had the work validated. Whoever lied loses points.
pub struct Verdicts;

impl Verdicts {
	/// The node whose work it is.
	fn executor(task: TaskId) -> Option<NodeId> {
		match task {
			TaskId::Slot(slot) => match ResourceAllocator::slot(slot)?.state {
				SlotState::Validating { node, .. } => Some(node),
				_ => None,
			},
			TaskId::Measurement(measurement) => pallet_node_monitor::Measured::<Runtime>::get(measurement),
		}
	}
}

impl OnVerdict<AccountId> for Verdicts {
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult {
		if let Some(node) = Self::executor(task).filter(|_| verdict == Verdict::Rejected) {
			let part = contribution_rating::LiePenalty::get();
			<ContributionRating as Ratings<AccountId>>::penalise(ResourceId::Node(node), part);
		}
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
			.saturating_add(<ContributionRating as Ratings<AccountId>>::weight())
	}
}

/// Blocks of ours that may come while the relay chain's value is known and we have not seen it: the relay parent lies behind the best block, and
/// our block's author sees that block a slot before we do.
pub struct RelayLead;

impl Get<BlockNumber> for RelayLead {
	fn get() -> BlockNumber {
		BlockGenerator::recent_rate().saturating_mul(RELAY_PARENT_OFFSET.saturating_add(1))
	}
}

/// Blocks of ten slots of the relay chain.
pub struct MaxSeedAge;

impl Get<BlockNumber> for MaxSeedAge {
	fn get() -> BlockNumber {
		BlockGenerator::recent_rate().saturating_mul(10)
	}
}

impl pallet_relay_randomness::Config for Runtime {
	type WeightInfo = weights::RelayRandomness;
	type Lead = RelayLead;
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
	type MaxSeedAge = MaxSeedAge;
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

/// Milliseconds in which loops of an era can still be shown: an hour of a day.
pub struct FlagWindow;

impl Get<Moment> for FlagWindow {
	fn get() -> Moment {
		EraLength::get() / 24
	}
}

/// Milliseconds until a new split is in force: a week of days.
pub struct SplitNotice;

impl Get<Moment> for SplitNotice {
	fn get() -> Moment {
		EraLength::get().saturating_mul(7)
	}
}

parameter_types! {
	// The member and its place in the roster.
	pub const SplitDeposit: Balance = deposit(1, 180);
}

/// Assets other than AIC that governance lets resources be paid in.
pub struct PaymentAssets;

impl Contains<AssetCode> for PaymentAssets {
	fn contains(asset: &AssetCode) -> bool {
		cfg!(feature = "runtime-benchmarks") || coin_payroll::PaymentAssets::get().contains(asset)
	}
}

impl pallet_coin_payroll::Config for Runtime {
	type WeightInfo = weights::CoinPayroll;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = Assets;
	type PaymentAssets = PaymentAssets;
	type Resources = AllResources;
	type Ratings = ContributionRating;
	type Issuance = SigmoidIssuance;
	type Time = Timestamp;
	type Treasury = TreasuryAccount;
	type PalletId = PayrollPalletId;
	type Commission = coin_payroll::Commission;
	type PoolShare = coin_payroll::PoolShare;
	type AuthorShare = coin_payroll::AuthorShare;
	type Author = Author;
	type UtilityBand = coin_payroll::UtilityBand;
	type EraLength = EraLength;
	type FlagWindow = FlagWindow;
	type SplitNotice = SplitNotice;
	type SplitDeposit = SplitDeposit;
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

/// Part of what an era's uses sank that rewards may reach. Rule 3 rests on its being below one, whatever governance sets.
pub struct CapFraction;

impl Get<Permill> for CapFraction {
	fn get() -> Permill {
		contribution_rating::CapFraction::get().min(Permill::from_percent(90))
	}
}

parameter_types! {
	/// Names the account that keeps bonds until penalties are final.
	pub const RatingPalletId: PalletId = PalletId(*b"aic/rtng");
	/// Less than the pool's part of the commission, so that the pool has it.
	pub const FlagShare: Permill = Permill::from_percent(25);
}

impl pallet_contribution_rating::Config for Runtime {
	type WeightInfo = weights::ContributionRating;
	type Currency = Balances;
	type Eras = CoinPayroll;
	type Time = Timestamp;
	type Resources = AllResources;
	type Links = Ties;
	type Earnings = CoinPayroll;
	type Signer = Signer;
	type Treasury = TreasuryAccount;
	type PalletId = RatingPalletId;
	type PenaltyOrigin = AiSocietyThird;
	type AppealOrigin = AiSocietyMajority;
	type AppealTime = contribution_rating::AppealTime;
	type DecisionTime = contribution_rating::DecisionTime;
	type HalfLife = HalfLife;
	type Saturation = contribution_rating::Saturation;
	type RewardRate = contribution_rating::RewardRate;
	type CapFraction = CapFraction;
	type MarkLife = contribution_rating::MarkLife;
	type FlagShare = FlagShare;
	type FalseFlagFee = contribution_rating::FalseFlagFee;
}

parameter_types! {
	/// What placing jobs may weigh in a full block.
	pub PollLimit: Weight = hook_part(Perbill::from_rational(225u32, 10_000));
}

impl pallet_resource_allocator::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Randomness = RelayRandomness;
	type Nodes = Providers;
	type Assets = StoredAssets;
	type Leases = PowerLeases;
	type Links = Ties;
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

	impl aic_primitives::BenchmarkClock for BenchmarkClock {
		fn set_time(now: Moment) {
			pallet_timestamp::Now::<Runtime>::put(now);
		}
	}

	impl pallet_block_generator::BenchmarkHelper<AccountId> for BenchmarkClock {
		fn register(who: &AccountId) {
			use sp_core::crypto::UncheckedFrom;
			let aura = sp_core::sr25519::Public::unchecked_from(<[u8; 32]>::from(who.clone())).into();
			pallet_session::NextKeys::<Runtime>::insert(who, crate::SessionKeys { aura });
		}
	}

	impl pallet_coin_payroll::BenchmarkHelper<AccountId> for BenchmarkClock {
		fn set_author(who: AccountId) {
			// Where the pallet keeps it for the rest of the block.
			let key = frame_support::storage::storage_prefix(b"Authorship", b"Author");
			frame_support::storage::unhashed::put(&key, &who);
		}

		fn ensure_asset(who: &AccountId, pot: &AccountId, amount: Balance) -> AssetCode {
			use frame_support::traits::fungibles::{Create, Mutate};
			const ASSET: AssetCode = 1;
			let made = <Assets as Create<AccountId>>::create(ASSET, who.clone(), true, 1)
				.and_then(|()| <Assets as Mutate<AccountId>>::mint_into(ASSET, who, amount))
				.and_then(|_| <Assets as Mutate<AccountId>>::mint_into(ASSET, pot, amount));
			debug_assert!(made.is_ok());
			ASSET
		}
	}
}
