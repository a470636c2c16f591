//! The index of idle capacity: what is read of it is kept, changed, and written once.
//!
//! A bucket is an array in pages, without gaps but at its end. What leaves it is replaced by its last entry, whose place is
//! noted anew. A node that is taken as a whole leaves no note: see [`Place`].

use super::*;
use alloc::collections::BTreeMap;

/// Bits of a place that are the position.
const POSITION_BITS: u32 = 27;

/// A value and whether it must be written.
struct Kept<V> {
	value: V,
	changed: bool,
}

impl<V> Kept<V> {
	fn read(value: V) -> Self {
		Self { value, changed: false }
	}

	fn edit(&mut self) -> &mut V {
		self.changed = true;
		&mut self.value
	}
}

/// What was read of the index.
pub(crate) struct Index<T: Config> {
	shelves: BTreeMap<(DeviceClass, RegionId), Kept<Shelf>>,
	pages: BTreeMap<(Bucket, u32), Kept<Page>>,
	places: BTreeMap<u64, Kept<[Place; PLACES as usize]>>,
	_config: PhantomData<T>,
}

impl<T: Config> Index<T> {
	/// Nothing was read yet.
	pub fn new() -> Self {
		Self {
			shelves: BTreeMap::new(),
			pages: BTreeMap::new(),
			places: BTreeMap::new(),
			_config: PhantomData,
		}
	}

	fn shelf_mut(&mut self, class: DeviceClass, region: RegionId) -> &mut Kept<Shelf> {
		let key = (class, region);
		self.shelves.entry(key).or_insert_with(|| Kept::read(Shelves::<T>::get(key)))
	}

	/// Sizes of the buckets of a class in a region.
	pub fn shelf(&mut self, class: DeviceClass, region: RegionId) -> Shelf {
		self.shelf_mut(class, region).value
	}

	fn page_mut(&mut self, bucket: Bucket, page: u32) -> &mut Kept<Page> {
		let key = (bucket, page);
		self.pages.entry(key).or_insert_with(|| Kept::read(Pages::<T>::get(key)))
	}

	/// The page of a bucket that `position` is on.
	pub fn page(&mut self, bucket: Bucket, position: u32) -> &Page {
		&self.page_mut(bucket, position / PAGE).value
	}

	/// The pages that were read, with the bucket and the position of their first entry.
	pub fn pages_read(&self) -> Vec<(Bucket, u32)> {
		self.pages.keys().map(|(bucket, page)| (*bucket, page.saturating_mul(PAGE))).collect()
	}

	fn at(&mut self, bucket: Bucket, position: u32) -> Option<Entry> {
		self.page(bucket, position).get((position % PAGE) as usize).copied()
	}

	fn places_mut(&mut self, id: NodeId) -> Option<&mut Place> {
		let kept = self.places.entry(id / PLACES).or_insert_with_key(|key| {
			Kept::read(Places::<T>::get(key).unwrap_or([NOWHERE; PLACES as usize]))
		});
		kept.edit().get_mut((id % PLACES) as usize)
	}

	fn place(&mut self, id: NodeId) -> Place {
		let kept = self.places.entry(id / PLACES).or_insert_with_key(|key| {
			Kept::read(Places::<T>::get(key).unwrap_or([NOWHERE; PLACES as usize]))
		});
		kept.value.get((id % PLACES) as usize).copied().unwrap_or(NOWHERE)
	}

	/// The entry of a node of this class and region, with its bucket and position; `None` when it offers nothing.
	pub fn find(&mut self, id: NodeId, class: DeviceClass, region: RegionId) -> Option<(Bucket, u32, Entry)> {
		let place = self.place(id);
		if place == NOWHERE {
			return None;
		}
		let bucket = (class, region, (place >> POSITION_BITS).saturated_into());
		let position = place & Place::MAX.checked_shr(32 - POSITION_BITS).unwrap_or_default();
		let entry = self.at(bucket, position).filter(|entry| entry.node == id)?;
		Some((bucket, position, entry))
	}

	/// Puts an entry at the end of its bucket. Nothing happens when nothing is free.
	pub fn put(&mut self, class: DeviceClass, region: RegionId, entry: Entry) {
		let Some(number) = entry.bucket() else { return };
		let bucket = (class, region, number);
		let shelf = self.shelf_mut(class, region).edit();
		let position = shelf.size(number);
		shelf.set(number, position.saturating_add(1));
		let pushed = self.page_mut(bucket, position / PAGE).edit().try_push(entry);
		defensive_assert!(pushed.is_ok(), "only the last page of a bucket is not full");
		self.note(entry.node, number, position);
	}

