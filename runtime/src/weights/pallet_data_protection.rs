//! Placeholder until `scripts/benchmark.sh pallet_data_protection`.
use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, *};
/// What the calls of `pallet_data_protection` weigh.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_data_protection::WeightInfo for WeightInfo<T> {
	fn poll() -> Weight {
		<() as pallet_data_protection::WeightInfo>::poll()
	}
	fn draw() -> Weight {
		<() as pallet_data_protection::WeightInfo>::draw()
	}
	fn protect() -> Weight {
		<() as pallet_data_protection::WeightInfo>::protect()
	}
	fn agent() -> Weight {
		<() as pallet_data_protection::WeightInfo>::agent()
	}
	fn draw_preview() -> Weight {
		<() as pallet_data_protection::WeightInfo>::draw_preview()
	}
	fn show(n: u32) -> Weight {
		<() as pallet_data_protection::WeightInfo>::show(n)
	}
	fn buy_licence() -> Weight {
		<() as pallet_data_protection::WeightInfo>::buy_licence()
	}
	fn request_key() -> Weight {
		<() as pallet_data_protection::WeightInfo>::request_key()
	}
	fn request_key_for_work() -> Weight {
		<() as pallet_data_protection::WeightInfo>::request_key_for_work()
	}
	fn answer() -> Weight {
		<() as pallet_data_protection::WeightInfo>::answer()
	}
	fn confirm() -> Weight {
		<() as pallet_data_protection::WeightInfo>::confirm()
	}
	fn settle() -> Weight {
		<() as pallet_data_protection::WeightInfo>::settle()
	}
	fn refund() -> Weight {
		<() as pallet_data_protection::WeightInfo>::refund()
	}
	fn prove_false_key() -> Weight {
		<() as pallet_data_protection::WeightInfo>::prove_false_key()
	}
	fn forget() -> Weight {
		<() as pallet_data_protection::WeightInfo>::forget()
	}
}
