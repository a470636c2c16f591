use super::*;
use aic_primitives::{merkle::node as merkle_node, Comparison, ValidationTask};
use proptest::prelude::*;
use std::collections::BTreeMap;

const JOBS: u64 = 5;

#[derive(Clone, Debug)]
enum Op {
	Open { job: u64, digest: u64, trust: u32, kind: u8 },
	Block { fresh: bool },
	Commit { job: u64, who: usize, digest: u64 },
	Reveal { job: u64, who: usize },
	RevealExecutor { job: u64 },
	Panel { job: u64, digests: Vec<Option<u64>>, executor: bool },
	Bisect { job: u64, executor: bool, auditor: bool },
	Decide { job: u64, digest: Option<u64> },
	Pass { time: Moment },
	Close { job: u64 },
	SetIdle { node: NodeId, idle: bool },
	SetTrust { node: NodeId, trust: u32 },
	Pledges { refused: bool },
}

fn op() -> impl Strategy<Value = Op> {
	let job = || 0..JOBS;
	let digest = || prop_oneof![8 => Just(7u64), 4 => Just(8), 1 => Just(9)];
	let digests = prop::collection::vec(prop::option::weighted(0.9, digest()), 7);
	let who = || 0..7usize;
	let yes = prop::bool::weighted(0.9);
	prop_oneof![
		12 => (job(), digests, yes)
			.prop_map(|(job, digests, executor)| Op::Panel { job, digests, executor }),
		4 => (job(), digest(), 1..6u32, 0..3u8)
			.prop_map(|(job, digest, trust, kind)| Op::Open { job, digest, trust, kind }),
		3 => any::<bool>().prop_map(|fresh| Op::Block { fresh }),
		4 => (job(), who(), digest()).prop_map(|(job, who, digest)| Op::Commit { job, who, digest }),
		4 => (job(), who()).prop_map(|(job, who)| Op::Reveal { job, who }),
		3 => job().prop_map(|job| Op::RevealExecutor { job }),
		8 => (job(), yes, yes)
			.prop_map(|(job, executor, auditor)| Op::Bisect { job, executor, auditor }),
		1 => (job(), prop::option::of(digest())).prop_map(|(job, digest)| Op::Decide { job, digest }),
		2 => (1..130_000u64).prop_map(|time| Op::Pass { time }),
		3 => job().prop_map(|job| Op::Close { job }),
		12 => (1..=NODES, yes).prop_map(|(node, idle)| Op::SetIdle { node, idle }),
		1 => (0..=NODES, 0..40u32).prop_map(|(node, trust)| Op::SetTrust { node, trust }),
		1 => any::<bool>().prop_map(|refused| Op::Pledges { refused }),
	]
}

/// A tree of four checkpoints whose third is what `of` says. Its nodes, by level from the root.
fn tree(of: u64) -> [Vec<H256>; 3] {
	let leaves = vec![digest(1), digest(2), digest(of), digest(3)];
	let inner = vec![merkle_node(leaves[0], leaves[1]), merkle_node(leaves[2], leaves[3])];
	[vec![merkle_node(inner[0], inner[1])], inner, leaves]
}

/// What one reveals who came to `of`: a root, or a leaf when it is the step that is in dispute.
fn result(validation: &ValidationOf<Test>, of: u64) -> H256 {
	match (validation.task.checkpoints, validation.found()) {
		(1, _) => digest(of),
		(_, None) => tree(of)[0][0],
		(_, Some(found)) => tree(of)[2][found.step as usize],
	}
}

/// What the participants remember.
#[derive(Default)]
struct Memory {
	/// What each task's executor came to.
	executors: BTreeMap<u64, u64>,
	/// What a node came to, and the digest that it committed to.
	commits: BTreeMap<(u64, NodeId), (u64, H256)>,
}

