//! Benchmarks, one per call, hook path and verdict, on the real neighbours. All jobs have as many datasets as there can be,
//! each of another owner.

use super::*;
use aic_primitives::{
	currency::AIC, time::MINUTE, AssetId, AssetKind, OnVerdict, Requirements, UseTaken, Verdict,
	MAX_DATASETS, MAX_VALIDATORS,
};
use frame::benchmarking::prelude::*;
use fungible::{Mutate, MutateHold};

const NOW: Moment = 1_000_000_000_000;

/// Who asks in all benchmarks, with funds.
fn requester<T: Config>() -> T::AccountId {
	let who = account("requester", 0, 0);
	T::Currency::set_balance(&who, 1_000_000 * AIC);
	who
}

fn asset<T: Config>(kind: AssetKind, index: u32) -> AssetId {
	T::Assets::ensure_asset(&account("owner", index, 0), kind)
}

fn job_request<T: Config>(slots: u16) -> JobRequest {
	T::BenchmarkHelper::set_time(NOW);
	let datasets = (0..MAX_DATASETS).map(|index| asset::<T>(AssetKind::Dataset, index)).collect::<Vec<_>>();
	JobRequest {
		model: asset::<T>(AssetKind::Model, MAX_DATASETS),
		datasets: datasets.try_into().unwrap(),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: 1,
		memory: 1,
		slots,
		time_limit: MINUTE.min(T::MaxTimeLimit::get()),
		region: Some(0),
	}
}

/// A job all of whose slots wait.
fn job<T: Config>(slots: u16) -> JobId {
	let id = NextJob::<T>::get();
	Pallet::<T>::do_request(requester::<T>(), job_request::<T>(slots), Balance::MAX).unwrap();
	id
}

/// An idle node of a provider of its own that meets the requirements of any job here.
fn node<T: Config>(index: u32) -> NodeId {
	let unit_price = Pallet::<T>::power_price(DeviceClass::Gpu);
	let requirements = Requirements { class: DeviceClass::Gpu, power: 1, memory: 1, unit_price };
	T::Nodes::ensure_idle(&account("provider", index, 0), &requirements)
}

fn provider<T: Config>(node: NodeId) -> T::AccountId {
	T::Nodes::info(node).unwrap().provider
}

/// Gives a slot that waits to a node of its own.
fn give_to_node<T: Config>(id: SlotId) -> NodeId {
	let node = node::<T>(id.index.into());
	T::Nodes::reserve(node, &Jobs::<T>::get(id.job).unwrap().requirements()).unwrap();
	Slots::<T>::mutate(id, |slot| {
		let slot = slot.as_mut().unwrap();
		let SlotState::Waiting { position, .. } = slot.state else { panic!("the slot does not wait") };
		Queue::<T>::remove(position);
		slot.attempts = 1;
		slot.state = SlotState::Assigned { node, at: NOW };
	});
	node
}

/// A job of one slot, which is given to a node.
fn assigned<T: Config>() -> (SlotId, NodeId) {
	let slot = SlotId { job: job::<T>(1), index: 0 };
	(slot, give_to_node::<T>(slot))
}

fn state<T: Config>(slot: SlotId) -> SlotState {
	Slots::<T>::get(slot).unwrap().state
}

