//! What must hold between blocks.

use super::*;
use frame::{deps::sp_runtime::TryRuntimeError, traits::Get};

impl<T: Config> Pallet<T> {
	/// 1. The parameters are in range.
	/// 2. The section began at fees that were paid, with a ceiling not above the cap.
	/// 3. The ceiling is not above the cap.
	/// 4. No more was issued than the ceiling allows.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let (section, fees, cap) = (CurrentSection::<T>::get(), Fees::<T>::get(), T::Cap::get());
		ensure!(Self::in_range(&section.parameters), "the curve's parameters are out of range");
		ensure!(section.start <= fees, "the section begins at fees that were not paid");
		ensure!(section.base <= cap, "the section begins above the cap");
		let ceiling = Self::ceiling(fees);
		ensure!(ceiling <= cap, "the ceiling is above the cap");
		ensure!(Issued::<T>::get() <= ceiling, "more was issued than the ceiling allows");
		Ok(())
	}
}
