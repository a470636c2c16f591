use crate::{mock::*, *};
use frame::testing_prelude::*;

const WIDER: Terms = Terms { training: true, inference: true };

#[test]
fn price_changes_when_the_owner_sets_it() {
	run(|| {
		let asset = mint_dataset(5);
		assert_ok!(AiAssets::set_price(signed(CREATOR), asset, 8));
		assert_eq!(last_event(), Event::PriceSet { asset, price: 8 });
		assert_eq!(AiAssets::asset(asset).unwrap().price, 8);
	});
}

#[test]
fn price_is_refused_when_it_is_absurd() {
	run(|| {
		let asset = mint_dataset(5);
		let set = AiAssets::set_price(signed(CREATOR), asset, MAX_PRICE + 1);
		assert_noop!(set, Error::<Test>::PriceTooHigh);
	});
}

#[test]
fn price_and_terms_stay_when_a_stranger_sets_them() {
	run(|| {
		let asset = mint_dataset(5);
		assert_noop!(AiAssets::set_price(signed(THIEF), asset, 0), Error::<Test>::NotOwner);
		assert_noop!(AiAssets::set_terms(signed(THIEF), asset, WIDER), Error::<Test>::NotOwner);
	});
}

#[test]
fn price_and_terms_are_refused_when_there_is_no_asset() {
	run(|| {
		assert_noop!(AiAssets::set_price(signed(CREATOR), model(9), 0), Error::<Test>::UnknownAsset);
		assert_noop!(AiAssets::set_terms(signed(CREATOR), model(9), WIDER), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn terms_widen_but_never_narrow() {
	run(|| {
		let asset = mint_dataset(5);
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, WIDER));
		assert_eq!(last_event(), Event::TermsSet { asset, terms: WIDER });
		for narrow in [
			Terms { training: true, inference: false },
			Terms { training: false, inference: true },
			Terms { training: false, inference: false },
		] {
			let set = AiAssets::set_terms(signed(CREATOR), asset, narrow);
			assert_noop!(set, Error::<Test>::TermsNarrowed);
		}
	});
}
