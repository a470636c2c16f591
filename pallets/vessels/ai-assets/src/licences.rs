//! Licences: what they cost, who holds them, and their uses.

use super::*;
use aic_primitives::{Basis, Funds, Part, ResourceUse};

/// How near a licence came to allowing a use.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Lack {
	Licence,
	Version,
	Purpose,
	Rest,
}

impl<T: Config> Pallet<T> {
	/// The record of an asset that was not taken down.
	pub(crate) fn standing(asset: AssetId) -> Result<Asset<T::AccountId>, Error<T>> {
		let record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		ensure!(!record.taken_down, Error::<T>::TakenDown);
		Ok(record)
	}

	pub(crate) fn do_quote(
		asset: AssetId,
		buyer: &T::AccountId,
		wish: &Wish,
	) -> Result<Balance, DispatchError> {
		let record = Self::standing(asset)?;
		let owner = Self::owner(asset).ok_or(Error::<T>::Withdrawn)?;
		ensure!(!record.terms.free() && owner != *buyer, Error::<T>::NothingToBuy);
		let answered = Guarantees::<T>::get(asset).is_none_or(|guarantee| guarantee.by == owner);
		ensure!(answered, Error::<T>::FormersGuarantee);
		Self::check_part(&record.terms, wish)?;
		if let Some(exclusive) = Exclusives::<T>::get(record.line) {
			let free = exclusive.holder == *buyer || exclusive.until <= T::Eras::current();
			ensure!(free, Error::<T>::ExclusivelyLicensed);
		}
		if let Basis::Exclusive(_) = wish.basis {
			ensure!(Self::is_latest(asset, record.line), Error::<T>::NotLatest);
		}
		Self::cost(&record.terms, wish)
	}

	fn check_part(terms: &Terms, wish: &Wish) -> Result<(), Error<T>> {
		let sold = wish.part.is_valid() && wish.part.depth <= terms.smallest_part;
		let whole = wish.part == Part::WHOLE || !matches!(wish.basis, Basis::Exclusive(_));
		ensure!(sold && whole, Error::<T>::PartNotSold);
		Ok(())
	}

	/// What a part costs is rounded up.
	fn cost(terms: &Terms, wish: &Wish) -> Result<Balance, DispatchError> {
		let (price, count) = match wish.basis {
			Basis::Uses(uses) => {
				ensure!((1..=T::MaxLicenceUses::get()).contains(&uses), Error::<T>::UsesOutOfRange);
				(terms.per_use, uses)
			}
			Basis::Eras(eras) | Basis::Exclusive(eras) => {
				ensure!((1..=T::MaxLicenceEras::get()).contains(&eras), Error::<T>::ErasOutOfRange);
				let exclusive = matches!(wish.basis, Basis::Exclusive(_));
				(if exclusive { terms.exclusive } else { terms.per_era }, eras)
			}
		};
		let price = price.ok_or(Error::<T>::NotSoldSo)?;
		let whole = price.checked_mul(count.into()).ok_or(ArithmeticError::Overflow)?;
		Ok(wish.part.of(whole))
	}

	pub(crate) fn do_buy_licence(
		who: T::AccountId,
		asset: AssetId,
		wish: Wish,
		max_cost: Balance,
	) -> DispatchResult {
		let cost = Self::do_quote(asset, &who, &wish)?;
		ensure!(cost <= max_cost, Error::<T>::PriceAboveMaximum);
		ensure!(!T::Contents::is_protected(asset), Error::<T>::KeyNeeded);
		T::Contents::check_sale(asset)?;
		Self::do_grant(asset, &who, &wish, cost)?;
		let paid = ResourceUse {
			resource: ResourceId::Asset(asset),
			payer: who,
			amount: cost,
			kind: UseKind::Licence(asset),
			work: 0,
		};
		T::Payroll::distribute(paid, Funds::Free)
	}

