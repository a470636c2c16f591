//! What other pallets ask for.

use super::*;
use aic_primitives::{Licensing, Minting, NewAsset, Shares as _};

fn half(index: u16) -> Part {
	Part { depth: 1, index }
}

fn offered() -> AssetId {
	let terms = Terms { per_era: Some(300), exclusive: Some(900), smallest_part: 1, ..terms(PRICE) };
	mint(AssetKind::Dataset, terms)
}

fn new_asset(list: &[(Target<AccountId>, u32)]) -> NewAsset<AccountId> {
	NewAsset {
		kind: AssetKind::Dataset,
		content: content(),
		format: 0,
		details: details(terms(PRICE)),
		shares: shares(list),
	}
}

#[test]
fn dataset_fits_a_model_when_their_formats_do() {
	run(|| {
		let (model, data) = (mint_model(0), mint_dataset(0));
		assert_ok!(<AiAssets as AssetUses<_>>::fits(model, data));
		assert_eq!(AiAssets::fits(data, data), Err(Error::<Test>::NotAModel.into()));
		assert_eq!(AiAssets::fits(model, model), Err(Error::<Test>::NotADataset.into()));
		let raw = mint(AssetKind::Data, terms(0));
		assert_eq!(AiAssets::fits(model, raw), Err(Error::<Test>::NotADataset.into()));
		assert_eq!(AiAssets::fits(model, dataset(9)), Err(Error::<Test>::UnknownAsset.into()));
		let other = mint_dataset(0);
		Assets::<Test>::mutate(other, |record| record.as_mut().unwrap().format = 2);
		assert_eq!(AiAssets::fits(model, other), Err(UNFIT));
	});
}

#[test]
fn grant_gives_what_was_quoted_and_moves_no_coins() {
	run(|| {
		let asset = offered();
		let supply = (free(&USER), free(&CREATOR));
		for (wish, price) in [(uses(2), 2 * PRICE), (eras(2), 600), (exclusive(1), 900)] {
			assert_eq!(<AiAssets as Licensing<_>>::quote(asset, &USER, &wish), Ok(price));
			assert_ok!(AiAssets::grant(asset, &USER, &wish, price));
		}
		assert_eq!((free(&USER), free(&CREATOR)), supply);
		assert_eq!(AiAssets::licences(asset, USER).len(), 3);
		assert_eq!(AiAssets::asset(asset).unwrap().kept_until, START + TERM);
		assert!(AiAssets::grant(dataset(9), &USER, &uses(1), 0).is_err());
	});
}

#[test]
fn revoke_takes_back_what_was_granted_and_not_paid() {
	run(|| {
		let asset = offered();
		for (wish, price) in [(uses(2), 2 * PRICE), (eras(2), 600), (exclusive(2), 1_800)] {
			assert_ok!(AiAssets::grant(asset, &USER, &wish, price));
			assert_ok!(AiAssets::grant(asset, &USER, &wish, 0));
			AiAssets::revoke(asset, &USER, &wish);
			assert_eq!(last_event(), Event::Revoked { asset, holder: USER, wish });
		}
		let list = AiAssets::licences(asset, USER);
		assert_eq!((list[0].uses, list[0].value), (2, 2 * PRICE));
		assert_eq!((list[1].until, list[1].value), (ERA + 2, 600));
		assert_eq!((list[2].until, list[2].value), (ERA + 2, 1_800));
		assert_eq!([0, 1, 2].map(|place| list[place].unpaid), [0; 3]);
		assert_eq!(Exclusives::<Test>::get(asset), Some(Exclusive { holder: USER, until: ERA + 2 }));
		// What was paid is not taken back.
		AiAssets::revoke(asset, &USER, &exclusive(2));
		AiAssets::revoke(asset, &USER, &eras(2));
		let list = AiAssets::licences(asset, USER);
		assert_eq!([list[1].until, list[2].until], [ERA + 2; 2]);
		assert_eq!(Exclusives::<Test>::get(asset), Some(Exclusive { holder: USER, until: ERA + 2 }));
	});
}

