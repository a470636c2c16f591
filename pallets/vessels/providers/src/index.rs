//! The index of idle capacity. What a node offers decides alone where it is, so every change of a node goes through
//! [`Pallet::change`], which moves it.

use super::*;

impl<T: Config> Pallet<T> {
	/// Changes a node, and with it the index and the capacity of its class.
	///
	/// At most twelve reads and ten writes: the node, the capacity, and for the bucket that it leaves and the one that it
	/// enters size, bits, member and position.
	pub(crate) fn change(
		id: NodeId,
		change: impl FnOnce(&mut Node<T::AccountId>) -> DispatchResult,
	) -> DispatchResult {
		Nodes::<T>::try_mutate(id, |slot| {
			let node = slot.as_mut().ok_or(Error::<T>::NoSuchNode)?;
			let (bucket, capacity) = (node.bucket(), node.capacity());
			change(node)?;
			Self::recount(node.class, capacity, node.capacity());
			if bucket != node.bucket() {
				bucket.into_iter().for_each(|left| Self::take_out(id, left));
				node.bucket().into_iter().for_each(|entered| Self::put_in(id, entered));
			}
			Ok(())
		})
	}

	/// Replaces what a node counted for in its class.
	fn recount(class: DeviceClass, before: Capacity, after: Capacity) {
		if before == after {
			return;
		}
		Capacities::<T>::mutate(class, |all| {
			all.total = all.total.saturating_sub(before.total).saturating_add(after.total);
			all.busy = all.busy.saturating_sub(before.busy).saturating_add(after.busy);
		});
	}

	/// Puts a node at the end of a bucket.
	fn put_in(id: NodeId, bucket: Bucket) {
		let position = BucketSizes::<T>::mutate(bucket, |size| {
			let position = *size;
			size.saturating_inc();
			position
		});
		if position == 0 {
			Self::mark(bucket, true);
		}
		Members::<T>::insert(bucket, position, id);
		Positions::<T>::insert(id, position);
	}

	/// Takes a node out of a bucket; the last one of the bucket takes its place.
	fn take_out(id: NodeId, bucket: Bucket) {
		let Some(position) = Positions::<T>::take(id) else {
			defensive!("an offered node has a position");
			return;
		};
		let last = BucketSizes::<T>::mutate_exists(bucket, |size| {
			let last = size.unwrap_or_default().saturating_sub(1);
			*size = Some(last).filter(|left| *left > 0);
			last
		});
		if last == 0 {
			Self::mark(bucket, false);
		}
		let Some(moved) = Members::<T>::take(bucket, last) else {
			defensive!("a bucket has no gaps");
			return;
		};
		if moved != id {
			Members::<T>::insert(bucket, position, moved);
			Positions::<T>::insert(moved, position);
		}
	}

	/// Notes whether a bucket has members.
	fn mark((class, region, bucket): Bucket, filled: bool) {
		let bit = 1u32.checked_shl(bucket.into()).unwrap_or_default();
		Filled::<T>::mutate_exists((class, region), |bits| {
			let others = bits.unwrap_or_default() & !bit;
			*bits = Some(if filled { others | bit } else { others }).filter(|bits| *bits != 0);
		});
	}

	/// Least free power and size of each bucket of a class in a region that is not empty.
	pub(crate) fn buckets_of(class: DeviceClass, region: RegionId) -> Vec<(Power, u32)> {
		set_bits(Filled::<T>::get((class, region)))
			.map(|bucket| {
				let least = 1u32.checked_shl(bucket.into()).unwrap_or_default();
				(least, BucketSizes::<T>::get((class, region, bucket)))
			})
			.collect()
	}
}

/// The places of the bits that are set, lowest first.
pub(crate) fn set_bits(bits: u32) -> impl Iterator<Item = u8> {
	(0..32u8).filter(move |place| bits.checked_shr((*place).into()).unwrap_or_default() & 1 == 1)
}
