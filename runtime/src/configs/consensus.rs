//! Who makes blocks, how fast, and the ties to the relay chain.

use super::{
	system::block_part,
	xcm::{NarrowToSibling, ParaIdToSibling, SiblingDeliveryPrice, XcmOriginToDispatchOrigin},
};
use crate::{
	AccountId, Aura, AuraId, Balances, BlockNumber, CollatorSelection, MessageQueue, ParachainInfo,
	ParachainSystem, PolkadotXcm, RelayRandomness, Runtime, RuntimeEvent, Session, SessionKeys, XcmpQueue,
};
use cumulus_pallet_parachain_system::RelayNumberMonotonicallyIncreases;
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, ConstU64, EnqueueWithOrigin, TransformOrigin},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use sp_runtime::Perbill;

/// Length of a relay chain's slot, in milliseconds.
pub const RELAY_SLOT_MILLIS: u32 = 6_000;
/// Blocks of ours in each slot of the relay chain: one every 2 s.
pub const BLOCK_PROCESSING_VELOCITY: u32 = 3;
/// Milliseconds between blocks when all goes well.
pub const BLOCK_MILLIS: u32 = RELAY_SLOT_MILLIS / BLOCK_PROCESSING_VELOCITY;
/// Blocks build on the relay chain's tip but so many, which makes reorganisations rare.
pub const RELAY_PARENT_OFFSET: u32 = 1;
/// Blocks of ours that the relay chain may not have included yet.
pub const UNINCLUDED_SEGMENT_CAPACITY: u32 = (3 + RELAY_PARENT_OFFSET) * BLOCK_PROCESSING_VELOCITY;
/// Aura's slot, in milliseconds: a whole number of the relay chain's.
pub const SLOT_DURATION: u64 = RELAY_SLOT_MILLIS as u64;

/// An hour in blocks.
pub const HOURS: BlockNumber = 3_600_000 / BLOCK_MILLIS;
/// A day in blocks.
pub const DAYS: BlockNumber = 24 * HOURS;
/// A year of 365 days in blocks.
pub const YEARS: BlockNumber = 365 * DAYS;

/// Length of a session, in blocks.
pub const SESSION_LENGTH: BlockNumber = 6 * HOURS;

/// Blocks per slot of the relay chain.
pub type TargetBlockRate = ConstU32<BLOCK_PROCESSING_VELOCITY>;

/// Lets no more blocks be built than the relay chain's slots and cores allow.
pub type ConsensusHook = cumulus_pallet_aura_ext::FixedVelocityConsensusHook<
	Runtime,
	RELAY_SLOT_MILLIS,
	BLOCK_PROCESSING_VELOCITY,
	UNINCLUDED_SEGMENT_CAPACITY,
>;

parameter_types! {
	pub ReservedXcmpWeight: Weight = block_part(Perbill::from_percent(25));
	pub ReservedDmpWeight: Weight = block_part(Perbill::from_percent(25));
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnSystemEvent = RelayRandomness;
	type SelfParaId = ParachainInfo;
	type OutboundXcmpMessageSource = XcmpQueue;
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type ReservedDmpWeight = ReservedDmpWeight;
	type XcmpMessageHandler = XcmpQueue;
	type ReservedXcmpWeight = ReservedXcmpWeight;
	// Several blocks are built on one relay block.
	type CheckAssociatedRelayNumber = RelayNumberMonotonicallyIncreases;
	type ConsensusHook = ConsensusHook;
	type WeightInfo = cumulus_pallet_parachain_system::weights::SubstrateWeight<Runtime>;
	type RelayParentOffset = ConstU32<RELAY_PARENT_OFFSET>;
	type SchedulingSignatureVerifier = ();
}

impl staging_parachain_info::Config for Runtime {}

impl cumulus_pallet_aura_ext::Config for Runtime {}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<1_000>;
	type AllowMultipleBlocksPerSlot = ConstBool<true>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = CollatorSelection;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type ShouldEndSession = pallet_session::PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
	type NextSessionRotation = pallet_session::PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
	type SessionManager = CollatorSelection;
	type SessionHandler = <SessionKeys as sp_runtime::traits::OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ();
}

parameter_types! {
	/// Holds the collators' part of the fees until they make a block.
	pub const CollatorPot: PalletId = PalletId(*b"aic/coll");
}

impl pallet_collator_selection::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type UpdateOrigin = EnsureRoot<AccountId>;
	type PotId = CollatorPot;
	type MaxCandidates = ConstU32<100>;
	type MinEligibleCollators = ConstU32<1>;
	type MaxInvulnerables = ConstU32<20>;
	type KickThreshold = ConstU32<SESSION_LENGTH>;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type ValidatorRegistration = Session;
	type WeightInfo = pallet_collator_selection::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub MessageQueueServiceWeight: Weight = block_part(Perbill::from_percent(35));
}

/// Bytes of a page of messages. Channels carry up to 102,400.
const MESSAGE_PAGE: u32 = 103 * 1024;

impl pallet_message_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(feature = "runtime-benchmarks")]
	type MessageProcessor = pallet_message_queue::mock_helpers::NoopMessageProcessor<AggregateMessageOrigin>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type MessageProcessor = staging_xcm_builder::ProcessXcmMessage<
		AggregateMessageOrigin,
		staging_xcm_executor::XcmExecutor<super::xcm::XcmConfig>,
		crate::RuntimeCall,
	>;
	type Size = u32;
	type QueueChangeHandler = NarrowToSibling<XcmpQueue>;
	type QueuePausedQuery = NarrowToSibling<XcmpQueue>;
	type HeapSize = ConstU32<MESSAGE_PAGE>;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = MessageQueueServiceWeight;
	type IdleMaxServiceWeight = MessageQueueServiceWeight;
	type WeightInfo = pallet_message_queue::weights::SubstrateWeight<Runtime>;
}

impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ChannelInfo = ParachainSystem;
	type VersionWrapper = PolkadotXcm;
	type XcmpQueue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ParaIdToSibling>;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<MESSAGE_PAGE>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = XcmOriginToDispatchOrigin;
	type WeightInfo = cumulus_pallet_xcmp_queue::weights::SubstrateWeight<Runtime>;
	type PriceForSiblingDelivery = SiblingDeliveryPrice;
}
