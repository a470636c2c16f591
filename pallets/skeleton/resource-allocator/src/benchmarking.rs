//! Benchmarks, one per call, hook part and verdict, on the real neighbours. All jobs have as many datasets as there can be,
//! each of another owner.

use super::*;
use aic_primitives::BenchmarkClock as _;
use aic_primitives::{
	currency::AIC,
	time::{HOUR, MINUTE},
	AssetId, AssetKind, Comparison, OnVerdict, Parts, Placement, Requirements, TaskId, UseTaken, Verdict,
	MAX_AUDITORS, MAX_DATASETS,
};
use frame::benchmarking::prelude::*;
use fungible::{Mutate, MutateHold};

const NOW: Moment = 1_000_000_000_000;
/// Nodes that are idle when many are.
const MANY: u32 = 10_000;
/// Power of a slot: all of what [`Nodes::ensure_idle`] makes.
const POWER: Power = 1;

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
	// The treasury exists.
	T::Currency::set_balance(&T::Treasury::get(), AIC);
	let datasets = (0..MAX_DATASETS).map(|index| asset::<T>(AssetKind::Dataset, index)).collect::<Vec<_>>();
	JobRequest {
		model: asset::<T>(AssetKind::Model, MAX_DATASETS),
		datasets: datasets.try_into().unwrap(),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: 1,
		slots,
		placement: Placement::Each,
		time_limit: HOUR.clamp(T::MinTimeLimit::get(), T::MaxTimeLimit::get()),
		prepaid: None,
		patience: None,
		premium: Permill::zero(),
		audit: Permill::zero(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
		retries: 0,
		region: Some(0),
		lease: None,
	}
}

fn ask<T: Config>(request: JobRequest) -> JobId {
	let id = NextJob::<T>::get();
	Pallet::<T>::do_request(requester::<T>(), request, Balance::MAX).unwrap();
	id
}

/// A job all of whose slots wait.
fn job<T: Config>(slots: u16) -> JobId {
	// The region must exist before it is asked for.
	node::<T>(9_999);
	ask::<T>(job_request::<T>(slots))
}

fn requirements<T: Config>() -> Requirements {
	let unit_price = Pallet::<T>::power_price(DeviceClass::Gpu);
	Requirements { class: DeviceClass::Gpu, power: POWER, memory: 1, unit_price }
}

/// An idle node of a provider of its own that meets the requirements of any job here.
fn node<T: Config>(index: u32) -> NodeId {
	T::BenchmarkHelper::set_time(NOW);
	T::Nodes::ensure_idle(&account("provider", index, 0), &requirements::<T>())
}

fn operator<T: Config>(node: NodeId) -> T::AccountId {
	T::Nodes::info(node).unwrap().operator
}

fn change_job<T: Config>(id: JobId, change: impl FnOnce(&mut JobOf<T>)) {
	Jobs::<T>::mutate(id, |job| change(job.as_mut().unwrap()));
}

fn change_slot<T: Config>(id: SlotId, change: impl FnOnce(&mut Slot)) {
	Slots::<T>::mutate(id.job, id.index / PAGE, |page| {
		change(&mut page.as_mut().unwrap()[usize::from(id.index % PAGE)])
	});
}

/// A job of so many slots, all of which have nodes.
fn placed<T: Config>(slots: u16) -> JobId {
	let id = job::<T>(slots);
	T::Nodes::ensure_many_idle(MANY, &requirements::<T>());
	for round in 0.. {
		let mut job = Jobs::<T>::get(id).unwrap();
		if job.waiting.count() == 0 {
			break;
		}
		assert!(round < 1_000, "not all slots found nodes");
		Pallet::<T>::leave_queue(&mut job);
		Jobs::<T>::insert(id, job);
		Pallet::<T>::visit(id, 32, H256::repeat_byte(round as u8));
	}
	id
}

/// A job of one slot, which has a node.
fn assigned<T: Config>() -> (SlotId, NodeId, Parts) {
	let slot = SlotId { job: placed::<T>(1), index: 0 };
	let SlotState::Assigned { node, parts, .. } = state::<T>(slot) else { panic!("no node was drawn") };
	(slot, node, parts)
}

