//! The index of free space: arrays without gaps by region and size class; and the list of all replicas that are kept.

use super::*;
use frame::hashing::blake2_256;

/// Numbers out of a seed: one after the other the first eight bytes of BLAKE2b-256 over `(seed, index)`.
pub(crate) struct Random {
	seed: H256,
	index: u32,
}

impl Random {
	pub fn new(seed: H256) -> Self {
		Self { seed, index: 0 }
	}

	/// A number below `end`, or 0 if that is 0. None is likelier than another by more than `end` in 2⁶⁴.
	pub fn below(&mut self, end: u64) -> u64 {
		let hash = blake2_256(&(self.seed, self.index).encode());
		self.index = self.index.saturating_add(1);
		let number = u64::decode(&mut &hash[..]).unwrap_or_default();
		(u128::from(number).saturating_mul(end.into()) >> 64).saturated_into()
	}
}

impl<T: Config> Pallet<T> {
	/// Changes a space, and with it the index and the market. One read and one write, and those of the index if its class changes.
	pub(crate) fn change_space<R>(
		id: SpaceId,
		change: impl FnOnce(&mut SpaceOf<T>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let mut space = Spaces::<T>::get(id).ok_or(Error::<T>::UnknownSpace)?;
		let before = space.counted();
		let result = change(&mut space)?;
		Self::reindex(id, &mut space);
		Self::recount(before, space.counted());
		Spaces::<T>::insert(id, space);
		Ok(result)
	}

	/// Puts a space into the class that it belongs to.
	pub(crate) fn reindex(id: SpaceId, space: &mut SpaceOf<T>) {
		let class = space.class();
		if space.place.map(|place| place.class) == class {
			return;
		}
		let mut shelf = Shelves::<T>::get(space.region);
		if let Some(place) = space.place.take() {
			Self::take_out(space.region, &mut shelf, place);
		}
		if let Some(class) = class {
			let position = shelf.count(class);
			shelf.set(class, position.saturating_add(1));
			Buckets::<T>::insert((space.region, class), position, id);
			space.place = Some(Place { class, position });
		}
		if shelf.is_empty() {
			Shelves::<T>::remove(space.region);
		} else {
			Shelves::<T>::insert(space.region, shelf);
		}
	}

	/// The last of the class takes the place that is left.
	fn take_out(region: RegionId, shelf: &mut Shelf, place: Place) {
		let Place { class, position } = place;
		let last = shelf.count(class).saturating_sub(1);
		shelf.set(class, last);
		let Some(moved) = Buckets::<T>::take((region, class), last) else {
			defensive!("a class has no gaps");
			return;
		};
		if last != position {
			Buckets::<T>::insert((region, class), position, moved);
			Spaces::<T>::mutate_extant(moved, |space| space.place = Some(place));
		}
	}

	/// The shelves that are drawn from, and the weight of what is on each from `least` on. A class weighs as much as what its spaces
	/// have free at the least, so that nobody is drawn more often for having split his space.
	pub(crate) fn pool(region: Option<RegionId>, least: u8) -> (Vec<(RegionId, Shelf)>, u64) {
		let regions = match region {
			Some(region) => region..region.saturating_add(1),
			None => 0..T::Limits::get().regions.min(REGIONS as RegionId),
		};
		let shelves: Vec<_> = regions.map(|region| (region, Shelves::<T>::get(region))).collect();
		let weight = shelves.iter().fold(0u64, |sum, (_, shelf)| {
			(least..CLASSES).fold(sum, |sum, class| sum.saturating_add(weight_of(shelf, class)))
		});
		(shelves, weight)
	}

	/// Which space stands at `target`, a number below the pool's weight.
	pub(crate) fn pick(pool: &[(RegionId, Shelf)], least: u8, target: u64) -> Option<SpaceId> {
		let mut left = target;
		for (region, shelf) in pool {
			for class in least..CLASSES {
				let weight = weight_of(shelf, class);
				if left < weight {
					let position = left.checked_shr(class.into()).unwrap_or_default();
					return Buckets::<T>::get((*region, class), position.saturated_into::<u32>());
				}
				left = left.saturating_sub(weight);
			}
		}
		None
	}

	/// Puts a replica among those that are kept, which are challenged.
	pub(crate) fn begin_to_keep(id: ReplicaId) -> u32 {
		let position = KeptCount::<T>::mutate(|count| {
			let position = *count;
			*count = position.saturating_add(1);
			position
		});
		KeptAt::<T>::insert(position, id);
		position
	}

	/// The last replica that is kept takes the place that is left.
	pub(crate) fn stop_to_keep(position: u32) {
		let last = KeptCount::<T>::mutate(|count| {
			*count = count.saturating_sub(1);
			*count
		});
		let Some(moved) = KeptAt::<T>::take(last) else {
			defensive!("there is no gap among what is kept");
			return;
		};
		if last != position {
			KeptAt::<T>::insert(position, moved);
			Replicas::<T>::mutate_extant(moved, |replica| {
				if let Stage::Active(kept) = &mut replica.stage {
					kept.place = position;
				}
			});
		}
	}

	/// A replica of the asset more, or one less, is kept in the region.
	pub(crate) fn count_region(asset: Option<AssetId>, region: RegionId, more: bool) {
		let Some(asset) = asset else { return };
		RegionsOf::<T>::mutate_exists(asset, |slot| {
			let mut regions = slot.take().unwrap_or_default();
			match regions.iter_mut().find(|(known, _)| *known == region) {
				Some((_, count)) if more => *count = count.saturating_add(1),
				Some((_, count)) => *count = count.saturating_sub(1),
				None if more => {
					let pushed = regions.try_push((region, 1));
					defensive_assert!(pushed.is_ok(), "there are no more regions than fit");
				}
				None => {
					defensive!("what is kept was counted");
				}
			}
			regions.retain(|(_, count)| *count > 0);
			*slot = Some(regions).filter(|regions| !regions.is_empty());
		});
	}
}

/// What all spaces of a class have free at the least, in MiB.
fn weight_of(shelf: &Shelf, class: u8) -> u64 {
	u64::from(shelf.count(class)).checked_shl(class.into()).unwrap_or(u64::MAX)
}

impl<T: Config> aic_primitives::Replicas for Pallet<T> {
	fn region(asset: AssetId) -> Option<RegionId> {
		RegionsOf::<T>::get(asset)
			.into_iter()
			.max_by_key(|(region, count)| (*count, core::cmp::Reverse(*region)))
			.map(|(region, _)| region)
	}
}
