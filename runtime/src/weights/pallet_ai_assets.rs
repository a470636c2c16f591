//! Placeholder until `scripts/benchmark.sh pallet_ai_assets`.
use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, *};
/// What the calls of `pallet_ai_assets` weigh.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_ai_assets::WeightInfo for WeightInfo<T> {
	fn mint(shares: u32) -> Weight {
		<() as pallet_ai_assets::WeightInfo>::mint(shares)
	}
	fn mint_trained_ai() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::mint_trained_ai()
	}
	fn set_terms() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::set_terms()
	}
	fn describe() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::describe()
	}
	fn buy_licence() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::buy_licence()
	}
	fn use_asset() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::use_asset()
	}
	fn drop_licence() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::drop_licence()
	}
	fn set_guarantee() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::set_guarantee()
	}
	fn release_guarantee() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::release_guarantee()
	}
	fn offer() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::offer()
	}
	fn buy() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::buy()
	}
	fn take_down() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::take_down()
	}
	fn claim_refund() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::claim_refund()
	}
	fn pay_refund() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::pay_refund()
	}
	fn end_takedown() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::end_takedown()
	}
	fn restore() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::restore()
	}
	fn retire() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::retire()
	}
	fn quote() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::quote()
	}
	fn grant() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::grant()
	}
	fn revoke() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::revoke()
	}
	fn slash() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::slash()
	}
	fn give_licence() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::give_licence()
	}
	fn hand_over() -> Weight {
		<() as pallet_ai_assets::WeightInfo>::hand_over()
	}
}
