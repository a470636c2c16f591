use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};

fn asset_of(request: RequestId) -> AssetId {
	match outcome_of(request) {
		Some((Outcome::Made(asset), _)) => asset,
		other => panic!("{other:?}"),
	}
}

#[test]
fn finish_mints_the_dataset_for_its_creators_and_pays_them_by_items() {
	build_and_execute(|| {
		let request = ask();
		let ids = [accepted(ALICE, request, 20), accepted(BOB, request, 30), accepted(ALICE, request, 25)];
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		let asset = asset_of(request);
		let minted = World::asset(asset);
		assert_eq!((minted.owner, minted.depositor), (ALICE, REQUESTER));
		assert_eq!(minted.shares, [(BOB, Perbill::from_rational(30u32, 75))]);
		assert_eq!(minted.licensees, [REQUESTER]);
		assert_eq!((minted.kind, minted.format, minted.size), (AssetKind::Dataset, DATASETS, 750));
		let roots = [0, 1, 2].map(|seed: u32| merkle::leaf(&seed.encode()));
		let [a, b, c] = roots;
		assert_eq!(minted.content, merkle::node(merkle::node(a, b), merkle::node(c, merkle::EMPTY)));
		let paid = REWARD * 75 / 100;
		let net = paid - commission(paid);
		assert_eq!(outcome_of(request), Some((Outcome::Made(asset), paid)));
		for id in ids {
			settle(id);
			assert_eq!(end_of(id), Some(End::Used));
		}
		let bob = Perbill::from_rational(30u32, 75).mul_floor(net);
		assert_eq!((free(ALICE), free(BOB)), (FUNDS + net - bob, FUNDS + bob));
		assert_eq!((free(REQUESTER), asset_deposit(REQUESTER)), (FUNDS - paid - 6 * AIC, 6 * AIC));
		assert_eq!(Orders::request_of(request), None);
	});
}

#[test]
fn owner_is_the_first_of_those_with_the_most_items() {
	build_and_execute(|| {
		let request = ask();
		for (who, items) in [(CAROL, 20), (BOB, 30), (ALICE, 30)] {
			accepted(who, request, items);
		}
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		let minted = World::asset(asset_of(request));
		assert_eq!(minted.owner, BOB);
		assert_eq!(minted.shares.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [CAROL, ALICE]);
	});
}

#[test]
fn thirty_two_creators_share_a_dataset() {
	build_and_execute(|| {
		let request = ask_for(spec_of(DatasetWish { items: 96, least_part: 3, ..wish() }));
		for who in MANY.take(32) {
			accepted(who, request, 3);
		}
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!(World::asset(asset_of(request)).shares.len(), 31);
		assert_eq!(asset_deposit(REQUESTER), MINTING);
		assert!(MANY.take(32).all(|who| total(who) > FUNDS + 28 * AIC));
	});
}

#[test]
fn share_that_rounds_to_nothing_is_left_out() {
	build_and_execute(|| {
		let wish = DatasetWish { items: 3_000_000_000, least_part: 2, item_size: 10, ..wish() };
		let request = ask_for(spec_of(wish));
		accepted(ALICE, request, 2);
		accepted(BOB, request, 2_999_999_998);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!(World::asset(asset_of(request)).shares, []);
	});
}

#[test]
fn finish_waits_for_the_deadline_and_for_all_decisions_unless_nothing_can_come() {
	build_and_execute(|| {
		let request = ask();
		accepted(ALICE, request, 59);
		let finish = |who| Orders::finish(signed(who), request);
		assert_noop!(finish(STRANGER), Error::<Test>::NotRequester);
		assert_noop!(finish(REQUESTER), Error::<Test>::NotDue);
		let last = submit(BOB, request, 10);
		assert_noop!(finish(REQUESTER), Error::<Test>::LiveSubmissions);
		assert_ok!(Orders::accept(signed(REQUESTER), last));
		assert_eq!(Orders::can_finish(request, REQUESTER), Ok(()));
		pass(100 * HOUR);
		assert_noop!(finish(STRANGER), Error::<Test>::NotRequester);
		let late = submit(CAROL, request, 10);
		pass(1);
		assert_noop!(finish(STRANGER), Error::<Test>::LiveSubmissions);
		pass(DECISION);
		settle(late);
		assert_ok!(finish(STRANGER));
		assert_noop!(finish(STRANGER), Error::<Test>::RequestOver);
		assert_noop!(Orders::finish(signed(STRANGER), 7), Error::<Test>::UnknownRequest);
		assert_eq!(outcome_of(request).unwrap().1, REWARD * 79 / 100);
	});
}

