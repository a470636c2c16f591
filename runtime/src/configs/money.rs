//! AIC itself: balances, fees, deposits, vesting.

use super::{consensus::BaseBlocks, governance::TreasuryAccount};
use crate::{
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	System,
};
use aic_primitives::currency::{AIC, MICRO_AIC, MILLI_AIC};
use cumulus_primitives_core::relay_chain::MAX_POV_SIZE;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		tokens::imbalance::ResolveTo,
		ConstU32, ConstU8, Imbalance, OnUnbalanced, WithdrawReasons,
	},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, ConstantMultiplier, Weight},
};
use polkadot_sdk::*;
use sp_runtime::traits::ConvertInto;

/// Least that an account must have, in 10⁻¹⁸ AIC. What remains below it goes to the treasury.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_AIC;
/// Deposit for an item in storage, in 10⁻¹⁸ AIC.
pub const DEPOSIT_PER_ITEM: Balance = 10 * MILLI_AIC;
/// Deposit for a byte in storage, in 10⁻¹⁸ AIC.
pub const DEPOSIT_PER_BYTE: Balance = 100 * MICRO_AIC;

/// Deposit for `items` in storage with `bytes` in all, in 10⁻¹⁸ AIC.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	(items as Balance)
		.saturating_mul(DEPOSIT_PER_ITEM)
		.saturating_add((bytes as Balance).saturating_mul(DEPOSIT_PER_BYTE))
}

/// Fee for a second of execution, in 10⁻¹⁸ AIC.
pub const FEE_PER_SECOND: Balance = AIC;
/// Fee for the smallest unit of execution time, in 10⁻¹⁸ AIC.
const FEE_PER_PICOSECOND: Balance = FEE_PER_SECOND / WEIGHT_REF_TIME_PER_SECOND as Balance;
/// Fee for a byte of proof, in 10⁻¹⁸ AIC: the largest proof of a core costs as much as the two seconds that it executes.
pub const FEE_PER_PROOF_BYTE: Balance = 2 * FEE_PER_SECOND / MAX_POV_SIZE as Balance;
/// Fee for a byte of a transaction, in 10⁻¹⁸ AIC.
pub const FEE_PER_BYTE: Balance = MICRO_AIC;
/// Part of the fees that the treasury gets, in percent; the block's author gets the rest and the tips.
pub const TREASURY_FEE_PERCENT: u32 = 80;

parameter_types! {
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	pub const TransactionByteFee: Balance = FEE_PER_BYTE;
}

impl pallet_balances::Config for Runtime {
	type Balance = Balance;
	type DustRemoval = ResolveTo<TreasuryAccount, Balances>;
	type RuntimeEvent = RuntimeEvent;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
	type FreezeIdentifier = ();
	type MaxFreezes = ConstU32<0>;
	type DoneSlashHandler = ();
}

/// Fee for a weight: of time and proof, what is scarcer counts. The proof that a core has costs as much as its time.
pub struct WeightToFee;

impl frame_support::weights::WeightToFee for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		let time = Balance::from(weight.ref_time()).saturating_mul(FEE_PER_PICOSECOND);
		let proof = Balance::from(weight.proof_size()).saturating_mul(FEE_PER_PROOF_BYTE);
		time.max(proof)
	}
}

/// Where transaction fees go: to the treasury and the block's author.
pub struct DealWithFees;

impl OnUnbalanced<Credit<AccountId, Balances>> for DealWithFees {
	fn on_unbalanceds(mut fees_then_tips: impl Iterator<Item = Credit<AccountId, Balances>>) {
		let Some(fees) = fees_then_tips.next() else { return };
		let (treasury, mut author) = fees.ration(TREASURY_FEE_PERCENT, 100 - TREASURY_FEE_PERCENT);
		if let Some(tips) = fees_then_tips.next() {
			author.subsume(tips);
		}
		Self::pay_author(author);
		ResolveTo::<TreasuryAccount, Balances>::on_unbalanced(treasury);
	}
}

impl DealWithFees {
	/// Pays the author of the block. What he can't get, the treasury gets.
	fn pay_author(credit: Credit<AccountId, Balances>) {
		let unpaid = match Authorship::author() {
			Some(author) => Balances::resolve(&author, credit).err(),
			None => Some(credit),
		};
		if let Some(credit) = unpaid {
			ResolveTo::<TreasuryAccount, Balances>::on_unbalanced(credit);
		}
	}
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<Balances, DealWithFees>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightToFee = WeightToFee;
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	type FeeMultiplierUpdate = polkadot_runtime_common::SlowAdjustingFeeUpdate<Self>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	pub const MinVestedTransfer: Balance = AIC;
	pub UnvestedFundsAllowedWithdrawReasons: WithdrawReasons =
		WithdrawReasons::except(WithdrawReasons::TRANSFER | WithdrawReasons::RESERVE);
}

/// Schedules count blocks of the base rate: when blocks are late, vesting is; when they come faster, they count for less.
impl pallet_vesting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BlockNumberToBalance = ConvertInto;
	type MinVestedTransfer = MinVestedTransfer;
	type WeightInfo = pallet_vesting::weights::SubstrateWeight<Runtime>;
	type UnvestedFundsAllowedWithdrawReasons = UnvestedFundsAllowedWithdrawReasons;
	type BlockNumberProvider = BaseBlocks;
	const MAX_VESTING_SCHEDULES: u32 = 28;
}
