//! Worst case: there is a value and it is replaced.

use super::*;
use frame::benchmarking::prelude::*;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn note() {
		Pallet::<T>::note(Source::OneEpochAgo, H256::repeat_byte(1));

		#[block]
		{
			Pallet::<T>::note(Source::CurrentBlock, H256::repeat_byte(2));
		}

		assert_eq!(Pallet::<T>::current().map(|seed| seed.value), Some(H256::repeat_byte(2)));
	}
}
