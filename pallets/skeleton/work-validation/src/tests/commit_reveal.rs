use super::*;

#[test]
fn commit_is_refused_when_caller_phase_or_time_is_wrong() {
	run(|| {
		assert_noop!(commit(slot(1), 1, digest(7)), Error::<Test>::NotOpen);
		open(slot(1), digest(7));
		assert_noop!(commit(slot(1), 1, digest(7)), Error::<Test>::WrongPhase);
		next_block();
		let panel = panel(slot(1));
		let stranger = (1..=NODES).find(|node| !panel.contains(node)).unwrap();
		for node in [stranger, EXECUTOR] {
			assert_noop!(commit(slot(1), node, digest(7)), Error::<Test>::NotValidator);
		}
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
fn reveals_begin_at_once_when_all_have_committed() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		commit_all(slot(1), &panel[..2], digest(7));
		assert_noop!(reveal(slot(1), panel[0], digest(7)), Error::<Test>::WrongPhase);
		assert_noop!(reveal(slot(1), EXECUTOR, digest(7)), Error::<Test>::WrongPhase);
		assert_ok!(commit(slot(1), panel[2], digest(7)));
		let until = START + RevealTime::get();
		assert_eq!(Pallet::<Test>::phase(slot(1)), Some(Phase::Revealing { until }));
		System::assert_last_event(Event::RevealsBegan { slot: slot(1), until }.into());
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
	});
}

#[test]
fn reveals_begin_by_themselves_when_the_time_for_seals_is_over() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		pass(TIME_LIMIT + CommitGrace::get() + 1);
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
		assert_noop!(reveal(slot(1), 1, digest(7)), Error::<Test>::NotOpen);
		let panel = drawn(slot(1), digest(7));
		commit_all(slot(1), &panel, digest(7));
		let stranger = (1..=NODES).find(|node| !panel.contains(node)).unwrap();
		assert_noop!(reveal(slot(1), stranger, digest(7)), Error::<Test>::NotValidator);
		for node in [panel[0], EXECUTOR] {
			assert_noop!(reveal(slot(1), node, digest(8)), Error::<Test>::RevealMismatch);
			assert_ok!(reveal(slot(1), node, digest(7)));
			assert_noop!(reveal(slot(1), node, digest(7)), Error::<Test>::AlreadyRevealed);
		}
		assert_eq!(lost(panel[0]) + lost(EXECUTOR), 0);
	});
}

#[test]
fn close_is_refused_when_a_reveal_is_awaited() {
	run(|| {
		assert_noop!(close(slot(1)), Error::<Test>::NotOpen);
		let panel = drawn(slot(1), digest(7));
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		commit_all(slot(1), &panel, digest(7));
		for node in panel {
			assert_ok!(reveal(slot(1), node, digest(7)));
		}
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
	});
}
