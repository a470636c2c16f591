//! What the runtime's constants must keep to.

use super::*;

impl<T: Config> Pallet<T> {
	/// Panics when they don't.
	pub(crate) fn check_constants() {
		T::Price::get().check();
		assert!((1..=64 * PAGE).contains(&T::MaxSlots::get()), "MaxSlots must be between 1 and 1,024");
		assert!(T::MaxPower::get() > 0, "MaxPower must not be zero");
		assert!(T::MaxPower::get().checked_mul(64 * u32::from(PAGE)).is_some(), "MaxPower must not overflow");
		assert!(
			(1..=T::MaxTimeLimit::get()).contains(&T::MinTimeLimit::get()),
			"MinTimeLimit must be between 1 and MaxTimeLimit"
		);
		assert!(T::MaxPatience::get() > 0, "MaxPatience must not be zero");
		assert!(T::MaxTrust::get() > 0, "MaxTrust must not be zero");
		assert!(T::MaxRetries::get() < u8::MAX, "MaxRetries must be less than 255");
		assert!(T::MaxPlacementsPerBlock::get() >= 4, "MaxPlacementsPerBlock must be at least 4");
		assert!(T::MaxJobsPerBlock::get() >= 2, "MaxJobsPerBlock must be at least 2");
		assert!(
			Self::least_limit().all_lte(T::PollLimit::get()),
			"PollLimit must be {:?} at least",
			Self::least_limit()
		);
		let Deadlines { start, gather, .. } = T::Deadlines::get();
		assert!(start > 0 && gather > 0, "deadlines must not be zero");
	}
}
