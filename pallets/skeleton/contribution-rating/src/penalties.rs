//! Penalties: ordered, appealed, decided, and final or reversed.

use super::*;
use frame::traits::{fungible::Mutate, tokens::Preservation, AccountIdConversion, Get, Time};

impl<T: Config> Pallet<T> {
	/// Account that keeps bonds until the penalties that took them are final.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn do_penalise(
		resource: ResourceId,
		grade: Grade,
		reason: PenaltyReason,
		evidence: H256,
	) -> DispatchResult {
		let owner = T::Resources::owner_of(&resource).ok_or(Error::<T>::NoSuchResource)?;
		let id = NextPenalty::<T>::get();
		let (points, due, bond) = match grade {
			Grade::Warning => (0, 0, 0),
			Grade::Points(part) => {
				let (points, due) = Self::take_points(resource, part, Cause::Penalty(id));
				ensure!(points > 0, Error::<T>::NothingToLose);
				(points, due, 0)
			}
			Grade::Bond(part) => {
				let (points, due) = Self::take_points(resource, part, Cause::Penalty(id));
				let bond = T::Resources::slash(&resource, part, &Self::pot());
				ensure!(bond > 0, Error::<T>::NothingToLose);
				(points, due, bond)
			}
		};
		let (era, until) = (T::Eras::current(), T::Time::now().saturating_add(T::AppealTime::get()));
		if points > 0 || bond > 0 {
			T::Earnings::penalised(&owner, resource, points, bond);
		}
		NextPenalty::<T>::put(id.saturating_add(1));
		let penalty =
			Penalty { resource, owner, grade, reason, evidence, era, points, due, bond, until, appeal: None };
		Penalties::<T>::insert(id, &penalty);
		Self::deposit_event(Event::PenaltyOrdered {
			penalty: id,
			resource,
			grade,
			reason,
			evidence,
			points,
			bond,
			until,
		});
		Ok(())
	}

	fn penalty(id: PenaltyId) -> Result<Penalty<T::AccountId>, Error<T>> {
		Penalties::<T>::get(id).ok_or(Error::<T>::NoSuchPenalty)
	}

	pub(crate) fn do_appeal(who: T::AccountId, id: PenaltyId, evidence: H256) -> DispatchResult {
		let mut penalty = Self::penalty(id)?;
		ensure!(penalty.owner == who, Error::<T>::NotOwner);
		ensure!(penalty.appeal.is_none(), Error::<T>::AlreadyAppealed);
		ensure!(T::Time::now() < penalty.until, Error::<T>::TooLate);
		penalty.appeal = Some(evidence);
		penalty.until = T::Time::now().saturating_add(T::DecisionTime::get());
		Self::deposit_event(Event::Appealed { penalty: id, evidence, until: penalty.until });
		Penalties::<T>::insert(id, penalty);
		Ok(())
	}

	pub(crate) fn do_decide(id: PenaltyId, upheld: bool) -> DispatchResult {
		let penalty = Self::penalty(id)?;
		ensure!(penalty.appeal.is_some(), Error::<T>::NotAppealed);
		Self::close(id, penalty, upheld);
		Ok(())
	}

	/// A penalty that nobody appealed stands; an appeal that nobody decided is granted.
	pub(crate) fn do_settle(id: PenaltyId) -> DispatchResult {
		let penalty = Self::penalty(id)?;
		ensure!(T::Time::now() >= penalty.until, Error::<T>::TooEarly);
		let upheld = penalty.appeal.is_none();
		Self::close(id, penalty, upheld);
		Ok(())
	}

	/// A bond that the owner can't be given back, since it would be all that he has and is below the existential deposit, goes to
	/// the treasury, as that of a penalty which stands.
	fn close(id: PenaltyId, penalty: Penalty<T::AccountId>, upheld: bool) {
		let Penalty { resource, owner, era, points, due, bond, .. } = penalty;
		Penalties::<T>::remove(id);
		let pay = |to: &T::AccountId| {
			bond == 0 || T::Currency::transfer(&Self::pot(), to, bond, Preservation::Preserve).is_ok()
		};
		let returned = !upheld && pay(&owner);
		if !returned && !pay(&T::Treasury::get()) {
			// Then it stays in the pot, as a gift.
			Self::deposit_event(Event::BondKept { penalty: id, bond });
		}
		if !upheld && points > 0 {
			let now = T::Eras::current();
			let mut score = Self::score_at(now, &resource);
			let back = aic_math::decay(points, T::HalfLife::get(), now.saturating_sub(era));
			score.points = score.points.saturating_add(back);
			Self::set_score(resource, score);
			if now == era {
				Self::add_due(era, resource, due);
			}
		}
		let bond = if returned { bond } else { 0 };
		Self::deposit_event(Event::PenaltyClosed { penalty: id, upheld, bond });
	}
}
