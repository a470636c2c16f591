//! What is stored of jobs, slots and the queue.

use crate::Terms;
use aic_primitives::{
	runtime_api::{JobRequest, Quote},
	Balance, JobId, Locality, Moment, NodeId, Parts, Placement, ProviderIndex, RegionId, Requirements,
	UseTaken, WaitReason, MAX_DATASETS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	hashing::blake2_256,
	prelude::{BoundedVec, ConstU32, Debug, H256},
};
use scale_info::TypeInfo;

/// Model and datasets of a job.
pub const MAX_ASSETS: u32 = MAX_DATASETS + 1;
/// Owners and first owners of the assets.
pub const MAX_OWNERS: u32 = 2 * MAX_ASSETS;
/// The requester and the owners.
pub const MAX_EXCLUDED: u32 = MAX_OWNERS + 1;
/// Providers who failed a job that are remembered.
pub const MAX_FAILED: u32 = 8;
/// Slots in a page of storage.
pub const PAGE: u16 = 16;
/// The longest pause between two tries to place a job is two to the power of this, in blocks.
pub const MAX_FAILURES: u8 = 8;
/// Level of what is paid from a lease: it comes first, since it was bought ahead.
pub const LEASE_LEVEL: u8 = u8::MAX;
/// Prices below 2 to the power of this, in 10⁻¹⁸ AIC per power and hour, share the lowest level.
const LOWEST_OCTAVE: u32 = 40;

/// Eight bytes that stand for an account.
pub type Mark = [u8; 8];

/// The mark of an account: the first bytes of BLAKE2b-256 over its SCALE encoding. Jobs are read at each step of their slots, so they keep marks
/// instead of accounts. Whoever finds an account with somebody else's mark can only have nodes refused.
pub fn mark_of(account: &impl Encode) -> Mark {
	let [a, b, c, d, e, f, g, h, ..] = blake2_256(&account.encode());
	[a, b, c, d, e, f, g, h]
}

/// Uses of a job's assets: the model's, then the datasets' in their order.
pub type Uses = BoundedVec<UseTaken, ConstU32<MAX_ASSETS>>;
/// Slots that are stored together.
pub type Page = BoundedVec<Slot, ConstU32<{ PAGE as u32 }>>;

/// How long things may take, in milliseconds.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Deadlines {
	/// From the assignment of a slot, or the completion of its gang, to its start. At least 1.
	pub start: Moment,
	/// After a slot's paid time, for the result to arrive. It is not paid.
	pub submit_grace: Moment,
	/// That the nodes of a gang are reserved before all are found. At least 1.
	pub gather: Moment,
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
	/// Region that all nodes must be in: that of a gang in one region, once it has been chosen.
	pub strict: Option<RegionId>,
	/// What slots are paid at.
	pub terms: Terms,
	/// Milliseconds that each slot is paid for.
	#[codec(compact)]
	pub prepaid: Moment,
	/// What is on hold for each open slot together with what was paid out of it, in 10⁻¹⁸ AIC.
	#[codec(compact)]
	pub escrow: Balance,
	/// How the assets are used.
	pub uses: Uses,
	/// Providers whose nodes are not drawn: the requester, and who owned the assets, now or first, at the request.
	pub excluded: BoundedVec<ProviderIndex, ConstU32<MAX_EXCLUDED>>,
	/// [`mark_of`] who owned the assets, now or first, at the request: none of them may start.
	pub owners: BoundedVec<Mark, ConstU32<MAX_OWNERS>>,
	/// Providers who failed this job or were refused it, the last ones: their nodes are not drawn either.
	pub failed: BoundedVec<ProviderIndex, ConstU32<MAX_FAILED>>,
	/// Whether any slot's result was ever submitted.
	pub ran: bool,
	/// Whether the requester cancelled what could be; then nothing is tried again.
	pub cancelled: bool,
	/// Whether slots may start.
	pub phase: Phase,
	/// Slots that have not ended.
	pub open: u16,
	/// Slots that were ever given to a node: those below this index are stored.
	pub created: u16,
	/// Slots that have no node.
	pub waiting: Waiting,
	/// When the last slot ended, in ms since the Unix epoch.
	pub finished_at: Option<Moment>,
}

