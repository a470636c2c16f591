use super::*;
use aic_primitives::{ValidationTask, WorkValidation};

/// The executor came to 8, his first auditor to 7.
fn lie(id: TaskId) -> Vec<NodeId> {
	let first = drawn(id, digest(8));
	assert_ok!(commit(id, first[0], digest(7)));
	assert_ok!(reveal(id, EXECUTOR, digest(8)));
	assert_ok!(reveal(id, first[0], digest(7)));
	first
}

#[test]
fn copied_commitment_is_worthless_when_it_is_anothers() {
	run(|| {
		FirstAuditors::set(2);
		let panel = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), panel[0], digest(7)));
		let copied = Commitment::new(slot(1), panel[0], digest(7));
		assert_ok!(Pallet::<Test>::commit(signed(panel[1]), slot(1), copied, None));
		assert_ok!(reveal(slot(1), panel[0], digest(7)));
		assert_noop!(reveal(slot(1), panel[1], digest(7)), Error::<Test>::RevealMismatch);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(lost(panel[1]), small_slash());
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel[..1]))]);
	});
}

#[test]
fn executors_commitment_is_worthless_when_a_lazy_auditor_copies_it() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		let copied = record(slot(1)).task.commitment;
		let lazy = Commitment { group: copied.group, seal: H256::repeat_byte(1) };
		assert_ok!(Pallet::<Test>::commit(signed(panel[0]), slot(1), lazy, None));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_noop!(reveal(slot(1), panel[0], digest(7)), Error::<Test>::RevealMismatch);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!((lost(panel[0]), lost(EXECUTOR)), (small_slash(), 0));
	});
}

#[test]
fn commitment_of_another_task_can_not_be_revealed_when_used_again() {
	run(|| {
		let node = drawn(slot(1), digest(7))[0];
		let other = Commitment::new(slot(2), node, digest(7));
		assert_ok!(Pallet::<Test>::commit(signed(node), slot(1), other, None));
		assert_noop!(reveal(slot(1), node, digest(7)), Error::<Test>::RevealMismatch);
	});
}

#[test]
fn liar_expects_a_loss_when_probability_times_bond_covers_the_fee() {
	const TASKS: u64 = 5_000;
	for percent in [10, 30, 80] {
		run(|| {
			DrawsPerBlock::set(TASKS as u32);
			set_trust(EXECUTOR, 1_000_000);
			let audit = Permill::from_percent(percent);
			let fee = audit.mul_floor(BOND);
			(0..TASKS).for_each(|job| open_task(ValidationTask { audit, ..task(slot(job), digest(8)) }));
			set_idle([]);
			next_block();
			let spared = Validations::<Test>::iter_values()
				.filter(|validation| matches!(validation.phase, Phase::Unaudited { .. }))
				.count() as u64;
			let caught = Balance::from(TASKS - spared) * BOND;
			let earned = Balance::from(spared) * fee;
			assert!(
				caught > earned,
				"at {percent} %: {spared} lies paid {earned} and the others cost {caught}"
			);
		});
	}
}

#[test]
fn whitewashing_gains_nothing_when_a_new_node_is_always_audited() {
	run(|| {
		assert_eq!(Pallet::<Test>::audit_chance(77), Permill::one());
		set_trust(EXECUTOR, 100);
		<Pallet<Test> as aic_primitives::Trust>::reset(EXECUTOR);
		drawn(slot(1), digest(7));
		assert_eq!(panel(slot(1)).len(), 1);
	});
}

#[test]
fn executor_gains_nothing_when_his_auditor_is_a_friend_but_another_is_not() {
	run(|| {
		FirstAuditors::set(2);
		let first = drawn(slot(1), digest(8));
		vote_after_reveal(&first, [digest(8), digest(7)]);
		assert!(verdicts().is_empty(), "a friend and himself are no majority of auditors");
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), lost(first[0])), (BOND, BOND));
	});
}

fn vote_after_reveal(nodes: &[NodeId], digests: [H256; 2]) {
	for (node, digest) in nodes.iter().zip(digests) {
		assert_ok!(commit(slot(1), *node, digest));
	}
	assert_ok!(reveal(slot(1), EXECUTOR, digest(8)));
	for (node, digest) in nodes.iter().zip(digests) {
		assert_ok!(reveal(slot(1), *node, digest));
	}
}

#[test]
fn honest_executor_is_not_framed_when_one_trusted_auditor_lies() {
	run(|| {
		(1..=NODES).for_each(|node| set_trust(node, 27));
		let first = drawn(slot(1), digest(7));
		(1..=NODES).for_each(|node| set_trust(node, 0));
		assert_ok!(commit(slot(1), first[0], digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), first[0], digest(8)));
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert!(verdicts().is_empty(), "8 to 8");
		let third = next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts().len(), 1);
		assert_eq!((lost(EXECUTOR), lost(first[0])), (0, BOND));
		assert_eq!(received(100 + third[0]), BOND / 2 / 3);
	});
}

#[test]
fn executor_loses_half_of_what_is_left_when_all_auditors_are_his_friends() {
	run(|| {
		World::change(|world| world.paid = 0);
		let mut friends = lie(slot(1));
		friends.extend(next_panel_votes(slot(1), &[digest(7), digest(7)]));
		let back = friends.iter().map(|node| received(100 + node)).sum::<Balance>();
		assert!(back <= BOND / 2);
		assert_eq!(received(TREASURY), BOND - back);
	});
}

#[test]
fn false_auditors_bond_answers_when_he_left_for_other_work() {
	run(|| {
		let first = drawn(slot(1), digest(7));
		assert_ok!(commit(slot(1), first[0], digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), first[0], digest(8)));
		set_idle([first[0]]);
		let again = drawn(slot(2), digest(7));
		assert_eq!(again, first, "his node does other work meanwhile");
		set_idle((1..=NODES).filter(|node| *node != first[0]));
		next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(lost(first[0]), BOND);
		assert_eq!(World::read(World::reserved), first, "for the other work");
	});
}

#[test]
fn fees_stay_what_they_were_when_the_parameter_changes_meanwhile() {
	run(|| {
		let panel = drawn(slot(1), digest(7));
		FirstAuditors::set(5);
		assert_eq!(<Pallet<Test> as WorkValidation<_>>::auditors(Default::default()), 5);
		assert_ok!(commit(slot(1), panel[0], digest(8)));
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_ok!(reveal(slot(1), panel[0], digest(8)));
		let second = next_panel_votes(slot(1), &[digest(7), digest(7)]);
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &second[..1]))]);
	});
}

#[test]
fn record_stays_small_when_everybody_was_drawn() {
	let size = Validation::<frame::deps::sp_runtime::AccountId32>::max_encoded_len();
	assert!(size <= 1_250, "{size} bytes");
}
