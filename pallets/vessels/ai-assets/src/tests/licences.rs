use crate::{mock::*, *};
use aic_primitives::{AssetId, AssetUses, Purpose::*};
use frame::testing_prelude::*;

const PRICE: Balance = 5_000;

fn buy(who: AccountId, asset: AssetId, uses: u32) -> DispatchResult {
	AiAssets::buy_licence(signed(who), asset, uses, Balance::MAX)
}

fn counts(asset: AssetId) -> (u64, u64) {
	let record = AiAssets::asset(asset).unwrap();
	(record.uses, record.outstanding)
}

#[test]
fn licence_is_paid_to_the_owner_when_bought() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::buy_licence(signed(USER), asset, 3, 3 * PRICE));
		assert_eq!(last_event(), Event::LicenceBought { asset, buyer: USER, uses: 3, cost: 3 * PRICE });
		assert_eq!(free(&USER), FUNDS - 3 * PRICE);
		assert_eq!(free(&CREATOR), FUNDS - DEPOSIT + 3 * PRICE);
		assert_eq!(AiAssets::licence(asset, USER), 3);
		assert_eq!(counts(asset), (0, 3));
	});
}

#[test]
fn licence_adds_up_when_bought_again() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 3));
		assert_ok!(buy(USER, asset, 4));
		assert_ok!(buy(BUYER, asset, 1));
		assert_eq!(AiAssets::licence(asset, USER), 7);
		assert_eq!(counts(asset), (0, 8));
	});
}

#[test]
fn licence_is_refused_when_the_owner_raised_the_price_before_it() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_price(signed(CREATOR), asset, PRICE + 1));
		let bought = AiAssets::buy_licence(signed(USER), asset, 2, 2 * PRICE);
		assert_noop!(bought, Error::<Test>::PriceAboveMaximum);
	});
}

#[test]
fn licence_is_refused_when_the_asset_is_free_or_ones_own() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		assert_noop!(buy(USER, free, 1), Error::<Test>::NothingToBuy);
		assert_noop!(buy(CREATOR, costly, 1), Error::<Test>::NothingToBuy);
	});
}

#[test]
fn licence_is_refused_when_its_uses_are_none_or_too_many() {
	run(|| {
		let asset = mint_dataset(PRICE);
		for uses in [0, MAX_USES + 1, u32::MAX] {
			assert_noop!(buy(USER, asset, uses), Error::<Test>::UsesOutOfRange);
		}
		assert_ok!(buy(USER, asset, MAX_USES));
		assert_noop!(buy(USER, asset, 1), Error::<Test>::UsesOutOfRange);
		assert_noop!(buy(USER, asset, u32::MAX), Error::<Test>::UsesOutOfRange);
	});
}

#[test]
fn licence_is_refused_when_there_is_no_asset() {
	run(|| {
		assert_noop!(buy(USER, dataset(0), 1), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn licence_is_refused_when_the_buyer_has_too_little() {
	run(|| {
		let asset = mint_dataset(MAX_PRICE);
		assert_ok!(Balances::transfer_keep_alive(signed(USER), BUYER, FUNDS - MAX_PRICE));
		assert_noop!(buy(USER, asset, 1), TokenError::NotExpendable);
		assert_noop!(buy(USER, asset, 2), TokenError::FundsUnavailable);
	});
}

#[test]
fn use_spends_the_licence_until_none_is_left() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 2));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed));
		let used = Event::Used { asset, user: USER, purpose: Training, taken: UseTaken::Licensed };
		assert_eq!(last_event(), used);
		assert_eq!(counts(asset), (1, 1));
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		assert_eq!(counts(asset), (2, 0));
		assert!(!Licences::<Test>::contains_key(asset, USER));
		assert_noop!(AiAssets::use_asset(signed(USER), asset, Training), Error::<Test>::NoLicence);
	});
}

#[test]
fn use_is_refused_when_only_another_holds_a_licence() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 2));
		assert_noop!(AiAssets::take_use(&THIEF, asset, Training), Error::<Test>::NoLicence);
		assert_noop!(AiAssets::use_asset(signed(THIEF), asset, Training), Error::<Test>::NoLicence);
	});
}

#[test]
fn use_is_refused_when_the_terms_do_not_allow_the_purpose() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 2));
		for user in [USER, CREATOR] {
			assert_noop!(AiAssets::take_use(&user, asset, Inference), Error::<Test>::PurposeNotAllowed);
		}
	});
}

#[test]
fn use_is_refused_when_there_is_no_asset() {
	run(|| {
		assert_noop!(AiAssets::take_use(&USER, model(3), Training), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn use_needs_no_licence_when_the_asset_is_free_or_ones_own() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		assert_eq!(AiAssets::take_use(&CREATOR, costly, Training), Ok(UseTaken::Free));
		assert_eq!(AiAssets::take_use(&USER, free, Training), Ok(UseTaken::Free));
		assert_eq!((counts(costly), counts(free)), ((1, 0), (1, 0)));
	});
}

#[test]
fn licence_keeps_its_uses_when_the_asset_becomes_free() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 2));
		assert_ok!(AiAssets::set_price(signed(CREATOR), asset, 0));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Free));
		assert_eq!(AiAssets::licence(asset, USER), 2);
		assert_ok!(AiAssets::set_price(signed(CREATOR), asset, 9 * PRICE));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed));
	});
}

#[test]
fn return_gives_back_exactly_what_was_taken() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 1));
		let before = (AiAssets::asset(asset), AiAssets::licence(asset, USER));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		AiAssets::return_use(&USER, asset, taken);
		assert_eq!(last_event(), Event::UseReturned { asset, user: USER, taken });
		assert_eq!((AiAssets::asset(asset), AiAssets::licence(asset, USER)), before);
	});
}

#[test]
fn return_makes_no_licence_when_the_use_was_free() {
	run(|| {
		let asset = mint_dataset(0);
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		assert_ok!(AiAssets::set_price(signed(CREATOR), asset, PRICE));
		AiAssets::return_use(&USER, asset, taken);
		assert_eq!(AiAssets::licence(asset, USER), 0);
		assert_eq!(counts(asset), (0, 0));
	});
}

#[test]
fn return_gives_nothing_when_the_asset_was_retired() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, 1));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_storage_noop!(AiAssets::return_use(&USER, asset, taken));
	});
}

#[test]
#[should_panic(expected = "only what was taken is returned")]
fn return_is_noticed_when_nothing_was_taken() {
	run(|| {
		let asset = mint_dataset(PRICE);
		AiAssets::return_use(&THIEF, asset, UseTaken::Licensed);
	});
}

#[test]
fn region_is_where_the_content_is_kept() {
	run(|| {
		let asset = mint_dataset(0);
		assert_eq!(AiAssets::region(asset), Some(7));
		assert_eq!(AiAssets::region(dataset(9)), None);
	});
}
