use super::*;
use Vote::{Accept, Reject};

#[test]
fn contest_holds_what_reviewers_cost() {
	build_and_execute(|| {
		let id = rejected();
		assert_noop!(Orders::contest(signed(BOB), id), Error::<Test>::NotCreator);
		pass(CONTEST);
		assert_ok!(Orders::contest(signed(ALICE), id));
		assert_eq!((held(HoldReason::Review, ALICE), held(HoldReason::Review, REQUESTER)), (STAKE, STAKE));
		assert_eq!(stage(id), Stage::Contested { until: START + CONTEST + DRAW });
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::NotRejected);
	});
}

#[test]
fn contest_fails_when_nothing_was_rejected_or_there_is_no_room() {
	build_and_execute(|| {
		let request = ask();
		let id = submit(ALICE, request, 60);
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::NotRejected);
		reject(id);
		accepted(BOB, request, 70);
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::EnoughItems);
	});
}

#[test]
fn contest_fails_when_funds_are_lacking() {
	build_and_execute(|| {
		let id = rejected();
		assert_ok!(Balances::transfer_allow_death(signed(ALICE), BOB, FUNDS - DEPOSIT - STAKE));
		assert_noop!(Orders::contest(signed(ALICE), id), TokenError::FundsUnavailable);
	});
}

#[test]
fn creator_wins_and_the_requester_pays_when_most_reviewers_accept() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		vote(id, &[Accept, Reject, Accept]);
		close(id);
		assert_eq!(stage(id), Stage::Accepted);
		assert_eq!((held(HoldReason::Review, ALICE), held(HoldReason::Review, REQUESTER)), (0, 0));
		assert_eq!((total(ALICE), total(REQUESTER)), (FUNDS, FUNDS - 3 * FEE));
		for reviewer in reviewers {
			assert_eq!(total(reviewer), FUNDS + FEE);
			assert_eq!(Orders::reviewer_of(reviewer).unwrap().busy, 0);
		}
		let closed = Event::<Test>::ContestClosed {
			submission: id,
			ruling: Ruling::Meets,
			by_requester: 3 * FEE,
			by_creator: 0,
		};
		assert!(events().contains(&closed));
	});
}

#[test]
fn rejection_stands_and_the_creator_pays_when_most_reviewers_reject() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		vote(id, &[Reject, Reject, Accept]);
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
		assert_eq!((free(ALICE), total(REQUESTER)), (FUNDS - 3 * FEE, FUNDS));
		assert!(reviewers.into_iter().all(|reviewer| total(reviewer) == FUNDS + FEE));
		assert_eq!(Orders::request_of(id.request).unwrap().submissions, 0);
	});
}

#[test]
fn one_vote_decides_and_only_who_revealed_is_paid_and_others_lose_part_of_their_bond() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		vote(id, &[Accept]);
		close(id);
		assert_eq!(stage(id), Stage::Accepted);
		let slash = BOND * 3 / 10;
		assert_eq!(total(REQUESTER), FUNDS - FEE);
		assert_eq!(total(reviewers[0]), FUNDS + FEE);
		for reviewer in &reviewers[1..] {
			assert_eq!((free(*reviewer), Orders::reviewer_of(*reviewer)), (FUNDS - slash, None));
		}
		assert_eq!(free(TREASURY), FUNDS + 2 * slash);
		assert_eq!(ReviewerCount::<Test>::get(), 3);
	});
}

#[test]
fn rejection_stands_and_both_sides_pay_half_when_votes_are_equal() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		vote(id, &[Accept, Reject]);
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
		assert_eq!((free(ALICE), total(REQUESTER)), (FUNDS - FEE, FUNDS - FEE));
		assert!(reviewers[..2].iter().all(|reviewer| total(*reviewer) == FUNDS + FEE));
	});
}

#[test]
fn rejection_stands_and_nobody_pays_when_no_vote_is_revealed() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		commit(id, reviewers[0], Accept);
		pass(COMMIT + REVEAL);
		assert_noop!(Orders::close_contest(signed(STRANGER), id), Error::<Test>::NotDue);
		pass(1);
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
		assert_eq!((free(ALICE), total(REQUESTER)), (FUNDS, FUNDS));
		assert_eq!(free(TREASURY), FUNDS + 3 * (BOND * 3 / 10));
	});
}

