//! Who makes the block, and who should have made those that are missing.

use super::*;
use alloc::vec::Vec;
use core::ops::Range;
use frame::traits::{Get, Randomness};

impl<T: Config> Pallet<T> {
	/// What there is to do at the beginning of each block. Returns its weight, with that of blaming those who missed their slots: that is
	/// done at the end, when the relay parent is known.
	pub(crate) fn begin_block() -> Weight {
		let session = Self::note_session();
		let draw = Draws::<T>::get(session.index);
		let author = T::Author::get();
		if let Some(who) = &author {
			Self::count(session.index, who, |duty| duty.blocks = duty.blocks.saturating_add(1));
		}
		Self::put_record(author.as_ref(), draw.as_ref());
		let missed = T::Slot::get()
			.zip(LastSlot::<T>::get())
			.map(|(slot, last)| Self::missed(last, session.index, slot).count() as u32);
		<T as Config>::WeightInfo::note_slot(missed.unwrap_or_default())
	}

	/// Slots between the block before and one in `slot` whose collators are known: none if the block before was of another session, whose
	/// collators were others, or if there are more than [`MAX_BLAMED`].
	fn missed(last: LastBlock<BlockNumberFor<T>>, session: SessionIndex, slot: u64) -> Range<u64> {
		let first = last.slot.saturating_add(1);
		let known = last.session == session && slot.saturating_sub(first) <= MAX_BLAMED;
		if known {
			first..slot
		} else {
			slot..slot
		}
	}

	/// Blames those whose slots lie between the block before and this one. Returns how many these are.
	///
	/// Nobody if the relay chain has no block in one of these slots: without one there can be none of ours. Nor if its epoch ended among them: it takes
	/// nothing over into the next one, so that the last blocks of the old one are lost. Nor if it includes so late that there was no room for more blocks.
	pub(crate) fn judge_slots(
		slot: u64,
		relay_block: u32,
		collators: impl FnOnce() -> Vec<T::AccountId>,
	) -> u32 {
		let session = Session::<T>::get().index;
		let (_, epoch_known_since) = T::Randomness::random(SUBJECT);
		let here = LastBlock { session, slot, relay_block, epoch_known_since };
		let Some(last) = LastSlot::<T>::mutate(|stored| stored.replace(here)) else { return 0 };
		let missed = Self::missed(last, session, slot);
		let relay_blocks = relay_block.saturating_sub(last.relay_block);
		let all_could = u64::from(relay_blocks) >= slot.saturating_sub(last.slot);
		if missed.is_empty()
			|| !all_could
			|| epoch_known_since != last.epoch_known_since
			|| Self::includes_late(missed.end.saturating_sub(missed.start))
		{
			return 0;
		}
		let (collators, draw) = (collators(), Draws::<T>::get(session));
		for slot in missed.clone() {
			let turn = slot.checked_rem(collators.len() as u64).unwrap_or_default();
			if let Some(collator) = collators.get(turn as usize) {
				Self::blame(session, slot, collator, draw.as_ref());
			}
		}
		missed.count() as u32
	}

	/// Whether as many blocks wait after so many missed slots that the first of these may have had no room: when all goes well, those of one slot are
	/// included in each, and all slots but one of those that may be ahead are when a slot begins.
	fn includes_late(missed: u64) -> bool {
		let ahead = u64::from(T::SlotsAhead::get()).saturating_sub(missed).saturating_sub(1);
		u64::from(T::Waiting::get()) > ahead.saturating_mul(Self::recent_rate().into())
	}

	fn blame(session: SessionIndex, slot: u64, collator: &T::AccountId, draw: Option<&DrawOf<T>>) {
		Self::count(session, collator, |duty| duty.missed = duty.missed.saturating_add(1));
		let node = draw.and_then(|draw| Self::node_by(draw, collator));
		if let Some(node) = node {
			T::Producers::penalise(node, T::MissedPenalty::get());
		}
		Self::deposit_event(Event::Missed { collator: collator.clone(), slot, node });
	}

	/// Changes what a collator did in this session; what he did in others is forgotten.
	pub(crate) fn count(session: SessionIndex, who: &T::AccountId, change: impl FnOnce(&mut Duty)) {
		Duties::<T>::mutate(who, |stored| {
			let before = stored.filter(|duty| duty.session == session);
			let mut duty = before.unwrap_or(Duty { session, ..Default::default() });
			change(&mut duty);
			*stored = Some(duty);
		});
	}
}
