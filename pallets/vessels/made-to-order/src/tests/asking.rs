use super::*;

fn fails_with(spec: Spec, error: impl Into<DispatchError>) {
	assert_noop!(Orders::request(signed(REQUESTER), Box::new(spec), MINTING), error.into());
}

#[test]
fn request_holds_the_reward_and_what_minting_takes() {
	build_and_execute(|| {
		assert_eq!(Orders::deposits(), (MINTING, DEPOSIT, STAKE, BOND));
		assert_eq!((ask(), ask()), (0, 1));
		assert_eq!(held(HoldReason::Request, REQUESTER), 2 * (REWARD + MINTING));
		let request = Orders::request_of(0).unwrap();
		assert_eq!((request.reward, request.minting), (REWARD, MINTING));
		assert_eq!((request.deposit, request.review_fee), (DEPOSIT, FEE));
		let event =
			Event::<Test>::Requested { request: 1, requester: REQUESTER, reward: REWARD, deadline: DEADLINE };
		System::assert_last_event(event.into());
	});
}

#[test]
fn request_for_a_trained_ai_holds_the_reward_only() {
	build_and_execute(|| {
		assert_ok!(Orders::request(signed(REQUESTER), Box::new(spec_of_trained()), 0));
		assert_eq!(held(HoldReason::Request, REQUESTER), REWARD);
	});
}

#[test]
fn request_fails_when_the_reward_is_too_small() {
	build_and_execute(|| {
		fails_with(Spec { reward: MIN_REWARD - 1, ..spec_of(wish()) }, Error::<Test>::RewardTooSmall);
		ask_for(Spec { reward: MIN_REWARD, ..spec_of(wish()) });
	});
}

#[test]
fn request_fails_when_the_deadline_is_over_or_too_far_away() {
	build_and_execute(|| {
		for deadline in [0, START - 1, START, START + 1_000 * HOUR + 1, Moment::MAX] {
			fails_with(Spec { deadline, ..spec_of(wish()) }, Error::<Test>::DeadlineOutOfRange);
		}
		ask_for(Spec { deadline: START + 1, ..spec_of(wish()) });
		ask_for(Spec { deadline: START + 1_000 * HOUR, ..spec_of(wish()) });
	});
}

#[test]
fn request_fails_when_the_numbers_of_items_make_no_sense() {
	build_and_execute(|| {
		let with = |items, least_items, least_part, item_size| {
			spec_of(DatasetWish { items, least_items, least_part, item_size, ..wish() })
		};
		for spec in [
			with(0, 0, 0, 1),
			with(100, 0, 1, 1),
			with(100, 101, 50, 1),
			with(100, 60, 0, 1),
			with(100, 60, 61, 1),
			with(100, 60, 5, 0),
			// 32 parts of one item are fewer than 33.
			with(100, 33, 1, 1),
		] {
			fails_with(spec, Error::<Test>::ItemsOutOfRange);
		}
		ask_for(with(1, 1, 1, 1));
		ask_for(with(100, 32, 1, 1));
		ask_for(with(100, 100, 100, 1));
	});
}

#[test]
fn request_fails_when_the_deposit_is_above_the_maximum() {
	build_and_execute(|| {
		assert_noop!(
			Orders::request(signed(REQUESTER), Box::new(spec_of(wish())), MINTING - 1),
			Error::<Test>::DepositAboveMaximum
		);
	});
}

/// Else creators would work for what nobody can mint, and the requester find out last.
#[test]
fn request_fails_when_the_dataset_could_not_be_minted() {
	build_and_execute(|| {
		let other = DispatchError::Other;
		fails_with(spec_of(DatasetWish { name: Default::default(), ..wish() }), other("no name"));
		fails_with(spec_of(DatasetWish { terms: Default::default(), ..wish() }), other("no purpose"));
		fails_with(spec_of(DatasetWish { format: 7, ..wish() }), other("no such format"));
		fails_with(spec_of(DatasetWish { format: TRAINED, ..wish() }), other("no such format"));
		let large = DatasetWish { items: u32::MAX, least_part: 60, item_size: u32::MAX, ..wish() };
		fails_with(spec_of(large), other("bad size"));
		fails_with(
			Spec { wanted: Wanted::TrainedAi { format: DATASETS }, ..spec_of(wish()) },
			other("no such format"),
		);
	});
}

#[test]
fn trial_of_minting_leaves_nothing() {
	build_and_execute(|| {
		ask();
		assert_eq!((World::read(|world| world.assets.len()), asset_deposit(REQUESTER)), (0, 0));
	});
}

#[test]
fn request_fails_when_funds_are_lacking_or_locked() {
	use frame::traits::{LockableCurrency, WithdrawReasons};
	build_and_execute(|| {
		let spec = Spec { reward: FUNDS - MINTING, ..spec_of(wish()) };
		fails_with(spec, TokenError::FundsUnavailable);
		Balances::set_lock(*b"vesting.", &REQUESTER, FUNDS - 100 * AIC, WithdrawReasons::all());
		fails_with(spec_of(wish()), TokenError::FundsUnavailable);
		ask_for(Spec { reward: 50 * AIC, ..spec_of(wish()) });
	});
}

#[test]
fn cancel_gives_everything_back_when_nothing_is_submitted() {
	build_and_execute(|| {
		let id = ask();
		assert_noop!(Orders::cancel(signed(ALICE), id), Error::<Test>::NotRequester);
		assert_noop!(Orders::cancel(signed(REQUESTER), 7), Error::<Test>::UnknownRequest);
		assert_ok!(Orders::cancel(signed(REQUESTER), id));
		assert_eq!((free(REQUESTER), Orders::request_of(id)), (FUNDS, None));
		assert_eq!(outcome_of(id), Some((Outcome::Cancelled, 0)));
		assert_noop!(Orders::cancel(signed(REQUESTER), id), Error::<Test>::UnknownRequest);
	});
}

#[test]
fn cancel_fails_while_a_submission_is_live() {
	build_and_execute(|| {
		let id = ask();
		let first = submit(ALICE, id, 10);
		assert_noop!(Orders::cancel(signed(REQUESTER), id), Error::<Test>::LiveSubmissions);
		reject(first);
		assert_noop!(Orders::cancel(signed(REQUESTER), id), Error::<Test>::LiveSubmissions);
		pass(CONTEST + 1);
		settle(first);
		let second = accepted(ALICE, id, 10);
		assert_noop!(Orders::cancel(signed(REQUESTER), id), Error::<Test>::LiveSubmissions);
		pass(100 * HOUR);
		assert_ok!(Orders::finish(signed(STRANGER), id));
		assert_noop!(Orders::cancel(signed(REQUESTER), id), Error::<Test>::RequestOver);
		settle(second);
		assert_eq!((free(REQUESTER), free(ALICE)), (FUNDS, FUNDS));
	});
}
