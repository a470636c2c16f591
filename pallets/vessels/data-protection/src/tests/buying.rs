use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};

const HALF: Wish = Wish { basis: Basis::Uses(3), part: Part { depth: 1, index: 1 } };

#[test]
fn buying_holds_the_fee_and_grants_the_licence() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		assert_eq!(Protection::quote(asset, BUYER, HALF), Ok((12 * AIC, REQUEST_DEPOSIT)));
		assert_ok!(Protection::buy_licence(signed(BUYER), asset, HALF, 12 * AIC, Some(recipient())));
		let answer_by = START + ANSWER;
		let request = KeyRequest {
			asset,
			licensee: BUYER,
			part: HALF.part,
			recipient: recipient(),
			reason: Reason::Licence { wish: HALF, fee: 12 * AIC },
			deposit: REQUEST_DEPOSIT,
			asked_at: START,
			stage: Stage::Open { answer_by },
		};
		assert_eq!(Protection::key_request(0), Some(request.clone()));
		let KeyRequest { licensee, part, reason, .. } = request;
		let event = Event::<Test>::KeyRequested { request: 0, asset, licensee, part, reason, answer_by };
		System::assert_last_event(event.into());
		assert_eq!(
			(held(BUYER), free(OWNER)),
			(12 * AIC + REQUEST_DEPOSIT, FUNDS - GUARANTEE - CONTENT_DEPOSIT)
		);
		assert_eq!(World::licence(asset, BUYER, HALF.part), (3, 0), "it is not paid yet");
		assert_eq!(Open::<Test>::iter_key_prefix(asset).collect::<Vec<_>>(), [0]);
		// The guarantee answers until nobody can complain.
		assert_eq!(World::asset(asset).unwrap().kept_until, answer_by + COMPLAINT);
	});
}

#[test]
fn buying_is_refused_when_the_asset_is_not_for_sale() {
	build_and_execute(|| {
		let buy = |asset| Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(recipient()));
		let plain = World::mint(OWNER, H256::zero());
		assert_noop!(buy(plain), Error::<Test>::NotProtected);
		let (asset, material) = protected();
		assert_noop!(buy(asset), Error::<Test>::PreviewMissing);
		block();
		assert_noop!(buy(asset), Error::<Test>::PreviewMissing);
		assert_ok!(Protection::show(signed(OWNER), asset, material.show(&drawn(asset))));
		World::change_asset(asset, |asset| asset.guarantee -= GUARANTEE / 2 + 1);
		assert_noop!(buy(asset), Error::<Test>::GuaranteeTooSmall);
		World::change_asset(asset, |asset| asset.guarantee += GUARANTEE / 2 + 1);
		World::change_asset(asset, |asset| asset.taken_down = true);
		assert_noop!(buy(asset), DispatchError::Other("withdrawn"));
		World::change_asset(asset, |asset| asset.taken_down = false);
		assert_ok!(buy(asset));
	});
}

#[test]
fn buying_is_refused_when_price_part_or_recipient_are_wrong() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		let buy = |who, wish, max, to| Protection::buy_licence(signed(who), asset, wish, max, to);
		let to = Some(recipient());
		assert_noop!(buy(BUYER, WISH, PRICE - 1, to), Error::<Test>::PriceAboveMaximum);
		let nothing = DispatchError::Other("nothing to buy");
		assert_noop!(buy(OWNER, WISH, PRICE, to), nothing);
		for part in [part(4, 0), part(1, 2), part(9, 0)] {
			let wish = Wish { part, ..WISH };
			assert_noop!(buy(BUYER, wish, PRICE, to), Error::<Test>::PartHasNoKey);
		}
		assert_noop!(buy(BUYER, WISH, PRICE, Some([0; 32])), Error::<Test>::BadPoint);
		assert_noop!(buy(POOR, WISH, PRICE, to), TokenError::FundsUnavailable);
		let deepest = Wish { part: part(3, 7), ..WISH };
		assert_ok!(buy(BUYER, deepest, AIC, to));
	});
}

#[test]
fn buying_takes_no_coins_that_are_locked() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		Balances::set_lock(*b"vesting ", &BUYER, FUNDS, WithdrawReasons::all());
		let buy = || Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, Some(recipient()));
		assert_noop!(buy(), TokenError::FundsUnavailable);
		let locked = FUNDS - PRICE - REQUEST_DEPOSIT;
		Balances::set_lock(*b"vesting ", &BUYER, locked, WithdrawReasons::all());
		assert_ok!(buy());
	});
}

#[test]
fn licence_for_inside_only_is_paid_at_once_and_comes_without_a_key() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		World::change_asset(asset, |asset| asset.inside_only = true);
		let buy = |to| Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, to);
		assert_noop!(buy(Some(recipient())), Error::<Test>::InsideOnly);
		let before = free(OWNER);
		assert_ok!(buy(None));
		let event = Event::<Test>::LicenceSold { asset, licensee: BUYER, wish: WISH, fee: PRICE };
		System::assert_last_event(event.into());
		assert_eq!((free(BUYER), held(BUYER)), (FUNDS - PRICE, 0));
		assert_eq!((free(OWNER) - before, free(POOL) - AIC), (PRICE * 9 / 10, PRICE / 10));
		assert_eq!(KeyRequests::<Test>::iter().count(), 0);
		assert_eq!(World::licence(asset, BUYER, Part::WHOLE), (1, PRICE));
		let key = Protection::request_key(signed(BUYER), asset, Part::WHOLE, recipient());
		assert_eq!(key, Err(Error::<Test>::MayNotRead.into()));
	});
}

#[test]
fn buying_without_a_key_leaves_the_key_for_later() {
	build_and_execute(|| {
		let (asset, material) = on_sale();
		assert_ok!(Protection::buy_licence(signed(BUYER), asset, WISH, PRICE, None));
		assert_ok!(Protection::request_key(signed(BUYER), asset, part(2, 1), recipient()));
		assert_eq!(held(BUYER), REQUEST_DEPOSIT);
		answer(&material, 0);
		assert_ok!(Protection::confirm(signed(BUYER), 0));
		assert_eq!((held(BUYER), free(BUYER)), (0, FUNDS - PRICE));
	});
}

#[test]
fn nothing_is_bought_when_licensing_refuses() {
	build_and_execute(|| {
		let (asset, _) = on_sale();
		for index in 0..4 {
			let wish = Wish { part: part(3, index), ..WISH };
			assert_ok!(Protection::buy_licence(signed(BUYER), asset, wish, AIC, Some(recipient())));
		}
		let wish = Wish { part: part(3, 4), ..WISH };
		let buy = Protection::buy_licence(signed(BUYER), asset, wish, AIC, Some(recipient()));
		assert_eq!(buy, Err(DispatchError::Other("too many licences")));
		assert_eq!(held(BUYER), 4 * (AIC + REQUEST_DEPOSIT));
	});
}
