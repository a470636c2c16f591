//! How points and dues change.

use super::*;
use aic_primitives::Ratings;
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	/// Points of `resource`, decayed to `era`.
	pub(crate) fn points_at(era: EraIndex, resource: &ResourceId) -> Balance {
		PointsOf::<T>::get(resource)
			.map_or(0, |last| aic_math::decay(last.points, T::HalfLife::get(), era.saturating_sub(last.era)))
	}

	pub(crate) fn due_of(era: EraIndex, resource: &ResourceId) -> Due {
		DueOf::<T>::get(era, resource).unwrap_or_default()
	}

	/// Both bounds are rounded down, and no setting of the fraction makes the second reach the commission.
	fn due_for(points: Balance, commission: Balance) -> Balance {
		let below_all = Permill::one().saturating_sub(Permill::from_parts(1));
		let cap = T::CapFraction::get().min(below_all).mul_floor(commission);
		T::RewardRate::get().mul_floor(points).min(cap)
	}

	/// Writes what `resource` is due for `era` with these points and this commission, keeping the sum.
	fn set_due(era: EraIndex, resource: ResourceId, points: Balance, commission: Balance) -> Balance {
		let before = Self::due_of(era, &resource).due;
		let due = Self::due_for(points, commission);
		if due == 0 {
			DueOf::<T>::remove(era, resource);
		} else {
			DueOf::<T>::insert(era, resource, Due { commission, due });
		}
		if due != before {
			TotalDue::<T>::mutate(era, |total| *total = total.saturating_sub(before).saturating_add(due));
		}
		due
	}

	/// Returns whether there was anything to lose.
	pub(crate) fn do_penalise(resource: ResourceId, part: Permill, cause: Cause) -> bool {
		let era = T::Eras::current();
		let before = Self::points_at(era, &resource);
		if before == 0 {
			return false;
		}
		let points = before.saturating_sub(part.mul_ceil(before));
		if points == 0 {
			PointsOf::<T>::remove(resource);
		} else {
			PointsOf::<T>::insert(resource, Points { points, era });
		}
		let due = Self::set_due(era, resource, points, Self::due_of(era, &resource).commission);
		Self::deposit_event(Event::Penalised { resource, part, points, due, cause });
		true
	}
}

impl<T: Config> Ratings for Pallet<T> {
	/// Reads and writes three values. A fee of zero changes nothing.
	fn record(era: EraIndex, resource: ResourceId, fee: Balance, commission: Balance) {
		if fee == 0 {
			return;
		}
		let points = Self::points_at(era, &resource).saturating_add(fee);
		PointsOf::<T>::insert(resource, Points { points, era });
		let commission = Self::due_of(era, &resource).commission.saturating_add(commission);
		let due = Self::set_due(era, resource, points, commission);
		Self::deposit_event(Event::Rated { resource, era, points, due });
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
		Self::do_penalise(resource, part, Cause::Fault);
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::record()
	}
}
