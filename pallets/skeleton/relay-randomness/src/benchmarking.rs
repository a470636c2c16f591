//! Worst case: both values were left out of proofs, and are shown again and replaced.

use super::*;
use cumulus_pallet_parachain_system::relay_state_snapshot::{Error as ProofError, ReadEntryErr};
use frame::benchmarking::prelude::*;
#[cfg(test)]
use frame::testing_prelude::TestState;

#[benchmarks]
mod benchmarks {
	use super::*;

	fn left_out() -> crate::impls::Shown {
		Err(ProofError::ReadOptionalEntry(ReadEntryErr::Proof))
	}

	#[benchmark]
	fn note() {
		let [old, new, new_epoch] = [1, 2, 3].map(H256::repeat_byte);
		Pallet::<T>::note(Ok(Some(old)), Ok(Some(old)));
		Pallet::<T>::note(left_out(), left_out());

		#[block]
		{
			Pallet::<T>::note(Ok(Some(new)), Ok(Some(new_epoch)));
		}

		assert_eq!(Pallet::<T>::current().map(|seed| seed.value), Some(new));
		assert_eq!(Pallet::<T>::epoch().map(|seed| seed.value), Some(new_epoch));
		let record = Epoch::<T>::get();
		assert!(record.hidden.is_none() && record.block_hidden.is_none());
	}

	impl_benchmark_test_suite!(Pallet, TestState::default(), crate::mock::Test);
}