	pub(crate) fn do_grant(
		asset: AssetId,
		holder: &T::AccountId,
		wish: &Wish,
		value: Balance,
	) -> DispatchResult {
		let mut record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let licence = Self::licence_of(&record, holder, wish, value)?;
		Self::add_licence(record.line, holder, licence)?;
		let until = T::Time::now().saturating_add(T::LicenceTerm::get());
		Self::keep(asset, &mut record, until);
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::Licensed { asset, holder: holder.clone(), wish: *wish, value });
		Ok(())
	}

	/// The licence that is meant, on the terms of today. An exclusive one is written down as such.
	fn licence_of(
		record: &Asset<T::AccountId>,
		holder: &T::AccountId,
		wish: &Wish,
		value: Balance,
	) -> Result<Licence, Error<T>> {
		let mut licence = Self::bare_licence(record, wish.part, value);
		match wish.basis {
			Basis::Uses(uses) => licence.uses = uses,
			Basis::Eras(eras) => {
				licence.since = T::Eras::current();
				licence.until = licence.since.saturating_add(eras);
			}
			Basis::Exclusive(eras) => {
				licence.since = T::Eras::current();
				licence.until = Self::exclude(record.line, holder, licence.since, eras)?;
				licence.exclusive = true;
			}
		}
		Ok(licence)
	}

	/// A licence on today's terms that counts nothing yet.
	fn bare_licence(record: &Asset<T::AccountId>, part: Part, value: Balance) -> Licence {
		let Terms { purposes, inside_only, later_versions, .. } = record.terms;
		Licence {
			part,
			purposes,
			inside_only,
			from: record.version,
			to: record.version.saturating_add(later_versions),
			uses: 0,
			since: 0,
			until: 0,
			value,
			exclusive: false,
		}
	}

	/// From now on nobody but `holder` can buy a licence of the line; returns the first era in which that is over.
	fn exclude(line: AssetId, holder: &T::AccountId, now: EraIndex, eras: u32) -> Result<EraIndex, Error<T>> {
		let before = Exclusives::<T>::get(line)
			.filter(|exclusive| exclusive.holder == *holder)
			.map_or(now, |exclusive| exclusive.until.max(now));
		let until = before.saturating_add(eras);
		ensure!(until <= Self::last_era(now), Error::<T>::ErasOutOfRange);
		Exclusives::<T>::insert(line, Exclusive { holder: holder.clone(), until });
		Ok(until)
	}

	/// The last era in which a licence by era may begin to be over.
	fn last_era(now: EraIndex) -> EraIndex {
		now.saturating_add(T::MaxLicenceEras::get()).min(EraIndex::MAX.saturating_sub(1))
	}

	/// What is licensed on the same terms adds up. Else it takes a free place, or that of one of which nothing is left.
	fn add_licence(line: AssetId, holder: &T::AccountId, new: Licence) -> DispatchResult {
		Licences::<T>::try_mutate(line, holder, |list| {
			if let Some(held) = list.iter_mut().find(|held| held.is_like(&new)) {
				return Self::extend_licence(held, new);
			}
			if new.kind() == LicenceKind::Eras {
				ensure!(new.until <= Self::last_era(new.since), Error::<T>::ErasOutOfRange);
			}
			if list.try_push(new).is_ok() {
				return Ok(());
			}
			let now = T::Eras::current();
			// The first may be in use by a job.
			let spent = list.iter_mut().rev().find(|held| !held.in_force(now));
			*spent.ok_or(Error::<T>::TooManyLicences)? = new;
			Ok(())
		})
	}

	fn extend_licence(held: &mut Licence, new: Licence) -> DispatchResult {
		match held.kind() {
			LicenceKind::Uses => {
				let uses = held.uses.checked_add(new.uses);
				held.uses = uses
					.filter(|uses| *uses <= T::MaxLicenceUses::get())
					.ok_or(Error::<T>::UsesOutOfRange)?;
				held.value = held.value.saturating_add(new.value);
			}
			LicenceKind::Eras => {
				let now = new.since;
				let until = held.until.max(now).saturating_add(new.until.saturating_sub(now));
				ensure!(until <= Self::last_era(now), Error::<T>::ErasOutOfRange);
				held.value = held.left(now).saturating_add(new.value);
				(held.since, held.until) = (now, until);
			}
			LicenceKind::Exclusive => {
				held.value = held.left(new.since).saturating_add(new.value);
				(held.since, held.until) = (new.since, new.until);
			}
			LicenceKind::ForEver => (),
		}
		Ok(())
	}

	/// Licences were sold: the asset stays until then, and so does what its owner put up for it.
	pub(crate) fn keep(asset: AssetId, record: &mut Asset<T::AccountId>, until: Moment) {
		record.kept_until = record.kept_until.max(until);
		Guarantees::<T>::mutate_extant(asset, |guarantee| {
			if Self::owner(asset).as_ref() == Some(&guarantee.by) {
				guarantee.until = guarantee.until.max(until);
			}
		});
	}

	/// A licence of the whole for ever.
	pub(crate) fn do_give_licence(asset: AssetId, holder: &T::AccountId) -> DispatchResult {
		let mut record = Self::standing(asset)?;
		let licence = Licence { until: EraIndex::MAX, ..Self::bare_licence(&record, Part::WHOLE, 0) };
		Self::add_licence(record.line, holder, licence)?;
		Self::keep(asset, &mut record, T::Time::now().saturating_add(T::LicenceTerm::get()));
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::LicenceGiven { asset, holder: holder.clone() });
		Ok(())
	}

	/// Takes the wish out of the licence that it went into: one for the same part and kind that begins with this version, of those
	/// the one that was paid with as much.
	pub(crate) fn do_revoke(asset: AssetId, holder: &T::AccountId, wish: &Wish, value: Balance) {
		let Some(record) = Assets::<T>::get(asset) else { return };
		if record.taken_down && Self::withdraw_claim(asset, holder, value) {
			return;
		}
		let kind = match wish.basis {
			Basis::Uses(_) => LicenceKind::Uses,
			Basis::Eras(_) => LicenceKind::Eras,
			Basis::Exclusive(_) => LicenceKind::Exclusive,
		};
		Licences::<T>::mutate_exists(record.line, holder, |slot| {
			let Some(list) = slot else { return };
			let meant =
				|held: &Licence| held.part == wish.part && held.from == record.version && held.kind() == kind;
			let paid = list.iter().position(|held| meant(held) && held.value >= value);
			let Some(place) = paid.or_else(|| list.iter().position(meant)) else { return };
			let Some(held) = list.get_mut(place) else { return };
			held.value = held.value.saturating_sub(value);
			match wish.basis {
				Basis::Uses(uses) => held.uses = held.uses.saturating_sub(uses),
				Basis::Eras(eras) => held.until = held.until.saturating_sub(eras).max(1),
				Basis::Exclusive(eras) => {
					held.until = held.until.saturating_sub(eras).max(1);
					Self::include(record.line, holder, eras);
				}
			}
		});
		Self::deposit_event(Event::Revoked { asset, holder: holder.clone(), wish: *wish, value });
	}

	/// Undoes [`Self::exclude`].
	fn include(line: AssetId, holder: &T::AccountId, eras: u32) {
		Exclusives::<T>::mutate_exists(line, |slot| {
			let Some(exclusive) = slot.as_mut().filter(|exclusive| exclusive.holder == *holder) else {
				return;
			};
			exclusive.until = exclusive.until.saturating_sub(eras);
			if exclusive.until <= T::Eras::current() {
				*slot = None;
			}
		});
	}
}

