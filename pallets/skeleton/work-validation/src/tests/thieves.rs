use super::*;
use aic_primitives::seal;

#[test]
fn copied_seal_cannot_be_revealed_when_it_is_anothers() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		let copied = seal(slot(1), panel[0], digest(7), salt(panel[0]));
		let thief = RuntimeOrigin::signed(100 + panel[1]);
		assert_ok!(Pallet::<Test>::commit(thief.clone(), slot(1), copied));
		assert_ok!(commit(slot(1), panel[2], digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_noop!(
			Pallet::<Test>::reveal(thief, slot(1), digest(7), salt(panel[0])),
			Error::<Test>::RevealMismatch
		);
		assert_ok!(reveal(slot(1), panel[2], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(lost(panel[1]), small_slash());
		let validators = vec![panel[0], panel[2]].try_into().unwrap();
		assert_eq!(verdicts(), [(slot(1), Verdict::Accepted { digest: digest(7), validators })]);
	});
}

#[test]
fn executors_seal_is_worthless_when_a_validator_copies_it() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		let copied = record(slot(1)).task.seal;
		let thief = RuntimeOrigin::signed(100 + panel[0]);
		assert_ok!(Pallet::<Test>::commit(thief.clone(), slot(1), copied));
		commit_all(slot(1), &panel[1..], digest(7));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_noop!(
			Pallet::<Test>::reveal(thief, slot(1), digest(7), salt(EXECUTOR)),
			Error::<Test>::RevealMismatch
		);
	});
}

#[test]
fn seal_of_another_slot_cannot_be_revealed_when_used_again() {
	run(|| {
		Panel::set(1);
		let node = drawn(slot(1), digest(7))[0];
		let other = seal(slot(2), node, digest(7), salt(node));
		assert_ok!(Pallet::<Test>::commit(RuntimeOrigin::signed(100 + node), slot(1), other));
		assert_noop!(reveal(slot(1), node, digest(7)), Error::<Test>::RevealMismatch);
	});
}

#[test]
fn executor_who_hides_his_digest_loses_all_when_a_majority_agrees() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(lost(EXECUTOR), BOND);
		assert_eq!(World::read(|world| world.nodes[&EXECUTOR].faults), 1);
		let amount = BOND - 3 * (BOND / 2 / 3);
		let slashed = Event::Slashed { slot: slot(1), node: EXECUTOR, amount, fault: Fault::Missed };
		System::assert_has_event(slashed.into());
	});
}

#[test]
fn executor_who_hides_his_digest_loses_a_little_when_nobody_agrees() {
	run(|| {
		Rounds::set(1);
		let panel = drawn(slot(1), digest(7));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(8)), (panel[2], digest(9))]);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(lost(EXECUTOR), small_slash());
	});
}

#[test]
fn liar_decides_nothing_alone_when_the_others_do_not_vote() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), panel[0], digest(8)));
		pass(TIME_LIMIT + CommitGrace::get() + 1);
		assert_ok!(reveal(slot(1), panel[0], digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(close(slot(1)));
		assert!(verdicts().is_empty(), "one vote of three is no majority");
		next_block();
		let second = self::panel(slot(1));
		assert_eq!(second.len(), 2);
		vote(slot(1), &[(second[0], digest(7)), (second[1], digest(7))]);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(lost(panel[0]), BOND, "his bond answered for his vote through both rounds");
		assert_eq!(lost(EXECUTOR), BOND);
	});
}

#[test]
fn executor_loses_half_when_all_validators_are_his_friends() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(close(slot(1)));
		let friends = panel.iter().map(|node| received(100 + node)).sum::<Balance>();
		assert!(friends <= BOND / 2);
		assert_eq!(received(TREASURY), BOND - friends);
	});
}

#[test]
fn validators_of_an_earlier_round_have_no_say_when_a_later_one_runs() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		pass(TIME_LIMIT + CommitGrace::get() + RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		next_block();
		assert_noop!(commit(slot(1), first[1], digest(7)), Error::<Test>::NotValidator);
		for node in panel(slot(1)) {
			assert_ok!(commit(slot(1), node, digest(7)));
		}
		assert_noop!(reveal(slot(1), first[0], digest(7)), Error::<Test>::NotValidator);
	});
}

#[test]
fn verdict_is_given_once_when_close_is_repeated() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
		assert_noop!(close(slot(1)), Error::<Test>::NotOpen);
		assert_eq!(verdicts().len(), 1);
	});
}
