#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
// The runtime has many pallets; the macros recurse over all of them.
#![recursion_limit = "512"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod genesis_config_presets;
pub mod migrations;
pub mod weights;

pub use aic_primitives::{AccountId, Balance, BlockNumber, Hash, Header, Moment, Nonce, Signature};
pub use apis::{RuntimeApi, RUNTIME_API_VERSIONS};
pub use configs::{
	consensus::SLOT_DURATION,
	system::{SS58Prefix, SS58_PREFIX},
};
pub use polkadot_sdk::sp_consensus_aura::sr25519::AuthorityId as AuraId;

use alloc::{borrow::Cow, vec::Vec};
use configs::consensus::SharedBy;
use polkadot_sdk::*;
use sp_runtime::{generic, impl_opaque_keys, MultiAddress};
use sp_version::RuntimeVersion;

/// How transactions name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// A block with transactions that the runtime understands.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block with its justification.
pub type SignedBlock = generic::SignedBlock<Block>;
/// A block's number or hash.
pub type BlockId = generic::BlockId<Block>;
/// A transaction as it arrives: neither its signature nor anything else is checked yet.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What is checked of and added to each transaction, from the outside in: the block's weight limit follows the cores
/// that the chain really has, proof size that was charged and not used is given back, then the usual checks and the fee.
pub type TxExtension = cumulus_pallet_parachain_system::block_weight::DynamicMaxBlockWeight<
	Runtime,
	cumulus_pallet_weight_reclaim::StorageWeightReclaim<
		Runtime,
		(
			frame_system::AuthorizeCall<Runtime>,
			frame_system::CheckNonZeroSender<Runtime>,
			frame_system::CheckSpecVersion<Runtime>,
			frame_system::CheckTxVersion<Runtime>,
			frame_system::CheckGenesis<Runtime>,
			frame_system::CheckEra<Runtime>,
			frame_system::CheckNonce<Runtime>,
			frame_system::CheckWeight<Runtime>,
			pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
			frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
		),
	>,
	SharedBy,
>;

/// Drives a block through the pallets.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// What a node needs to know of the runtime's types without understanding its transactions.
pub mod opaque {
	pub use super::Header;
	use polkadot_sdk::sp_runtime::{generic, OpaqueExtrinsic};

	/// A block whose transactions are bytes.
	pub type Block = generic::Block<Header, OpaqueExtrinsic>;
	/// Such a block's number or hash.
	pub type BlockId = generic::BlockId<Block>;
}

impl_opaque_keys! {
	/// Keys of a collator.
	pub struct SessionKeys {
		/// Signs blocks.
		pub aura: Aura,
	}
}

/// Declares the version, whose numbers must be literals.
macro_rules! version {
	($spec:tt) => {
		/// Version of the runtime. `spec_version` grows with every release, `transaction_version` when calls change.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("aic"),
			impl_name: Cow::Borrowed("aic"),
			authoring_version: 1,
			spec_version: $spec,
			impl_version: 0,
			apis: RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "next-version"))]
version!(1_000);
#[cfg(feature = "next-version")]
version!(1_001);

// Indices are for ever: they are part of every encoded call. Each theme has ten.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// The chain itself.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = staging_parachain_info;
	#[runtime::pallet_index(4)]
	pub type WeightReclaim = cumulus_pallet_weight_reclaim;
	#[runtime::pallet_index(5)]
	pub type MultiBlockMigrations = pallet_migrations;

	// Money.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type Vesting = pallet_vesting;
	#[runtime::pallet_index(13)]
	pub type Salary = pallet_salary;

	// Collators, in the order that they need.
	#[runtime::pallet_index(20)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(21)]
	pub type BlockGenerator = pallet_block_generator;
	#[runtime::pallet_index(22)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(23)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(24)]
	pub type AuraExt = cumulus_pallet_aura_ext;

	// Messages from and to other chains.
	#[runtime::pallet_index(30)]
	pub type XcmpQueue = cumulus_pallet_xcmp_queue;
	#[runtime::pallet_index(31)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(32)]
	pub type CumulusXcm = cumulus_pallet_xcm;
	#[runtime::pallet_index(33)]
	pub type MessageQueue = pallet_message_queue;

	// Tools.
	#[runtime::pallet_index(40)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(41)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(42)]
	pub type Proxy = pallet_proxy;

	// Governance.
	#[runtime::pallet_index(50)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(51)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(52)]
	pub type Parameters = pallet_parameters;
	#[runtime::pallet_index(53)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(54)]
	pub type GenesisParameters = crate::configs::genesis_parameters;
	#[runtime::pallet_index(55)]
	pub type AiSociety = pallet_collective<Instance1>;
	#[runtime::pallet_index(56)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(57)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(58)]
	pub type WorkingGroups = pallet_ranked_collective;
	#[runtime::pallet_index(59)]
	pub type Sudo = pallet_sudo;

	// Tokens.
	#[runtime::pallet_index(60)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(61)]
	pub type Nfts = pallet_nfts;

	// The Vessels: what members provide.
	#[runtime::pallet_index(70)]
	pub type Providers = pallet_providers;
	#[runtime::pallet_index(71)]
	pub type AiAssets = pallet_ai_assets;
	#[runtime::pallet_index(72)]
	pub type AssetFormats = pallet_asset_formats;
	#[runtime::pallet_index(73)]
	pub type DataProtection = pallet_data_protection;
	#[runtime::pallet_index(74)]
	pub type MadeToOrder = pallet_made_to_order;
	#[runtime::pallet_index(75)]
	pub type StorageGrid = pallet_storage_grid;

	// The Skeleton: what keeps it alive.
	#[runtime::pallet_index(80)]
	pub type RelayRandomness = pallet_relay_randomness;
	#[runtime::pallet_index(81)]
	pub type ResourceAllocator = pallet_resource_allocator;
	#[runtime::pallet_index(82)]
	pub type WorkValidation = pallet_work_validation;
	#[runtime::pallet_index(83)]
	pub type ContributionRating = pallet_contribution_rating;
	#[runtime::pallet_index(84)]
	pub type CoinPayroll = pallet_coin_payroll;
	#[runtime::pallet_index(85)]
	pub type SigmoidIssuance = pallet_sigmoid_issuance;
	#[runtime::pallet_index(86)]
	pub type NodeMonitor = pallet_node_monitor;
	#[runtime::pallet_index(87)]
	pub type PowerLeases = pallet_power_leases;
}

cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}
