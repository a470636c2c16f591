//! What must hold of the storage between any two blocks.

use super::*;
use alloc::collections::BTreeSet;
use frame::{
	deps::sp_runtime::TryRuntimeError,
	traits::{Get, Time},
};

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. each list lies at its session's place; that of the running session is open, and those of the sessions before were closed by now;
	/// 2. a list has as many entries as its counts say, each in the class of its weight, no provider twice, and every provider is known to be
	///    enrolled;
	/// 3. there are draws for the running session and the next at the most, from lists that were closed by then, by seeds that were known only
	///    after, with no more seats and tries than there may be, nobody and no node having two seats;
	/// 4. as long as the list is there, the draw is what anybody draws from it again;
	/// 5. no invulnerable is named twice;
	/// 6. only who has a seat in the running session or the next shows work;
	/// 7. neither the session's beginning nor the last slot, a duty or an enrolment is of a time to come, and the next draw's seed is newer than the
	///    session;
	/// 8. blocks count for a quarter of a base block at least and for one at the most, the rate did not change in a block to come, and the
	///    window did not begin later than now.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_lists()?;
		Self::check_draws()?;
		let invulnerables = Invulnerables::<T>::get();
		let once = invulnerables.iter().collect::<BTreeSet<_>>();
		ensure!(once.len() == invulnerables.len(), "an invulnerable is named twice");
		let Running { index, began, since, seed, .. } = Session::<T>::get();
		for who in Shown::<T>::iter_keys() {
			let has_seat =
				|session| Draws::<T>::get(session).is_some_and(|draw| Self::node_by(&draw, &who).is_some());
			ensure!(has_seat(index) || has_seat(index.saturating_add(1)), "work is shown without a seat");
		}
		ensure!(began <= T::Time::now(), "the session began in the future");
		ensure!(since <= frame_system::Pallet::<T>::block_number(), "the session began in a block to come");
		ensure!(
			seed.is_none_or(|seed| seed.known_since > since),
			"a seed was known before the list was closed"
		);
		ensure!(LastSlot::<T>::get().is_none_or(|last| last.session <= index), "a slot is of the future");
		ensure!(Duties::<T>::iter_values().all(|duty| duty.session <= index), "a duty is of the future");
		ensure!(Enrolled::<T>::iter_values().all(|list| list <= index), "an enrolment is of the future");
		Self::check_pace()
	}

	fn check_lists() -> Result<(), TryRuntimeError> {
		let (now, running) = (frame_system::Pallet::<T>::block_number(), Session::<T>::get().index);
		for (place, list) in Lists::<T>::iter() {
			ensure!(place == place_of(list.session), "a list lies at the wrong place");
			let is_closed = list.closed.is_some();
			ensure!(list.session <= running, "a list is of the future");
			ensure!(is_closed == (list.session < running), "a list is not open in its session and no other");
			ensure!(list.closed.is_none_or(|closed| closed <= now), "a list was closed in the future");
			let mut providers = BTreeSet::new();
			for (class, entries) in (0u8..).zip(list.shelves) {
				for position in 0..entries {
					let entry = Self::entry_at(list.session, class, position).ok_or("a list has a hole")?;
					ensure!(
						entry.weight > 0 && class_of(entry.weight) == class,
						"an entry is in the wrong class"
					);
					ensure!(providers.insert(entry.provider), "a provider is in a list twice");
					let last = Enrolled::<T>::get(entry.provider);
					ensure!(last >= Some(list.session), "a provider is not known to be enrolled");
				}
			}
			let is_beyond = |((at, class, position), entry): ((u8, u8, u32), Entry<T::AccountId>)| {
				at == place && entry.session == list.session && position >= list.len(class)
			};
			ensure!(!Entries::<T>::iter().any(is_beyond), "an entry is not counted");
		}
		Ok(())
	}

	fn check_draws() -> Result<(), TryRuntimeError> {
		let (now, running) = (frame_system::Pallet::<T>::block_number(), Session::<T>::get().index);
		for (session, draw) in Draws::<T>::iter() {
			ensure!(
				session == running || Some(session) == running.checked_add(1),
				"a draw is of another session"
			);
			ensure!(
				draw.list.checked_add(LEAD).is_some_and(|drawn| drawn <= session),
				"a draw is from a list that was open"
			);
			ensure!(draw.known_since <= draw.block && draw.block <= now, "a draw is of the future");
			let tries = draw.seats.saturating_mul(TRIES_PER_SEAT);
			ensure!(draw.seats <= T::MaxSeats::get() && draw.tries <= tries, "a draw had too many tries");
			let is_sorted = draw.skipped.iter().zip(draw.skipped.iter().skip(1)).all(|(a, b)| a < b);
			ensure!(
				is_sorted && draw.skipped.iter().all(|t| *t < draw.tries),
				"a draw skipped what it did not try"
			);
			ensure!(draw.drawn.len() <= draw.seats as usize, "more were drawn than there are seats");
			let collators = draw.drawn.iter().map(|seat| &seat.collator).collect::<BTreeSet<_>>();
			let nodes = draw.drawn.iter().map(|seat| seat.node).collect::<BTreeSet<_>>();
			ensure!(
				collators.len() == draw.drawn.len() && nodes.len() == draw.drawn.len(),
				"a collator or node has two seats"
			);
			if let Some(list) = Self::list(draw.list) {
				ensure!(
					list.closed.is_some_and(|closed| closed < draw.known_since),
					"a draw's seed was known before its list was closed"
				);
			}
			if let Some(again) = Self::do_redraw(session) {
				ensure!(draw.drawn == again, "a draw can't be repeated");
			}
		}
		Ok(())
	}

	fn check_pace() -> Result<(), TryRuntimeError> {
		let pacing = Pace::<T>::get();
		ensure!(pacing.since <= frame_system::Pallet::<T>::block_number(), "the rate changed in the future");
		let blocks = pacing.since.saturated_into::<u64>();
		let [least, most] = [Rate::Fourfold, Rate::Base].map(|rate| blocks.saturating_mul(rate.quarters()));
		ensure!((least..=most).contains(&pacing.units), "the clock runs too fast or too slowly");
		ensure!(pacing.window_began <= T::Time::now(), "the window began in the future");
		Ok(())
	}
}
