//! Splits: who besides its owner gets part of what a resource earns. A fee is added up for all members at once, and each collects
//! his part of the sum.

use super::*;
use aic_primitives::{ShareList, Shares, MAX_SHARES};
use frame::{
	arithmetic::Perbill,
	deps::frame_support::traits::DefensiveSaturating,
	traits::{fungible::MutateHold, tokens::Precision, Defensive, Get},
};

/// `sum` · `part` / `members`, rounded down.
fn part_of(sum: Balance, part: Perbill, members: Perbill) -> Balance {
	aic_math::mul_div_floor(sum, part.deconstruct().into(), members.deconstruct().into()).unwrap_or_default()
}

impl<T: Config> Pallet<T> {
	/// How a resource is split at this time, written or not.
	pub(crate) fn schedule_now(resource: &ResourceId) -> Schedule {
		SplitOf::<T>::get(resource).map_or_else(Schedule::default, |schedule| schedule.at(T::Time::now()))
	}

	/// The split in force, after putting the one in force whose time has come. One read, as long as nothing changes.
	pub(crate) fn split_now(resource: &ResourceId) -> Option<Split> {
		let before = SplitOf::<T>::get(resource)?;
		let schedule = before.at(T::Time::now());
		if schedule != before {
			Self::replace(before.now);
			Self::set_schedule(resource, schedule);
		}
		schedule.now
	}

	fn set_schedule(resource: &ResourceId, schedule: Schedule) {
		if schedule == Schedule::default() {
			SplitOf::<T>::remove(resource);
		} else {
			SplitOf::<T>::insert(resource, schedule);
		}
	}

	fn replace(split: Option<Split>) {
		if let Some(Split { id, .. }) = split {
			Splits::<T>::mutate_extant(id, |book| book.replaced = true);
		}
	}

	/// Whether `account` owns the resource or is a member of its split.
	pub(crate) fn earns_by(account: &T::AccountId, owner: &T::AccountId, split: Option<Split>) -> bool {
		account == owner || split.is_some_and(|split| Members::<T>::contains_key(account, split.id))
	}

	/// Adds the members' part of `amount` up, rounded down; returns it.
	pub(crate) fn credit_split(
		split: Split,
		resource: ResourceId,
		reason: Reason,
		amount: Balance,
	) -> Balance {
		let part = split.members.mul_floor(amount);
		if part == 0 {
			return 0;
		}
		Books::<T>::mutate(|ledger| ledger.owed = ledger.owed.saturating_add(part));
		Splits::<T>::mutate_extant(split.id, |book| book.credited = book.credited.saturating_add(part));
		Self::deposit_event(Event::SplitCredited { split: split.id, resource, reason, amount: part });
		part
	}

	/// The same of an asset. Fails with `TooManyAssets`.
	pub(crate) fn credit_split_asset(
		split: Split,
		asset: AssetCode,
		amount: Balance,
	) -> Result<Balance, Error<T>> {
		let part = split.members.mul_floor(amount);
		// Else anybody could fill its places.
		if part == 0 {
			return Ok(0);
		}
		Splits::<T>::try_mutate_exists(split.id, |slot| {
			let book = slot.as_mut().ok_or(Error::<T>::NoSuchSplit).defensive()?;
			let place = match book.assets.iter().position(|entry| entry.asset == asset) {
				Some(place) => place,
				None => {
					let entry = AssetBook { asset, credited: 0, collected: 0 };
					book.assets.try_push(entry).map_err(|_| Error::<T>::TooManyAssets)?;
					book.assets.len().saturating_sub(1)
				}
			};
			if let Some(entry) = book.assets.get_mut(place) {
				entry.credited = entry.credited.saturating_add(part);
			}
			Ok(part)
		})
	}

	/// What a member can collect now, in 10⁻¹⁸ AIC.
	pub(crate) fn collectable(book: &SplitBook<T::AccountId>, member: &MemberBook) -> Balance {
		part_of(book.credited, member.part, book.members).saturating_sub(member.collected)
	}