#[test]
fn anybody_finishes_at_once_when_there_is_no_room_whatever_is_undecided() {
	build_and_execute(|| {
		let request = ask();
		let late = submit(BOB, request, 50);
		accepted(ALICE, request, 100);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!(outcome_of(request).unwrap().1, REWARD);
		settle(late);
		assert_eq!(free(BOB), FUNDS);
	});
}

#[test]
fn nobody_is_paid_when_too_little_was_accepted() {
	build_and_execute(|| {
		let request = ask();
		let id = accepted(ALICE, request, 59);
		pass(100 * HOUR + 1);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!(outcome_of(request), Some((Outcome::TooFew, 0)));
		assert_eq!(free(REQUESTER), FUNDS);
		settle(id);
		assert_eq!((free(ALICE), Orders::request_of(request)), (FUNDS, None));
	});
}

#[test]
fn rounding_goes_against_the_creators() {
	build_and_execute(|| {
		let wish = DatasetWish { items: 97, ..wish() };
		let request = ask_for(Spec { reward: REWARD + 1, ..spec_of(wish) });
		accepted(ALICE, request, 64);
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		assert_eq!(outcome_of(request).unwrap().1, (REWARD + 1) * 64 / 97);
	});
}

/// Locks all that he has, so that the deposit which is released can't be held again.
#[test]
fn requester_can_mend_what_stands_in_the_way_of_minting() {
	build_and_execute(|| {
		let request = ask();
		accepted(ALICE, request, 100);
		Balances::set_lock(*b"convicti", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		assert_ok!(Orders::finish(signed(ALICE), request));
		let until = START + DECISION;
		let error = TokenError::FundsUnavailable.into();
		System::assert_last_event(Event::<Test>::MintingFailed { request, error, until }.into());
		assert_eq!(Orders::request_of(request).unwrap().progress, Progress::Unminted { until });
		assert_noop!(Orders::submit(signed(BOB), request, delivery(9, 5)), Error::<Test>::RequestOver);
		pass(DECISION);
		assert_noop!(Orders::finish(signed(ALICE), request), TokenError::FundsUnavailable);
		Balances::remove_lock(*b"convicti", &REQUESTER);
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		assert_eq!(asset_of(request).item, 0);
	});
}

#[test]
fn creators_are_paid_without_a_dataset_when_the_requester_does_not_mend_it() {
	build_and_execute(|| {
		let request = ask();
		let ids = [accepted(ALICE, request, 30), accepted(BOB, request, 40)];
		World::change(|world| world.formats.remove(&DATASETS));
		assert_noop!(Orders::finish(signed(REQUESTER), request), DispatchError::Other("no such format"));
		pass(100 * HOUR + 1);
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		pass(DECISION + 1);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!(outcome_of(request), Some((Outcome::Compensated, REWARD * 7 / 10)));
		ids.into_iter().for_each(settle);
		assert_eq!((free(ALICE), free(BOB)), (FUNDS + REWARD * 3 / 10, FUNDS + REWARD * 4 / 10));
		assert_eq!(free(REQUESTER), FUNDS - REWARD * 7 / 10);
		assert_eq!(World::read(|world| world.assets.len()), 0);
	});
}

#[test]
fn minting_that_became_dearer_is_paid_out_of_what_the_requester_has() {
	build_and_execute(|| {
		let request = ask();
		accepted(ALICE, request, 100);
		World::change(|world| world.dear = true);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!((asset_deposit(REQUESTER), held(HoldReason::Request, REQUESTER)), (100 * AIC, 0));
	});
}

#[test]
fn payment_that_fails_leaves_no_dataset_behind() {
	build_and_execute(|| {
		let request = ask();
		accepted(ALICE, request, 100);
		World::change(|world| world.no_pay = true);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!((World::read(|world| world.assets.len()), asset_deposit(REQUESTER)), (0, 0));
		assert_eq!(held(HoldReason::Request, REQUESTER), REWARD + MINTING);
	});
}

#[test]
fn creator_of_next_to_nothing_does_not_keep_the_dataset_from_being_made() {
	build_and_execute(|| {
		let request = ask_for(spec_of(DatasetWish {
			items: 100_000,
			least_items: 60_000,
			least_part: 5_000,
			..wish()
		}));
		accepted(ALICE, request, 99_999);
		accepted(BOB, request, 1);
		assert_ok!(Orders::finish(signed(REQUESTER), request));
		let minted = World::asset(asset_of(request));
		assert_eq!((minted.owner, minted.shares.len(), minted.licensees), (ALICE, 0, vec![REQUESTER]));
	});
}
