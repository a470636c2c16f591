//! Placeholder until `scripts/benchmark.sh pallet_made_to_order`.
use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, *};
/// What the calls of `pallet_made_to_order` weigh.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_made_to_order::WeightInfo for WeightInfo<T> {
	fn request() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::request()
	}
	fn submit() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::submit()
	}
	fn submit_trained() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::submit_trained()
	}
	fn withdraw() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::withdraw()
	}
	fn accept() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::accept()
	}
	fn deliver() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::deliver()
	}
	fn reject() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::reject()
	}
	fn settle() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::settle()
	}
	fn expose() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::expose()
	}
	fn contest() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::contest()
	}
	fn commit() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::commit()
	}
	fn reveal() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::reveal()
	}
	fn close_contest() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::close_contest()
	}
	fn finish(creators: u32) -> Weight {
		<() as pallet_made_to_order::WeightInfo>::finish(creators)
	}
	fn compensate(creators: u32) -> Weight {
		<() as pallet_made_to_order::WeightInfo>::compensate(creators)
	}
	fn cancel() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::cancel()
	}
	fn become_reviewer() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::become_reviewer()
	}
	fn resign() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::resign()
	}
	fn poll() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::poll()
	}
	fn draw() -> Weight {
		<() as pallet_made_to_order::WeightInfo>::draw()
	}
}
