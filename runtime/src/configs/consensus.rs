//! Who makes blocks, how fast, and the ties to the relay chain.

use super::parameters::dynamic_params::block_generator;
use super::{
	system::{block_part, core_part, part_of, CORE},
	xcm::{NarrowToSibling, ParaIdToSibling, SiblingDeliveryPrice, XcmOriginToDispatchOrigin},
};
use crate::{
	weights, AccountId, Aura, AuraId, Balance, Balances, BlockGenerator, BlockNumber, ContributionRating,
	Hash, MessageQueue, ParachainInfo, ParachainSystem, PolkadotXcm, Providers, RelayRandomness,
	ResourceAllocator, Runtime, RuntimeEvent, Session, SessionKeys, System, Timestamp, XcmpQueue,
};
use aic_primitives::{
	currency::AIC, time::MINUTE, AssetId, DeviceClass, Moment, NodeId, Nodes, Producers, ProviderIndex,
	Ratings, ResourceId, SlotId,
};
use alloc::vec::Vec;
use codec::Decode;
use core::num::NonZeroU32;
use cumulus_pallet_aura_ext::FixedVelocityConsensusHook;
use cumulus_pallet_parachain_system::{
	consensus_hook::{ConsensusHook, UnincludedSegmentCapacity},
	relay_state_snapshot::RelayChainStateProof,
	RelayNumberMonotonicallyIncreases, RelaychainDataProvider,
};
use cumulus_primitives_aura::Slot;
use cumulus_primitives_core::{AggregateMessageOrigin, CumulusDigestItem, ParaId};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, ConstU64, EnqueueWithOrigin, Get, TransformOrigin},
	weights::Weight,
};
use frame_system::EnsureRoot;
use polkadot_sdk::*;
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	Perbill, Permill,
};

/// Length of a relay chain's slot, in milliseconds.
pub const RELAY_SLOT_MILLIS: u32 = 6_000;
/// Blocks of ours in each slot of the relay chain while the chain is little used: one every 2 s. More use makes them more.
pub const BASE_RATE: u32 = 3;
/// The most of them: one every half second.
pub const HIGHEST_RATE: u32 = 12;
/// Milliseconds between blocks of the base rate when all goes well.
pub const BLOCK_MILLIS: u32 = RELAY_SLOT_MILLIS / BASE_RATE;
/// Blocks build on the relay chain's tip but so many, which makes reorganisations rare.
pub const RELAY_PARENT_OFFSET: u32 = 1;
/// Slots of the relay chain whose blocks of ours it may not have included yet.
pub const UNINCLUDED_SLOTS: u32 = 3 + RELAY_PARENT_OFFSET;
/// Aura's slot, in milliseconds: a whole number of the relay chain's.
pub const SLOT_DURATION: u64 = RELAY_SLOT_MILLIS as u64;

/// An hour in blocks of the base rate.
pub const HOURS: BlockNumber = 3_600_000 / BLOCK_MILLIS;
/// A day in blocks of the base rate.
pub const DAYS: BlockNumber = 24 * HOURS;
/// A year of 365 days in blocks of the base rate.
pub const YEARS: BlockNumber = 365 * DAYS;

/// A day in blocks of the highest rate, four days at the base rate: for pallets that count the chain's own blocks, and for what no rate may make shorter.
pub const DAYS_AT_HIGHEST: BlockNumber = DAYS * HIGHEST_RATE / BASE_RATE;

/// Blocks that a collator plans for a slot of the relay chain, in which there shall be so many. A slot-based collator that plans more than three leaves
/// out the last one, so that the next collator has all the others in time.
pub fn planned_blocks(rate: u32) -> u32 {
	match rate {
		..=3 => rate,
		_ => rate.saturating_add(1),
	}
}

/// The number of blocks that the cores are shared by: what collators plan at the higher rate, for a while after it fell; on one core, what they make.
pub struct SharedBy;

impl Get<u32> for SharedBy {
	fn get() -> u32 {
		let rate = BlockGenerator::recent_rate();
		match CumulusDigestItem::find_core_info(&System::digest()) {
			Some(cores) if cores.number_of_cores.0 > 1 => planned_blocks(rate),
			_ => rate,
		}
	}
}

/// The number that the block would have if all had come at the base rate. What lasts for weeks is counted by it, lest more use make it
/// shorter.
pub type BaseBlocks = pallet_block_generator::BaseBlocks<Runtime>;

