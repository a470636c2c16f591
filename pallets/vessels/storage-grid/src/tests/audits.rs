use super::*;

const SALT: H256 = H256::repeat_byte(9);

/// Five keep a replica each, and CUSTOMER complained of the first.
fn complained() -> AccountId {
	providers(5);
	order(5, 100);
	fill();
	answer_all();
	assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
	provider(0)
}

fn auditors() -> (u64, Vec<AccountId>) {
	match Grid::complaint(0).unwrap().inquiry {
		Inquiry::Open { leaf, auditors, .. } => {
			(leaf, auditors.iter().map(|auditor| auditor.operator).collect())
		}
		other => panic!("{other:?}"),
	}
}

fn vote(who: AccountId, served: bool) -> (Option<(H256, LeafProof)>, H256) {
	let (files, (leaf, _)) = (files(), auditors());
	let hash = aic_primitives::merkle::leaf(&files.leaf(leaf));
	let served = served.then(|| (hash, files.proof(leaf)));
	let commitment = ballot(0, &who, served.as_ref().map(|(hash, _)| *hash), SALT);
	(served, commitment)
}

fn commit(who: AccountId, served: bool) -> DispatchResult {
	Grid::commit_ballot(signed(who), 0, vote(who, served).1)
}

fn reveal(who: AccountId, served: bool) -> DispatchResult {
	Grid::reveal_ballot(signed(who), 0, vote(who, served).0, SALT)
}

fn vote_all(votes: [bool; 3]) -> Vec<AccountId> {
	let (_, all) = auditors();
	for (who, served) in all.iter().zip(votes) {
		assert_ok!(commit(*who, served));
	}
	for (who, served) in all.iter().zip(votes) {
		assert_ok!(reveal(*who, served));
	}
	all
}

#[test]
fn auditors_are_three_others() {
	build_and_execute(|| {
		let accused = complained();
		assert_eq!(
			(held(HoldReason::Audit, CUSTOMER), Grid::space(kept(0).space).unwrap().complaints),
			(FEE, 1)
		);
		assert_noop!(Grid::complain(signed(OTHER), 0, FEE), Error::<Test>::AlreadyComplained);
		assert_noop!(Grid::close_complaint(signed(OTHER), 0), Error::<Test>::NotOver);
		assert_noop!(Grid::commit_ballot(signed(FIRST), 0, SALT), Error::<Test>::NotAuditor);
		assert_noop!(Grid::reveal_ballot(signed(FIRST), 0, None, SALT), Error::<Test>::NotAuditor);
		block();
		let (_, mut all) = auditors();
		all.sort();
		all.dedup();
		assert_eq!(all.len(), 3);
		assert!(!all.contains(&accused) && !all.contains(&CUSTOMER));
		assert_noop!(commit(CUSTOMER, true), Error::<Test>::NotAuditor);
		assert_noop!(commit(accused, true), Error::<Test>::NotAuditor);
	});
}

#[test]
fn complaint_is_refused_when_it_makes_no_sense_or_is_too_dear() {
	build_and_execute(|| {
		providers(5);
		order(1, 100);
		fill();
		let accused = provider(0);
		assert_noop!(Grid::complain(signed(accused), 0, FEE), Error::<Test>::OwnSpace);
		assert_noop!(Grid::complain(signed(CUSTOMER), 0, FEE - 1), Error::<Test>::FeeAboveMaximum);
		assert_noop!(Grid::complain(signed(CUSTOMER), 9, FEE), Error::<Test>::UnknownReplica);
		assert_noop!(Grid::complain(signed(POOR), 0, FEE), TokenError::FundsUnavailable);
		assert_noop!(Grid::close_complaint(signed(OTHER), 0), Error::<Test>::NoComplaint);
		assert_noop!(Grid::commit_ballot(signed(OTHER), 0, SALT), Error::<Test>::NoComplaint);
		assert_noop!(Grid::reveal_ballot(signed(OTHER), 0, None, SALT), Error::<Test>::NoComplaint);
	});
}

