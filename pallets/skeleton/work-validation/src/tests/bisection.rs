use super::*;
use aic_primitives::{merkle::node as merkle_node, ValidationTask};
use proptest::prelude::*;

const LEVELS: u32 = 4;
const STEPS: usize = 1 << LEVELS;

/// A tree of checkpoints: its levels from the leaves to the root.
struct Tree(Vec<Vec<H256>>);

impl Tree {
	/// True up to `false_from`, if there is such a step, and then something that only `liar` has.
	fn new(false_from: Option<usize>, liar: u64) -> Self {
		let leaf = |step: usize| match false_from {
			Some(from) if step >= from => digest(10_000 * liar + step as u64),
			_ => digest(step as u64),
		};
		let mut levels = vec![(0..STEPS).map(leaf).collect::<Vec<_>>()];
		while levels.last().unwrap().len() > 1 {
			let above = levels.last().unwrap().chunks(2).map(|pair| merkle_node(pair[0], pair[1])).collect();
			levels.push(above);
		}
		Self(levels)
	}

	fn root(&self) -> H256 {
		self.0[LEVELS as usize][0]
	}

	fn leaf(&self, step: usize) -> H256 {
		self.0[0][step]
	}

	/// Children of the node that the bisection is at.
	fn children(&self, bisection: Bisection) -> (H256, H256) {
		let below = usize::from(bisection.levels) - 1;
		let first = (bisection.step as usize) >> below;
		(self.0[below][first], self.0[below][first + 1])
	}
}

fn with_checkpoints(root: H256) -> ValidationTask<AccountId> {
	ValidationTask { checkpoints: STEPS as u32, ..task(slot(1), root) }
}

fn search() -> Bisection {
	record(slot(1)).bisection.unwrap()
}

/// An executor and the first auditor revealed the roots of their trees. The auditor.
fn dispute(executor: &Tree, auditor: &Tree) -> NodeId {
	let node = drawn_for(with_checkpoints(executor.root()))[0];
	assert_ok!(commit(slot(1), node, auditor.root()));
	assert_ok!(reveal(slot(1), EXECUTOR, executor.root()));
	assert_ok!(reveal(slot(1), node, auditor.root()));
	node
}

/// Both post until the step is found; how many levels it took.
fn find(executor: &Tree, auditor: &Tree, node: NodeId) -> u32 {
	let mut levels = 0;
	while matches!(record(slot(1)).phase, Phase::Bisecting { .. }) {
		let at = search();
		assert_ok!(bisect(slot(1), EXECUTOR, executor.children(at)));
		assert_ok!(bisect(slot(1), node, auditor.children(at)));
		levels += 1;
		check();
	}
	levels
}

#[test]
fn liar_is_convicted_by_one_step_when_auditors_find_his_leaf_false() {
	run(|| {
		let (liar, honest) = (Tree::new(Some(11), 1), Tree::new(None, 0));
		let first = dispute(&liar, &honest);
		System::assert_has_event(
			Event::BisectionBegan { task: slot(1), challenger: first, until: START + RevealTime::get() }
				.into(),
		);
		assert_eq!(find(&liar, &honest, first), LEVELS);
		assert_eq!((search().step, search().levels), (11, 0));
		next_block();
		let until = START + TIME_LIMIT / STEPS as u64 + CommitGrace::get();
		assert!(matches!(record(slot(1)).phase, Phase::Committing { until: at, .. } if at == until));
		let second = panel(slot(1));
		vote(slot(1), &[(second[0], honest.leaf(11)), (second[1], honest.leaf(11))]);
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!(lost(EXECUTOR), BOND);
		assert_eq!(received(100 + first), auditors_share());
	});
}

#[test]
fn honest_executor_keeps_his_bond_when_the_challenger_lied() {
	run(|| {
		let (honest, liar) = (Tree::new(None, 0), Tree::new(Some(3), 1));
		let first = dispute(&honest, &liar);
		find(&honest, &liar, first);
		let second = next_panel_votes(slot(1), &[honest.leaf(3), honest.leaf(3)]);
		assert_eq!(verdicts(), [(slot(1), accepted(honest.root(), &second[..1]))]);
		assert_eq!((lost(EXECUTOR), lost(first)), (0, BOND));
	});
}

#[test]
fn both_lose_when_neither_leaf_is_right() {
	run(|| {
		let (one, other) = (Tree::new(Some(3), 1), Tree::new(Some(3), 2));
		let first = dispute(&one, &other);
		find(&one, &other, first);
		let truth = Tree::new(None, 0).leaf(3);
		let mut auditors = next_panel_votes(slot(1), &[truth, truth]);
		if verdicts().is_empty() {
			auditors.extend(next_panel_votes(slot(1), &[truth, truth]));
		}
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), lost(first)), (BOND, BOND));
		auditors.iter().for_each(|node| assert_eq!(lost(*node), 0));
	});
}

#[test]
fn executor_loses_when_he_does_not_post_in_time() {
	run(|| {
		let (liar, honest) = (Tree::new(Some(11), 1), Tree::new(None, 0));
		let first = dispute(&liar, &honest);
		assert_ok!(bisect(slot(1), first, honest.children(search())));
		pass(RevealTime::get());
		assert_noop!(close(slot(1)), Error::<Test>::TooEarly);
		pass(1);
		assert_noop!(bisect(slot(1), EXECUTOR, liar.children(search())), Error::<Test>::TooLate);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), lost(first)), (BOND, 0));
		assert_eq!(received(100 + first), auditors_share());
	});
}

