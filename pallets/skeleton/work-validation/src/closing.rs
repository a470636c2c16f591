//! The end of a round, the verdict and its money.

use super::*;

impl<T: Config> Pallet<T> {
	/// Ends the phase of `slot`'s validation; returns whether there was a verdict.
	pub(crate) fn do_close(slot: SlotId) -> Result<bool, DispatchError> {
		let Some(verdict) = Self::conclude(slot)? else { return Ok(false) };
		T::OnVerdict::on_verdict(slot, verdict)?;
		Ok(true)
	}

	/// All of `close` but what follows from the verdict. The record is gone when there is one, so that the slot may be
	/// validated anew.
	pub(crate) fn conclude(slot: SlotId) -> Result<Option<Verdict>, DispatchError> {
		let validation = Validations::<T>::get(slot).ok_or(Error::<T>::NotOpen)?;
		ensure!(validation.closable_at(T::Time::now()), Error::<T>::TooEarly);
		Self::punish_missing(&validation);
		let verdict = match validation.majority() {
			Some(digest) if validation.digest == Some(digest) => {
				Verdict::Accepted { digest, validators: validation.vouchers(digest) }
			}
			Some(_) => Verdict::Rejected,
			None if Self::has_next_round(&validation) => {
				Self::begin_round(validation);
				return Ok(None);
			}
			None => Verdict::Undecided,
		};
		if let Phase::Drawing { position, .. } = validation.phase {
			Queue::<T>::remove(position);
		}
		Self::settle_executor(&validation);
		Self::settle_votes(&validation);
		Validations::<T>::remove(slot);
		Self::deposit_event(Event::Ended { slot, verdict: verdict.clone() });
		Ok(Some(verdict))
	}

	/// A round in which nobody could be drawn is the last.
	fn has_next_round(validation: &ValidationOf<T>) -> bool {
		!matches!(validation.phase, Phase::Drawing { .. })
			&& validation.round < T::MaxRounds::get().min(MAX_ROUNDS)
			&& validation.wanted() > 0
	}

	fn begin_round(mut validation: ValidationOf<T>) {
		let slot = validation.task.slot;
		validation.round = validation.round.saturating_add(1);
		validation.phase =
			Self::enqueue(slot, Self::draw_deadline(), aic_primitives::WaitReason::AwaitsRandomness);
		Self::deposit_event(Event::RoundBegan { slot, round: validation.round });
		Validations::<T>::insert(slot, validation);
	}

	/// Slashes, faults and releases the validators of the round who did not commit or did not reveal.
	fn punish_missing(validation: &ValidationOf<T>) {
		for validator in validation.current().filter(|v| !matches!(v.vote, Vote::Revealed(_))) {
			Self::punish_missed(validation, validator.node);
			T::Nodes::release(validator.node, &validation.task.requirements);
		}
	}

	/// Takes the small slash and, before any release could offer it again, the node out of the index.
	fn punish_missed(validation: &ValidationOf<T>, node: NodeId) {
		let amount = T::NoRevealSlash::get().mul_floor(Self::bond(validation));
		Self::slash(validation, node, amount, Fault::Missed);
		T::Nodes::fault(node);
	}

	/// What the executor loses: his slot's bond against a majority, the small slash if he let the reveals pass without one.
	fn settle_executor(validation: &ValidationOf<T>) {
		let executor = validation.task.executor;
		match validation.majority() {
			Some(digest) if validation.digest != Some(digest) => {
				Self::divide_bond(validation, digest);
				if validation.digest.is_none() {
					T::Nodes::fault(executor);
				}
			}
			None if validation.executor_missed() => Self::punish_missed(validation, executor),
			_ => (),
		}
	}

	/// Divides the executor's bond: to each of the majority an equal part of [`VALIDATORS_PART`] by a full panel, and the
	/// rest, with what rounding left, to the treasury.
	fn divide_bond(validation: &ValidationOf<T>, majority: H256) {
		let executor = validation.task.executor;
		let bond = Self::bond(validation);
		let share = VALIDATORS_PART.mul_floor(bond).checked_div(validation.panel.into()).unwrap_or(0);
		let vouchers = validation.vouchers(majority);
		let mut rest = bond;
		for validator in validation.validators.iter().filter(|v| vouchers.contains(&v.node)) {
			let amount = T::Nodes::slash(executor, share, &validator.provider);
			rest = rest.saturating_sub(share);
			Self::deposit_event(Event::ValidatorPaid {
				slot: validation.task.slot,
				node: validator.node,
				amount,
			});
		}
		let fault = if validation.digest.is_some() { Fault::FalseDigest } else { Fault::Missed };
		Self::slash(validation, executor, rest, fault);
	}

	/// Slashes the validators who revealed another digest than the majority's, and releases all who revealed.
	fn settle_votes(validation: &ValidationOf<T>) {
		let majority = validation.majority();
		for (node, digest) in validation.votes() {
			if majority.is_some_and(|majority| majority != digest) {
				Self::slash(validation, node, Self::bond(validation), Fault::FalseDigest);
			}
			T::Nodes::release(node, &validation.task.requirements);
		}
	}

	/// The bond that answers for the slot.
	fn bond(validation: &ValidationOf<T>) -> Balance {
		T::Nodes::bond_of(validation.task.requirements.power)
	}

	fn slash(validation: &ValidationOf<T>, node: NodeId, amount: Balance, fault: Fault) {
		let amount = T::Nodes::slash(node, amount, &T::Treasury::get());
		Self::deposit_event(Event::Slashed { slot: validation.task.slot, node, amount, fault });
	}
}
