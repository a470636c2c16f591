//! The record of a validation, and the count of its votes. Nothing here touches storage.

use aic_primitives::{
	Auditors, Balance, Commitment, Comparison, Moment, NodeId, Parts, ProviderIndex, ValidationTask, Verdict,
	WaitReason, MAX_AUDITORS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{hashing::blake2_256, prelude::*};

/// Part of a lost bond that goes to auditors at the most. The rest is the treasury's, so that even a liar whose friends are
/// all of his auditors loses half of what the requester does not get back.
pub const AUDITORS_PART: Permill = Permill::from_percent(50);
/// Auditors that a digest needs when another was revealed too.
pub const CONTESTED_QUORUM: u32 = 2;
/// The most that one node weighs: it has that with a trust of 27. Without a bound, one who was long honest would outweigh
/// any number of others.
pub const MAX_WEIGHT: u8 = 8;
/// Checkpoints that auditors of a tolerant task repeat at the most.
pub const MAX_SAMPLES: u32 = 4;
/// What auditors vote for who find an executor's checkpoints outside of the bound of a tolerant task. No executor can reveal
/// it as his digest.
pub const DISSENT: H256 = H256::zero();

/// Checkpoints that are repeated, from 0, in rising order.
pub type Samples = BoundedVec<u32, ConstU32<MAX_SAMPLES>>;

/// Weight of a node of this trust in the consensus: `max(3, trust / 3) − 1` (iExec), [`MAX_WEIGHT`] at the most.
pub fn weight_of(trust: u32) -> u8 {
	let weight = (trust / 3).max(3).saturating_sub(1);
	u8::try_from(weight).unwrap_or(MAX_WEIGHT).min(MAX_WEIGHT)
}

/// What an auditor of a tolerant task commits to: BLAKE2b-256 over the SCALE encoding of `("aic/tolerant", digest, distance)`,
/// the text as an array of twelve bytes. `digest` is the Merkle root, or the hash, of his own repetition of the samples and
/// can't be guessed; `distance` is the largest relative distance to the executor's, in parts per million.
pub fn tolerant_digest(digest: H256, distance: u32) -> H256 {
	H256(blake2_256(&(*b"aic/tolerant", digest, distance).encode()))
}

/// How far an auditor is.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Vote {
	/// Drawn; has not committed.
	#[codec(index = 0)]
	Awaited,
	/// Committed.
	#[codec(index = 1)]
	Committed(Commitment),
	/// Revealed this digest.
	#[codec(index = 2)]
	Revealed(H256),
	/// Compared the samples of a tolerant task.
	#[codec(index = 3)]
	Judged {
		/// Whether the distance lies within the bound.
		agrees: bool,
	},
	/// Missed a deadline, was punished and has no say.
	#[codec(index = 4)]
	Missed,
}

/// What answers for an auditor's vote.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Surety {
	/// So many parts of his node are reserved.
	#[codec(index = 0)]
	Parts(Parts),
	/// A pledge of the task's bond; the node can do other work.
	#[codec(index = 1)]
	Pledge,
	/// Nothing any more.
	#[codec(index = 2)]
	Nothing,
}

/// A node that was drawn to repeat the work.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Auditor<AccountId> {
	/// The node.
	pub node: NodeId,
	/// Its provider.
	pub owner: ProviderIndex,
	/// Who signed for it when it was drawn.
	pub operator: AccountId,
	/// What answers for its vote.
	pub surety: Surety,
	/// Its weight when it was drawn.
	pub weight: u8,
	/// Round that it was drawn in, from 1.
	pub round: u8,
	/// How far it is.
	pub vote: Vote,
}

/// The children of a party's current node in a Merkle tree.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Children {
	/// Whether the executor posted them, or else the challenger.
	pub by_executor: bool,
	/// The left one.
	pub left: H256,
	/// The right one.
	pub right: H256,
}

/// The search for the first step in which executor and challenger differ.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Bisection {
	/// Position of the challenger among the auditors.
	pub challenger: u8,
	/// Round that ended with the disagreement.
	pub round: u8,
	/// First of the steps that are left, from 0.
	pub step: u32,
	/// Levels of the tree that are left: `2^levels` steps are. With none, `step` is the one.
	pub levels: u8,
	/// The executor's node of the tree over these steps; in the end his leaf.
	pub executor: H256,
	/// The challenger's.
	pub auditor: H256,
	/// What the first of both posted for this level.
	pub posted: Option<Children>,
}

