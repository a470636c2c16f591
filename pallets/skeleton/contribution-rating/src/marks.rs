//! What users think of what they paid for.

use super::*;
use aic_math::rating::MARKS;
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_mark(who: T::AccountId, resource: ResourceId, stars: u8) -> DispatchResult {
		ensure!((1..=MARKS).contains(&stars), Error::<T>::MarkOutOfRange);
		let mut user = Users::<T>::get(resource, &who).ok_or(Error::<T>::NotUsed)?;
		let earns = T::Resources::owner_of(&resource).ok_or(Error::<T>::NoSuchResource)? == who;
		ensure!(!earns && !T::Earnings::earns(&who, &resource), Error::<T>::OwnResource);
		let honest = |uses: &Uses<T::AccountId>| Self::counts(uses.honest());
		let weight = honest(&user.latest).saturating_add(user.before.as_ref().map_or(0, honest));
		let era = T::Eras::current();
		let mut score = Self::score_at(era, &resource);
		Self::lighten(&mut score, user.mark.take(), Balance::MAX);
		score.marked = score.marked.saturating_add(weight.saturating_mul(stars.into()));
		score.weight = score.weight.saturating_add(weight);
		user.mark = Some(Mark { stars, weight, era });
		let due = if user.latest.era == era {
			Self::rate(resource, &mut user, &mut score, true)
		} else {
			DueOf::<T>::get(era, resource)
		};
		Users::<T>::insert(resource, &who, user);
		Self::set_score(resource, score);
		let mean = Self::stars_of(&score);
		Self::deposit_event(Event::Marked { resource, user: who, stars, weight, mean, due });
		Ok(())
	}

	/// Takes up to so much of a mark's weight. Returns what is left of the mark.
	pub(crate) fn lighten(score: &mut Score, mark: Option<Mark>, less: Balance) -> Option<Mark> {
		let Mark { stars, weight, era } = mark?;
		let less = less.min(weight);
		score.marked = score.marked.saturating_sub(less.saturating_mul(stars.into()));
		score.weight = score.weight.saturating_sub(less);
		Some(Mark { stars, weight: weight.saturating_sub(less), era })
	}

	/// In the running era.
	pub(crate) fn do_forget(era: EraIndex, resource: ResourceId, who: T::AccountId) -> DispatchResult {
		let mut user = Users::<T>::get(resource, &who).ok_or(Error::<T>::NotUsed)?;
		let is_old = |since: EraIndex| era.saturating_sub(since) > T::MarkLife::get().max(1);
		let mark = user.mark.take();
		if is_old(user.latest.era) {
			Users::<T>::remove(resource, &who);
		} else {
			ensure!(mark.is_some_and(|mark| is_old(mark.era)), Error::<T>::StillCounts);
			Users::<T>::insert(resource, &who, user);
		}
		let mut score = Self::score_at(era, &resource);
		Self::lighten(&mut score, mark, Balance::MAX);
		Self::set_score(resource, score);
		Self::deposit_event(Event::Forgotten { resource, user: who });
		Ok(())
	}
}
