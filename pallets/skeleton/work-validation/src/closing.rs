//! The end of a phase, the verdict, and its money and trust.

use super::*;
use aic_primitives::WaitReason;
use alloc::vec::Vec;

/// What closing a phase touched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Closed {
	/// Auditors in the record.
	pub auditors: u32,
	/// Whether there was a verdict.
	pub ended: bool,
}

impl Closed {
	/// The most that it can touch.
	pub const WORST: Self = Self { auditors: MAX_AUDITORS, ended: true };

	/// What that costs.
	pub fn weight<T: Config>(self) -> Weight {
		let verdict = if self.ended { T::OnVerdict::weight() } else { Weight::zero() };
		T::WeightInfo::close(self.auditors).saturating_add(verdict)
	}
}

impl<T: Config> Pallet<T> {
	/// Ends the phase of `task`'s validation, and deals with the verdict if there is one.
	pub(crate) fn do_close(task: TaskId) -> Result<Closed, DispatchError> {
		let (verdict, auditors) = Self::conclude(task)?;
		let ended = verdict.is_some();
		if let Some(verdict) = verdict {
			T::OnVerdict::on_verdict(task, verdict)?;
		}
		Ok(Closed { auditors, ended })
	}

	/// What the AI Society says about a dispute.
	pub(crate) fn do_decide(task: TaskId, stands: Option<H256>) -> DispatchResult {
		let verdict = Self::settle_dispute(task, stands)?;
		T::OnVerdict::on_verdict(task, verdict)
	}

	/// All of `close` but what follows from the verdict. The record is gone when there is one, so that the task may be
	/// validated anew. With the number of auditors in the record.
	pub(crate) fn conclude(task: TaskId) -> Result<(Option<Verdict>, u32), DispatchError> {
		let mut validation = Validations::<T>::get(task).ok_or(Error::<T>::NotOpen)?;
		let now = T::Time::now();
		ensure!(validation.closable_at(now), Error::<T>::TooEarly);
		let outcome = match validation.phase_at(now) {
			Phase::Unaudited { .. } => Some(validation.digest.map_or(Outcome::Hidden, Outcome::Stands)),
			Phase::Drawing { position, .. } => {
				Self::dequeue(validation.round, position);
				Self::give_up(&mut validation)
			}
			Phase::Committing { .. } => {
				// Nobody of the round committed.
				Self::excuse_missing(&mut validation);
				Self::begin_round_or_give_up(&mut validation)
			}
			Phase::Revealing { .. } => {
				Self::punish_missing(&mut validation);
				Self::count(&mut validation)
			}
			Phase::Bisecting { .. } => Self::end_bisection(&mut validation),
			Phase::Disputed { .. } => Some(Outcome::Undecided),
		};
		let auditors = validation.auditors.len() as u32;
		let verdict = outcome.map(|outcome| Self::settle(&validation, outcome));
		if verdict.is_none() {
			Validations::<T>::insert(task, validation);
		}
		Ok((verdict, auditors))
	}

	/// All of `decide` but what follows from the verdict.
	pub(crate) fn settle_dispute(task: TaskId, stands: Option<H256>) -> Result<Verdict, DispatchError> {
		let validation = Validations::<T>::get(task).ok_or(Error::<T>::NotOpen)?;
		ensure!(matches!(validation.phase, Phase::Disputed { .. }), Error::<T>::WrongPhase);
		let outcome = match stands {
			None => Outcome::Undecided,
			Some(digest) => {
				let is_root = validation.digest == Some(digest);
				let ballot = if is_root { validation.executor_ballot() } else { Some(digest) };
				let ballot = ballot.ok_or(Error::<T>::UnknownDigest)?;
				let tally = validation.tally();
				ensure!(tally.groups.iter().any(|group| group.digest == ballot), Error::<T>::UnknownDigest);
				Outcome::Stands(ballot)
			}
		};
		Ok(Self::settle(&validation, outcome))
	}

	/// The end of a round of reveals: the outcome, or `None` when it goes on.
	fn count(validation: &mut ValidationOf<T>) -> Option<Outcome> {
		if validation.digest.is_none() {
			return Some(Outcome::Hidden);
		}
		if let Some(digest) = validation.tally().leader(validation.task.trust) {
			return Some(Outcome::Stands(digest));
		}
		let Some(bisection) = validation.bisection_due() else {
			return Self::begin_round_or_give_up(validation);
		};
		let until = T::Time::now().saturating_add(T::RevealTime::get());
		Self::pledge_votes(validation);
		validation.phase = Phase::Bisecting { until };
		validation.bisection = Some(bisection);
		let challenger = validation.auditors.get(usize::from(bisection.challenger));
		Self::deposit_event(Event::BisectionBegan {
			task: validation.task.task,
			challenger: challenger.map(|auditor| auditor.node).unwrap_or_default(),
			until,
		});
		None
	}

