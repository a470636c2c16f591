//! Who makes the blocks of a session.

use super::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame::traits::{Get, ValidatorRegistration};

/// What of a list may still be picked.
pub(crate) struct Hat {
	/// Entries that are left in each class.
	left: [u32; CLASSES],
	/// Class and position of those that are not.
	out: BTreeSet<(u8, u32)>,
}

/// What a try hits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Pick {
	pub class: u8,
	pub position: u32,
	/// A random number of class + 1 bits: the try counts if it is below the entry's weight.
	pub height: u64,
}

impl Hat {
	pub(crate) fn new(shelves: [u32; CLASSES]) -> Self {
		Self { left: shelves, out: BTreeSet::new() }
	}

	/// Each class with what all its entries together could weigh: the bound of their weights, times as many as are left.
	fn widths(&self) -> impl Iterator<Item = (u8, u32, u128)> + '_ {
		(0u8..).zip(self.left).map(|(class, left)| {
			let bound = 2u128.checked_shl(class.into()).unwrap_or_default();
			(class, left, bound.saturating_mul(left.into()))
		})
	}

	/// Try number `t`; none if nothing is left.
	pub(crate) fn pick(&self, seed: &H256, t: u32) -> Option<Pick> {
		let total = self.widths().fold(0u128, |sum, (_, _, width)| sum.saturating_add(width));
		let hash = frame::hashing::blake2_256(&(seed, t).encode());
		let (of_class, of_position, of_height) = <(u128, u64, u64)>::decode(&mut &hash[..]).ok()?;
		let mut at = scale(of_class, total);
		for (class, left, width) in self.widths() {
			if at < width {
				let position = u128::from(of_position).saturating_mul(left.into()).checked_shr(64)?;
				let position = self.skip_over(class, position.saturated_into());
				let height = of_height.checked_shr(63u32.saturating_sub(class.into()))?;
				return Some(Pick { class, position, height });
			}
			at = at.saturating_sub(width);
		}
		None
	}

	/// Where the entry lies that is number `position` among those of the class that are left.
	fn skip_over(&self, class: u8, mut position: u32) -> u32 {
		for (_, out) in self.out.range((class, 0)..=(class, u32::MAX)) {
			if *out > position {
				break;
			}
			position = position.saturating_add(1);
		}
		position
	}

	/// Takes out what was picked.
	pub(crate) fn take(&mut self, pick: &Pick) {
		if self.out.insert((pick.class, pick.position)) {
			if let Some(left) = self.left.get_mut(usize::from(pick.class)) {
				*left = left.saturating_sub(1);
			}
		}
	}
}

/// ⌊random · total / 2^128⌋.
fn scale(random: u128, total: u128) -> u128 {
	let range = U256::from(u128::MAX).saturating_add(U256::one());
	let product = U256::from(random).saturating_mul(total.into());
	product.checked_div(range).map(|quotient| quotient.low_u128()).unwrap_or_default()
}

/// Draws up to `seats` collators out of a list, each time by weight among those who are left, and says after how many tries. `is_skipped` is asked about each
/// try that would give a seat.
pub(crate) fn draw_lots<AccountId: Clone + PartialEq>(
	shelves: [u32; CLASSES],
	seed: &H256,
	seats: u32,
	entry: impl Fn(u8, u32) -> Option<Entry<AccountId>>,
	mut is_skipped: impl FnMut(u32, &Entry<AccountId>) -> bool,
) -> (Vec<Seat<AccountId>>, u32) {
	let mut hat = Hat::new(shelves);
	let (mut drawn, mut providers) = (Vec::<Seat<AccountId>>::new(), Vec::new());
	let most = seats.saturating_mul(TRIES_PER_SEAT);
	let mut tries = 0u32;
	while tries < most && drawn.len() < seats as usize {
		let Some(pick) = hat.pick(seed, tries) else { break };
		let t = tries;
		tries = tries.saturating_add(1);
		let found = entry(pick.class, pick.position);
		if found.as_ref().is_some_and(|entry| pick.height >= entry.weight) {
			continue;
		}
		hat.take(&pick);
		let Some(Entry { ref collator, node, provider, .. }) = found else { continue };
		let sits = |seat: &Seat<AccountId>| seat.collator == *collator || seat.node == node;
		if drawn.iter().any(sits) || providers.contains(&provider) {
			continue;
		}
		if found.as_ref().is_some_and(|entry| is_skipped(t, entry)) {
			continue;
		}
		drawn.push(Seat { collator: collator.clone(), node });
		providers.push(provider);
	}
	(drawn, tries)
}

