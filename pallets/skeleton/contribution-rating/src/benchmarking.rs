//! Worst cases: a resource with points that decay, marks, and something due for the era; four payments that go round in the
//! era before, after which all four resources were used again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::*;
use aic_primitives::{currency::AIC, Ratings, ResourceUse, SlotId, UseKind};
use alloc::vec::Vec;
use frame::{
	benchmarking::prelude::*,
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
};

const FEE: Balance = 100 * AIC;

fn resource<T: Config>(number: u32) -> (T::AccountId, ResourceId) {
	let resource = T::Resources::ensure_resource(&account("owner", number, 0));
	(T::Resources::owner_of(&resource).unwrap(), resource)
}

fn pay<T: Config>(era: EraIndex, payer: &T::AccountId, resource: ResourceId) {
	let kind = UseKind::Work(SlotId { job: 0, index: 0 });
	let paid = ResourceUse { resource, payer: payer.clone(), amount: FEE, kind, work: 1_000 };
	Pallet::<T>::record(era, &paid, FEE / 10);
}

/// A penalty of points and bond; its resource's owner.
fn penalised<T: Config>() -> T::AccountId {
	let (owner, resource) = resource::<T>(0);
	T::Currency::set_balance(&Pallet::<T>::pot(), T::Currency::minimum_balance());
	pay::<T>(T::Eras::current(), &account("payer", 0, 0), resource);
	let grade = Grade::Bond(Permill::from_percent(50));
	Pallet::<T>::do_penalise(resource, grade, PenaltyReason::SelfDealing, H256::repeat_byte(1)).unwrap();
	owner
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn penalise() -> Result<(), BenchmarkError> {
		let origin = T::PenaltyOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no origin for penalties"))?;
		let (_, resource) = resource::<T>(0);
		T::Currency::set_balance(&Pallet::<T>::pot(), T::Currency::minimum_balance());
		pay::<T>(T::Eras::current(), &account("payer", 0, 0), resource);
		let grade = Grade::Bond(Permill::from_percent(50));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, resource, grade, PenaltyReason::SelfDealing, H256::repeat_byte(1));

		let penalty = Penalties::<T>::get(0).unwrap();
		assert!(penalty.points > 0 && penalty.bond > 0);
		Ok(())
	}

	#[benchmark]
	fn appeal() {
		let owner = penalised::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), 0, H256::repeat_byte(2));

		assert!(Penalties::<T>::get(0).unwrap().appeal.is_some());
	}

	#[benchmark]
	fn close_penalty() -> Result<(), BenchmarkError> {
		let origin = T::AppealOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no origin for appeals"))?;
		let owner = penalised::<T>();
		Pallet::<T>::do_appeal(owner.clone(), 0, H256::repeat_byte(2)).unwrap();
		let before = T::Currency::balance(&owner);

		#[extrinsic_call]
		decide_appeal(origin as T::RuntimeOrigin, 0, false);

		assert!(Penalties::<T>::get(0).is_none());
		assert!(T::Currency::balance(&owner) > before);
		Ok(())
	}

	#[benchmark]
	fn mark() {
		let caller: T::AccountId = whitelisted_caller();
		let (_, resource) = resource::<T>(0);
		pay::<T>(T::Eras::current(), &caller, resource);
		Pallet::<T>::do_mark(caller.clone(), resource, 1).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), resource, 5);

		assert_eq!(Users::<T>::get(resource, caller).unwrap().mark.unwrap().stars, 5);
	}

	/// So late that the record is old enough; clocks can't be set here.
	#[benchmark]
	fn forget() {
		let user: T::AccountId = account("payer", 0, 0);
		let (_, resource) = resource::<T>(0);
		let used = T::Eras::current();
		let era = used + T::MarkLife::get().max(1) + 1;
		pay::<T>(used, &user, resource);
		Pallet::<T>::do_mark(user.clone(), resource, 1).unwrap();
		pay::<T>(era, &account("payer", 1, 0), resource);

		#[block]
		{
			let _ = T::Eras::current();
			Pallet::<T>::do_forget(era, resource, user.clone()).unwrap();
		}

		assert!(Users::<T>::get(resource, user).is_none());
	}

	/// Ties read no more than a payment does, and write nothing.
	#[benchmark]
	fn flag() {
		let caller: T::AccountId = whitelisted_caller();
		T::Currency::set_balance(&caller, T::Currency::minimum_balance() + FEE);
		let era = T::Eras::current();
		let nodes: Vec<_> = (0..MAX_LOOP).map(resource::<T>).collect();
		let payments = || nodes.iter().zip(nodes.iter().cycle().skip(1));
		for era in [era, era + 1] {
			payments().for_each(|((payer, _), (_, paid_for))| pay::<T>(era, payer, *paid_for));
		}
		let steps: Vec<_> =
			payments().map(|((payer, _), (_, paid_for))| (payer.clone(), Step::Paid(*paid_for))).collect();
		let due = TotalDue::<T>::get(era);
		T::Earnings::ensure_bounty(due);

		#[block]
		{
			let _ = T::Eras::current();
			Pallet::<T>::do_flag(caller, era + 1, era, steps.try_into().unwrap()).unwrap();
		}

		assert!(due > 0 && TotalDue::<T>::get(era) == 0);
	}

	#[benchmark]
	fn record() {
		let payer: T::AccountId = account("payer", 0, 0);
		let (_, resource) = resource::<T>(0);
		let era = T::Eras::current() + 3;
		for era in [era - 3, era - 1] {
			pay::<T>(era, &payer, resource);
		}
		pay::<T>(era, &account("payer", 1, 0), resource);

		#[block]
		{
			pay::<T>(era, &payer, resource);
		}

		assert_eq!(Users::<T>::get(resource, payer).unwrap().latest.era, era);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
