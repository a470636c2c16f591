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

	/// Mean of the marks, in millionths; zero without any.
	pub(crate) fn stars_of(score: &Score) -> u32 {
		let mean = aic_math::mul_div_floor(score.marked, WHOLE.into(), score.weight);
		mean.and_then(|mean| mean.try_into().ok()).unwrap_or_default()
	}

	/// What a reward may reach of what is sunk, rounded down; below it, whatever the fraction is set to.
	pub(crate) fn cap(sunk: Balance) -> Balance {
		let below_all = Permill::one().saturating_sub(Permill::from_parts(1));
		T::CapFraction::get().min(below_all).mul_floor(sunk)
	}

	/// What so many points and so much that is sunk make due.
	fn worth(points: Balance, sunk: Balance) -> Balance {
		T::RewardRate::get().mul_floor(points).min(Self::cap(sunk))
	}

	/// Writes what `resource` is due for `era`, keeping the sum.
	fn set_due(era: EraIndex, resource: ResourceId, before: Balance, due: Balance) {
		if due == before {
			return;
		}
		if due == 0 {
			DueOf::<T>::remove(era, resource);
		} else {
			DueOf::<T>::insert(era, resource, due);
		}
		TotalDue::<T>::mutate(era, |total| *total = total.saturating_sub(before).saturating_add(due));
	}

	/// Makes so much more due.
	pub(crate) fn add_due(era: EraIndex, resource: ResourceId, more: Balance) {
		let before = DueOf::<T>::get(era, resource);
		Self::set_due(era, resource, before, before.saturating_add(more));
	}

	/// Makes up to so much less due. Returns how much less it is.
	pub(crate) fn cut_due(era: EraIndex, resource: ResourceId, less: Balance) -> Balance {
		let before = DueOf::<T>::get(era, resource);
		let less = less.min(before);
		Self::set_due(era, resource, before, before.saturating_sub(less));
		less
	}

	/// Writes a score, or nothing when it is empty.
	pub(crate) fn set_score(resource: ResourceId, score: Score) {
		if score == (Score { era: score.era, ..Default::default() }) {
			Scores::<T>::remove(resource);
		} else {
			Scores::<T>::insert(resource, score);
		}
	}

	/// A score as it is in `era`.
	pub(crate) fn score_at(era: EraIndex, resource: &ResourceId) -> Score {
		let score = Self::score(resource);
		Score { points: Self::points_at(era, &score), era, ..score }
	}

	/// Takes this part of the points, rounded up, and of what is due for the running era; returns how much of each that was.
	pub(crate) fn take_points(resource: ResourceId, part: Permill, cause: Cause) -> (Balance, Balance) {
		let era = T::Eras::current();
		let mut score = Self::score_at(era, &resource);
		let lost = part.mul_ceil(score.points);
		if lost == 0 {
			return (0, 0);
		}
		score.points = score.points.saturating_sub(lost);
		Self::set_score(resource, score);
		let less = Self::cut_due(era, resource, part.mul_ceil(DueOf::<T>::get(era, resource)));
		let due = DueOf::<T>::get(era, resource);
		Self::deposit_event(Event::Penalised { resource, part, points: score.points, due, cause });
		(lost, less)
	}

	/// Brings what a user's latest uses give in line with his mark and what he paid, in the running era; only upwards unless `falls`.
	/// What they gave and lost by a penalty does not come back. Returns what is due for the era then.
	pub(crate) fn rate(
		resource: ResourceId,
		user: &mut User<T::AccountId>,
		score: &mut Score,
		falls: bool,
	) -> Balance {
		let points = Self::boosted(user.latest.honest(), user.mark);
		let uses = &mut user.latest;
		let worth = Self::worth(points, uses.sunk);
		let more = points.saturating_sub(uses.points);
		score.points = score.points.saturating_add(more);
		uses.points = uses.points.saturating_add(more);
		let more = worth.saturating_sub(uses.due);
		uses.due = uses.due.saturating_add(more);
		Self::add_due(uses.era, resource, more);
		if falls {
			let less = uses.points.saturating_sub(points).min(score.points);
			score.points = score.points.saturating_sub(less);
			uses.points = uses.points.saturating_sub(less);
			let less = Self::cut_due(uses.era, resource, uses.due.saturating_sub(worth));
			uses.due = uses.due.saturating_sub(less);
		}
		DueOf::<T>::get(uses.era, resource)
	}

	/// What fees so high count for.
	pub(crate) fn counts(fees: Balance) -> Balance {
		saturate(fees, T::Saturation::get())
	}

	/// Points that fees so high give when the payer gave this mark.
	pub(crate) fn boosted(fees: Balance, mark: Option<Mark>) -> Balance {
		let (counts, boost) = (Self::counts(fees), boost(mark.map(|mark| mark.stars)));
		aic_math::mul_div_floor(counts, boost.into(), WHOLE.into()).unwrap_or(counts)
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
		let owner = T::Resources::owner_of(&resource).unwrap_or_else(|| paid.payer.clone());
		let mut user = match Users::<T>::get(resource, &paid.payer) {
			Some(user) if user.latest.era == era => User { latest: Uses { owner, ..user.latest }, ..user },
			Some(user) => User { latest: Uses::new(era, owner), before: Some(user.latest), mark: user.mark },
			None => User { latest: Uses::new(era, owner), before: None, mark: None },
		};
		let first = user.latest.fee == 0;
		user.latest.fee = user.latest.fee.saturating_add(paid.amount);
		user.latest.sunk = user.latest.sunk.saturating_add(sunk);
		let before = user.latest.points;
		let stored = Self::score_at(era, &resource);
		let mut score = stored;
		let due = Self::rate(resource, &mut user, &mut score, false);
		let points = user.latest.points.saturating_sub(before);
		Users::<T>::insert(resource, &paid.payer, user);
		// Written for nothing, the points would be rounded down once more, and a use would cost one.
		if score != stored {
			Self::set_score(resource, score);
		}
		Self::deposit_event(Event::Rated { resource, era, points: score.points, due });
		Rated { points, first }
	}

	fn due(era: EraIndex, resource: ResourceId) -> Balance {
		DueOf::<T>::get(era, resource)
	}

	fn total_due(era: EraIndex) -> Balance {
		TotalDue::<T>::get(era)
	}

	fn take_due(era: EraIndex, resource: ResourceId) -> Balance {
		DueOf::<T>::take(era, resource)
	}

	fn penalise(resource: ResourceId, part: Permill) {
		let (lost, _) = Self::take_points(resource, part, Cause::Fault);
		if let Some(owner) = T::Resources::owner_of(&resource).filter(|_| lost > 0) {
			T::Earnings::penalised(&owner, resource, lost, 0);
		}
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::record()
	}
}
