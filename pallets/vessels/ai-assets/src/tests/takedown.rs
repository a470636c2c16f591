use super::sales::ask;
use super::*;
use aic_primitives::Licensing;

const REASON: H256 = H256::repeat_byte(0xee);

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn claim(who: AccountId, asset: AssetId) -> DispatchResult {
	AiAssets::claim_refund(signed(who), asset)
}

fn pay(who: AccountId, asset: AssetId) -> DispatchResult {
	AiAssets::pay_refund(signed(THIEF), asset, who)
}

fn end(asset: AssetId) -> DispatchResult {
	AiAssets::end_takedown(signed(THIEF), asset)
}

/// A dataset of `CREATOR`'s with this guarantee.
fn guaranteed(amount: Balance) -> AssetId {
	let asset = mint(AssetKind::Dataset, Terms { per_era: Some(1_000), ..terms(PRICE) });
	assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, amount));
	asset
}

fn take_down(asset: AssetId) {
	assert_ok!(AiAssets::take_down(root(), asset, REASON));
}

#[test]
fn nothing_can_be_done_with_what_was_taken_down() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(2)));
		take_down(asset);
		let closes = START + WINDOW;
		assert_eq!(last_event(), Event::TakenDown { asset, reason: REASON, fund: AIC, closes });
		for user in [USER, CREATOR, THIEF] {
			assert_noop!(AiAssets::take_use(&user, asset, Training), Error::<Test>::TakenDown);
		}
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::TakenDown);
		assert_noop!(AiAssets::offer(signed(CREATOR), asset, ask(1)), Error::<Test>::TakenDown);
		let guarantee = AiAssets::set_guarantee(signed(CREATOR), asset, AIC);
		assert_noop!(guarantee, Error::<Test>::TakenDown);
		assert_noop!(AiAssets::take_down(root(), asset, REASON), Error::<Test>::TakenDown);
		assert_eq!(AiAssets::seller(asset), None);
		assert!(!AiAssets::may_read(asset, &USER, &Part::WHOLE));
	});
}

#[test]
fn offered_asset_can_not_be_bought_when_it_was_taken_down() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, ask(1)));
		take_down(asset);
		assert_noop!(AiAssets::buy(signed(BUYER), asset, 1), Error::<Test>::TakenDown);
		assert_eq!(AiAssets::offered(asset), None);
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, None));
	});
}

#[test]
fn only_the_chains_rule_takes_down_and_restores() {
	run(|| {
		let asset = guaranteed(AIC);
		let taken = AiAssets::take_down(signed(CREATOR), asset, REASON);
		assert_noop!(taken, DispatchError::BadOrigin);
		assert_noop!(AiAssets::restore(signed(CREATOR), asset), DispatchError::BadOrigin);
		assert_noop!(AiAssets::take_down(root(), dataset(9), REASON), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn licensee_has_back_what_was_left_when_the_guarantee_is_large_enough() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(4)));
		assert_ok!(AiAssets::use_asset(signed(USER), asset, Training));
		assert_ok!(buy(USER, asset, eras(4)));
		next_era();
		take_down(asset);
		next_era();
		assert_ok!(claim(USER, asset));
		let value = 3 * PRICE + 3_000;
		assert_eq!(last_event(), Event::RefundClaimed { asset, holder: USER, value });
		assert!(AiAssets::licences(asset, USER).is_empty());
		assert_noop!(claim(USER, asset), Error::<Test>::NothingToClaim);
		assert_noop!(pay(USER, asset), Error::<Test>::ClaimsOpen);
		assert_noop!(end(asset), Error::<Test>::ClaimsOpen);
		pass(WINDOW);
		let before = free(&USER);
		assert_eq!(AiAssets::refund(asset, USER), value);
		assert_ok!(pay(USER, asset));
		assert_eq!(last_event(), Event::RefundPaid { asset, holder: USER, amount: value });
		assert_eq!(free(&USER), before + value);
		assert_noop!(pay(USER, asset), Error::<Test>::NothingToClaim);
		assert_ok!(end(asset));
		assert_eq!(pledged(&CREATOR), 0);
		assert_noop!(end(asset), Error::<Test>::TakedownOver);
	});
}

#[test]
fn licensees_share_the_guarantee_when_it_is_too_small() {
	run(|| {
		let asset = guaranteed(10_000);
		assert_ok!(buy(USER, asset, uses(2)));
		assert_ok!(buy(BUYER, asset, uses(1)));
		assert_ok!(buy(THIEF, asset, uses(1)));
		take_down(asset);
		assert_ok!(claim(USER, asset));
		assert_ok!(claim(BUYER, asset));
		pass(WINDOW);
		assert_noop!(claim(THIEF, asset), Error::<Test>::ClaimsClosed);
		let before = (free(&USER), free(&BUYER));
		assert_ok!(end(asset));
		assert_eq!(pledged(&CREATOR), 10_000);
		assert_ok!(pay(USER, asset));
		assert_ok!(pay(BUYER, asset));
		assert_eq!((free(&USER), free(&BUYER)), (before.0 + 6_666, before.1 + 3_333));
		assert_eq!(pledged(&CREATOR), 0, "the guarantor has what rounding left");
	});
}

