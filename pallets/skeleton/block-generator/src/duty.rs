//! Who makes the block, and who should have made those that are missing.

use super::*;
use alloc::vec::Vec;
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	/// What there is to do at the beginning of each block. Returns its weight, without that of what is done at its end.
	pub(crate) fn begin_block() -> Weight {
		let session = Self::note_session();
		let draw = Draws::<T>::get(session.index);
		let author = T::Author::get();
		let missed =
			T::Slot::get().map(|slot| Self::note_slot(session.index, slot, draw.as_ref(), T::Collators::get));
		if let Some(who) = &author {
			Self::count(session.index, who, |duty| duty.blocks = duty.blocks.saturating_add(1));
		}
		Self::put_record(author.as_ref(), draw.as_ref());
		<T as Config>::WeightInfo::note_slot(missed.unwrap_or_default())
	}

	/// Blames those whose slots lie between the block before and this one. Returns how many these are.
	///
	/// Nobody if the block before was of another session, whose collators were others, or if there are more than [`MAX_BLAMED`].
	pub(crate) fn note_slot(
		session: SessionIndex,
		slot: u64,
		draw: Option<&DrawOf<T>>,
		collators: impl FnOnce() -> Vec<T::AccountId>,
	) -> u32 {
		let last = LastSlot::<T>::get();
		if last != Some((session, slot)) {
			LastSlot::<T>::put((session, slot));
		}
		let Some((_, last)) = last.filter(|(of, _)| *of == session) else { return 0 };
		let first = last.saturating_add(1);
		let missed = slot.saturating_sub(first);
		if !(1..=MAX_BLAMED).contains(&missed) {
			return 0;
		}
		let collators = collators();
		for slot in first..slot {
			let turn = slot.checked_rem(collators.len() as u64).unwrap_or_default();
			if let Some(collator) = collators.get(turn as usize) {
				Self::blame(session, slot, collator, draw);
			}
		}
		missed as u32
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