#[test]
fn value_counts_when_the_fee_was_paid() {
	run(|| {
		let asset = offered();
		for (wish, price) in [(uses(2), 2 * PRICE), (eras(2), 600), (exclusive(2), 1_800)] {
			assert_ok!(AiAssets::grant(asset, &USER, &wish, 0));
			let licence = *AiAssets::licences(asset, USER).last().unwrap();
			assert_eq!((licence.unpaid, licence.value, licence.left(ERA)), (2, 0, 0));
			AiAssets::paid(asset, &USER, &wish, price);
			assert_eq!(last_event(), Event::LicencePaid { asset, holder: USER, wish, value: price });
			let licence = *AiAssets::licences(asset, USER).last().unwrap();
			assert_eq!((licence.unpaid, licence.value, licence.left(ERA)), (0, price, price));
			// Once.
			AiAssets::paid(asset, &USER, &wish, price);
			assert_eq!(AiAssets::licences(asset, USER).last().unwrap().value, price);
		}
		AiAssets::paid(asset, &BUYER, &uses(1), PRICE);
		assert!(AiAssets::licences(asset, BUYER).is_empty());
		AiAssets::paid(dataset(9), &BUYER, &uses(1), PRICE);
	});
}

#[test]
fn eras_that_passed_before_the_fee_was_paid_count_for_nothing() {
	run(|| {
		let asset = offered();
		assert_ok!(AiAssets::grant(asset, &USER, &eras(1), 300));
		assert_ok!(AiAssets::grant(asset, &USER, &eras(4), 0));
		next_era();
		next_era();
		AiAssets::paid(asset, &USER, &eras(4), 1_200);
		let licence = AiAssets::licences(asset, USER)[0];
		assert_eq!((licence.since, licence.until, licence.value), (ERA + 2, ERA + 5, 900));
		Era::set(&(ERA + 4));
		assert_ok!(AiAssets::grant(asset, &USER, &eras(1), 0));
		Era::set(&(ERA + 9));
		AiAssets::paid(asset, &USER, &eras(1), 300);
		let licence = AiAssets::licences(asset, USER)[0];
		assert_eq!((licence.value, licence.unpaid), (0, 0));
	});
}

#[test]
fn eras_in_between_are_not_lost_when_more_are_bought_and_the_first_taken_back() {
	run(|| {
		let asset = offered();
		assert_ok!(AiAssets::grant(asset, &USER, &eras(5), 0));
		Era::set(&(ERA + 3));
		assert_ok!(AiAssets::grant(asset, &USER, &eras(2), 600));
		AiAssets::revoke(asset, &USER, &eras(5));
		let licence = AiAssets::licences(asset, USER)[0];
		assert_eq!((licence.until, licence.left(ERA + 3)), (ERA + 5, 600));
	});
}

#[test]
fn revoke_takes_no_more_than_is_left() {
	run(|| {
		let asset = offered();
		assert_ok!(AiAssets::grant(asset, &USER, &uses(1), 0));
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		AiAssets::revoke(asset, &USER, &uses(1));
		assert_eq!(uses_left(asset, &USER), 0);
		AiAssets::revoke(asset, &BUYER, &uses(1));
		assert!(AiAssets::licences(asset, BUYER).is_empty());
		assert_ok!(AiAssets::grant(asset, &USER, &eras(1), 0));
		for _ in 0..3 {
			AiAssets::revoke(asset, &USER, &eras(20));
		}
		assert_noop!(AiAssets::take_use(&USER, asset, Training), Error::<Test>::LicenceOver);
	});
}

#[test]
fn revoke_finds_the_licence_when_the_terms_changed_since() {
	run(|| {
		let asset = offered();
		assert_ok!(AiAssets::grant(asset, &USER, &uses(2), 0));
		let now = AiAssets::asset(asset).unwrap().terms;
		assert_ok!(AiAssets::set_terms(signed(CREATOR), asset, Terms { inside_only: true, ..now }));
		assert_ok!(buy(USER, asset, uses(2)));
		AiAssets::revoke(asset, &USER, &uses(2));
		let list = AiAssets::licences(asset, USER);
		assert_eq!([list[0].uses, list[1].uses], [0, 2]);
	});
}

