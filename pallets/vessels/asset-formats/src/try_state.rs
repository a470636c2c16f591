//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for an author's formats is what they say;
	/// 2. each number that was given, and no other, has an entry and a description, which makes sense and is for what the entry says;
	/// 3. each description is known by its hash, and no other hash is known;
	/// 4. lines of versions don't branch, count by one, and are of one author and kind.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<T::AccountId, Balance>::new();
		for id in 0..NextFormat::<T>::get() {
			let entry = Entries::<T>::get(id).ok_or("a format has no entry")?;
			let description = Descriptions::<T>::get(id).ok_or("a format has no description")?;
			description.validate::<T>().map_err(|_| "a description makes no sense")?;
			ensure!(entry.kind == description.kind, "a format is not for what its entry says");
			ensure!(IdOf::<T>::get(description.hash()) == Some(id), "a format is not known by its hash");
			Self::try_line(id, &entry, &description)?;
			let sum = held.entry(entry.author).or_default();
			*sum = sum.saturating_add(entry.deposit);
		}
		let count = usize::try_from(NextFormat::<T>::get()).unwrap_or(usize::MAX);
		ensure!(Entries::<T>::iter_keys().count() == count, "an entry's number was not given");
		ensure!(Descriptions::<T>::iter_keys().count() == count, "a description's number was not given");
		ensure!(IdOf::<T>::iter_keys().count() == count, "a hash is of no format");
		for (author, sum) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::Format.into(), &author);
			ensure!(on_hold == sum, "an author's hold is not what his formats say");
		}
		Ok(())
	}

	fn try_line(
		id: FormatId,
		entry: &Entry<T::AccountId>,
		description: &Description,
	) -> Result<(), TryRuntimeError> {
		if let Some(next) = entry.next {
			let next = Descriptions::<T>::get(next).ok_or("a next version is none")?;
			ensure!(next.previous == Some(id), "a next version follows another");
		}
		let Some(previous) = description.previous else {
			ensure!(description.version == 1, "the first of a line is not version 1");
			return Ok(());
		};
		let before = Entries::<T>::get(previous).ok_or("a previous version is none")?;
		let version = Descriptions::<T>::get(previous).map(|previous| previous.version.saturating_add(1));
		ensure!(before.next == Some(id), "a previous version is followed by another");
		ensure!(previous < id && version == Some(description.version), "versions don't count by one");
		ensure!(
			before.author == entry.author && before.kind == entry.kind,
			"a line is not of one author and kind"
		);
		Ok(())
	}
}
