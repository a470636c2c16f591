use crate::{mock::*, *};
use aic_primitives::{AssetId, AssetUses, Purpose::Training};
use frame::{testing_prelude::*, token::nonfungibles_v2::Inspect};

const PRICE: Balance = 5_000;

fn licensed() -> AssetId {
	let asset = mint_dataset(PRICE);
	assert_ok!(AiAssets::buy_licence(signed(USER), asset, 2, 2 * PRICE));
	asset
}

fn burn(asset: AssetId) {
	assert_ok!(Nfts::burn(signed(CREATOR), asset.kind.collection(), asset.item));
	assert_eq!(AiAssets::owner(asset), None);
}

#[test]
fn nft_is_burned_and_deposit_refunded_when_retired() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_eq!(last_event(), Event::Retired { asset, creator: CREATOR, deposit: DEPOSIT });
		assert_eq!(AiAssets::asset(asset), None);
		assert_eq!(Nfts::owner(0, asset.item), None);
		assert_eq!(Nfts::attribute(&0, &asset.item, &[]), None);
		assert_eq!((free(&CREATOR), held(&CREATOR)), (FUNDS, 0));
		assert_eq!(mint_dataset(PRICE), dataset(asset.item + 1));
	});
}

#[test]
fn refund_is_what_was_held_when_the_deposit_changed_since() {
	run(|| {
		let asset = mint_dataset(PRICE);
		mint_dataset(PRICE);
		Deposit::set(&(100 * DEPOSIT));
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_eq!(held(&CREATOR), DEPOSIT);
	});
}

#[test]
fn asset_stays_when_a_stranger_retires_it() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_noop!(AiAssets::retire(signed(THIEF), asset), Error::<Test>::NotOwner);
		assert_noop!(AiAssets::retire(signed(THIEF), dataset(9)), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn asset_stays_for_the_term_when_a_licence_was_sold() {
	run(|| {
		let asset = licensed();
		pass(TERM - 1);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		pass(1);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn use_can_be_returned_when_the_owner_wants_to_retire_as_soon_as_it_is_taken() {
	run(|| {
		let asset = licensed();
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		burn(asset);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		AiAssets::return_use(&USER, asset, taken);
		assert_eq!(AiAssets::licence(asset, USER), 1);
	});
}

#[test]
fn term_starts_anew_when_a_licence_is_sold() {
	run(|| {
		let asset = licensed();
		pass(TERM - 1);
		assert_ok!(AiAssets::buy_licence(signed(BUYER), asset, 1, PRICE));
		pass(1);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
	});
}

#[test]
fn licences_stay_good_when_the_owner_burns_the_nft() {
	run(|| {
		let asset = licensed();
		burn(asset);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed));
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::Withdrawn);
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(THIEF), asset));
	});
}

#[test]
fn nothing_is_sold_or_free_when_the_nft_is_burned() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		burn(costly);
		burn(free);
		let bought = AiAssets::buy_licence(signed(USER), costly, 1, PRICE);
		assert_noop!(bought, Error::<Test>::Withdrawn);
		assert_noop!(AiAssets::take_use(&USER, free, Training), Error::<Test>::Withdrawn);
		assert_noop!(AiAssets::take_use(&CREATOR, costly, Training), Error::<Test>::Withdrawn);
		assert_noop!(AiAssets::set_price(signed(CREATOR), costly, 0), Error::<Test>::NotOwner);
	});
}

#[test]
fn anybody_clears_up_for_the_creator_when_the_nft_was_burned() {
	run(|| {
		let asset = mint_dataset(PRICE);
		burn(asset);
		assert_eq!(held(&CREATOR), DEPOSIT);
		assert_ok!(AiAssets::retire(signed(THIEF), asset));
		assert_eq!((free(&CREATOR), free(&THIEF)), (FUNDS, FUNDS));
		assert_noop!(AiAssets::retire(signed(THIEF), asset), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn licence_is_dropped_when_the_asset_was_retired() {
	run(|| {
		let asset = licensed();
		let drop = |holder| AiAssets::drop_licence(signed(BUYER), asset, holder);
		assert_noop!(drop(USER), Error::<Test>::LicenceInForce);
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_ok!(drop(USER));
		assert_eq!(last_event(), Event::LicenceDropped { asset, holder: USER, uses: 2 });
		assert_noop!(drop(USER), Error::<Test>::NoLicence);
	});
}