/// Whether a job's slots may start.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Phase {
	/// The job needs several nodes at once and has none.
	#[codec(index = 0)]
	Scattered,
	/// Its nodes are being drawn and reserved.
	#[codec(index = 1)]
	Gathering {
		/// Last moment for that, in ms since the Unix epoch.
		until: Moment,
	},
	/// Too few were found; those that were are given back.
	#[codec(index = 2)]
	Disbanding,
	/// Slots that have a node may start.
	#[codec(index = 3)]
	Ready {
		/// Since when, in ms since the Unix epoch; zero when they need not wait for each other.
		since: Moment,
	},
}

/// What is known of the slots of a job that have no node. None of them is touched one by one when they end together.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Waiting {
	/// Slots that never had one; they have no record.
	pub fresh: u16,
	/// Slots whose node failed.
	pub returned: u16,
	/// Pages that those are in, a bit each.
	pub pages: u64,
	/// How often all that waited ended together.
	pub epoch: u16,
	/// Why they ended the last time.
	pub dropped: Option<FailReason>,
	/// Last moment at which they may find a node, in ms since the Unix epoch.
	pub until: Moment,
	/// Why they have none yet.
	pub reason: WaitReason,
	/// Tries to place the job that failed, one after the other.
	pub failures: u8,
	/// The job's place in the queue.
	pub place: Option<Place>,
}

impl Waiting {
	/// Slots that have no node.
	pub fn count(&self) -> u16 {
		self.fresh.saturating_add(self.returned)
	}
}

/// A place in the queue.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Place {
	/// The lane.
	pub lane: Lane,
	/// Position in it.
	pub position: u64,
}

/// The queue has lanes, each of which is served in the order of age.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum Lane {
	/// Jobs that were not tried yet or found all they asked for, by the level of their price; the highest level first.
	#[codec(index = 0)]
	Fresh(u8),
	/// Jobs that failed so often, each tried again 2 to the power of that blocks later.
	#[codec(index = 1)]
	Retry(u8),
}

impl Lane {
	/// Lane of a price, in 10⁻¹⁸ AIC per power and hour: eight levels for each doubling, by the three bits after the leading one.
	/// So prices that differ by less than 6 % to 12 % may count as equal.
	pub fn of_price(price: Balance) -> Self {
		let octave = price.checked_ilog2().unwrap_or_default();
		let eighth = price.checked_shr(octave.saturating_sub(3)).unwrap_or_default() & 7;
		let level = octave.saturating_sub(LOWEST_OCTAVE).saturating_mul(8).saturating_add(eighth as u32);
		let level = if octave < LOWEST_OCTAVE { 0 } else { level };
		Self::Fresh(level.min(u32::from(LEASE_LEVEL).saturating_sub(1)) as u8)
	}

	/// Lane of a job that failed so often.
	pub fn of_failures(failures: u8) -> Self {
		Self::Retry(failures.clamp(1, MAX_FAILURES))
	}

	/// Blocks that an entry rests in this lane.
	pub fn rest(self) -> u32 {
		match self {
			Self::Fresh(_) => 0,
			Self::Retry(failures) => 1u32.checked_shl(failures.into()).unwrap_or(u32::MAX),
		}
	}
}

/// Which lanes somebody may wait in.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Marks {
	/// Levels of price 0 to 127, a bit each.
	low: u128,
	/// Levels 128 to 255.
	high: u128,
	/// Retry lanes, a bit each.
	retries: u16,
	/// Level that was the last to be served in turn.
	pub turn: u8,
}

impl Marks {
	fn bit(level: u8) -> u128 {
		1u128.checked_shl(u32::from(level & 127)).unwrap_or_default()
	}

	fn retry_bit(failures: u8) -> u16 {
		1u16.checked_shl(failures.into()).unwrap_or_default()
	}

	/// Whether somebody may wait in `lane`.
	pub fn has(&self, lane: Lane) -> bool {
		match lane {
			Lane::Fresh(level) if level < 128 => self.low & Self::bit(level) != 0,
			Lane::Fresh(level) => self.high & Self::bit(level) != 0,
			Lane::Retry(failures) => self.retries & Self::retry_bit(failures) != 0,
		}
	}

