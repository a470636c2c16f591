//! What thieves could try.

use super::sales::ask;
use super::*;
use aic_primitives::{Licensing, Minting};

/// Sells for next to nothing to himself, past those whose work is in it, and then dearly to another.
#[test]
fn thief_can_not_shake_off_royalties_by_selling_to_himself() {
	run(|| {
		let asset = train(royalty(10, 1_000), royalty(5, 0));
		assert_noop!(AiAssets::offer(signed(USER), asset, ask(1)), Error::<Test>::BelowRoyalty);
		assert_ok!(AiAssets::offer(signed(USER), asset, ask(10_000)));
		assert_ok!(AiAssets::buy(signed(THIEF), asset, 10_000));
		assert_noop!(AiAssets::offer(signed(THIEF), asset, ask(9_999)), Error::<Test>::BelowRoyalty);
		let before = free(&CREATOR);
		assert_ok!(AiAssets::offer(signed(THIEF), asset, ask(100_000)));
		assert_ok!(AiAssets::buy(signed(BUYER), asset, 100_000));
		assert_eq!(free(&CREATOR) - before, 13_500);
	});
}

/// Mints the same again as a new version that nobody has a part of.
#[test]
fn thief_can_not_shake_off_those_who_have_parts_by_a_new_version() {
	run(|| {
		let first = mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &[to(USER, 90)]);
		assert_ok!(AiAssets::offer(signed(CREATOR), first, ask(10)));
		assert_ok!(AiAssets::buy(signed(THIEF), first, 10));
		assert_ok!(try_mint(THIEF, AssetKind::Dataset, terms(PRICE), shares(&[]), Some(first)));
		let before = free(&USER);
		assert_ok!(buy(BUYER, dataset(1), uses(2)));
		assert_eq!(free(&USER) - before, 8_100);
	});
}

/// Claims for another, whose licence of the newest version would be gone for nothing.
#[test]
fn thief_can_not_claim_away_the_licence_of_another() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { later_versions: 9, ..terms(PRICE) });
		let second = mint_next(first);
		assert_ok!(buy(USER, first, uses(2)));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), first, content()));
		assert_noop!(AiAssets::claim_refund(signed(THIEF), first), Error::<Test>::NothingToClaim);
		assert_ok!(AiAssets::use_asset(signed(USER), second, Training));
	});
}

/// Uses what he bought, then is refunded all of it.
#[test]
fn thief_is_not_refunded_what_he_used() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(buy(THIEF, asset, uses(2)));
		assert_ok!(AiAssets::use_asset(signed(THIEF), asset, Training));
		assert_ok!(AiAssets::use_asset(signed(THIEF), asset, Training));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_noop!(AiAssets::claim_refund(signed(THIEF), asset), Error::<Test>::NothingToClaim);
	});
}

/// Has his money back by `revoke`, and then again by the takedown.
#[test]
fn thief_is_not_refunded_twice() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(2), 2 * PRICE));
		AiAssets::revoke(asset, &THIEF, &uses(2), 2 * PRICE);
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_noop!(AiAssets::claim_refund(signed(THIEF), asset), Error::<Test>::NothingToClaim);
	});
}

/// The same the other way round: claims first, and has the price back later, since no key was given.
#[test]
fn thief_is_not_refunded_twice_when_he_claims_first() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, 3 * PRICE));
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(2), 2 * PRICE));
		assert_ok!(AiAssets::grant(asset, &USER, &uses(2), 2 * PRICE));
		assert_ok!(AiAssets::grant(asset, &BUYER, &uses(1), PRICE));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		for who in [THIEF, USER, BUYER] {
			assert_ok!(AiAssets::claim_refund(signed(who), asset));
		}
		AiAssets::revoke(asset, &THIEF, &uses(1), PRICE);
		assert_eq!(last_event(), Event::ClaimWithdrawn { asset, holder: THIEF, value: PRICE });
		assert_eq!(Claims::<Test>::get(asset, THIEF), PRICE);
		pass(WINDOW);
		assert_ok!(AiAssets::end_takedown(signed(THIEF), asset));
		let before = (free(&USER), free(&BUYER));
		assert_ok!(AiAssets::pay_refund(signed(THIEF), asset, BUYER));
		assert_eq!(free(&BUYER) - before.1, 3_750);
		AiAssets::do_try_state().unwrap();
		AiAssets::revoke(asset, &THIEF, &uses(1), PRICE);
		AiAssets::do_try_state().unwrap();
		assert_noop!(AiAssets::pay_refund(signed(THIEF), asset, THIEF), Error::<Test>::NothingToClaim);
		assert_ok!(AiAssets::pay_refund(signed(THIEF), asset, USER));
		assert_eq!((free(&USER) - before.0, pledged(&CREATOR)), (2 * PRICE, 0));
		AiAssets::revoke(asset, &THIEF, &uses(1), PRICE);
		assert_eq!(Claims::<Test>::iter().count(), 0);
	});
}

