//! Random sequences of everything that anybody may do, with the invariants checked after each.

use super::*;
use frame::deps::frame_support::storage::with_storage_layer;
use proptest::prelude::*;

const JOBS: u64 = 6;

#[derive(Clone, Debug)]
enum Op {
	Request { who: AccountId, slots: u16, power: u32, data: u32, how: u8 },
	Block { fresh: bool },
	Start { slot: SlotId, honest: bool },
	Submit { slot: SlotId, honest: bool },
	Settle { slot: SlotId },
	TopUp { job: JobId, time: Moment },
	Verdict { slot: SlotId, which: u8 },
	Cancel { who: AccountId, job: JobId, page: u16 },
	Expire { slot: SlotId },
	Forget { who: AccountId, job: JobId },
	Pass { time: Moment },
	SetIdle { node: NodeId, idle: bool },
	Link { node: NodeId },
	Pledge { pledging: bool },
	Poor { node: NodeId },
}

fn op() -> impl Strategy<Value = Op> {
	let slot = || {
		let index = prop_oneof![5 => 0..3u16, 1 => 0..20u16];
		(0..JOBS, index).prop_map(|(job, index)| id(job, index))
	};
	let who = || prop_oneof![4 => Just(REQUESTER), 1 => Just(OTHER), 1 => Just(POOR)];
	let slots = || prop_oneof![3 => 0..4u16, 1 => 15..20u16];
	prop_oneof![
		4 => (who(), slots(), 0..40u32, 0..2u32, any::<u8>())
			.prop_map(|(who, slots, power, data, how)| Op::Request { who, slots, power, data, how }),
		8 => prop::bool::weighted(0.8).prop_map(|fresh| Op::Block { fresh }),
		10 => (slot(), prop::bool::weighted(0.9)).prop_map(|(slot, honest)| Op::Start { slot, honest }),
		8 => (slot(), prop::bool::weighted(0.9)).prop_map(|(slot, honest)| Op::Submit { slot, honest }),
		5 => slot().prop_map(|slot| Op::Settle { slot }),
		1 => (0..JOBS, 0..HOUR).prop_map(|(job, time)| Op::TopUp { job, time }),
		8 => (slot(), 0..4u8).prop_map(|(slot, which)| Op::Verdict { slot, which }),
		1 => (who(), 0..JOBS, 0..2u16).prop_map(|(who, job, page)| Op::Cancel { who, job, page }),
		5 => slot().prop_map(|slot| Op::Expire { slot }),
		1 => (who(), 0..JOBS).prop_map(|(who, job)| Op::Forget { who, job }),
		3 => (0..HOUR).prop_map(|time| Op::Pass { time }),
		4 => (0..2 * NODES, prop::bool::weighted(0.8)).prop_map(|(node, idle)| Op::SetIdle { node, idle }),
		1 => (0..NODES).prop_map(|node| Op::Link { node }),
		1 => any::<bool>().prop_map(|pledging| Op::Pledge { pledging }),
		1 => (0..NODES).prop_map(|node| Op::Poor { node }),
	]
}

fn signer(slot: SlotId, honest: bool) -> RuntimeOrigin {
	let node = Allocator::slot(slot).and_then(|slot| slot.state.node());
	signed(node.filter(|_| honest).map_or(OTHER, operator))
}

/// Jobs of every kind.
fn kind(slots: u16, how: u8) -> JobRequest {
	let placement = match how % 4 {
		0 => Placement::Gang { same_region: how & 4 == 0 },
		1 => Placement::Elastic { least: slots / 2 + 1 },
		_ => Placement::Each,
	};
	let prepaid = (how & 8 == 0).then_some(HOUR / 2);
	let lease = (how & 48 == 0).then_some(0);
	let premium = Permill::from_percent(u32::from(how) % 3 * 20);
	JobRequest { placement, prepaid, lease, premium, retries: how % 3, ..request(slots) }
}

/// Does `op`; that it may be refused is part of the game.
fn play(op: Op) -> DispatchResult {
	match op {
		Op::Request { who, slots, power, data, how } => {
			let datasets = vec![dataset(data)].try_into().unwrap();
			let asked = JobRequest { power, datasets, ..kind(slots, how) };
			Allocator::request(signed(who), asked, 10 * AIC)
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
		Op::Submit { slot, honest } => Allocator::submit(signer(slot, honest), slot, commitment(slot)),
		Op::Settle { slot } => Allocator::settle(signed(OTHER), slot),
		Op::TopUp { job, time } => Allocator::top_up(signed(REQUESTER), job, time, AIC),
		Op::Verdict { slot, which } => match which {
			0 => verdict(slot, Verdict::Rejected),
			1 => verdict(slot, Verdict::Undecided),
			auditors => verdict(slot, accepted(&[0, 1, 2, 3][..usize::from(auditors)])),
		},
		Op::Cancel { who, job, page } => {
			Allocator::cancel(signed(who), job, page).map(|_| ()).map_err(|error| error.error)
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
			World::change(|world| {
				let node =
					world.nodes.entry(node).or_insert_with(|| MockNode { bond: 0, ..MockNode::new(node) });
				node.idle = idle;
			});
			Ok(())
		}
		Op::Link { node } => {
			World::change(|world| world.linked.insert((100 + node, REQUESTER)));
			Ok(())
		}
		Op::Pledge { pledging } => {
			World::change(|world| world.pledging = pledging);
			Ok(())
		}
		Op::Poor { node } => {
			World::change(|world| world.nodes.get_mut(&node).unwrap().bond = MILLI_AIC);
			Ok(())
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 100, ..Default::default() })]

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
			// Nobody can be kept waiting: all that is left ends by what anyone may do, though nothing is served any more.
			for _ in 0..12 {
				pass(100 * HOUR);
				let jobs = Jobs::<Test>::iter().collect::<Vec<_>>();
				for slot in jobs.iter().flat_map(|(job, found)| (0..found.request.slots).map(|index| id(*job, index))) {
					let _ = with_storage_layer(|| Allocator::expire(signed(OTHER), slot));
					let _ = with_storage_layer(|| verdict(slot, Verdict::Undecided));
				}
				check();
			}
			assert!(Jobs::<Test>::iter_values().all(|job| job.finished_at.is_some()));
			assert_eq!(held(REQUESTER) + held(OTHER) + held(POOR), 0);
			for job in Jobs::<Test>::iter_keys().collect::<Vec<_>>() {
				assert_ok!(Allocator::forget(signed(OTHER), job));
			}
			assert_eq!(Jobs::<Test>::iter().count() + Slots::<Test>::iter().count(), 0);
		});
	}
}