/// Does `op`; that it may be refused is part of the game.
fn play(op: Op, memory: &mut Memory) {
	let get = |job| Validations::<Test>::get(slot(job));
	let node_of = |job, who: usize| {
		let nodes = get(job).map(|v| v.current().map(|a| a.node).collect::<Vec<_>>()).unwrap_or_default();
		nodes.get(who % nodes.len().max(1)).copied()
	};
	match op {
		Op::Open { job, digest: of, trust, kind } => {
			memory.executors.entry(job).or_insert_with(|| {
				let (comparison, checkpoints) = match kind {
					0 => (Comparison::Exact, 1),
					1 => (Comparison::Exact, 4),
					_ => (Comparison::Tolerant { bound: 7 }, 4),
				};
				let result = if checkpoints == 1 { digest(of) } else { tree(of)[0][0] };
				open_task(ValidationTask { trust, comparison, checkpoints, ..task(slot(job), result) });
				of
			});
		}
		Op::Block { fresh: true } => next_block(),
		Op::Block { fresh: false } => stale_block(),
		Op::Commit { job, who, digest: of } => {
			let (Some(node), Some(validation)) = (node_of(job, who), get(job)) else { return };
			let own = result(&validation, of);
			let committed = match validation.task.comparison {
				Comparison::Exact => own,
				Comparison::Tolerant { .. } => tolerant_digest(own, of as u32),
			};
			if commit(slot(job), node, committed).is_ok() {
				memory.commits.insert((job, node), (of, own));
			}
		}
		Op::Reveal { job, who } => {
			let (Some(node), Some(validation)) = (node_of(job, who), get(job)) else { return };
			let Some((of, own)) = memory.commits.get(&(job, node)) else { return };
			let distance = (validation.task.comparison != Comparison::Exact).then_some(*of as u32);
			let _ = Pallet::<Test>::reveal(signed(node), slot(job), *own, distance);
		}
		Op::RevealExecutor { job } => {
			let (Some(of), Some(validation)) = (memory.executors.get(&job), get(job)) else { return };
			let own = if validation.task.checkpoints == 1 { digest(*of) } else { tree(*of)[0][0] };
			let _ = reveal(slot(job), EXECUTOR, own);
		}
		Op::Panel { job, digests, executor } => {
			next_block();
			let votes = digests.into_iter().enumerate().filter_map(|(who, of)| Some((who, of?)));
			for (who, digest) in votes.clone() {
				play(Op::Commit { job, who, digest }, memory);
			}
			if executor {
				play(Op::RevealExecutor { job }, memory);
			}
			votes.for_each(|(who, _)| play(Op::Reveal { job, who }, memory));
		}
		Op::Bisect { job, executor, auditor } => {
			let Some(bisection) = get(job).and_then(|v| v.bisection).filter(|b| !b.is_done()) else { return };
			let node = record(slot(job)).auditors[usize::from(bisection.challenger)].node;
			let children = |of| {
				let below = 3 - usize::from(bisection.levels);
				let first = bisection.step as usize >> (bisection.levels - 1);
				let level = &tree(of)[below];
				(level[first], level[first + 1])
			};
			if executor {
				let _ = bisect(slot(job), EXECUTOR, children(memory.executors[&job]));
			}
			if auditor {
				let _ = bisect(slot(job), node, children(memory.commits[&(job, node)].0));
			}
		}
		Op::Decide { job, digest: of } => {
			let _ = get(job).map(|v| decide(slot(job), of.map(|of| result(&v, of))));
		}
		Op::Pass { time } => pass(time),
		Op::Close { job } => {
			let _ = close(slot(job));
		}
		Op::SetIdle { node, idle } => World::change(|world| world.nodes.get_mut(&node).unwrap().idle = idle),
		Op::SetTrust { node, trust } => set_trust(node, trust),
		Op::Pledges { refused } => World::change(|world| world.refuses_pledges = refused),
	}
}

/// Nobody does anything any more but a stranger, who closes what is due.
fn wind_up() {
	for _ in 0..2 * MAX_AUDITORS + 2 {
		pass(10_000_000);
		Validations::<Test>::iter_keys().collect::<Vec<_>>().into_iter().for_each(|task| {
			assert_ok!(close(task));
		});
		check();
		next_block();
	}
	assert_eq!(Validations::<Test>::iter().count(), 0, "every validation ends by time alone");
	assert_eq!(Queue::<Test>::iter().count(), 0);
	assert!(World::read(|world| world.reserved().is_empty() && world.pledged().is_empty()));
}

/// In no validation does a node lose more than the task's bond, nor anybody who came to what stands.
fn check_losses() {
	let mut losses = BTreeMap::<(TaskId, NodeId), Balance>::new();
	for record in System::events() {
		let RuntimeEvent::WorkValidation(event) = record.event else { continue };
		let (key, amount) = match event {
			Event::Slashed { task, node, amount, .. } => ((task, node), amount),
			Event::AuditorPaid { task, from, amount, .. } => ((task, from), amount),
			Event::Refunded { task, amount, .. } => ((task, EXECUTOR), amount),
			_ => continue,
		};
		*losses.entry(key).or_default() += amount;
	}
	assert!(losses.values().all(|loss| *loss <= BOND), "{losses:?}");
	assert_eq!(losses.values().sum::<Balance>(), World::read(|world| world.received.values().sum()));
	for (task, verdict) in verdicts() {
		let executor = losses.get(&(task, EXECUTOR)).copied().unwrap_or_default();
		match verdict {
			Verdict::Accepted { auditors, .. } => {
				assert_eq!(executor, 0);
				assert!(auditors.iter().all(|node| !losses.contains_key(&(task, *node))));
			}
			Verdict::Rejected => assert_eq!(executor, BOND),
			Verdict::Undecided => {
				// What was paid already, if anybody spoke against him.
				assert!(executor == 0 || executor == PAID, "{executor}");
				let of_task = losses.iter().filter(|((of, node), _)| *of == task && *node != EXECUTOR);
				assert!(of_task.into_iter().all(|(_, loss)| *loss <= small_slash()));
			}
		}
	}
}

fn check_verdicts(memory: &Memory) {
	let mut jobs = verdicts()
		.iter()
		.map(|(task, _)| match task {
			TaskId::Slot(slot) => slot.job,
			TaskId::Measurement(_) => unreachable!(),
		})
		.collect::<Vec<_>>();
	jobs.sort_unstable();
	assert_eq!(jobs, memory.executors.keys().copied().collect::<Vec<_>>(), "one verdict each");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

	#[test]
	fn money_and_reservations_are_right_when_anything_happens(
		panel in prop_oneof![4 => Just(1u32), 1 => Just(3), 1 => Just(5)],
		ops in prop::collection::vec(op(), 1..120),
	) {
		FirstAuditors::set(panel);
		run(|| {
			let mut memory = Memory::default();
			for op in ops {
				play(op, &mut memory);
				check();
			}
			wind_up();
			check_verdicts(&memory);
			check_losses();
		});
	}
}
