//! What is stored of jobs, slots and the queue.

use crate::Terms;
use aic_primitives::{
	runtime_api::{JobRequest, Quote},
	Balance, Locality, Moment, NodeId, RegionId, Requirements, SlotId, UseTaken, WaitReason, MAX_DATASETS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, Debug, H256};
use scale_info::TypeInfo;

/// Model and datasets of a job.
pub const MAX_ASSETS: u32 = MAX_DATASETS + 1;
/// Requester and the owners of the assets.
pub const MAX_EXCLUDED: u32 = MAX_ASSETS + 1;

/// Uses of a job's assets: the model's, then the datasets' in their order.
pub type Uses = BoundedVec<UseTaken, ConstU32<MAX_ASSETS>>;

/// How long things may take, in milliseconds.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Deadlines {
	/// From the assignment of a slot to its start. At least 1.
	pub start: Moment,
	/// After a slot's time limit, for the result to arrive. It is not paid.
	pub submit_grace: Moment,
	/// That a slot waits for a node before it fails. At least 1.
	pub wait: Moment,
	/// That a finished job is kept for its requester.
	pub retention: Moment,
}

/// A job.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Job<AccountId> {
	/// Who asked, pays and owns the results.
	pub requester: AccountId,
	/// What was asked for.
	pub request: JobRequest,
	/// Region to work in.
	pub region: RegionId,
	/// What slots are paid at.
	pub terms: Terms,
	/// How the assets are used.
	pub uses: Uses,
	/// Accounts whose nodes don't get the work: the requester, and who owned the assets at the request.
	pub excluded: BoundedVec<AccountId, ConstU32<MAX_EXCLUDED>>,
	/// Whether any slot ever started.
	pub ran: bool,
	/// Slots that have not ended.
	pub open: u16,
	/// When the last slot ended, in ms since the Unix epoch.
	pub finished_at: Option<Moment>,
}

impl<AccountId> Job<AccountId> {
	/// What a slot asks of its node.
	pub fn requirements(&self) -> Requirements {
		Requirements {
			class: self.request.class,
			power: self.request.power,
			memory: self.request.memory,
			unit_price: self.terms.unit_price,
		}
	}

	/// Where a slot should be worked on.
	pub fn locality(&self) -> Locality {
		Locality { dataset: self.request.datasets.first().copied(), region: self.region }
	}
}

/// A part of a job, which one node works on.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Slot {
	/// What is on hold for it, in 10⁻¹⁸ AIC; zero when it ended.
	pub escrow: Balance,
	/// Nodes that it was given to so far.
	pub attempts: u8,
	/// How far it is.
	pub state: SlotState,
}

/// How far a slot is. Moments are in ms since the Unix epoch.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum SlotState {
	/// It waits for a node.
	#[codec(index = 0)]
	Waiting {
		/// Why none was drawn yet.
		reason: WaitReason,
		/// When it began to wait for this attempt.
		since: Moment,
		/// Its position in the queue.
		position: u64,
	},
	/// A node is reserved for it.
	#[codec(index = 1)]
	Assigned {
		/// The node.
		node: NodeId,
		/// When it was drawn.
		at: Moment,
	},
	/// A node works on it.
	#[codec(index = 2)]
	Running {
		/// The node.
		node: NodeId,
		/// When the work began.
		started_at: Moment,
	},
	/// Its result is validated.
	#[codec(index = 3)]
	Validating {
		/// The node that worked on it.
		node: NodeId,
		/// When the work began.
		started_at: Moment,
		/// When the result was submitted.
		submitted_at: Moment,
	},
	/// Its result was accepted.
	#[codec(index = 4)]
	Done {
		/// The node that worked on it.
		node: NodeId,
		/// Digest of the result.
		digest: H256,
		/// Gross fee of the executor, in 10⁻¹⁸ AIC.
		paid: Balance,
	},
	/// It ended without a result.
	#[codec(index = 5)]
	Failed {
		/// Why.
		reason: FailReason,
	},
}

impl SlotState {
	/// Whether nothing follows.
	pub fn is_final(&self) -> bool {
		matches!(self, Self::Done { .. } | Self::Failed { .. })
	}

	/// The node that has or had the slot in this attempt.
	pub fn node(&self) -> Option<NodeId> {
		match self {
			Self::Assigned { node, .. }
			| Self::Running { node, .. }
			| Self::Validating { node, .. }
			| Self::Done { node, .. } => Some(*node),
			Self::Waiting { .. } | Self::Failed { .. } => None,
		}
	}
}

/// Why an attempt at a slot, or the slot, failed.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum FailReason {
	/// No node could be drawn within the time to wait, at last because of this.
	#[codec(index = 0)]
	NoNode(WaitReason),
	/// The provider did not start in time.
	#[codec(index = 1)]
	NotStarted,
	/// The provider did not submit in time.
	#[codec(index = 2)]
	NotSubmitted,
	/// The validators came to another result.
	#[codec(index = 3)]
	Rejected,
	/// The validators came to no majority.
	#[codec(index = 4)]
	Undecided,
	/// The requester cancelled it.
	#[codec(index = 5)]
	Cancelled,
}

/// A place in the queue.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct QueueEntry<BlockNumber> {
	/// The slot that waits.
	pub slot: SlotId,
	/// Block in which it took this place; the randomness must be newer.
	pub queued_at: BlockNumber,
}

/// The two ends of the queue.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct QueueEnds {
	/// Position that is served next.
	pub head: u64,
	/// Position that is given next.
	pub tail: u64,
}

/// What a request would get now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
	/// What slots would be paid at.
	pub terms: Terms,
	/// Region to work in.
	pub region: RegionId,
	/// What would be on hold for each slot, in 10⁻¹⁸ AIC.
	pub escrow: Balance,
	/// What would be on hold for all.
	pub quote: Quote,
}