	/// Takes the entry at `position` out; the bucket's last one takes its place.
	pub fn take_out(&mut self, bucket: Bucket, position: u32) {
		let (class, region, number) = bucket;
		let shelf = self.shelf_mut(class, region).edit();
		let Some(last) = shelf.size(number).checked_sub(1) else {
			defensive!("what is taken out was there");
			return;
		};
		shelf.set(number, last);
		let Some(moved) = self.page_mut(bucket, last / PAGE).edit().pop() else {
			defensive!("a bucket has no gaps");
			return;
		};
		if last == position {
			return;
		}
		let page = self.page_mut(bucket, position / PAGE).edit();
		if let Some(slot) = page.get_mut((position % PAGE) as usize) {
			*slot = moved;
			self.note(moved.node, number, position);
		}
	}

	/// Changes what is free in an entry, and moves it if its bucket is another one then.
	pub fn set_free(&mut self, bucket: Bucket, position: u32, entry: Entry) {
		let (class, region, number) = bucket;
		if entry.bucket() != Some(number) {
			self.take_out(bucket, position);
			return self.put(class, region, entry);
		}
		let page = self.page_mut(bucket, position / PAGE).edit();
		if let Some(slot) = page.get_mut((position % PAGE) as usize) {
			*slot = entry;
		}
	}

	fn note(&mut self, id: NodeId, number: u8, position: u32) {
		if let Some(place) = self.places_mut(id) {
			*place = Place::from(number).checked_shl(POSITION_BITS).unwrap_or_default() | position;
		}
	}

	/// Writes what changed.
	pub fn save(self) {
		for (key, kept) in self.shelves.into_iter().filter(|(_, kept)| kept.changed) {
			if kept.value.is_empty() {
				Shelves::<T>::remove(key);
			} else {
				Shelves::<T>::insert(key, kept.value);
			}
		}
		for (key, kept) in self.pages.into_iter().filter(|(_, kept)| kept.changed) {
			if kept.value.is_empty() {
				Pages::<T>::remove(key);
			} else {
				Pages::<T>::insert(key, kept.value);
			}
		}
		for (key, kept) in self.places.into_iter().filter(|(_, kept)| kept.changed) {
			Places::<T>::insert(key, kept.value);
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Least free power and size of each bucket of a class in a region that is not empty.
	pub(crate) fn buckets_of(class: DeviceClass, region: RegionId) -> Vec<(Power, u32)> {
		let shelf = Shelves::<T>::get((class, region));
		(0..BUCKETS)
			.map(|bucket| (1u32.checked_shl(bucket.into()).unwrap_or_default(), shelf.size(bucket)))
			.filter(|(_, size)| *size > 0)
			.collect()
	}

	/// The least bucket all of whose entries have so much power free.
	pub(crate) fn sure_bucket(power: Power) -> u8 {
		power.max(1).saturating_sub(1).checked_ilog2().map_or(0, |log| log.saturating_add(1)).saturated_into()
	}

	/// Parts of a node in use.
	pub(crate) fn used_parts(id: NodeId, node: &Node<T::AccountId>) -> Parts {
		if !node.online {
			return node.used;
		}
		let free = Index::<T>::new().find(id, node.class, node.region).map_or(0, |(_, _, entry)| entry.free);
		node.shared.saturating_sub(free)
	}

	/// Puts what is free of a node into the index, its place on the roll, and its power into the network's.
	pub(crate) fn bring_online(id: NodeId, node: &mut Node<T::AccountId>) {
		let free = node.shared.saturating_sub(node.used);
		let mut index = Index::<T>::new();
		index.put(node.class, node.region, node.entry(id, free, T::Trust::of(id)));
		index.save();
		node.online = true;
		node.roll = RollSize::<T>::mutate(|size| {
			let position = *size;
			size.saturating_inc();
			position
		});
		Roll::<T>::insert(node.roll, id);
		let offered = node.power_of(free);
		Self::count(node.class, |all| all.total = all.total.saturating_add(offered));
	}

	/// Takes a node out of the index, the roll and the network's power. What runs on it stays counted.
	pub(crate) fn take_offline(id: NodeId, node: &mut Node<T::AccountId>) {
		let mut index = Index::<T>::new();
		let free = match index.find(id, node.class, node.region) {
			Some((bucket, position, entry)) => {
				index.take_out(bucket, position);
				entry.free
			}
			None => 0,
		};
		index.save();
		node.online = false;
		node.used = node.shared.saturating_sub(free);
		Self::leave_roll(node.roll);
		let withdrawn = node.power_of(free);
		Self::count(node.class, |all| all.total = all.total.saturating_sub(withdrawn));
	}

	/// The roll's last node takes the place that is left.
	fn leave_roll(position: u32) {
		let last = RollSize::<T>::mutate(|size| {
			*size = size.saturating_sub(1);
			*size
		});
		let Some(moved) = Roll::<T>::take(last) else {
			defensive!("the roll has no gaps");
			return;
		};
		if last != position {
			Roll::<T>::insert(position, moved);
			Nodes::<T>::mutate_extant(moved, |node| node.roll = position);
		}
	}

	/// Changes what a class has in the network.
	pub(crate) fn count(class: DeviceClass, change: impl FnOnce(&mut Capacity)) {
		Capacities::<T>::mutate(class, change);
	}
}
