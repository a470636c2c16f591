//! What paying costs, however many are paid. Prints the figures with
//!
//! ```sh
//! cargo test --profile testnet --workspace --test payroll -- --include-ignored --nocapture
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
use pallet_coin_payroll::{Books, CurrentEra, Debt, Era, Owed, PayLine, PayLineEnds};
use pallet_contribution_rating::{DueOf, TotalDue, User, Users, Uses};
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
		CurrentEra::<Runtime>::put(Era { index: 0, began: 0, ends_at: START });
		let owed = PAY * Balance::from(payees);
		let pot = CoinPayroll::pot();
		let from = Holder::Investors.account();
		assert_ok!(<Balances as Mutate<_>>::transfer(&from, &pot, owed, Preservation::Expendable));
		Books::<Runtime>::mutate(|ledger| ledger.owed = owed);
		TotalDue::<Runtime>::insert(0, AIC * Balance::from(payees));
		for place in 0..payees {
			let node = ResourceId::Node(place);
			DueOf::<Runtime>::insert(0, node, AIC);
			let uses = Uses { fee: 20 * AIC, due: AIC, sunk: 2 * AIC, ..Uses::new(0, payee(place)) };
			let user = User { latest: uses, before: None, mark: None };
			Users::<Runtime>::insert(node, payee(place + payees), user);
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

/// What an era's end, a claim, and each of those who are paid without one have to prove, in bytes.
fn costs(payees: u64) -> [usize; 3] {
	let mut chain = payroll(payees);
	let (ended, era) = prove(&mut chain, || CoinPayroll::end_era(stranger()));
	assert_ok!(ended);
	let (claimed, claim) = prove(&mut chain, || CoinPayroll::claim(stranger(), payee(payees - 1)));
	assert_ok!(claimed);
	let before = chain.execute_with(CoinPayroll::pay_line_length);
	let (_, block) = prove(&mut chain, || CoinPayroll::on_idle(1, RuntimeBlockWeights::get().max_block));
	let paid = before - chain.execute_with(CoinPayroll::pay_line_length);
	let each = block / paid as usize;
	println!(
		"{payees:7} payees: an era's end proves {era} bytes, a claim alone in its block {claim}, each of {paid} paid in a block {each}"
	);
	[era, claim, each]
}

fn assert_alike(few: [usize; 3], many: [usize; 3]) {
	// Thousands of times as many make a path some levels longer, at most, to each entry of theirs that is read.
	assert!(many[0] <= few[0] + 1_024, "{few:?} {many:?}");
	assert!(many[1] <= few[1] + 4 * 1_024, "{few:?} {many:?}");
	assert!(many[2] <= 4 * 1_024, "{few:?} {many:?}");
}

#[test]
fn end_of_an_era_and_a_payment_cost_the_same_however_many_are_paid() {
	assert_alike(costs(FEW), costs(MANY));
}

#[test]
#[ignore = "takes minutes"]
fn end_of_an_era_and_a_payment_cost_the_same_when_a_million_are_paid() {
	assert_alike(costs(FEW), costs(1_000_000));
}

/// Lets blocks with a tenth of their weight to spare pay so many.
fn pay_by_tenths(payees: u64) {
	payroll(payees).execute_with(|| {
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
		println!("{payees} are paid in {blocks} blocks: {} a day", payees * 43_200 / blocks);
		assert_eq!(paid, PAY * Balance::from(payees));
		assert_eq!(Balances::free_balance(payee(payees / 2)), PAY);
		assert!(payees * 43_200 / blocks >= 1_000_000, "{blocks} blocks");
		check();
	});
}

#[test]
fn all_are_paid_without_a_claim_by_a_tenth_of_each_block() {
	pay_by_tenths(MANY);
}

#[test]
#[ignore = "takes minutes"]
fn hundred_thousand_are_paid_without_a_claim_by_a_tenth_of_each_block() {
	pay_by_tenths(100_000);
}
