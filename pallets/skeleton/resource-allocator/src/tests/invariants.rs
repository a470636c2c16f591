//! Random sequences of everything that anybody may do, with the invariants checked after each.

use super::*;
use frame::deps::frame_support::storage::with_storage_layer;
use proptest::prelude::*;

const JOBS: u64 = 6;

#[derive(Clone, Debug)]
enum Op {
	Request { who: AccountId, slots: u16, power: u32, data: u32 },
	Block { fresh: bool },
	Start { slot: SlotId, honest: bool },
	Submit { slot: SlotId, honest: bool },
	Verdict { slot: SlotId, which: u8 },
	Cancel { who: AccountId, job: JobId },
	Expire { slot: SlotId },
	Forget { who: AccountId, job: JobId },
	Pass { time: Moment },
	SetIdle { node: NodeId, idle: bool },
}

fn op() -> impl Strategy<Value = Op> {
	let slot = || (0..JOBS, 0..3u16).prop_map(|(job, index)| id(job, index));
	let who = || prop_oneof![4 => Just(REQUESTER), 1 => Just(OTHER), 1 => Just(POOR)];
	prop_oneof![
		3 => (who(), 0..4u16, 0..40u32, 0..2u32).prop_map(|(who, slots, power, data)| Op::Request { who, slots, power, data }),
		5 => any::<bool>().prop_map(|fresh| Op::Block { fresh }),
		8 => (slot(), prop::bool::weighted(0.9)).prop_map(|(slot, honest)| Op::Start { slot, honest }),
		8 => (slot(), prop::bool::weighted(0.9)).prop_map(|(slot, honest)| Op::Submit { slot, honest }),
		8 => (slot(), 0..4u8).prop_map(|(slot, which)| Op::Verdict { slot, which }),
		1 => (who(), 0..JOBS).prop_map(|(who, job)| Op::Cancel { who, job }),
		4 => slot().prop_map(|slot| Op::Expire { slot }),
		1 => (who(), 0..JOBS).prop_map(|(who, job)| Op::Forget { who, job }),
		3 => (0..HOUR).prop_map(|time| Op::Pass { time }),
		3 => (0..NODES, prop::bool::weighted(0.8)).prop_map(|(node, idle)| Op::SetIdle { node, idle }),
	]
}

fn signer(slot: SlotId, honest: bool) -> RuntimeOrigin {
	let node = Slots::<Test>::get(slot).and_then(|slot| slot.state.node());
	signed(node.filter(|_| honest).map_or(OTHER, |node| 100 + node))
}

/// Does `op`; that it may be refused is part of the game.
fn play(op: Op) -> DispatchResult {
	match op {
		Op::Request { who, slots, power, data } => {
			let datasets = vec![dataset(data)].try_into().unwrap();
			Allocator::request(signed(who), JobRequest { power, datasets, ..request(slots) }, AIC)
		}
		Op::Block { fresh } => {
			if fresh {
				next_block();
			} else {
				stale_block();
			}
			Ok(())
		}
		Op::Start { slot, honest } => Allocator::start(signer(slot, honest), slot),
		Op::Submit { slot, honest } => Allocator::submit(signer(slot, honest), slot, seal()),
		Op::Verdict { slot, which } => match which {
			0 => verdict(slot, Verdict::Rejected),
			1 => verdict(slot, Verdict::Undecided),
			validators => verdict(slot, accepted(&[0, 1, 2, 3][..usize::from(validators)])),
		},
		Op::Cancel { who, job } => {
			Allocator::cancel(signed(who), job).map(|_| ()).map_err(|error| error.error)
		}
		Op::Expire { slot } => Allocator::expire(signed(OTHER), slot),
		Op::Forget { who, job } => {
			Allocator::forget(signed(who), job).map(|_| ()).map_err(|error| error.error)
		}
		Op::Pass { time } => {
			pass(time);
			Ok(())
		}
		Op::SetIdle { node, idle } => {
			World::change(|world| world.nodes.get_mut(&node).unwrap().idle = idle);
			Ok(())
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..Default::default() })]

	#[test]
	fn state_stays_sound_when_anybody_does_anything(ops in prop::collection::vec(op(), 1..120)) {
		run(|| {
			for op in ops {
				let told = format!("{op:?}");
				let _ = with_storage_layer(|| play(op));
				if let Err(error) = Allocator::do_try_state() {
					panic!("{told}: {error:?}");
				}
				check();
			}
			// Nobody can be kept waiting: all that is left ends by what anyone may do.
			for _ in 0..6 {
				pass(100 * HOUR);
				for slot in Slots::<Test>::iter_keys().collect::<Vec<_>>() {
					let _ = with_storage_layer(|| Allocator::expire(signed(OTHER), slot));
					let _ = with_storage_layer(|| verdict(slot, Verdict::Rejected));
				}
				next_block();
			}
			assert!(Jobs::<Test>::iter_values().all(|job| job.finished_at.is_some()));
			assert_eq!(held(REQUESTER) + held(OTHER) + held(POOR), 0);
		});
	}
}
