//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for bonds, orders and complaints is what the records say;
	/// 2. an order has the replicas that it counts, and its escrow covers what can still be owed for them;
	/// 3. a space has used what its replicas take, and no more than its size;
	/// 4. each replica is in one queue, in one space or none, and found by its order and its keeper;
	/// 5. the index and the list of what is kept have no gaps and agree with the records;
	/// 6. the market and the regions of assets add up;
	/// 7. no number will be given again.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_holds()?;
		Self::check_replicas()?;
		Self::check_spaces()?;
		Self::check_complaints()
	}

	fn check_holds() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<(T::AccountId, u8), Balance>::new();
		let mut add = |who: T::AccountId, reason: u8, amount: Balance| {
			let sum = sums.entry((who, reason)).or_default();
			*sum = sum.saturating_add(amount);
		};
		for (_, space) in Spaces::<T>::iter() {
			add(space.owner, 0, space.bond);
		}
		for (_, order) in Orders::<T>::iter() {
			add(order.customer, 1, order.escrow);
		}
		for (_, complaint) in Complaints::<T>::iter() {
			add(complaint.by, 2, complaint.fee);
		}
		for ((who, reason), sum) in sums {
			let reason = match reason {
				0 => HoldReason::Bond,
				1 => HoldReason::Order,
				_ => HoldReason::Audit,
			};
			let on_hold = T::Currency::balance_on_hold(&reason.into(), &who);
			ensure!(on_hold == sum, "what is on hold is not what the records say");
		}
		Ok(())
	}

	fn check_replicas() -> Result<(), TryRuntimeError> {
		let now = T::Time::now();
		let mut owed = BTreeMap::<StorageOrderId, (u8, Balance)>::new();
		let mut used = BTreeMap::<SpaceId, u64>::new();
		let mut regions = BTreeMap::<AssetId, BTreeMap<RegionId, u32>>::new();
		let (mut kept_count, mut keepers, mut waiting) = (0u32, 0usize, 0usize);
		for (id, replica) in Replicas::<T>::iter() {
			ensure!(id < NextReplica::<T>::get(), "a replica's number will be given again");
			let order = Orders::<T>::get(replica.order).ok_or("a replica has no order")?;
			ensure!(replica.content == order.content, "a replica is of other content than its order");
			let end = order.first.saturating_add(order.ordered.into());
			ensure!((order.first..end).contains(&id), "a replica is not one of its order's");
			ensure!(replica.attempts < MAX_ATTEMPTS, "a replica should have been given up");
			let from = match replica.stage {
				Stage::Waiting { lane, position, .. } => {
					waiting = waiting.saturating_add(1);
					let entry = Queue::<T>::get(lane, position).ok_or("a replica waits nowhere")?;
					ensure!(entry.replica == id, "another waits at a replica's position");
					let is_known = matches!(lane, Lane::Fresh | Lane::Retry(0..RETRIES));
					ensure!(is_known, "a replica waits in another queue");
					now
				}
				Stage::Filling { .. } => now,
				Stage::Active(kept) => {
					kept_count = kept_count.saturating_add(1);
					ensure!(KeptAt::<T>::get(kept.place) == Some(id), "what is kept is not in its place");
					ensure!(kept.paid <= kept.proven, "more was paid than was proven");
					ensure!(kept.proven <= now, "a replica was proven in the future");
					kept.paid
				}
			};
			let sum = owed.entry(replica.order).or_default();
			sum.0 = sum.0.saturating_add(1);
			sum.1 = sum.1.saturating_add(order.fee(from, order.ends));
			let Some(space) = replica.space() else { continue };
			let record = Spaces::<T>::get(space).ok_or("a replica is in no space")?;
			let sum = used.entry(space).or_default();
			*sum = sum.saturating_add(replica.content.mib());
			keepers = keepers.saturating_add(1);
			ensure!(
				Keepers::<T>::get(replica.order, &record.owner) == Some(id),
				"a replica is not found by its keeper"
			);
			if let (Stage::Active(_), Some(asset)) = (replica.stage, order.located()) {
				let count = regions.entry(asset).or_default().entry(record.region).or_default();
				*count = count.saturating_add(1);
			}
		}
		for (id, order) in Orders::<T>::iter() {
			ensure!(id < NextOrder::<T>::get(), "an order's number will be given again");
			ensure!(order.asset.is_some() || !order.by_owner, "an order's asset has an owner and is none");
			let (replicas, sum) = owed.remove(&id).unwrap_or_default();
			ensure!(order.replicas == replicas && replicas > 0, "an order's replicas are miscounted");
			ensure!(order.escrow >= sum, "an order's escrow does not cover what can be owed");
			let paid_until = order.rates.last().map(|rate| rate.until);
			ensure!(paid_until >= Some(order.ends), "an order has no price until its end");
		}
		for (id, space) in Spaces::<T>::iter() {
			ensure!(space.used == used.remove(&id).unwrap_or_default(), "a space's use is miscounted");
			ensure!(space.used <= space.size(), "a space is overfull");
		}
		let queued = Queue::<T>::iter_keys().filter(|(lane, _)| matches!(lane, Lane::Fresh | Lane::Retry(_)));
		ensure!(waiting == queued.count(), "somebody waits twice, or not at all");
		ensure!(Keepers::<T>::iter().count() == keepers, "there is a keeper of nothing");
		ensure!(KeptCount::<T>::get() == kept_count, "what is kept is miscounted");
		ensure!(KeptAt::<T>::iter().count() == kept_count as usize, "there is a gap in what is kept");
		let known: BTreeMap<_, BTreeMap<_, _>> =
			RegionsOf::<T>::iter().map(|(asset, list)| (asset, list.into_iter().collect())).collect();
		ensure!(known == regions, "the regions of assets do not add up");
		Ok(())
	}

	fn check_spaces() -> Result<(), TryRuntimeError> {
		let (mut total, mut used) = (0u64, 0u64);
		let mut shelves = BTreeMap::<RegionId, Shelf>::new();
		let mut places = BTreeSet::new();
		for (id, space) in Spaces::<T>::iter() {
			ensure!(id < NextSpace::<T>::get(), "a space's number will be given again");
			let (more, in_use) = space.counted();
			(total, used) = (total.saturating_add(more), used.saturating_add(in_use));
			ensure!(space.place.map(|place| place.class) == space.class(), "a space is in the wrong class");
			if let Some(Place { class, position }) = space.place {
				let found = Buckets::<T>::get((space.region, class), position);
				ensure!(found == Some(id), "a space is not in its place");
				ensure!(places.insert((space.region, class, position)), "a place is taken twice");
				let shelf = shelves.entry(space.region).or_default();
				shelf.set(class, shelf.count(class).saturating_add(1));
			}
		}
		ensure!(Buckets::<T>::iter().count() == places.len(), "the index has a gap");
		ensure!(Shelves::<T>::iter().collect::<BTreeMap<_, _>>() == shelves, "the index is miscounted");
		let market = Market::<T>::get().unwrap_or_default();
		ensure!((market.total, market.used) == (total, used), "the market does not add up");
		Ok(())
	}

	fn check_complaints() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<SpaceId, u32>::new();
		for (_, complaint) in Complaints::<T>::iter() {
			let count = counts.entry(complaint.space).or_default();
			*count = count.saturating_add(1);
		}
		for (id, space) in Spaces::<T>::iter() {
			let count = counts.remove(&id).unwrap_or_default();
			ensure!(space.complaints == count, "complaints are miscounted");
		}
		ensure!(counts.is_empty(), "there is a complaint about no space");
		Ok(())
	}
}