	/// Credits to a member what he can collect, of all assets. Whether there was anything.
	fn collect_for(id: SplitId, book: &mut SplitBook<T::AccountId>, account: &T::AccountId) -> bool {
		let Some(mut member) = Members::<T>::get(account, id) else { return false };
		let amount = Self::collectable(book, &member);
		member.collected = member.collected.saturating_add(amount);
		book.collected = book.collected.saturating_add(amount);
		let source = Source::Resource(book.resource);
		Self::earn(account, source, book.resource, Reason::Split(id), amount);
		let mut any = amount > 0;
		for (place, entry) in book.assets.iter_mut().enumerate() {
			if member.assets.len() <= place && member.assets.try_push(0).is_err() {
				break;
			}
			let Some(collected) = member.assets.get_mut(place) else { break };
			let amount = part_of(entry.credited, member.part, book.members).saturating_sub(*collected);
			*collected = collected.saturating_add(amount);
			entry.collected = entry.collected.saturating_add(amount);
			Self::owe_asset(account, entry.asset, amount);
			any |= amount > 0;
		}
		Members::<T>::insert(account, id, member);
		any
	}

	pub(crate) fn do_collect(id: SplitId, account: T::AccountId) -> DispatchResult {
		let mut book = Splits::<T>::get(id).ok_or(Error::<T>::NoSuchSplit)?;
		ensure!(Members::<T>::contains_key(&account, id), Error::<T>::NotMember);
		ensure!(Self::collect_for(id, &mut book, &account), Error::<T>::NothingOwed);
		Splits::<T>::insert(id, book);
		Ok(())
	}

	/// Members of what is asked for, those whose parts are fixed with them: resources are replaced by those who earn by them now, and who
	/// comes twice gets both parts.
	pub(crate) fn flatten(
		resource: &ResourceId,
		targets: Vec<(Target<T::AccountId>, Perbill)>,
	) -> Result<Roster<T::AccountId>, DispatchError> {
		let mut parts = BTreeMap::<T::AccountId, u32>::new();
		for (account, part) in Fixed::<T>::get(resource) {
			parts.insert(account, part.deconstruct());
		}
		let mut add = |account: T::AccountId, part: Perbill| {
			let sum = parts.entry(account).or_default();
			*sum = sum.saturating_add(part.deconstruct());
		};
		let mut sources = 0u32;
		for (target, part) in targets {
			match target {
				Target::Account(account) => add(account, part),
				Target::Resource(source) => {
					sources.saturating_inc();
					ensure!(sources <= MAX_SOURCES && source != *resource, Error::<T>::TooManySources);
					let owner = Self::owner(&source)?;
					let split = Self::schedule_now(&source).now;
					let roster = split.map(|split| Rosters::<T>::get(split.id)).unwrap_or_default();
					let mut own = part;
					for (account, share) in roster {
						// A part that would be too small stays with the owner, lest one could keep others from being paid.
						let theirs = Perbill::from_parts(share.mul_floor(part.deconstruct()));
						if theirs >= LEAST_PART {
							own = own.saturating_sub(theirs);
							add(account, theirs);
						}
					}
					add(owner, own);
				}
			}
		}
		let roster: Vec<_> =
			parts.into_iter().map(|(account, part)| (account, Perbill::from_parts(part))).collect();
		ensure!(roster.iter().all(|(_, part)| *part >= LEAST_PART), Error::<T>::PartTooSmall);
		roster.try_into().map_err(|_| Error::<T>::TooManyMembers.into())
	}

