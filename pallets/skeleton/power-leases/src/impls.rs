//! Bodies of the calls, and what the allocator uses.

use super::*;
use aic_primitives::{time::HOUR, Leases};
use frame::{
	deps::sp_runtime::ArithmeticError,
	token::{tokens::Restriction, Fortitude, Precision},
};
use fungible::MutateHold;

impl<T: Config> Pallet<T> {
	/// Power of a class that is leased, and that could be leased besides.
	pub(crate) fn leasable(class: DeviceClass) -> (u64, u64) {
		let leased = Leased::<T>::get(class);
		let most = T::LeasableShare::get().mul_floor(T::Nodes::capacity(class).0);
		(leased, most.saturating_sub(leased))
	}

	/// The price of the day, and what would be on hold.
	pub(crate) fn offer(
		class: DeviceClass,
		power: Power,
		hours: u32,
	) -> Result<(Balance, Balance), DispatchError> {
		ensure!(power > 0, Error::<T>::NoPower);
		ensure!((1..=T::MaxHours::get()).contains(&hours), Error::<T>::HoursOutOfRange);
		ensure!(u64::from(power) <= Self::leasable(class).1, Error::<T>::NotEnoughPower);
		let unit_price = T::UnitPrice::convert(class);
		let work = Self::work(power.into(), Moment::from(hours).saturating_mul(HOUR));
		let price = Lease::<T::AccountId>::price_of(unit_price, work).ok_or(ArithmeticError::Overflow)?;
		ensure!(price >= T::MinPrice::get(), Error::<T>::TooSmall);
		Ok((unit_price, price))
	}

	fn work(power: u64, time: Moment) -> u128 {
		u128::from(power).saturating_mul(time.into())
	}

	fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Lease.into(), who, amount)
	}

	fn release(who: &T::AccountId, amount: Balance) -> Balance {
		T::Currency::release(&HoldReason::Lease.into(), who, amount, Precision::BestEffort)
			.defensive_unwrap_or_default()
	}

	pub(crate) fn do_lease(
		who: T::AccountId,
		class: DeviceClass,
		power: Power,
		hours: u32,
		max_price: Balance,
	) -> DispatchResult {
		let (unit_price, price) = Self::offer(class, power, hours)?;
		ensure!(price <= max_price, Error::<T>::PriceAboveMaximum);
		Self::hold(&who, price)?;
		let time = Moment::from(hours).saturating_mul(HOUR);
		let until = T::Time::now().saturating_add(time);
		let id = NextLease::<T>::mutate(|next| {
			let id = *next;
			*next = id.saturating_add(1);
			id
		});
		let left = Self::work(power.into(), time);
		let lease = Lease {
			lessee: who.clone(),
			class,
			power,
			unit_price,
			left,
			held: price,
			out: 0,
			at_once: 0,
			until,
		};
		LeaseOf::<T>::insert(id, lease);
		Leased::<T>::mutate(class, |leased| *leased = leased.saturating_add(power.into()));
		Self::deposit_event(Event::LeaseBought {
			lease: id,
			lessee: who,
			class,
			power,
			until,
			unit_price,
			price,
		});
		Ok(())
	}

	pub(crate) fn do_end(id: LeaseId) -> DispatchResult {
		let lease = LeaseOf::<T>::get(id).ok_or(Error::<T>::UnknownLease)?;
		ensure!(T::Time::now() >= lease.until, Error::<T>::NotOver);
		Self::finish(id, lease)
	}

	pub(crate) fn do_surrender(who: T::AccountId, id: LeaseId) -> DispatchResult {
		let lease = LeaseOf::<T>::get(id).ok_or(Error::<T>::UnknownLease)?;
		ensure!(lease.lessee == who, Error::<T>::NotLessee);
		Self::finish(id, lease)
	}

	/// Divides what is on hold for unused hours. What the treasury can't take goes back as well: nobody waits for it.
	fn finish(id: LeaseId, lease: Lease<T::AccountId>) -> DispatchResult {
		let Lease { lessee, class, power, left, held, out, at_once, .. } = lease;
		// What work gives back would escape else.
		ensure!(out == 0 && at_once == 0, Error::<T>::InUse);
		let credit = T::UnusedCredit::get().mul_floor(held);
		let kept = T::Currency::transfer_on_hold(
			&HoldReason::Lease.into(),
			&lessee,
			&T::Treasury::get(),
			held.saturating_sub(credit),
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default();
		let credit = Self::release(&lessee, held.saturating_sub(kept));
		LeaseOf::<T>::remove(id);
		Leased::<T>::mutate_exists(class, |leased| {
			let rest = leased.unwrap_or_default().saturating_sub(power.into());
			*leased = Some(rest).filter(|rest| *rest > 0);
		});
		Self::deposit_event(Event::LeaseEnded { lease: id, unused: left, credit, kept });
		Ok(())
	}

	/// The lease, if `who` may use it for `class` now.
	fn usable(
		id: LeaseId,
		who: &T::AccountId,
		class: DeviceClass,
	) -> Result<Lease<T::AccountId>, DispatchError> {
		let lease = LeaseOf::<T>::get(id).ok_or(Error::<T>::UnknownLease)?;
		ensure!(lease.lessee == *who, Error::<T>::NotLessee);
		ensure!(lease.class == class, Error::<T>::OtherClass);
		ensure!(T::Time::now() < lease.until, Error::<T>::Over);
		Ok(lease)
	}
}

