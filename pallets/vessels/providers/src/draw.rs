//! Drawing nodes at random and reserving them. What is read and written doesn't grow with the number of nodes.

use super::*;
use crate::index::Index;
use aic_primitives::{Locality, Requirements, Taken, WaitReason};
use alloc::collections::{BTreeMap, BTreeSet};
use frame::traits::Get;

/// Nodes that one page gives to one draw at the most: of different providers.
const PER_PAGE: u32 = 2;

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
	pub fn below(&mut self, end: u32) -> u32 {
		let hash = blake2_256(&(self.seed, self.index).encode());
		self.index.saturating_inc();
		let number = u64::decode(&mut &hash[..]).unwrap_or_default();
		let scaled = u128::from(number).saturating_mul(end.into()) >> 64;
		scaled.saturated_into()
	}

	/// Up to `count` different numbers below `end`, every choice and order of them as likely: a Fisher–Yates shuffle of
	/// which only what moved is kept.
	pub fn distinct(&mut self, count: u32, end: u32) -> impl Iterator<Item = u32> + '_ {
		let mut moved = BTreeMap::new();
		(0..count.min(end)).map(move |first| {
			let drawn = first.saturating_add(self.below(end.saturating_sub(first)));
			let at_first = moved.get(&first).copied().unwrap_or(first);
			moved.insert(drawn, at_first).unwrap_or(drawn)
		})
	}
}

/// One draw: what is asked for, what was read, and what was taken.
struct Draw<'a, T: Config> {
	requirements: &'a Requirements,
	excluded: &'a [ProviderIndex],
	wanted: usize,
	random: Random,
	index: Index<T>,
	taken: Vec<Taken>,
	nodes: BTreeSet<NodeId>,
	busy: u64,
	reason: WaitReason,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_take(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[ProviderIndex],
		wanted: u32,
		seed: H256,
	) -> Result<Vec<Taken>, WaitReason> {
		let mut draw = Draw::<T> {
			requirements,
			excluded,
			wanted: wanted as usize,
			random: Random::new(seed),
			index: Index::new(),
			taken: Vec::new(),
			nodes: BTreeSet::new(),
			busy: 0,
			reason: WaitReason::NoIdleNode,
		};
		draw.among_hosts(locality);
		draw.among_regions(locality);
		draw.finish()
	}

	/// Idle nodes of a class in a region that have so much power free for sure.
	pub(crate) fn idle_in(class: DeviceClass, region: RegionId, power: Power) -> u32 {
		let shelf = Shelves::<T>::get((class, region));
		(Self::sure_bucket(power)..BUCKETS).fold(0, |sum, bucket| sum.saturating_add(shelf.size(bucket)))
	}
}