/// The last claim is withdrawn when all others were paid: the guarantor has the rest.
#[test]
fn guarantor_has_the_rest_when_the_last_claim_is_withdrawn() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(2), 2 * PRICE));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(THIEF), asset));
		pass(WINDOW);
		assert_ok!(AiAssets::end_takedown(signed(THIEF), asset));
		assert_eq!(pledged(&CREATOR), 2 * PRICE);
		AiAssets::revoke(asset, &THIEF, &uses(2), 2 * PRICE);
		assert_eq!(pledged(&CREATOR), 0);
		assert_ok!(AiAssets::restore(RuntimeOrigin::root(), asset));
	});
}

/// Takes his guarantee back as soon as he hears of a takedown, or gives the NFT away to be out of it.
#[test]
fn thief_can_not_save_his_guarantee() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(buy(USER, asset, uses(2)));
		let back = AiAssets::set_guarantee(signed(CREATOR), asset, 0);
		assert_noop!(back, Error::<Test>::GuaranteeBound);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, THIEF));
		let replaced = AiAssets::set_guarantee(signed(THIEF), asset, MINIMUM);
		assert_noop!(replaced, Error::<Test>::GuaranteeBound);
		let released = AiAssets::release_guarantee(signed(CREATOR), asset);
		assert_noop!(released, Error::<Test>::GuaranteeBound);
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(USER), asset));
		pass(WINDOW);
		let before = free(&USER);
		assert_ok!(AiAssets::pay_refund(signed(USER), asset, USER));
		assert_eq!(free(&USER) - before, 2 * PRICE);
	});
}

/// Buys a share cheaply with a guarantee of a former owner and sells on his risk.
#[test]
fn thief_can_not_sell_on_the_guarantee_of_the_former_owner() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, THIEF));
		assert_noop!(buy(BUYER, asset, uses(1)), Error::<Test>::FormersGuarantee);
		assert_ok!(AiAssets::release_guarantee(signed(CREATOR), asset));
		assert_eq!(pledged(&CREATOR), 0);
	});
}

/// An old offer comes alive when the asset comes back to who made it.
#[test]
fn thief_can_not_buy_at_an_offer_from_before() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, ask(10)));
		assert!(Nfts::transfer(signed(CREATOR), 0, asset.item, USER).is_err());
		assert_ok!(AiAssets::hand_over(asset, &CREATOR, &USER));
		assert_ok!(Nfts::transfer(signed(USER), 0, asset.item, CREATOR));
		assert_noop!(AiAssets::buy(signed(THIEF), asset, 10), Error::<Test>::NotForSale);
	});
}

/// Raises the price just before another's purchase, or takes the asset away.
#[test]
fn thief_can_not_charge_more_than_the_buyer_saw() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, ask(10)));
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, ask(1_000)));
		let bought = AiAssets::buy(signed(BUYER), asset, 10);
		assert_noop!(bought, Error::<Test>::PriceAboveMaximum);
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_noop!(AiAssets::buy(signed(BUYER), asset, 10), Error::<Test>::UnknownAsset);
	});
}

/// Pays for a crumb and uses the whole.
#[test]
fn thief_has_no_key_for_more_than_his_part() {
	run(|| {
		let asset = mint(AssetKind::Dataset, Terms { smallest_part: 8, ..terms(PRICE) });
		let crumb = Part { depth: 8, index: 255 };
		assert_ok!(buy(THIEF, asset, Wish { basis: Basis::Uses(1), part: crumb }));
		assert_ok!(AiAssets::take_use(&THIEF, asset, Training));
		assert_eq!(AiAssets::usable_part(asset, &THIEF), Some(crumb));
		assert!(!AiAssets::may_read(asset, &THIEF, &Part::WHOLE));
	});
}

/// The owner of an old version keeps buyers away from the new one, which was sold.
#[test]
fn thief_can_not_block_a_newer_version_by_an_exclusive_licence_of_an_old_one() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { exclusive: Some(1), ..terms(PRICE) });
		let second = mint_next(first);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, second.item, BUYER));
		assert_noop!(buy(THIEF, first, exclusive(50)), Error::<Test>::NotLatest);
		assert_ok!(buy(USER, second, uses(1)));
	});
}

/// Keeps a rival's result from being minted by splitting what is his among crowds.
#[test]
fn thief_upstream_can_not_keep_a_result_from_being_minted() {
	run(|| {
		let crowd: Vec<_> = (0..MAX_SHARES).map(|n| to(AccountId::new([n as u8 + 20; 32]), 1)).collect();
		let terms = Terms { royalty: royalty(1, 0), ..terms(0) };
		let data = mint_shared(CREATOR, AssetKind::Dataset, terms, &crowd);
		let slot = finish_job_with(mint_model(0), &[data]);
		Crowded::set(&true);
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(terms)));
		assert_eq!(roster(&ResourceId::Asset(trained(0))), [(CREATOR, Perbill::from_percent(1))]);
	});
}
