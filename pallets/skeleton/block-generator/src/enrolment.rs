//! The lists of those who want to make blocks.

use super::*;
use frame::traits::{Get, ValidatorRegistration};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enrol(who: T::AccountId, node: NodeId) -> DispatchResult {
		let provider = T::Producers::provider_of(node, &who).ok_or(Error::<T>::NotOwner)?;
		ensure!(T::Producers::class(node) == Some(DeviceClass::Gpu), Error::<T>::NotGpu);
		ensure!(T::Producers::is_live(node), Error::<T>::NotLive);
		ensure!(T::Registration::is_registered(&who), Error::<T>::NoSessionKeys);
		let weight = Self::weight_of(T::Producers::points(node));
		ensure!(weight > 0, Error::<T>::NotRated);
		ensure!(!Invulnerables::<T>::get().contains(&who), Error::<T>::AlreadyInvulnerable);
		let session = Session::<T>::get().index;
		ensure!(Enrolled::<T>::get(provider) != Some(session), Error::<T>::AlreadyEnrolled);
		let mut list = Self::open_list().ok_or(Error::<T>::NotOpen)?;
		let (place, class) = (place_of(session), class_of(weight));
		let position = list.push(class).ok_or(Error::<T>::ListFull)?;
		Lists::<T>::insert(place, list);
		let entry = Entry { session, collator: who.clone(), node, provider, weight };
		Entries::<T>::insert((place, class, position), entry);
		Enrolled::<T>::insert(provider, session);
		Self::deposit_event(Event::Enrolled { session, collator: who, node, weight });
		Ok(())
	}

	/// Weight of a node with so many points; 0 if they are below `LeastPoints`.
	pub(crate) fn weight_of(points: Balance) -> u64 {
		points.checked_div(T::LeastPoints::get()).unwrap_or_default().saturated_into()
	}

	/// The list of a session, if it is still there.
	pub(crate) fn list(session: SessionIndex) -> Option<List<BlockNumberFor<T>>> {
		Lists::<T>::get(place_of(session)).filter(|list| list.session == session)
	}

	/// The list of the running session, if it is open.
	pub(crate) fn open_list() -> Option<List<BlockNumberFor<T>>> {
		Self::list(Session::<T>::get().index).filter(|list| list.closed.is_none())
	}

	/// An entry of a list that is still there.
	pub(crate) fn entry_at(list: SessionIndex, class: u8, position: u32) -> Option<Entry<T::AccountId>> {
		Entries::<T>::get((place_of(list), class, position)).filter(|entry| entry.session == list)
	}

	/// Opens the list of a session, at the place of the one that nobody draws from any more.
	pub(crate) fn open(session: SessionIndex) {
		Lists::<T>::insert(place_of(session), List::new(session));
	}

	/// Closes the list of a session: what is known from now on may draw from it.
	pub(crate) fn close(session: SessionIndex) {
		if let Some(list) = Self::list(session) {
			let closed = Some(frame_system::Pallet::<T>::block_number());
			Lists::<T>::insert(place_of(session), List { closed, ..list });
		}
	}

	/// Looks for a node in the open list, entry by entry.
	pub(crate) fn find(node: NodeId) -> Option<Position> {
		let list = Self::open_list()?;
		(0u8..).zip(list.shelves).find_map(|(class, entries)| {
			let position = (0..entries).find(|position| {
				Self::entry_at(list.session, class, *position).is_some_and(|entry| entry.node == node)
			})?;
			Some(Position { list: list.session, class, position })
		})
	}
}
