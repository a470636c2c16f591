//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

/// What should be on hold.
type Holds<T> = BTreeMap<(u8, <T as frame_system::Config>::AccountId), Balance>;

fn add<T: Config>(holds: &mut Holds<T>, reason: u8, who: &T::AccountId, amount: Balance) {
	let sum = holds.entry((reason, who.clone())).or_default();
	*sum = sum.saturating_add(amount);
}

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for an account's requests, submissions, contests and as a reviewer is what their records say;
	/// 2. each request counts its submissions, those that are not accepted, and what is accepted, which is not more than there is room for;
	///    it is there only while it is not over or has submissions, and has no number that will be given again;
	/// 3. each submission belongs to a request, is of another than the requester, and is found by its content, and nothing else is;
	/// 4. a contest that waits for a draw is in the queue, unless it can be ended;
	/// 5. the reviewers of a contest are three others than its parties, and each is as busy as contests say;
	/// 6. reviewers who can be drawn have the places from 0 without a gap, and others are busy.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut holds = Holds::<T>::new();
		let mut busy = BTreeMap::<T::AccountId, u32>::new();
		for (id, request) in Requests::<T>::iter() {
			Self::check_request(id, &request)?;
			let sum = request.reward.saturating_add(request.minting);
			add::<T>(&mut holds, 0, &request.requester, sum);
		}
		ensure!(
			Accepted::<T>::iter_keys()
				.all(|id| Requests::<T>::get(id).is_some_and(|request| !request.is_over())),
			"parts were accepted for no request"
		);
		let queued: BTreeSet<_> = Queue::<T>::iter_values().map(|(id, _)| id).collect();
		for (id, index, submission) in Submissions::<T>::iter() {
			let id = SubmissionId { request: id, index };
			let request = Requests::<T>::get(id.request).ok_or("a submission has no request")?;
			ensure!(id.index < request.next, "a submission's index will be given again");
			ensure!(submission.creator != request.requester, "a requester submitted to himself");
			ensure!(
				Contents::<T>::get(id.request, submission.offered.content()) == Some(id.index),
				"a submission is not found by its content"
			);
			add::<T>(&mut holds, 1, &submission.creator, request.deposit);
			Self::check_stage(id, &request, &submission, &queued, &mut holds, &mut busy)?;
		}
		ensure!(
			Contents::<T>::iter().count() == Submissions::<T>::iter().count(),
			"content is known that no submission has"
		);
		Self::check_reviewers(&mut holds, busy)?;
		let reasons = [HoldReason::Request, HoldReason::Submission, HoldReason::Review, HoldReason::Reviewer];
		let accounts: BTreeSet<_> = holds.keys().map(|(_, who)| who.clone()).collect();
		for who in accounts {
			for (index, reason) in (0u8..).zip(reasons) {
				let sum = holds.get(&(index, who.clone())).copied().unwrap_or_default();
				let on_hold = T::Currency::balance_on_hold(&reason.into(), &who);
				ensure!(on_hold == sum, "an account's hold is not what records say");
			}
		}
		Ok(())
	}

	fn check_request(id: RequestId, request: &RequestOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(id < NextRequest::<T>::get(), "a request's number will be given again");
		ensure!(!request.is_over() || request.submissions > 0, "a request is over and has no submissions");
		let (mut all, mut undecided): (u32, u32) = (0, 0);
		let mut contents = BTreeSet::new();
		for (_, submission) in Submissions::<T>::iter_prefix(id) {
			all = all.saturating_add(1);
			if submission.stage == Stage::Accepted {
				contents.insert(submission.offered.content());
			} else {
				undecided = undecided.saturating_add(1);
			}
		}
		ensure!((request.submissions, request.undecided) == (all, undecided), "submissions don't add up");
		if request.is_over() {
			ensure!(request.reward == 0 && request.minting == 0, "a request is over and holds coins");
			return Ok(());
		}
		let accepted = Accepted::<T>::get(id);
		let listed: BTreeSet<_> = accepted.iter().map(|part| part.delivery.content).collect();
		ensure!(listed == contents, "not all that is accepted is in the dataset, or the other way round");
		let items = accepted.iter().fold(0u32, |sum, part| sum.saturating_add(part.delivery.items));
		ensure!((request.parts as usize, request.items) == (accepted.len(), items), "parts don't add up");
		let most = request.dataset().map_or(0, |wish| wish.items);
		ensure!(items <= most, "more is accepted than is wanted");
		Ok(())
	}

	fn check_stage(
		id: SubmissionId,
		request: &RequestOf<T>,
		submission: &SubmissionOf<T>,
		queued: &BTreeSet<SubmissionId>,
		holds: &mut Holds<T>,
		busy: &mut BTreeMap<T::AccountId, u32>,
	) -> Result<(), TryRuntimeError> {
		let (requester, creator) = (&request.requester, &submission.creator);
		match &submission.stage {
			Stage::Submitted { .. } | Stage::Accepted => return Ok(()),
			Stage::Rejected { .. } => {}
			Stage::Contested { until } => {
				let can_end = T::Time::now() > *until || request.is_over();
				ensure!(can_end || queued.contains(&id), "a contest waits for a draw out of the queue");
				add::<T>(holds, 2, creator, request.stake());
			}
			Stage::Reviewed { panel, .. } => {
				let others: BTreeSet<_> = panel.iter().map(|(reviewer, _)| reviewer).collect();
				ensure!(others.len() == REVIEWERS as usize, "a contest has not three reviewers");
				ensure!(!others.contains(requester) && !others.contains(creator), "a party is a reviewer");
				for reviewer in others {
					let count = busy.entry(reviewer.clone()).or_default();
					*count = count.saturating_add(1);
				}
				add::<T>(holds, 2, creator, request.stake());
			}
		}
		ensure!(submission.rejection.is_some(), "a submission is rejected for no reason");
		add::<T>(holds, 2, requester, request.stake());
		Ok(())
	}

	fn check_reviewers(
		holds: &mut Holds<T>,
		mut busy: BTreeMap<T::AccountId, u32>,
	) -> Result<(), TryRuntimeError> {
		let mut drawn: u32 = 0;
		for (who, reviewer) in Reviewers::<T>::iter() {
			ensure!(reviewer.busy == busy.remove(&who).unwrap_or_default(), "a reviewer is as busy as not");
			match reviewer.place {
				Some(place) => {
					ensure!(ReviewerAt::<T>::get(place).as_ref() == Some(&who), "a place is another's");
					drawn = drawn.saturating_add(1);
				}
				None => ensure!(reviewer.busy > 0, "a reviewer is idle for ever"),
			}
			add::<T>(holds, 3, &who, reviewer.bond);
		}
		ensure!(busy.is_empty(), "a contest's reviewer is none");
		let count = ReviewerCount::<T>::get();
		ensure!(drawn == count, "reviewers are not counted");
		ensure!(ReviewerAt::<T>::iter_keys().all(|place| place < count), "places have a gap");
		ensure!(ReviewerAt::<T>::iter_keys().count() == count as usize, "places are not counted");
		Ok(())
	}
}
