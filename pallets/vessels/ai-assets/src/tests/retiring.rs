use super::*;

fn licensed() -> AssetId {
	let asset = mint_dataset(PRICE);
	assert_ok!(buy(USER, asset, uses(2)));
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
		assert_eq!(last_event(), Event::Retired { asset, depositor: CREATOR, deposit: DEPOSIT });
		assert_eq!(AiAssets::asset(asset), None);
		assert_eq!(Nfts::owner(0, asset.item), None);
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
fn term_starts_anew_when_a_licence_is_sold() {
	run(|| {
		let asset = licensed();
		pass(TERM - 1);
		assert_ok!(buy(BUYER, asset, uses(1)));
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
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed(Part::WHOLE)));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed(Part::WHOLE)));
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::LicenceOver);
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
		assert_noop!(buy(USER, costly, uses(1)), Error::<Test>::Withdrawn);
		assert_noop!(AiAssets::take_use(&USER, free, Training), Error::<Test>::Withdrawn);
		assert_noop!(AiAssets::take_use(&CREATOR, costly, Training), Error::<Test>::Withdrawn);
		let set = AiAssets::set_terms(signed(CREATOR), costly, terms(0));
		assert_noop!(set, Error::<Test>::NotOwner);
	});
}

#[test]
fn anybody_clears_up_for_the_creator_when_the_nft_was_burned() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		burn(asset);
		assert_ok!(AiAssets::retire(signed(THIEF), asset));
		assert_eq!((free(&CREATOR), free(&THIEF)), (FUNDS, FUNDS));
	});
}

#[test]
fn shared_asset_is_retired_though_it_can_not_be_burned() {
	run(|| {
		let asset = mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &[to(USER, 20)]);
		assert_ok!(AiAssets::describe(signed(THIEF), asset));
		assert!(Nfts::burn(signed(CREATOR), 0, asset.item).is_err());
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_eq!(SharedWith::<Test>::get(asset), None);
		assert_eq!(pallet_nfts::Attribute::<Test>::iter().count(), 0);
		assert_eq!(held(&CREATOR), 0);
	});
}

#[test]
fn licence_is_dropped_when_its_line_is_no_more() {
	run(|| {
		let asset = licensed();
		let drop = |holder| AiAssets::drop_licence(signed(THIEF), asset, holder);
		assert_noop!(drop(USER), Error::<Test>::LicenceInForce);
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_noop!(drop(BUYER), Error::<Test>::NoLicence);
		assert_ok!(drop(USER));
		assert_eq!(last_event(), Event::LicenceDropped { line: asset, holder: USER });
		assert_noop!(drop(USER), Error::<Test>::NoLicence);
	});
}
