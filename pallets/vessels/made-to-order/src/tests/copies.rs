use super::*;
use merkle::Tree;

/// Alice's four items, the first of which names her.
fn tree() -> Tree {
	let items = (1..4u32).map(|item| merkle::leaf(&item.encode()));
	Tree::new([maker_leaf(&ALICE)].into_iter().chain(items).collect())
}

fn expose(id: SubmissionId, maker: AccountId, place: u64) -> DispatchResult {
	let proof = tree().proof(place).try_into().unwrap();
	Orders::expose(signed(STRANGER), id, maker, proof)
}

/// Bob saw Alice's transaction and was first.
fn copied() -> SubmissionId {
	let request = ask();
	let part = Delivery { content: tree().root(), items: 40, size: 1 };
	assert_ok!(Orders::submit(signed(BOB), request, part));
	assert_noop!(Orders::submit(signed(ALICE), request, part), Error::<Test>::DuplicateContent);
	SubmissionId { request, index: 0 }
}

#[test]
fn copier_loses_his_deposit_to_the_maker_who_is_named() {
	build_and_execute(|| {
		let id = copied();
		assert_ok!(expose(id, ALICE, 0));
		assert_eq!((free(ALICE), free(BOB)), (FUNDS + DEPOSIT, FUNDS - DEPOSIT));
		assert_eq!(end_of(id), Some(End::Copied));
		let part = Delivery { content: tree().root(), items: 40, size: 1 };
		assert_ok!(Orders::submit(signed(ALICE), id.request, part));
	});
}

#[test]
fn expose_fails_when_the_content_does_not_name_another_first() {
	build_and_execute(|| {
		let id = copied();
		assert_noop!(expose(id, CAROL, 0), Error::<Test>::NotCopied);
		assert_noop!(expose(id, ALICE, 1), Error::<Test>::NotCopied);
		let short = tree().proof(0)[..1].to_vec().try_into().unwrap();
		assert_noop!(Orders::expose(signed(STRANGER), id, ALICE, short), Error::<Test>::NotCopied);
		let own = Delivery { content: maker_leaf(&ALICE), items: 40, size: 1 };
		assert_ok!(Orders::submit(signed(ALICE), id.request, own));
		let id = SubmissionId { index: 1, ..id };
		let expose = Orders::expose(signed(STRANGER), id, ALICE, Default::default());
		assert_eq!(expose, Err(Error::<Test>::NotCopied.into()));
	});
}

#[test]
fn expose_frees_what_the_requester_has_on_hold_for_a_rejection() {
	build_and_execute(|| {
		let id = copied();
		reject(id);
		assert_ok!(expose(id, ALICE, 0));
		assert_eq!(held(HoldReason::Review, REQUESTER), 0);
	});
}

#[test]
fn expose_fails_when_it_is_too_late() {
	build_and_execute(|| {
		let id = copied();
		assert_ok!(Orders::accept(signed(REQUESTER), id));
		assert_noop!(expose(id, ALICE, 0), Error::<Test>::AlreadyDecided);
		assert_noop!(expose(SubmissionId { index: 7, ..id }, ALICE, 0), Error::<Test>::UnknownSubmission);
	});
}

#[test]
fn deposit_goes_back_when_the_maker_can_not_take_it() {
	build_and_execute(|| {
		Deposit::set(&10);
		let request = ask();
		let part = Delivery { content: maker_leaf(&77u64), items: 40, size: 1 };
		assert_ok!(Orders::submit(signed(BOB), request, part));
		let id = SubmissionId { request, index: 0 };
		assert_ok!(Orders::expose(signed(STRANGER), id, 77, Default::default()));
		assert_eq!((free(BOB), free(77)), (FUNDS, 0));
	});
}