#[test]
fn licensee_reads_the_part_that_he_paid_for() {
	run(|| {
		let asset = offered();
		let reads = |who, part| AiAssets::may_read(asset, &who, &part);
		assert!(reads(CREATOR, Part::WHOLE) && !reads(USER, half(0)));
		assert_ok!(AiAssets::grant(asset, &USER, &Wish { basis: Basis::Eras(1), part: half(1) }, 150));
		assert!(reads(USER, half(1)) && reads(USER, Part { depth: 3, index: 7 }));
		assert!(!reads(USER, half(0)) && !reads(USER, Part::WHOLE));
		next_era();
		assert!(!reads(USER, half(1)));
	});
}

#[test]
fn nobody_reads_what_is_for_inside_only() {
	run(|| {
		let inside = |price| Terms { inside_only: true, ..terms(price) };
		let (costly, free) = (mint(AssetKind::Dataset, inside(1)), mint(AssetKind::Dataset, inside(0)));
		assert_ok!(AiAssets::grant(costly, &USER, &uses(1), 1));
		assert!(!AiAssets::may_read(costly, &USER, &Part::WHOLE));
		assert!(!AiAssets::may_read(free, &USER, &Part::WHOLE));
		assert!(AiAssets::may_read(mint_dataset(0), &USER, &Part::WHOLE));
	});
}

#[test]
fn asset_is_minted_for_another_who_is_not_the_depositor() {
	run(|| {
		let asset = <AiAssets as Minting<_>>::mint(&CREATOR, &BUYER, new_asset(&[to(USER, 30)])).unwrap();
		let record = AiAssets::asset(asset).unwrap();
		assert_eq!((record.creator, record.depositor), (CREATOR, BUYER));
		assert_eq!((held(&CREATOR), held(&BUYER)), (0, DEPOSIT));
		assert_eq!(<AiAssets as Minting<_>>::deposit(1), FUNDS - free(&BUYER));
		assert_eq!(<AiAssets as Minting<_>>::deposit(0), DEPOSIT);
		assert_eq!(<AiAssets as AssetUses<_>>::first_owner(asset), Some(CREATOR));
		assert_eq!(AiAssets::format(asset), Some(0));
		assert_eq!(FixedShares::deposit(1), SHARE_DEPOSIT);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_eq!(held(&BUYER), 0);
		let trained = NewAsset { kind: AssetKind::TrainedAi, ..new_asset(&[]) };
		let minted = <AiAssets as Minting<_>>::mint(&CREATOR, &BUYER, trained);
		assert_eq!(minted, Err(Error::<Test>::NotMintable.into()));
	});
}

#[test]
fn given_licence_has_no_end() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::give_licence(asset, &USER));
		assert_eq!(last_event(), Event::LicenceGiven { asset, holder: USER });
		Era::set(&(EraIndex::MAX - 1));
		assert_eq!(AiAssets::take_use(&USER, asset, Training), Ok(UseTaken::Free(Part::WHOLE)));
		assert_ok!(AiAssets::give_licence(asset, &USER));
		assert_eq!(AiAssets::licences(asset, USER).len(), 1);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
	});
}

#[test]
fn asset_is_handed_over_when_it_was_paid_elsewhere() {
	run(|| {
		let asset = train(royalty(10, 1_000), royalty(5, 0));
		assert_eq!(<AiAssets as Minting<_>>::least_sale(asset), 10_000);
		assert_noop!(AiAssets::hand_over(asset, &THIEF, &BUYER), Error::<Test>::NotOwner);
		assert_ok!(AiAssets::offer(signed(USER), asset, super::sales::ask(10_000)));
		assert_ok!(AiAssets::hand_over(asset, &USER, &BUYER));
		assert_eq!(last_event(), Event::HandedOver { asset, from: USER, to: BUYER });
		assert_eq!(AiAssets::owner(asset), Some(BUYER));
		assert!(Offers::<Test>::get(asset).is_none());
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_noop!(AiAssets::hand_over(asset, &BUYER, &USER), Error::<Test>::TakenDown);
	});
}

#[test]
fn asset_is_kept_as_long_as_a_key_may_be_asked_for() {
	run(|| {
		let asset = mint_dataset(PRICE);
		AiAssets::keep_until(asset, START + 5);
		AiAssets::keep_until(asset, START + 3);
		pass(4);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::LicencesOutstanding);
		pass(1);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_storage_noop!(AiAssets::keep_until(asset, Moment::MAX));
		assert_eq!(AiAssets::content(asset), None);
	});
}
