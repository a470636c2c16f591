//! How points and dues change.

use super::*;
use aic_math::rating::{boost, saturate, sunk, WHOLE};
use aic_primitives::{Rated, Ratings, ResourceUse};
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	pub(crate) fn score(resource: &ResourceId) -> Score {
		Scores::<T>::get(resource).unwrap_or_default()
	}

	/// Points of a score, decayed to `era`.
	pub(crate) fn points_at(era: EraIndex, score: &Score) -> Balance {
		aic_math::decay(score.points, T::HalfLife::get(), era.saturating_sub(score.era))
	}

	/// What the marks make of the points, in parts per million.
	pub(crate) fn boost_of(score: &Score) -> u32 {
		boost(score.marked, score.weight, T::Saturation::get())
	}

	pub(crate) fn due_of(era: EraIndex, resource: &ResourceId) -> Due {
		DueOf::<T>::get(era, resource).unwrap_or_default()
	}

	/// What a reward may reach of what is sunk, rounded down; below it, whatever the fraction is set to.
	pub(crate) fn cap(sunk: Balance) -> Balance {
		let below_all = Permill::one().saturating_sub(Permill::from_parts(1));
		T::CapFraction::get().min(below_all).mul_floor(sunk)
	}

	/// Writes what `resource` is due for `era`, keeping the sum. Returns by how much that is less than before.
	pub(crate) fn set_due(era: EraIndex, resource: ResourceId, next: Due) -> Balance {
		let before = Self::due_of(era, &resource).due;
		if next.due == 0 {
			DueOf::<T>::remove(era, resource);
		} else {
			DueOf::<T>::insert(era, resource, next);
		}
		if next.due != before {
			TotalDue::<T>::mutate(era, |total| {
				*total = total.saturating_sub(before).saturating_add(next.due)
			});
		}
		before.saturating_sub(next.due)
	}

	/// Writes a score of the running era, and what it makes due. Returns the due.
	pub(crate) fn set_score(resource: ResourceId, score: Score, sunk: Balance) -> Balance {
		if score == (Score { era: score.era, ..Default::default() }) {
			Scores::<T>::remove(resource);
		} else {
			Scores::<T>::insert(resource, score);
		}
		Self::rate(resource, &score, sunk)
	}

	/// Writes what a score of the running era makes due. Returns it.
	fn rate(resource: ResourceId, score: &Score, sunk: Balance) -> Balance {
		let worth = aic_math::mul_div_floor(score.points, Self::boost_of(score).into(), WHOLE.into());
		let due = T::RewardRate::get().mul_floor(worth.unwrap_or(Balance::MAX)).min(Self::cap(sunk));
		Self::set_due(score.era, resource, Due { sunk, due });
		due
	}

	/// A score as it is in `era`.
	pub(crate) fn score_at(era: EraIndex, resource: &ResourceId) -> Score {
		let score = Self::score(resource);
		Score { points: Self::points_at(era, &score), era, ..score }
	}

	/// Takes this part of the points, rounded up; returns how many that was.
	pub(crate) fn take_points(resource: ResourceId, part: Permill, cause: Cause) -> Balance {
		let era = T::Eras::current();
		let mut score = Self::score_at(era, &resource);
		let lost = part.mul_ceil(score.points);
		if lost == 0 {
			return 0;
		}
		score.points = score.points.saturating_sub(lost);
		let due = Self::set_score(resource, score, Self::due_of(era, &resource).sunk);
		Self::deposit_event(Event::Penalised { resource, part, points: score.points, due, cause });
		lost
	}

	/// What fees so high count for.
	pub(crate) fn counts(fees: Balance) -> Balance {
		saturate(fees, T::Saturation::get())
	}

	/// What of a use's fee is sunk.
	fn sunk(paid: &ResourceUse<T::AccountId>, kept: Balance) -> Balance {
		sunk(paid.amount, kept, T::Resources::own_share(paid).deconstruct())
	}
}

impl<T: Config> Ratings<T::AccountId> for Pallet<T> {
	/// Reads and writes four values. A fee of zero changes nothing.
	fn record(era: EraIndex, paid: &ResourceUse<T::AccountId>, kept: Balance) -> Rated {
		if paid.amount == 0 {
			return Rated::default();
		}
		let resource = paid.resource;
		let sunk = Self::sunk(paid, kept);
		let owner = || T::Resources::owner_of(&resource).unwrap_or_else(|| paid.payer.clone());
		let stored = Users::<T>::get(resource, &paid.payer);
		let mut user = match stored {
			Some(user) if user.latest.era == era => user,
			Some(user) => {
				User { latest: Uses::new(era, owner()), before: Some(user.latest), mark: user.mark }
			}
			None => User { latest: Uses::new(era, owner()), before: None, mark: None },
		};
		let first = user.latest.fee == 0;
		let uses = &mut user.latest;
		uses.owner = owner();
		uses.fee = uses.fee.saturating_add(paid.amount);
		uses.sunk = uses.sunk.saturating_add(sunk);
		let points = Self::counts(uses.honest()).saturating_sub(uses.points);
		uses.points = uses.points.saturating_add(points);
		Users::<T>::insert(resource, &paid.payer, user);

		let mut score = Self::score_at(era, &resource);
		score.points = score.points.saturating_add(points);
		let sunk = Self::due_of(era, &resource).sunk.saturating_add(sunk);
		let due = if points == 0 {
			// Written, the points would be rounded down once more, and a use would cost one.
			Self::rate(resource, &score, sunk)
		} else {
			Self::set_score(resource, score, sunk)
		};
		Self::deposit_event(Event::Rated { resource, era, points: score.points, due });
		Rated { points, first }
	}

	fn due(era: EraIndex, resource: ResourceId) -> Balance {
		Self::due_of(era, &resource).due
	}

	fn total_due(era: EraIndex) -> Balance {
		TotalDue::<T>::get(era)
	}

	fn take_due(era: EraIndex, resource: ResourceId) -> Balance {
		DueOf::<T>::take(era, resource).map_or(0, |taken| taken.due)
	}

	fn penalise(resource: ResourceId, part: Permill) {
		let lost = Self::take_points(resource, part, Cause::Fault);
		if let Some(owner) = T::Resources::owner_of(&resource).filter(|_| lost > 0) {
			T::Earnings::penalised(&owner, resource, lost, 0);
		}
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::record()
	}
}