/// Lets no more blocks be built than the relay chain's slots and the rate allow: else collators together could make the chain's clock, which counts
/// blocks, run faster. A while after the rate fell the higher one is allowed still, for blocks of it may be on their way.
pub struct AdaptiveVelocity;

/// The SDK's hook, which takes one block more than this in each slot. With the capacity of the highest rate: the real one is checked here.
type OneAbove<const VELOCITY: u32> =
	FixedVelocityConsensusHook<Runtime, RELAY_SLOT_MILLIS, VELOCITY, { UNINCLUDED_SLOTS * HIGHEST_RATE }>;

impl AdaptiveVelocity {
	/// Blocks that the relay chain may not have included yet.
	pub fn capacity() -> u32 {
		UNINCLUDED_SLOTS.saturating_mul(BlockGenerator::recent_rate())
	}

	/// Whether a block may be built now, of which the relay chain included `included`.
	pub fn can_build_upon(included: Hash, slot: Slot) -> bool {
		Self::has_room(included, slot, 0)
	}

	/// Whether there is room for one block more when so many are not in the segment yet.
	fn has_room(included: Hash, slot: Slot, building: u32) -> bool {
		let in_slot = match BlockGenerator::most_in(slot.into()) {
			..=3 => OneAbove::<2>::can_build_upon(included, slot),
			4..=6 => OneAbove::<5>::can_build_upon(included, slot),
			_ => OneAbove::<11>::can_build_upon(included, slot),
		};
		let waiting = ParachainSystem::unincluded_segment_size_after(included).saturating_add(building);
		in_slot && waiting < Self::capacity()
	}
}

impl ConsensusHook for AdaptiveVelocity {
	/// The block after which there is no room says that it is its core's last. A collator that planned more sends what it has; it would throw all of the
	/// core's blocks away if it found out by itself.
	fn on_state_proof(proof: &RelayChainStateProof) -> (Weight, UnincludedSegmentCapacity) {
		let slot = proof.read_slot().unwrap_or_default();
		let (weight, most) = match BlockGenerator::most_in(slot.into()) {
			..=3 => OneAbove::<2>::on_state_proof(proof),
			4..=6 => OneAbove::<5>::on_state_proof(proof),
			_ => OneAbove::<11>::on_state_proof(proof),
		};
		let included = proof.read_included_para_head().map(|head| BlakeTwo256::hash(&head.0));
		if !Self::has_room(included.unwrap_or_default(), slot, 1) {
			System::deposit_log(CumulusDigestItem::UseFullCore.to_digest_item());
		}
		(weight, NonZeroU32::new(Self::capacity()).map_or(most, Into::into))
	}
}

/// Blocks before this one that the relay chain had not included when it began, as the pallet of the parachain knows at the block's end.
pub struct Waiting;

impl Get<u32> for Waiting {
	fn get() -> u32 {
		let with_this = ParachainSystem::unincluded_segment_size_after(Default::default());
		with_this.saturating_sub(1)
	}
}

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
	type ConsensusHook = AdaptiveVelocity;
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
	type EventHandler = ();
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type ShouldEndSession = BlockGenerator;
	type NextSessionRotation = BlockGenerator;
	type SessionManager = BlockGenerator;
	type SessionHandler = <SessionKeys as sp_runtime::traits::OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ();
}

/// The nodes of the network as makers of blocks.
pub struct Machines;

impl Producers<AccountId> for Machines {
	fn provider_of(node: NodeId, who: &AccountId) -> Option<ProviderIndex> {
		let node = <Providers as Nodes<AccountId>>::info(node)?;
		(node.provider == *who || node.operator == *who).then_some(node.owner)
	}

	fn class(node: NodeId) -> Option<DeviceClass> {
		<Providers as Nodes<AccountId>>::info(node).map(|node| node.class)
	}

	fn is_live(node: NodeId) -> bool {
		pallet_providers::Nodes::<Runtime>::get(node).is_some_and(|node| node.online)
	}

	fn live() -> u32 {
		pallet_providers::RollSize::<Runtime>::get()
	}

	fn points(node: NodeId) -> Balance {
		ContributionRating::rating(ResourceId::Node(node)).points
	}

	fn penalise(node: NodeId, part: Permill) {
		<ContributionRating as Ratings<AccountId>>::penalise(ResourceId::Node(node), part);
	}