impl<T: Config> Draw<'_, T> {
	fn is_done(&self) -> bool {
		self.taken.len() >= self.wanted
	}

	/// The dataset's hosts in random order, if there are enough of them. A read of the node, its place and its entry each.
	fn among_hosts(&mut self, locality: &Locality) {
		let Some(dataset) = locality.dataset else { return };
		let hosts = Hosts::<T>::get(dataset);
		if hosts.len() < MIN_HOSTS as usize {
			return;
		}
		let order: Vec<u32> = self.random.distinct(u32::MAX, hosts.len().saturated_into()).collect();
		for place in order {
			let host = hosts.get(place as usize).filter(|_| !self.is_done());
			let Some((id, _)) = host.copied() else { return };
			let Some(node) = Nodes::<T>::get(id) else { continue };
			let there = !locality.strict || locality.region == Some(node.region);
			if node.class != self.requirements.class || !there {
				continue;
			}
			if let Some((bucket, position, entry)) = self.index.find(id, node.class, node.region) {
				if self.fits(&entry) {
					self.reserve(bucket, position, entry);
				}
			}
		}
	}

	/// Nodes of the regions, joined.
	fn among_regions(&mut self, locality: &Locality) {
		let pool = self.pool(locality);
		let least = Pallet::<T>::sure_bucket(self.requirements.power);
		let sure: Vec<Bucket> = pool.iter().copied().filter(|bucket| bucket.2 >= least).collect();
		let probes = T::MaxProbes::get();
		let mut misses = 0u32;
		for _ in 0..probes.saturating_add(self.wanted.saturated_into()) {
			if self.is_done() || misses >= probes {
				break;
			}
			let among = if misses < probes.div_ceil(2) || sure.is_empty() { &pool } else { &sure };
			let Some((bucket, position)) = self.pick(among) else { break };
			if !self.take_on_page(bucket, position) {
				misses.saturating_inc();
			}
		}
		if !self.is_done() {
			self.take_of_what_was_read(&pool);
		}
	}

	/// The buckets that are drawn from. Without `strict`, regions are joined, the nearest first, until there are `MinPool`
	/// entries: so nobody is drawn for sure because he stands alone somewhere. Without a region, all are joined.
	fn pool(&mut self, locality: &Locality) -> Vec<Bucket> {
		let regions = match locality.region {
			Some(region) if locality.strict => alloc::vec![region],
			Some(region) => Pallet::<T>::near(region),
			None => RegionIds::<T>::get().into_inner(),
		};
		let enough = if locality.region.is_some() { T::MinPool::get().max(1) } else { u32::MAX };
		let least = self.requirements.power.max(1).checked_ilog2().unwrap_or_default().saturated_into::<u8>();
		let (mut pool, mut size) = (Vec::new(), 0u32);
		for region in regions {
			if size >= enough {
				break;
			}
			let shelf = self.index.shelf(self.requirements.class, region);
			if !shelf.is_empty() {
				self.note(WaitReason::NotEnoughPower);
			}
			for bucket in (least..BUCKETS).filter(|bucket| shelf.size(*bucket) > 0) {
				pool.push((self.requirements.class, region, bucket));
				size = size.saturating_add(shelf.size(bucket));
			}
		}
		pool
	}

	/// A bucket and a position in it: every entry of the buckets is as likely.
	fn pick(&mut self, buckets: &[Bucket]) -> Option<(Bucket, u32)> {
		let sizes: Vec<(Bucket, u32)> = buckets
			.iter()
			.map(|bucket| (*bucket, self.index.shelf(bucket.0, bucket.1).size(bucket.2)))
			.collect();
		let all = sizes.iter().fold(0u32, |sum, (_, size)| sum.saturating_add(*size));
		if all == 0 {
			return None;
		}
		let mut place = self.random.below(all);
		sizes.into_iter().find_map(|(bucket, size)| match place.checked_sub(size) {
			None => Some((bucket, place)),
			Some(rest) => {
				place = rest;
				None
			}
		})
	}

	/// Takes the better trusted of the entry at `position` and another one of its page; up to [`PER_PAGE`] times, each time
	/// from another provider. Whether anything was taken.
	fn take_on_page(&mut self, bucket: Bucket, position: u32) -> bool {
		let page = self.index.page(bucket, position).clone();
		let first = (position % PAGE) as usize;
		let mut order: Vec<Entry> = page.get(first).copied().into_iter().collect();
		let others: Vec<Entry> =
			page.iter().enumerate().filter(|(place, _)| *place != first).map(|(_, entry)| *entry).collect();
		let shuffled: Vec<u32> = self
			.random
			.distinct(PER_PAGE.saturating_mul(2).saturating_sub(1), others.len().saturated_into())
			.collect();
		order.extend(shuffled.into_iter().filter_map(|place| others.get(place as usize).copied()));
		let mut owners = Vec::new();
		for pair in order.chunks(2) {
			if self.is_done() {
				break;
			}
			let mut fitting = Vec::new();
			for entry in pair {
				if !owners.contains(&entry.owner) && self.fits(entry) {
					fitting.push(*entry);
				}
			}
			// The first of those that are trusted most.
			let Some(best) = fitting.into_iter().rev().max_by_key(|entry| entry.trust) else {
				// An unfit pair is a miss: whoever stands behind it must not be favoured.
				break;
			};
			owners.push(best.owner);
			self.reserve_on_page(bucket, position, best);
		}
		!owners.is_empty()
	}

	/// The last resort: any entry that fits on the pages that were read.
	fn take_of_what_was_read(&mut self, pool: &[Bucket]) {
		let pages = self.index.pages_read();
		let order: Vec<u32> = self.random.distinct(u32::MAX, pages.len().saturated_into()).collect();
		for place in order {
			let Some((bucket, start)) = pages.get(place as usize).copied() else { continue };
			if !pool.contains(&bucket) {
				continue;
			}
			for entry in self.index.page(bucket, start).clone() {
				if self.is_done() {
					return;
				}
				if self.fits(&entry) {
					self.reserve_on_page(bucket, start, entry);
				}
			}
		}
	}

	/// Reserves an entry that is on the page of `position`: others taken before it may have moved it there.
	fn reserve_on_page(&mut self, bucket: Bucket, position: u32, entry: Entry) {
		let start = (position / PAGE).saturating_mul(PAGE);
		let place = self.index.page(bucket, position).iter().position(|other| other.node == entry.node);
		if let Some(place) = place {
			self.reserve(bucket, start.saturating_add(place.saturated_into()), entry);
		}
	}

	fn reserve(&mut self, bucket: Bucket, position: u32, entry: Entry) {
		let parts: Parts = self.parts(&entry).min(entry.free.into()).saturated_into();
		let free = entry.free.saturating_sub(parts);
		if free == 0 {
			self.index.take_out(bucket, position);
		} else {
			self.index.set_free(bucket, position, Entry { free, ..entry });
		}
		self.busy = self.busy.saturating_add(u64::from(entry.part_power).saturating_mul(u64::from(parts)));
		self.nodes.insert(entry.node);
		self.taken.push(Taken { node: entry.node, owner: entry.owner, region: bucket.1, parts });
	}

	fn parts(&self, entry: &Entry) -> u32 {
		entry.parts_for(self.requirements.power, self.requirements.memory)
	}

	/// Whether the node can be given the work and was not already; if not, why not is noted.
	fn fits(&mut self, entry: &Entry) -> bool {
		match self.check(entry) {
			Ok(()) => !self.nodes.contains(&entry.node),
			Err(reason) => {
				self.note(reason);
				false
			}
		}
	}

	/// The checks, in the order of the reasons.
	fn check(&self, entry: &Entry) -> Result<(), WaitReason> {
		let Requirements { power, memory, unit_price, .. } = *self.requirements;
		let parts_of = |power, memory| entry.parts_for(power, memory) <= u32::from(entry.free);
		ensure!(parts_of(power, 0), WaitReason::NotEnoughPower);
		ensure!(parts_of(power, memory), WaitReason::NotEnoughMemory);
		ensure!(entry.min_price <= unit_price, WaitReason::PriceTooLow);
		ensure!(!self.excluded.contains(&entry.owner), WaitReason::OnlyExcludedNodes);
		Ok(())
	}

	/// Of all reasons the one of the node that came nearest to fit is told: the last one in the order of the checks.
	fn note(&mut self, reason: WaitReason) {
		if reason as u8 > self.reason as u8 {
			self.reason = reason;
		}
	}

	/// Writes what was taken; or tells why nothing was.
	fn finish(self) -> Result<Vec<Taken>, WaitReason> {
		if self.taken.is_empty() {
			return Err(self.reason);
		}
		self.index.save();
		let busy = self.busy;
		Pallet::<T>::count(self.requirements.class, |all| all.busy = all.busy.saturating_add(busy));
		Ok(self.taken)
	}
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
	use super::*;

	#[test]
	fn distinct_gives_every_number_once_when_all_are_asked_for() {
		for end in 0..20 {
			let mut all: Vec<u32> =
				Random::new(H256::repeat_byte(end as u8)).distinct(u32::MAX, end).collect();
			all.sort();
			assert_eq!(all, (0..end).collect::<Vec<_>>());
		}
	}

	/// Every ordered pair out of four is as likely: chi-square with 11 degrees of freedom, below its 99.9 % point.
	#[test]
	fn distinct_gives_every_pair_as_often_when_repeated() {
		let (mut seen, draws) = (BTreeMap::new(), 12_000u32);
		for seed in 0..draws {
			let pair: Vec<u32> = Random::new(H256::from_low_u64_be(seed.into())).distinct(2, 4).collect();
			*seen.entry((pair[0], pair[1])).or_insert(0) += 1;
		}
		assert_eq!(seen.len(), 12);
		let expected = f64::from(draws) / 12.0;
		let chi: f64 = seen.values().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
		assert!(chi < 31.26, "chi-square {chi}");
	}
}
