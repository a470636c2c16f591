//! What paying costs, however many are paid. Prints the figures with
//!
//! ```sh
//! cargo test --profile testnet --workspace --test payroll -- --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{currency::AIC, Balance, Moment, ResourceId};
use aic_runtime::{
	configs::system::RuntimeBlockWeights, genesis_config_presets::Holder, AccountId, Balances, CoinPayroll,
	Runtime, RuntimeOrigin, System,
};
use common::{chain, check, prove, PRESETS};
use frame_support::{
	assert_ok,
	traits::{fungible::Mutate, tokens::Preservation, OnIdle},
};
use pallet_coin_payroll::{CurrentEra, Debt, Era, Owed, PayLine, PayLineEnds, TotalOwed};
use pallet_contribution_rating::{Due, DueOf, TotalDue};
use polkadot_sdk::*;
use sp_io::TestExternalities;

const START: Moment = 1_800_000_000_000;
const FEW: u64 = 100;
const MANY: u64 = 20_000;
/// What each is owed: enough to be paid without a claim.
const PAY: Balance = 20 * AIC;

fn payee(number: u64) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&number.to_le_bytes()))
}

/// An era that is over, in which so many earned something, and who wait to be paid.
fn payroll(payees: u64) -> TestExternalities {
	let mut chain = chain(PRESETS[0]);
	chain.execute_with(|| {
		pallet_timestamp::Now::<Runtime>::put(START);
		CurrentEra::<Runtime>::put(Era { index: 0, ends_at: START });
		let owed = PAY * Balance::from(payees);
		let pot = CoinPayroll::pot();
		let from = Holder::Investors.account();
		assert_ok!(<Balances as Mutate<_>>::transfer(&from, &pot, owed, Preservation::Expendable));
		TotalOwed::<Runtime>::put(owed);
		TotalDue::<Runtime>::insert(0, AIC * Balance::from(payees));
		for place in 0..payees {
			DueOf::<Runtime>::insert(0, ResourceId::Node(place), Due { commission: 2 * AIC, due: AIC });
			Owed::<Runtime>::insert(payee(place), Debt { amount: PAY, place: Some(place) });
			PayLine::<Runtime>::insert((), place, payee(place));
		}
		PayLineEnds::<Runtime>::insert((), aic_primitives::ring::Ends { head: 0, tail: payees });
		System::reset_events();
		check();
	});
	chain
}

fn stranger() -> RuntimeOrigin {
	RuntimeOrigin::signed(payee(u64::MAX))
}

#[test]
fn end_of_an_era_and_a_payment_cost_the_same_however_many_are_paid() {
	let costs = [FEW, MANY].map(|payees| {
		let mut chain = payroll(payees);
		let (ended, era) = prove(&mut chain, || CoinPayroll::end_era(stranger()));
		assert_ok!(ended);
		let (claimed, claim) = prove(&mut chain, || CoinPayroll::claim(stranger(), payee(payees - 1)));
		assert_ok!(claimed);
		println!("{payees:6} payees: an era's end proves {era} bytes, a payment {claim}");
		(era, claim)
	});
	let [(few_era, few_pay), (many_era, many_pay)] = costs;
	// Two hundred times as many make a path two levels longer, at most, to each entry of theirs that is read.
	assert!(many_era <= few_era + 1_024, "{few_era} {many_era}");
	assert!(many_pay <= few_pay + 4 * 1_024, "{few_pay} {many_pay}");
}

#[test]
fn all_are_paid_without_a_claim_by_a_tenth_of_each_block() {
	let mut chain = payroll(MANY);
	chain.execute_with(|| {
		let before = Balances::free_balance(CoinPayroll::pot());
		let tenth = RuntimeBlockWeights::get().max_block / 10;
		let mut blocks = 0u64;
		while CoinPayroll::pay_line_length() > 0 {
			let used = CoinPayroll::on_idle(1, tenth);
			assert!(used.all_lte(tenth), "{used:?}");
			System::set_block_number(System::block_number() + 1);
			blocks += 1;
		}
		let paid = before - Balances::free_balance(CoinPayroll::pot());
		println!("{MANY} are paid in {blocks} blocks: {} a day", MANY * 43_200 / blocks);
		assert_eq!(paid, PAY * Balance::from(MANY));
		assert_eq!(Balances::free_balance(payee(MANY / 2)), PAY);
		assert!(MANY * 43_200 / blocks >= 1_000_000, "{blocks} blocks");
		check();
	});
}
