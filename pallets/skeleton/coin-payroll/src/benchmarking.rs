//! Worst case: an era to close that needs coins from the curve, a full history of which one era lapses, and as many
//! beneficiaries as there can be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::*;
use aic_primitives::{currency::AIC, Funds, Payroll, ResourceUse, SlotId};
use alloc::vec::Vec;
use frame::{
	benchmarking::prelude::*,
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
};

const NOW: Moment = 1_000_000_000;
const FEE: Balance = 100 * AIC;

fn resource<T: Config>() -> ResourceId {
	T::Beneficiaries::ensure_resource(&account("owner", 0, 0))
}

/// The era after a full history is over, and its rewards are more than the pool has.
fn era_to_close<T: Config>(resource: ResourceId) -> EraIndex {
	let depth = T::HistoryDepth::get();
	let closed: Vec<_> =
		(0..depth).map(|index| ClosedEra { index, total_due: AIC, budget: AIC, reserved: AIC }).collect();
	ClosedEras::<T>::put(BoundedVec::try_from(closed).unwrap());
	T::Currency::set_balance(
		&Pallet::<T>::pot(),
		T::Currency::minimum_balance() + AIC * Balance::from(depth + 1),
	);
	T::Currency::set_balance(&T::Treasury::get(), T::Currency::minimum_balance());
	T::BenchmarkHelper::set_time(NOW);
	CurrentEra::<T>::put(Era { index: depth, ends_at: NOW });
	T::Ratings::record(depth, resource, FEE, FEE);
	T::Issuance::meter(1_000_000_000 * AIC);
	depth
}

/// Has `account` be owed a fee and wait to be paid.
fn owe<T: Config>(account: &T::AccountId) {
	// Whatever is enough.
	let mut debt = Debt { amount: Balance::MAX, place: None };
	Pallet::<T>::line_up(account, &mut debt);
	debt.amount = FEE;
	TotalOwed::<T>::mutate(|total| *total += debt.amount);
	Owed::<T>::insert(account, debt);
}

fn use_by<T: Config>(payer: T::AccountId, resource: ResourceId) -> ResourceUse<T::AccountId> {
	let kind = UseKind::Work(SlotId { job: 0, index: 0 });
	T::Currency::set_balance(&payer, 2 * FEE);
	ResourceUse { resource, payer, amount: FEE, kind }
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn claim() {
		let caller: T::AccountId = whitelisted_caller();
		let owed: T::AccountId = account("owed", 0, 0);
		T::Currency::set_balance(&Pallet::<T>::pot(), T::Currency::minimum_balance() + FEE);
		owe::<T>(&owed);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), owed.clone());

		assert_eq!(T::Currency::balance(&owed), FEE);
	}

	#[benchmark]
	fn claim_reward() {
		let caller: T::AccountId = whitelisted_caller();
		let resource = resource::<T>();
		let era = era_to_close::<T>(resource);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), resource, era);

		assert!(TotalOwed::<T>::get() > 0);
	}

	#[benchmark]
	fn lapse() {
		let caller: T::AccountId = whitelisted_caller();
		let resource = resource::<T>();
		era_to_close::<T>(resource);
		T::Ratings::record(0, resource, FEE, FEE);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), resource, 0);

		assert_eq!(T::Ratings::due(0, resource), 0);
	}

	#[benchmark]
	fn end_era() {
		let caller: T::AccountId = whitelisted_caller();
		let era = era_to_close::<T>(resource::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller));

		assert!(Pallet::<T>::closed_era(era).is_some());
	}

	#[benchmark]
	fn distribute() {
		let resource = resource::<T>();
		let payer: T::AccountId = account("payer", 0, 0);
		let era = era_to_close::<T>(resource);
		let paid = use_by::<T>(payer, resource);

		#[block]
		{
			Pallet::<T>::distribute(paid, Funds::Free).unwrap();
		}

		assert!(Pallet::<T>::closed_era(era).is_some());
		assert!(TotalOwed::<T>::get() > 0);
	}

	/// Others before him were paid by a claim.
	#[benchmark]
	fn pay_next() {
		let owed: T::AccountId = account("owed", 0, 0);
		T::Currency::set_balance(
			&Pallet::<T>::pot(),
			T::Currency::minimum_balance() + FEE * Balance::from(autopay::PASSED_OVER + 2),
		);
		for number in 1..=autopay::PASSED_OVER {
			let other = account("owed", number, 0);
			owe::<T>(&other);
			Pallet::<T>::do_claim(other).unwrap();
		}
		owe::<T>(&owed);
		owe::<T>(&account("owed", 99, 0));

		#[block]
		{
			assert!(Pallet::<T>::pay_next());
		}

		assert_eq!(T::Currency::balance(&owed), FEE);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
