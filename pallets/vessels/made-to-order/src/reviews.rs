//! Contests: reviewers vote by commit and reveal, and the loser pays them.

use super::*;

/// What each side of a contest pays each reviewer who revealed, and what follows.
struct Tally {
	ruling: Ruling,
	accept: u32,
	reject: u32,
}

impl Tally {
	fn of<AccountId>(panel: &[(AccountId, Ballot)]) -> Self {
		let count = |vote| panel.iter().filter(|(_, ballot)| *ballot == Ballot::Open(vote)).count();
		let (accept, reject) = (count(Vote::Accept), count(Vote::Reject));
		let ruling = match accept.cmp(&reject) {
			core::cmp::Ordering::Greater => Ruling::Meets,
			core::cmp::Ordering::Less => Ruling::Fails,
			core::cmp::Ordering::Equal => Ruling::Undecided,
		};
		Self { ruling, accept: accept.saturated_into(), reject: reject.saturated_into() }
	}

	/// How many of those who revealed the creator pays; the requester pays the others. A tie has an even number of them.
	fn by_creator(&self) -> u32 {
		match self.ruling {
			Ruling::Meets => 0,
			Ruling::Fails => self.accept.saturating_add(self.reject),
			Ruling::Undecided => self.reject,
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_contest(who: T::AccountId, id: SubmissionId) -> DispatchResult {
		let (request, mut submission) = Self::find(id)?;
		ensure!(submission.creator == who, Error::<T>::NotCreator);
		let Stage::Rejected { until } = submission.stage else {
			return Err(Error::<T>::NotRejected.into());
		};
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		Self::check(&request, &who, &submission.offered)?;
		Self::hold(HoldReason::Review, &who, request.stake())?;
		let until = now.saturating_add(T::Times::get().draw);
		submission.stage = Stage::Contested { until };
		Submissions::<T>::insert(id.request, id.index, submission);
		Self::enqueue(id);
		Self::deposit_event(Event::Contested { submission: id, until });
		Ok(())
	}

	/// Changes the ballot of a reviewer by what `change` makes of it and the last moments to commit and to reveal.
	fn vote(
		who: &T::AccountId,
		id: SubmissionId,
		change: impl FnOnce(Ballot, Moment, Moment) -> Result<Ballot, Error<T>>,
	) -> DispatchResult {
		Submissions::<T>::try_mutate(id.request, id.index, |submission| {
			let submission = submission.as_mut().ok_or(Error::<T>::UnknownSubmission)?;
			let Stage::Reviewed { panel, commit_until, reveal_until } = &mut submission.stage else {
				return Err(Error::<T>::NotReviewer.into());
			};
			let own = panel.iter_mut().find(|(reviewer, _)| reviewer == who);
			let (_, ballot) = own.ok_or(Error::<T>::NotReviewer)?;
			*ballot = change(*ballot, *commit_until, *reveal_until)?;
			Ok(())
		})
	}

	pub(crate) fn do_commit(who: T::AccountId, id: SubmissionId, seal: H256) -> DispatchResult {
		let now = T::Time::now();
		Self::vote(&who, id, |ballot, commit_until, _| {
			ensure!(now <= commit_until, Error::<T>::TooLate);
			ensure!(ballot == Ballot::Awaited, Error::<T>::AlreadyCommitted);
			Ok(Ballot::Sealed(seal))
		})
	}

	pub(crate) fn do_reveal(who: T::AccountId, id: SubmissionId, vote: Vote, salt: H256) -> DispatchResult {
		let now = T::Time::now();
		Self::vote(&who, id, |ballot, commit_until, reveal_until| {
			ensure!(now > commit_until, Error::<T>::NotDue);
			ensure!(now <= reveal_until, Error::<T>::TooLate);
			let Ballot::Sealed(seal) = ballot else { return Err(Error::<T>::OtherVote) };
			ensure!(seal == ballot_seal(id, &who, vote, salt), Error::<T>::OtherVote);
			Ok(Ballot::Open(vote))
		})?;
		Self::deposit_event(Event::VoteRevealed { submission: id, reviewer: who, vote });
		Ok(())
	}

	/// Whether no vote can be revealed any more.
	pub(crate) fn is_counted(
		panel: &Panel<T::AccountId>,
		commit_until: Moment,
		reveal_until: Moment,
		now: Moment,
	) -> bool {
		let is_sealed = |(_, ballot): &(T::AccountId, Ballot)| matches!(ballot, Ballot::Sealed(_));
		now > reveal_until || (now > commit_until && !panel.iter().any(is_sealed))
	}

	pub(crate) fn do_close_contest(id: SubmissionId) -> DispatchResultWithPostInfo {
		Self::weighed(Self::closed(id)?, <T as Config>::WeightInfo::close_contest())
	}

	/// Whether a trained AI was delivered.
	fn closed(id: SubmissionId) -> Result<bool, DispatchError> {
		let (request, submission) = Self::find(id)?;
		let now = T::Time::now();
		let panel = match &submission.stage {
			Stage::Contested { until } => {
				ensure!(now > *until || request.is_over(), Error::<T>::NotDue);
				Panel::<T::AccountId>::new()
			}
			Stage::Reviewed { panel, commit_until, reveal_until } => {
				let is_counted = Self::is_counted(panel, *commit_until, *reveal_until, now);
				ensure!(is_counted, Error::<T>::NotDue);
				panel.clone()
			}
			_ => return Err(Error::<T>::NotDue.into()),
		};
		let tally = Tally::of(&panel);
		let (by_requester, by_creator) = Self::pay_panel(&request, &submission.creator, panel, &tally);
		let ruling = tally.ruling;
		Self::deposit_event(Event::ContestClosed { submission: id, ruling, by_requester, by_creator });
		if ruling == Ruling::Meets {
			return Self::admit_or_end(id, request, submission);
		}
		Self::end_submission(id, request, submission, End::Rejected);
		Ok(false)
	}

	/// Pays those who revealed, takes from those who didn't, and gives both sides the rest of their stakes back. Returns what the requester and the
	/// creator paid.
	fn pay_panel(
		request: &RequestOf<T>,
		creator: &T::AccountId,
		panel: Panel<T::AccountId>,
		tally: &Tally,
	) -> (Balance, Balance) {
		let (mut by_requester, mut by_creator): (Balance, Balance) = (0, 0);
		let mut left = tally.by_creator();
		for (reviewer, ballot) in panel {
			let has_revealed = matches!(ballot, Ballot::Open(_));
			if has_revealed {
				let (payer, sum) = if left > 0 {
					(creator, &mut by_creator)
				} else {
					(&request.requester, &mut by_requester)
				};
				left = left.saturating_sub(1);
				let paid = Self::pay(HoldReason::Review, payer, &reviewer, request.review_fee);
				*sum = sum.saturating_add(paid);
			}
			Self::dismiss(reviewer, has_revealed);
		}
		let stake = request.stake();
		Self::release(HoldReason::Review, &request.requester, stake.saturating_sub(by_requester));
		Self::release(HoldReason::Review, creator, stake.saturating_sub(by_creator));
		(by_requester, by_creator)
	}

	/// A reviewer is done with a contest. Who did not reveal loses part of his bond and is not drawn any more.
	fn dismiss(who: T::AccountId, has_revealed: bool) {
		let Some(mut reviewer) = Reviewers::<T>::get(&who) else {
			defensive!("who is busy has a record");
			return;
		};
		reviewer.busy = reviewer.busy.defensive_saturating_sub(1);
		if !has_revealed {
			Self::undraw(&mut reviewer);
			let slash = T::MissSlash::get().mul_ceil(reviewer.bond);
			let slashed = Self::pay(HoldReason::Reviewer, &who, &T::Treasury::get(), slash);
			reviewer.bond = reviewer.bond.saturating_sub(slashed);
			Self::deposit_event(Event::ReviewerMissed { reviewer: who.clone(), slashed });
		}
		Self::keep_reviewer(who, reviewer);
	}
}
