//! Orders: what is to be kept, how often, for how long, and the coins for it.

use super::*;
use crate::placement::QueueOf;
use aic_primitives::time::HOUR;
use frame::{
	deps::{frame_support::storage::with_storage_layer, sp_runtime::ArithmeticError},
	token::{
		fungible::{Mutate, MutateHold},
		Precision, Preservation,
	},
};

impl<T: Config> Pallet<T> {
	/// The price now, and what `replicas` of the content cost for so many hours. Fails as [`Pallet::order`] would.
	pub(crate) fn offer(
		content: &Content,
		replicas: u8,
		hours: u32,
	) -> Result<(Balance, Balance), DispatchError> {
		let limits = T::Limits::get();
		let most = u64::from(limits.most_space).saturating_mul(MIBS);
		ensure!(content.is_valid() && content.mib() <= most, Error::<T>::SizeOutOfRange);
		ensure!((1..=MAX_REPLICAS).contains(&replicas), Error::<T>::ReplicasOutOfRange);
		ensure!((1..=limits.most_hours).contains(&hours), Error::<T>::HoursOutOfRange);
		let price = Self::market_now().price;
		let each = content.price(price, Moment::from(hours).saturating_mul(HOUR));
		let each = each.ok_or(ArithmeticError::Overflow)?;
		ensure!(each >= limits.least_escrow, Error::<T>::TooSmall);
		let escrow = each.checked_mul(replicas.into()).ok_or(ArithmeticError::Overflow)?;
		Ok((price, escrow))
	}

	fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Order.into(), who, amount)
	}

	pub(crate) fn do_order(
		who: T::AccountId,
		content: Content,
		asset: Option<AssetId>,
		replicas: u8,
		hours: u32,
		region: Option<RegionId>,
		max_price: Balance,
	) -> DispatchResult {
		let (price, escrow) = Self::offer(&content, replicas, hours)?;
		ensure!(price <= max_price, Error::<T>::PriceAboveMaximum);
		if let Some(region) = region {
			ensure!(region < T::Limits::get().regions, Error::<T>::UnknownRegion);
		}
		if let Some(asset) = asset {
			let known = Some((content.root, content.leaves, content.leaf_size));
			ensure!(T::Contents::ciphertext(asset) == known, Error::<T>::ContentDiffers);
		}
		let by_owner = asset.is_some_and(|asset| T::Assets::owner(asset).as_ref() == Some(&who));
		let fee = T::Limits::get().placement_fee.saturating_mul(replicas.into());
		Self::hold(&who, escrow)?;
		if fee > 0 {
			T::Currency::transfer(&who, &T::Treasury::get(), fee, Preservation::Protect)?;
		}
		let id = NextOrder::<T>::get();
		NextOrder::<T>::put(id.saturating_add(1));
		let first = NextReplica::<T>::get();
		let next = first.saturating_add(replicas.into());
		NextReplica::<T>::put(next);
		for number in first..next {
			let replica = Replica {
				order: id,
				content,
				stage: Self::waiting(number, Lane::Fresh, WaitReason::AwaitsRandomness),
				attempts: 0,
				failed: BoundedVec::new(),
			};
			Replicas::<T>::insert(number, replica);
		}
		let starts = T::Time::now();
		let ends = starts.saturating_add(Moment::from(hours).saturating_mul(HOUR));
		let order = Order {
			customer: who.clone(),
			content,
			asset,
			by_owner,
			region,
			first,
			ordered: replicas,
			replicas,
			starts,
			ends,
			rates: BoundedVec::truncate_from(alloc::vec![Rate { until: ends, price }]),
			escrow,
		};
		Orders::<T>::insert(id, order);
		Self::deposit_event(Event::Ordered {
			order: id,
			customer: who,
			root: content.root,
			first,
			replicas,
			ends,
			price,
			escrow,
			fee,
		});
		Ok(())
	}

	/// The order, if it is `who`'s and not over.
	fn running(who: &T::AccountId, id: StorageOrderId) -> Result<OrderOf<T>, DispatchError> {
		let order = Orders::<T>::get(id).ok_or(Error::<T>::UnknownOrder)?;
		ensure!(order.customer == *who, Error::<T>::NotCustomer);
		ensure!(!order.is_over(T::Time::now()), Error::<T>::Over);
		Ok(order)
	}

	pub(crate) fn do_extend(
		who: T::AccountId,
		id: StorageOrderId,
		hours: u32,
		max_price: Balance,
	) -> DispatchResult {
		let mut order = Self::running(&who, id)?;
		let (price, escrow) = Self::offer(&order.content, order.replicas, hours)?;
		ensure!(price <= max_price, Error::<T>::PriceAboveMaximum);
		let ends = order.ends.saturating_add(Moment::from(hours).saturating_mul(HOUR));
		let most = Moment::from(T::Limits::get().most_hours).saturating_mul(HOUR);
		ensure!(ends <= T::Time::now().saturating_add(most), Error::<T>::HoursOutOfRange);
		match order.rates.last_mut().filter(|rate| rate.price == price) {
			Some(rate) => rate.until = ends,
			None => order
				.rates
				.try_push(Rate { until: ends, price })
				.map_err(|_| Error::<T>::TooManyExtensions)?,
		}
		Self::hold(&who, escrow)?;
		order.ends = ends;
		order.escrow = order.escrow.saturating_add(escrow);
		Orders::<T>::insert(id, order);
		Self::deposit_event(Event::Extended { order: id, ends, price, escrow });
		Ok(())
	}

	pub(crate) fn do_cancel(who: T::AccountId, id: StorageOrderId) -> DispatchResult {
		let mut order = Self::running(&who, id)?;
		order.ends = T::Time::now();
		Orders::<T>::insert(id, order);
		Self::deposit_event(Event::Cancelled { order: id });
		Ok(())
	}

	/// Pays for a replica up to its last proof, and not beyond the order's end.
	pub(crate) fn pay(id: StorageOrderId, order: &mut OrderOf<T>, kept: &mut Kept) -> DispatchResult {
		let to = kept.proven.min(order.ends);
		if to <= kept.paid {
			return Ok(());
		}
		let amount = order.fee(kept.paid, to).min(order.escrow);
		let paid = ResourceUse {
			resource: ResourceId::Space(kept.space),
			payer: order.customer.clone(),
			amount,
			kind: UseKind::Storage(id),
			work: 0,
		};
		with_storage_layer(|| T::Payroll::distribute(paid, Funds::Held(HoldReason::Order.into())))?;
		order.escrow = order.escrow.saturating_sub(amount);
		kept.paid = to;
		Self::deposit_event(Event::Paid { order: id, space: kept.space, amount, until: to });
		Ok(())
	}

	/// The same where nobody can be told that it failed: then the fee goes back to the customer when the order ends, and nothing waits.
	pub(crate) fn pay_or_say(id: StorageOrderId, order: &mut OrderOf<T>, kept: &mut Kept) {
		if let Err(error) = Self::pay(id, order, kept) {
			Self::deposit_event(Event::PaymentFailed { order: id, space: kept.space, error });
		}
	}

	pub(crate) fn do_settle(id: ReplicaId) -> DispatchResult {
		let mut replica = Replicas::<T>::get(id).ok_or(Error::<T>::UnknownReplica)?;
		let Stage::Active(kept) = &mut replica.stage else { return Err(Error::<T>::NotKept.into()) };
		let mut order = Orders::<T>::get(replica.order).ok_or(Error::<T>::UnknownOrder)?;
		Self::pay(replica.order, &mut order, kept)?;
		Orders::<T>::insert(replica.order, order);
		Replicas::<T>::insert(id, replica);
		Ok(())
	}

	/// When a replica that is kept may end: its order is over, or its provider's notice.
	pub(crate) fn over_at(order: &OrderOf<T>, kept: &Kept) -> Moment {
		order.ends.min(kept.leaves.unwrap_or(Moment::MAX))
	}

	pub(crate) fn do_end(id: ReplicaId) -> DispatchResult {
		let mut replica = Replicas::<T>::get(id).ok_or(Error::<T>::UnknownReplica)?;
		let mut order = Orders::<T>::get(replica.order).ok_or(Error::<T>::UnknownOrder)?;
		let now = T::Time::now();
		match &mut replica.stage {
			Stage::Waiting { lane, position, .. } => {
				ensure!(order.is_over(now), Error::<T>::NotOver);
				QueueOf::<T>::remove(*lane, *position);
				Self::drop_replica(id, replica.order, order);
			}
			Stage::Filling { .. } => {
				ensure!(order.is_over(now), Error::<T>::NotOver);
				Self::vacate(&replica, &order);
				Self::drop_replica(id, replica.order, order);
			}
			Stage::Active(kept) => {
				let over_at = Self::over_at(&order, kept);
				ensure!(now >= over_at, Error::<T>::NotOver);
				if kept.proven < over_at {
					// What was not proven yet is paid once it is.
					ensure!(kept.challenge == Challenge::None, Error::<T>::AlreadyChallenged);
					Self::ask(id, kept);
					Replicas::<T>::insert(id, replica);
					return Ok(());
				}
				Self::pay_or_say(replica.order, &mut order, kept);
				Self::finish(id, replica, order);
			}
		}
		Ok(())
	}

	/// A replica is kept no more where it was: it is kept elsewhere, or its order is over.
	pub(crate) fn finish(id: ReplicaId, mut replica: ReplicaOf<T>, order: OrderOf<T>) {
		let owner = Self::vacate(&replica, &order);
		if order.is_over(T::Time::now()) || replica.attempts >= MAX_ATTEMPTS {
			return Self::drop_replica(id, replica.order, order);
		}
		if let Some(owner) = owner {
			if replica.failed.is_full() {
				replica.failed.remove(0);
			}
			let pushed = replica.failed.try_push(owner);
			defensive_assert!(pushed.is_ok(), "one was removed");
		}
		replica.stage = Self::waiting(id, Lane::Fresh, WaitReason::AwaitsRandomness);
		Self::deposit_event(Event::ReplicaWaits { replica: id, reason: WaitReason::AwaitsRandomness });
		Orders::<T>::insert(replica.order, order);
		Replicas::<T>::insert(id, replica);
	}

	/// Frees the space of a replica; whose it was.
	fn vacate(replica: &ReplicaOf<T>, order: &OrderOf<T>) -> Option<T::AccountId> {
		let freed = Self::change_space(replica.space()?, |space| {
			space.used = space.used.defensive_saturating_sub(replica.content.mib());
			Ok((space.owner.clone(), space.region))
		});
		let Ok((owner, region)) = freed else {
			defensive!("a space with a replica is there");
			return None;
		};
		Keepers::<T>::remove(replica.order, &owner);
		if let Stage::Active(kept) = replica.stage {
			Self::stop_to_keep(kept.place);
			Self::count_region(order.located(), region, false);
		}
		Some(owner)
	}

	/// Forgets a replica that has no space, and the order with its last one: what is left on hold is free.
	pub(crate) fn drop_replica(id: ReplicaId, number: StorageOrderId, mut order: OrderOf<T>) {
		Replicas::<T>::remove(id);
		Self::deposit_event(Event::ReplicaEnded { replica: id });
		order.replicas = order.replicas.defensive_saturating_sub(1);
		if order.replicas > 0 {
			Orders::<T>::insert(number, order);
			return;
		}
		let refund = T::Currency::release(
			&HoldReason::Order.into(),
			&order.customer,
			order.escrow,
			Precision::BestEffort,
		)
		.defensive_unwrap_or_default();
		Orders::<T>::remove(number);
		Self::deposit_event(Event::OrderEnded { order: number, refund });
	}
}
