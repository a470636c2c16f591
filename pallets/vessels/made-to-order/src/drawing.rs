//! Who reviews: the index of reviewers, and the queue of contests that wait for a draw.

use super::*;
use aic_primitives::ring::Ring;
use frame::hashing::blake2_256;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"made-to-order";
/// There is one queue.
const QUEUE: u8 = 0;

type Contests<T> = Ring<u8, (SubmissionId, BlockNumberFor<T>), Ends<T>, Queue<T>>;

impl<T: Config> Pallet<T> {
	/// Draws for the oldest contest, if `meter` has weight for it. The look at the queue is weighed, and the draw; together [`Self::most`] is all that it
	/// can be.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if !meter.can_consume(Self::most()) {
			return;
		}
		meter.consume(T::WeightInfo::poll());
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		if Self::draw_next(randomness, known_since) {
			meter.consume(T::WeightInfo::draw());
		}
	}

	/// What the hook weighs at the most, however many wait.
	pub fn most() -> Weight {
		T::WeightInfo::poll().saturating_add(T::WeightInfo::draw())
	}

	/// The place that a pick hits; `None` when there are none.
	pub(crate) fn pick(randomness: H256, id: SubmissionId, pick: u32, count: u32) -> Option<u32> {
		let hash = blake2_256(&(randomness, id, pick).encode());
		let number = hash.first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk));
		Some(number.checked_rem(count.into())?.saturated_into())
	}

	/// Puts a contest at the end of the queue. Only randomness that becomes known later draws for it.
	pub(crate) fn enqueue(id: SubmissionId) {
		Contests::<T>::push(QUEUE, (id, frame_system::Pallet::<T>::block_number()));
	}

	/// Takes the queue's head and draws for it, if it waits for randomness that is known now. Whether it did. The queue is in the order of
	/// blocks, so it stops at the first that is as young as the randomness.
	pub(crate) fn draw_next(randomness: H256, known_since: BlockNumberFor<T>) -> bool {
		let Some((id, since)) = Contests::<T>::peek(QUEUE, 0) else { return false };
		if since >= known_since {
			return false;
		}
		Contests::<T>::pop(QUEUE);
		Self::draw(id, randomness);
		true
	}

	/// A draw that fails takes a new place in the queue, and so needs newer randomness, until the contest can be ended. Nobody chooses
	/// when it is drawn, and so by which randomness.
	fn draw(id: SubmissionId, randomness: H256) {
		let Ok((request, mut submission)) = Self::find(id) else { return };
		let Stage::Contested { until } = submission.stage else { return };
		let now = T::Time::now();
		if now > until || request.is_over() {
			return;
		}
		let Some(panel) = Self::draw_panel(id, &request.requester, &submission.creator, randomness) else {
			return Self::enqueue(id);
		};
		let reviewers = panel.iter().map(|(reviewer, _)| reviewer.clone()).collect();
		for (reviewer, _) in &panel {
			Reviewers::<T>::mutate_extant(reviewer, |record| record.busy = record.busy.saturating_add(1));
		}
		let times = T::Times::get();
		let commit_until = now.saturating_add(times.commit);
		let reveal_until = commit_until.saturating_add(times.reveal);
		submission.stage = Stage::Reviewed { panel, commit_until, reveal_until };
		Submissions::<T>::insert(id.request, id.index, submission);
		let reviewers = BoundedVec::truncate_from(reviewers);
		Self::deposit_event(Event::ReviewersDrawn { submission: id, reviewers, commit_until, reveal_until });
	}

	/// As many reviewers as a contest needs, none of them a party or too busy; `None` if so many picks don't find them.
	fn draw_panel(
		id: SubmissionId,
		requester: &T::AccountId,
		creator: &T::AccountId,
		randomness: H256,
	) -> Option<Panel<T::AccountId>> {
		let count = ReviewerCount::<T>::get();
		let mut panel = Panel::<T::AccountId>::new();
		for pick in 0..DRAW_TRIES {
			let place = Self::pick(randomness, id, pick, count)?;
			let reviewer = ReviewerAt::<T>::get(place)?;
			let is_excluded = reviewer == *requester
				|| reviewer == *creator
				|| panel.iter().any(|(other, _)| *other == reviewer)
				|| Reviewers::<T>::get(&reviewer).is_none_or(|record| record.busy >= MAX_REVIEWS);
			if is_excluded {
				continue;
			}
			let _ = panel.try_push((reviewer, Ballot::Awaited));
			if panel.is_full() {
				return Some(panel);
			}
		}
		None
	}

	pub(crate) fn do_become_reviewer(who: T::AccountId, max_bond: Balance) -> DispatchResult {
		let known = Reviewers::<T>::get(&who).unwrap_or(Reviewer { bond: 0, busy: 0, place: None });
		ensure!(known.place.is_none(), Error::<T>::AlreadyReviewer);
		let missing = T::ReviewerBond::get().saturating_sub(known.bond);
		ensure!(missing <= max_bond, Error::<T>::DepositAboveMaximum);
		Self::hold(HoldReason::Reviewer, &who, missing)?;
		let place = ReviewerCount::<T>::mutate(|count| {
			let place = *count;
			*count = place.saturating_add(1);
			place
		});
		let bond = known.bond.saturating_add(missing);
		ReviewerAt::<T>::insert(place, &who);
		Reviewers::<T>::insert(&who, Reviewer { bond, busy: known.busy, place: Some(place) });
		Self::deposit_event(Event::ReviewerJoined { reviewer: who, bond });
		Ok(())
	}

	pub(crate) fn do_resign(who: T::AccountId) -> DispatchResult {
		let mut reviewer = Reviewers::<T>::get(&who).ok_or(Error::<T>::NotReviewer)?;
		ensure!(reviewer.place.is_some(), Error::<T>::NotReviewer);
		Self::undraw(&mut reviewer);
		Self::keep_reviewer(who, reviewer);
		Ok(())
	}

	/// Takes a reviewer out of the index; the last one takes his place.
	pub(crate) fn undraw(reviewer: &mut Reviewer) {
		let Some(place) = reviewer.place.take() else { return };
		let last = ReviewerCount::<T>::mutate(|count| {
			*count = count.defensive_saturating_sub(1);
			*count
		});
		let Some(moved) = ReviewerAt::<T>::take(last) else {
			defensive!("places have no gap");
			return;
		};
		if last != place {
			Reviewers::<T>::mutate_extant(&moved, |other| other.place = Some(place));
			ReviewerAt::<T>::insert(place, moved);
		}
	}

	/// Stores a reviewer, or gives his bond back when he is neither drawn any more nor busy.
	pub(crate) fn keep_reviewer(who: T::AccountId, reviewer: Reviewer) {
		if reviewer.place.is_some() || reviewer.busy > 0 {
			Reviewers::<T>::insert(who, reviewer);
			return;
		}
		Reviewers::<T>::remove(&who);
		let bond = Self::release(HoldReason::Reviewer, &who, reviewer.bond);
		Self::deposit_event(Event::ReviewerLeft { reviewer: who, bond });
	}
}
