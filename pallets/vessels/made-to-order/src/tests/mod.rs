//! One file per topic.

mod asking;
mod contesting;
mod copies;
mod deciding;
mod drawing;
mod finishing;
mod invariants;
mod reviewers;
mod state;
mod submitting;
mod thieves;
mod trained;
mod views;

pub use crate::{mock::*, *};
pub use aic_primitives::{currency::AIC, merkle, time::HOUR, AssetId, AssetKind};
pub use frame::testing_prelude::*;

pub const REWARD: Balance = 1_000 * AIC;
pub const DEADLINE: Moment = START + 100 * HOUR;
/// What minting takes at the most: five AIC, and one for each of 31 shares.
pub const MINTING: Balance = 36 * AIC;
pub const SALT: H256 = H256::repeat_byte(5);

/// A hundred items, of which sixty will do.
pub fn wish() -> DatasetWish {
	DatasetWish {
		format: DATASETS,
		items: 100,
		least_items: 60,
		least_part: 5,
		item_size: 1_000,
		name: b"cats".to_vec().try_into().unwrap(),
		terms: terms(),
		region: 3,
	}
}

pub fn spec_of(wish: DatasetWish) -> Spec {
	let wanted = Wanted::Dataset(wish);
	Spec { wanted, criteria: H256::repeat_byte(9), reward: REWARD, deadline: DEADLINE }
}

pub fn spec_of_trained() -> Spec {
	Spec { wanted: Wanted::TrainedAi { format: TRAINED }, ..spec_of(wish()) }
}

pub fn ask_for(spec: Spec) -> RequestId {
	let id = NextRequest::<Test>::get();
	assert_ok!(Orders::request(signed(REQUESTER), Box::new(spec), MINTING));
	id
}

pub fn ask() -> RequestId {
	ask_for(spec_of(wish()))
}

pub fn delivery(seed: u32, items: u32) -> Delivery {
	Delivery { content: merkle::leaf(&seed.encode()), items, size: 10 * u64::from(items) }
}

pub fn submit(creator: AccountId, request: RequestId, items: u32) -> SubmissionId {
	let index = Orders::request_of(request).unwrap().next;
	assert_ok!(Orders::submit(signed(creator), request, delivery(index, items)));
	SubmissionId { request, index }
}

pub fn accepted(creator: AccountId, request: RequestId, items: u32) -> SubmissionId {
	let id = submit(creator, request, items);
	assert_ok!(Orders::accept(signed(REQUESTER), id));
	id
}

pub fn reject(id: SubmissionId) {
	assert_ok!(Orders::reject(signed(REQUESTER), id, Reason::LowQuality, H256::repeat_byte(2)));
}

pub fn join() {
	for reviewer in REVIEWER_ACCOUNTS {
		assert_ok!(Orders::become_reviewer(signed(reviewer), BOND));
	}
}

pub fn stage(id: SubmissionId) -> Stage<AccountId> {
	Orders::submission_of(id).unwrap().stage
}

pub fn panel(id: SubmissionId) -> Vec<AccountId> {
	match stage(id) {
		Stage::Reviewed { panel, .. } => panel.into_iter().map(|(reviewer, _)| reviewer).collect(),
		_ => vec![],
	}
}

/// A rejected part of sixty items of Alice's, in a request of its own.
pub fn rejected() -> SubmissionId {
	let id = submit(ALICE, ask(), 60);
	reject(id);
	id
}

/// The same, contested.
pub fn contested() -> SubmissionId {
	let id = rejected();
	assert_ok!(Orders::contest(signed(ALICE), id));
	id
}

/// Blocks pass until reviewers are drawn.
pub fn drawn(id: SubmissionId) -> Vec<AccountId> {
	for _ in 0..100 {
		if panel(id).is_empty() {
			block();
		}
	}
	panel(id)
}

/// The same, with reviewers.
pub fn reviewed() -> (SubmissionId, Vec<AccountId>) {
	join();
	let id = contested();
	(id, drawn(id))
}

pub fn commit(id: SubmissionId, who: AccountId, vote: Vote) {
	assert_ok!(Orders::commit(signed(who), id, ballot_seal(id, &who, vote, SALT)));
}

pub fn reveal(id: SubmissionId, who: AccountId, vote: Vote) {
	assert_ok!(Orders::reveal(signed(who), id, vote, SALT));
}

/// The first reviewers vote like this; the others don't.
pub fn vote(id: SubmissionId, votes: &[Vote]) {
	let reviewers = panel(id);
	for (who, vote) in reviewers.iter().zip(votes) {
		commit(id, *who, *vote);
	}
	pass(COMMIT + 1);
	for (who, vote) in reviewers.iter().zip(votes) {
		reveal(id, *who, *vote);
	}
}

pub fn close(id: SubmissionId) {
	assert_ok!(Orders::close_contest(signed(STRANGER), id));
}

pub fn settle(id: SubmissionId) {
	assert_ok!(Orders::settle(signed(STRANGER), id));
}

/// How the submission ended, by the event.
pub fn end_of(id: SubmissionId) -> Option<End> {
	events().into_iter().find_map(|event| match event {
		Event::SubmissionEnded { submission, end, .. } if submission == id => Some(end),
		_ => None,
	})
}

pub fn outcome_of(id: RequestId) -> Option<(Outcome, Balance)> {
	events().into_iter().find_map(|event| match event {
		Event::Finished { request, outcome, paid } if request == id => Some((outcome, paid)),
		_ => None,
	})
}
