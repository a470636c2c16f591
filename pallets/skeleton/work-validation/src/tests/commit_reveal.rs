use super::*;

#[test]
fn commit_is_refused_when_caller_phase_or_time_is_wrong() {
	run(|| {
		FirstAuditors::set(3);
		assert_noop!(commit(slot(1), 1, digest(7)), Error::<Test>::NotOpen);
		open(slot(1), digest(7));
		assert_noop!(commit(slot(1), 1, digest(7)), Error::<Test>::WrongPhase);
		next_block();
		let panel = panel(slot(1));
		let stranger = (1..=NODES).find(|node| !panel.contains(node)).unwrap();
		for node in [stranger, EXECUTOR] {
			assert_noop!(commit(slot(1), node, digest(7)), Error::<Test>::NotAuditor);
		}
		let provider = RuntimeOrigin::signed(100 + panel[0]);
		let commitment = Commitment::new(slot(1), panel[0], digest(7));
		assert_noop!(Pallet::<Test>::commit(provider, slot(1), commitment, None), Error::<Test>::NotAuditor);
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_noop!(commit(slot(1), panel[0], digest(8)), Error::<Test>::AlreadyCommitted);
		pass(TIME_LIMIT + CommitGrace::get());
		assert_ok!(commit(slot(1), panel[1], digest(7)));
		pass(1);
		assert_noop!(commit(slot(1), panel[2], digest(7)), Error::<Test>::TooLate);
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_noop!(commit(slot(1), panel[2], digest(7)), Error::<Test>::WrongPhase);
	});
}

#[test]
fn distance_is_reported_and_charged_when_an_auditor_measured_it() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		let info = commit(slot(1), panel[0], digest(7)).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::commit(MAX_AUDITORS)));
		let commitment = Commitment::new(slot(1), panel[1], digest(7));
		let info = Pallet::<Test>::commit(signed(panel[1]), slot(1), commitment, Some(42)).unwrap();
		assert_eq!(info.actual_weight, None);
		assert_eq!(World::read(|world| world.distances.clone()), [(panel[1], EXECUTOR, 42)]);
	});
}

#[test]
fn reveals_begin_at_once_when_all_have_committed() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_noop!(reveal(slot(1), panel[0], digest(7)), Error::<Test>::WrongPhase);
		assert_noop!(reveal(slot(1), EXECUTOR, digest(7)), Error::<Test>::WrongPhase);
		assert_ok!(commit(slot(1), panel[1], digest(7)));
		let until = START + RevealTime::get();
		assert_eq!(Pallet::<Test>::phase(slot(1)), Some(Phase::Revealing { until }));
		System::assert_last_event(Event::RevealsBegan { task: slot(1), until }.into());
		let info = reveal(slot(1), panel[0], digest(7)).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::reveal(MAX_AUDITORS)));
	});
}

#[test]
fn reveals_begin_by_themselves_when_the_time_for_commitments_is_over() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		after_commits();
		let until = START + TIME_LIMIT + CommitGrace::get() + RevealTime::get();
		assert_eq!(Pallet::<Test>::phase(slot(1)), Some(Phase::Revealing { until }));
		assert_eq!(Pallet::<Test>::validation(slot(1)).unwrap().phase, Phase::Revealing { until });
		assert_noop!(reveal(slot(1), panel[1], digest(7)), Error::<Test>::NotCommitted);
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		pass(RevealTime::get());
		assert_noop!(reveal(slot(1), EXECUTOR, digest(7)), Error::<Test>::TooLate);
	});
}

#[test]
fn reveal_is_refused_when_caller_or_digest_is_wrong() {
	run(|| {
		FirstAuditors::set(2);
		assert_noop!(reveal(slot(1), 1, digest(7)), Error::<Test>::NotOpen);
		let panel = drawn(slot(1), digest(7));
		panel.iter().for_each(|node| {
			assert_ok!(commit(slot(1), *node, digest(7)));
		});
		let stranger = (1..=NODES).find(|node| !panel.contains(node)).unwrap();
		assert_noop!(reveal(slot(1), stranger, digest(7)), Error::<Test>::NotAuditor);
		for node in [panel[0], EXECUTOR] {
			assert_noop!(
				Pallet::<Test>::reveal(signed(node), slot(1), digest(7), Some(0)),
				Error::<Test>::WrongDistance
			);
			assert_noop!(reveal(slot(1), node, digest(8)), Error::<Test>::RevealMismatch);
			assert_ok!(reveal(slot(1), node, digest(7)));
			assert_noop!(reveal(slot(1), node, digest(7)), Error::<Test>::AlreadyRevealed);
		}
		assert_eq!(lost(panel[0]) + lost(EXECUTOR), 0);
	});
}

#[test]
fn close_is_refused_when_somebody_is_awaited() {
	run(|| {
		assert_noop!(close(slot(1)), Error::<Test>::NotOpen);
		let panel = drawn(slot(1), digest(7));
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(RevealTime::get());
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(1);
		assert_ok!(close(slot(1)));
		assert_noop!(close(slot(1)), Error::<Test>::NotOpen);
		assert_eq!(verdicts().len(), 1);
	});
}

#[test]
fn last_reveal_closes_and_is_charged_for_it_when_all_have_revealed() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		let info = reveal(slot(1), EXECUTOR, digest(7)).unwrap();
		let reveal_weight = <() as WeightInfo>::reveal(MAX_AUDITORS);
		let counted = reveal_weight + <() as WeightInfo>::close(1);
		assert_eq!(info.actual_weight, Some(counted + <World as OnVerdict<AccountId>>::weight()));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
		set_trust(EXECUTOR, 0);
		let panel = drawn(slot(2), digest(7));
		assert_ok!(commit(slot(2), panel[0], digest(8)));
		assert_ok!(reveal(slot(2), panel[0], digest(8)));
		let info = reveal(slot(2), EXECUTOR, digest(7)).unwrap();
		assert_eq!(info.actual_weight, Some(counted), "no verdict yet");
	});
}

#[test]
fn last_reveal_counts_when_the_verdict_is_refused() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		World::change(|world| world.refuses_verdicts = true);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert!(verdicts().is_empty());
		let call = RuntimeCall::WorkValidation(Call::close { task: slot(1) });
		let refused = || call.clone().dispatch(RuntimeOrigin::signed(ANYONE)).map_err(|e| e.error);
		assert_noop!(refused(), DispatchError::Unavailable);
		World::change(|world| world.refuses_verdicts = false);
		pass(1_000_000);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
		assert_eq!(lost(EXECUTOR) + lost(panel[0]), 0);
	});
}
