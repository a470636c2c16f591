//! Benchmarks. It is [`NOW`] in all of them.

use super::*;
use aic_primitives::merkle::node as merkle_node;
use aic_primitives::BenchmarkClock as _;
use aic_primitives::{
	currency::AIC, Comparison, DeviceClass, Locality, Requirements, Taken, ValidationTask, WaitReason,
};
use drawing::PATIENCE;
use frame::benchmarking::prelude::*;

const NOW: Moment = 1_000_000;
const TASK: TaskId = TaskId::Measurement(1);
const REQUIREMENTS: Requirements =
	Requirements { class: DeviceClass::Gpu, power: 1, memory: 1, unit_price: AIC };
/// Nodes that auditors are drawn among.
const IDLE: u32 = 10_000;
/// Checkpoints of the task: a bisection of twenty levels.
const CHECKPOINTS: u32 = 1 << 20;

fn truth() -> H256 {
	H256::repeat_byte(1)
}

fn lie() -> H256 {
	H256::repeat_byte(2)
}

/// A provider with a node, who is its operator too.
fn node<T: Config>(index: u32) -> (NodeId, T::AccountId) {
	let provider = account("provider", index, 0);
	(T::Nodes::ensure_idle(&provider, &REQUIREMENTS), provider)
}

fn task<T: Config>(executor: NodeId) -> ValidationTask<T::AccountId> {
	ValidationTask {
		task: TASK,
		executor,
		requester: account("requester", 0, 0),
		requirements: REQUIREMENTS,
		commitment: Commitment::new(TASK, executor, lie()),
		time_limit: 0,
		audit: Permill::one(),
		trust: 1,
		comparison: Comparison::Exact,
		checkpoints: CHECKPOINTS,
	}
}

/// The validation of an executor's work who lied, without auditors.
fn validation<T: Config>(phase: Phase) -> ValidationOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	let (executor, operator) = node::<T>(0);
	let info = T::Nodes::info(executor).unwrap();
	Scores::<T>::insert(executor, 100);
	Validation {
		task: task::<T>(executor),
		owner: info.owner,
		operator,
		bond: T::Nodes::bond_of(REQUIREMENTS.power),
		weight: MAX_WEIGHT,
		panel: 1,
		digest: Some(lie()),
		round: 1,
		phase,
		samples: BoundedVec::new(),
		bisection: None,
		auditors: BoundedVec::new(),
	}
}

/// Takes some node of an owner who has no part yet.
fn take<T: Config>(validation: &ValidationOf<T>) -> Taken {
	let owners = core::iter::once(validation.owner)
		.chain(validation.auditors.iter().map(|auditor| auditor.owner))
		.collect::<alloc::vec::Vec<_>>();
	(0u32..100)
		.find_map(|attempt| {
			let seed = H256(blake2_256(&attempt.encode()));
			let taken = T::Nodes::take(&REQUIREMENTS, &Locality::default(), &owners, 1, seed).ok()?;
			taken.into_iter().next()
		})
		.unwrap()
}

/// Gives `validation` auditors with these votes, whose nodes are reserved.
fn seat<T: Config>(validation: &mut ValidationOf<T>, votes: impl IntoIterator<Item = Vote>) {
	for index in 1..=MAX_AUDITORS {
		node::<T>(index);
	}
	for vote in votes {
		let Taken { node, owner, parts, .. } = take::<T>(validation);
		Scores::<T>::insert(node, 100);
		let auditor = Auditor {
			node,
			owner,
			operator: T::Nodes::info(node).unwrap().operator,
			surety: Surety::Parts(parts),
			weight: MAX_WEIGHT,
			round: 1,
			vote,
		};
		validation.auditors.try_push(auditor).unwrap();
	}
}

