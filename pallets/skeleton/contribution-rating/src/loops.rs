//! Loops: money that comes back to who paid it.

use super::*;
use aic_primitives::Links;
use alloc::collections::BTreeSet;
use frame::{
	deps::frame_support::traits::{OnKilledAccount, OnNewAccount},
	traits::{fungible::Mutate, tokens::Preservation, Get},
};

impl<T: Config> Pallet<T> {
	/// In the running era, `now`.
	pub(crate) fn do_flag(
		who: T::AccountId,
		now: EraIndex,
		era: EraIndex,
		steps: Loop<T::AccountId>,
	) -> DispatchResult {
		ensure!(era <= now && now.saturating_sub(era) <= 1 && T::Earnings::open(era), Error::<T>::EraNotOpen);
		ensure!(steps.len() > 1, Error::<T>::NotALoop);
		// Who came twice would have what went round once taken out of his payment twice.
		let accounts: BTreeSet<_> = steps.iter().map(|(account, _)| account).collect();
		ensure!(accounts.len() == steps.len(), Error::<T>::NotALoop);
		let ties = steps.iter().filter(|(_, step)| matches!(step, Step::Tied(_))).count();
		// Accounts that pay each other nothing are not to be joined.
		ensure!(ties <= 1, Error::<T>::NotALoop);
		let Some(amount) = Self::goes_round(era, &steps) else { return Self::charge(who, era) };
		ensure!(amount > 0, Error::<T>::NothingLoops);
		let mut due = Balance::default();
		let mut first = None;
		for (payer, step) in &steps {
			if let Step::Paid(resource) = step {
				due = due.saturating_add(Self::void(now, era, *resource, payer, amount));
				first = first.or(Some(*resource));
			}
		}
		let bounty = match first {
			Some(resource) => T::Earnings::bounty(&who, resource, T::FlagShare::get().mul_floor(due)),
			None => 0,
		};
		Self::deposit_event(Event::LoopShown { by: who, era, amount, due, bounty });
		Ok(())
	}

	/// The least that was paid at any of the steps and did not go round before; `None` when a step is not what it is said to be.
	fn goes_round(era: EraIndex, steps: &Loop<T::AccountId>) -> Option<Balance> {
		let nexts = steps.iter().cycle().skip(1).map(|(account, _)| account);
		steps.iter().zip(nexts).try_fold(Balance::MAX, |least, ((account, step), next)| match step {
			Step::Paid(resource) => {
				let mut user = Users::<T>::get(resource, account)?;
				let uses = user.in_era(era)?;
				(uses.owner == *next).then(|| least.min(uses.honest()))
			}
			Step::Tied(tie) => Self::tied(era, account, next, tie).then_some(least),
		})
	}

	/// Whether `earner` did what ties `payer` to him.
	fn tied(era: EraIndex, earner: &T::AccountId, payer: &T::AccountId, tie: &Tie) -> bool {
		match tie {
			Tie::Proxy => T::Links::appointed(earner, payer),
			Tie::Funding => CreatedBy::<T>::get(payer).is_some_and(|(by, when)| by == *earner && when == era),
			Tie::Operator(node) => T::Links::operates(payer, *node, earner),
		}
	}

	/// Takes back what `amount` of a payer's fees of an era gave, and what his mark weighs by it. Returns by how much less is due for it.
	fn void(
		now: EraIndex,
		era: EraIndex,
		resource: ResourceId,
		payer: &T::AccountId,
		amount: Balance,
	) -> Balance {
		let Some(mut user) = Users::<T>::get(resource, payer) else { return 0 };
		let mark = user.mark;
		let Some(uses) = user.in_era(era) else { return 0 };
		let honest = uses.honest();
		uses.looped = uses.looped.saturating_add(amount).min(uses.fee);
		// What is left is rounded down: a loop counts against who made it.
		let left = uses.honest();
		let rest = |amount: Balance| aic_math::mul_div_floor(amount, left, honest).unwrap_or_default();
		uses.sunk = rest(uses.sunk);
		let points = uses.points.min(Self::boosted(left, mark));
		let due = rest(uses.due).min(Self::cap(uses.sunk));
		let lost = uses.points.saturating_sub(points);
		let less = uses.due.saturating_sub(due);
		uses.points = points;
		uses.due = due;
		let lighter = Self::counts(honest).saturating_sub(Self::counts(left));
		let mut score = Self::score_at(now, &resource);
		user.mark = Self::lighten(&mut score, user.mark, lighter);
		Users::<T>::insert(resource, payer, user);
		let decayed = aic_math::decay(lost, T::HalfLife::get(), now.saturating_sub(era));
		score.points = score.points.saturating_sub(decayed);
		Self::set_score(resource, score);
		Self::cut_due(era, resource, less)
	}

	/// What a false flag costs.
	fn charge(who: T::AccountId, era: EraIndex) -> DispatchResult {
		let fee = T::FalseFlagFee::get();
		T::Currency::transfer(&who, &T::Treasury::get(), fee, Preservation::Preserve)?;
		Self::deposit_event(Event::FalseFlag { by: who, era, fee });
		Ok(())
	}
}

impl<T: Config> OnNewAccount<T::AccountId> for Pallet<T> {
	/// Keeps who signed what made the account. Reads the era and the time, writes one value.
	fn on_new_account(who: &T::AccountId) {
		if let Some(by) = T::Signer::get().filter(|by| by != who) {
			CreatedBy::<T>::insert(who, (by, T::Eras::current()));
		}
	}
}

impl<T: Config> OnKilledAccount<T::AccountId> for Pallet<T> {
	fn on_killed_account(who: &T::AccountId) {
		CreatedBy::<T>::remove(who);
	}
}