	/// Somebody did not post in time: the executor loses, or else the challenger's vote is void.
	fn end_bisection(validation: &mut ValidationOf<T>) -> Option<Outcome> {
		let bisection = validation.bisection.take();
		let posted = bisection.and_then(|bisection| bisection.posted);
		if posted.is_none_or(|posted| posted.by_executor) {
			let at = bisection.map(|bisection| usize::from(bisection.challenger));
			if let Some(mut auditor) = at.and_then(|at| validation.auditors.get(at).cloned()) {
				Self::punish_missed(validation, &mut auditor);
				if let Some(record) = at.and_then(|at| validation.auditors.get_mut(at)) {
					*record = auditor;
				}
			}
		}
		match posted {
			Some(posted) if posted.by_executor => Self::count(validation),
			_ => Some(Outcome::Hidden),
		}
	}

	/// Has more auditors drawn, if there can be more.
	pub(crate) fn begin_round_or_give_up(validation: &mut ValidationOf<T>) -> Option<Outcome> {
		if validation.wanted() == 0 {
			return Self::give_up(validation);
		}
		let task = validation.task.task;
		Self::pledge_votes(validation);
		validation.round = validation.round.saturating_add(1);
		validation.phase =
			Self::enqueue(task, validation.round, Self::draw_deadline(), WaitReason::AwaitsRandomness);
		Self::deposit_event(Event::RoundBegan { task, round: validation.round });
		None
	}

	/// No more auditors can be had: the AI Society decides, if there is anything to decide.
	fn give_up(validation: &mut ValidationOf<T>) -> Option<Outcome> {
		if !validation.tally().is_contested() {
			return Some(Outcome::Undecided);
		}
		let until = T::Time::now().saturating_add(T::SocietyTime::get());
		Self::pledge_votes(validation);
		validation.phase = Phase::Disputed { until };
		Self::deposit_event(Event::Disputed { task: validation.task.task, until });
		None
	}

	/// Has a pledge answer for votes that were cast, where it can, so that the nodes may do other work meanwhile.
	fn pledge_votes(validation: &mut ValidationOf<T>) {
		let bond = validation.bond;
		for auditor in validation.auditors.iter_mut() {
			if let Surety::Parts(parts) = auditor.surety {
				if T::Nodes::pledge(auditor.node, bond) {
					T::Nodes::release(auditor.node, parts);
					auditor.surety = Surety::Pledge;
				}
			}
		}
	}

	/// Punishes the auditors of the round who did not commit or did not reveal.
	fn punish_missing(validation: &mut ValidationOf<T>) {
		let mut auditors = core::mem::take(&mut validation.auditors);
		for auditor in auditors.iter_mut() {
			if matches!(auditor.vote, Vote::Awaited | Vote::Committed(_)) {
				Self::punish_missed(validation, auditor);
			}
		}
		validation.auditors = auditors;
	}

	/// Sets the auditors of a round aside in which nobody committed. They lose no bond: it may be that the requester kept what the
	/// work needs from all of them, and each of his requests could burn bonds at no cost.
	fn excuse_missing(validation: &mut ValidationOf<T>) {
		let bond = validation.bond;
		for auditor in validation.auditors.iter_mut().filter(|auditor| auditor.vote == Vote::Awaited) {
			T::Nodes::fault(auditor.node);
			Self::give_back(bond, auditor);
			auditor.surety = Surety::Nothing;
			auditor.vote = Vote::Missed;
		}
	}

	/// Takes the small slash and, before any release could offer it again, the node out of the index.
	fn punish_missed(validation: &ValidationOf<T>, auditor: &mut Auditor<T::AccountId>) {
		let amount = T::NoRevealSlash::get().mul_floor(validation.bond);
		Self::slash(validation, auditor.node, amount, Fault::Missed);
		T::Nodes::fault(auditor.node);
		Self::lower_trust(auditor.node);
		Self::give_back(validation.bond, auditor);
		auditor.surety = Surety::Nothing;
		auditor.vote = Vote::Missed;
	}

	/// Ends a validation: bonds, trust and the record. What is left to do is what follows from the verdict.
	fn settle(validation: &ValidationOf<T>, outcome: Outcome) -> Verdict {
		let task = validation.task.task;
		let executor = validation.task.executor;
		let verdict = validation.verdict(outcome);
		match &verdict {
			Verdict::Accepted { auditors, .. } => {
				Self::punish_wrong(validation, outcome, Some(auditors));
				T::Nodes::praise(executor);
				if validation.round > 0 {
					Self::raise_trust(executor);
				}
			}
			Verdict::Rejected => {
				Self::divide_bond(validation, outcome);
				Self::punish_wrong(validation, outcome, None);
				Self::lower_trust(executor);
				if outcome == Outcome::Hidden {
					T::Nodes::fault(executor);
				}
			}
			// All bonds come back; but who is contested keeps no pay for what nobody vouched for.
			Verdict::Undecided if validation.tally().is_contested() => _ = Self::repay(validation),
			Verdict::Undecided => (),
		}
		if matches!(outcome, Outcome::Stands(_)) {
			validation.who_is(true, outcome).for_each(|auditor| Self::raise_trust(auditor.node));
		}
		validation.auditors.iter().for_each(|auditor| Self::give_back(validation.bond, auditor));
		Validations::<T>::remove(task);
		Self::deposit_event(Event::Ended { task, verdict: verdict.clone() });
		verdict
	}

