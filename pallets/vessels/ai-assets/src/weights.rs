//! Weights of the calls, and of what neighbours ask for. The runtime has its own, measured.

use frame::weights_prelude::*;

/// Weights of the calls, and of what neighbours ask for.
pub trait WeightInfo {
	/// Minting a later version that is shared with so many accounts.
	fn mint(shares: u32) -> Weight;
	/// Minting a trained AI with as many datasets as there can be, each of which asks for a royalty and is its owner's alone.
	fn mint_trained_ai() -> Weight;
	/// Setting terms.
	fn set_terms() -> Weight;
	/// Describing an asset for the first time.
	fn describe() -> Weight;
	/// Buying the last licence that an account can hold, with the payroll's part.
	fn buy_licence() -> Weight;
	/// Spending a use of the last of an account's licences.
	fn use_asset() -> Weight;
	/// Removing licences.
	fn drop_licence() -> Weight;
	/// Taking over a guarantee.
	fn set_guarantee() -> Weight;
	/// Releasing a guarantee.
	fn release_guarantee() -> Weight;
	/// Offering an asset.
	fn offer() -> Weight;
	/// Buying a shared asset, with the payroll's part.
	fn buy() -> Weight;
	/// Taking down an asset with a guarantee.
	fn take_down() -> Weight;
	/// Claiming for as many licences as an account can hold.
	fn claim_refund() -> Weight;
	/// Paying the last claim.
	fn pay_refund() -> Weight;
	/// Ending a takedown.
	fn end_takedown() -> Weight;
	/// Restoring an asset.
	fn restore() -> Weight;
	/// Retiring a shared asset that was described and has a guarantee, with its NFT.
	fn retire() -> Weight;
	/// Asking what an exclusive licence costs.
	fn quote() -> Weight;
	/// Granting a licence.
	fn grant() -> Weight;
	/// Counting the fee of an exclusive licence.
	fn paid() -> Weight;
	/// Taking an exclusive licence back.
	fn revoke() -> Weight;
	/// Slashing a guarantee.
	fn slash() -> Weight;
	/// Giving a licence without end.
	fn give_licence() -> Weight;
	/// Handing over a shared asset.
	fn hand_over() -> Weight;
}

fn weight(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(30_000_000, 5_000).saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

/// For tests only.
impl WeightInfo for () {
	fn mint(shares: u32) -> Weight {
		weight(14, 9).saturating_add(weight(1, 1).saturating_mul(shares.into()))
	}
	fn mint_trained_ai() -> Weight {
		weight(40, 25)
	}
	fn set_terms() -> Weight {
		weight(2, 1)
	}
	fn describe() -> Weight {
		weight(10, 9)
	}
	fn buy_licence() -> Weight {
		weight(20, 12)
	}
	fn use_asset() -> Weight {
		weight(4, 2)
	}
	fn drop_licence() -> Weight {
		weight(3, 1)
	}
	fn set_guarantee() -> Weight {
		weight(6, 4)
	}
	fn release_guarantee() -> Weight {
		weight(4, 2)
	}
	fn offer() -> Weight {
		weight(5, 3)
	}
	fn buy() -> Weight {
		weight(20, 15)
	}
	fn take_down() -> Weight {
		weight(4, 3)
	}
	fn claim_refund() -> Weight {
		weight(5, 4)
	}
	fn pay_refund() -> Weight {
		weight(6, 5)
	}
	fn end_takedown() -> Weight {
		weight(4, 3)
	}
	fn restore() -> Weight {
		weight(2, 2)
	}
	fn retire() -> Weight {
		weight(20, 24)
	}
	fn quote() -> Weight {
		weight(7, 0)
	}
	fn grant() -> Weight {
		weight(9, 4)
	}
	fn paid() -> Weight {
		weight(3, 1)
	}
	fn revoke() -> Weight {
		weight(4, 2)
	}
	fn slash() -> Weight {
		weight(5, 4)
	}
	fn give_licence() -> Weight {
		weight(7, 3)
	}
	fn hand_over() -> Weight {
		weight(9, 7)
	}
}
