use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const JOBS: u64 = 5;

#[derive(Clone, Debug)]
enum Op {
	Open {
		job: u64,
		digest: u64,
	},
	Block {
		fresh: bool,
	},
	Commit {
		job: u64,
		who: usize,
		digest: u64,
	},
	Reveal {
		job: u64,
		who: usize,
	},
	RevealExecutor {
		job: u64,
	},
	/// A block comes, and all of the panel commit and reveal their digests, but those who have none; the executor may.
	Panel {
		job: u64,
		digests: Vec<Option<u64>>,
		executor: bool,
	},
	Pass {
		time: Moment,
	},
	Close {
		job: u64,
	},
	SetIdle {
		node: NodeId,
		idle: bool,
	},
}

fn op() -> impl Strategy<Value = Op> {
	let job = || 0..JOBS;
	let digest = || prop_oneof![8 => Just(7u64), 3 => Just(8), 1 => Just(9)];
	let digests = prop::collection::vec(prop::option::weighted(0.9, digest()), 5);
	prop_oneof![
		8 => (job(), digests, prop::bool::weighted(0.7))
			.prop_map(|(job, digests, executor)| Op::Panel { job, digests, executor }),
		3 => (job(), digest()).prop_map(|(job, digest)| Op::Open { job, digest }),
		3 => any::<bool>().prop_map(|fresh| Op::Block { fresh }),
		4 => (job(), 0..7usize, digest()).prop_map(|(job, who, digest)| Op::Commit { job, who, digest }),
		4 => (job(), 0..7usize).prop_map(|(job, who)| Op::Reveal { job, who }),
		3 => job().prop_map(|job| Op::RevealExecutor { job }),
		2 => (1..130_000u64).prop_map(|time| Op::Pass { time }),
		3 => job().prop_map(|job| Op::Close { job }),
		12 => (1..=NODES, prop::bool::weighted(0.9)).prop_map(|(node, idle)| Op::SetIdle { node, idle }),
	]
}

/// What the participants remember.
#[derive(Default)]
struct Memory {
	/// Digest of each slot's executor.
	executors: BTreeMap<u64, H256>,
	/// Digest that a node committed.
	commits: BTreeMap<(u64, NodeId), H256>,
}

/// Does `op`; that it may be refused is part of the game.
fn play(op: Op, memory: &mut Memory) {
	let node_of = |job, who: usize| {
		let nodes = Validations::<Test>::get(slot(job))
			.map(|validation| validation.current().map(|v| v.node).collect::<Vec<_>>())
			.unwrap_or_default();
		nodes.get(who % nodes.len().max(1)).copied()
	};
	match op {
		Op::Open { job, digest: of } => {
			memory.executors.entry(job).or_insert_with(|| {
				open(slot(job), digest(of));
				digest(of)
			});
		}
		Op::Block { fresh: true } => next_block(),
		Op::Block { fresh: false } => stale_block(),
		Op::Commit { job, who, digest: of } => {
			let Some(node) = node_of(job, who) else { return };
			if commit(slot(job), node, digest(of)).is_ok() {
				memory.commits.insert((job, node), digest(of));
			}
		}
		Op::Reveal { job, who } => {
			let Some(node) = node_of(job, who) else { return };
			let Some(digest) = memory.commits.get(&(job, node)) else { return };
			let _ = reveal(slot(job), node, *digest);
		}
		Op::RevealExecutor { job } => {
			let digest = memory.executors.get(&job).copied().unwrap_or_default();
			let _ = reveal(slot(job), EXECUTOR, digest);
		}
		Op::Panel { job, digests, executor } => {
			next_block();
			let votes = digests.into_iter().enumerate().filter_map(|(who, of)| Some((who, of?)));
			for (who, digest) in votes.clone() {
				play(Op::Commit { job, who, digest }, memory);
			}
			votes.for_each(|(who, _)| play(Op::Reveal { job, who }, memory));
			if executor {
				play(Op::RevealExecutor { job }, memory);
			}
		}
		Op::Pass { time } => pass(time),
		Op::Close { job } => {
			let _ = close(slot(job));
		}
		Op::SetIdle { node, idle } => World::change(|world| world.nodes.get_mut(&node).unwrap().idle = idle),
	}
}

/// Nobody does anything any more but a stranger, who closes what is due.
fn wind_up() {
	for _ in 0..2 * u32::from(MAX_ROUNDS) {
		pass(1_000_000);
		Validations::<Test>::iter_keys().collect::<Vec<_>>().into_iter().for_each(|slot| {
			assert_ok!(close(slot));
		});
		check();
		next_block();
	}
	assert_eq!(Validations::<Test>::iter().count(), 0, "every validation ends by time alone");
	assert_eq!(Queue::<Test>::iter().count(), 0);
	assert!(World::read(World::reserved).is_empty());
}

/// In no validation does a node lose more than the slot's bond.
fn check_losses() {
	let mut losses = BTreeMap::<(SlotId, NodeId), Balance>::new();
	for record in System::events() {
		let RuntimeEvent::WorkValidation(event) = record.event else { continue };
		let (key, amount) = match event {
			Event::Slashed { slot, node, amount, .. } => ((slot, node), amount),
			Event::ValidatorPaid { slot, amount, .. } => ((slot, EXECUTOR), amount),
			_ => continue,
		};
		*losses.entry(key).or_default() += amount;
	}
	assert!(losses.values().all(|loss| *loss <= BOND), "{losses:?}");
	assert_eq!(losses.values().sum::<Balance>(), World::read(|world| world.received.values().sum()));
}

fn check_verdicts(memory: &Memory) {
	let verdicts = verdicts();
	let mut slots = verdicts.iter().map(|(slot, _)| slot.job).collect::<Vec<_>>();
	slots.sort_unstable();
	assert_eq!(slots, memory.executors.keys().copied().collect::<Vec<_>>(), "one verdict each");
	for (slot, verdict) in verdicts {
		if let Verdict::Accepted { digest, validators } = verdict {
			assert_eq!(digest, memory.executors[&slot.job]);
			let panel = Panel::get();
			assert!((panel / 2 + 1..=panel).contains(&(validators.len() as u32)));
			assert!(validators.iter().all(|node| memory.commits[&(slot.job, *node)] == digest));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

	#[test]
	fn money_and_reservations_are_right_when_anything_happens(
		panel in prop_oneof![Just(1u32), Just(3), Just(5)],
		rounds in 1..=MAX_ROUNDS,
		ops in prop::collection::vec(op(), 1..150),
	) {
		Panel::set(panel);
		Rounds::set(rounds);
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
