//! Ids and descriptions that more than one pallet speaks of.

use crate::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, Debug, H256};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Number of a provider's node; given in order, never used again.
pub type NodeId = u64;
/// Number of a job; given in order, never used again.
pub type JobId = u64;
/// Number of an era of the payroll, from 0 at genesis.
pub type EraIndex = u32;
/// A region of the governed table of regions.
pub type RegionId = u16;
/// Compute in units of power; the network's price is per power and hour.
pub type Power = u32;
/// Memory in MiB.
pub type Mebibytes = u32;

/// Datasets that one job may use at the most.
pub const MAX_DATASETS: u32 = 8;
/// Accounts that what a resource earns may be split among at the most.
pub const MAX_BENEFICIARIES: u32 = 8;

/// What kind of device a node is (white paper 1.7, "AI Mining").
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub enum DeviceClass {
	/// Graphics processor.
	#[codec(index = 0)]
	Gpu,
	/// Field-programmable gate array.
	#[codec(index = 1)]
	Fpga,
	/// Application-specific circuit.
	#[codec(index = 2)]
	Asic,
	/// Digital signal processor.
	#[codec(index = 3)]
	Dsp,
	/// General-purpose processor.
	#[codec(index = 4)]
	Cpu,
}

impl DeviceClass {
	/// Every class, in the order of its index.
	pub const ALL: [Self; 5] = [Self::Gpu, Self::Fpga, Self::Asic, Self::Dsp, Self::Cpu];
}

/// Kinds of AI asset; each has an NFT collection of its own, whose id is the kind's index.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub enum AssetKind {
	/// Data that models are trained on.
	#[codec(index = 0)]
	Dataset,
	/// A model's description and code, untrained.
	#[codec(index = 1)]
	Model,
	/// A model with the weights that a training job gave it.
	#[codec(index = 2)]
	TrainedAi,
}

impl AssetKind {
	/// Every kind, in the order of its index.
	pub const ALL: [Self; 3] = [Self::Dataset, Self::Model, Self::TrainedAi];

	/// Id of the kind's collection in `Nfts`.
	pub fn collection(self) -> u32 {
		match self {
			Self::Dataset => 0,
			Self::Model => 1,
			Self::TrainedAi => 2,
		}
	}
}

/// An AI asset: the kind, and the number of its NFT in the kind's collection.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub struct AssetId {
	/// Kind, and with it the collection.
	pub kind: AssetKind,
	/// Item in the collection.
	pub item: u32,
}

/// What can be used for a fee, rated and paid. One scale for all of them.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub enum ResourceId {
	/// A provider's node.
	#[codec(index = 0)]
	Node(NodeId),
	/// A dataset, model or trained AI.
	#[codec(index = 1)]
	Asset(AssetId),
}

/// One of a job's slots: the part of it that one node works on.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	Serialize,
	TypeInfo,
)]
pub struct SlotId {
	/// The job.
	pub job: JobId,
	/// Which of its slots, from 0.
	pub index: u16,
}

/// What an asset is used for; its terms name the allowed purposes.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub enum Purpose {
	/// Training a model, in a job on this chain.
	#[codec(index = 0)]
	Training,
	/// Running a trained AI.
	#[codec(index = 1)]
	Inference,
}

/// What a slot asks of the node that works on it.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Requirements {
	/// Device class.
	pub class: DeviceClass,
	/// Power that is reserved on the node, in units. At least 1.
	pub power: Power,
	/// Memory that is reserved on the node, in MiB.
	pub memory: Mebibytes,
	/// Price that the work is paid at, in 10⁻¹⁸ AIC per power and hour; nodes whose least price is higher are passed over.
	pub unit_price: Balance,
}

/// Where a slot should be worked on: first the nodes that host the dataset, then its region, then regions near to that.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Locality {
	/// The dataset whose hosts come first.
	pub dataset: Option<AssetId>,
	/// The region that comes next.
	pub region: RegionId,
}

/// What the other pallets see of a node.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct NodeInfo<AccountId> {
	/// Account that owns the node, signs for it and is paid for it.
	pub provider: AccountId,
	/// Device class.
	pub class: DeviceClass,
	/// Region.
	pub region: RegionId,
}

