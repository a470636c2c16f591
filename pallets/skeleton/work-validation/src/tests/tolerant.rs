use super::*;
use aic_primitives::{Comparison, ValidationTask};

const BOUND: u32 = 100;

fn tolerant(id: TaskId, checkpoints: u32) -> ValidationTask<AccountId> {
	let comparison = Comparison::Tolerant { bound: BOUND };
	ValidationTask { comparison, checkpoints, ..task(id, digest(7)) }
}

/// What a node came to by itself; no two are equal.
fn own(node: NodeId) -> H256 {
	digest(1_000 + node)
}

fn commit_distance(task: TaskId, node: NodeId, distance: u32) {
	assert_ok!(commit(task, node, tolerant_digest(own(node), distance)));
}

fn reveal_distance(task: TaskId, node: NodeId, distance: u32) -> DispatchResultWithPostInfo {
	Pallet::<Test>::reveal(signed(node), task, own(node), Some(distance))
}

/// The panel states these distances.
fn judge(task: TaskId, nodes: &[NodeId], distances: &[u32]) {
	let both = || nodes.iter().copied().zip(distances.iter().copied());
	both().for_each(|(node, distance)| commit_distance(task, node, distance));
	both().for_each(|(node, distance)| {
		assert_ok!(reveal_distance(task, node, distance));
	});
}

#[test]
fn two_auditors_repeat_sampled_checkpoints_when_results_are_tolerant() {
	run(|| {
		let panel = drawn_for(tolerant(slot(1), 1 << 10));
		assert_eq!(panel.len(), 2);
		let samples = record(slot(1)).samples;
		assert_eq!(samples.len() as u32, MAX_SAMPLES);
		assert!(samples.iter().all(|sample| *sample < 1 << 10));
		drawn_for(tolerant(slot(2), 2));
		assert_eq!(record(slot(2)).samples.to_vec(), [0, 1]);
		drawn(slot(3), digest(7));
		assert!(record(slot(3)).samples.is_empty());
	});
}

#[test]
fn work_is_accepted_when_distances_lie_within_the_bound() {
	run(|| {
		let panel = drawn_for(tolerant(slot(1), 8));
		judge(slot(1), &panel, &[BOUND, 0]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &panel))]);
	});
}

#[test]
fn work_is_rejected_when_distances_lie_beyond_the_bound() {
	run(|| {
		let panel = drawn_for(tolerant(slot(1), 8));
		judge(slot(1), &panel, &[BOUND + 1, u32::MAX]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(lost(EXECUTOR), BOND);
	});
}

#[test]
fn more_auditors_come_and_nothing_is_bisected_when_they_disagree() {
	run(|| {
		let first = drawn_for(tolerant(slot(1), 8));
		judge(slot(1), &first, &[0, BOUND + 1]);
		assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
		assert!(matches!(record(slot(1)).phase, Phase::Drawing { .. }));
		next_block();
		let second = panel(slot(1));
		judge(slot(1), &second, &[1, 2]);
		assert_eq!(verdicts(), [(slot(1), accepted(digest(7), &[first[0], second[0]]))]);
		assert_eq!((lost(first[1]), received(100 + second[1])), (BOND, BOND / 2));
	});
}

#[test]
fn reveal_is_refused_when_the_distance_is_not_what_was_committed_to() {
	run(|| {
		let panel = drawn_for(tolerant(slot(1), 8));
		commit_distance(slot(1), panel[0], BOUND + 1);
		commit_distance(slot(1), panel[1], 0);
		assert_noop!(reveal_distance(slot(1), panel[0], 0), Error::<Test>::RevealMismatch);
		assert_noop!(reveal(slot(1), panel[0], own(panel[0])), Error::<Test>::WrongDistance);
		assert_ok!(reveal_distance(slot(1), panel[0], BOUND + 1));
		assert_noop!(reveal_distance(slot(1), panel[0], BOUND + 1), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn who_agreed_is_not_judged_when_the_executor_hides_his_digest() {
	run(|| {
		let panel = drawn_for(tolerant(slot(1), 8));
		judge(slot(1), &panel, &[0, BOUND + 1]);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		panel.iter().for_each(|node| {
			assert_eq!((lost(*node), received(100 + node)), (0, auditors_share()));
		});
	});
}

#[test]
fn society_may_reject_when_tolerant_votes_stay_divided() {
	run(|| {
		drawn_for(tolerant(slot(1), 8));
		for round in 0..3 {
			judge(slot(1), &panel(slot(1)), &[0, BOUND + 1]);
			if round == 0 {
				assert_ok!(reveal(slot(1), EXECUTOR, digest(7)));
			}
			if round == 2 {
				set_idle([]);
			}
			next_block();
		}
		pass(DrawTimeout::get() + 1);
		assert_ok!(close(slot(1)));
		assert_ok!(decide(slot(1), Some(DISSENT)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
	});
}

#[test]
fn executor_can_not_merge_agreement_and_dissent_when_he_commits_to_zero() {
	run(|| {
		let thief = ValidationTask {
			commitment: Commitment::new(slot(1), EXECUTOR, DISSENT),
			..tolerant(slot(1), 8)
		};
		let panel = drawn_for(thief);
		judge(slot(1), &panel, &[BOUND + 1, BOUND + 1]);
		assert_noop!(reveal(slot(1), EXECUTOR, DISSENT), Error::<Test>::RevealMismatch);
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!((verdicts(), lost(EXECUTOR)), (vec![(slot(1), Verdict::Rejected)], BOND));
	});
}