impl<T: Config> Leases<T::AccountId> for Pallet<T> {
	/// Fails with `NoPower`, `UnknownLease`, `NotLessee`, `OtherClass`, `Over` or `TooMuchAtOnce`.
	fn unit_price(
		lease: LeaseId,
		who: &T::AccountId,
		class: DeviceClass,
		power: u64,
	) -> Result<Balance, DispatchError> {
		// Work of no power would not keep its lease from ending.
		ensure!(power > 0, Error::<T>::NoPower);
		let lease = Self::usable(lease, who, class)?;
		ensure!(lease.at_once.saturating_add(power) <= lease.power.into(), Error::<T>::TooMuchAtOnce);
		Ok(lease.unit_price)
	}

	/// Fails as [`Self::unit_price`], and with `NotEnoughLeft`.
	fn spend(
		id: LeaseId,
		who: &T::AccountId,
		class: DeviceClass,
		power: u64,
		time: Moment,
	) -> DispatchResult {
		Self::unit_price(id, who, class, power)?;
		Self::extend(id, who, class, power, time)?;
		LeaseOf::<T>::mutate_extant(id, |lease| lease.at_once = lease.at_once.saturating_add(power));
		Ok(())
	}

	/// Fails with `UnknownLease`, `NotLessee`, `OtherClass`, `Over` or `NotEnoughLeft`.
	fn extend(
		id: LeaseId,
		who: &T::AccountId,
		class: DeviceClass,
		power: u64,
		time: Moment,
	) -> DispatchResult {
		let mut lease = Self::usable(id, who, class)?;
		let work = Self::work(power, time);
		lease.left = lease.left.checked_sub(work).ok_or(Error::<T>::NotEnoughLeft)?;
		lease.out = lease.out.saturating_add(work);
		let needed = Lease::<T::AccountId>::price_of(lease.unit_price, lease.left).unwrap_or(lease.held);
		let released = Self::release(who, lease.held.saturating_sub(needed));
		lease.held = lease.held.saturating_sub(released);
		LeaseOf::<T>::insert(id, lease);
		Self::deposit_event(Event::LeaseSpent { lease: id, work, released });
		Ok(())
	}

	/// The hours come back also when the lease is over: else whoever lets work run on past its end, or gives it up then, would
	/// keep what unused hours cost.
	fn settle(id: LeaseId, who: &T::AccountId, power: u64, taken: Moment, unused: Moment) {
		let Some(mut lease) = LeaseOf::<T>::get(id).filter(|lease| lease.lessee == *who) else {
			defensive!("a lease is there until its work has ended");
			return;
		};
		lease.at_once = lease.at_once.defensive_saturating_sub(power);
		lease.out = lease.out.defensive_saturating_sub(Self::work(power, taken));
		let work = Self::work(power, unused.min(taken));
		let needed = Lease::<T::AccountId>::price_of(lease.unit_price, lease.left.saturating_add(work));
		let more = needed.unwrap_or(lease.held).saturating_sub(lease.held);
		// These coins were just free of the work's escrow. A lock that was put on them since doesn't matter: they go back to the
		// lessee or to the treasury.
		if T::Currency::hold(&HoldReason::Lease.into(), who, more).is_ok() {
			lease.left = lease.left.saturating_add(work);
			lease.held = lease.held.saturating_add(more);
			Self::deposit_event(Event::LeaseRefilled { lease: id, work, held: more });
		}
		LeaseOf::<T>::insert(id, lease);
	}
	fn weight() -> Weight {
		T::WeightInfo::spend().max(T::WeightInfo::settle())
	}
}
