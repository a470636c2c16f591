use super::*;
use aic_primitives::Licensing;

fn by_era() -> AssetId {
	mint(AssetKind::Dataset, Terms { per_era: Some(300), ..terms(PRICE) })
}

#[test]
fn use_spends_the_licence_until_none_is_left() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(2)));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed(Part::WHOLE)));
		let used =
			Event::Used { asset, user: USER, purpose: Training, taken: UseTaken::Licensed(Part::WHOLE) };
		assert_eq!(last_event(), used);
		assert_eq!((uses_left(asset, &USER), AiAssets::asset(asset).unwrap().uses), (1, 1));
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		assert_eq!((uses_left(asset, &USER), AiAssets::asset(asset).unwrap().uses), (0, 2));
		assert_noop!(AiAssets::use_asset(signed(USER), asset, Training), Error::<Test>::LicenceOver);
	});
}

#[test]
fn use_spends_nothing_until_the_eras_are_over() {
	run(|| {
		let asset = by_era();
		assert_ok!(buy(USER, asset, eras(2)));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Free(Part::WHOLE)));
		next_era();
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Free(Part::WHOLE)));
		next_era();
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::LicenceOver);
		assert_eq!(AiAssets::asset(asset).unwrap().uses, 2);
	});
}

#[test]
fn use_is_refused_when_no_licence_is_held() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(2)));
		assert_noop!(AiAssets::take_use(&THIEF, asset, Training), Error::<Test>::NoLicence);
		assert_noop!(AiAssets::use_asset(signed(THIEF), asset, Training), Error::<Test>::NoLicence);
		assert_noop!(AiAssets::take_use(&USER, dataset(9), Training), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn use_is_refused_when_the_purpose_is_not_allowed() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		assert_ok!(buy(USER, costly, uses(2)));
		for (user, asset) in [(USER, costly), (CREATOR, costly), (USER, free)] {
			assert_noop!(AiAssets::take_use(&user, asset, Inference), Error::<Test>::PurposeNotAllowed);
		}
	});
}

#[test]
fn use_needs_no_licence_when_the_asset_is_free_or_ones_own() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		assert_eq!(AiAssets::take_use(&CREATOR, costly, Training), Ok(UseTaken::Free(Part::WHOLE)));
		assert_eq!(AiAssets::take_use(&THIEF, free, Training), Ok(UseTaken::Free(Part::WHOLE)));
	});
}

#[test]
fn use_is_given_back_when_the_job_did_not_run() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(1)));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		AiAssets::return_use(&USER, asset, taken);
		assert_eq!(last_event(), Event::UseReturned { asset, user: USER, taken });
		assert_eq!((uses_left(asset, &USER), AiAssets::asset(asset).unwrap().uses), (1, 0));
	});
}

#[test]
fn free_use_gives_nothing_back_but_the_count() {
	run(|| {
		let asset = by_era();
		assert_ok!(buy(USER, asset, eras(1)));
		let before = AiAssets::licences(asset, USER);
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		AiAssets::return_use(&USER, asset, taken);
		assert_eq!(AiAssets::licences(asset, USER), before);
		assert_eq!(AiAssets::asset(asset).unwrap().uses, 0);
	});
}

#[test]
fn use_of_what_was_retired_meanwhile_is_not_given_back() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(1)));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_storage_noop!(AiAssets::return_use(&USER, asset, taken));
	});
}

#[test]
fn what_is_left_of_the_price_falls_with_every_use() {
	run(|| {
		let asset = mint_dataset(10);
		assert_ok!(buy(USER, asset, uses(3)));
		Licences::<Test>::mutate(asset, USER, |list| list.get_mut(0).unwrap().value = 32);
		let mut values = vec![];
		for _ in 0..3 {
			assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
			values.push(AiAssets::licences(asset, USER)[0].value);
		}
		assert_eq!(values, [21, 10, 0], "rounding is against the holder");
	});
}

/// `USER` has so many uses of this part on these terms.
fn buy_part(asset: AssetId, terms: Terms, part: Part, count: u32) {
	assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, terms));
	assert_ok!(buy(USER, asset, Wish { basis: Basis::Uses(count), part }));
}

#[test]
fn use_says_the_part_that_it_is_for() {
	run(|| {
		let sold = Terms { smallest_part: 1, per_era: Some(300), ..terms(PRICE) };
		let asset = mint(AssetKind::Dataset, sold);
		let half = Part { depth: 1, index: 1 };
		let take = || AiAssets::take_use(&USER, asset, Training).unwrap();
		buy_part(asset, sold, half, 1);
		assert_ok!(buy(USER, asset, uses(1)));
		assert_ok!(buy(USER, asset, Wish { basis: Basis::Eras(1), part: half }));
		let taken = [take(), take(), take()];
		let licensed = [UseTaken::Licensed(half), UseTaken::Licensed(Part::WHOLE), UseTaken::Free(half)];
		assert_eq!(taken, licensed);
		assert_eq!(AiAssets::take_use(&CREATOR, asset, Training), Ok(UseTaken::Free(Part::WHOLE)));
	});
}

#[test]
fn use_comes_back_to_the_licence_that_allows_least_when_several_are_of_the_part() {
	run(|| {
		let asset = mint_dataset(PRICE);
		let inside = Terms { inside_only: true, ..terms(PRICE) };
		buy_part(asset, terms(PRICE), Part::WHOLE, 1);
		buy_part(asset, inside, Part::WHOLE, 1);
		let first = AiAssets::take_use(&USER, asset, Training).unwrap();
		let second = AiAssets::take_use(&USER, asset, Training).unwrap();
		assert!(!AiAssets::may_read(asset, &USER, &Part::WHOLE));
		AiAssets::return_use(&USER, asset, second);
		assert!(!AiAssets::may_read(asset, &USER, &Part::WHOLE), "it was one for inside only");
		AiAssets::return_use(&USER, asset, first);
		assert_eq!(uses_left(asset, &USER), 2);
	});
}