	/// Gives back what was paid so far, out of the executor's bond. Returns what is left of that.
	fn repay(validation: &ValidationOf<T>) -> Balance {
		let (task, bond) = (validation.task.task, validation.bond);
		let Some((account, paid)) = T::OnVerdict::paid_so_far(task).filter(|(_, paid)| *paid > 0) else {
			return bond;
		};
		let due = paid.min(bond);
		let amount = T::Nodes::slash(validation.task.executor, due, &account);
		Self::deposit_event(Event::Refunded { task, account, amount });
		bond.saturating_sub(due)
	}

	/// Divides the executor's bond: first the requester gets back what he paid so far; of the rest, each auditor who was right
	/// an equal part of [`AUDITORS_PART`] by the most that there can be, and the treasury the remainder, with what rounding
	/// left.
	fn divide_bond(validation: &ValidationOf<T>, outcome: Outcome) {
		let executor = validation.task.executor;
		let mut rest = Self::repay(validation);
		let share = AUDITORS_PART.mul_floor(rest).checked_div(MAX_AUDITORS.into()).unwrap_or_default();
		for auditor in validation.who_is(true, outcome) {
			if Self::pay(validation, executor, auditor.node, share) {
				rest = rest.saturating_sub(share);
			}
		}
		let fault = if outcome == Outcome::Hidden { Fault::Missed } else { Fault::FalseDigest };
		Self::slash(validation, executor, rest, fault);
	}

	/// Takes the bonds of the auditors who were wrong. When the requester pays for some who were right, [`AUDITORS_PART`] of them
	/// goes in equal parts to those whom he doesn't; the remainder is the treasury's.
	fn punish_wrong(validation: &ValidationOf<T>, outcome: Outcome, paid: Option<&Auditors>) {
		let unpaid = validation
			.who_is(true, outcome)
			.map(|auditor| auditor.node)
			.filter(|node| paid.is_some_and(|paid| !paid.contains(node)))
			.collect::<Vec<_>>();
		let half = AUDITORS_PART.mul_floor(validation.bond);
		let share = half.checked_div(unpaid.len() as Balance).unwrap_or_default();
		for wrong in validation.who_is(false, outcome) {
			let mut rest = validation.bond;
			for node in &unpaid {
				if Self::pay(validation, wrong.node, *node, share) {
					rest = rest.saturating_sub(share);
				}
			}
			Self::slash(validation, wrong.node, rest, Fault::FalseDigest);
			Self::lower_trust(wrong.node);
		}
	}

	/// Pays the provider of `auditor` out of the bond of `from`. Whether there is such a provider.
	fn pay(validation: &ValidationOf<T>, from: NodeId, auditor: NodeId, share: Balance) -> bool {
		let Some(info) = T::Nodes::info(auditor) else { return false };
		let amount = T::Nodes::slash(from, share, &info.provider);
		Self::deposit_event(Event::AuditorPaid { task: validation.task.task, node: auditor, from, amount });
		true
	}

	fn slash(validation: &ValidationOf<T>, node: NodeId, amount: Balance, fault: Fault) {
		let amount = T::Nodes::slash(node, amount, &T::Treasury::get());
		Self::deposit_event(Event::Slashed { task: validation.task.task, node, amount, fault });
	}

	/// Ends what answers for an auditor's vote.
	fn give_back(bond: Balance, auditor: &Auditor<T::AccountId>) {
		match auditor.surety {
			Surety::Parts(_) => Self::free(auditor),
			Surety::Pledge => T::Nodes::unpledge(auditor.node, bond),
			Surety::Nothing => (),
		}
	}

	/// Gives the parts back that are reserved for an auditor.
	pub(crate) fn free(auditor: &Auditor<T::AccountId>) {
		if let Surety::Parts(parts) = auditor.surety {
			T::Nodes::release(auditor.node, parts);
		}
	}

	fn raise_trust(node: NodeId) {
		Scores::<T>::mutate(node, |score| *score = score.saturating_add(1));
	}

	/// Takes a third of a node's trust, rounded up.
	fn lower_trust(node: NodeId) {
		Scores::<T>::mutate_exists(node, |score| {
			let old = score.unwrap_or_default();
			let left = old.saturating_sub(old.div_ceil(3));
			*score = (left > 0).then_some(left);
		});
	}
}