/// A job of one slot, on which a node works.
fn running<T: Config>() -> (SlotId, NodeId, Parts) {
	let (slot, node, parts) = assigned::<T>();
	Pallet::<T>::do_start(operator::<T>(node), slot).unwrap();
	(slot, node, parts)
}

/// A full page of slots in the middle of which another begins, to draw for.
fn waiting_amid_pages<T: Config>(slots: u16) -> JobId {
	let id = placed::<T>(PAGE / 2);
	let escrow = Jobs::<T>::get(id).unwrap().escrow;
	let more = escrow * Balance::from(slots);
	T::Currency::hold(&HoldReason::Escrow.into(), &requester::<T>(), more).unwrap();
	change_job::<T>(id, |job| {
		job.request.slots += slots;
		job.open += slots;
		job.waiting.fresh = slots;
	});
	id
}

fn state<T: Config>(slot: SlotId) -> SlotState {
	Pallet::<T>::shown(slot).unwrap().state
}

fn seed() -> H256 {
	H256::repeat_byte(1)
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
	let waiting = Waiting {
		fresh: 0,
		returned: 0,
		pages: 0,
		epoch: 0,
		dropped: None,
		until: NOW,
		reason: WaitReason::AwaitsRandomness,
		failures: 0,
		place: None,
	};
	let (auditor_share, audit) = (Permill::zero(), Permill::zero());
	let job = Job {
		requester: requester.clone(),
		request: JobRequest {
			model,
			datasets: BoundedVec::truncate_from([dataset].into()),
			..bare_request()
		},
		region: 0,
		strict: None,
		terms: Terms { unit_price: 0, min_fee: 0, auditors: 0, auditor_share, audit },
		prepaid: 1,
		escrow: 0,
		uses: BoundedVec::truncate_from([UseTaken::Free(aic_primitives::Part::WHOLE); 2].into()),
		excluded: BoundedVec::new(),
		owners: BoundedVec::new(),
		failed: BoundedVec::new(),
		ran: true,
		cancelled: false,
		phase: Phase::Ready { since: 0 },
		open: 0,
		created: 1,
		waiting,
		finished_at: Some(NOW),
	};
	Jobs::<T>::insert(id, job);
	let state = SlotState::Done { node: 0, digest, paid: 0 };
	Slots::<T>::insert(id, 0, Page::truncate_from([Slot { attempts: 1, paid: 0, state }].into()));
	SlotId { job: id, index: 0 }
}

