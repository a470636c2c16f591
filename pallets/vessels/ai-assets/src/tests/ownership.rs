//! Moving assets by ordinary calls of pallet-nfts.

use super::*;
use pallet_nfts::Error as NftsError;

#[test]
fn income_follows_the_nft_when_it_is_transferred() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		assert_eq!(AiAssets::owner(asset), Some(BUYER));
		assert_ok!(buy(USER, asset, uses(2)));
		assert_eq!(free(&BUYER), FUNDS + 2 * PRICE * 9 / 10);
		assert_eq!(free(&CREATOR), FUNDS - DEPOSIT);
	});
}

#[test]
fn income_follows_the_nft_when_it_is_sold() {
	run(|| {
		let asset = mint_dataset(PRICE);
		let ask = 1_000_000;
		assert_ok!(Nfts::set_price(signed(CREATOR), 0, asset.item, Some(ask), None));
		assert_ok!(Nfts::buy_item(signed(BUYER), 0, asset.item, ask));
		assert_eq!((free(&CREATOR), free(&BUYER)), (FUNDS - DEPOSIT + ask, FUNDS - ask));
		assert_ok!(buy(CREATOR, asset, uses(1)));
		assert_eq!(free(&BUYER), FUNDS - ask + PRICE * 9 / 10);
	});
}

#[test]
fn rights_pass_to_the_new_owner_and_leave_the_old() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		assert_noop!(AiAssets::set_terms(signed(CREATOR), asset, terms(0)), Error::<Test>::NotOwner);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::NotOwner);
		assert_noop!(AiAssets::take_use(&CREATOR, asset, Training), Error::<Test>::NoLicence);
		assert_eq!(AiAssets::take_use(&BUYER, asset, Training), Ok(UseTaken::Free(Part::WHOLE)));
		assert_ok!(AiAssets::set_terms(signed(BUYER), asset, terms(1)));
	});
}

#[test]
fn licences_keep_their_uses_when_the_nft_is_sold() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(2)));
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed(Part::WHOLE)));
	});
}

#[test]
fn free_use_of_an_owner_gives_no_licence_back_when_he_sold_meanwhile() {
	run(|| {
		let asset = mint_dataset(PRICE);
		let taken = AiAssets::take_use(&CREATOR, asset, Training).unwrap();
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		AiAssets::return_use(&CREATOR, asset, taken);
		assert_eq!(uses_left(asset, &CREATOR), 0);
	});
}

#[test]
fn deposit_goes_back_to_the_creator_when_a_buyer_retires() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		assert_ok!(AiAssets::retire(signed(BUYER), asset));
		assert_eq!((free(&CREATOR), held(&CREATOR), free(&BUYER)), (FUNDS, 0, FUNDS));
	});
}

#[test]
fn nfts_of_others_stay_when_a_thief_calls_nfts() {
	run(|| {
		let item = mint_dataset(PRICE).item;
		assert_noop!(Nfts::transfer(signed(THIEF), 0, item, THIEF), NftsError::<Test>::NoPermission);
		assert_noop!(Nfts::burn(signed(THIEF), 0, item), NftsError::<Test>::NoPermission);
		let renamed = Nfts::set_metadata(signed(THIEF), 0, item, b"mine".to_vec().try_into().unwrap());
		assert_noop!(renamed, NftsError::<Test>::NoPermission);
		let team = Nfts::set_team(signed(THIEF), 0, Some(THIEF), Some(THIEF), Some(THIEF));
		assert_noop!(team, NftsError::<Test>::NoPermission);
		let locked = Nfts::lock_item_transfer(signed(THIEF), 0, item);
		assert_noop!(locked, NftsError::<Test>::NoPermission);
	});
}

#[test]
fn name_stays_when_the_owner_wants_another() {
	run(|| {
		let item = mint_dataset(PRICE).item;
		let renamed = Nfts::set_metadata(signed(CREATOR), 0, item, b"other".to_vec().try_into().unwrap());
		assert_noop!(renamed, NftsError::<Test>::NoPermission);
	});
}

#[test]
fn first_owner_stays_known_when_the_nft_is_transferred() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
		assert_eq!(<AiAssets as AssetUses<_>>::first_owner(asset), Some(CREATOR));
		assert_eq!(<AiAssets as AssetUses<_>>::first_owner(AssetId { item: 9, ..asset }), None);
	});
}
