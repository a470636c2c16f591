//! The queue of validations that wait for validators, and the draw.

use super::*;
use aic_primitives::{Requirements, WaitReason};
use alloc::vec::Vec;
use frame::deps::frame_support::storage::with_storage_layer;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"work-validation";

impl<T: Config> Pallet<T> {
	/// Draws panels for the oldest validations of the queue, as many as a block may and `meter` has weight for.
	///
	/// The queue is in the order of blocks, so it stops at the first that is as young as the randomness.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		for _ in 0..T::MaxDrawsPerBlock::get() {
			if !Self::head_is_ready(known_since) || meter.try_consume(T::WeightInfo::draw()).is_err() {
				return;
			}
			Self::draw_next(randomness);
		}
	}

	/// Whether the queue's head is an empty position, or a validation that is older than the randomness.
	fn head_is_ready(known_since: BlockNumberFor<T>) -> bool {
		let QueueEnds { head, tail } = Ends::<T>::get();
		head < tail
			&& match Self::queued(head).map(|validation| validation.phase) {
				Some(Phase::Drawing { since, .. }) => since < known_since,
				_ => true,
			}
	}

	fn queued(position: u64) -> Option<ValidationOf<T>> {
		Validations::<T>::get(Queue::<T>::get(position)?)
	}

	/// Takes the queue's head and draws its panel.
	pub(crate) fn draw_next(randomness: H256) {
		let position = Ends::<T>::mutate(|ends| {
			let position = ends.head;
			ends.head = position.saturating_add(1);
			position
		});
		if let Some(validation) = Queue::<T>::take(position).and_then(Validations::<T>::get) {
			Self::draw_or_requeue(validation, randomness);
		}
	}

	/// Puts `slot` at the end of the queue. Returns the phase that it is in there.
	pub(crate) fn enqueue(slot: SlotId, until: Moment, waits: WaitReason) -> Phase<BlockNumberFor<T>> {
		let position = Ends::<T>::mutate(|ends| {
			let position = ends.tail;
			ends.tail = position.saturating_add(1);
			position
		});
		Queue::<T>::insert(position, slot);
		Phase::Drawing { position, since: frame_system::Pallet::<T>::block_number(), until, waits }
	}

	/// Deadline of a draw that is asked for now.
	pub(crate) fn draw_deadline() -> Moment {
		T::Time::now().saturating_add(T::DrawTimeout::get())
	}

	/// A draw that fails takes a new place in the queue and so needs newer randomness: else one who knows the present one
	/// could put up nodes until it hits his.
	fn draw_or_requeue(mut validation: ValidationOf<T>, randomness: H256) {
		let slot = validation.task.slot;
		let Phase::Drawing { until, .. } = validation.phase else {
			defensive!("only validations that wait for validators are queued");
			return;
		};
		let drawn = Self::draw(&validation, until, randomness)
			.and_then(|drawn| Self::reserve(drawn, &validation.task.requirements));
		match drawn {
			Ok(drawn) => Self::begin_commits(&mut validation, drawn),
			Err(waits) => validation.phase = Self::enqueue(slot, until, waits),
		}
		Validations::<T>::insert(slot, validation);
	}

	/// Draws a full panel; when half of the time for it has passed, what suffices for a quorum. Writes nothing.
	fn draw(
		validation: &ValidationOf<T>,
		until: Moment,
		randomness: H256,
	) -> Result<Vec<Validator<T::AccountId>>, WaitReason> {
		let half = T::DrawTimeout::get() / 2;
		let patient = T::Time::now() < until.saturating_sub(half);
		let wanted = validation.wanted();
		let least = if patient { wanted } else { validation.least() };
		let mut excluded = validation.excluded();
		let mut drawn = Vec::new();
		for index in 0..wanted {
			let seed = (randomness, validation.task.slot, validation.round, index).encode();
			match Self::draw_one(validation, &excluded, H256(blake2_256(&seed))) {
				Ok(validator) => {
					excluded.push(validator.provider.clone());
					drawn.push(validator);
				}
				Err(waits) => {
					let left = wanted.saturating_sub(index).saturating_sub(1);
					if left.saturating_add(drawn.len() as u32) < least {
						return Err(waits);
					}
				}
			}
		}
		Ok(drawn)
	}

	fn draw_one(
		validation: &ValidationOf<T>,
		excluded: &[T::AccountId],
		seed: H256,
	) -> Result<Validator<T::AccountId>, WaitReason> {
		let task = &validation.task;
		let node = T::Nodes::draw(&task.requirements, &task.locality, excluded, seed)?;
		let provider = T::Nodes::info(node).ok_or(WaitReason::NoIdleNode)?.provider;
		if excluded.contains(&provider) {
			defensive!("an excluded provider was drawn");
			return Err(WaitReason::OnlyExcludedNodes);
		}
		Ok(Validator { node, provider, round: validation.round, vote: Vote::Awaited })
	}

	/// Reserves all of the drawn nodes or none.
	fn reserve(
		drawn: Vec<Validator<T::AccountId>>,
		requirements: &Requirements,
	) -> Result<Vec<Validator<T::AccountId>>, WaitReason> {
		with_storage_layer(|| {
			drawn.iter().try_for_each(|validator| T::Nodes::reserve(validator.node, requirements))
		})
		.map_err(|_| WaitReason::NotEnoughPower)?;
		Ok(drawn)
	}

	fn begin_commits(validation: &mut ValidationOf<T>, drawn: Vec<Validator<T::AccountId>>) {
		let until =
			T::Time::now().saturating_add(validation.task.time_limit).saturating_add(T::CommitGrace::get());
		let reveal_until = until.saturating_add(T::RevealTime::get());
		validation.phase = Phase::Committing { until, reveal_until };
		Self::deposit_event(Event::ValidatorsDrawn {
			slot: validation.task.slot,
			round: validation.round,
			validators: BoundedVec::truncate_from(drawn.iter().map(|validator| validator.node).collect()),
			until,
		});
		for validator in drawn {
			if validation.validators.try_push(validator).is_err() {
				defensive!("a round draws at most a panel");
			}
		}
	}
}
