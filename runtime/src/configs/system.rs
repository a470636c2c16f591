//! The chain itself: blocks, weights, time, tools.

use super::{
	consensus::{BaseBlocks, ClaimedSlot, SharedBy, BASE_RATE},
	money::deposit,
};
use crate::{
	migrations, weights, AccountId, Aura, Balance, Balances, Block, BlockGenerator, ContributionRating, Hash,
	MultiBlockMigrations, Nonce, OriginCaller, PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	RuntimeTask, System, VERSION,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use cumulus_pallet_parachain_system::block_weight::{DynamicMaxBlockWeightHooks, MaxParachainBlockWeight};
use cumulus_primitives_core::{relay_chain::MAX_POV_SIZE, CumulusDigestItem};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU32, ConstU64, Everything, Get, InstanceFilter},
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, RocksDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_runtime::{traits::BlakeTwo256, PerThing, Perbill};
use sp_version::RuntimeVersion;

/// Type of address: a number that the ss58 registry has not given to anybody, chosen so that addresses begin with `ai`.
pub const SS58_PREFIX: u16 = 3122;

/// Part of a block that ordinary transactions may fill; the rest is kept for operational ones.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
/// Part of a block that hooks at its start use on average, which a single transaction can't have.
const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);
/// Bytes in a block at the most.
const MAX_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// What a block may weigh now: its part of the cores that the chain has on the relay chain, or a whole core.
pub type MaximumBlockWeight = MaxParachainBlockWeight<Runtime, SharedBy>;

/// A part of a weight.
pub fn part_of(part: Perbill, whole: Weight) -> Weight {
	Weight::from_parts(part.mul_floor(whole.ref_time()), part.mul_floor(whole.proof_size()))
}

/// A part of what a block may weigh now.
pub fn block_part(part: Perbill) -> Weight {
	part_of(part, MaximumBlockWeight::get())
}

/// What a core of the relay chain takes: two seconds, and so many bytes of proof.
pub const CORE: Weight = Weight::from_parts(2 * WEIGHT_REF_TIME_PER_SECOND, MAX_POV_SIZE as u64);

/// A part of a core for what has no bound of its own, and is lost when it is too heavy: the first block on the core has it, and may fill the
/// core; all others have none of it, and what is due waits. So the most that can be done at once is the same at all rates, and no author can make it less:
/// not by a block that doesn't say where on its core it stands either.
pub fn core_part(part: Perbill) -> Weight {
	let weight = part_of(part, CORE);
	let index = CumulusDigestItem::find_block_bundle_info(&System::digest()).map(|info| info.index);
	match (index, ClaimedSlot::get()) {
		(Some(0), _) if System::remaining_block_weight().can_consume(weight) => weight,
		// No block is being made.
		(None, None) => block_part(part),
		_ => Weight::zero(),
	}
}

/// A part of a block of the base rate. When blocks come faster and are smaller, every other one has it, or every fourth: on one core as much in a
/// second, and enough at once for the largest.
pub fn hook_part(part: Perbill) -> Weight {
	let faster = BlockGenerator::recent_rate().checked_div(BASE_RATE).unwrap_or(1);
	match System::block_number().checked_rem(faster) {
		Some(0) => block_part(part).saturating_mul(SharedBy::get().into()).saturating_div(BASE_RATE.into()),
		_ => Weight::zero(),
	}
}

parameter_types! {
	pub const Version: RuntimeVersion = VERSION;
	pub const SS58Prefix: u16 = SS58_PREFIX;
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAX_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |length| *length = NORMAL_DISPATCH_RATIO.mul_floor(*length))
		.build();
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| weights.base_extrinsic = ExtrinsicBaseWeight::get())
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(block_part(NORMAL_DISPATCH_RATIO));
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MaximumBlockWeight::get());
			weights.reserved = Some(block_part(NORMAL_DISPATCH_RATIO.left_from_one()));
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = Everything;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Block = Block;
	type BlockHashCount = polkadot_runtime_common::BlockHashCount;
	type DbWeight = RocksDbWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SS58Prefix = SS58Prefix;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type MaxConsumers = ConstU32<16>;
	// They keep who made an account, by which loops are shown.
	type OnNewAccount = ContributionRating;
	type OnKilledAccount = ContributionRating;
	type SingleBlockMigrations = migrations::SingleBlockMigrations;
	type MultiBlockMigrator = MultiBlockMigrations;
	type PreInherents = DynamicMaxBlockWeightHooks<Self, SharedBy>;
}

