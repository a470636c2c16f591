use super::*;

#[test]
fn become_reviewer_holds_the_bond() {
	build_and_execute(|| {
		assert_noop!(Orders::become_reviewer(signed(11), BOND - 1), Error::<Test>::DepositAboveMaximum);
		assert_ok!(Orders::become_reviewer(signed(11), BOND));
		assert_eq!(held(HoldReason::Reviewer, 11), BOND);
		assert_noop!(Orders::become_reviewer(signed(11), BOND), Error::<Test>::AlreadyReviewer);
		assert_noop!(Orders::become_reviewer(signed(77), BOND), TokenError::FundsUnavailable);
	});
}

#[test]
fn resign_gives_the_bond_back_and_leaves_no_gap() {
	build_and_execute(|| {
		join();
		assert_noop!(Orders::resign(signed(STRANGER)), Error::<Test>::NotReviewer);
		for who in [12, 15, 11] {
			assert_ok!(Orders::resign(signed(who)));
			Orders::do_try_state().unwrap();
			assert_eq!((free(who), Orders::reviewer_of(who)), (FUNDS, None));
		}
		assert_noop!(Orders::resign(signed(11)), Error::<Test>::NotReviewer);
		assert_eq!(ReviewerCount::<Test>::get(), 2);
	});
}

#[test]
fn who_resigns_while_he_is_busy_has_his_bond_back_when_the_contest_closes() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		assert_ok!(Orders::resign(signed(reviewers[0])));
		assert_noop!(Orders::resign(signed(reviewers[0])), Error::<Test>::NotReviewer);
		assert_eq!(held(HoldReason::Reviewer, reviewers[0]), BOND);
		vote(id, &[Vote::Reject, Vote::Reject, Vote::Reject]);
		close(id);
		assert_eq!((free(reviewers[0]), Orders::reviewer_of(reviewers[0])), (FUNDS + FEE, None));
	});
}

/// Else resigning would be the way out of a duty.
#[test]
fn who_resigns_and_does_not_vote_is_slashed_all_the_same() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		assert_ok!(Orders::resign(signed(reviewers[0])));
		pass(COMMIT + 1);
		close(id);
		assert_eq!(free(reviewers[0]), FUNDS - BOND * 3 / 10);
	});
}

#[test]
fn who_comes_back_while_he_is_busy_adds_what_the_bond_lacks() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		assert_ok!(Orders::resign(signed(reviewers[0])));
		Bond::set(&(BOND + 7 * AIC));
		assert_noop!(
			Orders::become_reviewer(signed(reviewers[0]), 6 * AIC),
			Error::<Test>::DepositAboveMaximum
		);
		assert_ok!(Orders::become_reviewer(signed(reviewers[0]), 7 * AIC));
		let reviewer = Orders::reviewer_of(reviewers[0]).unwrap();
		assert_eq!((reviewer.bond, reviewer.busy, reviewer.place), (BOND + 7 * AIC, 1, Some(4)));
		vote(id, &[Vote::Reject]);
		close(id);
		assert!(Orders::reviewer_of(reviewers[0]).is_some());
	});
}

#[test]
fn slash_is_kept_when_the_treasury_can_not_take_it() {
	build_and_execute(|| {
		let (id, reviewers) = reviewed();
		assert_ok!(Balances::transfer_allow_death(signed(TREASURY), BOB, FUNDS));
		Bond::set(&1);
		assert_ok!(Orders::become_reviewer(signed(STRANGER), 1));
		Reviewers::<Test>::mutate_extant(reviewers[0], |reviewer| reviewer.bond = 10);
		assert_ok!(Balances::release_all(reviewers[0], BOND - 10));
		pass(COMMIT + 1);
		close(id);
		assert_eq!(free(reviewers[0]), FUNDS, "three is below the existential deposit");
		assert_ok!(Orders::resign(signed(STRANGER)));
	});
}

/// Makes what is on hold of a reviewer as small as his record was made.
trait ReleaseAll {
	fn release_all(who: AccountId, amount: Balance) -> DispatchResult;
}

impl ReleaseAll for Balances {
	fn release_all(who: AccountId, amount: Balance) -> DispatchResult {
		use frame::token::Precision;
		let reason = HoldReason::Reviewer.into();
		<Balances as fungible::MutateHold<_>>::release(&reason, &who, amount, Precision::Exact).map(drop)
	}
}
