//! Worst cases: there is a lease, and it is partly used.

use super::*;
use aic_primitives::BenchmarkClock as _;
use aic_primitives::{Leases, Requirements};
use frame::benchmarking::prelude::*;

const CLASS: DeviceClass = DeviceClass::Gpu;
const NOW: Moment = 1_700_000_000_000;
/// So many that the price is large enough.
const HOURS: u32 = 1_000;
const FUNDS: Balance = Balance::MAX >> 32;

/// Power in the network, and an account with money.
fn lessee<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::set_time(NOW);
	let provider: T::AccountId = account("provider", 0, 0);
	let requirements = Requirements { class: CLASS, power: 64, memory: 1, unit_price: Balance::MAX >> 64 };
	T::Nodes::ensure_idle(&provider, &requirements);
	let who: T::AccountId = whitelisted_caller();
	<T::Currency as fungible::Mutate<_>>::mint_into(&who, FUNDS).unwrap();
	who
}

/// A lease of which half is used.
fn lease_of<T: Config>() -> (T::AccountId, LeaseId) {
	let who = lessee::<T>();
	let id = NextLease::<T>::get();
	Pallet::<T>::do_lease(who.clone(), CLASS, 2, HOURS, FUNDS).unwrap();
	<Pallet<T> as Leases<_>>::spend(id, &who, CLASS, 2, aic_primitives::time::HOUR).unwrap();
	<Pallet<T> as Leases<_>>::settle(id, &who, 2, aic_primitives::time::HOUR, 1);
	(who, id)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn lease() {
		let (who, id) = lease_of::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), CLASS, 2, HOURS, FUNDS);

		assert!(Pallet::<T>::lease_of(id + 1).is_some());
	}

	#[benchmark]
	fn end() {
		let (who, id) = lease_of::<T>();
		T::BenchmarkHelper::set_time(NOW + Moment::from(HOURS) * aic_primitives::time::HOUR);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Pallet::<T>::lease_of(id).is_none());
	}

	#[benchmark]
	fn surrender() {
		let (who, id) = lease_of::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Pallet::<T>::lease_of(id).is_none());
	}

	#[benchmark]
	fn spend() {
		let (who, id) = lease_of::<T>();

		#[block]
		{
			<Pallet<T> as Leases<_>>::spend(id, &who, CLASS, 2, aic_primitives::time::HOUR).unwrap();
		}

		assert!(Pallet::<T>::lease_of(id).is_some_and(|record| record.at_once == 2));
	}

	#[benchmark]
	fn settle() {
		let (who, id) = lease_of::<T>();
		<Pallet<T> as Leases<_>>::spend(id, &who, CLASS, 2, aic_primitives::time::HOUR).unwrap();

		#[block]
		{
			<Pallet<T> as Leases<_>>::settle(id, &who, 2, aic_primitives::time::HOUR, 1);
		}

		assert!(Pallet::<T>::lease_of(id).is_some_and(|record| record.at_once == 0));
	}
}
