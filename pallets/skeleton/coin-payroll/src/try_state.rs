//! What must hold between blocks.

use super::*;
use frame::{
	deps::sp_runtime::TryRuntimeError,
	traits::{fungible::Inspect, Get},
};

impl<T: Config> Pallet<T> {
	/// 1. The accounts are owed what the total says, and none is owed nothing; who has a place in the line waits there, and
	///    nobody else does.
	/// 2. The pot holds at least the pool, what is owed and what closed eras reserve. More when somebody sent coins to it, as at
	///    genesis for its existential deposit: they stay.
	/// 3. A closed era reserves at most its budget, which is at most what was due.
	/// 4. The closed eras are in order, before the running one, and not older than `HistoryDepth`.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let owed = Owed::<T>::iter_values()
			.map(|debt| debt.amount)
			.try_fold(0, |sum: Balance, owed| if owed > 0 { sum.checked_add(owed) } else { None })
			.ok_or("an account is owed nothing or too much")?;
		Self::check_line()?;
		ensure!(owed == TotalOwed::<T>::get(), "the accounts are not owed the total");

		let spoken_for = Self::spoken_for().ok_or("the pot's debts overflow")?;
		ensure!(T::Currency::balance(&Self::pot()) >= spoken_for, "the pot holds less than it must");

		let closed = ClosedEras::<T>::get();
		ensure!(
			closed
				.iter()
				.all(|era| era.reserved <= era.budget && era.budget <= era.total_due && era.total_due > 0),
			"a closed era pays more than it has or owes"
		);
		ensure!(
			closed.iter().zip(closed.iter().skip(1)).all(|(one, next)| one.index < next.index),
			"the closed eras are out of order"
		);
		let running = CurrentEra::<T>::get().map_or(0, |era| era.index);
		ensure!(
			closed
				.iter()
				.all(|era| era.index < running && running.saturating_sub(era.index) <= T::HistoryDepth::get()),
			"a closed era is not over or too old"
		);
		Ok(())
	}

	fn check_line() -> Result<(), TryRuntimeError> {
		let ends = PayLineEnds::<T>::get(());
		let mut waiting = 0u32;
		for (account, debt) in Owed::<T>::iter() {
			let Some(place) = debt.place else { continue };
			waiting = waiting.saturating_add(1);
			ensure!(PayLine::<T>::get((), place) == Some(account), "an account is not at its place");
			ensure!((ends.head..ends.tail).contains(&place), "a place lies outside the line");
		}
		ensure!(PayLine::<T>::iter().count() == waiting as usize, "somebody waits who is not owed");
		Ok(())
	}

	/// What of the pot's balance belongs to somebody or to the pool, in 10⁻¹⁸ AIC.
	pub(crate) fn spoken_for() -> Option<Balance> {
		ClosedEras::<T>::get()
			.iter()
			.try_fold(Pool::<T>::get(), |sum, era| sum.checked_add(era.reserved))?
			.checked_add(TotalOwed::<T>::get())
	}
}
