//! The record of a validation, and the count of its votes. Nothing here touches storage.

use aic_primitives::{Moment, NodeId, ValidationTask, Validators, WaitReason, MAX_VALIDATORS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;

/// Rounds of drawing that a validation has at the most.
pub const MAX_ROUNDS: u8 = 3;
/// Validators that all rounds of a validation together draw at the most.
pub const MAX_DRAWN: u32 = MAX_VALIDATORS * MAX_ROUNDS as u32;
/// Part of a rejected executor's bond that goes to validators, if every one of them vouched. The rest is the treasury's,
/// so that even an executor whose friends are all of his validators loses half.
pub const VALIDATORS_PART: Permill = Permill::from_percent(50);

/// How far a validator is.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Vote {
	/// Drawn; has not committed.
	#[codec(index = 0)]
	Awaited,
	/// Committed this seal.
	#[codec(index = 1)]
	Sealed(H256),
	/// Revealed this digest.
	#[codec(index = 2)]
	Revealed(H256),
}

/// A node that was drawn to repeat the work.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Validator<AccountId> {
	/// The node.
	pub node: NodeId,
	/// Its provider, who signs for it.
	pub provider: AccountId,
	/// Round it was drawn in, from 1.
	pub round: u8,
	/// How far it is. After its round ended: `Revealed`, or it failed and was released.
	pub vote: Vote,
}

/// What a validation waits for. All deadlines are inclusive, in milliseconds since the Unix epoch.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Phase<BlockNumber> {
	/// For validators to be drawn.
	#[codec(index = 0)]
	Drawing {
		/// Its place in the queue.
		position: u64,
		/// Block in which it took that place; only randomness that became known later draws.
		since: BlockNumber,
		/// After this anyone may end it.
		until: Moment,
		/// Why the last draw gave nobody.
		waits: WaitReason,
	},
	/// For the validators' seals.
	#[codec(index = 1)]
	Committing {
		/// Deadline of the seals.
		until: Moment,
		/// Deadline of the reveals, if a seal is missing until the end.
		reveal_until: Moment,
	},
	/// For the digests behind the seals.
	#[codec(index = 2)]
	Revealing {
		/// Deadline of the reveals.
		until: Moment,
	},
}

/// A validation that has no verdict yet.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Validation<AccountId, BlockNumber> {
	/// The work.
	pub task: ValidationTask<AccountId>,
	/// Provider of the executor's node when the validation opened.
	pub provider: AccountId,
	/// The digest that the executor revealed.
	pub digest: Option<H256>,
	/// Validators that a full panel has: odd, 1 to [`MAX_VALIDATORS`]. Fixed when the validation opened.
	pub panel: u32,
	/// The round that runs, from 1.
	pub round: u8,
	/// What it waits for, as stored: see [`Self::phase_at`].
	pub phase: Phase<BlockNumber>,
	/// Everybody who was drawn, in all rounds, in the order of drawing.
	pub validators: BoundedVec<Validator<AccountId>, ConstU32<MAX_DRAWN>>,
}

impl<AccountId: Clone + PartialEq, BlockNumber: Clone> Validation<AccountId, BlockNumber> {
	/// What it waits for at `now`: with one seal at least, the reveals begin when the deadline of the seals has passed.
	pub fn phase_at(&self, now: Moment) -> Phase<BlockNumber> {
		match self.phase {
			Phase::Committing { until, reveal_until } if now > until && self.sealed() => {
				Phase::Revealing { until: reveal_until }
			}
			_ => self.phase.clone(),
		}
	}

	/// Whether anyone may close it at `now`: its deadline has passed, or everybody who can reveal did.
	pub fn closable_at(&self, now: Moment) -> bool {
		match self.phase_at(now) {
			Phase::Drawing { until, .. } | Phase::Committing { until, .. } => now > until,
			Phase::Revealing { until } => now > until || (self.digest.is_some() && !self.sealed()),
		}
	}