impl<T: Config> Pallet<T> {
	/// Draws the collators of a session, or keeps those of the session before, and gives them seats. Returns their accounts.
	pub(crate) fn seat(session: SessionIndex) -> Vec<T::AccountId> {
		let (draw, tries) = Self::draw_for(session);
		let weight = <T as Config>::WeightInfo::draw(tries);
		frame_system::Pallet::<T>::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
		let is_new = draw.is_some();
		let Some(draw) = draw.or_else(|| Self::carried_to(session)) else { return Vec::new() };
		let collators = draw.drawn.len() as u32;
		Self::deposit_event(if is_new {
			Event::Drawn { session, seed: draw.seed, collators }
		} else {
			Event::CarriedOver { session, collators }
		});
		let accounts = draw.drawn.iter().map(|seat| seat.collator.clone()).collect();
		Draws::<T>::insert(session, draw);
		accounts
	}

	/// The draw, if there is a list and a seed for it and it gives at least one seat; and how many tries were made.
	fn draw_for(session: SessionIndex) -> (Option<DrawOf<T>>, u32) {
		let list = session.checked_sub(LEAD).and_then(Self::list).filter(|list| !list.is_empty());
		let Some(List { session: list, closed: Some(closed), shelves }) = list else { return (None, 0) };
		let seed = Session::<T>::get().drawn_with.filter(|seed| seed.known_since > closed);
		let Some(Seed { value: seed, known_since }) = seed else { return (None, 0) };
		let invulnerables = Invulnerables::<T>::get();
		let mut skipped = BoundedVec::new();
		let seats = T::Seats::get().min(T::MaxSeats::get());
		let (drawn, tries) = draw_lots(
			shelves,
			&seed,
			seats,
			|class, position| Self::entry_at(list, class, position),
			|t, entry| {
				let is_fit = Self::is_fit(entry, &invulnerables);
				if !is_fit {
					let noted = skipped.try_push(t);
					defensive_assert!(noted.is_ok(), "there are no more tries than that");
				}
				!is_fit
			},
		);
		let block = frame_system::Pallet::<T>::block_number();
		let drawn = BoundedVec::truncate_from(drawn);
		let draw = Draw { list, seed, known_since, block, seats, tries, skipped, drawn };
		(Some(draw).filter(|draw| !draw.drawn.is_empty()), tries)
	}

	/// Those of the session before who may still sit, if there are any.
	fn carried_to(session: SessionIndex) -> Option<DrawOf<T>> {
		let mut draw = Draws::<T>::get(session.checked_sub(1)?)?;
		let invulnerables = Invulnerables::<T>::get();
		draw.drawn.retain(|Seat { collator, node }| {
			T::Producers::provider_of(*node, collator).is_some()
				&& Self::may_sit(collator, *node, &invulnerables)
		});
		Some(draw).filter(|draw| !draw.drawn.is_empty())
	}

	/// Whether who is hit may have a seat as things are now.
	pub(crate) fn is_fit(entry: &Entry<T::AccountId>, invulnerables: &[T::AccountId]) -> bool {
		T::Producers::provider_of(entry.node, &entry.collator) == Some(entry.provider)
			&& Self::may_sit(&entry.collator, entry.node, invulnerables)
	}

	fn may_sit(collator: &T::AccountId, node: NodeId, invulnerables: &[T::AccountId]) -> bool {
		T::Producers::is_live(node)
			&& !invulnerables.contains(collator)
			&& T::Registration::is_registered(collator)
	}

	/// What the record of a draw, and the list, say that was drawn; none when the list is gone.
	pub(crate) fn do_redraw(session: SessionIndex) -> Option<Vec<Seat<T::AccountId>>> {
		let draw = Draws::<T>::get(session).filter(|draw| draw.list.checked_add(LEAD) == Some(session))?;
		let list = Self::list(draw.list)?;
		let (drawn, _) = draw_lots(
			list.shelves,
			&draw.seed,
			draw.seats,
			|class, position| Self::entry_at(list.session, class, position),
			|t, _| draw.skipped.binary_search(&t).is_ok(),
		);
		Some(drawn)
	}

	/// The node of a collator who has a seat in the session, if it is his still.
	pub(crate) fn node_in(session: SessionIndex, who: &T::AccountId) -> Option<NodeId> {
		Draws::<T>::get(session).as_ref().and_then(|draw| Self::machine_of(draw, who))
	}

	/// The node of a collator whom this draw gave a seat, if he is its provider still or signs for it.
	pub(crate) fn machine_of(draw: &DrawOf<T>, who: &T::AccountId) -> Option<NodeId> {
		Self::node_by(draw, who).filter(|node| T::Producers::provider_of(*node, who).is_some())
	}

	/// The node of a collator whom this draw gave a seat.
	pub(crate) fn node_by(draw: &DrawOf<T>, who: &T::AccountId) -> Option<NodeId> {
		draw.drawn.iter().find(|seat| seat.collator == *who).map(|seat| seat.node)
	}
}
