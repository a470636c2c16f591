//! The queues of validations that wait for a draw, the audit lottery and the draw of auditors.

use super::*;
use aic_primitives::{ring::Ring, Comparison, Locality, ProviderIndex, Taken, WaitReason};
use alloc::{collections::BTreeSet, vec::Vec};

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"work-validation";
/// Positions of a queue, given up before, that one look at its head passes over at the most.
pub(crate) const PATIENCE: u32 = 1;

/// The queues, with the block in which a place was taken: only randomness that became known later draws.
type Queues<T> = Ring<Lane, (TaskId, BlockNumberFor<T>), Ends<T>, Queue<T>>;

impl<T: Config> Pallet<T> {
	/// Draws for the oldest validations of both queues in turn, as many as a block may and `meter` has weight for.
	///
	/// A queue is in the order of blocks, so it stops at the first that is as young as the randomness.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		let weight = T::WeightInfo::draw(Self::max_drawn());
		for turn in 0..T::MaxDrawsPerBlock::get() {
			if !meter.can_consume(weight) {
				return;
			}
			let lanes = if turn % 2 == 0 { [Lane::New, Lane::Again] } else { [Lane::Again, Lane::New] };
			if !lanes.into_iter().any(|lane| Self::draw_next(lane, randomness, known_since)) {
				return;
			}
			meter.consume(weight);
		}
	}

	/// The most auditors that one draw takes.
	fn max_drawn() -> u32 {
		Self::panel(Comparison::Tolerant { bound: 0 }).max(CONTESTED_QUORUM)
	}

	/// Auditors of a task when nobody disagrees: [`Config::FirstAuditors`], 1 to [`MAX_AUDITORS`], and at least two when
	/// results are compared within a bound.
	pub(crate) fn panel(comparison: Comparison) -> u32 {
		let least = match comparison {
			Comparison::Exact => 1,
			Comparison::Tolerant { .. } => 2,
		};
		T::FirstAuditors::get().clamp(least, MAX_AUDITORS)
	}

	/// Takes the queue's head and draws for it, if it waits for randomness that is known now. Whether it did.
	pub(crate) fn draw_next(lane: Lane, randomness: H256, known_since: BlockNumberFor<T>) -> bool {
		let Some((task, since)) = Queues::<T>::peek(lane, PATIENCE) else { return false };
		if since >= known_since {
			return false;
		}
		Queues::<T>::pop(lane);
		match Validations::<T>::get(task) {
			Some(validation) => Self::draw(validation, randomness),
			None => {
				defensive!("who waits has a record");
			}
		}
		true
	}

	/// Puts `task` at the end of its queue. Returns the phase that it is in there.
	pub(crate) fn enqueue(task: TaskId, round: u8, until: Moment, waits: WaitReason) -> Phase {
		let since = frame_system::Pallet::<T>::block_number();
		let position = Queues::<T>::push(Self::lane(round), (task, since));
		Phase::Drawing { position, until, waits }
	}

	/// Gives up a place in the queue.
	pub(crate) fn dequeue(round: u8, position: u64) {
		Queues::<T>::remove(Self::lane(round), position);
	}

	/// The queue that validations of this round wait in.
	pub(crate) fn lane(round: u8) -> Lane {
		if round == 0 {
			Lane::New
		} else {
			Lane::Again
		}
	}

	/// Deadline of a draw that is asked for now.
	pub(crate) fn draw_deadline() -> Moment {
		T::Time::now().saturating_add(T::DrawTimeout::get())
	}

	/// A draw that fails takes a new place in the queue and so needs newer randomness: else one who knows the present one
	/// could put up nodes until it hits his.
	fn draw(mut validation: ValidationOf<T>, randomness: H256) {
		let task = validation.task.task;
		let Phase::Drawing { until, .. } = validation.phase else {
			defensive!("only validations that wait for a draw are queued");
			return;
		};
		if validation.round == 0 && !Self::draw_audit(&mut validation, randomness) {
			let until = T::Time::now().saturating_add(T::RevealTime::get());
			validation.phase = Phase::Unaudited { until };
			Self::deposit_event(Event::Exempted { task, until });
		} else {
			match Self::draw_auditors(&validation, until, randomness) {
				Ok(auditors) => Self::begin_commits(&mut validation, auditors),
				Err(waits) => validation.phase = Self::enqueue(task, validation.round, until, waits),
			}
		}
		Validations::<T>::insert(task, validation);
	}

	/// The lottery, once in a validation: whether it is audited.
	fn draw_audit(validation: &mut ValidationOf<T>, randomness: H256) -> bool {
		let task = &validation.task;
		let trust = Scores::<T>::get(task.executor);
		validation.weight = weight_of(trust);
		if !Self::is_drawn(Self::audit_probability(task.audit, trust), randomness, task.task) {
			return false;
		}
		validation.round = 1;
		if task.comparison != Comparison::Exact {
			validation.samples = Self::samples(task.task, task.checkpoints, randomness);
		}
		true
	}

	/// Probability with which the work of a node of this trust is audited: `TrustScale / (TrustScale + trust)`, rounded up, but not
	/// below what the task asks for and [`Config::LeastAudit`].
	pub(crate) fn audit_probability(asked: Permill, trust: u32) -> Permill {
		let scale = T::TrustScale::get().max(1);
		let all = scale.saturating_add(trust);
		let by_trust =
			Permill::from_rational_with_rounding(scale, all, Rounding::Up).unwrap_or(Permill::one());
		asked.max(T::LeastAudit::get()).max(by_trust)
	}

	/// Whether the randomness falls below `probability`.
	pub(crate) fn is_drawn(probability: Permill, randomness: H256, task: TaskId) -> bool {
		let drawn = Self::number(&(*b"lottery", randomness, task), 1_000_000);
		drawn < probability.deconstruct()
	}

	/// A number below `end` out of these values' hash; 0 if that is 0.
	fn number(values: &impl Encode, end: u32) -> u32 {
		let hash = blake2_256(&values.encode());
		let number = u64::decode(&mut &hash[..]).unwrap_or_default();
		number.checked_rem(end.into()).unwrap_or_default().saturated_into()
	}

	/// Checkpoints to repeat: all, when there are few.
	fn samples(task: TaskId, checkpoints: u32, randomness: H256) -> Samples {
		let mut samples = BTreeSet::new();
		for index in 0..MAX_SAMPLES {
			let sample = match checkpoints {
				0..=MAX_SAMPLES => index,
				_ => Self::number(&(*b"samples", randomness, task, index), checkpoints),
			};
			samples.extend((sample < checkpoints).then_some(sample));
		}
		BoundedVec::truncate_from(samples.into_iter().collect())
	}

	/// Draws all auditors that are wanted; when half of the time for it has passed, one is enough. Reserves nobody when it
	/// fails.
	fn draw_auditors(
		validation: &ValidationOf<T>,
		until: Moment,
		randomness: H256,
	) -> Result<Vec<Auditor<T::AccountId>>, WaitReason> {
		let task = &validation.task;
		let wanted = validation.wanted();
		let patient = T::Time::now() < until.saturating_sub(T::DrawTimeout::get() / 2);
		let least = if patient { wanted } else { 1 };
		let excluded = Self::excluded(validation);
		let seed = H256(blake2_256(&(*b"auditors", randomness, task.task, validation.round).encode()));
		let taken = T::Nodes::take(&task.requirements, &Locality::default(), &excluded, wanted, seed)?;
		let mut drawn = Vec::new();
		for node in taken {
			match Self::admit(validation, &excluded, &drawn, node) {
				Some(auditor) if (drawn.len() as u32) < wanted => drawn.push(auditor),
				_ => T::Nodes::release(node.node, node.parts),
			}
		}
		if (drawn.len() as u32) < least || drawn.is_empty() {
			drawn.iter().for_each(Self::free);
			return Err(WaitReason::OnlyExcludedNodes);
		}
		Ok(drawn)
	}

	/// Providers whose nodes must not be drawn: executor, requester, and whoever was drawn before.
	fn excluded(validation: &ValidationOf<T>) -> Vec<ProviderIndex> {
		core::iter::once(validation.owner)
			.chain(T::Nodes::owner_index(&validation.task.requester))
			.chain(validation.auditors.iter().map(|auditor| auditor.owner))
			.collect()
	}

	/// A drawn node as an auditor; `None` when it may be the same people as another who takes part: by provider or by the
	/// key that signs for it.
	fn admit(
		validation: &ValidationOf<T>,
		excluded: &[ProviderIndex],
		drawn: &[Auditor<T::AccountId>],
		taken: Taken,
	) -> Option<Auditor<T::AccountId>> {
		let operator = T::Nodes::info(taken.node)?.operator;
		let is_known = excluded.contains(&taken.owner)
			|| operator == validation.operator
			|| operator == validation.task.requester
			|| validation
				.auditors
				.iter()
				.chain(drawn)
				.any(|other| other.owner == taken.owner || other.operator == operator);
		(!is_known).then(|| Auditor {
			node: taken.node,
			owner: taken.owner,
			operator,
			surety: Surety::Parts(taken.parts),
			weight: weight_of(Scores::<T>::get(taken.node)),
			round: validation.round,
			vote: Vote::Awaited,
		})
	}

	fn begin_commits(validation: &mut ValidationOf<T>, drawn: Vec<Auditor<T::AccountId>>) {
		let until =
			T::Time::now().saturating_add(validation.audit_time()).saturating_add(T::CommitGrace::get());
		let reveal_until = until.saturating_add(T::RevealTime::get());
		validation.phase = Phase::Committing { until, reveal_until };
		Self::deposit_event(Event::AuditorsDrawn {
			task: validation.task.task,
			round: validation.round,
			auditors: BoundedVec::truncate_from(drawn.iter().map(|auditor| auditor.node).collect()),
			samples: validation.samples.clone(),
			step: validation.found().map(|bisection| bisection.step),
			until,
		});
		for auditor in drawn {
			let pushed = validation.auditors.try_push(auditor);
			defensive_assert!(pushed.is_ok(), "no more are wanted than there may be");
		}
	}
}
