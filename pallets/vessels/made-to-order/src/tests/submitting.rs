use super::*;

fn fails_with(request: RequestId, delivery: Delivery, error: Error<Test>) {
	assert_noop!(Orders::submit(signed(ALICE), request, delivery), error);
}

#[test]
fn submit_holds_the_deposit_and_gives_a_time_to_decide() {
	build_and_execute(|| {
		let id = submit(ALICE, ask(), 10);
		assert_eq!(held(HoldReason::Submission, ALICE), DEPOSIT);
		assert_eq!(stage(id), Stage::Submitted { until: START + DECISION });
		let (offered, until) = (Offered::Data(delivery(0, 10)), START + DECISION);
		let event = Event::<Test>::Submitted { submission: id, creator: ALICE, offered, until };
		System::assert_last_event(event.into());
	});
}

#[test]
fn submit_fails_after_the_deadline_and_not_at_it() {
	build_and_execute(|| {
		let id = ask();
		pass(100 * HOUR);
		submit(ALICE, id, 10);
		pass(1);
		fails_with(id, delivery(9, 10), Error::TooLate);
	});
}

#[test]
fn submit_fails_when_it_is_the_requester() {
	build_and_execute(|| {
		let id = ask();
		assert_noop!(Orders::submit(signed(REQUESTER), id, delivery(0, 10)), Error::<Test>::OwnRequest);
	});
}

#[test]
fn submit_fails_when_the_request_is_unknown_or_over_or_for_something_else() {
	build_and_execute(|| {
		fails_with(7, delivery(0, 10), Error::UnknownRequest);
		let id = ask_for(spec_of_trained());
		fails_with(id, delivery(0, 10), Error::OtherKind);
		let id = ask();
		accepted(BOB, id, 60);
		assert_ok!(Orders::finish(signed(REQUESTER), id));
		fails_with(id, delivery(9, 10), Error::RequestOver);
	});
}

#[test]
fn submit_fails_when_items_are_too_few_or_more_than_there_is_room_for() {
	build_and_execute(|| {
		let id = ask();
		fails_with(id, delivery(9, 4), Error::TooFewItems);
		fails_with(id, delivery(9, 0), Error::TooFewItems);
		fails_with(id, delivery(9, 101), Error::EnoughItems);
		accepted(BOB, id, 97);
		fails_with(id, delivery(9, 4), Error::EnoughItems);
		// The last part may be smaller, if it fills the dataset.
		fails_with(id, delivery(9, 2), Error::TooFewItems);
		accepted(ALICE, id, 3);
		fails_with(id, delivery(9, 1), Error::EnoughItems);
		assert_eq!(Orders::can_finish(id, STRANGER), Ok(()));
	});
}

#[test]
fn submit_fails_when_the_size_or_the_content_makes_no_sense() {
	build_and_execute(|| {
		let id = ask();
		for part in [
			Delivery { size: 0, ..delivery(9, 10) },
			Delivery { size: 10_001, ..delivery(9, 10) },
			Delivery { content: merkle::EMPTY, ..delivery(9, 10) },
		] {
			fails_with(id, part, Error::SizeOutOfRange);
		}
		assert_ok!(Orders::submit(signed(ALICE), id, Delivery { size: 10_000, ..delivery(9, 10) }));
	});
}

#[test]
fn submit_fails_when_the_content_was_submitted_to_the_request_before() {
	build_and_execute(|| {
		let (id, other) = (ask(), ask());
		assert_ok!(Orders::submit(signed(ALICE), id, delivery(9, 10)));
		for who in [ALICE, BOB] {
			assert_noop!(Orders::submit(signed(who), id, delivery(9, 12)), Error::<Test>::DuplicateContent);
		}
		assert_ok!(Orders::submit(signed(BOB), other, delivery(9, 10)));
	});
}

#[test]
fn accepted_content_can_not_be_submitted_again_before_the_end() {
	build_and_execute(|| {
		let request = ask();
		let id = accepted(ALICE, request, 10);
		assert_noop!(Orders::settle(signed(ALICE), id), Error::<Test>::NotDue);
		fails_with(request, delivery(0, 10), Error::DuplicateContent);
	});
}

#[test]
fn submit_fails_when_funds_are_lacking() {
	build_and_execute(|| {
		let id = ask();
		assert_noop!(Orders::submit(signed(77), id, delivery(9, 10)), TokenError::FundsUnavailable);
	});
}

#[test]
fn withdraw_gives_the_deposit_back_when_nobody_decided() {
	build_and_execute(|| {
		let request = ask();
		let id = submit(ALICE, request, 10);
		assert_noop!(Orders::withdraw(signed(BOB), id), Error::<Test>::NotCreator);
		assert_ok!(Orders::withdraw(signed(ALICE), id));
		assert_eq!((free(ALICE), end_of(id)), (FUNDS, Some(End::Withdrawn)));
		assert_noop!(Orders::withdraw(signed(ALICE), id), Error::<Test>::UnknownSubmission);
		let id = submit(ALICE, request, 10);
		assert_eq!(id.index, 1, "numbers are given once");
		reject(id);
		assert_noop!(Orders::withdraw(signed(ALICE), id), Error::<Test>::AlreadyDecided);
	});
}

#[test]
fn deposits_and_fees_of_a_request_stay_as_they_were_when_it_was_made() {
	build_and_execute(|| {
		let request = ask();
		let first = submit(ALICE, request, 10);
		Deposit::set(&(77 * AIC));
		Fee::set(&(88 * AIC));
		let second = submit(BOB, request, 10);
		reject(first);
		reject(second);
		assert_eq!(
			(held(HoldReason::Submission, BOB), held(HoldReason::Review, REQUESTER)),
			(DEPOSIT, 2 * STAKE)
		);
		Orders::do_try_state().unwrap();
		pass(CONTEST + 1);
		settle(first);
		settle(second);
		assert_eq!((free(ALICE), free(BOB), held(HoldReason::Review, REQUESTER)), (FUNDS, FUNDS, 0));
	});
}
