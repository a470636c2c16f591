//! The queue of jobs that wait for nodes: lanes by price, and lanes for those that failed, each served by age.

use super::*;
use aic_primitives::{ring::Ring, WaitReason};

/// Positions that were given up and are passed over in one look at a lane.
pub(crate) const PASSED_OVER: u32 = 4;

type LanesOf<T> = Ring<Lane, QueueEntry<BlockNumberFor<T>>, LaneEnds<T>, Queue<T>>;

/// What one look at a lane found.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Head {
	/// Nobody waits there.
	Empty,
	/// Only positions that were given up, so far.
	Gaps,
	/// The first there is not to be served in this block.
	Later,
	/// The first there, which has left the queue.
	Due(JobId),
}

impl<T: Config> Pallet<T> {
	/// Puts `job` at the end of a lane. It is not in the queue.
	pub(crate) fn enqueue(id: JobId, job: &mut JobOf<T>, lane: Lane) {
		let queued_at = frame_system::Pallet::<T>::block_number();
		let position = LanesOf::<T>::push(lane, QueueEntry { job: id, queued_at });
		job.waiting.place = Some(Place { lane, position });
		Self::mark(lane, true);
	}

	/// Takes `job` out of the queue, if it is there.
	pub(crate) fn leave_queue(job: &mut JobOf<T>) {
		if let Some(Place { lane, position }) = job.waiting.place.take() {
			LanesOf::<T>::remove(lane, position);
		}
	}

	/// A try to place `job` failed: it rests, twice as long as the last time.
	pub(crate) fn put_back(id: JobId, job: &mut JobOf<T>, reason: WaitReason) {
		job.waiting.reason = reason;
		job.waiting.failures = job.waiting.failures.saturating_add(1).min(MAX_FAILURES);
		Self::enqueue(id, job, Lane::of_failures(job.waiting.failures));
	}

	/// Slots of `job` have begun to wait for nodes.
	pub(crate) fn begin_to_wait(id: JobId, job: &mut JobOf<T>) {
		if job.waiting.place.is_some() || job.is_incomplete() {
			return;
		}
		job.waiting.until = Self::patient_until(&job.request);
		job.waiting.reason = WaitReason::AwaitsRandomness;
		job.waiting.failures = 0;
		let lane = job.lane();
		Self::enqueue(id, job, lane);
	}

	/// Looks at the head of `lane` and takes it, if it has rested and the randomness, known since then, is newer than its place:
	/// else one who knows it could put up nodes until it hits his.
	pub(crate) fn take_head(lane: Lane, known_since: BlockNumberFor<T>) -> Head {
		let Some(entry) = LanesOf::<T>::peek(lane, PASSED_OVER) else {
			if !LanesOf::<T>::ends(lane).is_empty() {
				return Head::Gaps;
			}
			Self::mark(lane, false);
			return Head::Empty;
		};
		let rested = entry.queued_at.saturating_add(lane.rest().into());
		if entry.queued_at >= known_since || frame_system::Pallet::<T>::block_number() < rested {
			return Head::Later;
		}
		LanesOf::<T>::pop(lane).map_or(Head::Empty, |entry| Head::Due(entry.job))
	}

	fn mark(lane: Lane, waits: bool) {
		let mut marks = LaneMarks::<T>::get();
		if marks.has(lane) != waits {
			marks.set(lane, waits);
			LaneMarks::<T>::put(marks);
		}
	}

	/// The lanes in which there may be somebody, and how many positions each has.
	pub(crate) fn lanes() -> Vec<(Lane, u64)> {
		LaneEnds::<T>::iter().map(|(lane, ends)| (lane, ends.len())).collect()
	}
}
