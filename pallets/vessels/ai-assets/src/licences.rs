//! Licences: what they cost, who holds them, and their uses.

use super::*;
use aic_primitives::{Basis, Funds, Part, Purposes, ResourceUse};

/// How near a licence came to allowing a use.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Lack {
	Licence,
	Version,
	Purpose,
	Rest,
}

/// Uses or eras that are wished for.
fn count_of(wish: &Wish) -> u32 {
	match wish.basis {
		Basis::Uses(count) | Basis::Eras(count) | Basis::Exclusive(count) => count,
	}
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
		let exclusive = Self::exclusive(asset, &record);
		ensure!(exclusive.is_none_or(|(_, held)| held.holder == *buyer), Error::<T>::ExclusivelyLicensed);
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
		Self::do_grant(asset, &who, &wish, Some(cost))?;
		let paid = ResourceUse {
			resource: ResourceId::Asset(asset),
			payer: who,
			amount: cost,
			kind: UseKind::Licence(asset),
			work: 0,
		};
		T::Payroll::distribute(paid, Funds::Free)
	}

	/// Without a value the fee is still on hold elsewhere.
	pub(crate) fn do_grant(
		asset: AssetId,
		holder: &T::AccountId,
		wish: &Wish,
		value: Option<Balance>,
	) -> DispatchResult {
		let mut record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let mut licence = Self::licence_of(asset, &record, holder, wish)?;
		if value.is_none() {
			licence.unpaid = count_of(wish);
		}
		let value = value.unwrap_or_default();
		licence.value = value;
		Self::add_licence(record.line, holder, licence)?;
		let until = T::Time::now().saturating_add(T::LicenceTerm::get());
		Self::keep(asset, &mut record, until);
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::Licensed { asset, holder: holder.clone(), wish: *wish, value });
		Ok(())
	}

	/// The licence that is meant, on the terms of today. An exclusive one is written down as such.
	fn licence_of(
		asset: AssetId,
		record: &Asset<T::AccountId>,
		holder: &T::AccountId,
		wish: &Wish,
	) -> Result<Licence, Error<T>> {
		let mut licence = Self::bare_licence(asset, record, wish.part);
		match wish.basis {
			Basis::Uses(uses) => licence.uses = uses,
			Basis::Eras(eras) => {
				licence.since = T::Eras::current();
				licence.until = licence.since.saturating_add(eras);
			}
			Basis::Exclusive(eras) => {
				licence.since = T::Eras::current();
				licence.until = Self::exclude(asset, record, holder, licence.since, eras)?;
				licence.exclusive = true;
			}
		}
		Ok(licence)
	}

	/// A licence on today's terms that counts nothing yet. Only with the newest version later ones are sold: those that are there already may
	/// be another's.
	fn bare_licence(asset: AssetId, record: &Asset<T::AccountId>, part: Part) -> Licence {
		let Terms { purposes, inside_only, later_versions, .. } = record.terms;
		let later = if Self::is_latest(asset, record.line) { later_versions } else { 0 };
		Licence {
			part,
			purposes,
			inside_only,
			from: record.version,
			to: record.version.saturating_add(later),
			uses: 0,
			since: 0,
			until: 0,
			unpaid: 0,
			value: 0,
			exclusive: false,
		}
	}

	/// The exclusive licence in force that binds an asset, and the version that it was sold for: the asset itself, or the one before from which
	/// it came while the licence was in force.
	pub(crate) fn exclusive(
		asset: AssetId,
		record: &Asset<T::AccountId>,
	) -> Option<(AssetId, Exclusive<T::AccountId>)> {
		core::iter::once(asset).chain(record.bound_to).find_map(|version| {
			let exclusive = Exclusives::<T>::get(version)?;
			(exclusive.until > T::Eras::current()).then_some((version, exclusive))
		})
	}

	/// From now on nobody but `holder` can buy a licence of the asset; returns the first era in which that is over.
	fn exclude(
		asset: AssetId,
		record: &Asset<T::AccountId>,
		holder: &T::AccountId,
		now: EraIndex,
		eras: u32,
	) -> Result<EraIndex, Error<T>> {
		let before = Self::exclusive(asset, record)
			.filter(|(_, exclusive)| exclusive.holder == *holder)
			.map_or(now, |(_, exclusive)| exclusive.until.max(now));
		let until = before.saturating_add(eras);
		ensure!(until <= Self::last_era(now), Error::<T>::ErasOutOfRange);
		Exclusives::<T>::insert(asset, Exclusive { holder: holder.clone(), until });
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
			let spent = list.iter_mut().find(|held| !held.in_force(now));
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
				held.unpaid = held.unpaid.saturating_add(new.unpaid);
				held.value = held.value.saturating_add(new.value);
			}
			LicenceKind::Eras => {
				let now = new.since;
				let until = held.until.max(now).saturating_add(new.until.saturating_sub(now));
				ensure!(until <= Self::last_era(now), Error::<T>::ErasOutOfRange);
				Self::prolong(held, new, until);
			}
			LicenceKind::Exclusive => Self::prolong(held, new, new.until),
			LicenceKind::ForEver => (),
		}
		Ok(())
	}

	fn prolong(held: &mut Licence, new: Licence, until: EraIndex) {
		let now = new.since;
		held.value = held.left(now).saturating_add(new.value);
		held.unpaid = held.unpaid.min(held.until.saturating_sub(now)).saturating_add(new.unpaid);
		(held.since, held.until) = (now, until);
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
		let licence = Licence { until: EraIndex::MAX, ..Self::bare_licence(asset, &record, Part::WHOLE) };
		Self::add_licence(record.line, holder, licence)?;
		Self::keep(asset, &mut record, T::Time::now().saturating_add(T::LicenceTerm::get()));
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::LicenceGiven { asset, holder: holder.clone() });
		Ok(())
	}

	/// Changes the licence that the wish went into without being paid, if it is there still: one for the same part and kind that begins with
	/// this version, of those the one of which most is not paid.
	fn change_granted<R>(
		record: &Asset<T::AccountId>,
		holder: &T::AccountId,
		wish: &Wish,
		change: impl FnOnce(&mut Licence) -> R,
	) -> Option<R> {
		let kind = match wish.basis {
			Basis::Uses(_) => LicenceKind::Uses,
			Basis::Eras(_) => LicenceKind::Eras,
			Basis::Exclusive(_) => LicenceKind::Exclusive,
		};
		Licences::<T>::mutate_exists(record.line, holder, |slot| {
			let meant = |held: &&mut Licence| {
				held.part == wish.part && held.from == record.version && held.kind() == kind
			};
			let unpaid = |held: &&mut Licence| held.unpaid.min(count_of(wish));
			slot.iter_mut().flatten().filter(meant).max_by_key(unpaid).map(change)
		})
	}

	/// The fee of what was granted without a value was paid. What was used meanwhile counts for nothing.
	pub(crate) fn do_paid(asset: AssetId, holder: &T::AccountId, wish: &Wish, value: Balance) {
		let Some(record) = Assets::<T>::get(asset) else { return };
		let era = T::Eras::current();
		Self::change_granted(&record, holder, wish, |held| held.pay(count_of(wish), value, era));
		Self::deposit_event(Event::LicencePaid { asset, holder: holder.clone(), wish: *wish, value });
	}

	/// The fee of what was granted without a value went back.
	pub(crate) fn do_revoke(asset: AssetId, holder: &T::AccountId, wish: &Wish) {
		let Some(record) = Assets::<T>::get(asset) else { return };
		let shorter = Self::change_granted(&record, holder, wish, |held| held.take_back(count_of(wish)));
		if let (Basis::Exclusive(_), Some(eras)) = (wish.basis, shorter) {
			Self::include(asset, holder, eras);
		}
		Self::deposit_event(Event::Revoked { asset, holder: holder.clone(), wish: *wish });
	}

	/// Undoes [`Self::exclude`].
	fn include(asset: AssetId, holder: &T::AccountId, eras: u32) {
		Exclusives::<T>::mutate_exists(asset, |slot| {
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
			UseTaken::Free(Part::WHOLE)
		} else {
			let missing = if owner.is_some() { Error::<T>::NoLicence } else { Error::<T>::Withdrawn };
			Self::spend_licence(&record, user, purpose, missing)?
		};
		record.uses = record.uses.saturating_add(1);
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::Used { asset, user: user.clone(), purpose, taken });
		Ok(taken)
	}

	/// The first licence that allows it is used. The error says what the nearest lacks.
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
			let licence = list.get_mut(place).ok_or(Error::<T>::NoLicence)?;
			if licence.kind() != LicenceKind::Uses {
				return Ok(UseTaken::Free(licence.part));
			}
			licence.spend();
			Ok(UseTaken::Licensed(licence.part))
		})
	}

	/// What was retired meanwhile takes nothing back. Nor does a licence that is no more, since its holder was refunded. Of several licences of
	/// the part the one that allows least has the use back.
	pub(crate) fn do_return_use(user: &T::AccountId, asset: AssetId, taken: UseTaken) {
		let Some(mut record) = Assets::<T>::get(asset) else { return };
		let Some(uses) = record.uses.checked_sub(1).defensive_proof("only what was taken is returned") else {
			return;
		};
		record.uses = uses;
		if let UseTaken::Licensed(part) = taken {
			Licences::<T>::mutate_exists(record.line, user, |slot| {
				let counts = |held: &&mut Licence| {
					held.kind() == LicenceKind::Uses && held.part == part && held.covers(record.version)
				};
				let least = |held: &&mut Licence| {
					let Purposes { training, inference, evaluation } = held.purposes;
					(
						!held.inside_only,
						[training, inference, evaluation].map(u8::from).iter().sum::<u8>(),
						held.to,
					)
				};
				if let Some(held) = slot.iter_mut().flatten().filter(counts).min_by_key(least) {
					held.uses = held.uses.saturating_add(1);
				}
			});
		}
		Assets::<T>::insert(asset, record);
		Self::deposit_event(Event::UseReturned { asset, user: user.clone(), taken });
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