/// See [`aic_primitives::JobResults::ensure_result`].
pub(crate) fn finished_slot<T: Config>(
	requester: &T::AccountId,
	model: AssetId,
	dataset: AssetId,
	digest: H256,
) -> SlotId {
	let id = NextJob::<T>::mutate(|next| {
		*next += 1;
		*next - 1
	});
	let request = JobRequest {
		model,
		datasets: BoundedVec::truncate_from([dataset].into()),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: 1,
		memory: 1,
		slots: 1,
		time_limit: 1,
		region: None,
	};
	let terms = Terms { unit_price: 0, validators: 0, validator_share: Permill::zero() };
	let uses = BoundedVec::truncate_from([UseTaken::Free; 2].into());
	let excluded = BoundedVec::truncate_from([requester.clone()].into());
	let job = Job {
		requester: requester.clone(),
		request,
		region: 0,
		terms,
		uses,
		excluded,
		ran: true,
		open: 0,
		finished_at: Some(NOW),
	};
	Jobs::<T>::insert(id, job);
	let slot = SlotId { job: id, index: 0 };
	let state = SlotState::Done { node: 0, digest, paid: 0 };
	Slots::<T>::insert(slot, Slot { escrow: 0, attempts: 1, state });
	slot
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn request(s: Linear<1, { u32::from(T::MaxSlots::get()) }>) {
		let caller = requester::<T>();
		let asked = job_request::<T>(s as u16);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asked, Balance::MAX);

		assert_eq!(Queue::<T>::count(), s);
	}

	#[benchmark]
	fn start() {
		let (slot, node) = assigned::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(provider::<T>(node)), slot);

		assert_eq!(state::<T>(slot), SlotState::Running { node, started_at: NOW });
	}

	#[benchmark]
	fn submit() {
		let (slot, node) = assigned::<T>();
		Pallet::<T>::do_start(provider::<T>(node), slot).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(provider::<T>(node)), slot, H256::zero());

		assert_eq!(state::<T>(slot), SlotState::Validating { node, started_at: NOW, submitted_at: NOW });
	}

	/// All slots are assigned, and the job ends.
	#[benchmark]
	fn cancel(s: Linear<1, { u32::from(T::MaxSlots::get()) }>) {
		let job = job::<T>(s as u16);
		for index in 0..s as u16 {
			give_to_node::<T>(SlotId { job, index });
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(requester::<T>()), job);

		assert_eq!(Jobs::<T>::get(job).unwrap().finished_at, Some(NOW));
	}

	/// The last attempt was not started, and the job ends.
	#[benchmark]
	fn expire() {
		let (slot, _) = assigned::<T>();
		Slots::<T>::mutate(slot, |slot| slot.as_mut().unwrap().attempts = T::MaxAttempts::get());
		T::BenchmarkHelper::set_time(NOW + T::Deadlines::get().start + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), slot);

		assert_eq!(state::<T>(slot), SlotState::Failed { reason: FailReason::NotStarted });
	}

	#[benchmark]
	fn forget(s: Linear<1, { u32::from(T::MaxSlots::get()) }>) {
		let job = job::<T>(s as u16);
		Pallet::<T>::do_cancel(requester::<T>(), job).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(requester::<T>()), job);

		assert!(!Jobs::<T>::contains_key(job));
	}

	/// A slot waits for newer randomness.
	#[benchmark]
	fn poll() {
		frame_system::Pallet::<T>::set_block_number(1_000_000u32.into());
		job::<T>(1);
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::poll(&mut meter);
		}

		assert_eq!(Queue::<T>::count(), 1);
	}

	#[benchmark]
	fn assign() {
		let slot = SlotId { job: job::<T>(1), index: 0 };
		node::<T>(0);

		#[block]
		{
			Pallet::<T>::serve_next(H256::repeat_byte(1));
		}

		assert!(matches!(state::<T>(slot), SlotState::Assigned { .. }));
	}

	/// The job ends.
	#[benchmark]
	fn lapse() {
		let slot = SlotId { job: job::<T>(1), index: 0 };
		T::BenchmarkHelper::set_time(NOW + T::Deadlines::get().wait + 1);

		#[block]
		{
			Pallet::<T>::serve_next(H256::repeat_byte(1));
		}

		assert!(state::<T>(slot).is_final());
	}

	/// Accepted, with everybody paid, and the job ends.
	#[benchmark]
	fn on_verdict() {
		let (slot, node) = assigned::<T>();
		Pallet::<T>::do_start(provider::<T>(node), slot).unwrap();
		let nodes = (1..=MAX_VALIDATORS).map(super::node::<T>).collect::<Vec<_>>();
		T::Currency::hold(&HoldReason::Escrow.into(), &requester::<T>(), AIC).unwrap();
		Slots::<T>::mutate(slot, |slot| {
			let slot = slot.as_mut().unwrap();
			slot.escrow += AIC;
			slot.state = SlotState::Validating { node, started_at: NOW, submitted_at: NOW + MINUTE };
		});
		let verdict = Verdict::Accepted { digest: H256::zero(), validators: nodes.try_into().unwrap() };

		#[block]
		{
			Pallet::<T>::on_verdict(slot, verdict).unwrap();
		}

		assert!(matches!(state::<T>(slot), SlotState::Done { paid, .. } if paid > 0));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
