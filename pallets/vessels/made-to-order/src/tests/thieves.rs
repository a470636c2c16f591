use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};

/// Rejects all that is submitted, to have it for nothing. He saw roots and previews, and pays for each rejection that was wrong.
#[test]
fn thief_pays_when_he_rejects_what_is_good() {
	build_and_execute(|| {
		join();
		let request = ask();
		let ids: Vec<_> = (0..2).map(|_| submit(ALICE, request, 50)).collect();
		for id in &ids {
			reject(*id);
			assert_ok!(Orders::contest(signed(ALICE), *id));
			drawn(*id);
		}
		for id in &ids {
			for who in panel(*id) {
				commit(*id, who, Vote::Accept);
			}
		}
		pass(COMMIT + 1);
		for id in &ids {
			for who in panel(*id) {
				reveal(*id, who, Vote::Accept);
			}
			close(*id);
		}
		assert_ok!(Orders::finish(signed(ALICE), request));
		ids.into_iter().for_each(settle);
		assert_eq!(free(ALICE), FUNDS + REWARD - commission(REWARD));
		assert_eq!(total(REQUESTER), FUNDS - REWARD - 6 * FEE);
	});
}

/// Accepts a little less than enough, and would end the request before others can add to it.
#[test]
fn thief_can_not_end_a_request_early_to_pay_nobody() {
	build_and_execute(|| {
		let request = ask();
		accepted(ALICE, request, 59);
		assert_noop!(Orders::finish(signed(REQUESTER), request), Error::<Test>::NotDue);
		assert_noop!(Orders::cancel(signed(REQUESTER), request), Error::<Test>::LiveSubmissions);
		submit(BOB, request, 41);
		pass(100 * HOUR + 1);
		assert_noop!(Orders::finish(signed(REQUESTER), request), Error::<Test>::LiveSubmissions);
	});
}

/// Is a reviewer himself, and among too few.
#[test]
fn thief_never_reviews_what_he_submitted() {
	build_and_execute(|| {
		for who in [ALICE, 11, 12] {
			assert_ok!(Orders::become_reviewer(signed(who), BOND));
		}
		let id = contested();
		for _ in 0..50 {
			block();
		}
		assert!(panel(id).is_empty());
		pass(DRAW + 1);
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
	});
}

/// Does no work, and copies the vote that another committed to.
#[test]
fn thief_can_not_copy_a_vote() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		let seal = ballot_seal(id, &reviewers[0], Vote::Accept, SALT);
		assert_ok!(Orders::commit(signed(reviewers[0]), id, seal));
		assert_ok!(Orders::commit(signed(reviewers[1]), id, seal));
		pass(COMMIT + 1);
		reveal(id, reviewers[0], Vote::Accept);
		let copy = Orders::reveal(signed(reviewers[1]), id, Vote::Accept, SALT);
		assert_eq!(copy, Err(Error::<Test>::OtherVote.into()));
		pass(REVEAL + 1);
		close(id);
		assert_eq!(free(reviewers[1]), FUNDS - BOND * 3 / 10);
	});
}

/// Uses a vote of an earlier contest again.
#[test]
fn thief_can_not_replay_a_vote() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		let who = reviewers[0];
		let old = ballot_seal(SubmissionId { request: 99, ..id }, &who, Vote::Accept, SALT);
		assert_ok!(Orders::commit(signed(who), id, old));
		pass(COMMIT + 1);
		assert_noop!(Orders::reveal(signed(who), id, Vote::Accept, SALT), Error::<Test>::OtherVote);
	});
}

/// Knows the randomness of this block, and contests only when it draws his friends.
#[test]
fn thief_can_not_contest_when_he_likes_what_is_known() {
	build_and_execute(|| {
		join();
		block();
		let id = contested();
		let known = World::read(|world| world.known_since);
		assert!(!Orders::draw_next(H256::repeat_byte(1), known));
		assert!(panel(id).is_empty());
	});
}

#[test]
fn thief_is_not_paid_twice_when_he_finishes_twice() {
	build_and_execute(|| {
		let request = ask();
		let id = accepted(ALICE, request, 100);
		assert_ok!(Orders::finish(signed(ALICE), request));
		let got = total(ALICE);
		assert_noop!(Orders::finish(signed(ALICE), request), Error::<Test>::RequestOver);
		settle(id);
		assert_noop!(Orders::finish(signed(ALICE), request), Error::<Test>::UnknownRequest);
		assert_noop!(Orders::settle(signed(ALICE), id), Error::<Test>::UnknownSubmission);
		assert_eq!(total(ALICE), got);
	});
}

/// Contests after he was settled, or is settled while he contests.
#[test]
fn thief_can_not_have_his_deposit_back_and_contest() {
	build_and_execute(|| {
		join();
		let id = contested();
		pass(CONTEST + 1);
		assert_noop!(Orders::settle(signed(ALICE), id), Error::<Test>::NotDue);
		assert_noop!(Orders::withdraw(signed(ALICE), id), Error::<Test>::AlreadyDecided);
		close(id);
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::UnknownSubmission);
		assert_noop!(Orders::settle(signed(ALICE), id), Error::<Test>::UnknownSubmission);
		assert_eq!(free(ALICE), FUNDS);
	});
}

/// Fills the request with submissions of one item, so that there will be too little.
#[test]
fn thief_can_not_use_up_the_places() {
	build_and_execute(|| {
		let request = ask();
		let tiny = Orders::submit(signed(STRANGER), request, delivery(9, 1));
		assert_eq!(tiny, Err(Error::<Test>::TooFewItems.into()));
		// As many of the least as there are places make enough.
		let wish = DatasetWish { items: 1_000, least_items: 160, ..wish() };
		let request = ask_for(spec_of(wish));
		for _ in 0..32 {
			accepted(STRANGER, request, 5);
		}
		assert!(Orders::request_of(request).unwrap().has_enough());
	});
}

