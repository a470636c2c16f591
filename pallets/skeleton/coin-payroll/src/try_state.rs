//! What must hold between blocks.

use super::*;
use frame::{
	deps::frame_support::traits::fungibles::Inspect as _,
	deps::sp_runtime::TryRuntimeError,
	traits::{fungible::Inspect, Get},
};

impl<T: Config> Pallet<T> {
	/// 1. The accounts are owed what the total says, and none is owed nothing; who has a place in the line waits there, and
	///    nobody else does.
	///    A split's members can collect the rest of the total, and are those of its roster.
	/// 2. The pot holds at least the pool, what is owed and what closed eras reserve. More when somebody sent coins to it, as at
	///    genesis for its existential deposit: they stay.
	/// 3. A closed era reserves at most its budget, which is at most what was due.
	///    Of each other asset, the pot holds what the accounts and splits are owed, which is the asset's total.
	/// 4. The closed eras are in order, before the running one, and not older than `HistoryDepth`.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let owed = Owed::<T>::iter_values()
			.map(|debt| debt.amount)
			.try_fold(0, |sum: Balance, owed| if owed > 0 { sum.checked_add(owed) } else { None })
			.ok_or("an account is owed nothing or too much")?;
		Self::check_line()?;
		let in_splits = Self::check_splits()?;
		let owed = owed.checked_add(in_splits).ok_or("the debts overflow")?;
		ensure!(owed == Books::<T>::get().owed, "the accounts are not owed the total");
		Self::check_assets()?;

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

	/// What the members of all splits can still collect, in 10⁻¹⁸ AIC, what rounding leaves with it.
	fn check_splits() -> Result<Balance, TryRuntimeError> {
		let mut members = BTreeMap::<SplitId, (u64, Balance)>::new();
		for (_, split, member) in Members::<T>::iter() {
			let (parts, collected) = members.entry(split).or_default();
			*parts = parts.saturating_add(member.part.deconstruct().into());
			*collected = collected.saturating_add(member.collected);
		}
		let mut left = Balance::default();
		for (id, book) in Splits::<T>::iter() {
			let (parts, collected) = members.remove(&id).unwrap_or_default();
			ensure!(parts == u64::from(book.members.deconstruct()), "a split's parts are not the members'");
			ensure!(
				collected == book.collected && collected <= book.credited,
				"members collected what is not theirs"
			);
			let roster = Rosters::<T>::get(id);
			ensure!(
				!roster.is_empty()
					&& roster.iter().all(|(account, _)| Members::<T>::contains_key(account, id)),
				"a split's roster is not its members"
			);
			let schedule = SplitOf::<T>::get(book.resource).unwrap_or_default();
			let in_use = [schedule.now, schedule.next.and_then(|(next, _)| next)]
				.into_iter()
				.flatten()
				.any(|split| split == Split { id, members: book.members });
			ensure!(in_use != book.replaced, "a split is both in force and replaced, or neither");
			left = left.saturating_add(book.credited.saturating_sub(collected));
		}
		ensure!(members.is_empty(), "a member is of no split");
		Self::check_fixed()?;
		Ok(left)
	}

	/// Who has a fixed part has at least so much in each split of the resource that is in force or will be.
	fn check_fixed() -> Result<(), TryRuntimeError> {
		for (resource, roster) in Fixed::<T>::iter() {
			let schedule = SplitOf::<T>::get(resource).ok_or("a resource with fixed parts is not split")?;
			let next = schedule.next.map(|(next, _)| next.ok_or("fixed parts would end")).transpose()?;
			for split in schedule.now.into_iter().chain(next) {
				let kept = roster.iter().all(|(account, part)| {
					Members::<T>::get(account, split.id).is_some_and(|member| member.part >= *part)
				});
				ensure!(kept, "a fixed part was taken away");
			}
			ensure!(schedule.now.is_some(), "fixed parts are not in force");
		}
		Ok(())
	}

	fn check_assets() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<AssetCode, Balance>::new();
		let mut add = |asset: AssetCode, amount: Balance| {
			let sum = owed.entry(asset).or_default();
			*sum = sum.saturating_add(amount);
		};
		for (_, asset, amount) in AssetOwed::<T>::iter() {
			ensure!(amount > 0, "an account is owed nothing of an asset");
			add(asset, amount);
		}
		for book in Splits::<T>::iter_values() {
			for entry in book.assets {
				add(entry.asset, entry.credited.saturating_sub(entry.collected));
			}
		}
		for (asset, total) in AssetTotal::<T>::iter() {
			ensure!(
				owed.remove(&asset).unwrap_or_default() == total,
				"the accounts are not owed an asset's total"
			);
			ensure!(
				T::Assets::balance(asset, &Self::pot()) >= total,
				"the pot holds less of an asset than it must"
			);
		}
		ensure!(owed.into_values().all(|sum| sum == 0), "an asset is owed that has no total");
		Ok(())
	}

	/// What of the pot's balance belongs to somebody or to the pool, in 10⁻¹⁸ AIC.
	pub(crate) fn spoken_for() -> Option<Balance> {
		ClosedEras::<T>::get()
			.iter()
			.try_fold(Books::<T>::get().pool, |sum, era| sum.checked_add(era.reserved))?
			.checked_add(Books::<T>::get().owed)
	}
}
