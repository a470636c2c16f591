//! Worst cases of calls and hooks.

use super::*;
use aic_primitives::BenchmarkClock as _;
use aic_primitives::{Distances, OnVerdict, Requirements, TaskId, Verdict, MAX_AUDITORS};
use frame::benchmarking::prelude::*;

const NOW: Moment = 1_700_000_000_000;
const MAX_FEE: Balance = Balance::MAX >> 8;

fn needs() -> Requirements {
	Requirements { class: DeviceClass::Gpu, power: 16, memory: 1, unit_price: Balance::MAX >> 64 }
}

/// A provider's idle node at `NOW`; he is its operator, too, and has money.
fn node<T: Config>(number: u32) -> (T::AccountId, NodeId) {
	T::BenchmarkHelper::set_time(NOW);
	let who: T::AccountId = account("provider", number, 0);
	let node = T::Nodes::ensure_idle(&who, &needs());
	<T::Currency as fungible::Mutate<_>>::mint_into(&who, MAX_FEE >> 32).unwrap();
	(who, node)
}

/// A measurement that began.
fn begun<T: Config>() -> (T::AccountId, NodeId) {
	let (who, node) = node::<T>(0);
	Pallet::<T>::do_request(who.clone(), node, MAX_FEE).unwrap();
	Measurements::<T>::mutate_extant(node, |measurement| {
		measurement.phase = Phase::Running { since: NOW, until: NOW + 1 };
	});
	(who, node)
}

fn commitment(node: NodeId) -> Commitment {
	Commitment::new(TaskId::Measurement(0), node, H256::repeat_byte(1))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn poll() {
		T::BenchmarkHelper::set_time(NOW);

		#[block]
		{
			assert!(!Pallet::<T>::look());
			let _ = T::Randomness::random(b"");
		}
	}

	#[benchmark(pov_mode = Measured)]
	fn ask() {
		T::BenchmarkHelper::set_time(NOW);
		T::Nodes::ensure_many_idle(10_000, &needs());
		let (_, _) = node::<T>(0);

		#[block]
		{
			Pallet::<T>::ask(H256::repeat_byte(3));
		}

		assert_eq!(Asked::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn look() {
		let (_, node) = node::<T>(0);
		Pallet::<T>::ask(H256::zero());
		let asked = Asked::<T>::iter_keys().next().unwrap();
		assert_eq!(asked, node);
		Missed::<T>::insert(node, 1);
		T::BenchmarkHelper::set_time(NOW + T::HeartbeatWindow::get() + 1);

		#[block]
		{
			assert!(Pallet::<T>::look());
		}

		assert_eq!(Missed::<T>::get(node), 0);
	}

	#[benchmark]
	fn heartbeat() {
		let (who, node) = node::<T>(0);
		Asked::<T>::insert(node, NOW);
		Missed::<T>::insert(node, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), node);

		assert_eq!(Pallet::<T>::asked(node), None);
	}

	#[benchmark]
	fn request_measurement() {
		let (who, node) = node::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), node, MAX_FEE);

		assert!(Pallet::<T>::measurement(node).is_some());
	}

	/// The last of the checks fails: it costs as much, but for one write.
	#[benchmark]
	fn begin_measurement() {
		let (who, node) = node::<T>(0);
		Pallet::<T>::do_request(who.clone(), node, MAX_FEE).unwrap();

		#[block]
		{
			let begun = Pallet::<T>::do_begin(who, node);
			assert!(begun.is_ok() || begun == Err(Error::<T>::AwaitsRandomness.into()));
			let measurement = Measurements::<T>::get(node).unwrap();
			Measurements::<T>::insert(node, measurement);
		}

		assert!(Pallet::<T>::measurement(node).is_some());
	}

	#[benchmark]
	fn submit_measurement() {
		let (who, node) = begun::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), node, commitment(node));

		let phase = Pallet::<T>::measurement(node).map(|measurement| measurement.phase);
		assert!(matches!(phase, Some(Phase::Validating { .. })));
	}

	#[benchmark]
	fn expire_measurement() {
		let (_, node) = begun::<T>();
		let caller: T::AccountId = whitelisted_caller();
		T::BenchmarkHelper::set_time(NOW + 2);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), node);

		assert!(Pallet::<T>::measurement(node).is_none());
	}

	#[benchmark]
	fn on_verdict() {
		let (who, node) = begun::<T>();
		Pallet::<T>::do_submit(who, node, commitment(node)).unwrap();
		let auditors = (0..MAX_AUDITORS).map(|number| super::node::<T>(10 + number).1);
		let auditors = BoundedVec::truncate_from(auditors.collect());
		let verdict = Verdict::Accepted { digest: H256::repeat_byte(1), auditors };

		#[block]
		{
			<Pallet<T> as OnVerdict<_>>::on_verdict(TaskId::Measurement(0), verdict).unwrap();
		}

		assert!(Pallet::<T>::measurement(node).is_none());
	}

	/// The list is full and the new report shows that the region is false.
	#[benchmark]
	fn report() {
		let (_, from) = node::<T>(0);
		let (_, about) = node::<T>(1);
		let clip = T::Clip::get() as i32;
		let reports = (0..MAX_REPORTS).map(|number| (1_000 + number, clip));
		let region = T::Nodes::info(about).unwrap().region;
		Reports::<T>::insert(about, (region, Deviations::truncate_from(reports.collect())));

		#[block]
		{
			<Pallet<T> as Distances>::report(from, about, u32::MAX);
		}

		assert_eq!(Reports::<T>::get(about).1.len(), 0);
	}
}
