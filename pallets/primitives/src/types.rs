//! Ids and descriptions that more than one pallet speaks of.

use crate::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	hashing::blake2_256,
	prelude::{BoundedVec, ConstU32, Debug, Permill, H256},
};
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
/// Number of a provider; given in order, never used again.
pub type ProviderIndex = u32;
/// An entry of the governed table of devices.
pub type DeviceId = u16;
/// Equal parts of a node that can be given to work separately.
pub type Parts = u8;
/// Number of a lease of power; given in order, never used again.
pub type LeaseId = u64;

/// Number of an offer of storage space; given in order, never used again.
pub type SpaceId = u64;
/// Number of an order to keep content in storage; given in order, never used again.
pub type StorageOrderId = u64;
/// Number of a request for something that is made to order; given in order, never used again.
pub type RequestId = u64;
/// Number of a description of formats; given in order, never used again.
pub type FormatId = u32;

/// Number of a fungible asset in `Assets`; AIC has none.
pub type AssetCode = u32;

/// Datasets that one job may use at the most.
pub const MAX_DATASETS: u32 = 8;

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
	/// Raw data, or an item that datasets are made of. Nothing is trained on it.
	#[codec(index = 3)]
	Data,
}

impl AssetKind {
	/// Every kind, in the order of its index.
	pub const ALL: [Self; 4] = [Self::Dataset, Self::Model, Self::TrainedAi, Self::Data];

	/// Id of the kind's collection in `Nfts`.
	pub fn collection(self) -> u32 {
		match self {
			Self::Dataset => 0,
			Self::Model => 1,
			Self::TrainedAi => 2,
			Self::Data => 3,
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
	/// Data, a dataset, a model or a trained AI.
	#[codec(index = 1)]
	Asset(AssetId),
	/// Storage space that a provider offers.
	#[codec(index = 2)]
	Space(SpaceId),
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

/// Work that is validated.
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
pub enum TaskId {
	/// A job's slot.
	#[codec(index = 0)]
	Slot(SlotId),
	/// The benchmark task by which a node's power is measured, by the measurement's number.
	#[codec(index = 1)]
	Measurement(u64),
}

/// How slots find nodes together.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
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
pub enum Placement {
	/// Each slot for itself.
	#[default]
	#[codec(index = 0)]
	Each,
	/// All slots or none; none starts before all have a node.
	#[codec(index = 1)]
	Gang {
		/// Whether all nodes must be in one region.
		same_region: bool,
	},
	/// At least so many slots or none; the others join while they find nodes.
	#[codec(index = 2)]
	Elastic {
		/// The fewest slots that are worth while: 1 to all.
		least: u16,
	},
}

/// How results are compared.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
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
pub enum Comparison {
	/// Bit by bit: an honest repetition has the same digest.
	#[default]
	#[codec(index = 0)]
	Exact,
	/// Within a bound, since floating point differs between devices: auditors repeat sampled checkpoints and state the
	/// distance, see `work-validation`.
	#[codec(index = 1)]
	Tolerant {
		/// Largest relative distance between a checkpoint and its repetition, in parts per million.
		bound: u32,
	},
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
	/// Measuring how good something is.
	#[codec(index = 2)]
	Evaluation,
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
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Locality {
	/// The dataset whose hosts come first.
	pub dataset: Option<AssetId>,
	/// The region that comes next; with none, nodes of all regions are as likely.
	pub region: Option<RegionId>,
	/// Whether no other region will do.
	pub strict: bool,
}

/// A node that was drawn and reserved.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Taken {
	/// The node.
	pub node: NodeId,
	/// Its provider.
	pub owner: ProviderIndex,
	/// Its region.
	pub region: RegionId,
	/// Parts of it that are reserved.
	pub parts: Parts,
}

/// What the other pallets see of a node.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct NodeInfo<AccountId> {
	/// Account that owns the node, answers for it with its bond and is paid for it.
	pub provider: AccountId,
	/// Number of the provider.
	pub owner: ProviderIndex,
	/// Account whose key lies on the node and signs for it.
	pub operator: AccountId,
	/// Device class.
	pub class: DeviceClass,
	/// Region.
	pub region: RegionId,
	/// Measured power, in units.
	pub power: Power,
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
	/// Nodes are idle, but too few at once for a gang, or for the fewest slots of an elastic job.
	#[codec(index = 6)]
	TooFewAtOnce,
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
	/// Power · milliseconds of work that were bought; zero for what is no work.
	pub work: u128,
}

/// What a use was rated.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Rated {
	/// Points that it gave.
	pub points: Balance,
	/// Whether it is the payer's first use of the resource in the era.
	pub first: bool,
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
	/// Work was repeated and vouched for.
	#[codec(index = 1)]
	Audit(TaskId),
	/// A licence was bought.
	#[codec(index = 2)]
	Licence(AssetId),
	/// The asset itself was sold. It is no use, and not rated.
	#[codec(index = 3)]
	Sale(AssetId),
	/// It was made to order. What somebody asked for is a use only when others use it, so that it is not rated.
	#[codec(index = 4)]
	MadeToOrder(RequestId),
	/// Content was kept.
	#[codec(index = 5)]
	Storage(StorageOrderId),
}

/// Where the money of a use lies in the payer's account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Funds<HoldReason> {
	/// In the free balance.
	Free,
	/// On hold for this reason.
	Held(HoldReason),
}

