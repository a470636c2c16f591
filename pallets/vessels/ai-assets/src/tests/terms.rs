use super::*;

fn set(asset: AssetId, terms: Terms) -> DispatchResult {
	AiAssets::set_terms(signed(CREATOR), asset, terms)
}

#[test]
fn terms_change_when_the_owner_sets_them() {
	run(|| {
		let asset = mint_dataset(5);
		let new = Terms { per_era: Some(8), purposes: Purposes::ALL, inside_only: true, ..terms(9) };
		assert_ok!(set(asset, new));
		assert_eq!(last_event(), Event::TermsSet { asset, terms: new });
		assert_eq!(AiAssets::asset(asset).unwrap().terms, new);
	});
}

#[test]
fn terms_stay_when_a_stranger_sets_them_or_there_is_no_asset() {
	run(|| {
		let asset = mint_dataset(5);
		assert_noop!(AiAssets::set_terms(signed(THIEF), asset, terms(0)), Error::<Test>::NotOwner);
		assert_noop!(set(model(9), terms(0)), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn terms_are_refused_when_they_make_no_sense() {
	run(|| {
		let asset = mint_dataset(5);
		let idle = Terms { purposes: Purposes::default(), ..terms(1) };
		assert_noop!(set(asset, idle), Error::<Test>::NoPurpose);
		assert_noop!(set(asset, terms(MAX_PRICE + 1)), Error::<Test>::PriceTooHigh);
		let dear = Terms { per_era: Some(MAX_PRICE + 1), ..terms(1) };
		assert_noop!(set(asset, dear), Error::<Test>::PriceTooHigh);
		let dearest = Terms { exclusive: Some(Balance::MAX), ..terms(1) };
		assert_noop!(set(asset, dearest), Error::<Test>::PriceTooHigh);
		let generous = Terms { exclusive: Some(0), ..terms(1) };
		assert_noop!(set(asset, generous), Error::<Test>::FreeExclusive);
		let crumbs = Terms { smallest_part: 9, ..terms(1) };
		assert_noop!(set(asset, crumbs), Error::<Test>::PartTooSmall);
		assert_ok!(set(asset, Terms { smallest_part: 8, ..terms(MAX_PRICE) }));
	});
}

#[test]
fn royalty_is_refused_when_it_is_out_of_range() {
	run(|| {
		let mint =
			|royalty| try_mint(CREATOR, AssetKind::Model, Terms { royalty, ..terms(1) }, shares(&[]), None);
		assert_noop!(mint(royalty(11, 0)), Error::<Test>::RoyaltyTooHigh);
		assert_noop!(mint(royalty(10, MAX_PRICE + 1)), Error::<Test>::RoyaltyTooHigh);
		assert_noop!(mint(royalty(0, 1)), Error::<Test>::RoyaltyTooLow);
		let crumb = Royalty { share: Perbill::from_parts(99_999), least: 0 };
		assert_noop!(mint(crumb), Error::<Test>::RoyaltyTooLow);
		assert_ok!(mint(Royalty { share: LEAST_ROYALTY, least: 0 }));
		// 1,000 AIC of a ten-thousandth would be the dearest asset of all, a hundred times over.
		let blocking = Royalty { share: LEAST_ROYALTY, least: MAX_PRICE };
		assert_noop!(mint(blocking), Error::<Test>::RoyaltyTooHigh);
		assert_ok!(mint(royalty(10, MAX_PRICE)));
	});
}

#[test]
fn royalty_falls_but_never_rises() {
	run(|| {
		let with = |royalty| Terms { royalty, ..terms(1) };
		let asset = mint(AssetKind::Model, with(royalty(5, 100)));
		for raised in [royalty(6, 100), royalty(5, 101), royalty(10, 0)] {
			assert_noop!(set(asset, with(raised)), Error::<Test>::RoyaltyRaised);
		}
		// A fifth of the share asks five times the price for the same least sum.
		assert_noop!(set(asset, with(royalty(1, 100))), Error::<Test>::RoyaltyRaised);
		assert_ok!(set(asset, with(royalty(1, 20))));
		assert_ok!(set(asset, with(royalty(0, 0))));
		assert_noop!(set(asset, with(royalty(1, 0))), Error::<Test>::RoyaltyRaised);
	});
}

#[test]
fn licences_stay_as_they_were_bought_when_terms_change() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(2)));
		let closed = Terms { purposes: Purposes { inference: true, ..Default::default() }, ..terms(1) };
		assert_ok!(set(asset, closed));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Licensed(Part::WHOLE)));
		assert_noop!(AiAssets::take_use(&USER, asset, Inference), Error::<Test>::PurposeNotAllowed);
	});
}

#[test]
fn nothing_is_sold_when_no_price_is_set() {
	run(|| {
		let asset = mint(AssetKind::Dataset, Terms { per_use: None, ..terms(0) });
		for wish in [uses(1), eras(1), exclusive(1)] {
			assert_noop!(buy(USER, asset, wish), Error::<Test>::NotSoldSo);
		}
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::NoLicence);
	});
}
