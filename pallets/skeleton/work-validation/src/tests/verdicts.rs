use super::*;

fn accepted(digest: H256, nodes: &[NodeId]) -> Verdict {
	Verdict::Accepted { digest, validators: nodes.to_vec().try_into().unwrap() }
}

fn after_commits() {
	pass(TIME_LIMIT + CommitGrace::get() + 1);
}

#[test]
fn work_is_accepted_when_all_agree() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		let info = close(slot(1)).unwrap();
		assert_eq!(info.actual_weight, None, "the verdict's consequences are charged");
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
		assert_eq!(received(TREASURY), 0);
		assert_eq!(Pallet::<Test>::validation(slot(1)), None);
		assert_eq!(Pallet::<Test>::phase(slot(1)), None);
	});
}

#[test]
fn minority_loses_its_bond_when_a_majority_accepts() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(8)), (panel[2], digest(7))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &[panel[0], panel[2]]))]);
		assert_eq!(lost(panel[1]), BOND);
		assert_eq!(received(TREASURY), BOND);
	});
}

#[test]
fn liar_pays_validators_and_treasury_when_a_majority_rejects() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(8))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(lost(EXECUTOR), BOND);
		assert_eq!(lost(panel[2]), BOND);
		let share = BOND / 2 / 3;
		assert_eq!(received(100 + panel[0]), share);
		assert_eq!(received(100 + panel[1]), share);
		assert_eq!(received(100 + panel[2]), 0);
		assert_eq!(received(TREASURY), BOND - 2 * share + BOND);
	});
}

#[test]
fn liar_pays_what_he_has_when_his_bond_is_short() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(7))]);
		World::change(|world| {
			world.bonds.insert(EXECUTOR_PROVIDER, 200_000);
			world.received.insert(ANYONE, PROVIDER_BOND - 200_000);
		});
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(close(slot(1)));
		assert_eq!(lost(EXECUTOR), PROVIDER_BOND);
		let got = panel.iter().map(|node| received(100 + node)).collect::<Vec<_>>();
		assert_eq!(got, [BOND / 2 / 3, 200_000 - BOND / 2 / 3, 0]);
		assert_eq!(received(TREASURY), 0);
	});
}

#[test]
fn those_who_missed_lose_a_little_when_the_rest_decides() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_ok!(commit(slot(1), panel[1], digest(7)));
		after_commits();
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		assert_ok!(reveal(slot(1), panel[1], digest(7)));
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel[..2]))]);
		assert_eq!(lost(panel[2]), small_slash());
		assert_eq!(World::read(|world| world.nodes[&panel[2]].faults), 1);
		assert!(!World::read(|world| world.nodes[&panel[2]].idle));
	});
}

#[test]
fn other_validators_are_drawn_when_nobody_commits() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		after_commits();
		let info = close(slot(1)).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::close()));
		assert!(verdicts().is_empty());
		System::assert_last_event(Event::RoundBegan { slot: slot(1), round: 2 }.into());
		first.iter().for_each(|node| assert_eq!(lost(*node), small_slash()));
		check();
		World::change(|world| first.iter().for_each(|n| world.nodes.get_mut(n).unwrap().idle = true));
		next_block();
		let second = panel(slot(1));
		assert_eq!(second.len(), 3);
		assert!(second.iter().all(|node| !first.contains(node)));
		after_commits();
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(lost(EXECUTOR), 0, "he never was to reveal");
	});
}

#[test]
fn votes_of_all_rounds_count_when_the_first_gave_no_majority() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		vote(slot(1), &[(first[0], digest(7)), (first[1], digest(8)), (first[2], digest(9))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
		assert!(verdicts().is_empty());
		check();
		next_block();
		let second = panel(slot(1));
		assert_eq!(second.len(), 2, "so that no more than a panel can vouch for a digest");
		vote(slot(1), &[(second[0], digest(7)), (second[1], digest(7))]);
		assert_ok!(close(slot(1)));
		let vouched = [first[0], second[0], second[1]];
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &vouched))]);
		assert_eq!(lost(first[1]), BOND);
		assert_eq!(lost(first[2]), BOND);
	});
}

#[test]
fn nobody_who_revealed_loses_when_it_stays_undecided() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		vote(slot(1), &[(first[0], digest(7)), (first[1], digest(8)), (first[2], digest(9))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
		next_block();
		let second = panel(slot(1));
		vote(slot(1), &[(second[0], digest(8)), (second[1], digest(9))]);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(received(TREASURY), 0);
	});
}

#[test]
fn validation_ends_undecided_when_no_second_panel_is_found() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		vote(slot(1), &[(first[0], digest(7)), (first[1], digest(8)), (first[2], digest(9))]);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		World::change(|world| world.nodes.values_mut().for_each(|node| node.idle = false));
		next_block();
		pass(DrawTimeout::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!(lost(EXECUTOR), small_slash(), "he let the reveals pass");
	});
}

#[test]
fn slot_can_be_validated_anew_when_it_ended() {
	run(|| {
		Rounds::set(1);
		drawn(slot(1), digest(7));
		after_commits();
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		open(slot(1), digest(7));
		next_block();
		assert_eq!(panel(slot(1)).len(), 3);
	});
}

#[test]
fn close_changes_nothing_when_the_verdict_is_refused() {
	run(|| {
		let panel = drawn(slot(1), digest(8));
		vote(slot(1), &[(panel[0], digest(7)), (panel[1], digest(7)), (panel[2], digest(8))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		World::change(|world| world.refuses_verdicts = true);
		let call = RuntimeCall::WorkValidation(Call::close { slot: slot(1) });
		let refused = || call.clone().dispatch(RuntimeOrigin::signed(ANYONE)).map_err(|e| e.error);
		assert_noop!(refused(), DispatchError::Unavailable);
		World::change(|world| world.refuses_verdicts = false);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
	});
}

#[test]
fn panel_of_one_decides_when_validators_is_one() {
	run(|| {
		Panel::set(1);
		let panel = drawn(slot(1), digest(7));
		vote(slot(1), &[(panel[0], digest(7))]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
	});
}
