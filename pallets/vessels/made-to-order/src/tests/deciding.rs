use super::*;

#[test]
fn accept_puts_a_part_into_the_dataset() {
	build_and_execute(|| {
		let request = ask();
		let (first, second) = (submit(ALICE, request, 10), submit(BOB, request, 20));
		assert_noop!(Orders::accept(signed(ALICE), second), Error::<Test>::NotRequester);
		assert_ok!(Orders::accept(signed(REQUESTER), second));
		System::assert_last_event(Event::<Test>::Accepted { submission: second, items: 20 }.into());
		assert_ok!(Orders::accept(signed(REQUESTER), first));
		let parts = Orders::accepted_of(request);
		assert_eq!(parts.iter().map(|part| part.creator).collect::<Vec<_>>(), [BOB, ALICE]);
		assert_eq!(Orders::request_of(request).unwrap().items, 30);
		assert_eq!(held(HoldReason::Submission, ALICE), DEPOSIT);
	});
}

#[test]
fn deciding_fails_when_it_was_decided() {
	build_and_execute(|| {
		let request = ask();
		let (yes, no) = (accepted(ALICE, request, 10), submit(BOB, request, 20));
		reject(no);
		for id in [yes, no] {
			assert_noop!(Orders::accept(signed(REQUESTER), id), Error::<Test>::AlreadyDecided);
			assert_noop!(
				Orders::reject(signed(REQUESTER), id, Reason::OffTopic, H256::zero()),
				Error::<Test>::AlreadyDecided
			);
		}
		let unknown = SubmissionId { request, index: 7 };
		assert_noop!(Orders::accept(signed(REQUESTER), unknown), Error::<Test>::UnknownSubmission);
		assert_noop!(Orders::settle(signed(REQUESTER), unknown), Error::<Test>::UnknownSubmission);
	});
}

#[test]
fn reject_holds_what_reviewers_cost() {
	build_and_execute(|| {
		let id = submit(ALICE, ask(), 10);
		let reject = |who| Orders::reject(signed(who), id, Reason::WrongFormat, H256::repeat_byte(2));
		assert_noop!(reject(STRANGER), Error::<Test>::NotRequester);
		assert_ok!(reject(REQUESTER));
		assert_eq!(held(HoldReason::Review, REQUESTER), STAKE);
		let submission = Orders::submission_of(id).unwrap();
		assert_eq!(submission.rejection, Some((Reason::WrongFormat, H256::repeat_byte(2))));
		assert_eq!(submission.stage, Stage::Rejected { until: START + CONTEST });
	});
}

#[test]
fn reject_fails_after_its_last_moment_and_not_at_it() {
	build_and_execute(|| {
		let request = ask();
		let (first, second) = (submit(ALICE, request, 10), submit(ALICE, request, 10));
		pass(DECISION);
		assert_noop!(Orders::settle(signed(STRANGER), first), Error::<Test>::NotDue);
		reject(first);
		pass(1);
		assert_noop!(
			Orders::reject(signed(REQUESTER), second, Reason::OffTopic, H256::zero()),
			Error::<Test>::TooLate
		);
		settle(second);
		assert_eq!(stage(second), Stage::Accepted);
	});
}

