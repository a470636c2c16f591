//! Opening a validation, and what its participants do.

use super::*;
use aic_primitives::{
	merkle::node as merkle_node, Comparison, Trust, ValidationTask, WaitReason, WorkValidation,
};
use frame::deps::frame_support::storage::with_storage_layer;

impl<T: Config> WorkValidation<T::AccountId> for Pallet<T> {
	fn open(task: ValidationTask<T::AccountId>) -> DispatchResult {
		Self::do_open(task)
	}

	fn auditors(comparison: Comparison) -> u32 {
		Self::panel(comparison)
	}

	fn least_audit() -> Permill {
		T::LeastAudit::get()
	}
}

impl<T: Config> Trust for Pallet<T> {
	fn of(node: NodeId) -> u32 {
		Scores::<T>::get(node)
	}

	fn reset(node: NodeId) {
		Scores::<T>::remove(node);
	}
}

impl<T: Config> Pallet<T> {
	fn do_open(task: ValidationTask<T::AccountId>) -> DispatchResult {
		let ValidationTask { task: id, executor, .. } = task;
		ensure!(!Validations::<T>::contains_key(id), Error::<T>::AlreadyOpen);
		ensure!(task.checkpoints.is_power_of_two() && task.trust > 0, Error::<T>::BadTask);
		let info = T::Nodes::info(executor).ok_or(Error::<T>::NoSuchNode)?;
		let validation = Validation {
			owner: info.owner,
			operator: info.operator,
			bond: T::Nodes::bond_of(task.requirements.power),
			weight: 0,
			panel: Self::panel(task.comparison) as u8,
			digest: None,
			round: 0,
			phase: Self::enqueue(id, 0, Self::draw_deadline(), WaitReason::AwaitsRandomness),
			samples: BoundedVec::new(),
			bisection: None,
			auditors: BoundedVec::new(),
			task,
		};
		Validations::<T>::insert(id, validation);
		Self::deposit_event(Event::Opened { task: id, executor });
		Ok(())
	}

	pub(crate) fn do_commit(
		who: T::AccountId,
		task: TaskId,
		commitment: Commitment,
		round_trip: Option<u32>,
	) -> DispatchResult {
		let mut validation = Validations::<T>::get(task).ok_or(Error::<T>::NotOpen)?;
		let Phase::Committing { until, .. } = validation.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		let auditor = validation.current_mut(&who).ok_or(Error::<T>::NotAuditor)?;
		ensure!(auditor.vote == Vote::Awaited, Error::<T>::AlreadyCommitted);
		auditor.vote = Vote::Committed(commitment);
		let node = auditor.node;
		Self::deposit_event(Event::Committed { task, node });
		if let Some(round_trip) = round_trip {
			T::Distances::report(node, validation.task.executor, round_trip);
		}
		if validation.all_committed() {
			let until = now.saturating_add(T::RevealTime::get());
			validation.phase = Phase::Revealing { until };
			Self::deposit_event(Event::RevealsBegan { task, until });
		}
		Validations::<T>::insert(task, validation);
		Ok(())
	}

	/// Notes the digest, and closes the phase if it was the last one; what that did. When the verdict can't be dealt with, the
	/// reveal counts all the same and anyone may `close` later.
	pub(crate) fn do_reveal(
		who: T::AccountId,
		task: TaskId,
		digest: H256,
		distance: Option<u32>,
	) -> Result<Option<Closed>, DispatchError> {
		let mut validation = Validations::<T>::get(task).ok_or(Error::<T>::NotOpen)?;
		let now = T::Time::now();
		let phase = validation.phase_at(now);
		let (Phase::Unaudited { until } | Phase::Revealing { until }) = phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		ensure!(now <= until, Error::<T>::TooLate);
		validation.phase = phase;
		let node = Self::take_reveal(&mut validation, &who, digest, distance)?;
		let is_last = validation.closable_at(now);
		Validations::<T>::insert(task, validation);
		Self::deposit_event(Event::Revealed { task, node, digest, distance });
		let close = || with_storage_layer(|| Self::do_close(task)).unwrap_or(Closed::WORST);
		Ok(is_last.then(close))
	}