#[test]
fn validation_goes_on_without_the_challenger_when_he_does_not_post_in_time() {
	run(|| {
		let (honest, liar) = (Tree::new(None, 0), Tree::new(Some(3), 1));
		let first = dispute(&honest, &liar);
		assert_ok!(bisect(slot(1), EXECUTOR, honest.children(search())));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(lost(first), small_slash());
		check();
		let second = next_panel_votes(slot(1), &[honest.root()]);
		assert_eq!(verdicts(), [(slot(1), accepted(honest.root(), &second))]);
		assert_eq!((lost(EXECUTOR), lost(first)), (0, small_slash()));
	});
}

#[test]
fn both_pay_when_neither_posts() {
	run(|| {
		let first = dispute(&Tree::new(Some(11), 1), &Tree::new(None, 0));
		pass(RevealTime::get() + 1);
		assert_ok!(close(slot(1)));
		assert_eq!(verdicts(), [(slot(1), Verdict::Rejected)]);
		assert_eq!((lost(EXECUTOR), lost(first), received(100 + first)), (BOND, small_slash(), 0));
	});
}

#[test]
fn bisect_is_refused_when_caller_phase_or_children_are_wrong() {
	run(|| {
		let (liar, honest) = (Tree::new(Some(11), 1), Tree::new(None, 0));
		let children = |tree: &Tree| tree.children(search());
		assert_noop!(bisect(slot(1), EXECUTOR, (digest(1), digest(2))), Error::<Test>::NotOpen);
		drawn(slot(2), digest(7));
		assert_noop!(bisect(slot(2), EXECUTOR, (digest(1), digest(2))), Error::<Test>::WrongPhase);
		let first = dispute(&liar, &honest);
		let stranger = (1..=NODES).find(|node| *node != first).unwrap();
		assert_noop!(bisect(slot(1), stranger, children(&honest)), Error::<Test>::NotAuditor);
		assert_noop!(bisect(slot(1), first, children(&liar)), Error::<Test>::RevealMismatch);
		assert_noop!(bisect(slot(1), EXECUTOR, children(&honest)), Error::<Test>::RevealMismatch);
		assert_ok!(bisect(slot(1), first, children(&honest)));
		assert_noop!(bisect(slot(1), first, children(&honest)), Error::<Test>::AlreadyPosted);
	});
}

#[test]
fn a_third_root_is_not_judged_when_a_step_decides() {
	run(|| {
		FirstAuditors::set(3);
		let (executor, challenger, third) =
			(Tree::new(None, 0), Tree::new(Some(3), 1), Tree::new(Some(9), 2));
		let first = drawn_for(with_checkpoints(executor.root()));
		first.iter().zip([&challenger, &third, &executor]).for_each(|(node, tree)| {
			assert_ok!(commit(slot(1), *node, tree.root()));
		});
		assert_ok!(reveal(slot(1), EXECUTOR, executor.root()));
		first.iter().zip([&challenger, &third, &executor]).for_each(|(node, tree)| {
			assert_ok!(reveal(slot(1), *node, tree.root()));
		});
		find(&executor, &challenger, first[0]);
		let leaf = executor.leaf(3);
		next_panel_votes(slot(1), &[leaf, leaf, leaf]);
		assert!(matches!(verdicts()[0].1, Verdict::Accepted { .. }));
		assert_eq!((lost(first[0]), lost(first[1]), lost(first[2])), (BOND, 0, 0));
		assert_eq!((trust(first[1]), trust(first[2])), (0, 1));
	});
}

#[test]
fn society_names_the_executors_root_or_a_leaf_when_a_step_stays_in_dispute() {
	for (stands_root, verdict_is_accepted) in [(true, true), (false, false)] {
		run(|| {
			let (executor, auditor) = (Tree::new(Some(5), 1), Tree::new(None, 0));
			let first = dispute(&executor, &auditor);
			find(&executor, &auditor, first);
			set_idle([]);
			next_block();
			pass(DrawTimeout::get() + 1);
			assert_ok!(close(slot(1)));
			let stands = if stands_root { executor.root() } else { auditor.leaf(5) };
			assert_noop!(decide(slot(1), Some(auditor.root())), Error::<Test>::UnknownDigest);
			assert_ok!(decide(slot(1), Some(stands)));
			assert_eq!(matches!(verdicts()[0].1, Verdict::Accepted { .. }), verdict_is_accepted);
			assert_eq!(
				(lost(EXECUTOR) == 0, lost(first) == BOND),
				(verdict_is_accepted, verdict_is_accepted)
			);
		});
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

	#[test]
	fn bisection_finds_the_first_differing_step_in_as_many_levels_as_the_tree_has(
		executor in prop::option::of(0..STEPS),
		auditor in prop::option::of(0..STEPS),
	) {
		prop_assume!(executor != auditor || executor.is_some());
		run(|| {
			let (one, other) = (Tree::new(executor, 1), Tree::new(auditor, 2));
			let first = dispute(&one, &other);
			let step = executor.unwrap_or(STEPS).min(auditor.unwrap_or(STEPS));
			assert_eq!(find(&one, &other, first), LEVELS);
			let found = search();
			assert_eq!(found.step as usize, step);
			assert_eq!((found.executor, found.auditor), (one.leaf(step), other.leaf(step)));
		});
	}
}