impl cumulus_pallet_weight_reclaim::Config for Runtime {
	type WeightInfo = weights::WeightReclaim;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = aic_primitives::Moment;
	type OnTimestampSet = Aura;
	// Several blocks share a slot.
	type MinimumPeriod = ConstU64<0>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub MigrationsServiceWeight: Weight = block_part(Perbill::from_percent(80));
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = migrations::MultiBlockMigrations;
	// Benchmarks need migrations that are sure to succeed.
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = frame_support::migrations::FreezeChainOnFailedMigration;
	type MaxServiceWeight = MigrationsServiceWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	// One item: a key of 32 bytes and a value of 56.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	// An account's 32 bytes.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

/// What one account may do for another.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that does not move or spend money or tokens.
	#[codec(index = 1)]
	NonTransfer,
	/// Refuse announced calls.
	#[codec(index = 2)]
	CancelProxy,
	/// Collate: enrolment and session keys.
	#[codec(index = 3)]
	Collator,
	/// Run nodes: offer them, answer for them, work, audit. Nothing that moves a bond or adds a node.
	#[codec(index = 4)]
	NodeOperator,
	/// Look after a provider's nodes and bond: all that a provider signs.
	#[codec(index = 5)]
	NodeOwner,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		let bundles = matches!(call, RuntimeCall::Utility(..) | RuntimeCall::Multisig(..));
		match self {
			Self::Any => true,
			Self::NonTransfer => !moves_value(call),
			Self::CancelProxy => {
				bundles || matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			}
			Self::Collator => {
				bundles || matches!(call, RuntimeCall::BlockGenerator(..) | RuntimeCall::Session(..))
			}
			Self::NodeOperator => bundles || operates_nodes(call),
			Self::NodeOwner => {
				bundles
					|| operates_nodes(call)
					|| matches!(
						call,
						RuntimeCall::Providers(..)
							| RuntimeCall::NodeMonitor(..)
							| RuntimeCall::CoinPayroll(..)
					)
			}
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(a, b) if a == b => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NodeOwner, Self::NodeOperator) => true,
			(Self::NonTransfer, Self::NodeOwner) => false,
			(Self::NonTransfer, _) => true,
			_ => false,
		}
	}
}

/// Whether `call` is a node's daily work: what its own key signs.
fn operates_nodes(call: &RuntimeCall) -> bool {
	use pallet_node_monitor::Call as Monitor;
	use pallet_providers::Call as Providers;
	use pallet_resource_allocator::Call as Allocator;
	matches!(
		call,
		RuntimeCall::WorkValidation(..)
			| RuntimeCall::ResourceAllocator(
				Allocator::start { .. }
					| Allocator::submit { .. }
					| Allocator::settle { .. }
					| Allocator::expire { .. }
			) | RuntimeCall::Providers(
			Providers::go_idle { .. }
				| Providers::go_busy { .. }
				| Providers::host { .. }
				| Providers::unhost { .. }
		) | RuntimeCall::NodeMonitor(
			Monitor::heartbeat { .. }
				| Monitor::begin_measurement { .. }
				| Monitor::submit_measurement { .. }
		)
	)
}

/// Whether `call` can move money or tokens out of the account that signs it: by sending them, by buying from whom the
/// proxy likes, or as root.
fn moves_value(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Balances(..)
			| RuntimeCall::Assets(..)
			| RuntimeCall::Nfts(..)
			| RuntimeCall::PolkadotXcm(..)
			| RuntimeCall::Sudo(..)
			| RuntimeCall::AiAssets(..)
			| RuntimeCall::AssetFormats(..)
			| RuntimeCall::MadeToOrder(..)
			| RuntimeCall::ResourceAllocator(
				pallet_resource_allocator::Call::request { .. }
					| pallet_resource_allocator::Call::top_up { .. }
			) | RuntimeCall::PowerLeases(..)
			| RuntimeCall::NodeMonitor(pallet_node_monitor::Call::request_measurement { .. })
			| RuntimeCall::Providers(
				pallet_providers::Call::register { .. }
					| pallet_providers::Call::bond_extra { .. }
					| pallet_providers::Call::add_node { .. }
					| pallet_providers::Call::set_operator { .. }
			) | RuntimeCall::Vesting(pallet_vesting::Call::vested_transfer { .. })
			| RuntimeCall::Salary(pallet_salary::Call::payout_other { .. })
			| RuntimeCall::Referenda(
				pallet_referenda::Call::submit { .. } | pallet_referenda::Call::place_decision_deposit { .. }
			) | RuntimeCall::CoinPayroll(
			pallet_coin_payroll::Call::set_split { .. } | pallet_coin_payroll::Call::pay_asset { .. }
		)
	) || matches!(call, RuntimeCall::DataProtection(_) | RuntimeCall::StorageGrid(_)) && !guards_data(call)
}

/// Whether `call` is the daily work of who guards content: answering for keys, previews and replicas.
fn guards_data(call: &RuntimeCall) -> bool {
	use pallet_data_protection::Call as Protection;
	use pallet_storage_grid::Call as Grid;
	matches!(
		call,
		RuntimeCall::DataProtection(Protection::answer { .. } | Protection::show { .. })
			| RuntimeCall::StorageGrid(Grid::answer { .. } | Grid::settle { .. })
	)
}

parameter_types! {
	// One item: a key of 32 bytes and a value of 8.
	pub const ProxyDepositBase: Balance = deposit(1, 40);
	// An account, a type and a delay.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	// One item: a key of 32 bytes and a value of 16.
	pub const AnnouncementDepositBase: Balance = deposit(1, 48);
	// An account, a hash and a block number.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	// The time to refuse what was announced is no shorter when blocks come faster.
	type BlockNumberProvider = BaseBlocks;
}
