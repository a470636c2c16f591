use super::*;

/// Corrupts a good state, in which there is some of everything, and sees try_state fail.
fn fails_when(corrupt: impl FnOnce(SubmissionId)) {
	new_test_ext().execute_with(|| {
		let (id, _) = reviewed();
		submit(BOB, id.request, 10);
		accepted(CAROL, id.request, 10);
		assert_ok!(Orders::do_try_state());
		corrupt(id);
		assert!(Orders::do_try_state().is_err());
	});
}

fn change_request(change: impl FnOnce(&mut Request<AccountId>)) -> impl FnOnce(SubmissionId) {
	|id| Requests::<Test>::mutate_extant(id.request, change)
}

fn change_submission(
	index: u32,
	change: impl FnOnce(&mut Submission<AccountId>),
) -> impl FnOnce(SubmissionId) {
	move |id| {
		Submissions::<Test>::mutate(id.request, index, |submission| change(submission.as_mut().unwrap()))
	}
}

#[test]
fn try_state_fails_when_a_request_is_wrong() {
	fails_when(change_request(|request| request.reward += 1));
	fails_when(change_request(|request| request.minting -= 1));
	fails_when(change_request(|request| request.deposit += 1));
	fails_when(change_request(|request| request.review_fee += 1));
	fails_when(change_request(|request| request.submissions += 1));
	fails_when(change_request(|request| request.undecided += 1));
	fails_when(change_request(|request| request.parts += 1));
	fails_when(change_request(|request| request.items += 1));
	fails_when(change_request(|request| request.next = 0));
	fails_when(change_request(|request| request.requester = BOB));
	fails_when(change_request(|request| request.progress = Progress::Over));
	fails_when(|_| NextRequest::<Test>::put(0));
	fails_when(|id| Requests::<Test>::remove(id.request));
	fails_when(|id| Accepted::<Test>::remove(id.request));
}

#[test]
fn try_state_fails_when_a_submission_is_wrong() {
	fails_when(change_submission(0, |submission| submission.creator = BOB));
	fails_when(change_submission(0, |submission| submission.rejection = None));
	fails_when(change_submission(0, |submission| submission.stage = Stage::Contested { until: Moment::MAX }));
	fails_when(change_submission(0, |submission| {
		let Stage::Reviewed { panel, .. } = &mut submission.stage else { panic!() };
		panel[0].0 = panel[1].0;
	}));
	fails_when(change_submission(1, |submission| submission.stage = Stage::Accepted));
	fails_when(change_submission(1, |submission| submission.stage = Stage::Rejected { until: 0 }));
	fails_when(|id| Submissions::<Test>::remove(id.request, 1));
	fails_when(|id| Contents::<Test>::insert(id.request, H256::zero(), 7));
}

#[test]
fn try_state_fails_when_reviewers_are_wrong() {
	let change = |change: fn(&mut Reviewer)| {
		move |_| {
			let who = REVIEWER_ACCOUNTS[0];
			Reviewers::<Test>::mutate_extant(who, change);
		}
	};
	fails_when(change(|reviewer| reviewer.bond += 1));
	fails_when(change(|reviewer| reviewer.busy += 1));
	fails_when(change(|reviewer| reviewer.place = Some(4)));
	fails_when(change(|reviewer| reviewer.place = None));
	fails_when(|_| ReviewerCount::<Test>::put(4));
	fails_when(|_| ReviewerAt::<Test>::insert(9, 11));
}

#[test]
#[should_panic = "times must not be zero"]
fn integrity_test_fails_when_a_time_is_zero() {
	new_test_ext().execute_with(|| {
		Orders::integrity_test();
		AllTimes::set(&Times { draw: 0, ..AllTimes::get() });
		Orders::integrity_test();
	});
}
