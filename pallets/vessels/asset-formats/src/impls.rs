//! Registering, deprecating, finding.

use super::*;
use aic_primitives::{AssetKind, Formats};
use fungible::MutateHold;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(author: T::AccountId, description: Description) -> DispatchResult {
		description.validate::<T>()?;
		let deposit = Self::deposit_of(&description);
		T::Currency::hold(&HoldReason::Format.into(), &author, deposit)?;
		let (hash, name, version) = (description.hash(), description.name.clone(), description.version);
		let format = Self::insert(author.clone(), description, hash, deposit)?;
		Self::deposit_event(Event::FormatRegistered { format, author, hash, name, version, deposit });
		Ok(())
	}

	/// Writes a valid description, for which `deposit` is on hold.
	pub(crate) fn insert(
		author: T::AccountId,
		description: Description,
		hash: H256,
		deposit: Balance,
	) -> Result<FormatId, DispatchError> {
		ensure!(!IdOf::<T>::contains_key(hash), Error::<T>::AlreadyRegistered);
		let format = NextFormat::<T>::get();
		NextFormat::<T>::put(format.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		match description.previous {
			Some(previous) => Self::follow(&author, &description, previous, format)?,
			None => ensure!(description.version == 1, Error::<T>::WrongVersion),
		}
		let kind = description.kind;
		Entries::<T>::insert(format, Entry { author, deposit, kind, next: None, deprecated_from: None });
		Descriptions::<T>::insert(format, description);
		IdOf::<T>::insert(hash, format);
		Ok(format)
	}

	/// Puts `next` after `previous` in its line, which must not branch.
	fn follow(
		author: &T::AccountId,
		description: &Description,
		previous: FormatId,
		next: FormatId,
	) -> DispatchResult {
		let version = Descriptions::<T>::get(previous).ok_or(Error::<T>::UnknownFormat)?.version;
		Entries::<T>::try_mutate(previous, |entry| {
			let entry = entry.as_mut().ok_or(Error::<T>::UnknownFormat)?;
			ensure!(entry.author == *author, Error::<T>::NotAuthor);
			ensure!(entry.kind == description.kind, Error::<T>::OtherKind);
			ensure!(entry.next.is_none(), Error::<T>::HasNext);
			ensure!(version.checked_add(1) == Some(description.version), Error::<T>::WrongVersion);
			entry.next = Some(next);
			Ok(())
		})
	}

	pub(crate) fn do_deprecate(who: T::AccountId, format: FormatId) -> DispatchResult {
		let from = T::Time::now().saturating_add(T::DeprecationNotice::get());
		Entries::<T>::try_mutate(format, |entry| {
			let entry = entry.as_mut().ok_or(Error::<T>::UnknownFormat)?;
			ensure!(entry.author == who, Error::<T>::NotAuthor);
			ensure!(entry.deprecated_from.is_none(), Error::<T>::Deprecated);
			entry.deprecated_from = Some(from);
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::FormatDeprecated { format, from });
		Ok(())
	}

	/// What is put on hold for a description, in 10⁻¹⁸ AIC.
	pub(crate) fn deposit_of(description: &Description) -> Balance {
		let bytes = Balance::try_from(description.encoded_size()).unwrap_or(Balance::MAX);
		T::ByteDeposit::get().saturating_mul(bytes).saturating_add(T::FormatDeposit::get())
	}

	pub(crate) fn description(format: FormatId) -> Result<Description, DispatchError> {
		Descriptions::<T>::get(format).ok_or_else(|| Error::<T>::UnknownFormat.into())
	}

	/// Looks at `limit` formats after `after`, at most [`MAX_PAGE`] and at least one, for those of `kind` that `fit`.
	pub(crate) fn page(
		kind: FormatKind,
		after: Option<FormatId>,
		limit: u32,
		fit: impl Fn(&Description) -> bool,
	) -> Page {
		let next = NextFormat::<T>::get();
		let first = after.map_or(0, |id| id.saturating_add(1));
		let end = first.saturating_add(limit.clamp(1, MAX_PAGE)).min(next);
		let fitting = (first..end)
			.filter(|id| Entries::<T>::get(id).is_some_and(|entry| entry.kind == kind))
			.filter(|id| Descriptions::<T>::get(id).is_some_and(|description| fit(&description)))
			.collect();
		Page { fitting, next: (end < next).then(|| end.saturating_sub(1)) }
	}
}

impl<T: Config> Formats for Pallet<T> {
	/// One read, of less than a hundred bytes, and the time if the format was deprecated.
	fn check(format: FormatId, kind: AssetKind) -> DispatchResult {
		let entry = Entries::<T>::get(format).ok_or(Error::<T>::UnknownFormat)?;
		let wrong = match kind {
			AssetKind::Dataset => Error::<T>::NotADatasetFormat,
			AssetKind::Model | AssetKind::TrainedAi => Error::<T>::NotAModelFormat,
			AssetKind::Data => Error::<T>::NotADataFormat,
		};
		ensure!(entry.kind.is_for(kind), wrong);
		ensure!(entry.deprecated_from.is_none_or(|from| T::Time::now() < from), Error::<T>::Deprecated);
		Ok(())
	}

	/// Two reads.
	fn fits(model: FormatId, dataset: FormatId) -> DispatchResult {
		Ok(Self::description(model)?.take::<T>(&Self::description(dataset)?)?)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_format(kind: AssetKind) -> FormatId {
		benchmarking::ensure_format::<T>(kind)
	}
}
