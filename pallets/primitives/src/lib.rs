#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod assets;
mod blocks;
mod holds;
pub mod merkle;
mod price;
pub mod ring;
pub mod runtime_api;
pub mod traits;
mod types;

pub use assets::*;
pub use blocks::*;
pub use holds::hold_spendable;
pub use price::PriceParameters;
#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkClock;
pub use traits::{
	AssetUses, Contents, Distances, Earnings, Eras, Formats, Issuance, JobResults, Leases, Licensing, Links,
	Minting, Nodes, OnVerdict, Payroll, Producers, Ratings, Replicas, Resources, Shares, Trust, UseTaken,
	WorkValidation, Workers,
};
pub use types::*;

use frame::deps::sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiSignature,
};

/// An account's signature: sr25519, ed25519 or ecdsa.
pub type Signature = MultiSignature;
/// Public key of a transaction's signer, 32 bytes.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of AIC in its smallest unit, 10⁻¹⁸ AIC.
pub type Balance = u128;
/// Number of a parachain block.
pub type BlockNumber = u32;
/// Number of transactions that an account sent.
pub type Nonce = u32;
/// A 256-bit hash, as it identifies blocks.
pub type Hash = frame::prelude::H256;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// Milliseconds since the Unix epoch, or a length of time in milliseconds.
pub type Moment = u64;

/// Units of the coin. Decision in the plan: 18 decimals, as the ERC-20 token had, so that holders migrate 1 : 1.
pub mod currency {
	use super::Balance;

	/// Digits after the point.
	pub const DECIMALS: u8 = 18;
	/// Ticker symbol.
	pub const SYMBOL: &str = "AIC";
	/// One AIC.
	pub const AIC: Balance = 1_000_000_000_000_000_000;
	/// A thousandth of an AIC.
	pub const MILLI_AIC: Balance = AIC / 1_000;
	/// A millionth of an AIC.
	pub const MICRO_AIC: Balance = MILLI_AIC / 1_000;
	/// A billion AIC.
	pub const BILLION_AIC: Balance = 1_000_000_000 * AIC;

	/// Coins that there can ever be (white paper 1.7, "AI Crypto (AIC) Coins").
	pub const MAX_SUPPLY: Balance = 10 * BILLION_AIC;
	/// Coins left to the curve of additional issue: the 20 % "ecosystem incentive".
	pub const ADDITIONAL_ISSUE: Balance = 2 * BILLION_AIC;
	/// Coins that exist at genesis.
	pub const GENESIS_SUPPLY: Balance = MAX_SUPPLY - ADDITIONAL_ISSUE;
}

/// Units of time, in milliseconds.
pub mod time {
	use super::Moment;

	/// One second.
	pub const SECOND: Moment = 1_000;
	/// One minute.
	pub const MINUTE: Moment = 60 * SECOND;
	/// One hour.
	pub const HOUR: Moment = 60 * MINUTE;
	/// One day.
	pub const DAY: Moment = 24 * HOUR;
}