	/// The validators of the round that runs.
	pub fn current(&self) -> impl Iterator<Item = &Validator<AccountId>> {
		self.validators.iter().filter(|validator| validator.round == self.round)
	}

	/// The validator of the round that runs for whom `who` signs.
	pub fn current_mut(&mut self, who: &AccountId) -> Option<&mut Validator<AccountId>> {
		let round = self.round;
		self.validators.iter_mut().find(|validator| validator.round == round && validator.provider == *who)
	}

	/// Whether a validator of the round that runs has yet to reveal what he committed.
	fn sealed(&self) -> bool {
		self.current().any(|validator| matches!(validator.vote, Vote::Sealed(_)))
	}

	/// Whether every validator of the round that runs has committed.
	pub fn all_committed(&self) -> bool {
		self.current().all(|validator| validator.vote != Vote::Awaited)
	}

	/// Whether the executor let a phase of reveals pass without revealing. Right only when no such phase runs.
	pub fn executor_missed(&self) -> bool {
		self.digest.is_none() && self.validators.iter().any(|validator| validator.vote != Vote::Awaited)
	}

	/// Nodes and digests that were revealed, in the order of drawing.
	pub fn votes(&self) -> impl Iterator<Item = (NodeId, H256)> + '_ {
		self.validators.iter().filter_map(|validator| match validator.vote {
			Vote::Revealed(digest) => Some((validator.node, digest)),
			_ => None,
		})
	}

	/// Nodes that revealed `digest`. Never more than a panel, since no round draws more than [`Self::wanted`].
	pub fn vouchers(&self, digest: H256) -> Validators {
		let nodes = self.votes().filter(|(_, vote)| *vote == digest).map(|(node, _)| node);
		BoundedVec::truncate_from(nodes.take(self.panel as usize).collect())
	}

	/// A digest that no other has more votes than, and its votes.
	fn leader(&self) -> Option<(H256, u32)> {
		self.votes()
			.map(|(_, digest)| (digest, self.votes().filter(|(_, vote)| *vote == digest).count() as u32))
			.max_by_key(|(_, votes)| *votes)
	}

	fn leader_votes(&self) -> u32 {
		self.leader().map_or(0, |(_, votes)| votes)
	}

	/// Votes that a digest needs: more than half of a full panel, however few validators there were.
	pub fn quorum(&self) -> u32 {
		(self.panel / 2).saturating_add(1)
	}

	/// The digest that has a quorum and more than half of all votes of all rounds.
	pub fn majority(&self) -> Option<H256> {
		let all = self.votes().count() as u32;
		self.leader()
			.filter(|(_, votes)| *votes >= self.quorum() && votes.saturating_mul(2) > all)
			.map(|(digest, _)| digest)
	}

	/// Validators to draw now: so many that a digest can at most be vouched for by a full panel, whom the requester pays.
	pub fn wanted(&self) -> u32 {
		self.panel.saturating_sub(self.leader_votes())
	}

	/// The fewest validators that a draw is worth while with: together with the votes cast they can be a quorum.
	pub fn least(&self) -> u32 {
		self.quorum().saturating_sub(self.leader_votes()).max(1)
	}

	/// Accounts whose nodes must not be drawn: requester, executor, and whoever was drawn before.
	pub fn excluded(&self) -> alloc::vec::Vec<AccountId> {
		[&self.task.requester, &self.provider]
			.into_iter()
			.chain(self.validators.iter().map(|validator| &validator.provider))
			.cloned()
			.collect()
	}
}

/// The two ends of the queue of validations that wait for validators.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct QueueEnds {
	/// Position that is served next.
	pub head: u64,
	/// Position that is given next.
	pub tail: u64,
}

/// What a node lost bond for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Fault {
	/// It revealed another digest than the majority's.
	#[codec(index = 0)]
	FalseDigest,
	/// It did not commit or did not reveal in time.
	#[codec(index = 1)]
	Missed,
}
