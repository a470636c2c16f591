//! Benchmarks. It is [`NOW`] in all of them.

use super::*;
use aic_primitives::{
	currency::AIC, seal, AssetId, AssetKind, DeviceClass, Locality, Requirements, ValidationTask, WaitReason,
};
use frame::benchmarking::prelude::*;

const NOW: Moment = 1_000_000;
const SLOT: SlotId = SlotId { job: 1, index: 0 };
const REQUIREMENTS: Requirements =
	Requirements { class: DeviceClass::Gpu, power: 1, memory: 1, unit_price: AIC };
/// Votes against the majority: one less than it has.
const MINORITY: u32 = MAX_VALIDATORS - 1;

fn truth() -> H256 {
	H256::repeat_byte(1)
}

fn lie() -> H256 {
	H256::repeat_byte(2)
}

/// A provider with an idle node.
fn node<T: Config>(index: u32) -> (NodeId, T::AccountId) {
	let provider = account("provider", index, 0);
	(T::Nodes::ensure_idle(&provider, &REQUIREMENTS), provider)
}

/// A validator with a reserved node.
fn validator<T: Config>(index: u32, round: u8, vote: Vote) -> Validator<T::AccountId> {
	let (node, provider) = node::<T>(index);
	T::Nodes::reserve(node, &REQUIREMENTS).unwrap();
	Validator { node, provider, round, vote }
}

/// The validation of a lying executor's work by a full panel, without validators.
fn validation<T: Config>(round: u8, phase: Phase<BlockNumberFor<T>>) -> ValidationOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	let (executor, provider) = node::<T>(MAX_DRAWN);
	Validation {
		task: ValidationTask {
			slot: SLOT,
			executor,
			requester: account("requester", 0, 0),
			requirements: REQUIREMENTS,
			locality: Locality { dataset: Some(AssetId { kind: AssetKind::Dataset, item: 0 }), region: 0 },
			seal: seal(SLOT, executor, lie(), H256::zero()),
			time_limit: 0,
		},
		provider,
		digest: Some(lie()),
		panel: MAX_VALIDATORS,
		round,
		phase,
		validators: BoundedVec::new(),
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// One validation waits, for newer randomness.
	#[benchmark]
	fn poll() {
		System::<T>::set_block_number(1_000_000u32.into());
		let phase = Pallet::<T>::enqueue(SLOT, NOW, WaitReason::AwaitsRandomness);
		Validations::<T>::insert(SLOT, validation::<T>(1, phase));
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::poll(&mut meter);
		}

		assert_eq!(Ends::<T>::get(), QueueEnds { head: 0, tail: 1 });
	}

	/// A full panel out of three times as many nodes.
	#[benchmark]
	fn draw() {
		(0..MAX_DRAWN).for_each(|index| {
			node::<T>(index);
		});
		let phase = Pallet::<T>::enqueue(SLOT, NOW, WaitReason::AwaitsRandomness);
		Validations::<T>::insert(SLOT, validation::<T>(1, phase));

		#[block]
		{
			Pallet::<T>::draw_next(truth());
		}

		let drawn = Validations::<T>::get(SLOT).unwrap();
		assert!(drawn.validators.len() as u32 >= drawn.quorum());
	}

	/// The last of the panel.
	#[benchmark]
	fn commit() {
		let mut validation = validation::<T>(1, Phase::Committing { until: NOW, reveal_until: NOW });
		for index in 1..MAX_VALIDATORS {
			validation.validators.try_push(validator::<T>(index, 1, Vote::Sealed(truth()))).unwrap();
		}
		let last = validator::<T>(0, 1, Vote::Awaited);
		let provider = last.provider.clone();
		validation.validators.try_push(last).unwrap();
		Validations::<T>::insert(SLOT, validation);

		#[extrinsic_call]
		_(RawOrigin::Signed(provider), SLOT, truth());

		assert!(matches!(Validations::<T>::get(SLOT).unwrap().phase, Phase::Revealing { .. }));
	}

	/// The last of the panel.
	#[benchmark]
	fn reveal() {
		let mut validation = validation::<T>(1, Phase::Revealing { until: NOW });
		for index in 1..MAX_VALIDATORS {
			validation.validators.try_push(validator::<T>(index, 1, Vote::Revealed(truth()))).unwrap();
		}
		let mut last = validator::<T>(0, 1, Vote::Awaited);
		last.vote = Vote::Sealed(seal(SLOT, last.node, truth(), H256::zero()));
		let provider = last.provider.clone();
		validation.validators.try_push(last).unwrap();
		Validations::<T>::insert(SLOT, validation);

		#[extrinsic_call]
		_(RawOrigin::Signed(provider), SLOT, truth(), H256::zero());

		assert_eq!(Validations::<T>::get(SLOT).unwrap().vouchers(truth()).len() as u32, MAX_VALIDATORS);
	}

	/// A full panel is paid out of the executor's bond, as many liars as there can be lose theirs, and all others missed. What
	/// follows from the verdict has a weight of its own.
	#[benchmark]
	fn close() {
		let mut validation = validation::<T>(1, Phase::Revealing { until: NOW - 1 });
		for index in 0..MAX_DRAWN {
			let vote = match index {
				_ if index < MAX_VALIDATORS => Vote::Revealed(truth()),
				_ if index < MAX_VALIDATORS + MINORITY => Vote::Revealed(lie()),
				_ => Vote::Awaited,
			};
			validation.validators.try_push(validator::<T>(index, 1, vote)).unwrap();
		}
		Validations::<T>::insert(SLOT, validation);
		let verdict;

		#[block]
		{
			verdict = Pallet::<T>::conclude(SLOT);
		}

		assert_eq!(verdict, Ok(Some(Verdict::Rejected)));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_ext(), crate::mock::Test);
}
