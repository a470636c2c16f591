//! Previews: which items are shown is drawn by chance, after the owner bound himself to the content, and in a block that nobody chooses.

use super::*;
use crate::contents::Draws;
use aic_primitives::merkle;
use frame::hashing::blake2_256;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"data-protection/previews";

impl<T: Config> Pallet<T> {
	/// Has a preview drawn as soon as there is randomness that nobody knows now. Were it drawn by a call, its caller could wait for a value
	/// that he likes.
	pub(crate) fn queue(asset: AssetId) -> Preview<BlockNumberFor<T>> {
		let since = frame_system::Pallet::<T>::block_number();
		Draws::<T>::push((), (asset, since));
		Preview::Queued { since }
	}

	/// Whether what waits first is due, since the randomness is newer. Positions are never given up, so that it has no other to pass over.
	pub(crate) fn due(known_since: BlockNumberFor<T>) -> bool {
		Draws::<T>::peek((), 0).is_some_and(|(_, since)| since < known_since)
	}

	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() || Draws::<T>::ends(()).is_empty() {
			return;
		}
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		for _ in 0..T::DrawsPerBlock::get() {
			// Looking at what is not due is in the weight of `poll`, at what is in that of `draw`.
			if !meter.can_consume(T::WeightInfo::draw()) || !Self::due(known_since) {
				return;
			}
			meter.consume(T::WeightInfo::draw());
			Self::draw_next(randomness);
		}
	}

	/// Draws what waits first.
	pub(crate) fn draw_next(randomness: H256) {
		let Some((asset, since)) = Draws::<T>::pop(()) else { return };
		Contents::<T>::mutate_extant(asset, |content| {
			if content.preview != (Preview::Queued { since }) {
				return;
			}
			let seed = H256(blake2_256(&(randomness, asset, content.draws).encode()));
			let wanted = T::PreviewItems::get().saturating_mul(1u32 << content.draws.min(MAX_DRAWS));
			let items = Self::drawn(seed, content.commitment.items, wanted);
			let until = T::Time::now().saturating_add(T::PreviewTime::get());
			content.draws = content.draws.saturating_add(1);
			content.preview = Preview::Drawn { items: items.clone(), until };
			Self::deposit_event(Event::PreviewDrawn { asset, items, until });
		});
	}

	/// So many of the items, all different and each as likely, in rising order; all of them when there are no more.
	pub(crate) fn drawn(seed: H256, items: u64, wanted: u32) -> Drawn {
		let wanted = u64::from(wanted.min(MAX_PREVIEW)).min(items);
		let mut drawn = Drawn::new();
		for number in 0..wanted {
			let hash = blake2_256(&(seed, number).encode());
			let value = hash.first_chunk().map_or(0, |chunk| u128::from_le_bytes(*chunk));
			// The n-th of those that are left: each that was drawn at or before it moves it on by one.
			let left = items.saturating_sub(number).max(1);
			let mut index: u64 = value.checked_rem(left.into()).unwrap_or_default().saturated_into();
			let mut place = 0usize;
			for taken in &drawn {
				if *taken > index {
					break;
				}
				index = index.saturating_add(1);
				place = place.saturating_add(1);
			}
			let _ = drawn.try_insert(place, index).defensive();
		}
		drawn
	}

	pub(crate) fn do_draw_preview(asset: AssetId) -> DispatchResult {
		let mut content = Contents::<T>::get(asset).ok_or(Error::<T>::NotProtected)?;
		let (_, until) = Self::to_show(&content)?;
		ensure!(T::Time::now() > until, Error::<T>::NotOver);
		// Nobody could have shown it meanwhile.
		ensure!(T::Licensing::seller(asset).is_some(), Error::<T>::TakenDown);
		let slashed = Self::slash(asset, T::NoAnswerSlash::get());
		let misses = content.draws;
		content.preview = if misses < MAX_DRAWS { Self::queue(asset) } else { Preview::Failed };
		Contents::<T>::insert(asset, content);
		Self::deposit_event(Event::PreviewMissed { asset, misses, slashed });
		Ok(())
	}

	/// The items that are to be shown, and the last moment for it.
	fn to_show(content: &ContentOf<T>) -> Result<(Drawn, Moment), Error<T>> {
		match &content.preview {
			Preview::Drawn { items, until } => Ok((items.clone(), *until)),
			Preview::Queued { .. } => Err(Error::<T>::NotDrawn),
			Preview::Shown { .. } => Err(Error::<T>::AlreadyShown),
			Preview::Failed => Err(Error::<T>::NeverForSale),
		}
	}

	pub(crate) fn do_show(who: T::AccountId, asset: AssetId, shown: ShownList) -> DispatchResult {
		let mut content = Contents::<T>::get(asset).ok_or(Error::<T>::NotProtected)?;
		Self::ensure_answers(&who, asset, &content)?;
		let (items, until) = Self::to_show(&content)?;
		ensure!(T::Time::now() <= until, Error::<T>::TooLate);
		ensure!(shown.iter().map(|shown| shown.index).eq(items.iter().copied()), Error::<T>::OtherItems);
		let Commitment { plain_root, items: leaves, item_size, .. } = content.commitment;
		for Shown { index, item, proof } in &shown {
			ensure!(item.len() <= item_size as usize, Error::<T>::ItemSizeOutOfRange);
			ensure!(
				merkle::verify(plain_root, merkle::leaf(item), *index, leaves, proof),
				Error::<T>::BadProof
			);
		}
		let hash = H256(shown.using_encoded(blake2_256));
		let at = frame_system::Pallet::<T>::block_number();
		content.preview = Preview::Shown { items, at, hash };
		Contents::<T>::insert(asset, content);
		Self::deposit_event(Event::PreviewShown { asset, hash });
		Ok(())
	}
}
