//! Weights of the calls.

use frame::prelude::*;

/// Weight of each call.
pub trait WeightInfo {
	/// Minting a dataset.
	fn mint_dataset() -> Weight;
	/// Minting a model.
	fn mint_model() -> Weight;
	/// Minting a trained AI with as many datasets as there can be.
	fn mint_trained_ai() -> Weight;
	/// Setting a price.
	fn set_price() -> Weight;
	/// Widening terms.
	fn set_terms() -> Weight;
	/// Buying a licence, with the payroll's part.
	fn buy_licence() -> Weight;
	/// Spending a use of a licence.
	fn use_asset() -> Weight;
	/// Retiring an asset with its NFT.
	fn retire() -> Weight;
	/// Removing a licence.
	fn drop_licence() -> Weight;
}

/// Plausible constants, for tests only.
impl WeightInfo for () {
	fn mint_dataset() -> Weight {
		Weight::from_parts(90_000_000, 6_000)
	}
	fn mint_model() -> Weight {
		Weight::from_parts(90_000_000, 6_000)
	}
	fn mint_trained_ai() -> Weight {
		Weight::from_parts(110_000_000, 9_000)
	}
	fn set_price() -> Weight {
		Weight::from_parts(25_000_000, 4_000)
	}
	fn set_terms() -> Weight {
		Weight::from_parts(25_000_000, 4_000)
	}
	fn buy_licence() -> Weight {
		Weight::from_parts(120_000_000, 12_000)
	}
	fn use_asset() -> Weight {
		Weight::from_parts(30_000_000, 5_000)
	}
	fn retire() -> Weight {
		Weight::from_parts(90_000_000, 6_000)
	}
	fn drop_licence() -> Weight {
		Weight::from_parts(20_000_000, 4_000)
	}
}
