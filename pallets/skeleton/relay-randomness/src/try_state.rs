//! What must hold between blocks.

use super::*;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. No value is known since a block that is still to come.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		let in_time = Latest::<T>::get().is_none_or(|seed| seed.known_since <= now);
		ensure!(in_time, "randomness is known since a block that is still to come");
		Ok(())
	}
}
