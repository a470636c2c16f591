//! Drawing a node at random. Nothing is written; what is read doesn't grow with the number of nodes.

use super::*;
use crate::index::set_bits;
use aic_primitives::{Locality, Requirements, WaitReason};
use alloc::{collections::BTreeMap, vec};
use frame::traits::Get;

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

/// One draw: what is asked for, and what became of the nodes that were looked at.
struct Draw<'a, T: Config> {
	requirements: &'a Requirements,
	excluded: &'a [T::AccountId],
	random: Random,
	reason: WaitReason,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_draw(
		requirements: &Requirements,
		locality: &Locality,
		excluded: &[T::AccountId],
		seed: H256,
	) -> Result<NodeId, WaitReason> {
		let random = Random::new(seed);
		let mut draw = Draw::<T> { requirements, excluded, random, reason: WaitReason::NoIdleNode };
		draw.among_hosts(locality).or_else(|| draw.near(locality.region)).ok_or(draw.reason)
	}
}

impl<T: Config> Draw<'_, T> {
	/// One of the dataset's hosts, of which as many are looked at as nodes of the index are at the most.
	fn among_hosts(&mut self, locality: &Locality) -> Option<NodeId> {
		let hosts = Hosts::<T>::get(locality.dataset?);
		let places: Vec<u32> =
			self.random.distinct(T::MaxProbes::get(), hosts.len().saturated_into()).collect();
		places
			.into_iter()
			.filter_map(|place| hosts.get(place.saturated_into::<usize>()).copied())
			.find(|node| self.fits(*node))
	}

	/// A node in the region, else in one near to it. Of the probes that are left each region gets half and the last one with
	/// nodes that may fit all, so that no crowd of unfit nodes keeps the others from being looked at.
	fn near(&mut self, region: RegionId) -> Option<NodeId> {
		let near = Regions::<T>::get(region).unwrap_or_default();
		let regions: Vec<(RegionId, u32)> = core::iter::once(region)
			.chain(near)
			.map(|region| (region, self.large_enough(region)))
			.filter(|(_, buckets)| *buckets != 0)
			.collect();
		halves(regions, T::MaxProbes::get(), |(region, buckets), probes| {
			self.in_region(region, buckets, probes)
		})
	}

	/// The region's buckets that may hold nodes with enough free power.
	fn large_enough(&mut self, region: RegionId) -> u32 {
		let filled = Filled::<T>::get((self.requirements.class, region));
		if filled != 0 {
			self.note(WaitReason::NotEnoughPower);
		}
		let least: u32 = bucket_of(self.requirements.power).unwrap_or_default().into();
		filled & u32::MAX.checked_shl(least).unwrap_or_default()
	}

	/// A node in the region, and how many were looked at: with half of the probes among all that may be large enough, then
	/// among those that are for sure.
	fn in_region(&mut self, region: RegionId, buckets: u32, probes: u32) -> (Option<NodeId>, u32) {
		let sure: u32 = bucket_of(self.requirements.power.saturating_sub(1))
			.map_or(0, |floor| floor.saturating_add(1))
			.into();
		let large = buckets & u32::MAX.checked_shl(sure).unwrap_or_default();
		let pools = if large == 0 || large == buckets { vec![buckets] } else { vec![buckets, large] };
		let mut used = 0u32;
		let found = halves(pools, probes, |buckets, probes| {
			let (found, tried) = self.in_buckets(region, buckets, probes);
			used = used.saturating_add(tried);
			(found, tried)
		});
		(found, used)
	}

	/// A node in any of the region's `buckets`, and how many were looked at. They are drawn from as one: were the smallest
	/// first, who sizes his nodes so that they stand alone in it would get the work for sure.
	fn in_buckets(&mut self, region: RegionId, buckets: u32, probes: u32) -> (Option<NodeId>, u32) {
		let class = self.requirements.class;
		let sizes: Vec<(Bucket, u32)> = set_bits(buckets)
			.map(|bucket| (class, region, bucket))
			.map(|bucket| (bucket, BucketSizes::<T>::get(bucket)))
			.collect();
		let all = sizes.iter().fold(0u32, |sum, (_, size)| sum.saturating_add(*size));
		let places: Vec<u32> = self.random.distinct(probes, all).collect();
		let tried = places.len().saturated_into();
		let found =
			places.into_iter().filter_map(|place| Self::member(&sizes, place)).find(|node| self.fits(*node));
		(found, tried)
	}

	/// The node at `place` of the buckets laid end to end.
	fn member(sizes: &[(Bucket, u32)], mut place: u32) -> Option<NodeId> {
		sizes.iter().find_map(|(bucket, size)| match place.checked_sub(*size) {
			None => Some(Members::<T>::get(bucket, place)),
			Some(rest) => {
				place = rest;
				None
			}
		})?
	}

	/// Whether the node can be given the work; if not, why not is noted. Two reads.
	fn fits(&mut self, id: NodeId) -> bool {
		let Some(node) = Nodes::<T>::get(id) else { return false };
		match self.check(&node) {
			Ok(()) => true,
			Err(reason) => {
				self.note(reason);
				false
			}
		}
	}

	/// The checks, in the order of the reasons.
	fn check(&self, node: &Node<T::AccountId>) -> Result<(), WaitReason> {
		let Requirements { class, power, memory, unit_price } = *self.requirements;
		ensure!(node.class == class && node.bucket().is_some(), WaitReason::NoIdleNode);
		let covered =
			Providers::<T>::get(&node.provider).is_some_and(|provider| Pallet::<T>::covers(&provider));
		ensure!(covered, WaitReason::NoIdleNode);
		ensure!(node.free_power() >= power, WaitReason::NotEnoughPower);
		ensure!(node.free_memory() >= memory, WaitReason::NotEnoughMemory);
		ensure!(node.min_price <= unit_price, WaitReason::PriceTooLow);
		ensure!(!self.excluded.contains(&node.provider), WaitReason::OnlyExcludedNodes);
		Ok(())
	}

	/// Of all reasons the one of the node that came nearest to fit is told: the last one in the order of the checks.
	fn note(&mut self, reason: WaitReason) {
		if reason as u8 > self.reason as u8 {
			self.reason = reason;
		}
	}
}

/// Looks for a node in each place in turn. A place gets half of the probes that are left, rounded up, the last one all.
fn halves<P>(
	places: Vec<P>,
	mut probes: u32,
	mut look: impl FnMut(P, u32) -> (Option<NodeId>, u32),
) -> Option<NodeId> {
	let mut places = places.into_iter().peekable();
	while let Some(place) = places.next() {
		if probes == 0 {
			break;
		}
		let share = if places.peek().is_some() { probes.div_ceil(2) } else { probes };
		let (found, used) = look(place, share);
		if found.is_some() {
			return found;
		}
		probes = probes.saturating_sub(used);
	}
	None
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