impl Bisection {
	/// Whether the step was found.
	pub fn is_done(&self) -> bool {
		self.levels == 0
	}

	/// Goes down to the first child in which both differ.
	pub fn descend(&mut self, executor: (H256, H256), auditor: (H256, H256)) {
		self.levels = self.levels.saturating_sub(1);
		self.posted = None;
		if executor.0 != auditor.0 {
			(self.executor, self.auditor) = (executor.0, auditor.0);
		} else {
			(self.executor, self.auditor) = (executor.1, auditor.1);
			let half = 1u32.checked_shl(self.levels.into()).unwrap_or_default();
			self.step = self.step.saturating_add(half);
		}
	}
}

/// What a validation waits for. All deadlines are inclusive, in milliseconds since the Unix epoch.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Phase {
	/// For the draw: whether it is audited, and by whom.
	#[codec(index = 0)]
	Drawing {
		/// Its place in the queue.
		position: u64,
		/// After this anyone may end it.
		until: Moment,
		/// Why the last draw gave nobody.
		waits: WaitReason,
	},
	/// It isn't audited: for the executor's digest alone.
	#[codec(index = 1)]
	Unaudited {
		/// Deadline of the reveal.
		until: Moment,
	},
	/// For the auditors' commitments.
	#[codec(index = 2)]
	Committing {
		/// Deadline of the commitments.
		until: Moment,
		/// Deadline of the reveals, if a commitment is missing until the end.
		reveal_until: Moment,
	},
	/// For the digests behind the commitments.
	#[codec(index = 3)]
	Revealing {
		/// Deadline of the reveals.
		until: Moment,
	},
	/// For executor and challenger to post the children of their nodes.
	#[codec(index = 4)]
	Bisecting {
		/// Deadline of this level.
		until: Moment,
	},
	/// For the AI Society.
	#[codec(index = 5)]
	Disputed {
		/// After this anyone may end it, undecided.
		until: Moment,
	},
}

/// How a validation ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
	/// These votes are right.
	Stands(H256),
	/// The executor did not show what he had committed to.
	Hidden,
	/// Nobody is right or wrong.
	Undecided,
}

/// A validation that has no verdict yet.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Validation<AccountId> {
	/// The work.
	pub task: ValidationTask<AccountId>,
	/// Provider of the executor's node.
	pub owner: ProviderIndex,
	/// Who signed for the executor's node when the validation opened.
	pub operator: AccountId,
	/// Bond that answers for the executor's digest, and for each auditor's, as it was at the opening, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// The executor's weight when it was drawn that he is audited.
	pub weight: u8,
	/// Auditors whom the requester pays, as it was at the opening.
	pub panel: u8,
	/// The digest that the executor revealed.
	pub digest: Option<H256>,
	/// The round that runs, from 1; 0 before it is drawn whether the task is audited.
	pub round: u8,
	/// What it waits for, as stored: see [`Self::phase_at`].
	pub phase: Phase,
	/// Checkpoints that auditors of a tolerant task repeat.
	pub samples: Samples,
	/// The search for the first false step, if one was begun.
	pub bisection: Option<Bisection>,
	/// Everybody who was drawn, in all rounds, in the order of drawing.
	pub auditors: BoundedVec<Auditor<AccountId>, ConstU32<MAX_AUDITORS>>,
}

impl<AccountId: Clone + PartialEq> Validation<AccountId> {
	/// What it waits for at `now`: with one commitment at least, the reveals begin when the deadline of the commitments
	/// has passed.
	pub fn phase_at(&self, now: Moment) -> Phase {
		match self.phase {
			Phase::Committing { until, reveal_until } if now > until && self.has_commitments() => {
				Phase::Revealing { until: reveal_until }
			}
			_ => self.phase.clone(),
		}
	}

	/// Whether anyone may close it at `now`: its deadline has passed, or everybody who can reveal did.
	pub fn closable_at(&self, now: Moment) -> bool {
		match self.phase_at(now) {
			Phase::Drawing { until, .. }
			| Phase::Committing { until, .. }
			| Phase::Bisecting { until }
			| Phase::Disputed { until } => now > until,
			Phase::Unaudited { until } => now > until || self.digest.is_some(),
			Phase::Revealing { until } => now > until || (self.digest.is_some() && !self.has_commitments()),
		}
	}