/// Submits a hundred times. It costs him a hundred deposits meanwhile, and keeps nobody away.
#[test]
fn thief_keeps_nobody_away_when_he_submits_a_lot() {
	build_and_execute(|| {
		let request = ask();
		let ids: Vec<_> = (0..100).map(|_| submit(STRANGER, request, 100)).collect();
		assert_eq!(held(HoldReason::Submission, STRANGER), 100 * DEPOSIT);
		accepted(ALICE, request, 100);
		assert_ok!(Orders::finish(signed(ALICE), request));
		ids.into_iter().for_each(settle);
		assert_eq!(free(STRANGER), FUNDS);
	});
}

/// Locks his coins before the dataset is minted, so that it can't be, and keeps the reward.
#[test]
fn thief_pays_all_the_same_when_he_stands_in_the_way_of_minting() {
	build_and_execute(|| {
		let request = ask();
		let id = accepted(ALICE, request, 100);
		Balances::set_lock(*b"spiteful", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		assert_ok!(Orders::finish(signed(ALICE), request));
		pass(DECISION + 1);
		assert_ok!(Orders::finish(signed(ALICE), request));
		settle(id);
		assert_eq!((free(ALICE), total(REQUESTER)), (FUNDS + REWARD, FUNDS - REWARD));
	});
}

/// Locks his coins before a contest closes, so that reviewers are not paid.
#[test]
fn thief_pays_reviewers_whatever_he_locks() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		Balances::set_lock(*b"spiteful", &REQUESTER, Balance::MAX, WithdrawReasons::all());
		vote(id, &[Vote::Accept, Vote::Accept, Vote::Accept]);
		close(id);
		assert!(reviewers.into_iter().all(|reviewer| total(reviewer) == FUNDS + FEE));
	});
}

/// Owns a trained AI, sells it elsewhere, and would be paid for it here.
#[test]
fn thief_is_not_paid_for_what_he_sold() {
	build_and_execute(|| {
		let request = ask_for(spec_of_trained());
		let asset = World::trained(ALICE, 0);
		assert_ok!(Orders::submit_trained(signed(ALICE), request, asset));
		World::change(|world| world.assets[asset.item as usize].owner = BOB);
		pass(DECISION + 1);
		settle(SubmissionId { request, index: 0 });
		assert_eq!((free(ALICE), held(HoldReason::Request, REQUESTER)), (FUNDS, REWARD));
	});
}

/// Offers one trained AI to two requests.
#[test]
fn thief_delivers_a_trained_ai_once() {
	build_and_execute(|| {
		let asset = World::trained(ALICE, 0);
		let [first, second] = [0, 1].map(|_| {
			let request = ask_for(spec_of_trained());
			assert_ok!(Orders::submit_trained(signed(ALICE), request, asset));
			SubmissionId { request, index: 0 }
		});
		assert_ok!(Orders::accept(signed(REQUESTER), first));
		assert_noop!(Orders::accept(signed(REQUESTER), second), Error::<Test>::NotOwner);
		settle(second);
		assert_eq!(free(ALICE), FUNDS + REWARD - commission(REWARD));
	});
}

/// Asks and submits from two accounts. It costs him the commission, and is not rated.
#[test]
fn thief_loses_the_commission_when_he_pays_himself() {
	build_and_execute(|| {
		let request = ask();
		let id = accepted(ALICE, request, 100);
		assert_ok!(Orders::finish(signed(ALICE), request));
		settle(id);
		assert_eq!(total(ALICE) + total(REQUESTER), 2 * FUNDS - commission(REWARD));
	});
}

/// Resigns when he sees what he was drawn for, to save his bond.
#[test]
fn thief_can_not_take_his_bond_out_of_a_contest() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		let who = reviewers[0];
		assert_ok!(Orders::resign(signed(who)));
		assert_eq!(held(HoldReason::Reviewer, who), BOND);
		pass(COMMIT + REVEAL + 1);
		close(id);
		assert_eq!(free(who), FUNDS - BOND * 3 / 10);
	});
}

/// Withdraws so that a decision that is on its way hits another submission.
#[test]
fn thief_can_not_exchange_what_is_decided_on() {
	build_and_execute(|| {
		let request = ask();
		let id = submit(ALICE, request, 10);
		assert_ok!(Orders::withdraw(signed(ALICE), id));
		submit(ALICE, request, 100);
		assert_noop!(Orders::accept(signed(REQUESTER), id), Error::<Test>::UnknownSubmission);
	});
}

/// He would have each block read for nothing.
#[test]
fn thief_makes_the_hook_read_nothing_that_is_not_weighed() {
	build_and_execute(|| {
		join();
		let (look, draw) = (<() as WeightInfo>::poll(), <() as WeightInfo>::draw());
		let weighed = || {
			let number = System::block_number() + 1;
			System::set_block_number(number);
			let mut meter = WeightMeter::new();
			Orders::on_poll(number, &mut meter);
			meter.consumed()
		};
		assert_eq!(weighed(), look, "nobody waits");
		contested();
		World::change(|world| world.known_since = System::block_number() + 1);
		System::set_block_number(System::block_number() + 1);
		contested();
		assert_eq!(weighed(), look + draw);
		assert_eq!(weighed(), look, "the second is as young as the randomness");
		for _ in 0..4 {
			contested();
		}
		World::change(|world| world.known_since = System::block_number() + 1);
		assert_eq!(weighed(), look + draw);
		assert_eq!(Orders::most(), look + draw);
	});
}