	/// Notes the digest for the node that `who` signs for, if it is what the node committed to.
	fn take_reveal(
		validation: &mut ValidationOf<T>,
		who: &T::AccountId,
		digest: H256,
		distance: Option<u32>,
	) -> Result<NodeId, Error<T>> {
		let task = validation.task.task;
		if *who == validation.operator {
			let node = validation.task.executor;
			ensure!(validation.digest.is_none(), Error::<T>::AlreadyRevealed);
			ensure!(distance.is_none(), Error::<T>::WrongDistance);
			let matches = validation.task.commitment.matches(task, node, digest);
			ensure!(matches && digest != DISSENT, Error::<T>::RevealMismatch);
			validation.digest = Some(digest);
			return Ok(node);
		}
		let (bound, committed) = match (validation.task.comparison, distance) {
			(Comparison::Exact, None) => (None, digest),
			(Comparison::Tolerant { bound }, Some(distance)) => {
				(Some((bound, distance)), tolerant_digest(digest, distance))
			}
			_ => return Err(Error::<T>::WrongDistance),
		};
		let auditor = validation.current_mut(who).ok_or(Error::<T>::NotAuditor)?;
		match auditor.vote {
			Vote::Committed(commitment) => {
				ensure!(commitment.matches(task, auditor.node, committed), Error::<T>::RevealMismatch);
				auditor.vote = match bound {
					Some((bound, distance)) => Vote::Judged { agrees: distance <= bound },
					None => Vote::Revealed(digest),
				};
				Ok(auditor.node)
			}
			Vote::Awaited | Vote::Missed => Err(Error::<T>::NotCommitted),
			Vote::Revealed(_) | Vote::Judged { .. } => Err(Error::<T>::AlreadyRevealed),
		}
	}

	/// Notes the children of the caller's node in the tree; when both parties posted theirs, goes down a level.
	pub(crate) fn do_bisect(who: T::AccountId, task: TaskId, left: H256, right: H256) -> DispatchResult {
		let mut validation = Validations::<T>::get(task).ok_or(Error::<T>::NotOpen)?;
		let Phase::Bisecting { until } = validation.phase else { return Err(Error::<T>::WrongPhase.into()) };
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		let mut bisection = validation.bisection.ok_or(Error::<T>::WrongPhase)?;
		let challenger =
			validation.auditors.get(usize::from(bisection.challenger)).ok_or(Error::<T>::NotAuditor)?;
		let by_executor = who == validation.operator;
		ensure!(by_executor || who == challenger.operator, Error::<T>::NotAuditor);
		let (node, parent) = match by_executor {
			true => (validation.task.executor, bisection.executor),
			false => (challenger.node, bisection.auditor),
		};
		ensure!(
			bisection.posted.is_none_or(|posted| posted.by_executor != by_executor),
			Error::<T>::AlreadyPosted
		);
		ensure!(merkle_node(left, right) == parent, Error::<T>::RevealMismatch);
		Self::deposit_event(Event::Posted { task, node, left, right });
		match bisection.posted {
			None => bisection.posted = Some(Children { by_executor, left, right }),
			Some(first) => {
				let (mine, other) = ((left, right), (first.left, first.right));
				let (executor, auditor) = if by_executor { (mine, other) } else { (other, mine) };
				bisection.descend(executor, auditor);
				validation.phase = Phase::Bisecting { until: now.saturating_add(T::RevealTime::get()) };
			}
		}
		validation.bisection = Some(bisection);
		if bisection.is_done() {
			let step = bisection.step;
			Self::deposit_event(Event::StepFound {
				task,
				step,
				executor: bisection.executor,
				challenger: bisection.auditor,
			});
			let outcome = Self::begin_round_or_give_up(&mut validation);
			defensive_assert!(outcome.is_none(), "two leaves differ, so somebody has to decide");
		}
		Validations::<T>::insert(task, validation);
		Ok(())
	}
}
