//! What minting an asset takes beside what minting an NFT takes in pallet-nfts: both in the same run, on the same chain. Prints the
//! figures with
//!
//! ```sh
//! cargo test --profile testnet --workspace --test minting -- --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod common;

use aic_primitives::{currency::AIC, AssetKind};
use aic_runtime::{
	genesis_config_presets::Holder, AccountId, Balances, Nfts, Runtime, RuntimeCall, RuntimeOrigin,
};
use common::{chain, details, forget_events, mint, prove, PRESETS};
use frame_support::{
	assert_ok,
	traits::{fungible::Mutate, tokens::Preservation},
};
use pallet_nfts::{CollectionConfig, CollectionSettings};
use polkadot_sdk::*;
use sp_io::TestExternalities;
use sp_runtime::traits::Dispatchable;
use std::time::{Duration, Instant};

/// Mints that are timed, of each.
const TIMES: u32 = 400;
/// NFTs and assets that are there before.
const OTHERS: u32 = 1_000;

fn account(number: u32) -> AccountId {
	let mut bytes = [7; 32];
	bytes[..4].copy_from_slice(&number.to_le_bytes());
	AccountId::new(bytes)
}

fn by(who: &AccountId, call: impl Into<RuntimeCall>) {
	assert_ok!(call.into().dispatch(RuntimeOrigin::signed(who.clone())));
}

/// The collection that anybody may open: the first after the chain's own.
fn collection() -> u32 {
	AssetKind::ALL.len() as u32
}

fn nft(who: &AccountId, item: u32) -> pallet_nfts::Call<Runtime> {
	let mint_to = sp_runtime::MultiAddress::Id(who.clone());
	pallet_nfts::Call::mint { collection: collection(), item, mint_to, witness_data: None }
}

fn asset() -> pallet_ai_assets::Call<Runtime> {
	mint(AssetKind::Dataset, 1, details("Iris", AIC))
}

/// A chain on which as many of each were minted, by as many people; the first of them may mint in the collection.
fn used_chain() -> TestExternalities {
	let mut chain = chain(PRESETS[0]);
	chain.execute_with(|| {
		let from = Holder::Investors.account();
		for number in 0..OTHERS {
			let who = account(number);
			assert_ok!(<Balances as Mutate<_>>::transfer(
				&from,
				&who,
				10_000 * AIC,
				Preservation::Expendable
			));
		}
		let creator = account(0);
		let settings = CollectionSettings::all_enabled();
		let config = CollectionConfig { settings, max_supply: None, mint_settings: Default::default() };
		assert_ok!(Nfts::create(RuntimeOrigin::signed(creator.clone()), creator.clone().into(), config));
		for number in 0..OTHERS {
			by(&creator, nft(&account(number), number));
			by(&account(number), asset());
		}
		forget_events();
	});
	chain
}

/// The middle of the times that `call` takes, of two kinds in turn so that they meet the same machine.
fn time(chain: &mut TestExternalities) -> [Duration; 2] {
	chain.execute_with(|| {
		let who = account(0);
		let mut times = [vec![], vec![]];
		for number in 0..TIMES {
			for (kind, call) in
				[RuntimeCall::from(nft(&who, OTHERS + 10 + number)), asset().into()].into_iter().enumerate()
			{
				let begun = Instant::now();
				assert_ok!(call.dispatch(RuntimeOrigin::signed(who.clone())));
				times[kind].push(begun.elapsed());
				forget_events();
			}
		}
		times.map(|mut times| {
			times.sort();
			times[times.len() / 2]
		})
	})
}

#[test]
fn an_asset_takes_little_more_than_an_nft_to_mint() {
	let mut chain = used_chain();
	let creator = account(0);
	let ((), nft_proof) = prove(&mut chain, || by(&creator, nft(&account(0), OTHERS)));
	chain.execute_with(forget_events);
	let ((), asset_proof) = prove(&mut chain, || by(&account(0), asset()));
	let [nft_time, asset_time] = time(&mut chain);
	let more = |ours: f64, theirs: f64| 100.0 * (ours / theirs - 1.0);
	println!(
		"an NFT: {nft_proof} bytes of proof, {nft_time:?}\nan asset: {asset_proof} bytes of proof ({:+.0} %), {asset_time:?} ({:+.0} %)",
		more(asset_proof as f64, nft_proof as f64),
		more(asset_time.as_secs_f64(), nft_time.as_secs_f64()),
	);
	assert!(10 * asset_proof <= 13 * nft_proof, "{asset_proof} {nft_proof}");
	// Half more, since a busy machine disturbs what is timed.
	assert!(2 * asset_time <= 3 * nft_time, "{asset_time:?} {nft_time:?}");
}