/// What a node binds itself to before it reveals its digest (iExec's two hashes): equal digests have an equal `group`, so
/// that agreement shows before anything is revealed, and the `seal` can only be made by who knows the digest, for this node alone.
/// A digest must not be guessable: it commits to a result's content, as a Merkle root does.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Commitment {
	/// BLAKE2b-256 over the SCALE encoding of `("aic/group", task, digest)`, the text as an array of nine bytes.
	pub group: H256,
	/// BLAKE2b-256 over the SCALE encoding of `("aic/seal", task, node, digest)`, the text as an array of eight bytes.
	pub seal: H256,
}

impl Commitment {
	/// What `node` binds itself with to `digest`.
	pub fn new(task: TaskId, node: NodeId, digest: H256) -> Self {
		Self { group: Self::group(task, digest), seal: Self::seal(task, node, digest) }
	}

	/// What all have in common who came to `digest`.
	pub fn group(task: TaskId, digest: H256) -> H256 {
		H256(blake2_256(&(*b"aic/group", task, digest).encode()))
	}

	/// What only `node` can use.
	pub fn seal(task: TaskId, node: NodeId, digest: H256) -> H256 {
		H256(blake2_256(&(*b"aic/seal", task, node, digest).encode()))
	}

	/// Whether `node` bound itself to `digest`.
	pub fn matches(&self, task: TaskId, node: NodeId, digest: H256) -> bool {
		*self == Self::new(task, node, digest)
	}
}

/// Work whose executor committed to his result; whether it is audited is drawn later.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct ValidationTask<AccountId> {
	/// The work.
	pub task: TaskId,
	/// The node that did it.
	pub executor: NodeId,
	/// Who asked for the work; his nodes don't audit it.
	pub requester: AccountId,
	/// What an auditor's node must have: the same as the executor's.
	pub requirements: Requirements,
	/// What the executor committed to.
	pub commitment: Commitment,
	/// Milliseconds that an auditor has for the work.
	pub time_limit: Moment,
	/// The least probability with which it is audited: what rule 4 needs, or more if the requester asked for more.
	pub audit: Permill,
	/// Credibility that an accepted result must have: wrong in one of so many cases at the most (iExec's trust). At least 1.
	pub trust: u32,
	/// How results are compared.
	pub comparison: Comparison,
	/// Leaves of the Merkle tree of checkpoints whose root the digest is: a power of two; 1 when there are none.
	pub checkpoints: u32,
}

/// How the validation of a task ended.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Verdict {
	/// The executor's digest stands, audited or not.
	#[codec(index = 0)]
	Accepted {
		/// Digest of the result.
		digest: H256,
		/// Nodes of the auditors who vouched for it and are paid; none when it was not audited.
		auditors: Auditors,
	},
	/// Another digest stands, or the executor did not reveal his. He lost the task's bond, out of which the requester got back
	/// what he had paid so far, and the auditors were paid.
	#[codec(index = 1)]
	Rejected,
	/// No digest stands. Nobody loses his bond.
	#[codec(index = 2)]
	Undecided,
}

/// Auditors of a task at the most.
pub const MAX_AUDITORS: u32 = 7;
/// Nodes of a task's auditors.
pub type Auditors = BoundedVec<NodeId, ConstU32<MAX_AUDITORS>>;

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