	/// Members of what is given for good. Of a resource those who have fixed parts of it, and its owner for the rest: what an owner shares
	/// of his own accord he may change any time. Each target has as many places as another, so that none can take them all: the
	/// smallest parts that find none, or would be too small, stay with the resource's owner.
	fn flatten_fixed(
		targets: Vec<(Target<T::AccountId>, Perbill)>,
	) -> Result<Roster<T::AccountId>, DispatchError> {
		let mut parts = BTreeMap::<T::AccountId, u32>::new();
		let mut add = |account: T::AccountId, part: Perbill| {
			let sum = parts.entry(account).or_default();
			*sum = sum.saturating_add(part.deconstruct());
		};
		let places = (MAX_MEMBERS as usize).checked_div(targets.len()).unwrap_or_default().saturating_sub(1);
		for (target, part) in targets {
			ensure!(part >= LEAST_PART, Error::<T>::PartTooSmall);
			let source = match target {
				Target::Account(account) => {
					add(account, part);
					continue;
				}
				Target::Resource(source) => source,
			};
			let owner = Self::owner(&source)?;
			let mut roster = Fixed::<T>::get(source).into_inner();
			roster.sort_by_key(|(_, share)| core::cmp::Reverse(*share));
			let mut own = part;
			for (account, share) in roster.into_iter().take(places) {
				let theirs = Perbill::from_parts(share.mul_floor(part.deconstruct()));
				let left = own.saturating_sub(theirs);
				if theirs >= LEAST_PART && (left.is_zero() || left >= LEAST_PART) {
					own = left;
					add(account, theirs);
				}
			}
			if !own.is_zero() {
				add(owner, own);
			}
		}
		let roster: Vec<_> =
			parts.into_iter().map(|(account, part)| (account, Perbill::from_parts(part))).collect();
		roster.try_into().map_err(|_| Error::<T>::TooManyMembers.into())
	}

	/// Writes a split's records and takes the deposit for them.
	pub(crate) fn open_split(
		resource: ResourceId,
		depositor: &T::AccountId,
		roster: Roster<T::AccountId>,
		members: Perbill,
	) -> Result<Split, DispatchError> {
		let deposit = T::SplitDeposit::get().saturating_mul(roster.len().saturated_into());
		if deposit > 0 {
			T::Currency::hold(&HoldReason::Split.into(), depositor, deposit)?;
		}
		let id = NextSplit::<T>::mutate(|next| {
			let id = *next;
			next.saturating_inc();
			id
		});
		for (account, part) in &roster {
			let member = MemberBook { part: *part, collected: 0, assets: Default::default() };
			Members::<T>::insert(account, id, member);
		}
		Rosters::<T>::insert(id, roster);
		let book = SplitBook {
			resource,
			members,
			depositor: depositor.clone(),
			deposit,
			replaced: false,
			credited: 0,
			collected: 0,
			assets: Default::default(),
		};
		Splits::<T>::insert(id, book);
		Ok(Split { id, members })
	}

	/// What all members get together: what is fixed and what is asked for.
	fn whole(fixed: Perbill, targets: &[(Target<T::AccountId>, Perbill)]) -> Result<Perbill, Error<T>> {
		targets
			.iter()
			.try_fold(fixed.deconstruct(), |sum, (_, part)| sum.checked_add(part.deconstruct()))
			.filter(|sum| *sum <= Perbill::one().deconstruct())
			.map(Perbill::from_parts)
			.ok_or(Error::<T>::PartsAboveWhole)
	}

	pub(crate) fn do_set_split(
		who: T::AccountId,
		resource: ResourceId,
		targets: Vec<(Target<T::AccountId>, Perbill)>,
	) -> DispatchResult {
		ensure!(Self::owner(&resource)? == who, Error::<T>::NotOwner);
		let whole = Self::whole(<Self as Shares<T::AccountId>>::fixed(resource), &targets)?;
		Self::split_now(&resource);
		let mut schedule = SplitOf::<T>::get(resource).unwrap_or_default();
		if let Some((next, _)) = schedule.next.take() {
			Self::replace(next);
		}
		let roster = Self::flatten(&resource, targets)?;
		let next =
			if roster.is_empty() { None } else { Some(Self::open_split(resource, &who, roster, whole)?) };
		let from = T::Time::now().saturating_add(T::SplitNotice::get());
		if next.is_some() || schedule.now.is_some() {
			schedule.next = Some((next, from));
		}
		Self::set_schedule(&resource, schedule);
		Self::deposit_event(Event::SplitSet { resource, split: next.map(|split| split.id), from });
		Ok(())
	}

