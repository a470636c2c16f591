//! Random sequences of all calls, by all accounts, on few assets, with the invariants checked after each.

use crate::{mock::*, *};
use aic_primitives::{AssetId, AssetUses, JobResult, Purpose};
use frame::{deps::frame_support::storage::with_storage_layer, testing_prelude::*};
use proptest::prelude::{any, prop_oneof, proptest, Just, ProptestConfig, Strategy};

#[derive(Clone, Debug)]
enum Step {
	MintDataset { price: u8 },
	MintModel { price: u8 },
	FinishJob { job: u8, model: u8, dataset: u8 },
	MintTrained { job: u8 },
	SetPrice { asset: AssetId, price: u8 },
	Widen { asset: AssetId },
	Buy { asset: AssetId, uses: u8, max_cost: u16 },
	Use { asset: AssetId, inference: bool },
	TakeAndReturn { asset: AssetId },
	Retire { asset: AssetId },
	Drop { asset: AssetId, holder: u8 },
	Transfer { asset: AssetId, to: u8 },
	Burn { asset: AssetId },
	Sell { asset: AssetId, price: u8 },
	BuyNft { asset: AssetId },
	Pass { time: u16 },
	ChangeDeposit { to: u8 },
}

fn asset() -> impl Strategy<Value = AssetId> {
	(0..3usize, 0..3u32).prop_map(|(kind, item)| AssetId { kind: AssetKind::ALL[kind], item })
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		(0..4u8).prop_map(|price| Step::MintDataset { price }),
		(0..4u8).prop_map(|price| Step::MintModel { price }),
		(0..3u8, 0..2u8, 0..2u8).prop_map(|(job, model, dataset)| Step::FinishJob { job, model, dataset }),
		(0..3u8).prop_map(|job| Step::MintTrained { job }),
		(asset(), any::<u8>()).prop_map(|(asset, price)| Step::SetPrice { asset, price }),
		asset().prop_map(|asset| Step::Widen { asset }),
		(asset(), 0..4u8, any::<u16>()).prop_map(|(asset, uses, max_cost)| Step::Buy {
			asset,
			uses,
			max_cost
		}),
		(asset(), 0..4u8, any::<u16>()).prop_map(|(asset, uses, max_cost)| Step::Buy {
			asset,
			uses,
			max_cost
		}),
		(asset(), any::<bool>()).prop_map(|(asset, inference)| Step::Use { asset, inference }),
		asset().prop_map(|asset| Step::TakeAndReturn { asset }),
		asset().prop_map(|asset| Step::Retire { asset }),
		(asset(), 0..4u8).prop_map(|(asset, holder)| Step::Drop { asset, holder }),
		(asset(), 0..4u8).prop_map(|(asset, to)| Step::Transfer { asset, to }),
		asset().prop_map(|asset| Step::Burn { asset }),
		(asset(), any::<u8>()).prop_map(|(asset, price)| Step::Sell { asset, price }),
		asset().prop_map(|asset| Step::BuyNft { asset }),
		(0..TERM as u16).prop_map(|time| Step::Pass { time }),
		Just(Step::ChangeDeposit { to: 7 }),
	]
}

fn apply(who: AccountId, step: Step) -> DispatchResult {
	let origin = signed(who.clone());
	let nft = |asset: AssetId| (asset.kind.collection(), asset.item);
	match step {
		Step::MintDataset { price } => {
			AiAssets::mint_dataset(origin, content(), dataset_format(), details(price.into()))
		}
		Step::MintModel { price } => {
			AiAssets::mint_model(origin, content(), model_format(), details(price.into()))
		}
		Step::FinishJob { job, model: m, dataset: d } => {
			let datasets = vec![dataset(d.into())].try_into().unwrap();
			let result = JobResult { requester: who, model: model(m.into()), datasets, digest: digest() };
			Results::put(SlotId { job: job.into(), index: 0 }, result);
			Ok(())
		}
		Step::MintTrained { job } => {
			AiAssets::mint_trained_ai(origin, SlotId { job: job.into(), index: 0 }, None, details(1))
		}
		Step::SetPrice { asset, price } => AiAssets::set_price(origin, asset, price.into()),
		Step::Widen { asset } => {
			AiAssets::set_terms(origin, asset, Terms { training: true, inference: true })
		}
		Step::Buy { asset, uses, max_cost } => {
			AiAssets::buy_licence(origin, asset, uses.into(), max_cost.into())
		}
		Step::Use { asset, inference } => {
			AiAssets::use_asset(origin, asset, if inference { Purpose::Inference } else { Purpose::Training })
		}
		Step::TakeAndReturn { asset } => {
			let before = (AiAssets::asset(asset), AiAssets::licence(asset, who.clone()));
			let taken = AiAssets::take_use(&who, asset, Purpose::Training)?;
			AiAssets::return_use(&who, asset, taken);
			assert_eq!(before, (AiAssets::asset(asset), AiAssets::licence(asset, who)));
			Ok(())
		}
		Step::Retire { asset } => AiAssets::retire(origin, asset),
		Step::Drop { asset, holder } => {
			AiAssets::drop_licence(origin, asset, ACCOUNTS[holder as usize].clone())
		}
		Step::Transfer { asset, to } => {
			let (collection, item) = nft(asset);
			Nfts::transfer(origin, collection, item, ACCOUNTS[to as usize].clone())
		}
		Step::Burn { asset } => {
			let (collection, item) = nft(asset);
			Nfts::burn(origin, collection, item)
		}
		Step::Sell { asset, price } => {
			let (collection, item) = nft(asset);
			Nfts::set_price(origin, collection, item, Some(price.into()), None)
		}
		Step::BuyNft { asset } => {
			let (collection, item) = nft(asset);
			Nfts::buy_item(origin, collection, item, Balance::MAX)
		}
		Step::Pass { time } => {
			pass(time.into());
			Ok(())
		}
		Step::ChangeDeposit { to } => {
			Deposit::set(&Balance::from(to));
			Ok(())
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..Default::default() })]

	#[test]
	fn state_stays_sound_when_anybody_does_anything(
		steps in proptest::collection::vec((0..4usize, step()), 1..80),
	) {
		new_test_ext().execute_with(|| {
			for (who, step) in steps {
				let told = format!("{who} {step:?}");
				let _ = with_storage_layer(|| apply(ACCOUNTS[who].clone(), step));
				AiAssets::do_try_state().unwrap_or_else(|error| panic!("{told}: {error:?}"));
				let total: Balance = ACCOUNTS.iter().map(total).sum();
				assert_eq!(total, 4 * FUNDS, "{told}: coins are not conserved");
			}
		});
	}
}