/// Why no node could be drawn.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub enum WaitReason {
	/// The randomness that is known is not newer than the request.
	#[codec(index = 0)]
	AwaitsRandomness,
	/// No node of the class is idle anywhere.
	#[codec(index = 1)]
	NoIdleNode,
	/// Nodes of the class are idle, none with as much free power.
	#[codec(index = 2)]
	NotEnoughPower,
	/// The idle nodes that were looked at have too little free memory.
	#[codec(index = 3)]
	NotEnoughMemory,
	/// The idle nodes that were looked at ask for a higher price.
	#[codec(index = 4)]
	PriceTooLow,
	/// The idle nodes that were looked at belong to accounts that must not get this work.
	#[codec(index = 5)]
	OnlyExcludedNodes,
}

/// One use of a resource that somebody pays for.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct ResourceUse<AccountId> {
	/// What was used.
	pub resource: ResourceId,
	/// Who pays.
	pub payer: AccountId,
	/// Gross fee, in 10⁻¹⁸ AIC.
	pub amount: Balance,
	/// What for.
	pub kind: UseKind,
}

/// What a fee was paid for; the reason on a payslip.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub enum UseKind {
	/// A slot of a job was worked on.
	#[codec(index = 0)]
	Work(SlotId),
	/// A slot's work was repeated and vouched for.
	#[codec(index = 1)]
	Validation(SlotId),
	/// A licence was bought.
	#[codec(index = 2)]
	Licence(AssetId),
}

/// Where the money of a use lies in the payer's account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Funds<HoldReason> {
	/// In the free balance.
	Free,
	/// On hold for this reason.
	Held(HoldReason),
}

/// Accounts that share what a resource earns, with parts per billion that add up to a billion.
pub type Shares<AccountId> = BoundedVec<(AccountId, frame::arithmetic::Perbill), ConstU32<MAX_BENEFICIARIES>>;

/// Work that is to be repeated by validators.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct ValidationTask<AccountId> {
	/// The slot that was worked on.
	pub slot: SlotId,
	/// The node that worked on it.
	pub executor: NodeId,
	/// Who asked for the work; his nodes don't validate it.
	pub requester: AccountId,
	/// What a validator's node must have: the same as the executor's.
	pub requirements: Requirements,
	/// Where the validators should be.
	pub locality: Locality,
	/// The executor's sealed digest, see [`seal`].
	pub seal: H256,
	/// Milliseconds that a validator has for the work.
	pub time_limit: Moment,
}

/// How the validation of a slot ended.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Verdict {
	/// The executor's digest is the majority's.
	#[codec(index = 0)]
	Accepted {
		/// Digest of the result.
		digest: H256,
		/// Nodes of the validators who vouched for it and are paid.
		validators: Validators,
	},
	/// The majority has another digest, or the executor did not reveal his. He lost his slot's bond, out of which the
	/// validators were paid.
	#[codec(index = 1)]
	Rejected,
	/// No majority within the rounds that there are. Nobody loses and nobody is paid.
	#[codec(index = 2)]
	Undecided,
}

/// Validators of a slot at the most.
pub const MAX_VALIDATORS: u32 = 7;
/// Nodes of a slot's validators.
pub type Validators = BoundedVec<NodeId, ConstU32<MAX_VALIDATORS>>;

/// What a finished slot gave.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct JobResult<AccountId> {
	/// Who asked for the job and owns its result.
	pub requester: AccountId,
	/// The model that was trained.
	pub model: AssetId,
	/// The datasets it was trained on.
	pub datasets: BoundedVec<AssetId, ConstU32<MAX_DATASETS>>,
	/// Digest of the slot's result: the content root of the trained AI.
	pub digest: H256,
}

/// Seals a digest so that nobody can copy it before it is revealed: BLAKE2b-256 over the SCALE encoding of
/// `(slot, node, digest, salt)`. The node makes a copied seal worthless, the salt keeps a guessable digest hidden.
pub fn seal(slot: SlotId, node: NodeId, digest: H256, salt: H256) -> H256 {
	H256(frame::hashing::blake2_256(&(slot, node, digest, salt).encode()))
}
