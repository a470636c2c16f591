//! Opening a validation, and what its participants do.

use super::*;
use aic_primitives::{seal, ValidationTask, WaitReason, WorkValidation};

impl<T: Config> WorkValidation<T::AccountId> for Pallet<T> {
	fn open(task: ValidationTask<T::AccountId>) -> DispatchResult {
		Self::do_open(task)
	}

	/// Odd and within [`MAX_VALIDATORS`], whatever the parameter says.
	fn validators() -> u32 {
		T::Validators::get().clamp(1, MAX_VALIDATORS) | 1
	}
}

impl<T: Config> Pallet<T> {
	fn do_open(task: ValidationTask<T::AccountId>) -> DispatchResult {
		let ValidationTask { slot, executor, .. } = task;
		ensure!(!Validations::<T>::contains_key(slot), Error::<T>::AlreadyOpen);
		let provider = T::Nodes::info(executor).ok_or(Error::<T>::NoSuchNode)?.provider;
		let phase = Self::enqueue(slot, Self::draw_deadline(), WaitReason::AwaitsRandomness);
		let validation = Validation {
			task,
			provider,
			digest: None,
			panel: Self::validators(),
			round: 1,
			phase,
			validators: BoundedVec::new(),
		};
		Validations::<T>::insert(slot, validation);
		Self::deposit_event(Event::Opened { slot, executor });
		Ok(())
	}

	pub(crate) fn do_commit(who: T::AccountId, slot: SlotId, seal: H256) -> DispatchResult {
		Validations::<T>::try_mutate(slot, |record| {
			let validation = record.as_mut().ok_or(Error::<T>::NotOpen)?;
			let Phase::Committing { until, .. } = validation.phase else {
				return Err(Error::<T>::WrongPhase.into());
			};
			let now = T::Time::now();
			ensure!(now <= until, Error::<T>::TooLate);
			let validator = validation.current_mut(&who).ok_or(Error::<T>::NotValidator)?;
			ensure!(validator.vote == Vote::Awaited, Error::<T>::AlreadyCommitted);
			validator.vote = Vote::Sealed(seal);
			Self::deposit_event(Event::Committed { slot, node: validator.node });
			if validation.all_committed() {
				let until = now.saturating_add(T::RevealTime::get());
				validation.phase = Phase::Revealing { until };
				Self::deposit_event(Event::RevealsBegan { slot, until });
			}
			Ok(())
		})
	}

	pub(crate) fn do_reveal(who: T::AccountId, slot: SlotId, digest: H256, salt: H256) -> DispatchResult {
		Validations::<T>::try_mutate(slot, |record| {
			let validation = record.as_mut().ok_or(Error::<T>::NotOpen)?;
			let now = T::Time::now();
			let phase = validation.phase_at(now);
			let Phase::Revealing { until } = phase else { return Err(Error::<T>::WrongPhase.into()) };
			ensure!(now <= until, Error::<T>::TooLate);
			validation.phase = phase;
			let node = Self::take_reveal(validation, &who, digest, salt)?;
			Self::deposit_event(Event::Revealed { slot, node, digest });
			Ok(())
		})
	}

	/// Notes the digest for the node that `who` signs for, if it matches the node's seal.
	fn take_reveal(
		validation: &mut ValidationOf<T>,
		who: &T::AccountId,
		digest: H256,
		salt: H256,
	) -> Result<NodeId, Error<T>> {
		let slot = validation.task.slot;
		if *who == validation.provider {
			let node = validation.task.executor;
			ensure!(validation.digest.is_none(), Error::<T>::AlreadyRevealed);
			ensure!(seal(slot, node, digest, salt) == validation.task.seal, Error::<T>::RevealMismatch);
			validation.digest = Some(digest);
			return Ok(node);
		}
		let validator = validation.current_mut(who).ok_or(Error::<T>::NotValidator)?;
		match validator.vote {
			Vote::Awaited => Err(Error::<T>::NotCommitted),
			Vote::Revealed(_) => Err(Error::<T>::AlreadyRevealed),
			Vote::Sealed(sealed) => {
				ensure!(seal(slot, validator.node, digest, salt) == sealed, Error::<T>::RevealMismatch);
				validator.vote = Vote::Revealed(digest);
				Ok(validator.node)
			}
		}
	}
}
