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
		assert_ok!(buy(USER, first, uses(2)));
		let second = mint_next(first);
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
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(2), 0));
		AiAssets::revoke(asset, &THIEF, &uses(2));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_noop!(AiAssets::claim_refund(signed(THIEF), asset), Error::<Test>::NothingToClaim);
	});
}

/// Claims for a licence whose fee is on hold still, has the fee back afterwards, and would dilute all others.
#[test]
fn thief_can_not_claim_a_fee_that_he_has_not_paid() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, 3 * PRICE));
		assert_ok!(buy(USER, asset, uses(3)));
		assert_ok!(buy(THIEF, asset, uses(1)));
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(90), 0));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(USER), asset));
		assert_ok!(AiAssets::claim_refund(signed(THIEF), asset));
		assert_eq!(last_event(), Event::RefundClaimed { asset, holder: THIEF, value: PRICE });
		assert_noop!(AiAssets::claim_refund(signed(THIEF), asset), Error::<Test>::NothingToClaim);
		AiAssets::revoke(asset, &THIEF, &uses(90));
		assert_eq!(uses_left(asset, &THIEF), 0);
		pass(WINDOW);
		let before = free(&USER);
		assert_ok!(AiAssets::pay_refund(signed(USER), asset, USER));
		assert_eq!(free(&USER) - before, 3 * PRICE * 3 / 4);
	});
}

/// The other side: who claimed before his key was found right claims its fee when it was paid.
#[test]
fn licensee_can_claim_a_fee_that_was_paid_after_the_takedown() {
	run(|| {
		let asset = mint(AssetKind::Dataset, Terms { per_era: Some(300), ..terms(PRICE) });
		assert_ok!(buy(USER, asset, uses(1)));
		assert_ok!(buy(USER, asset, eras(1)));
		assert_ok!(AiAssets::grant(asset, &USER, &uses(2), 0));
		assert_ok!(AiAssets::grant(asset, &USER, &eras(2), 0));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(USER), asset));
		assert_eq!(Claims::<Test>::get(asset, USER), PRICE + 300);
		AiAssets::do_try_state().unwrap();
		AiAssets::paid(asset, &USER, &uses(2), 2 * PRICE);
		AiAssets::paid(asset, &USER, &eras(2), 600);
		assert_ok!(AiAssets::claim_refund(signed(USER), asset));
		assert_eq!(Claims::<Test>::get(asset, USER), 3 * PRICE + 900);
		assert!(AiAssets::licences(asset, USER).is_empty());
	});
}

/// Uses all before he lets the fee be paid, which would then count for uses that he had.
#[test]
fn thief_is_not_refunded_what_he_used_before_it_was_paid() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(buy(THIEF, asset, uses(2)));
		assert_ok!(AiAssets::grant(asset, &THIEF, &uses(4), 0));
		for _ in 0..5 {
			assert_ok!(AiAssets::use_asset(signed(THIEF), asset, Training));
		}
		AiAssets::paid(asset, &THIEF, &uses(4), 4 * PRICE);
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(THIEF), asset));
		assert_eq!(last_event(), Event::RefundClaimed { asset, holder: THIEF, value: PRICE });
	});
}

/// Owns the old version; after the new one, which is another's, was taken down, he sells himself licences of the old that cover it, at the
/// highest price, of which nearly all comes back to him, and claims the other's guarantee.
#[test]
fn thief_can_not_claim_the_guarantee_of_a_newer_version_with_licences_of_an_old_one() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { later_versions: 1, ..terms(PRICE) });
		let early = buy(USER, first, uses(1));
		assert_ok!(early);
		let second = mint_next(first);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, second.item, BUYER));
		assert_ok!(AiAssets::set_guarantee(signed(BUYER), second, AIC));
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), second, content()));
		let dear = Terms { later_versions: 1, ..terms(AIC) };
		assert_ok!(AiAssets::set_terms(signed(CREATOR), first, dear));
		assert_ok!(buy(THIEF, first, uses(1)));
		// Not even what was sold for it rightly: the old version's guarantor answers for that.
		for who in [THIEF, USER] {
			assert_noop!(AiAssets::claim_refund(signed(who), second), Error::<Test>::NothingToClaim);
		}
		assert_eq!([THIEF, USER].map(|who| uses_left(first, &who)), [1, 1]);
		pass(WINDOW);
		assert_ok!(AiAssets::end_takedown(signed(THIEF), second));
		assert_eq!(pledged(&BUYER), 0);
	});
}

/// Sold the newest version and keeps an old one, whose licences he lets cover all that come, for next to nothing.
#[test]
fn thief_can_not_sell_the_newer_version_of_another() {
	run(|| {
		let first = mint_dataset(PRICE);
		let second = mint_next(first);
		let third = mint_next(second);
		// Not even when he still owns the newest, and the one between is another's.
		for (sold, version) in [(second, second), (third, third)] {
			assert_ok!(Nfts::transfer(signed(CREATOR), 0, sold.item, BUYER));
			let all = Terms { later_versions: u32::MAX, ..terms(1) };
			assert_ok!(AiAssets::set_terms(signed(CREATOR), first, all));
			assert_ok!(buy(USER, first, uses(1)));
			let used = AiAssets::use_asset(signed(USER), version, Training);
			assert_noop!(used, Error::<Test>::LicenceForOtherVersion);
		}
		assert_ok!(AiAssets::use_asset(signed(USER), first, Training));
	});
}

