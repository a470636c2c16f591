//! What must hold between blocks.

use super::*;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. no value is known since a block that is still to come;
	/// 2. nothing is hidden since a block that is still to come;
	/// 3. the epoch's value is an epoch's, and the same value is not dated later as the newest.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		let latest = Latest::<T>::get();
		let EpochRecord { seed, hidden, block_hidden } = Epoch::<T>::get();
		let mut seeds = latest.iter().chain(&seed);
		ensure!(
			seeds.all(|seed| seed.known_since <= now),
			"randomness is known since a block that is still to come"
		);
		let mut runs = hidden.iter().chain(&block_hidden);
		ensure!(runs.all(|since| *since <= now), "a value is hidden since a block that is still to come");
		ensure!(seed.is_none_or(|seed| !seed.is_blocks()), "the epoch's randomness is a block's");
		let copy = latest.filter(|latest| !latest.is_blocks());
		let in_order = copy
			.zip(seed)
			.is_none_or(|(copy, seed)| copy.value != seed.value || copy.known_since <= seed.known_since);
		ensure!(in_order, "the epoch's randomness is dated later as the newest");
		Ok(())
	}
}
