//! What must hold between blocks.

use super::*;
use alloc::collections::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. Nobody is due nothing, or as much as the commission that his uses brought (rule 3).
	/// 2. The dues of an era that were not taken yet are at most its total.
	/// 3. Nobody has zero points on record.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut totals = BTreeMap::<EraIndex, Balance>::new();
		for (era, _, entry) in DueOf::<T>::iter() {
			ensure!(entry.due > 0, "an entry of nothing is kept");
			ensure!(entry.due < entry.commission, "a reward reaches the commission");
			let total = totals.entry(era).or_default();
			*total = total.checked_add(entry.due).ok_or("the dues overflow")?;
		}
		ensure!(
			totals.into_iter().all(|(era, total)| total <= TotalDue::<T>::get(era)),
			"the dues of an era are more than its total"
		);
		ensure!(PointsOf::<T>::iter_values().all(|entry| entry.points > 0), "zero points are kept");
		Ok(())
	}
}
