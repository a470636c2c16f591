//! The clock: how eras end and what happens to their rewards.

use super::*;
use frame::traits::{Defensive, Get};

impl<T: Config> Eras for Pallet<T> {
	fn current() -> EraIndex {
		Self::era_now().map_or(0, |era| era.index)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn era_now() -> Option<Era> {
		CurrentEra::<T>::get().map(|era| era.at(T::Time::now(), T::EraLength::get()))
	}

	pub(crate) fn current_era() -> EraIndex {
		<Self as Eras>::current()
	}

	pub(crate) fn reward_of(resource: ResourceId, era: EraIndex) -> Balance {
		Self::find_closed(era).map_or(0, |closed| closed.reward(T::Ratings::due(era, resource)))
	}

	pub(crate) fn find_closed(index: EraIndex) -> Option<ClosedEra> {
		ClosedEras::<T>::get().into_iter().find(|closed| closed.index == index)
	}

	/// The era that runs, after closing one that is over; the first use starts the clock.
	pub(crate) fn touch() -> EraIndex {
		if CurrentEra::<T>::get().is_none() {
			let began = T::Time::now();
			let ends_at = began.saturating_add(T::EraLength::get());
			CurrentEra::<T>::put(Era { index: 0, began, ends_at });
		}
		Self::close_if_over();
		Self::current()
	}

	/// Closes the stored era if it is over, and returns whether it was. The eras that passed unseen since then had no use.
	pub(crate) fn close_if_over() -> bool {
		let (Some(stored), Some(now)) = (CurrentEra::<T>::get(), Self::era_now()) else { return false };
		if stored == now {
			return false;
		}
		CurrentEra::<T>::put(now);
		let mut closed = ClosedEras::<T>::get();
		Self::drop_lapsed(&mut closed, now.index);
		let ended = Self::fund(stored.index);
		if ended.total_due > 0 && Self::claimable(ended.index, now.index) {
			let _ = closed.try_push(ended).defensive_proof("eras older than the depth were dropped");
		} else {
			Self::refill(ended.reserved);
		}
		ClosedEras::<T>::put(closed);
		Self::keep_value(stored.index);
		true
	}

	fn claimable(index: EraIndex, now: EraIndex) -> bool {
		now.saturating_sub(index) <= T::HistoryDepth::get()
	}

	/// Takes what an era's rewards get out of the pool, and mints what the pool lacks as far as the curve allows.
	fn fund(era: EraIndex) -> ClosedEra {
		let total_due = T::Ratings::total_due(era);
		let pool = Books::<T>::get().pool;
		let lacking = total_due.saturating_sub(pool);
		let minted = if lacking > 0 { T::Issuance::issue(&Self::pot(), lacking) } else { 0 };
		let funds = pool.saturating_add(minted);
		let budget = total_due.min(funds);
		Books::<T>::mutate(|ledger| ledger.pool = funds.saturating_sub(budget));
		Self::deposit_event(Event::EraEnded { era, due: total_due, minted, budget });
		ClosedEra { index: era, total_due, budget, reserved: budget }
	}

	/// Bounded by the depth of the history, all of it in one value.
	fn drop_lapsed(closed: &mut BoundedVec<ClosedEra, T::HistoryDepth>, now: EraIndex) {
		closed.retain(|era| {
			let keep = Self::claimable(era.index, now);
			if !keep {
				Self::refill(era.reserved);
				Self::deposit_event(Event::EraDropped { era: era.index, returned: era.reserved });
			}
			keep
		});
	}

	fn refill(amount: Balance) {
		Books::<T>::mutate(|ledger| ledger.pool = ledger.pool.saturating_add(amount));
	}

	pub(crate) fn do_claim_reward(resource: ResourceId, era: EraIndex) -> DispatchResult {
		ensure!(era < Self::touch(), Error::<T>::EraRuns);
		ensure!(!<Self as Earnings<_>>::open(era), Error::<T>::EraOpen);
		let owner = Self::owner(&resource)?;
		let reward = ClosedEras::<T>::try_mutate(|closed| {
			let record =
				closed.iter_mut().find(|closed| closed.index == era).ok_or(Error::<T>::EraNotClaimable)?;
			let reward = record.reward(T::Ratings::take_due(era, resource));
			ensure!(reward > 0, Error::<T>::NothingDue);
			record.reserved =
				record.reserved.checked_sub(reward).ok_or(Error::<T>::NothingDue).defensive()?;
			Ok::<_, Error<T>>(reward)
		})?;
		let split = Self::split_now(&resource);
		let own = Self::credit(resource, Reason::Reward(era), reward, &owner, split);
		Self::write(&owner, Source::Resource(resource), era, |line| {
			line.reward = line.reward.saturating_add(reward);
			line.net = line.net.saturating_add(own);
		});
		Ok(())
	}

	pub(crate) fn do_lapse(resource: ResourceId, era: EraIndex) -> DispatchResult {
		ensure!(era < Self::touch(), Error::<T>::EraRuns);
		ensure!(Self::find_closed(era).is_none(), Error::<T>::EraClaimable);
		let due = T::Ratings::take_due(era, resource);
		ensure!(due > 0, Error::<T>::NothingDue);
		Self::deposit_event(Event::Lapsed { resource, era, due });
		Ok(())
	}
}