fn bare_request() -> JobRequest {
	JobRequest {
		model: AssetId { kind: AssetKind::Model, item: 0 },
		datasets: BoundedVec::new(),
		instructions: H256::zero(),
		class: DeviceClass::Gpu,
		power: POWER,
		memory: 1,
		slots: 1,
		placement: Placement::Each,
		time_limit: MINUTE,
		prepaid: None,
		patience: None,
		premium: Permill::zero(),
		audit: Permill::zero(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: 1,
		retries: 0,
		region: None,
		lease: None,
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn request(d: Linear<1, MAX_DATASETS>) {
		node::<T>(0);
		let caller = requester::<T>();
		let mut asked = job_request::<T>(T::MaxSlots::get());
		asked.datasets.truncate(d as usize);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asked, Balance::MAX);

		assert_eq!(Queue::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn top_up() {
		node::<T>(0);
		let time_limit = T::MinTimeLimit::get() + 1;
		let id =
			ask::<T>(JobRequest { time_limit, prepaid: Some(1), ..job_request::<T>(T::MaxSlots::get()) });

		#[extrinsic_call]
		_(RawOrigin::Signed(requester::<T>()), id, time_limit - 1, Balance::MAX);

		assert_eq!(Jobs::<T>::get(id).unwrap().prepaid, time_limit);
	}

	#[benchmark(pov_mode = Measured)]
	fn start() {
		let (slot, node, parts) = assigned::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operator::<T>(node)), slot);

		let running = SlotState::Running { node, parts, started_at: NOW, whole: true };
		assert_eq!(state::<T>(slot), running);
	}

	#[benchmark(pov_mode = Measured)]
	fn start_refused() {
		let (slot, node, _) = assigned::<T>();
		let provider = T::Nodes::info(node).unwrap().provider;
		change_job::<T>(slot.job, |job| job.owners[0] = mark_of(&provider));

		#[extrinsic_call]
		start(RawOrigin::Signed(operator::<T>(node)), slot);

		assert!(matches!(state::<T>(slot), SlotState::Waiting { .. }));
	}

	#[benchmark(pov_mode = Measured)]
	fn submit() {
		let (slot, node, _) = running::<T>();
		let commitment = Commitment::new(TaskId::Slot(slot), node, H256::zero());

		#[extrinsic_call]
		_(RawOrigin::Signed(operator::<T>(node)), slot, commitment);

		assert!(matches!(state::<T>(slot), SlotState::Validating { .. }));
	}

	#[benchmark(pov_mode = Measured)]
	fn settle() {
		let (slot, ..) = running::<T>();
		T::BenchmarkHelper::set_time(NOW + MINUTE);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), slot);

		assert!(Pallet::<T>::shown(slot).unwrap().paid > 0);
	}

	/// So many slots are assigned, another waits, and the job ends.
	#[benchmark(pov_mode = Measured)]
	fn cancel(s: Linear<1, { u32::from(PAGE) }>) {
		let job = placed::<T>(s as u16);
		let escrow = Jobs::<T>::get(job).unwrap().escrow;
		T::Currency::hold(&HoldReason::Escrow.into(), &requester::<T>(), escrow).unwrap();
		change_job::<T>(job, |record| {
			record.request.slots += 1;
			record.open += 1;
			record.waiting.fresh = 1;
			let lane = record.lane();
			Pallet::<T>::enqueue(job, record, lane);
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(requester::<T>()), job, 0);

		assert_eq!(Jobs::<T>::get(job).unwrap().finished_at, Some(NOW));
	}

	/// The result was not submitted, and the job ends.
	#[benchmark(pov_mode = Measured)]
	fn expire() {
		let (slot, ..) = running::<T>();
		T::BenchmarkHelper::set_time(NOW + MINUTE);
		Pallet::<T>::do_settle(slot).unwrap();
		let limit = Jobs::<T>::get(slot.job).unwrap().prepaid;
		T::BenchmarkHelper::set_time(NOW + limit + T::Deadlines::get().submit_grace + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), slot);

		assert_eq!(state::<T>(slot), SlotState::Failed { reason: FailReason::NotSubmitted });
	}

	#[benchmark(pov_mode = Measured)]
	fn forget(p: Linear<1, { closing::FORGOTTEN }>) {
		let slots = (p * u32::from(PAGE)).min(T::MaxSlots::get().into()) as u16;
		let job = placed::<T>(slots);
		for page in 0..p as u16 {
			Pallet::<T>::do_cancel(requester::<T>(), job, page).unwrap();
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(requester::<T>()), job);

		assert!(!Jobs::<T>::contains_key(job));
	}

	/// Nobody is due, while a gang that is being gathered waits for newer randomness.
	#[benchmark(pov_mode = Measured)]
	fn poll() {
		let id = job::<T>(1);
		let now = frame_system::Pallet::<T>::block_number();
		Gang::<T>::put(Gathering { job: id, drawn_at: now });
		change_job::<T>(id, |job| job.phase = Phase::Gathering { until: NOW });
		LaneMarks::<T>::kill();
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::poll(&mut meter);
		}

		assert_eq!(Gang::<T>::get().map(|gang| gang.job), Some(id));
	}

	/// Some have left before one who must wait.
	#[benchmark(pov_mode = Measured)]
	fn look() {
		let lane = {
			let mut lane = Lane::Fresh(0);
			for _ in 0..queue::PASSED_OVER {
				let id = job::<T>(1);
				change_job::<T>(id, |job| {
					lane = job.lane();
					Pallet::<T>::leave_queue(job);
				});
			}
			job::<T>(1);
			lane
		};

		#[block]
		{
			assert_eq!(Pallet::<T>::take_head(lane, 0u32.into()), queue::Head::Later);
		}

		assert_eq!(LaneEnds::<T>::get(lane).len(), 1);
	}

	/// Slots of as many pages as can be find nodes, and others wait on.
	#[benchmark(pov_mode = Measured)]
	fn visit(s: Linear<1, 32>) {
		let id = waiting_amid_pages::<T>(s as u16 + 1);
		let created = Jobs::<T>::get(id).unwrap().created;

		#[block]
		{
			Pallet::<T>::visit(id, s, seed());
		}

		assert_eq!(u32::from(Jobs::<T>::get(id).unwrap().created - created), s);
	}

	/// Many nodes are idle, none with enough memory, and the job would have begun to gather.
	#[benchmark(pov_mode = Measured)]
	fn visit_fails() {
		let id = job::<T>(T::MaxSlots::get());
		T::Nodes::ensure_many_idle(MANY, &requirements::<T>());
		change_job::<T>(id, |job| {
			Pallet::<T>::leave_queue(job);
			job.request.placement = Placement::Elastic { least: 2 };
			job.request.memory = u32::MAX;
			job.phase = Phase::Scattered;
		});

		#[block]
		{
			Pallet::<T>::visit(id, T::MaxPlacementsPerBlock::get(), seed());
		}

		assert_eq!(Jobs::<T>::get(id).unwrap().waiting.failures, 1);
	}

	/// The job ends.
	#[benchmark(pov_mode = Measured)]
	fn lapse() {
		let id = job::<T>(T::MaxSlots::get());
		change_job::<T>(id, Pallet::<T>::leave_queue);
		T::BenchmarkHelper::set_time(NOW + T::MaxPatience::get() + 1);

		#[block]
		{
			Pallet::<T>::visit(id, 1, seed());
		}

		assert!(Jobs::<T>::get(id).unwrap().finished_at.is_some());
	}

	/// An elastic job begins in a network of many nodes, and others of its slots wait on.
	#[benchmark(pov_mode = Measured)]
	fn gather(s: Linear<1, 32>) {
		let id = job::<T>(s as u16 + 1);
		T::Nodes::ensure_many_idle(MANY, &requirements::<T>());
		change_job::<T>(id, |job| {
			Pallet::<T>::leave_queue(job);
			job.request.placement = Placement::Elastic { least: s as u16 };
			job.phase = Phase::Scattered;
		});

		#[block]
		{
			Pallet::<T>::visit(id, s, seed());
		}

		assert_eq!(Jobs::<T>::get(id).unwrap().created, s as u16);
	}

	/// None of the gang's nodes is left.
	#[benchmark(pov_mode = Measured)]
	fn disband(s: Linear<1, { u32::from(placement::DISBANDED) }>) {
		let id = placed::<T>(s as u16);
		change_job::<T>(id, |job| job.phase = Phase::Disbanding);
		let mut gang = Jobs::<T>::get(id).unwrap();
		Gang::<T>::put(Gathering { job: id, drawn_at: 0u32.into() });

		#[block]
		{
			assert_eq!(u32::from(Pallet::<T>::disband(id, &mut gang)), s);
			Jobs::<T>::insert(id, gang);
		}

		assert_eq!(Jobs::<T>::get(id).unwrap().phase, Phase::Scattered);
	}

	/// Accepted, with everybody paid, and the job ends.
	#[benchmark(pov_mode = Measured)]
	fn on_verdict(n: Linear<1, MAX_AUDITORS>) {
		let (slot, executor, parts) = running::<T>();
		let nodes = (1..=n).map(super::node::<T>).collect::<Vec<_>>();
		T::Currency::hold(&HoldReason::Escrow.into(), &requester::<T>(), AIC).unwrap();
		change_job::<T>(slot.job, |job| {
			job.escrow += AIC;
			job.terms.auditors = MAX_AUDITORS;
			job.ran = true;
		});
		change_slot::<T>(slot, |slot| {
			slot.state = SlotState::Validating { node: executor, parts, worked: MINUTE, pledge: None };
		});
		let verdict = Verdict::Accepted { digest: H256::zero(), auditors: nodes.try_into().unwrap() };

		#[block]
		{
			Pallet::<T>::on_verdict(TaskId::Slot(slot), verdict).unwrap();
		}

		assert!(matches!(state::<T>(slot), SlotState::Done { paid, .. } if paid > 0));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
