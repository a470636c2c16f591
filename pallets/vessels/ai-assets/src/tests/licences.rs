use super::*;

fn all_terms() -> Terms {
	Terms { per_era: Some(300), exclusive: Some(1_000), smallest_part: 2, ..terms(PRICE) }
}

fn part(depth: u8, index: u16, basis: Basis) -> Wish {
	Wish { basis, part: Part { depth, index } }
}

#[test]
fn licence_is_paid_to_the_owner_when_bought() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::buy_licence(signed(USER), asset, uses(3), 3 * PRICE));
		let event = Event::Licensed { asset, holder: USER, wish: uses(3), value: 3 * PRICE };
		System::assert_has_event(event.into());
		assert_eq!(free(&USER), FUNDS - 3 * PRICE);
		assert_eq!(free(&CREATOR), FUNDS - DEPOSIT + 3 * PRICE * 9 / 10);
		let licence = Licence {
			part: Part::WHOLE,
			purposes: TRAINING,
			inside_only: false,
			from: 1,
			to: 1,
			uses: 3,
			since: 0,
			until: 0,
			unpaid: 0,
			value: 3 * PRICE,
			exclusive: false,
		};
		assert_eq!(AiAssets::licences(asset, USER).into_inner(), [licence]);
	});
}

#[test]
fn licence_adds_up_when_it_is_bought_again_on_the_same_terms() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(3)));
		assert_ok!(buy(USER, asset, uses(4)));
		assert_ok!(buy(BUYER, asset, uses(1)));
		assert_eq!(AiAssets::licences(asset, USER).len(), 1);
		assert_eq!(uses_left(asset, &USER), 7);
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, Terms { inside_only: true, ..terms(PRICE) }));
		assert_ok!(buy(USER, asset, uses(1)));
		assert_eq!(AiAssets::licences(asset, USER).len(), 2);
	});
}

#[test]
fn eras_add_up_when_they_are_bought_again() {
	run(|| {
		let asset = mint(AssetKind::Dataset, all_terms());
		assert_ok!(buy(USER, asset, eras(2)));
		next_era();
		assert_ok!(buy(USER, asset, eras(3)));
		let licence = AiAssets::licences(asset, USER)[0];
		assert_eq!((licence.since, licence.until), (ERA + 1, ERA + 5));
		assert_eq!(licence.value, 300 + 900, "one of two eras was over");
		Era::set(&(ERA + 9));
		assert_ok!(buy(USER, asset, eras(1)));
		let licence = AiAssets::licences(asset, USER)[0];
		assert_eq!((licence.since, licence.until, licence.value), (ERA + 9, ERA + 10, 300));
	});
}

#[test]
fn part_costs_its_fraction_rounded_up() {
	run(|| {
		let asset = mint(AssetKind::Dataset, all_terms());
		let quote = |wish| AiAssets::quote(asset, USER, wish);
		assert_eq!(quote(uses(3)), Ok(15_000));
		assert_eq!(quote(part(2, 3, Basis::Uses(3))), Ok(3_750));
		assert_eq!(quote(part(2, 3, Basis::Eras(1))), Ok(75));
		assert_eq!(quote(exclusive(4)), Ok(4_000));
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, Terms { per_era: Some(301), ..all_terms() }));
		assert_eq!(quote(part(2, 3, Basis::Eras(1))), Ok(76));
		assert_ok!(AiAssets::buy_licence(signed(USER), asset, part(2, 3, Basis::Eras(1)), 76));
		assert_eq!(free(&USER), FUNDS - 76);
	});
}

#[test]
fn licence_is_refused_when_the_part_is_not_sold() {
	run(|| {
		let asset = mint(AssetKind::Dataset, all_terms());
		for wish in [
			part(3, 0, Basis::Uses(1)),
			part(2, 4, Basis::Uses(1)),
			part(200, 0, Basis::Eras(1)),
			part(1, 0, Basis::Exclusive(1)),
		] {
			assert_noop!(buy(USER, asset, wish), Error::<Test>::PartNotSold);
		}
	});
}

