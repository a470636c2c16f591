//! Worst case: a resource with points that decay, and with something due for the era.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::*;
use aic_primitives::Ratings;
use frame::benchmarking::prelude::*;

const RESOURCE: ResourceId = ResourceId::Node(1);
const FEE: Balance = 1_000_000_000_000_000_000;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Points from three eras ago, used again in the running one.
	fn used<T: Config>() -> EraIndex {
		let era = T::Eras::current().saturating_add(3);
		PointsOf::<T>::insert(RESOURCE, Points { points: FEE, era: era - 3 });
		Pallet::<T>::record(era, RESOURCE, FEE, FEE / 10);
		era
	}

	#[benchmark]
	fn penalise() -> Result<(), BenchmarkError> {
		let origin = T::PenaltyOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no origin for penalties"))?;
		Pallet::<T>::record(T::Eras::current(), RESOURCE, FEE, FEE / 10);

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			RESOURCE,
			Permill::from_percent(50),
			PenaltyReason::SelfDealing,
			H256::repeat_byte(1),
		);

		assert_eq!(Pallet::<T>::rating(RESOURCE).points, FEE / 2);
		Ok(())
	}

	#[benchmark]
	fn record() {
		let era = used::<T>();
		let before = Pallet::<T>::points_at(era, &RESOURCE);

		#[block]
		{
			Pallet::<T>::record(era, RESOURCE, FEE, FEE / 10);
		}

		assert_eq!(Pallet::<T>::points_at(era, &RESOURCE), before + FEE);
	}
}