/// Draws auditors, has them vote and closes it; what each of them gained.
fn decided(votes: [bool; 3]) -> Vec<Balance> {
	block();
	let before: Vec<_> = auditors().1.iter().map(|who| free(*who)).collect();
	let all = vote_all(votes);
	assert_ok!(Grid::close_complaint(signed(OTHER), 0));
	all.iter().zip(before).map(|(who, before)| free(*who) - before).collect()
}

#[test]
fn who_does_not_serve_is_slashed_and_misses() {
	build_and_execute(|| {
		let accused = complained();
		let (customer, treasury) = (free(CUSTOMER), free(TREASURY));
		assert_eq!(decided([false, false, true]), [FEE / 4, FEE / 4, 0]);
		let slash = (PER_GIB / 1_024).div_ceil(20);
		assert_eq!(free(TREASURY) - treasury, slash + FEE / 2);
		assert_eq!(PER_GIB - held(HoldReason::Bond, accused), slash);
		assert_eq!((kept(0).misses, held(HoldReason::Audit, CUSTOMER)), (1, 0));
		assert_eq!((Grid::complaint(0), free(CUSTOMER)), (None, customer));
		System::assert_last_event(
			Event::<Test>::ComplaintClosed { replica: 0, finding: Finding::NotServed, taken: FEE / 2 }.into(),
		);
	});
}

#[test]
fn who_complains_without_reason_pays_the_auditors() {
	build_and_execute(|| {
		let accused = complained();
		let (customer, treasury) = (free(CUSTOMER), free(TREASURY));
		assert_eq!(decided([true, false, true]), [FEE / 4, 0, FEE / 4]);
		assert_eq!((free(CUSTOMER), held(HoldReason::Audit, CUSTOMER)), (customer, 0));
		assert_eq!(free(TREASURY) - treasury, FEE / 2);
		assert_eq!((held(HoldReason::Bond, accused), kept(0).misses), (PER_GIB, 0));
	});
}

/// Whether three can be drawn for a complaint.
fn can_be_drawn() -> bool {
	assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
	block();
	answer_all();
	Grid::complaint(0).is_some()
}

/// Of those who keep the other four replicas two are left; who keeps nothing does not count.
#[test]
fn who_keeps_nothing_or_missed_or_was_slashed_does_not_audit() {
	build_and_execute(|| {
		providers(9);
		order(5, 100);
		fill();
		answer_all();
		let spaces = [1, 2].map(|id| kept(id).space);
		for space in spaces {
			assert!(Grid::slash_space(space, Permill::from_percent(1), &TREASURY) > 0);
		}
		assert!(!can_be_drawn());
		for space in spaces {
			assert_ok!(Grid::top_up(signed(owner_of(space)), space, Balance::MAX));
		}
		for id in [1, 2] {
			let Stage::Active(kept) = stage(id) else { panic!() };
			let stage = Stage::Active(Kept { misses: 1, ..kept });
			Replicas::<Test>::mutate(id, |replica| replica.as_mut().unwrap().stage = stage);
		}
		assert!(!can_be_drawn());
		[1, 2].into_iter().for_each(prove);
		assert!(can_be_drawn());
	});
}

fn owner_of(space: SpaceId) -> AccountId {
	Grid::owner_of(space).unwrap()
}

#[test]
fn nothing_happens_when_auditors_are_silent() {
	build_and_execute(|| {
		complained();
		block();
		let (_, all) = auditors();
		assert_ok!(commit(all[0], false));
		pass(AUDIT + 1);
		assert_ok!(reveal(all[0], false));
		assert_noop!(Grid::close_complaint(signed(OTHER), 0), Error::<Test>::NotOver);
		pass(AUDIT);
		assert_ok!(Grid::close_complaint(signed(OTHER), 0));
		assert_eq!((held(HoldReason::Audit, CUSTOMER), kept(0).misses), (0, 0));
	});
}

