use super::*;
use frame::token::nonfungibles_v2::{Inspect, Transfer};
use pallet_nfts::Error as NftsError;

pub fn ask(price: Balance) -> Option<Ask<AccountId>> {
	Some(Ask { price, to: None })
}

fn offer(who: AccountId, asset: AssetId, price: Balance) -> DispatchResult {
	AiAssets::offer(signed(who), asset, ask(price))
}

fn purchase(who: AccountId, asset: AssetId) -> DispatchResult {
	AiAssets::buy(signed(who), asset, Balance::MAX)
}

/// `CREATOR`'s dataset, of which `USER` has a fifth.
fn shared() -> AssetId {
	mint_shared(CREATOR, AssetKind::Dataset, terms(PRICE), &[to(USER, 20)])
}

#[test]
fn price_is_divided_and_the_nft_moves_when_an_asset_is_bought() {
	run(|| {
		let asset = shared();
		assert_ok!(offer(CREATOR, asset, 10_000));
		assert_eq!(last_event(), Event::Offered { asset, ask: ask(10_000) });
		assert_eq!(AiAssets::offered(asset), ask(10_000));
		let seller = free(&CREATOR);
		assert_ok!(AiAssets::buy(signed(BUYER), asset, 10_000));
		let sold = Event::Sold { asset, seller: CREATOR, buyer: BUYER, price: 10_000 };
		assert_eq!(last_event(), sold);
		assert_eq!(Nfts::owner(0, asset.item), Some(BUYER));
		assert_eq!(free(&TREASURY), AIC + 1_000);
		assert_eq!(free(&USER), FUNDS + 1_800);
		assert_eq!(free(&CREATOR), seller + 7_200);
		assert_eq!(free(&BUYER), FUNDS - 10_000);
		assert!(!Nfts::can_transfer(&0, &asset.item));
		assert_eq!(AiAssets::offered(asset), None);
		assert_noop!(purchase(THIEF, asset), Error::<Test>::NotForSale);
	});
}

#[test]
fn asset_moves_freely_again_when_it_was_bought_or_withdrawn() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(offer(CREATOR, asset, 0));
		let moved = Nfts::transfer(signed(CREATOR), 0, asset.item, USER);
		assert_noop!(moved, NftsError::<Test>::ItemLocked);
		assert_ok!(offer(CREATOR, asset, 10));
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, None));
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, None));
		assert!(Nfts::can_transfer(&0, &asset.item));
		assert_ok!(offer(CREATOR, asset, 10));
		assert_ok!(purchase(BUYER, asset));
		assert_ok!(Nfts::transfer(signed(BUYER), 0, asset.item, USER));
	});
}

#[test]
fn shared_asset_is_moved_by_no_call_of_nfts() {
	run(|| {
		let asset = shared();
		let item = asset.item;
		assert_noop!(Nfts::transfer(signed(CREATOR), 0, item, USER), NftsError::<Test>::ItemLocked);
		assert_noop!(Nfts::burn(signed(CREATOR), 0, item), NftsError::<Test>::ItemLocked);
		assert_ok!(Nfts::set_price(signed(CREATOR), 0, item, Some(1), None));
		assert_noop!(Nfts::buy_item(signed(BUYER), 0, item, 1), NftsError::<Test>::ItemLocked);
		assert_ok!(Nfts::approve_transfer(signed(CREATOR), 0, item, BUYER, None));
		assert_noop!(Nfts::transfer(signed(BUYER), 0, item, BUYER), NftsError::<Test>::ItemLocked);
		let other = mint_dataset(0);
		let swap = Nfts::create_swap(signed(CREATOR), 0, other.item, 0, Some(item), None, 100);
		assert_ok!(swap);
		let claimed = Nfts::claim_swap(signed(CREATOR), 0, item, 0, other.item, None);
		assert_noop!(claimed, NftsError::<Test>::ItemLocked);
		assert_eq!(Nfts::owner(0, item), Some(CREATOR));
	});
}

