//! The queue of slots that wait for a node, and the draw.

use super::*;
use aic_primitives::WaitReason;
use frame::{deps::frame_support::storage::with_storage_layer, hashing::blake2_256};

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"resource-allocator";

impl<T: Config> Pallet<T> {
	/// Serves the oldest entries, as many as a block may and `meter` has weight for. The queue is in the order of blocks, so
	/// it stops at the first that is as young as the randomness; no entry is served twice in a block.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		let dearest = T::WeightInfo::assign().max(T::WeightInfo::lapse());
		for _ in 0..T::MaxAssignmentsPerBlock::get() {
			if !Self::head_is_ready(known_since) || meter.try_consume(dearest).is_err() {
				return;
			}
			Self::serve_next(randomness);
		}
	}

	/// Whether there is a head, and it is an empty position or was queued before the randomness could be known.
	fn head_is_ready(known_since: BlockNumberFor<T>) -> bool {
		let QueueEnds { head, tail } = Ends::<T>::get();
		head < tail && Queue::<T>::get(head).is_none_or(|entry| entry.queued_at < known_since)
	}

	/// Takes the queue's head, and draws a node for it.
	pub(crate) fn serve_next(randomness: H256) {
		let position = Ends::<T>::mutate(|ends| {
			let position = ends.head;
			ends.head = position.saturating_add(1);
			position
		});
		let Some(QueueEntry { slot: id, .. }) = Queue::<T>::take(position) else { return };
		let served = Self::with_slot(id, |job, slot| {
			Self::serve(id, job, slot, randomness);
			Ok(())
		});
		if served.is_err() {
			defensive!("a queued slot is stored");
		}
	}

	/// A slot that can't be served takes a new place in the queue and so needs newer randomness: else one who knows the
	/// present one could put up nodes until it hits his.
	fn serve(id: SlotId, job: &mut JobOf<T>, slot: &mut Slot, randomness: H256) {
		let SlotState::Waiting { reason, since, .. } = slot.state else {
			defensive!("only slots that wait are queued");
			return;
		};
		if Self::has_passed(since, T::Deadlines::get().wait) {
			return Self::fail(id, job, slot, FailReason::NoNode(reason));
		}
		let seed = H256(blake2_256(&(randomness, id, slot.attempts).encode()));
		match Self::draw(job, seed) {
			Ok((node, provider)) => {
				slot.attempts = slot.attempts.saturating_add(1);
				slot.state = SlotState::Assigned { node, at: T::Time::now() };
				Self::touch_price(job.request.class);
				Self::deposit_event(Event::SlotAssigned { slot: id, node, provider });
			}
			Err(reason) => slot.state = Self::enqueue(id, since, reason),
		}
	}

	/// Draws a node and reserves it.
	fn draw(job: &JobOf<T>, seed: H256) -> Result<(NodeId, T::AccountId), WaitReason> {
		let requirements = job.requirements();
		let node = T::Nodes::draw(&requirements, &job.locality(), &job.excluded, seed)?;
		let provider = T::Nodes::info(node).ok_or(WaitReason::NoIdleNode)?.provider;
		if job.excluded.contains(&provider) {
			defensive!("an excluded provider was drawn");
			return Err(WaitReason::OnlyExcludedNodes);
		}
		with_storage_layer(|| T::Nodes::reserve(node, &requirements))
			.map_err(|_| WaitReason::NotEnoughPower)?;
		Ok((node, provider))
	}

	/// Puts a slot that waits since then at the end of the queue. Returns the state that it is in there.
	pub(crate) fn enqueue(slot: SlotId, since: Moment, reason: WaitReason) -> SlotState {
		let position = Ends::<T>::mutate(|ends| {
			let position = ends.tail;
			ends.tail = position.saturating_add(1);
			position
		});
		let queued_at = frame_system::Pallet::<T>::block_number();
		Queue::<T>::insert(position, QueueEntry { slot, queued_at });
		SlotState::Waiting { reason, since, position }
	}
}
