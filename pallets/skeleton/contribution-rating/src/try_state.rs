//! What must hold between blocks.

use super::*;
use alloc::collections::BTreeMap;
use frame::{deps::sp_runtime::TryRuntimeError, traits::fungible::Inspect};

impl<T: Config> Pallet<T> {
	/// 1. Nobody is due nothing, or more than his users' payments made due, each of which made less due than it sank (rule 3).
	/// 2. The dues of an era that were not taken yet are at most its total.
	/// 3. A resource's marks weigh as much as those of its users, and no score is empty.
	/// 4. No user is remembered who paid nothing; no more looped than was paid, and no more is sunk.
	/// 5. The pot holds the bonds of all penalties that are not final. More when somebody sent coins to it.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut totals = BTreeMap::<EraIndex, Balance>::new();
		for (era, _, due) in DueOf::<T>::iter() {
			ensure!(due > 0, "an entry of nothing is kept");
			let total = totals.entry(era).or_default();
			*total = total.checked_add(due).ok_or("the dues overflow")?;
		}
		ensure!(
			totals.into_iter().all(|(era, total)| total <= TotalDue::<T>::get(era)),
			"the dues of an era are more than its total"
		);
		Self::check_users()?;
		let bonds = Penalties::<T>::iter_values().try_fold(0, |sum: Balance, one| sum.checked_add(one.bond));
		ensure!(
			T::Currency::balance(&Self::pot()) >= bonds.ok_or("the bonds overflow")?,
			"the pot holds less than the bonds"
		);
		Ok(())
	}

	fn check_users() -> Result<(), TryRuntimeError> {
		let mut marks = BTreeMap::<ResourceId, (Balance, Balance)>::new();
		let mut dues = BTreeMap::<(EraIndex, ResourceId), Balance>::new();
		for (resource, _, user) in Users::<T>::iter() {
			for uses in core::iter::once(user.latest).chain(user.before) {
				ensure!(uses.fee > 0, "a user is remembered who paid nothing");
				ensure!(uses.looped <= uses.fee, "more looped than was paid");
				ensure!(uses.sunk <= uses.fee, "more is sunk than was paid");
				ensure!(uses.due == 0 || uses.due < uses.sunk, "a reward reaches what is sunk");
				let sum = dues.entry((uses.era, resource)).or_default();
				*sum = sum.saturating_add(uses.due);
			}
			if let Some(Mark { stars, weight, .. }) = user.mark {
				let (marked, sum) = marks.entry(resource).or_default();
				*marked = marked.saturating_add(weight.saturating_mul(stars.into()));
				*sum = sum.saturating_add(weight);
			}
		}
		let last = T::Eras::current().saturating_sub(1);
		for (era, resource, due) in DueOf::<T>::iter().filter(|(era, ..)| *era >= last) {
			let of_users = dues.get(&(era, resource)).copied().unwrap_or_default();
			ensure!(due <= of_users, "more is due than what the users' payments made due");
		}
		for (resource, score) in Scores::<T>::iter() {
			ensure!(score.points > 0 || score.weight > 0, "an empty score is kept");
			let expected = marks.remove(&resource).unwrap_or_default();
			ensure!((score.marked, score.weight) == expected, "marks don't weigh what their users' do");
		}
		ensure!(marks.into_values().all(|sums| sums == (0, 0)), "a mark is of what has no score");
		Ok(())
	}
}