	/// Says whether somebody may wait in `lane`.
	pub fn set(&mut self, lane: Lane, waits: bool) {
		if self.has(lane) == waits {
			return;
		}
		match lane {
			Lane::Fresh(level) if level < 128 => self.low ^= Self::bit(level),
			Lane::Fresh(level) => self.high ^= Self::bit(level),
			Lane::Retry(failures) => self.retries ^= Self::retry_bit(failures),
		}
	}

	/// The highest level of price below `limit`.
	pub fn highest(&self, limit: u16) -> Option<u8> {
		let below = |level: &u8| u16::from(*level) < limit;
		(0..=u8::MAX).rev().filter(below).find(|level| self.has(Lane::Fresh(*level)))
	}

	/// The retry lanes.
	pub fn retries(&self) -> impl Iterator<Item = u8> + '_ {
		(1..=MAX_FAILURES).filter(|failures| self.has(Lane::Retry(*failures)))
	}
}

/// A job that waits in the queue.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct QueueEntry<BlockNumber> {
	/// The job.
	pub job: JobId,
	/// Block in which it took this place; the randomness must be newer.
	pub queued_at: BlockNumber,
}

/// The gang whose nodes are being gathered or given back.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Gathering<BlockNumber> {
	/// The job.
	pub job: JobId,
	/// Block of the last draw; the randomness of the next must be newer.
	pub drawn_at: BlockNumber,
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
		Locality {
			dataset: self.request.datasets.first().copied(),
			region: Some(self.strict.unwrap_or(self.region)),
			strict: self.strict.is_some(),
		}
	}

	/// Slots that must find nodes at once before any starts.
	pub fn least(&self) -> u16 {
		match self.request.placement {
			Placement::Each => 1,
			Placement::Gang { .. } => self.request.slots,
			Placement::Elastic { least } => least,
		}
	}

	/// Whether slots that have a node must wait for others.
	pub fn is_incomplete(&self) -> bool {
		!matches!(self.phase, Phase::Ready { .. })
	}

	/// The lane that the job waits in first.
	pub fn lane(&self) -> Lane {
		match self.request.lease {
			Some(_) => Lane::Fresh(LEASE_LEVEL),
			None => Lane::of_price(self.terms.unit_price),
		}
	}

	/// Remembers a provider who is not to be drawn again; the oldest is forgotten.
	pub fn avoid(&mut self, provider: ProviderIndex) {
		if self.failed.contains(&provider) {
			return;
		}
		if self.failed.is_full() {
			self.failed.remove(0);
		}
		let _ = self.failed.try_push(provider);
	}

	/// How far the slot `index` is whose record is this. One that waited when all that did ended has ended too.
	pub fn state_of(&self, index: u16, record: Option<&Slot>) -> Option<SlotState> {
		let over = SlotState::Failed { reason: self.waiting.dropped.unwrap_or(FailReason::Cancelled) };
		match record {
			Some(Slot { state: SlotState::Waiting { epoch }, .. }) if *epoch != self.waiting.epoch => {
				Some(over)
			}
			Some(slot) => Some(slot.state.clone()),
			None if index < self.created || index >= self.request.slots => None,
			None if index < self.created.saturating_add(self.waiting.fresh) => {
				Some(SlotState::Waiting { epoch: self.waiting.epoch })
			}
			None => Some(over),
		}
	}
}

/// A part of a job, which one node works on.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Slot {
	/// Nodes that it was given to so far.
	pub attempts: u8,
	/// What was paid out of its escrow and not paid back, in 10⁻¹⁸ AIC; zero when it ended.
	#[codec(compact)]
	pub paid: Balance,
	/// How far it is.
	pub state: SlotState,
}

