use super::*;
use crate::describing::{amount_text, terms_text};
use frame::token::nonfungibles_v2::Inspect;

fn attribute(asset: AssetId, key: &[u8]) -> Option<String> {
	let value = Nfts::system_attribute(&asset.kind.collection(), Some(&asset.item), key)?;
	Some(String::from_utf8(value).unwrap())
}

#[test]
fn wallets_see_what_an_asset_is_when_anybody_describes_it() {
	run(|| {
		let asset = mint(AssetKind::Dataset, Terms { per_era: Some(10 * AIC), ..terms(AIC / 2) });
		assert_ok!(AiAssets::describe(signed(THIEF), asset));
		assert_eq!(last_event(), Event::Described { asset });
		assert_eq!(Nfts::attribute(&0, &asset.item, &[]), Some(b"Iris".to_vec()));
		assert_eq!(attribute(asset, b"kind").unwrap(), "dataset");
		assert_eq!(attribute(asset, b"version").unwrap(), "1");
		assert_eq!(attribute(asset, b"content").unwrap(), format!("0x{}", "aa".repeat(32)));
		assert_eq!(attribute(asset, b"size").unwrap(), "4551");
		assert_eq!(attribute(asset, b"format").unwrap(), "0");
		assert_eq!(attribute(asset, b"licence").unwrap(), "use 0.5 AIC; era 10 AIC; training");
		assert_eq!(total(&THIEF), FUNDS);
	});
}

#[test]
fn description_changes_when_it_is_written_again() {
	run(|| {
		let asset = mint_dataset(AIC);
		assert_ok!(AiAssets::describe(signed(THIEF), asset));
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, terms(2 * AIC)));
		assert_ok!(AiAssets::describe(signed(THIEF), asset));
		assert_eq!(attribute(asset, b"licence").unwrap(), "use 2 AIC; training");
	});
}

#[test]
fn description_goes_with_the_asset_however_that_ends() {
	run(|| {
		let (retired, burned) = (mint_dataset(AIC), mint_dataset(AIC));
		for asset in [retired, burned] {
			assert_ok!(AiAssets::describe(signed(THIEF), asset));
		}
		assert_ok!(Nfts::burn(signed(CREATOR), 0, burned.item));
		for asset in [retired, burned] {
			assert_ok!(AiAssets::retire(signed(CREATOR), asset));
			assert_eq!(attribute(asset, b"licence"), None);
		}
		assert_eq!(pallet_nfts::Attribute::<Test>::iter().count(), 0);
	});
}

#[test]
fn description_is_refused_when_there_is_nothing_to_describe() {
	run(|| {
		let asset = mint_dataset(AIC);
		assert_noop!(AiAssets::describe(signed(THIEF), dataset(9)), Error::<Test>::UnknownAsset);
		assert_ok!(Nfts::burn(signed(CREATOR), 0, asset.item));
		assert_noop!(AiAssets::describe(signed(THIEF), asset), Error::<Test>::Withdrawn);
	});
}

#[test]
fn amounts_have_as_many_digits_as_they_need() {
	let texts = [0, 1, AIC, AIC + AIC / 4, 10 * AIC - 1].map(amount_text);
	let expected = ["0 AIC", "0.000000000000000001 AIC", "1 AIC", "1.25 AIC", "9.999999999999999999 AIC"];
	assert_eq!(texts, expected);
}

#[test]
fn terms_are_told_in_plain_words() {
	let priced = Terms {
		purposes: Purposes { training: true, inference: true, evaluation: false },
		inside_only: true,
		exclusive: Some(7 * AIC),
		..terms(AIC)
	};
	assert_eq!(terms_text(&priced), "use 1 AIC; exclusive era 7 AIC; training, inference; inside only");
	assert_eq!(terms_text(&terms(0)), "free; training");
	assert_eq!(terms_text(&Terms { per_use: None, ..terms(0) }), "not for sale; training");
}
