use super::*;
use aic_primitives::Licensing;

fn terms_with() -> Terms {
	Terms { per_era: Some(300), exclusive: Some(1_000), ..terms(PRICE) }
}

#[test]
fn nobody_else_can_buy_while_a_licence_is_exclusive() {
	run(|| {
		let asset = mint(AssetKind::Dataset, terms_with());
		assert_ok!(buy(BUYER, asset, uses(1)));
		assert_ok!(buy(USER, asset, exclusive(2)));
		for wish in [uses(1), eras(1), exclusive(1)] {
			assert_noop!(buy(BUYER, asset, wish), Error::<Test>::ExclusivelyLicensed);
		}
		assert_ok!(buy(USER, asset, uses(1)));
		assert_ok!(AiAssets::use_asset(signed(BUYER), asset, Training));
		next_era();
		assert_noop!(buy(BUYER, asset, uses(1)), Error::<Test>::ExclusivelyLicensed);
		next_era();
		assert_ok!(buy(BUYER, asset, uses(1)));
	});
}

#[test]
fn holder_alone_extends_an_exclusive_licence() {
	run(|| {
		let asset = mint(AssetKind::Dataset, terms_with());
		assert_ok!(buy(USER, asset, exclusive(2)));
		assert_ok!(buy(USER, asset, exclusive(3)));
		assert_eq!(Exclusives::<Test>::get(asset), Some(Exclusive { holder: USER, until: ERA + 5 }));
		let list = AiAssets::licences(asset, USER);
		assert_eq!(list.len(), 1);
		assert_eq!((list[0].until, list[0].value), (ERA + 5, 5_000));
		Era::set(&(ERA + 5));
		assert_ok!(buy(BUYER, asset, exclusive(1)));
		assert_eq!(Exclusives::<Test>::get(asset), Some(Exclusive { holder: BUYER, until: ERA + 6 }));
	});
}

#[test]
fn exclusive_licence_and_one_by_era_stay_apart() {
	run(|| {
		let asset = mint(AssetKind::Dataset, terms_with());
		assert_ok!(buy(USER, asset, eras(4)));
		assert_ok!(buy(USER, asset, exclusive(1)));
		let ends: Vec<_> = AiAssets::licences(asset, USER).iter().map(|licence| licence.until).collect();
		assert_eq!(ends, [ERA + 4, ERA + 1]);
	});
}

#[test]
fn exclusive_licence_is_sold_with_the_newest_version_and_does_not_bind_older_ones() {
	run(|| {
		let first = mint(AssetKind::Dataset, terms_with());
		let second = mint_next(first);
		assert_noop!(buy(USER, first, exclusive(1)), Error::<Test>::NotLatest);
		assert_ok!(buy(USER, second, exclusive(1)));
		assert_noop!(buy(BUYER, second, uses(1)), Error::<Test>::ExclusivelyLicensed);
		assert_ok!(buy(BUYER, first, uses(1)));
		pass(TERM);
		assert_noop!(AiAssets::retire(signed(CREATOR), second), Error::<Test>::LicencesOutstanding);
		assert_ok!(AiAssets::retire(signed(CREATOR), first));
	});
}

#[test]
fn exclusive_licence_binds_the_versions_that_are_minted_meanwhile() {
	run(|| {
		let first = mint(AssetKind::Dataset, terms_with());
		assert_ok!(buy(USER, first, exclusive(2)));
		let second = mint_next(first);
		let third = mint_next(second);
		assert_eq!(AiAssets::asset(third).unwrap().bound_to, Some(first));
		// Whoever owns them.
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, third.item, THIEF));
		for version in [first, second, third] {
			assert_noop!(buy(BUYER, version, uses(1)), Error::<Test>::ExclusivelyLicensed);
		}
		// Its holder alone may buy more, with the newest; that binds no other.
		assert_noop!(buy(BUYER, third, exclusive(1)), Error::<Test>::ExclusivelyLicensed);
		assert_ok!(buy(USER, third, exclusive(1)));
		assert_eq!(Exclusives::<Test>::get(third), Some(Exclusive { holder: USER, until: ERA + 3 }));
		Era::set(&(ERA + 2));
		assert_ok!(buy(BUYER, first, uses(1)));
		assert_ok!(buy(BUYER, second, uses(1)));
		assert_noop!(buy(BUYER, third, uses(1)), Error::<Test>::ExclusivelyLicensed);
		next_era();
		assert_eq!(AiAssets::asset(mint_fourth(third)).unwrap().bound_to, None);
	});
}

fn mint_fourth(third: AssetId) -> AssetId {
	assert_ok!(Nfts::transfer(signed(THIEF), 0, third.item, CREATOR));
	mint_next(third)
}

#[test]
fn version_is_free_when_the_exclusive_licence_before_it_was_taken_back() {
	run(|| {
		let first = mint(AssetKind::Dataset, terms_with());
		assert_ok!(AiAssets::grant(first, &USER, &exclusive(9), 0));
		let second = mint_next(first);
		assert_noop!(buy(BUYER, second, uses(1)), Error::<Test>::ExclusivelyLicensed);
		AiAssets::revoke(first, &USER, &exclusive(9));
		assert_ok!(buy(BUYER, second, uses(1)));
	});
}

#[test]
fn asset_stays_as_long_as_a_licence_is_exclusive() {
	run(|| {
		let asset = mint(AssetKind::Dataset, terms_with());
		assert_ok!(buy(USER, asset, exclusive(2)));
		pass(TERM);
		next_era();
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		next_era();
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert!(Exclusives::<Test>::get(asset).is_none());
	});
}