	/// The auditors of the round that runs.
	pub fn current(&self) -> impl Iterator<Item = &Auditor<AccountId>> {
		self.auditors.iter().filter(|auditor| auditor.round == self.round)
	}

	/// The auditor of the round that runs for whom `who` signs.
	pub fn current_mut(&mut self, who: &AccountId) -> Option<&mut Auditor<AccountId>> {
		let round = self.round;
		self.auditors.iter_mut().find(|auditor| auditor.round == round && auditor.operator == *who)
	}

	/// Whether an auditor of the round that runs has yet to reveal what he committed.
	fn has_commitments(&self) -> bool {
		self.current().any(|auditor| matches!(auditor.vote, Vote::Committed(_)))
	}

	/// Whether every auditor of the round that runs has committed.
	pub fn all_committed(&self) -> bool {
		self.current().all(|auditor| auditor.vote != Vote::Awaited)
	}

	/// The executor's vote: his digest, or his leaf once the first differing step is known.
	pub fn executor_ballot(&self) -> Option<H256> {
		let digest = self.digest?;
		Some(self.found().map_or(digest, |bisection| bisection.executor))
	}

	/// What `auditor` voted for. Once the first differing step is known, it is about that step's leaf: who revealed the
	/// executor's or the challenger's root before counts for the leaf under it, and who revealed a third root for none.
	pub fn ballot(&self, auditor: &Auditor<AccountId>) -> Option<H256> {
		match auditor.vote {
			Vote::Judged { agrees: true } => self.digest,
			Vote::Judged { agrees: false } => Some(DISSENT),
			Vote::Revealed(digest) => match self.found() {
				Some(bisection) if auditor.round <= bisection.round => match Some(digest) {
					root if root == self.digest => Some(bisection.executor),
					root if root == self.challenger_root(bisection) => Some(bisection.auditor),
					_ => None,
				},
				_ => Some(digest),
			},
			Vote::Awaited | Vote::Committed(_) | Vote::Missed => None,
		}
	}

	/// The bisection, when it has found the step.
	pub fn found(&self) -> Option<&Bisection> {
		self.bisection.as_ref().filter(|bisection| bisection.is_done())
	}

	fn challenger_root(&self, bisection: &Bisection) -> Option<H256> {
		match self.auditors.get(usize::from(bisection.challenger))?.vote {
			Vote::Revealed(root) => Some(root),
			_ => None,
		}
	}

	/// The bisection that must be begun: results are exact and have checkpoints, and an auditor came to another root.
	pub fn bisection_due(&self) -> Option<Bisection> {
		let executor = self.digest?;
		if self.bisection.is_some() || self.task.comparison != Comparison::Exact || self.task.checkpoints < 2
		{
			return None;
		}
		let differing = self.auditors.iter().enumerate().find_map(|(at, auditor)| match auditor.vote {
			Vote::Revealed(root) if root != executor => Some((at, root)),
			_ => None,
		});
		let (challenger, auditor) = differing?;
		Some(Bisection {
			challenger: challenger as u8,
			round: self.round,
			step: 0,
			levels: self.task.checkpoints.ilog2() as u8,
			executor,
			auditor,
			posted: None,
		})
	}

	/// The votes, by what they are for.
	pub fn tally(&self) -> Tally {
		let mut tally = Tally { groups: BoundedVec::new(), total: 1 };
		if let Some(digest) = self.executor_ballot() {
			tally.add(digest, self.weight, false);
		}
		for auditor in &self.auditors {
			if let Some(digest) = self.ballot(auditor) {
				tally.add(digest, auditor.weight, true);
			}
		}
		tally.total = tally.groups.iter().fold(1, |total, group| total.saturating_add(group.weight));
		tally
	}

	/// Auditors to draw now; none when there can be no more.
	pub fn wanted(&self) -> u32 {
		let panel = u32::from(self.panel);
		let round = if self.tally().is_contested() { panel.max(CONTESTED_QUORUM) } else { panel };
		round.min(MAX_AUDITORS.saturating_sub(self.auditors.len() as u32))
	}

	/// Milliseconds that an auditor has for his work: all of it, or the one step that is in dispute.
	pub fn audit_time(&self) -> Moment {
		match self.found() {
			Some(_) => self.task.time_limit.checked_div(self.task.checkpoints.into()).unwrap_or_default(),
			None => self.task.time_limit,
		}
	}

