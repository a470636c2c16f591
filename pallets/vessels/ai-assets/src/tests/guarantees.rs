use super::*;
use aic_primitives::Licensing;

const AMOUNT: Balance = 10 * AIC;

fn guarantee(who: AccountId, asset: AssetId, amount: Balance) -> DispatchResult {
	AiAssets::set_guarantee(signed(who), asset, amount)
}

fn sold_to_buyer(asset: AssetId) {
	assert_ok!(Nfts::transfer(signed(CREATOR), 0, asset.item, BUYER));
}

#[test]
fn guarantee_is_on_hold_when_the_owner_sets_it() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_eq!(last_event(), Event::GuaranteeSet { asset, amount: AMOUNT });
		assert_eq!((pledged(&CREATOR), AiAssets::guarantee(asset)), (AMOUNT, AMOUNT));
		assert_ok!(guarantee(CREATOR, asset, 2 * AMOUNT));
		assert_eq!(pledged(&CREATOR), 2 * AMOUNT);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_ok!(guarantee(CREATOR, asset, 0));
		assert_eq!((pledged(&CREATOR), AiAssets::guarantee(asset)), (0, 0));
		assert!(Guarantees::<Test>::get(asset).is_none());
	});
}

#[test]
fn guarantee_is_refused_when_it_is_not_his_too_small_or_not_there() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_noop!(guarantee(THIEF, asset, AMOUNT), Error::<Test>::NotOwner);
		assert_noop!(guarantee(CREATOR, dataset(9), AMOUNT), Error::<Test>::UnknownAsset);
		assert_noop!(guarantee(CREATOR, asset, MINIMUM - 1), Error::<Test>::GuaranteeTooSmall);
		assert_noop!(guarantee(CREATOR, asset, FUNDS), TokenError::FundsUnavailable);
	});
}

#[test]
fn guarantee_can_rise_but_not_fall_for_the_term_after_a_sale() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_ok!(buy(USER, asset, uses(1)));
		pass(TERM - 1);
		assert_noop!(guarantee(CREATOR, asset, AMOUNT - 1), Error::<Test>::GuaranteeBound);
		assert_noop!(guarantee(CREATOR, asset, 0), Error::<Test>::GuaranteeBound);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT + 1));
		assert_noop!(guarantee(CREATOR, asset, AMOUNT), Error::<Test>::GuaranteeBound);
		pass(1);
		assert_ok!(guarantee(CREATOR, asset, 0));
	});
}

#[test]
fn new_owner_sells_nothing_until_he_took_the_guarantee_over() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_ok!(buy(USER, asset, uses(1)));
		sold_to_buyer(asset);
		assert_noop!(buy(USER, asset, uses(1)), Error::<Test>::FormersGuarantee);
		assert_noop!(guarantee(BUYER, asset, AMOUNT - 1), Error::<Test>::GuaranteeBound);
		assert_ok!(guarantee(BUYER, asset, AMOUNT));
		assert_eq!((pledged(&CREATOR), pledged(&BUYER)), (0, AMOUNT));
		assert_ok!(buy(USER, asset, uses(1)));
	});
}

#[test]
fn former_owner_has_his_guarantee_back_when_the_term_of_his_sales_is_over() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_noop!(AiAssets::release_guarantee(signed(THIEF), asset), Error::<Test>::NoGuarantee);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_ok!(buy(USER, asset, uses(1)));
		let released = AiAssets::release_guarantee(signed(THIEF), asset);
		assert_noop!(released, Error::<Test>::GuaranteeInUse);
		sold_to_buyer(asset);
		pass(TERM - 1);
		// What the new owner does binds him alone.
		AiAssets::keep_until(asset, Now::get() + 10 * TERM);
		let released = AiAssets::release_guarantee(signed(THIEF), asset);
		assert_noop!(released, Error::<Test>::GuaranteeBound);
		pass(1);
		assert_ok!(AiAssets::release_guarantee(signed(THIEF), asset));
		assert_eq!(last_event(), Event::GuaranteeReleased { asset, by: CREATOR, amount: AMOUNT });
		assert_eq!(pledged(&CREATOR), 0);
		assert_ok!(buy(USER, asset, uses(1)));
	});
}

#[test]
fn guarantee_comes_back_when_the_asset_is_retired() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_ok!(AiAssets::retire(signed(CREATOR), asset));
		assert_eq!((free(&CREATOR), pledged(&CREATOR)), (FUNDS, 0));
	});
}

#[test]
fn slash_takes_no_more_than_there_is() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_eq!(AiAssets::slash(asset, AIC, &USER), 0);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_eq!(AiAssets::slash(asset, AIC, &USER), AIC);
		let slashed = Event::GuaranteeSlashed { asset, by: CREATOR, amount: AIC, to: USER };
		assert_eq!(last_event(), slashed);
		assert_eq!(AiAssets::slash(asset, Balance::MAX, &USER), AMOUNT - AIC);
		assert_eq!((free(&USER), AiAssets::guarantee(asset)), (FUNDS + AMOUNT, 0));
		assert_eq!(AiAssets::slash(asset, AIC, &USER), 0);
	});
}

#[test]
fn slash_takes_nothing_when_there_is_nobody_to_give_it_to() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(guarantee(CREATOR, asset, AMOUNT));
		assert_eq!(AiAssets::slash(asset, MINIMUM - 1, &AccountId::new([77; 32])), 0);
		assert_eq!(AiAssets::guarantee(asset), AMOUNT);
	});
}