/// Uses.
impl<T: Config> Pallet<T> {
	pub(crate) fn do_take_use(
		user: &T::AccountId,
		asset: AssetId,
		purpose: Purpose,
	) -> Result<UseTaken, DispatchError> {
		let mut record = Self::standing(asset)?;
		let owner = Self::owner(asset);
		let taken = if owner.as_ref().is_some_and(|owner| record.terms.free() || owner == user) {
			ensure!(record.terms.purposes.allow(purpose), Error::<T>::PurposeNotAllowed);
			UseTaken::Free
		} else {
			let missing = if owner.is_some() { Error::<T>::NoLicence } else { Error::<T>::Withdrawn };
			Self::spend_licence(&record, user, purpose, missing)?
		};
		record.uses = record.uses.saturating_add(1);
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::Used { asset, user: user.clone(), purpose, taken });
		Ok(taken)
	}

	/// The first licence that allows it is used, and put in front. The error says what the nearest lacks.
	fn spend_licence(
		record: &Asset<T::AccountId>,
		user: &T::AccountId,
		purpose: Purpose,
		missing: Error<T>,
	) -> Result<UseTaken, Error<T>> {
		Licences::<T>::try_mutate(record.line, user, |list| {
			let now = Self::era_for(list);
			let lack = |licence: &Licence| {
				if !licence.covers(record.version) {
					Some(Lack::Version)
				} else if !licence.purposes.allow(purpose) {
					Some(Lack::Purpose)
				} else {
					(!licence.in_force(now)).then_some(Lack::Rest)
				}
			};
			let Some(place) = list.iter().position(|licence| lack(licence).is_none()) else {
				return Err(match list.iter().filter_map(lack).max().unwrap_or(Lack::Licence) {
					Lack::Licence => missing,
					Lack::Version => Error::<T>::LicenceForOtherVersion,
					Lack::Purpose => Error::<T>::PurposeNotAllowed,
					Lack::Rest => Error::<T>::LicenceOver,
				});
			};
			if let Some(front) = list.get_mut(..=place) {
				front.rotate_right(1);
			}
			let Some(licence) = list.get_mut(0).filter(|licence| licence.kind() == LicenceKind::Uses) else {
				return Ok(UseTaken::Free);
			};
			let spent = licence.value.div_ceil(licence.uses.max(1).into());
			licence.value = licence.value.saturating_sub(spent);
			licence.uses = licence.uses.saturating_sub(1);
			Ok(UseTaken::Licensed)
		})
	}

	/// What was retired meanwhile takes nothing back. Nor does a licence that is no more, since its holder was refunded.
	pub(crate) fn do_return_use(user: &T::AccountId, asset: AssetId, taken: UseTaken) {
		let Some(mut record) = Assets::<T>::get(asset) else { return };
		let Some(uses) = record.uses.checked_sub(1).defensive_proof("only what was taken is returned") else {
			return;
		};
		record.uses = uses;
		if taken == UseTaken::Licensed {
			Licences::<T>::mutate_exists(record.line, user, |slot| {
				let Some(list) = slot else { return };
				let counts =
					|held: &&mut Licence| held.kind() == LicenceKind::Uses && held.covers(record.version);
				if let Some(held) = list.iter_mut().find(counts) {
					held.uses = held.uses.saturating_add(1);
				}
			});
		}
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::UseReturned { asset, user: user.clone(), taken });
	}

	/// The part of the licence that was used last for training, or will be used next; the whole of what is free or one's own.
	pub(crate) fn part_in_use(asset: AssetId, who: &T::AccountId) -> Option<Part> {
		let record = Self::standing(asset).ok()?;
		if Self::owner(asset).is_some_and(|owner| record.terms.free() || owner == *who) {
			return Some(Part::WHOLE);
		}
		let list = Licences::<T>::get(record.line, who);
		list.iter().find(|held| held.allows(record.version, Purpose::Training)).map(|held| held.part)
	}

	/// Whether `who` may have the content's keys himself.
	pub(crate) fn reads(asset: AssetId, who: &T::AccountId, part: &Part) -> bool {
		let Ok(record) = Self::standing(asset) else { return false };
		let owner = Self::owner(asset);
		if owner.as_ref() == Some(who) {
			return true;
		}
		if owner.is_some() && record.terms.free() && !record.terms.inside_only {
			return true;
		}
		let list = Licences::<T>::get(record.line, who);
		let now = Self::era_for(&list);
		list.iter().any(|held| {
			!held.inside_only && held.covers(record.version) && held.part.covers(part) && held.in_force(now)
		})
	}

	/// The era, if any of these licences asks for it: who counts uses pays for no clock.
	fn era_for(list: &LicenceList) -> EraIndex {
		if list.iter().all(|held| held.kind() == LicenceKind::Uses) {
			0
		} else {
			T::Eras::current()
		}
	}
}
