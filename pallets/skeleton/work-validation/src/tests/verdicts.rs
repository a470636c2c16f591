use super::*;

#[test]
fn work_is_accepted_when_the_auditor_agrees() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
		assert_eq!(received(TREASURY) + received(REQUESTER), 0);
		assert_eq!((trust(EXECUTOR), trust(panel[0])), (1, 1));
		assert_eq!(World::read(|world| world.nodes[&EXECUTOR].praised), 1);
		assert_eq!(Pallet::<Test>::validation(slot(1)), None);
		assert_eq!(Pallet::<Test>::phase(slot(1)), None);
		assert_eq!(Pallet::<Test>::credibility(slot(1)), None);
	});
}

#[test]
fn liar_repays_the_requester_and_pays_auditors_when_he_is_convicted() {
	run(|| {
		set_trust(EXECUTOR, 8);
		let first =
			drawn_for(aic_primitives::ValidationTask { audit: Permill::one(), ..task(slot(1), digest(8)) });
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		assert!(verdicts().is_empty(), "one word against another");
		check();
		let second = next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(received(REQUESTER), PAID);
		for node in first.iter().chain(&second) {
			assert_eq!((received(100 + node), trust(*node)), (auditors_share(), 1));
		}
		assert_eq!(received(TREASURY), BOND - PAID - 3 * auditors_share());
		assert_eq!((lost(EXECUTOR), trust(EXECUTOR)), (BOND, 5));
		let refunded = Event::Refunded { task: slot(1), account: REQUESTER, amount: PAID };
		System::assert_has_event(refunded.into());
	});
}

#[test]
fn requester_gets_no_more_than_the_bond_when_he_paid_more() {
	run(|| {
		World::change(|world| world.paid = 2 * BOND);
		let first = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!((received(REQUESTER), received(TREASURY), lost(EXECUTOR)), (BOND, 0, BOND));
	});
}

#[test]
fn liar_pays_what_he_has_when_his_bond_is_short() {
	run(|| {
		let first = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		World::change(|world| {
			world.bonds.insert(EXECUTOR_PROVIDER, PAID + 10);
			world.received.insert(ANYONE, PROVIDER_BOND - PAID - 10);
		});
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), received(REQUESTER)), (PROVIDER_BOND, PAID));
		assert_eq!((received(100 + first[0]), received(TREASURY)), (10, 0));
	});
}

#[test]
fn false_auditor_pays_the_additional_ones_when_the_work_is_accepted() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		set_trust(first[0], 10);
		assert_ok!(commit(slot(1), first[0], digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), first[0], digest(8)));
		let second = next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &second[..1]))]);
		assert_eq!((lost(EXECUTOR), lost(first[0])), (0, BOND));
		assert_eq!(received(100 + second[0]), 0, "the requester pays him");
		assert_eq!(received(100 + second[1]), BOND / 2);
		assert_eq!(received(TREASURY), BOND - BOND / 2);
		assert_eq!(trust(first[0]), 6);
		assert!(second.iter().all(|node| trust(*node) == 1));
	});
}

#[test]
fn others_are_drawn_when_an_auditor_does_not_commit() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		set_trust(first[0], 10);
		after_commits();
		let info = close(slot(1)).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::close(1)));
		System::assert_last_event(Event::RoundBegan { task: slot(1), round: 2 }.into());
		// Where nobody of a round committed the requester may have kept the inputs from all: that costs no bond.
		assert_eq!((lost(first[0]), trust(first[0])), (0, 10));
		assert_eq!(World::read(|world| world.nodes[&first[0]].faults), 1);
		check();
		World::change(|world| world.nodes.get_mut(&first[0]).unwrap().idle = true);
		next_block();
		let second = panel(slot(1));
		assert_eq!(second.len(), 1);
		assert_ne!(first, second);
		assert_noop!(commit(slot(1), first[0], digest(7)), Error::<Test>::NotAuditor);
		assert_ok!(commit(slot(1), second[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), second[0], digest(7)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &second))]);
		assert_eq!(lost(first[0]), 0);
	});
}

#[test]
fn auditor_who_does_not_commit_pays_when_another_of_his_round_did() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		after_commits();
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		pass(RevealTime::get() + 1);
		let _ = close(slot(1));
		assert_eq!((lost(panel[0]), lost(panel[1])), (0, small_slash()));
	});
}

#[test]
fn others_are_drawn_when_an_auditor_does_not_reveal() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(lost(first[0]), small_slash());
		let second = next_panel_votes(slot(1), &[digest(7)]);
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &second))]);
	});
}

#[test]
fn work_is_rejected_when_the_executor_hides_his_digest() {
	run(|| {
		set_trust(EXECUTOR, 3);
		let first =
			drawn_for(aic_primitives::ValidationTask { audit: Permill::one(), ..task(slot(1), digest(8)) });
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), received(100 + first[0])), (BOND, auditors_share()));
		assert_eq!((trust(EXECUTOR), trust(first[0])), (2, 0));
		assert_eq!(World::read(|world| world.nodes[&EXECUTOR].faults), 1);
	});
}

#[test]
fn validation_ends_undecided_and_costs_nobody_when_nobody_ever_votes() {
	run(|| {
		open(slot(1), digest(7));
		for round in 1..=MAX_AUDITORS {
			next_block();
			assert_eq!(record(slot(1)).auditors.len() as u32, round);
			after_commits();
			assert_ok!(close(slot(1)));
			check();
		}
		assert_eq!(verdicts(), [(slot(1), Verdict::Undecided)]);
		assert_eq!((lost(EXECUTOR), received(TREASURY)), (0, 0));
	});
}

#[test]
fn nodes_of_those_who_voted_are_free_for_other_work_when_another_round_runs() {
	run(|| {
		let first = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		assert!(World::read(World::reserved).is_empty());
		assert_eq!(World::read(World::pledged), [(first[0], BOND)]);
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert!(World::read(World::pledged).is_empty());
	});
}

#[test]
fn nodes_of_those_who_voted_stay_reserved_when_their_providers_can_pledge_no_more() {
	run(|| {
		World::change(|world| world.refuses_pledges = true);
		let first = drawn(slot(1), digest(8));
		assert_ok!(commit(slot(1), first[0], digest(7)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
		assert_ok!(reveal(slot(1), first[0], digest(7)));
		assert_eq!(World::read(World::reserved), first);
		check();
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert!(World::read(World::reserved).is_empty());
	});
}

#[test]
fn task_can_be_validated_anew_when_it_ended() {
	run(|| {
		set_idle([]);
		open(slot(1), digest(7));
		next_block();
		pass(DrawTimeout::get() + 1);
		assert_ok!(close(slot(1)));
		set_idle([1]);
		open(slot(1), digest(7));
		next_block();
		assert_eq!(panel(slot(1)), [1]);
	});
}
