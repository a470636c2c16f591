//! Worst case: an era to close that needs coins from the curve, a full history that lapses, a split whose members
//! change, an author, and a part that is burned.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::*;
use aic_primitives::BenchmarkClock as _;
use aic_primitives::{currency::AIC, time::HOUR, Funds, Payroll, ResourceUse, Shares, SlotId, MAX_SHARES};
use alloc::vec;
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
	T::Resources::ensure_resource(&account("owner", 0, 0))
}

/// `resource` is split among so many.
fn split_among<T: Config>(resource: ResourceId, members: u32) -> SplitId {
	let owner = T::Resources::owner_of(&resource).unwrap();
	let roster: Roster<T::AccountId> = (0..members.max(1))
		.map(|index| (account("member", index, 0), Perbill::from_parts(10_000_000)))
		.collect::<Vec<_>>()
		.try_into()
		.unwrap();
	T::Currency::set_balance(&owner, 1_000_000 * AIC);
	let whole = Perbill::from_parts(10_000_000 * members.max(1));
	let split = Pallet::<T>::open_split(resource, &owner, roster, whole).unwrap();
	SplitOf::<T>::insert(resource, Schedule { now: Some(split), next: None });
	split.id
}

/// The split in force is about to be replaced by another.
fn split_to_replace<T: Config>(resource: ResourceId) {
	split_among::<T>(resource, 1);
	let now = SplitOf::<T>::get(resource).unwrap().now;
	split_among::<T>(resource, 2);
	let next = SplitOf::<T>::get(resource).unwrap().now;
	SplitOf::<T>::insert(resource, Schedule { now, next: Some((next, 0)) });
}

fn use_of<T: Config>(resource: ResourceId) -> ResourceUse<T::AccountId> {
	use_by::<T>(account("payer", 0, 0), resource)
}

/// An era is over so late that a full history lapses with it, and its rewards are more than the pool has.
fn era_to_close<T: Config>(resource: ResourceId) -> EraIndex {
	let depth = T::HistoryDepth::get();
	let closed: Vec<_> =
		(0..depth).map(|index| ClosedEra { index, total_due: AIC, budget: AIC, reserved: 1 }).collect();
	ClosedEras::<T>::put(BoundedVec::try_from(closed).unwrap());
	T::Currency::set_balance(
		&Pallet::<T>::pot(),
		T::Currency::minimum_balance() + AIC * Balance::from(depth + 1),
	);
	T::Currency::set_balance(&T::Treasury::get(), T::Currency::minimum_balance());
	T::BenchmarkHelper::set_time(NOW);
	let index = 2 * depth;
	CurrentEra::<T>::put(Era { index, began: 0, ends_at: NOW });
	T::Ratings::record(index, &use_of::<T>(resource), FEE);
	Books::<T>::mutate(|ledger| ledger.burn = Permill::from_percent(10));
	T::Issuance::meter(1_000_000_000 * AIC);
	T::BenchmarkHelper::set_author(account("author", 0, 0));
	index
}

/// Has `account` be owed a fee and wait to be paid.
fn owe<T: Config>(account: &T::AccountId) {
	// Whatever is enough.
	let mut debt = Debt { amount: Balance::MAX, place: None };
	Pallet::<T>::line_up(account, &mut debt);
	debt.amount = FEE;
	Books::<T>::mutate(|ledger| ledger.owed += debt.amount);
	Owed::<T>::insert(account, debt);
}