/// So many seats but for the last.
fn seats_but_one(count: u32, vote: Vote) -> impl Iterator<Item = Vote> {
	core::iter::repeat_n(vote, count as usize - 1)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Both queues have places that were given up, and one that waits for newer randomness.
	#[benchmark(pov_mode = Measured)]
	fn poll() {
		System::<T>::set_block_number(1_000_000u32.into());
		for round in [0, 1] {
			for place in 0..=PATIENCE {
				let phase = Pallet::<T>::enqueue(TASK, round, NOW, WaitReason::AwaitsRandomness);
				if let (Phase::Drawing { position, .. }, true) = (phase, place < PATIENCE) {
					Pallet::<T>::dequeue(round, position);
				}
			}
		}
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::poll(&mut meter);
		}

		assert_eq!(
			Ends::<T>::get(Lane::New),
			ring::Ends { head: PATIENCE.into(), tail: u64::from(PATIENCE) + 1 }
		);
	}

	/// An audit is drawn, and its auditors among many nodes.
	#[benchmark(pov_mode = Measured)]
	fn draw(n: Linear<1, MAX_AUDITORS>) {
		T::Nodes::ensure_many_idle(IDLE, &REQUIREMENTS);
		for index in 1..=MAX_AUDITORS {
			node::<T>(index);
		}
		System::<T>::set_block_number(1u32.into());
		let phase = Pallet::<T>::enqueue(TASK, 0, NOW, WaitReason::AwaitsRandomness);
		let mut validation = validation::<T>(phase);
		validation.digest = None;
		validation.round = 0;
		validation.panel = n as u8;
		Validations::<T>::insert(TASK, validation);

		#[block]
		{
			assert!(Pallet::<T>::draw_next(Lane::New, truth(), 2u32.into()));
		}

		assert!(!Validations::<T>::get(TASK).unwrap().auditors.is_empty());
	}

	#[benchmark]
	fn open() {
		let (executor, _) = node::<T>(0);

		#[block]
		{
			<Pallet<T> as aic_primitives::WorkValidation<T::AccountId>>::open(task::<T>(executor)).unwrap();
		}

		assert!(Validations::<T>::contains_key(TASK));
	}

	/// The last of so many.
	#[benchmark]
	fn commit(n: Linear<1, MAX_AUDITORS>) {
		let mut validation = validation::<T>(Phase::Committing { until: NOW, reveal_until: NOW });
		let committed = Vote::Committed(Commitment::new(TASK, 0, truth()));
		seat::<T>(&mut validation, seats_but_one(n, committed).chain([Vote::Awaited]));
		let last = validation.auditors.last().unwrap().clone();
		Validations::<T>::insert(TASK, validation);

		#[extrinsic_call]
		_(RawOrigin::Signed(last.operator), TASK, Commitment::new(TASK, last.node, truth()), None);

		assert!(matches!(Validations::<T>::get(TASK).unwrap().phase, Phase::Revealing { .. }));
	}

	/// The last of so many auditors; the executor is awaited, so that it doesn't close.
	#[benchmark]
	fn reveal(n: Linear<1, MAX_AUDITORS>) {
		let mut validation = validation::<T>(Phase::Revealing { until: NOW });
		validation.digest = None;
		seat::<T>(&mut validation, seats_but_one(n, Vote::Revealed(truth())).chain([Vote::Awaited]));
		let last = validation.auditors.last_mut().unwrap();
		last.vote = Vote::Committed(Commitment::new(TASK, last.node, truth()));
		let operator = last.operator.clone();
		Validations::<T>::insert(TASK, validation);

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), TASK, truth(), None);

		let votes = Validations::<T>::get(TASK).unwrap().tally();
		assert_eq!(votes.groups.first().map(|group| group.auditors), Some(n));
	}

	/// All auditors convict the executor and are paid, but one of many who missed; fewer than two can't, and he is convicted
	/// because he hides his digest. What follows from the verdict has a weight of its own.
	#[benchmark]
	fn close(n: Linear<0, MAX_AUDITORS>) {
		let mut validation = validation::<T>(Phase::Revealing { until: NOW - 1 });
		let mut votes = alloc::vec![Vote::Revealed(truth()); n as usize];
		if n < CONTESTED_QUORUM {
			validation.digest = None;
		}
		if n > 2 * CONTESTED_QUORUM {
			votes[0] = Vote::Committed(Commitment::new(TASK, 0, truth()));
		}
		seat::<T>(&mut validation, votes);
		Validations::<T>::insert(TASK, validation);
		let verdict;

		#[block]
		{
			verdict = Pallet::<T>::conclude(TASK);
		}

		assert_eq!(verdict, Ok((Some(Verdict::Rejected), n)));
	}

	/// One auditor agrees with the executor, as in most audits. For what work costs; the weight of `close` is that of its worst.
	#[benchmark(extra)]
	fn close_accepted() {
		let mut validation = validation::<T>(Phase::Revealing { until: NOW - 1 });
		seat::<T>(&mut validation, [Vote::Revealed(lie())]);
		Validations::<T>::insert(TASK, validation);
		let verdict;

		#[block]
		{
			verdict = Pallet::<T>::conclude(TASK);
		}

		assert!(matches!(verdict, Ok((Some(Verdict::Accepted { .. }), 1))));
	}

	/// The last level of a bisection, with a full bench, so that the AI Society is asked next and all are to be pledged for.
	#[benchmark]
	fn bisect() {
		let mut validation = validation::<T>(Phase::Bisecting { until: NOW });
		seat::<T>(&mut validation, core::iter::repeat_n(Vote::Revealed(truth()), MAX_AUDITORS as usize));
		let (left, right) = (H256::repeat_byte(4), H256::repeat_byte(5));
		validation.bisection = Some(Bisection {
			challenger: 0,
			round: 1,
			step: 0,
			levels: 1,
			executor: merkle_node(left, lie()),
			auditor: merkle_node(left, right),
			posted: Some(Children { by_executor: true, left, right: lie() }),
		});
		let challenger = validation.auditors.first().unwrap().operator.clone();
		Validations::<T>::insert(TASK, validation);

		#[extrinsic_call]
		_(RawOrigin::Signed(challenger), TASK, left, right);

		assert!(matches!(Validations::<T>::get(TASK).unwrap().phase, Phase::Disputed { .. }));
	}

	/// The executor is right: of a full bench three lied and pay the three of four whom the requester doesn't.
	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		let origin = T::SocietyOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("the society has an origin"))?;
		T::SocietyOrigin::ensure_origin(origin).map_err(|_| BenchmarkError::Stop("which is its own"))?;
		let mut validation = validation::<T>(Phase::Disputed { until: NOW });
		let (right, wrong) = (Vote::Revealed(lie()), Vote::Revealed(truth()));
		seat::<T>(&mut validation, [wrong, wrong, wrong, right, right, right, right]);
		Validations::<T>::insert(TASK, validation);
		let verdict;

		#[block]
		{
			verdict = Pallet::<T>::settle_dispute(TASK, Some(lie()));
		}

		assert!(matches!(verdict, Ok(Verdict::Accepted { .. })));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_ext(), crate::mock::Test);
}
