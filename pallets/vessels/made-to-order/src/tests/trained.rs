use super::*;

fn offer(request: RequestId, creator: AccountId, least: Balance) -> (SubmissionId, AssetId) {
	let asset = World::trained(creator, least);
	let index = Orders::request_of(request).unwrap().next;
	assert_ok!(Orders::submit_trained(signed(creator), request, asset));
	(SubmissionId { request, index }, asset)
}

fn sell(asset: AssetId, to: AccountId) {
	World::change(|world| world.assets[asset.item as usize].owner = to);
}

#[test]
fn accept_pays_for_a_trained_ai_and_hands_it_over() {
	build_and_execute(|| {
		let request = ask_for(spec_of_trained());
		let ((id, asset), (other, _)) = (offer(request, ALICE, 0), offer(request, BOB, 0));
		let upstream = vec![(CAROL, Perbill::from_percent(20))];
		World::change(|world| world.assets[asset.item as usize].shares = upstream);
		let post = Orders::accept(signed(REQUESTER), id).unwrap();
		assert_eq!(post.actual_weight, None);
		assert_eq!((World::asset(asset).owner, end_of(id)), (REQUESTER, Some(End::Delivered)));
		let net = REWARD - commission(REWARD);
		assert_eq!((free(ALICE), free(CAROL)), (FUNDS + net * 8 / 10, FUNDS + net / 5));
		assert_eq!(
			(free(REQUESTER), outcome_of(request)),
			(FUNDS - REWARD, Some((Outcome::Made(asset), REWARD)))
		);
		assert_noop!(Orders::accept(signed(REQUESTER), id), Error::<Test>::UnknownSubmission);
		assert_noop!(Orders::accept(signed(REQUESTER), other), Error::<Test>::RequestOver);
		settle(other);
		assert_eq!((free(BOB), Orders::request_of(request)), (FUNDS, None));
	});
}

#[test]
fn silence_accepts_the_first_that_is_settled() {
	build_and_execute(|| {
		let request = ask_for(spec_of_trained());
		let ((first, asset), (second, _)) = (offer(request, ALICE, 0), offer(request, BOB, 0));
		pass(DECISION + 1);
		settle(first);
		settle(second);
		assert_eq!((World::asset(asset).owner, end_of(second)), (REQUESTER, Some(End::Unneeded)));
		assert_eq!(free(REQUESTER), FUNDS - REWARD);
	});
}

#[test]
fn submit_trained_fails_when_the_asset_does_not_fit() {
	build_and_execute(|| {
		let request = ask_for(spec_of_trained());
		let fails_with = |request, asset, error: Error<Test>| {
			assert_noop!(Orders::submit_trained(signed(ALICE), request, asset), error);
		};
		let asset = World::trained(ALICE, REWARD + 1);
		fails_with(request, asset, Error::BelowLeastSale);
		fails_with(request, World::trained(BOB, 0), Error::NotOwner);
		fails_with(request, AssetId { item: 99, ..asset }, Error::NotOwner);
		fails_with(request, AssetId { kind: AssetKind::Model, ..asset }, Error::OtherKind);
		fails_with(ask(), asset, Error::OtherKind);
		let other = World::trained(ALICE, 0);
		World::change(|world| world.assets[other.item as usize].format = 9);
		fails_with(request, other, Error::OtherFormat);
		offer(request, ALICE, REWARD);
	});
}

#[test]
fn submit_trained_fails_when_the_asset_was_submitted_before() {
	build_and_execute(|| {
		let (id, asset) = offer(ask_for(spec_of_trained()), ALICE, 0);
		let again = Orders::submit_trained(signed(ALICE), id.request, asset);
		assert_eq!(again, Err(Error::<Test>::DuplicateContent.into()));
		sell(asset, BOB);
		assert_noop!(Orders::submit_trained(signed(BOB), id.request, asset), Error::<Test>::DuplicateContent);
		settle(id);
		assert_ok!(Orders::submit_trained(signed(BOB), id.request, asset));
	});
}

#[test]
fn accept_fails_and_moves_nothing_when_the_trained_ai_was_sold() {
	build_and_execute(|| {
		let (id, asset) = offer(ask_for(spec_of_trained()), ALICE, 0);
		sell(asset, BOB);
		assert_noop!(Orders::accept(signed(REQUESTER), id), Error::<Test>::NotOwner);
		assert_eq!(Orders::next_of(id), Some(Next::Settle));
		settle(id);
		assert_eq!((end_of(id), free(ALICE), World::asset(asset).owner), (Some(End::Unneeded), FUNDS, BOB));
		assert_eq!(held(HoldReason::Request, REQUESTER), REWARD);
	});
}

#[test]
fn submission_ends_when_its_trained_ai_can_not_be_handed_over() {
	build_and_execute(|| {
		let (id, asset) = offer(ask_for(spec_of_trained()), ALICE, 0);
		World::change(|world| world.no_hand_over = true);
		pass(DECISION + 1);
		settle(id);
		assert_eq!((end_of(id), free(ALICE), World::asset(asset).owner), (Some(End::Unneeded), FUNDS, ALICE));
		assert_ok!(Orders::cancel(signed(REQUESTER), id.request));
		assert_eq!(free(REQUESTER), FUNDS);
	});
}

#[test]
fn reviewers_deliver_a_trained_ai_that_was_rejected_wrongly() {
	build_and_execute(|| {
		join();
		let (id, asset) = offer(ask_for(spec_of_trained()), ALICE, 0);
		reject(id);
		assert_ok!(Orders::contest(signed(ALICE), id));
		drawn(id);
		vote(id, &[Vote::Accept, Vote::Accept, Vote::Accept]);
		close(id);
		assert_eq!((World::asset(asset).owner, end_of(id)), (REQUESTER, Some(End::Delivered)));
		let net = REWARD - commission(REWARD);
		assert_eq!((free(ALICE), free(REQUESTER)), (FUNDS + net, FUNDS - REWARD - 3 * FEE));
	});
}

#[test]
fn contest_fails_when_the_trained_ai_was_sold() {
	build_and_execute(|| {
		let (id, asset) = offer(ask_for(spec_of_trained()), ALICE, 0);
		reject(id);
		sell(asset, BOB);
		assert_noop!(Orders::contest(signed(ALICE), id), Error::<Test>::NotOwner);
	});
}

#[test]
fn request_for_a_trained_ai_ends_without_one_after_the_deadline() {
	build_and_execute(|| {
		let request = ask_for(spec_of_trained());
		assert_noop!(Orders::finish(signed(REQUESTER), request), Error::<Test>::NotDue);
		pass(100 * HOUR + 1);
		assert_ok!(Orders::finish(signed(STRANGER), request));
		assert_eq!((outcome_of(request), free(REQUESTER)), (Some((Outcome::TooFew, 0)), FUNDS));
	});
}