#[test]
fn listing_in_nfts_ends_when_the_asset_is_on_offer_here() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(Nfts::set_price(signed(CREATOR), 0, asset.item, Some(10), None));
		assert_ok!(offer(CREATOR, asset, 10_000));
		let bought = Nfts::buy_item(signed(BUYER), 0, asset.item, 10);
		assert_noop!(bought, NftsError::<Test>::ItemLocked);
	});
}

#[test]
fn offer_is_refused_when_it_is_below_the_royalty() {
	run(|| {
		let asset = train(royalty(10, 1_000), royalty(5, 0));
		for price in [0, 1, 9_999] {
			assert_noop!(offer(USER, asset, price), Error::<Test>::BelowRoyalty);
		}
		assert_ok!(offer(USER, asset, 10_000));
		let asset = shared();
		assert_noop!(offer(CREATOR, asset, 0), Error::<Test>::BelowRoyalty);
		assert_ok!(offer(CREATOR, asset, 1));
	});
}

#[test]
fn offer_is_refused_when_it_is_absurd_or_not_his() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_noop!(offer(CREATOR, asset, MAX_SALE + 1), Error::<Test>::PriceTooHigh);
		assert_noop!(offer(THIEF, asset, 1), Error::<Test>::NotOwner);
		assert_noop!(offer(CREATOR, dataset(9), 1), Error::<Test>::UnknownAsset);
		assert_ok!(offer(CREATOR, asset, MAX_SALE));
		assert_noop!(AiAssets::offer(signed(THIEF), asset, None), Error::<Test>::NotOwner);
	});
}

#[test]
fn purchase_is_refused_when_the_terms_are_not_met() {
	run(|| {
		let asset = mint_dataset(PRICE);
		assert_noop!(purchase(BUYER, asset), Error::<Test>::NotForSale);
		assert_ok!(AiAssets::offer(signed(CREATOR), asset, Some(Ask { price: 10, to: Some(USER) })));
		assert_noop!(purchase(BUYER, asset), Error::<Test>::NotForYou);
		assert_noop!(purchase(CREATOR, asset), Error::<Test>::NothingToBuy);
		let bought = AiAssets::buy(signed(USER), asset, 9);
		assert_noop!(bought, Error::<Test>::PriceAboveMaximum);
		assert_noop!(purchase(USER, dataset(9)), Error::<Test>::UnknownAsset);
		assert_ok!(AiAssets::buy(signed(USER), asset, 10));
	});
}

#[test]
fn offer_of_who_does_not_own_the_asset_any_more_is_gone() {
	new_test_ext().execute_with(|| {
		let asset = mint_dataset(PRICE);
		assert_ok!(offer(CREATOR, asset, 10));
		// No call can do this.
		assert_ok!(<Nfts as Transfer<_>>::enable_transfer(&0, &asset.item));
		assert_ok!(<Nfts as Transfer<_>>::transfer(&0, &asset.item, &USER));
		assert_eq!(AiAssets::offered(asset), None);
		assert_noop!(purchase(BUYER, asset), Error::<Test>::OfferGone);
	});
}

#[test]
fn nothing_moves_when_the_buyer_can_not_pay() {
	run(|| {
		let asset = shared();
		assert_ok!(offer(CREATOR, asset, 10 * AIC));
		assert_ok!(Balances::transfer_keep_alive(signed(BUYER), USER, FUNDS - AIC));
		let bought = frame::deps::frame_support::storage::with_storage_layer(|| purchase(BUYER, asset));
		assert!(bought.is_err());
		assert_eq!(Nfts::owner(0, asset.item), Some(CREATOR));
	});
}

#[test]
fn retiring_ends_an_offer() {
	run(|| {
		let (offered, both) = (mint_dataset(PRICE), shared());
		for asset in [offered, both] {
			assert_ok!(offer(CREATOR, asset, 10));
			assert_ok!(AiAssets::retire(signed(CREATOR), asset));
			assert!(Offers::<Test>::get(asset).is_none());
			assert_eq!(Nfts::owner(0, asset.item), None);
		}
		assert_eq!((free(&CREATOR) + SHARE_DEPOSIT, held(&CREATOR)), (FUNDS, 0));
	});
}
