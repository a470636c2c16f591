//! Worst case: far enough along the curve that both its exponentials are computed.

use super::*;
use frame::{benchmarking::prelude::*, traits::Get};

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin = T::GovernanceOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no governance origin"))?;
		let scale = T::MaxScale::get();
		let parameters = Parameters { midpoint: scale, width: scale };
		CurrentSection::<T>::put(Section { parameters, start: 1, base: 1 });
		Fees::<T>::put(scale / 3);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, scale / 2, scale);

		assert_eq!(Pallet::<T>::parameters(), Parameters { midpoint: scale / 2, width: scale });
		assert_eq!(CurrentSection::<T>::get().start, scale / 3);
		Ok(())
	}
}