#[test]
fn claims_count_until_the_window_closes() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(1)));
		assert_ok!(buy(BUYER, asset, uses(1)));
		take_down(asset);
		pass(WINDOW - 1);
		assert_ok!(claim(USER, asset));
		pass(1);
		assert_noop!(claim(BUYER, asset), Error::<Test>::ClaimsClosed);
		assert_ok!(end(asset));
		assert_eq!(pledged(&CREATOR), PRICE, "the rest goes back before claims are paid");
		assert_ok!(pay(USER, asset));
		assert_eq!(pledged(&CREATOR), 0);
	});
}

#[test]
fn claim_is_refused_when_there_is_nothing_to_claim() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_noop!(claim(USER, asset), Error::<Test>::NotTakenDown);
		assert_noop!(pay(USER, asset), Error::<Test>::NotTakenDown);
		assert_noop!(end(asset), Error::<Test>::NotTakenDown);
		assert_noop!(AiAssets::restore(root(), asset), Error::<Test>::NotTakenDown);
		assert_noop!(claim(USER, dataset(9)), Error::<Test>::UnknownAsset);
		take_down(asset);
		assert_noop!(claim(USER, asset), Error::<Test>::NothingToClaim);
	});
}

#[test]
fn licences_of_other_versions_stay() {
	run(|| {
		let first = guaranteed(AIC);
		let second = mint_next(first);
		assert_ok!(buy(USER, first, uses(1)));
		assert_ok!(buy(USER, second, uses(1)));
		take_down(first);
		assert_ok!(claim(USER, first));
		assert_eq!(AiAssets::licences(first, USER).len(), 1);
		assert_ok!(AiAssets::use_asset(signed(USER), second, Training));
	});
}

#[test]
fn use_that_is_returned_after_the_claim_is_nobodys() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(2)));
		let taken = AiAssets::take_use(&USER, asset, Training).unwrap();
		take_down(asset);
		assert_ok!(claim(USER, asset));
		AiAssets::return_use(&USER, asset, taken);
		assert!(AiAssets::licences(asset, USER).is_empty());
		assert_noop!(claim(USER, asset), Error::<Test>::NothingToClaim);
	});
}

#[test]
fn asset_is_back_when_it_is_restored_after_the_end() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(1)));
		take_down(asset);
		assert_ok!(claim(USER, asset));
		pass(WINDOW);
		assert_noop!(AiAssets::restore(root(), asset), Error::<Test>::TakedownOpen);
		assert_ok!(end(asset));
		assert_noop!(AiAssets::restore(root(), asset), Error::<Test>::TakedownOpen);
		assert_ok!(pay(USER, asset));
		assert_ok!(AiAssets::restore(root(), asset));
		assert_eq!(last_event(), Event::Restored { asset });
		assert_ok!(buy(USER, asset, uses(1)));
		take_down(asset);
	});
}

#[test]
fn asset_is_retired_only_after_the_end() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(buy(USER, asset, uses(1)));
		take_down(asset);
		assert_ok!(claim(USER, asset));
		pass(TERM);
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::TakedownOpen);
		assert_ok!(pay(USER, asset));
		assert_noop!(AiAssets::retire(signed(CREATOR), asset), Error::<Test>::TakedownOpen);
		assert_ok!(end(asset));
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert!(Takedowns::<Test>::get(asset).is_none());
		assert_eq!((held(&CREATOR), pledged(&CREATOR)), (0, 0));
	});
}

#[test]
fn claims_are_worth_nothing_when_nobody_answers_for_the_asset() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(buy(USER, asset, uses(1)));
		take_down(asset);
		assert_ok!(claim(USER, asset));
		pass(WINDOW);
		assert_ok!(end(asset));
		let before = free(&USER);
		assert_ok!(pay(USER, asset));
		assert_eq!(free(&USER), before);
	});
}

#[test]
fn refund_lapses_when_its_account_is_no_more() {
	run(|| {
		let asset = guaranteed(MINIMUM);
		assert_ok!(buy(USER, asset, uses(1)));
		assert_ok!(buy(BUYER, asset, uses(1)));
		take_down(asset);
		assert_ok!(claim(USER, asset));
		assert_ok!(claim(BUYER, asset));
		assert_ok!(Balances::transfer_all(signed(USER), TREASURY, false));
		pass(WINDOW);
		assert_ok!(end(asset));
		assert_ok!(pay(USER, asset));
		assert_eq!((total(&USER), pledged(&CREATOR)), (0, MINIMUM));
		let before = free(&BUYER);
		assert_ok!(pay(BUYER, asset));
		assert_eq!((free(&BUYER), pledged(&CREATOR)), (before + MINIMUM / 2, 0));
	});
}

#[test]
fn guarantor_who_is_a_licensee_too_is_paid_out_of_his_own() {
	run(|| {
		let asset = guaranteed(AIC);
		assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, USER));
		assert_ok!(AiAssets::set_guarantee(signed(USER), asset, AIC));
		assert_ok!(buy(CREATOR, asset, uses(1)));
		assert_ok!(Nfts::transfer(signed(USER), 0, asset.item, CREATOR));
		assert_ok!(AiAssets::set_guarantee(signed(CREATOR), asset, AIC));
		take_down(asset);
		assert_ok!(claim(CREATOR, asset));
		pass(WINDOW);
		let before = total(&CREATOR);
		assert_ok!(pay(CREATOR, asset));
		assert_ok!(end(asset));
		assert_eq!((total(&CREATOR), pledged(&CREATOR)), (before, 0));
	});
}