#[test]
fn reject_fails_when_funds_are_lacking() {
	build_and_execute(|| {
		let id = ask_for(Spec { reward: FUNDS - MINTING - 5 * AIC, ..spec_of(wish()) });
		let id = submit(ALICE, id, 10);
		assert_noop!(
			Orders::reject(signed(REQUESTER), id, Reason::OffTopic, H256::zero()),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn silence_accepts_only_as_much_as_was_wanted() {
	build_and_execute(|| {
		let request = ask();
		let ids = [submit(ALICE, request, 70), submit(BOB, request, 40), submit(CAROL, request, 30)];
		pass(DECISION + 1);
		for id in ids {
			settle(id);
		}
		assert_eq!((stage(ids[0]), stage(ids[2])), (Stage::Accepted, Stage::Accepted));
		assert_eq!((end_of(ids[1]), free(BOB)), (Some(End::Unneeded), FUNDS));
		assert_eq!(Orders::request_of(request).unwrap().items, 100);
		assert_noop!(Orders::settle(signed(STRANGER), ids[0]), Error::<Test>::NotDue);
	});
}

#[test]
fn accept_fails_when_there_is_enough_and_the_submission_can_end_at_once() {
	build_and_execute(|| {
		let request = ask();
		let late = submit(ALICE, request, 40);
		accepted(BOB, request, 70);
		assert_noop!(Orders::accept(signed(REQUESTER), late), Error::<Test>::EnoughItems);
		settle(late);
		assert_eq!((end_of(late), free(ALICE)), (Some(End::Unneeded), FUNDS));
	});
}

#[test]
fn no_more_parts_are_accepted_than_there_can_be_shares() {
	build_and_execute(|| {
		let request = ask_for(spec_of(DatasetWish { least_items: 32, least_part: 1, ..wish() }));
		let ids: Vec<_> = MANY.take(33).map(|who| submit(who, request, 1)).collect();
		for id in &ids[..32] {
			assert_ok!(Orders::accept(signed(REQUESTER), *id));
		}
		assert_noop!(Orders::accept(signed(REQUESTER), ids[32]), Error::<Test>::EnoughItems);
		assert_noop!(Orders::submit(signed(ALICE), request, delivery(99, 1)), Error::<Test>::EnoughItems);
		assert_ok!(Orders::finish(signed(STRANGER), request));
	});
}

#[test]
fn rejection_stands_when_it_is_not_contested_in_time() {
	build_and_execute(|| {
		let id = rejected();
		pass(CONTEST);
		assert_noop!(Orders::settle(signed(STRANGER), id), Error::<Test>::NotDue);
		pass(1);
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::TooLate);
		settle(id);
		assert_eq!((free(ALICE), end_of(id)), (FUNDS, Some(End::Rejected)));
		assert_eq!(free(REQUESTER), FUNDS - REWARD - MINTING);
	});
}

#[test]
fn deciding_fails_when_the_request_is_over() {
	build_and_execute(|| {
		let request = ask();
		let (late, no) = (submit(ALICE, request, 40), submit(CAROL, request, 40));
		reject(no);
		accepted(BOB, request, 100);
		assert_ok!(Orders::finish(signed(BOB), request));
		assert_noop!(Orders::accept(signed(REQUESTER), late), Error::<Test>::RequestOver);
		assert_noop!(
			Orders::reject(signed(REQUESTER), late, Reason::OffTopic, H256::zero()),
			Error::<Test>::RequestOver
		);
		assert_noop!(Orders::contest(signed(CAROL), no), Error::<Test>::RequestOver);
		settle(late);
		settle(no);
		assert_eq!((free(ALICE), free(CAROL), held(HoldReason::Review, REQUESTER)), (FUNDS, FUNDS, 0));
		assert_eq!((end_of(late), end_of(no)), (Some(End::Unneeded), Some(End::Rejected)));
	});
}

#[test]
fn what_a_call_weighed_less_is_given_back() {
	build_and_execute(|| {
		let request = ask();
		let id = submit(ALICE, request, 60);
		let post = Orders::accept(signed(REQUESTER), id).unwrap();
		assert_eq!(post.actual_weight, Some(<() as WeightInfo>::accept()));
		let post = Orders::finish(signed(REQUESTER), request).unwrap();
		assert_eq!(post.actual_weight, Some(<() as WeightInfo>::finish(1)));
		let post = Orders::settle(signed(STRANGER), id).unwrap();
		let most = <() as WeightInfo>::settle().saturating_add(<() as WeightInfo>::deliver());
		assert!(post.actual_weight.unwrap().ref_time() < most.ref_time());
	});
}
