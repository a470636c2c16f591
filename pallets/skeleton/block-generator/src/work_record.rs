//! What the header says of the block's maker.

use super::*;
use aic_primitives::{Work, WorkRecord, WORK_RECORD_ENGINE};
use frame::deps::sp_runtime::DigestItem;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_show_work(who: T::AccountId, slot: Option<SlotId>) -> DispatchResult {
		let session = Session::<T>::get().index;
		let node = Self::node_in(session, &who)
			.or_else(|| Self::node_in(session.saturating_add(1), &who))
			.ok_or(Error::<T>::NoSeat)?;
		match slot {
			Some(slot) => {
				ensure!(T::Producers::works_on(node, slot).is_some(), Error::<T>::NotYourWork);
				Shown::<T>::insert(&who, slot);
			}
			None => Shown::<T>::remove(&who),
		}
		Self::deposit_event(Event::WorkShown { collator: who, node, slot });
		Ok(())
	}

	/// Writes the record into the block's header.
	pub(crate) fn put_record(author: Option<&T::AccountId>, draw: Option<&DrawOf<T>>) {
		let seated = author.zip(draw).and_then(|(who, draw)| Some((who, Self::machine_of(draw, who)?)));
		let work = seated.and_then(|(who, node)| Self::work_of(who, node));
		let record = WorkRecord { node: seated.map(|(_, node)| node), work };
		let item = DigestItem::Consensus(WORK_RECORD_ENGINE, record.encode());
		frame_system::Pallet::<T>::deposit_log(item);
	}

	/// What the collator showed, if his node still works on that; else it is forgotten.
	fn work_of(who: &T::AccountId, node: NodeId) -> Option<Work> {
		let slot = Shown::<T>::get(who)?;
		let model = T::Producers::works_on(node, slot);
		if model.is_none() {
			Shown::<T>::remove(who);
		}
		model.map(|model| Work { slot, model })
	}

	/// The record in the header of the running block, or of the last one when none is being made.
	pub fn record() -> Option<WorkRecord> {
		frame_system::Pallet::<T>::digest().logs.iter().find_map(|item| {
			let (_, mut bytes) = item.as_consensus().filter(|(engine, _)| *engine == WORK_RECORD_ENGINE)?;
			WorkRecord::decode(&mut bytes).ok()
		})
	}
}