	/// Whether `auditor` is right or wrong when it ends so; `None` when he isn't judged.
	pub fn is_right(&self, outcome: Outcome, auditor: &Auditor<AccountId>) -> Option<bool> {
		match outcome {
			Outcome::Stands(digest) => self.ballot(auditor).map(|ballot| ballot == digest),
			Outcome::Hidden => {
				let voted = matches!(auditor.vote, Vote::Revealed(_) | Vote::Judged { .. });
				let doubted = self.digest.is_none() || self.ballot(auditor) != self.executor_ballot();
				(voted && doubted).then_some(true)
			}
			Outcome::Undecided => None,
		}
	}

	/// Auditors of whom [`Self::is_right`] says `right`, in the order of drawing.
	pub fn who_is(&self, right: bool, outcome: Outcome) -> impl Iterator<Item = &Auditor<AccountId>> {
		self.auditors.iter().filter(move |auditor| self.is_right(outcome, auditor) == Some(right))
	}

	/// The verdict when it ends so. Of the auditors it names those whom the requester pays.
	pub fn verdict(&self, outcome: Outcome) -> Verdict {
		match (outcome, self.digest) {
			(Outcome::Undecided, _) => Verdict::Undecided,
			(Outcome::Stands(stands), Some(digest)) if self.executor_ballot() == Some(stands) => {
				let nodes = self.who_is(true, outcome).map(|auditor| auditor.node);
				let auditors: Auditors = BoundedVec::truncate_from(nodes.take(self.panel.into()).collect());
				Verdict::Accepted { digest, auditors }
			}
			_ => Verdict::Rejected,
		}
	}
}

/// Nodes that voted for the same.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Group {
	/// What they voted for: a digest, a leaf once a step is in dispute, or [`DISSENT`].
	pub digest: H256,
	/// Product of their weights.
	pub weight: u128,
	/// Auditors among them.
	pub auditors: u32,
}

/// The votes of a validation.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Tally {
	/// Groups of equal votes, the executor's first.
	pub groups: BoundedVec<Group, ConstU32<{ MAX_AUDITORS + 1 }>>,
	/// One, and the weights of all groups.
	pub total: u128,
}

impl Tally {
	fn add(&mut self, digest: H256, weight: u8, auditor: bool) {
		let weight = u128::from(weight);
		match self.groups.iter_mut().find(|group| group.digest == digest) {
			Some(group) => {
				group.weight = group.weight.saturating_mul(weight);
				group.auditors = group.auditors.saturating_add(auditor.into());
			}
			None => {
				let pushed = self.groups.try_push(Group { digest, weight, auditors: auditor.into() });
				defensive_assert!(pushed.is_ok(), "executor and auditors form at most so many groups");
			}
		}
	}

	/// Whether there are votes for different results.
	pub fn is_contested(&self) -> bool {
		self.groups.len() > 1
	}

	/// The result that is credible enough: `weight · trust > total · (trust − 1)`, and no other weighs as much. An auditor must
	/// have voted for it; when it is contested [`CONTESTED_QUORUM`], and more than half of all auditors who voted.
	pub fn leader(&self, trust: u32) -> Option<H256> {
		let first = self.groups.iter().max_by_key(|group| group.weight)?;
		let others = || self.groups.iter().filter(|group| group.digest != first.digest);
		let quorum = if self.is_contested() { CONTESTED_QUORUM } else { 1 };
		let against = others().fold(0u32, |sum, group| sum.saturating_add(group.auditors));
		let trust = u128::from(trust.max(1));
		let is_credible =
			first.weight.saturating_mul(trust) > self.total.saturating_mul(trust.saturating_sub(1));
		let leads = others().all(|group| group.weight < first.weight);
		(is_credible && leads && first.auditors >= quorum && first.auditors > against).then_some(first.digest)
	}
}

/// The queues of validations that wait for a draw; they are served in turn, so that those for whom no auditors are found
/// don't delay new ones.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Lane {
	/// It isn't drawn yet whether they are audited.
	#[codec(index = 0)]
	New,
	/// They need more auditors, or had a draw that found nobody.
	#[codec(index = 1)]
	Again,
}

/// What a node lost bond for.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Fault {
	/// What it revealed is not what stands.
	#[codec(index = 0)]
	FalseDigest,
	/// It did not commit, reveal or post in time.
	#[codec(index = 1)]
	Missed,
}