/// Takes uses of a crumb for jobs that do not run, and has them back as uses of the whole.
#[test]
fn thief_can_not_turn_uses_of_a_crumb_into_uses_of_the_whole() {
	run(|| {
		let asset = mint(AssetKind::Dataset, Terms { smallest_part: 8, ..terms(PRICE) });
		let crumb = Part { depth: 8, index: 255 };
		let left = || {
			let list = AiAssets::licences(asset, THIEF);
			[crumb, Part::WHOLE].map(|part| list.iter().find(|held| held.part == part).unwrap().uses)
		};
		assert_ok!(buy(THIEF, asset, uses(1)));
		assert_ok!(buy(THIEF, asset, Wish { basis: Basis::Uses(5), part: crumb }));
		let whole = AiAssets::take_use(&THIEF, asset, Training).unwrap();
		let taken: Vec<_> = (0..5).map(|_| AiAssets::take_use(&THIEF, asset, Training).unwrap()).collect();
		assert_eq!((whole, taken[4]), (UseTaken::Licensed(Part::WHOLE), UseTaken::Licensed(crumb)));
		for use_of_crumb in taken {
			AiAssets::return_use(&THIEF, asset, use_of_crumb);
		}
		assert_eq!(left(), [5, 0]);
		AiAssets::return_use(&THIEF, asset, whole);
		assert_eq!(left(), [5, 1]);
	});
}

/// Owns the asset now and has it punished for what he does himself: the guarantee is the former owner's.
#[test]
fn thief_can_not_have_the_former_owner_slashed() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		assert_ok!(buy(USER, asset, uses(2)));
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, THIEF));
		assert_eq!(AiAssets::slash(asset, AIC, &TREASURY), 0);
		assert_eq!((pledged(&CREATOR), AiAssets::guarantee(asset)), (AIC, AIC));
		// A takedown takes it: he sold the licences.
		assert_ok!(AiAssets::take_down(RuntimeOrigin::root(), asset, content()));
		assert_ok!(AiAssets::claim_refund(signed(USER), asset));
		assert_eq!(AiAssets::refund(asset, USER), 2 * PRICE);
		// Nor once the NFT was burned.
		let other = mint_dataset(PRICE);
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), other, AIC));
		assert_ok!(Nfts::burn(signed(CREATOR), 0, other.item));
		assert_eq!(AiAssets::slash(other, AIC, &TREASURY), 0);
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
		assert_eq!(AiAssets::take_use(&THIEF, asset, Training), Ok(UseTaken::Licensed(crumb)));
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

/// Owns the newest version, of which an alt buys an exclusive licence for dust, for ever so long: the owners of older ones could neither
/// sell licences nor retire.
#[test]
fn thief_can_not_block_an_older_version_by_an_exclusive_licence_of_the_newest() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { exclusive: Some(1), ..terms(PRICE) });
		let second = mint_next(first);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, second.item, THIEF));
		assert_ok!(buy(BUYER, second, exclusive(50)));
		assert_ok!(buy(USER, first, uses(1)));
		pass(TERM);
		assert_ok!(AiAssets::retire(signed(CREATOR), first));
	});
}

/// Sells an exclusive licence dearly, and others through an alt whom he gives the NFT, or a new version of it.
#[test]
fn thief_can_not_shake_off_an_exclusive_licence_by_giving_the_asset_away() {
	run(|| {
		let first = mint(AssetKind::Dataset, Terms { exclusive: Some(AIC), ..terms(PRICE) });
		assert_ok!(buy(USER, first, exclusive(9)));
		let second = mint_next(first);
		for version in [first, second] {
			assert_ok!(Nfts::transfer(signed(CREATOR), 0, version.item, THIEF));
			assert_noop!(buy(BUYER, version, uses(1)), Error::<Test>::ExclusivelyLicensed);
		}
	});
}

/// Keeps a rival's result from being minted by splitting what is his among crowds.
#[test]
fn thief_upstream_can_not_keep_a_result_from_being_minted() {
	run(|| {
		let crowd: Vec<_> = (0..MAX_SHARES).map(|n| to(AccountId::new([n as u8 + 20; 32]), 1)).collect();
		let terms = Terms { royalty: royalty(1, 0), ..terms(0) };
		let datasets: Vec<_> =
			(0..8).map(|_| mint_shared(CREATOR, AssetKind::Dataset, terms, &crowd)).collect();
		let slot = finish_job_with(mint_model(0), &datasets);
		assert_ok!(AiAssets::mint_trained_ai(signed(USER), slot, None, details(terms)));
		// Each of the crowds has a hundredth of a hundredth, which is the least that there is.
		assert_eq!(roster(&ResourceId::Asset(trained(0))).len(), 64);
	});
}
