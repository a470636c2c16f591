//! When sessions end, and who makes the blocks of the next.

use super::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame::traits::{Get, Randomness, Time, ValidatorRegistration};
use pallet_session::{SessionManager, ShouldEndSession};

impl<T: Config> Pallet<T> {
	/// Length of sessions, in ms.
	fn session_length() -> Moment {
		T::SessionLength::get().max(T::MinSessionLength::get())
	}

	/// So many milliseconds in blocks at the present rate, rounded up.
	fn in_blocks(length: Moment) -> BlockNumberFor<T> {
		length.saturating_mul(Self::rate().into()).div_ceil(RELAY_SLOT).saturated_into()
	}

	/// Milliseconds since the session began; none if the chain did not know the time then.
	fn session_age() -> Option<Moment> {
		let Running { began, .. } = Session::<T>::get();
		(began > 0).then(|| T::Time::now().saturating_sub(began))
	}

	/// The running session. It began now if the chain did not know the time at its beginning. Keeps the first seed that is newer than it.
	pub(crate) fn note_session() -> Running<BlockNumberFor<T>> {
		let before = Session::<T>::get();
		let mut session = before;
		if session.began == 0 {
			session.began = T::Time::now();
		}
		if session.seed.is_none() {
			session.seed = Self::seed_for(session.index.saturating_add(2), session.since);
		}
		if session != before {
			Session::<T>::put(session);
		}
		session
	}

	/// The seed of the draw for a session, if it was not known in the block `closed`.
	fn seed_for(session: SessionIndex, closed: BlockNumberFor<T>) -> Option<Seed<BlockNumberFor<T>>> {
		let (value, known_since) = T::Randomness::random(&(SUBJECT, session).encode());
		(known_since > closed).then_some(Seed { value, known_since })
	}

	pub(crate) fn do_set_invulnerables(accounts: Vec<T::AccountId>) -> DispatchResult {
		let mut once = BTreeSet::new();
		let accounts = accounts.into_iter().filter(|who| once.insert(who.clone())).collect::<Vec<_>>();
		ensure!(accounts.iter().all(T::Registration::is_registered), Error::<T>::WithoutKeys);
		let accounts = BoundedVec::try_from(accounts).map_err(|_| Error::<T>::TooManyInvulnerables)?;
		let next = Session::<T>::get().index.saturating_add(1);
		let seats = T::Seats::get().min(T::MaxSeats::get()).max(1) as usize;
		let is_full = || Draws::<T>::get(next).is_some_and(|draw| draw.drawn.len() >= seats);
		ensure!(!accounts.is_empty() || is_full(), Error::<T>::NobodyLeft);
		Invulnerables::<T>::put(&accounts);
		Self::deposit_event(Event::InvulnerablesSet { accounts: accounts.into_inner() });
		Ok(())
	}
}

impl<T: Config> ShouldEndSession<BlockNumberFor<T>> for Pallet<T> {
	/// By the time of the block before: hooks run before this block's is known. In a slot's first block only, which may fill the core, as a
	/// session's end does.
	fn should_end_session(_: BlockNumberFor<T>) -> bool {
		let begins_slot = LastSlot::<T>::get().is_none_or(|last| T::Slot::get() != Some(last.slot));
		begins_slot && Self::session_age().is_some_and(|age| age >= Self::session_length())
	}
}

impl<T: Config> EstimateNextSessionRotation<BlockNumberFor<T>> for Pallet<T> {
	fn average_session_length() -> BlockNumberFor<T> {
		Self::in_blocks(Self::session_length())
	}

	fn estimate_current_session_progress(_: BlockNumberFor<T>) -> (Option<Permill>, Weight) {
		let progress = Self::session_age().map(|age| Permill::from_rational(age, Self::session_length()));
		(progress, T::DbWeight::get().reads(2))
	}

	fn estimate_next_session_rotation(now: BlockNumberFor<T>) -> (Option<BlockNumberFor<T>>, Weight) {
		let left = Self::session_age().map(|age| Self::session_length().saturating_sub(age));
		(left.map(|left| now.saturating_add(Self::in_blocks(left))), T::DbWeight::get().reads(3))
	}
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	/// Those who are drawn, and the invulnerables who have session keys. None, which keeps the set, rather than nobody.
	fn new_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
		let mut collators = Self::seat(session);
		for who in Invulnerables::<T>::get() {
			if !collators.contains(&who) && T::Registration::is_registered(&who) {
				collators.push(who);
			}
		}
		(!collators.is_empty()).then_some(collators)
	}

	/// The invulnerables; without any, pallet-session takes those whose keys genesis has.
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		Some(Invulnerables::<T>::get().into_inner()).filter(|accounts| !accounts.is_empty())
	}

	fn start_session(index: SessionIndex) {
		let since = frame_system::Pallet::<T>::block_number();
		let drawn_with = Session::<T>::get().seed;
		Session::<T>::put(Running { index, began: T::Time::now(), since, seed: None, drawn_with });
		Self::open(index);
	}

	/// Closes the list. Forgets the draw, and what those did and showed who have no seat in the next session.
	fn end_session(session: SessionIndex) {
		Self::close(session);
		let seats = Draws::<T>::take(session).map(|draw| draw.drawn).unwrap_or_default();
		let next = Draws::<T>::get(session.saturating_add(1));
		for Seat { collator, .. } in &seats {
			if next.as_ref().and_then(|draw| Self::node_by(draw, collator)).is_none() {
				Shown::<T>::remove(collator);
				Duties::<T>::remove(collator);
			}
		}
		let weight = <T as Config>::WeightInfo::close(seats.len() as u32);
		frame_system::Pallet::<T>::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
	}
}
