//! Placeholder until `scripts/benchmark.sh pallet_storage_grid`.
use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, *};
/// What the calls of `pallet_storage_grid` weigh.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_storage_grid::WeightInfo for WeightInfo<T> {
	fn poll() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::poll()
	}
	fn place() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::place()
	}
	fn challenge() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::challenge()
	}
	fn draw_auditors() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::draw_auditors()
	}
	fn offer_space() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::offer_space()
	}
	fn set_space() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::set_space()
	}
	fn top_up() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::top_up()
	}
	fn set_operator() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::set_operator()
	}
	fn close_space() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::close_space()
	}
	fn order(r: u32) -> Weight {
		<() as pallet_storage_grid::WeightInfo>::order(r)
	}
	fn extend() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::extend()
	}
	fn cancel() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::cancel()
	}
	fn answer(d: u32) -> Weight {
		<() as pallet_storage_grid::WeightInfo>::answer(d)
	}
	fn decline() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::decline()
	}
	fn request_proof() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::request_proof()
	}
	fn release() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::release()
	}
	fn miss() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::miss()
	}
	fn settle() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::settle()
	}
	fn end_replica() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::end_replica()
	}
	fn complain() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::complain()
	}
	fn commit_ballot() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::commit_ballot()
	}
	fn reveal_ballot(d: u32) -> Weight {
		<() as pallet_storage_grid::WeightInfo>::reveal_ballot(d)
	}
	fn close_complaint() -> Weight {
		<() as pallet_storage_grid::WeightInfo>::close_complaint()
	}
}
