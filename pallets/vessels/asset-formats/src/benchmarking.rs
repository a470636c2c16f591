//! Worst cases: descriptions as long as they can be, with as many names.

use super::*;
use aic_primitives::AssetKind;
use frame::benchmarking::prelude::*;

/// So many that a tensor of eight such dimensions has as many elements as it can have.
const EXTENT: u32 = 32;

/// `count` letters, of which the first tells it from others.
fn name<const MAX: u32>(first: u8) -> BoundedVec<u8, ConstU32<MAX>> {
	let mut name = [b'a'; 64][..MAX as usize].to_vec();
	name[0] += first;
	name.try_into().unwrap()
}

fn tensors(dimension: Dimension) -> Tensors {
	let shape = [dimension; MAX_DIMENSIONS as usize];
	let tensor = |first| Tensor {
		name: name(first),
		element: ElementType::F64,
		shape: shape.to_vec().try_into().unwrap(),
	};
	(0..MAX_TENSORS as u8).map(tensor).collect::<alloc::vec::Vec<_>>().try_into().unwrap()
}

/// Every dataset so made goes into every model so made, whose features and labels have dimensions `own`.
fn description(kind: FormatKind, own: Dimension) -> Description {
	let is_model = kind == FormatKind::Model;
	let hash = Some(H256::repeat_byte(1));
	Description {
		schema: SCHEMA_VERSION,
		kind,
		name: name(0),
		version: 1,
		previous: None,
		dimensions: (0..MAX_NAMED as u8).map(name).collect::<alloc::vec::Vec<_>>().try_into().unwrap(),
		features: tensors(own),
		labels: tensors(own),
		output: if is_model { tensors(Dimension::Fixed(EXTENT)) } else { Default::default() },
		classes: Some(EXTENT),
		preprocessing: hash,
		parameters: hash.filter(|_| is_model),
		environment: hash.filter(|_| is_model),
	}
}

/// See [`aic_primitives::Formats::ensure_format`]. Nothing is on hold for it.
pub(crate) fn ensure_format<T: Config>(kind: AssetKind) -> FormatId {
	let description = match kind {
		AssetKind::Model | AssetKind::TrainedAi => {
			description(FormatKind::Model, Dimension::Named(MAX_NAMED as u8 - 1))
		}
		AssetKind::Dataset | AssetKind::Data => description(FormatKind::Dataset, Dimension::Fixed(EXTENT)),
	};
	let hash = description.hash();
	let registered = IdOf::<T>::get(hash);
	registered.unwrap_or_else(|| {
		description.validate::<T>().unwrap();
		Pallet::<T>::insert(account("author", 0, 0), description, hash, 0).unwrap()
	})
}

/// Somebody who registered a version, and the next one.
fn line<T: Config>() -> (T::AccountId, Description) {
	let who: T::AccountId = whitelisted_caller();
	let first = description(FormatKind::Model, Dimension::Fixed(EXTENT));
	let deposit =
		Pallet::<T>::deposit_of(&first).max(<T::Currency as fungible::Inspect<_>>::minimum_balance());
	<T::Currency as fungible::Mutate<_>>::mint_into(&who, deposit * 4).unwrap();
	let previous = Some(NextFormat::<T>::get());
	Pallet::<T>::do_register(who.clone(), first.clone()).unwrap();
	(who, Description { version: 2, previous, ..first })
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let (who, next) = line::<T>();
		let hash = next.hash();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), Box::new(next));

		assert!(Pallet::<T>::id_of(hash).is_some());
	}

	#[benchmark]
	fn deprecate() {
		let (who, next) = line::<T>();
		let format = next.previous.unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), format);

		assert!(Entries::<T>::get(format).unwrap().deprecated_from.is_some());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