#[test]
fn contest_closes_early_when_no_vote_can_be_revealed_any_more() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		commit(id, reviewers[0], Reject);
		pass(COMMIT + 1);
		assert_noop!(Orders::close_contest(signed(STRANGER), id), Error::<Test>::NotDue);
		reveal(id, reviewers[0], Reject);
		close(id);
		assert_eq!(end_of(id), Some(End::Rejected));
	});
}

#[test]
fn commit_ends_at_its_last_moment_where_reveal_begins() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		commit(id, reviewers[0], Accept);
		pass(COMMIT);
		commit(id, reviewers[1], Accept);
		let reveal_now = |who: AccountId| Orders::reveal(signed(who), id, Accept, SALT);
		assert_noop!(reveal_now(reviewers[0]), Error::<Test>::NotDue);
		pass(1);
		let seal = ballot_seal(id, &reviewers[2], Accept, SALT);
		assert_noop!(Orders::commit(signed(reviewers[2]), id, seal), Error::<Test>::TooLate);
		assert_ok!(reveal_now(reviewers[0]));
		pass(REVEAL);
		assert_noop!(reveal_now(reviewers[1]), Error::<Test>::TooLate);
	});
}

#[test]
fn reveal_works_at_its_last_moment() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		commit(id, reviewers[0], Accept);
		pass(COMMIT + REVEAL);
		reveal(id, reviewers[0], Accept);
	});
}

#[test]
fn only_drawn_reviewers_vote_once_and_reveal_what_they_committed_to() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		let other = REVIEWER_ACCOUNTS.into_iter().find(|who| !reviewers.contains(who)).unwrap();
		for who in [other, REQUESTER, ALICE, STRANGER] {
			assert_noop!(Orders::commit(signed(who), id, SALT), Error::<Test>::NotReviewer);
		}
		commit(id, reviewers[0], Accept);
		assert_noop!(Orders::commit(signed(reviewers[0]), id, SALT), Error::<Test>::AlreadyCommitted);
		pass(COMMIT + 1);
		let reveal_as = |who, vote, salt| Orders::reveal(signed(who), id, vote, salt);
		assert_noop!(reveal_as(other, Accept, SALT), Error::<Test>::NotReviewer);
		assert_noop!(reveal_as(reviewers[0], Reject, SALT), Error::<Test>::OtherVote);
		assert_noop!(reveal_as(reviewers[0], Accept, H256::zero()), Error::<Test>::OtherVote);
		assert_noop!(reveal_as(reviewers[1], Accept, SALT), Error::<Test>::OtherVote);
		assert_ok!(reveal_as(reviewers[0], Accept, SALT));
		assert_noop!(reveal_as(reviewers[0], Accept, SALT), Error::<Test>::OtherVote);
	});
}

#[test]
fn voting_fails_when_no_reviewers_look_at_the_submission() {
	build_and_execute(|| {
		let id = contested();
		assert_noop!(Orders::commit(signed(11), id, SALT), Error::<Test>::NotReviewer);
		assert_noop!(Orders::reveal(signed(11), id, Accept, SALT), Error::<Test>::NotReviewer);
		let unknown = SubmissionId { index: 7, ..id };
		assert_noop!(Orders::commit(signed(11), unknown, SALT), Error::<Test>::UnknownSubmission);
		assert_noop!(Orders::close_contest(signed(11), unknown), Error::<Test>::UnknownSubmission);
	});
}

#[test]
fn reviewers_are_paid_and_the_part_is_left_out_when_there_is_no_room_any_more() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		accepted(BOB, id.request, 100);
		assert_ok!(Orders::finish(signed(STRANGER), id.request));
		vote(id, &[Accept, Accept, Accept]);
		close(id);
		assert_eq!((end_of(id), free(ALICE)), (Some(End::Unneeded), FUNDS));
		assert!(reviewers.into_iter().all(|reviewer| total(reviewer) == FUNDS + FEE));
		assert_eq!(free(REQUESTER) + asset_deposit(REQUESTER), FUNDS - REWARD - 3 * FEE);
	});
}