fn use_by<T: Config>(payer: T::AccountId, resource: ResourceId) -> ResourceUse<T::AccountId> {
	let kind = UseKind::Work(SlotId { job: 0, index: 0 });
	T::Currency::set_balance(&payer, 2 * FEE);
	ResourceUse { resource, payer, amount: FEE, kind, work: HOUR.into() }
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
		// So long ago that the reward can be claimed.
		T::BenchmarkHelper::set_time(NOW + T::FlagWindow::get());
		split_to_replace::<T>(resource);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), resource, era);

		assert!(Books::<T>::get().owed > 0);
	}

	#[benchmark]
	fn lapse() {
		let caller: T::AccountId = whitelisted_caller();
		let resource = resource::<T>();
		era_to_close::<T>(resource);
		T::Ratings::record(0, &use_of::<T>(resource), FEE);

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
		let payer: T::AccountId = account("payer", 1, 0);
		let era = era_to_close::<T>(resource);
		split_to_replace::<T>(resource);
		let paid = use_by::<T>(payer, resource);

		#[block]
		{
			Pallet::<T>::distribute(paid, Funds::Free).unwrap();
		}

		assert!(Pallet::<T>::closed_era(era).is_some());
		assert!(Owed::<T>::contains_key(account::<T::AccountId>("author", 0, 0)));
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

	/// Replaces a split that was not in force yet.
	#[benchmark]
	fn set_split(m: Linear<1, MAX_MEMBERS>) {
		let resource = resource::<T>();
		split_to_replace::<T>(resource);
		let owner = T::Resources::owner_of(&resource).unwrap();
		let targets: Vec<_> = (0..m)
			.map(|index| (Target::Account(account("target", index, 0)), Perbill::from_parts(10_000_000)))
			.collect();
		let targets = BoundedVec::try_from(targets).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), resource, targets);

		assert_eq!(Members::<T>::iter().count() as u32, 3 + m);
	}

	/// Among those who have fixed parts of so many other resources, each of which as many share in as can.
	#[benchmark]
	fn endow(s: Linear<1, MAX_SHARES>) {
		let resource = resource::<T>();
		let owner = T::Resources::owner_of(&resource).unwrap();
		T::Currency::set_balance(&owner, 1_000_000 * AIC);
		let source = |index| {
			let source = T::Resources::ensure_resource(&account("author", index, 0));
			let sharer = |member| (account("sharer", index, member), Perbill::from_percent(1));
			Fixed::<T>::insert(source, Roster::truncate_from((0..MAX_MEMBERS).map(sharer).collect()));
			(Target::Resource(source), Perbill::from_percent(3))
		};
		let targets = BoundedVec::try_from((0..s).map(source).collect::<Vec<_>>()).unwrap();

		#[block]
		{
			<Pallet<T> as Shares<_>>::endow(resource, &owner, targets).unwrap();
		}

		assert_eq!(Members::<T>::iter().count() as u32, s * (MAX_MEMBERS / s));
	}

	/// Of a resource with as many members as there can be.
	#[benchmark]
	fn flatten() {
		let resource = resource::<T>();
		split_among::<T>(resource, MAX_MEMBERS);
		let targets = vec![(Target::Resource(resource), Perbill::from_percent(50))];

		let roster;
		#[block]
		{
			roster = Pallet::<T>::flatten(&ResourceId::Node(u64::MAX), targets);
		}

		// The owner makes one too many.
		assert_eq!(roster, Err(Error::<T>::TooManyMembers.into()));
	}

	/// Of the coin and of an asset.
	#[benchmark]
	fn collect() {
		let resource = resource::<T>();
		let id = split_among::<T>(resource, MAX_MEMBERS);
		let split = SplitOf::<T>::get(resource).unwrap().now.unwrap();
		Pallet::<T>::credit_split(split, resource, Reason::Bounty, FEE);
		for asset in 0..MAX_SPLIT_ASSETS {
			Pallet::<T>::credit_split_asset(split, asset, FEE).unwrap();
		}
		let member: T::AccountId = account("member", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id, member.clone());

		assert_eq!(Owed::<T>::get(member).unwrap().amount, FEE / 100);
	}

	#[benchmark]
	fn close_split(m: Linear<1, MAX_MEMBERS>) {
		let resource = resource::<T>();
		let id = split_among::<T>(resource, m);
		let split = SplitOf::<T>::get(resource).unwrap().now.unwrap();
		Pallet::<T>::credit_split(split, resource, Reason::Bounty, FEE);
		for asset in 0..MAX_SPLIT_ASSETS {
			Pallet::<T>::credit_split_asset(split, asset, FEE).unwrap();
		}
		SplitOf::<T>::insert(resource, Schedule { now: Some(split), next: Some((None, 0)) });

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id);

		assert!(Splits::<T>::get(id).is_none());
	}

	#[benchmark]
	fn pay_asset() {
		let caller: T::AccountId = whitelisted_caller();
		T::Currency::set_balance(&Pallet::<T>::pot(), T::Currency::minimum_balance());
		let asset = T::BenchmarkHelper::ensure_asset(&caller, &Pallet::<T>::pot(), FEE);
		let resource = resource::<T>();
		split_to_replace::<T>(resource);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), resource, asset, FEE / 2);

		assert!(AssetTotal::<T>::get(asset) > 0);
	}

	#[benchmark]
	fn claim_asset() {
		let caller: T::AccountId = whitelisted_caller();
		T::Currency::set_balance(&Pallet::<T>::pot(), T::Currency::minimum_balance());
		let asset = T::BenchmarkHelper::ensure_asset(&caller, &Pallet::<T>::pot(), FEE);
		let resource = resource::<T>();
		let owner = T::Resources::owner_of(&resource).unwrap();
		T::Currency::set_balance(&owner, AIC);
		Pallet::<T>::do_pay_asset(caller.clone(), resource, asset, FEE / 2).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), owner.clone(), asset);

		assert_eq!(AssetOwed::<T>::get(owner, asset), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