#[test]
fn ballots_are_bound_before_any_is_shown() {
	build_and_execute(|| {
		complained();
		block();
		let (_, all) = auditors();
		let start = World::now();
		assert_noop!(reveal(all[0], true), Error::<Test>::TooEarly);
		assert_ok!(commit(all[0], true));
		assert_noop!(commit(all[0], false), Error::<Test>::AlreadyVoted);
		assert_noop!(reveal(all[0], true), Error::<Test>::TooEarly);
		// A copy of another's commitment is of no use.
		assert_ok!(Grid::commit_ballot(signed(all[1]), 0, vote(all[0], true).1));
		pass(AUDIT);
		assert_noop!(reveal(all[0], true), Error::<Test>::TooEarly);
		pass(1);
		assert_noop!(commit(all[2], true), Error::<Test>::TooLate);
		assert_noop!(reveal(all[0], false), Error::<Test>::OtherBallot);
		assert_noop!(reveal(all[1], true), Error::<Test>::OtherBallot);
		assert_noop!(reveal(OTHER, true), Error::<Test>::NotAuditor);
		pass(start + 2 * AUDIT - World::now());
		assert_ok!(reveal(all[0], true));
		pass(1);
		assert_noop!(reveal(all[1], true), Error::<Test>::TooLate);
	});
}

/// To say that a leaf was served without having it needs a proof that nobody can make up.
#[test]
fn auditor_can_not_say_that_he_was_served_when_he_has_no_leaf() {
	build_and_execute(|| {
		complained();
		block();
		let (_, all) = auditors();
		let made_up = H256::repeat_byte(1);
		assert_ok!(Grid::commit_ballot(signed(all[0]), 0, ballot(0, &all[0], Some(made_up), SALT)));
		pass(AUDIT + 1);
		let (leaf, _) = auditors();
		let served = Some((made_up, files().proof(leaf)));
		assert_noop!(Grid::reveal_ballot(signed(all[0]), 0, served, SALT), Error::<Test>::WrongProof);
	});
}

#[test]
fn complaint_ends_when_there_are_too_few_auditors() {
	build_and_execute(|| {
		providers(3);
		order(1, 100);
		fill();
		assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
		block();
		assert_eq!((Grid::complaint(0), held(HoldReason::Audit, CUSTOMER)), (None, 0));
		assert!(events().contains(&Event::ComplaintClosed {
			replica: 0,
			finding: Finding::Undecided,
			taken: 0
		}));
	});
}

#[test]
fn complaint_can_be_closed_when_randomness_never_came() {
	build_and_execute(|| {
		complained();
		World::change(|world| world.stale = true);
		pass(AUDIT);
		assert_noop!(Grid::close_complaint(signed(OTHER), 0), Error::<Test>::NotOver);
		pass(1);
		assert_ok!(Grid::close_complaint(signed(OTHER), 0));
		assert_eq!(held(HoldReason::Audit, CUSTOMER), 0);
		// A later one at the same replica is drawn with randomness that is newer than itself.
		assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
		World::change(|world| world.known_since = System::block_number());
		block();
		assert!(matches!(Grid::complaint(0).unwrap().inquiry, Inquiry::Awaits { .. }));
	});
}

#[test]
fn replica_ends_when_complaints_are_upheld_too_often() {
	build_and_execute(|| {
		complained();
		let space = kept(0).space;
		for round in 1..=3 {
			block();
			vote_all([false, false, false]);
			// The provider does answer challenges meanwhile, which makes good for misses; here he isn't asked.
			assert_ok!(Grid::close_complaint(signed(OTHER), 0));
			if round < 3 {
				assert_eq!(kept(0).misses, round);
				assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
			}
		}
		assert!(Grid::replica(0).unwrap().space() != Some(space));
	});
}

#[test]
fn provider_pays_when_he_left_before_the_complaint_was_decided() {
	build_and_execute(|| {
		let accused = complained();
		let space = kept(0).space;
		block();
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_ok!(Grid::close_space(signed(accused), space));
		assert!(Grid::space(space).is_some(), "it stays until the complaint is decided");
		vote_all([false, false, false]);
		assert_ok!(Grid::close_complaint(signed(OTHER), 0));
		assert_eq!(PER_GIB - held(HoldReason::Bond, accused), (PER_GIB / 1_024).div_ceil(20));
		assert_ok!(Grid::close_space(signed(accused), space));
		assert_eq!(Grid::space(space), None);
	});
}
