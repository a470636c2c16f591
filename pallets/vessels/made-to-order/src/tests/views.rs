use super::*;

#[test]
fn next_of_says_what_is_to_be_done_until_when() {
	build_and_execute(|| {
		join();
		let id = submit(ALICE, ask(), 60);
		let until = START + DECISION;
		assert_eq!(Orders::next_of(id), Some(Next::Decide(until)));
		reject(id);
		assert_eq!(Orders::next_of(id), Some(Next::Contest(START + CONTEST)));
		assert_ok!(Orders::contest(signed(ALICE), id));
		assert_eq!(Orders::next_of(id), Some(Next::Draw(START + DRAW)));
		let reviewers = drawn(id);
		let until = START + COMMIT;
		assert_eq!(Orders::next_of(id), Some(Next::Commit(until)));
		commit(id, reviewers[0], Vote::Accept);
		pass(COMMIT + 1);
		assert_eq!(Orders::next_of(id), Some(Next::Reveal(until + REVEAL)));
		reveal(id, reviewers[0], Vote::Accept);
		assert_eq!(Orders::next_of(id), Some(Next::Close));
		close(id);
		assert_eq!(Orders::next_of(id), Some(Next::Finish));
		assert_ok!(Orders::finish(signed(REQUESTER), id.request));
		assert_eq!(Orders::next_of(id), Some(Next::Settle));
		settle(id);
		assert_eq!(Orders::next_of(id), None);
	});
}

#[test]
fn next_of_says_settle_or_close_when_a_time_is_over() {
	build_and_execute(|| {
		let id = submit(ALICE, ask(), 60);
		pass(DECISION + 1);
		assert_eq!(Orders::next_of(id), Some(Next::Settle));
		let id = rejected_now();
		pass(CONTEST + 1);
		assert_eq!(Orders::next_of(id), Some(Next::Settle));
		let id = rejected_now();
		assert_ok!(Orders::contest(signed(ALICE), id));
		pass(DRAW + 1);
		assert_eq!(Orders::next_of(id), Some(Next::Close));
	});
}

fn rejected_now() -> SubmissionId {
	let deadline = World::read(|world| world.now) + HOUR;
	let id = submit(ALICE, ask_for(Spec { deadline, ..spec_of(wish()) }), 60);
	reject(id);
	id
}

#[test]
fn can_finish_says_why_not() {
	build_and_execute(|| {
		let id = ask();
		assert_eq!(Orders::can_finish(7, ALICE), Err(Error::<Test>::UnknownRequest.into()));
		assert_eq!(Orders::can_finish(id, ALICE), Err(Error::<Test>::NotRequester.into()));
		assert_eq!(Orders::can_finish(id, REQUESTER), Err(Error::<Test>::NotDue.into()));
		pass(100 * HOUR + 1);
		assert_eq!(Orders::can_finish(id, ALICE), Ok(()));
	});
}

#[test]
fn what_is_hashed_off_chain_is_what_the_docs_say() {
	use frame::hashing::blake2_256;
	let id = SubmissionId { request: 3, index: 4 };
	let seal = blake2_256(&(*b"aic/review", 3u64, 4u32, 11u64, 1u8, SALT).encode());
	assert_eq!(ballot_seal(id, &11u64, Vote::Reject, SALT), H256(seal));
	assert_eq!(maker_leaf(&ALICE), H256(blake2_256(&(*b"aic/made-by", ALICE).encode())));
}
