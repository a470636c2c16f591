use super::*;

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
fn exclusive_licence_holds_for_the_whole_line_and_is_sold_with_its_newest_version() {
	run(|| {
		let first = mint(AssetKind::Dataset, terms_with());
		let second = mint_next(first);
		assert_noop!(buy(USER, first, exclusive(1)), Error::<Test>::NotLatest);
		assert_ok!(buy(USER, second, exclusive(1)));
		assert_noop!(buy(BUYER, first, uses(1)), Error::<Test>::ExclusivelyLicensed);
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