#[test]
fn licence_is_refused_when_it_costs_more_than_the_maximum() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, terms(PRICE + 1)));
		let bought = AiAssets::buy_licence(signed(USER), asset, uses(2), 2 * PRICE);
		assert_noop!(bought, Error::<Test>::PriceAboveMaximum);
	});
}

#[test]
fn licence_is_refused_when_the_asset_is_free_or_ones_own() {
	run(|| {
		let (costly, free) = (mint_dataset(PRICE), mint_dataset(0));
		assert_noop!(buy(USER, free, uses(1)), Error::<Test>::NothingToBuy);
		assert_noop!(buy(CREATOR, costly, uses(1)), Error::<Test>::NothingToBuy);
	});
}

#[test]
fn licence_is_refused_when_its_uses_are_none_or_too_many() {
	run(|| {
		let asset = mint_dataset(PRICE);
		for count in [0, MAX_USES + 1, u32::MAX] {
			assert_noop!(buy(USER, asset, uses(count)), Error::<Test>::UsesOutOfRange);
		}
		assert_ok!(buy(USER, asset, uses(MAX_USES)));
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::UsesOutOfRange);
	});
}

#[test]
fn licence_is_refused_when_its_eras_are_none_or_reach_too_far() {
	run(|| {
		let asset = mint(AssetKind::Dataset, all_terms());
		for count in [0, MAX_ERAS + 1, u32::MAX] {
			assert_noop!(buy(USER, asset, eras(count)), Error::<Test>::ErasOutOfRange);
			assert_noop!(buy(USER, asset, exclusive(count)), Error::<Test>::ErasOutOfRange);
		}
		assert_ok!(buy(USER, asset, eras(MAX_ERAS)));
		assert_noop!(buy(USER, asset, eras(1)), Error::<Test>::ErasOutOfRange);
		assert_ok!(buy(BUYER, asset, exclusive(MAX_ERAS)));
		assert_noop!(buy(BUYER, asset, exclusive(1)), Error::<Test>::ErasOutOfRange);
		next_era();
		assert_ok!(buy(BUYER, asset, exclusive(1)));
	});
}

#[test]
fn licence_is_refused_when_there_is_no_asset_or_its_nft_was_burned() {
	run(|| {
		assert_noop!(buy(USER, dataset(0), uses(1)), Error::<Test>::UnknownAsset);
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::burn(signed(CREATOR), 0, asset.item));
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::Withdrawn);
	});
}

#[test]
fn licence_is_refused_when_it_comes_with_a_key_or_nothing_was_shown() {
	run(|| {
		let asset = mint_dataset(PRICE);
		Protected::set(&true);
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::KeyNeeded);
		Protected::set(&false);
		Previewed::set(&false);
		assert_noop!(buy(USER, asset, uses(1)), NO_PREVIEW);
	});
}

#[test]
fn licence_is_refused_when_the_buyer_has_too_little() {
	run(|| {
		let asset = mint_dataset(MAX_PRICE);
		assert_ok!(Balances::transfer_keep_alive(signed(USER), BUYER, FUNDS - MAX_PRICE / 2));
		assert!(buy(USER, asset, uses(1)).is_err());
		assert!(AiAssets::licences(asset, USER).is_empty());
	});
}

#[test]
fn fifth_licence_takes_the_place_of_one_of_which_nothing_is_left() {
	run(|| {
		let asset = mint(AssetKind::Dataset, all_terms());
		let basis = Basis::Uses(1);
		for index in 0..4 {
			assert_ok!(buy(USER, asset, part(2, index, basis)));
		}
		assert_noop!(buy(USER, asset, eras(1)), Error::<Test>::TooManyLicences);
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		assert_ok!(buy(USER, asset, eras(1)));
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::TooManyLicences);
		next_era();
		assert_ok!(buy(USER, asset, uses(1)));
		assert_eq!(AiAssets::licences(asset, USER).len(), 4);
	});
}