/// How far a slot is. Moments are in ms since the Unix epoch.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum SlotState {
	/// It waits for a node.
	#[codec(index = 0)]
	Waiting {
		/// The job's, see [`Waiting::epoch`]; when that has moved on, the slot has ended.
		epoch: u16,
	},
	/// A node is reserved for it.
	#[codec(index = 1)]
	Assigned {
		/// The node.
		node: NodeId,
		/// Parts of it that are reserved.
		parts: Parts,
		/// When it was drawn.
		at: Moment,
	},
	/// A node works on it.
	#[codec(index = 2)]
	Running {
		/// The node.
		node: NodeId,
		/// Parts of it that are reserved.
		parts: Parts,
		/// When the work began.
		started_at: Moment,
		/// Whether the whole time limit was paid for when the work began.
		whole: bool,
	},
	/// Its result is validated.
	#[codec(index = 3)]
	Validating {
		/// The node that worked on it.
		node: NodeId,
		/// Parts of it that were reserved.
		parts: Parts,
		/// Milliseconds that are paid.
		worked: Moment,
		/// Bond that is set aside, in 10⁻¹⁸ AIC; with none the parts are still reserved.
		pledge: Option<Balance>,
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
	/// No node could be drawn within the job's patience, at last because of this.
	#[codec(index = 0)]
	NoNode(WaitReason),
	/// The node did not start in time.
	#[codec(index = 1)]
	NotStarted,
	/// The node did not submit in time.
	#[codec(index = 2)]
	NotSubmitted,
	/// The auditors came to another result.
	#[codec(index = 3)]
	Rejected,
	/// The auditors came to no result.
	#[codec(index = 4)]
	Undecided,
	/// The requester cancelled it.
	#[codec(index = 5)]
	Cancelled,
	/// The time that was paid for was over before the work was, and nothing was submitted.
	#[codec(index = 6)]
	RanDry,
	/// The node belongs to who must not get the work.
	#[codec(index = 7)]
	SelfDealing,
}

/// What a request would get now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
	/// What slots would be paid at.
	pub terms: Terms,
	/// Region to work in.
	pub region: RegionId,
	/// Milliseconds that would be paid for.
	pub prepaid: Moment,
	/// What would be on hold for each slot, in 10⁻¹⁸ AIC.
	pub escrow: Balance,
	/// What would be on hold for all.
	pub quote: Quote,
}

#[cfg(test)]
mod tests {
	use super::*;
	use aic_primitives::currency::{AIC, MILLI_AIC};

	#[test]
	fn dearer_requests_are_at_no_lower_a_level_when_prices_grow() {
		let mut last = Lane::Fresh(0);
		for step in 0..12_700u32 {
			let price = (1.01f64.powf(step.into())) as Balance;
			let lane = Lane::of_price(price);
			assert!(lane >= last && lane < Lane::Fresh(LEASE_LEVEL), "{price}");
			last = lane;
		}
		assert_eq!(Lane::of_price(0), Lane::Fresh(0));
		assert_eq!(Lane::of_price(Balance::MAX), Lane::Fresh(LEASE_LEVEL - 1));
		assert!(Lane::of_price(10 * MILLI_AIC) < Lane::of_price(1_130 * MILLI_AIC / 100));
		assert!(Lane::of_price(MILLI_AIC) > Lane::Fresh(0) && Lane::of_price(1_000 * AIC) < Lane::Fresh(254));
	}

	#[test]
	fn highest_level_is_found_when_some_are_set() {
		let mut marks = Marks::default();
		assert_eq!(marks.highest(256), None);
		for level in [0, 63, 127, 128, 255] {
			marks.set(Lane::Fresh(level), true);
		}
		assert_eq!(marks.highest(256), Some(255));
		assert_eq!(marks.highest(255), Some(128));
		assert_eq!(marks.highest(128), Some(127));
		marks.set(Lane::Fresh(127), false);
		assert_eq!(marks.highest(128), Some(63));
		assert_eq!(marks.highest(63), Some(0));
		assert_eq!(marks.highest(0), None);
	}

	#[test]
	fn retry_lanes_are_marked_apart_from_levels_of_price() {
		let mut marks = Marks::default();
		for failures in [8, 1, 3] {
			marks.set(Lane::Retry(failures), true);
			marks.set(Lane::Retry(failures), true);
		}
		assert_eq!(marks.retries().collect::<alloc::vec::Vec<_>>(), [1, 3, 8]);
		assert_eq!(marks.highest(256), None);
		marks.set(Lane::Retry(3), false);
		assert!(!marks.has(Lane::Retry(3)) && marks.has(Lane::Retry(8)));
		marks.set(Lane::Retry(1), false);
		marks.set(Lane::Retry(8), false);
		assert_eq!(marks, Marks::default());
	}
}