	/// Pays all members of a split that was replaced, and removes its records. What rounding left is the pool's.
	pub(crate) fn do_close_split(id: SplitId) -> Result<u32, DispatchError> {
		let resource = Splits::<T>::get(id).ok_or(Error::<T>::NoSuchSplit)?.resource;
		Self::split_now(&resource);
		if T::Resources::owner_of(&resource).is_none() {
			// Nobody will replace it: what is gone earns nothing.
			Fixed::<T>::remove(resource);
			let Schedule { now, next } = SplitOf::<T>::take(resource).unwrap_or_default();
			Self::replace(now);
			Self::replace(next.and_then(|(split, _)| split));
		}
		let mut book = Splits::<T>::get(id).ok_or(Error::<T>::NoSuchSplit)?;
		ensure!(book.replaced, Error::<T>::SplitInForce);
		let roster = Rosters::<T>::take(id);
		for (account, _) in &roster {
			Self::collect_for(id, &mut book, account);
			Members::<T>::remove(account, id);
		}
		Splits::<T>::remove(id);
		let dust = book.credited.defensive_saturating_sub(book.collected);
		Books::<T>::mutate(|ledger| {
			ledger.owed = ledger.owed.saturating_sub(dust);
			ledger.pool = ledger.pool.saturating_add(dust);
		});
		for entry in &book.assets {
			let dust = entry.credited.defensive_saturating_sub(entry.collected);
			Self::owe_asset(&T::Treasury::get(), entry.asset, dust);
		}
		T::Currency::release(&HoldReason::Split.into(), &book.depositor, book.deposit, Precision::BestEffort)
			.defensive_proof("the deposit is on hold")?;
		Self::deposit_event(Event::SplitClosed { split: id, resource, dust });
		Ok(roster.len().saturated_into())
	}
}

impl<T: Config> Shares<T::AccountId> for Pallet<T> {
	fn endow(
		resource: ResourceId,
		depositor: &T::AccountId,
		shares: ShareList<T::AccountId>,
	) -> DispatchResult {
		ensure!(!SplitOf::<T>::contains_key(resource), Error::<T>::AlreadyShared);
		let there = |target: &Target<T::AccountId>| match target {
			Target::Account(_) => true,
			Target::Resource(source) => T::Resources::owner_of(source).is_some(),
		};
		let shares: Vec<_> =
			shares.into_iter().filter(|(target, part)| !part.is_zero() && there(target)).collect();
		if shares.is_empty() {
			return Ok(());
		}
		let whole = Self::whole(Perbill::zero(), &shares)?;
		let roster = Self::flatten_fixed(shares)?;
		let now = Some(Self::open_split(resource, depositor, roster.clone(), whole)?);
		Fixed::<T>::insert(resource, roster);
		Self::set_schedule(&resource, Schedule { now, next: None });
		let split = now.map(|split| split.id);
		Self::deposit_event(Event::SplitSet { resource, split, from: T::Time::now() });
		Ok(())
	}

	fn deposit(targets: u32) -> Balance {
		T::SplitDeposit::get().saturating_mul(targets.into())
	}

	fn fixed(resource: ResourceId) -> Perbill {
		let sum = |sum: u32, (_, part): &(_, Perbill)| sum.saturating_add(part.deconstruct());
		Perbill::from_parts(Fixed::<T>::get(resource).iter().fold(0, sum))
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::endow(MAX_SHARES)
	}
}