	fn works_on(node: NodeId, slot: SlotId) -> Option<AssetId> {
		use pallet_resource_allocator::SlotState;
		let works = matches!(
			ResourceAllocator::slot(slot)?.state,
			SlotState::Running { node: worker, .. } if worker == node
		);
		let job = pallet_resource_allocator::Jobs::<Runtime>::get(slot.job).filter(|_| works)?;
		Some(job.request.model)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_producer(who: &AccountId, points: Balance) -> NodeId {
		let class = DeviceClass::Gpu;
		let requirements = aic_primitives::Requirements { class, power: 16, memory: 1_024, unit_price: AIC };
		let node = <Providers as Nodes<AccountId>>::ensure_idle(who, &requirements);
		let era = <crate::CoinPayroll as aic_primitives::Eras>::current();
		let score = pallet_contribution_rating::Score { points, era, marked: 0, weight: 0 };
		pallet_contribution_rating::Scores::<Runtime>::insert(ResourceId::Node(node), score);
		node
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_work(node: NodeId, who: &AccountId) -> SlotId {
		use aic_primitives::{AssetKind, JobResults};
		use pallet_resource_allocator::SlotState;
		let model = AssetId { kind: AssetKind::Model, item: 0 };
		let dataset = AssetId { kind: AssetKind::Dataset, item: 0 };
		let slot =
			<ResourceAllocator as JobResults<AccountId>>::ensure_result(who, model, dataset, Hash::zero());
		pallet_resource_allocator::Slots::<Runtime>::mutate(slot.job, slot.index, |page| {
			if let Some(slot) = page.as_mut().and_then(|page| page.get_mut(0)) {
				slot.state = SlotState::Running { node, parts: 1, started_at: 0, whole: true };
			}
		});
		slot
	}
}

/// This block's slot, as its author claims it in the header; consensus checks the claim.
pub struct ClaimedSlot;

impl Get<Option<u64>> for ClaimedSlot {
	fn get() -> Option<u64> {
		let slot = |data: &[u8]| Slot::decode(&mut &*data).ok().map(u64::from);
		System::digest()
			.logs
			.iter()
			.filter_map(|item| item.as_pre_runtime())
			.find_map(|(engine, data)| (engine == AURA_ENGINE_ID).then(|| slot(data)).flatten())
	}
}

/// The collators of the running session, in the order of their turns.
pub struct Collators;

impl Get<Vec<AccountId>> for Collators {
	fn get() -> Vec<AccountId> {
		Session::validators()
	}
}

/// The shortest that governance can make a session: test networks have epochs of a minute. Within an epoch of the relay chain there is no new draw.
pub const MIN_SESSION: Moment = MINUTE;

impl pallet_block_generator::Config for Runtime {
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Producers = Machines;
	type Registration = Session;
	type Randomness = pallet_relay_randomness::EpochRandomness<Runtime>;
	type Author = super::skeleton::Author;
	type Slot = ClaimedSlot;
	type RelayChain = RelaychainDataProvider<Runtime>;
	type Waiting = Waiting;
	type SlotsAhead = ConstU32<UNINCLUDED_SLOTS>;
	type Collators = Collators;
	type Time = Timestamp;
	type LeastPoints = ConstU128<{ AIC / 1_000 }>;
	type Seats = block_generator::Seats;
	type SessionLength = block_generator::SessionLength;
	type MissedPenalty = block_generator::MissedPenalty;
	type Thresholds = block_generator::Thresholds;
	type PaceWindow = block_generator::PaceWindow;
	type MinSessionLength = ConstU64<MIN_SESSION>;
	// Validation data and time.
	type Inherents = ConstU32<2>;
	type MaxSeats = ConstU32<64>;
	type MaxInvulnerables = ConstU32<20>;
	type WeightInfo = weights::BlockGenerator;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::skeleton::BenchmarkClock;
}

parameter_types! {
	pub MessageQueueIdleWeight: Weight = part_of(MESSAGE_QUEUE_PART, CORE);
}

/// What messages may take at the start of a block, and in what is left at its end.
const MESSAGE_QUEUE_PART: Perbill = Perbill::from_percent(30);

/// At the start of the first block on a core.
pub struct MessageQueueServiceWeight;

impl Get<Option<Weight>> for MessageQueueServiceWeight {
	fn get() -> Option<Weight> {
		Some(core_part(MESSAGE_QUEUE_PART)).filter(|weight| weight.any_gt(Weight::zero()))
	}
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
	type IdleMaxServiceWeight = MessageQueueIdleWeight;
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
