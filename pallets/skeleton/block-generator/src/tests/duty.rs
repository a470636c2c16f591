use super::*;

/// Session 3 has collators 100 to 103 in an order by lot and the two invulnerables.
fn drawn_session() {
	enrol(0..4);
	draw_from(0);
	rotate();
	block();
	assert_eq!((index(), Sessions::validators().len()), (3, 6));
}

fn duty(who: AccountId) -> (u32, u32) {
	Generator::duty(who).map(|duty| (duty.blocks, duty.missed)).unwrap_or_default()
}

/// How often somebody was blamed in the last block.
fn blamed() -> usize {
	events().iter().filter(|event| matches!(event, Event::Missed { .. })).count()
}

#[test]
fn blocks_are_counted() {
	build_and_execute(|| {
		drawn_session();
		for _ in 0..12 {
			block();
		}
		let counted = Sessions::validators().into_iter().map(duty).collect::<Vec<_>>();
		assert!(
			counted.iter().all(|(blocks, missed)| (2..=4).contains(blocks) && *missed == 0),
			"{counted:?}"
		);
		assert_eq!(duty(999), (0, 0));
	});
}

#[test]
fn who_misses_his_slot_is_to_blame() {
	build_and_execute(|| {
		drawn_session();
		let validators = Sessions::validators();
		// Up to a slot before that of the first.
		while World::read(|world| world.slot.unwrap()) % 6 != 5 {
			block();
		}
		let slot = World::read(|world| world.slot.unwrap()) + 1;
		let before = validators.iter().map(|who| duty(*who)).collect::<Vec<_>>();
		block_with(5, 0);
		let nodes = drawn(3);
		assert_eq!(World::read(|world| world.penalties.clone()), nodes, "invulnerables have no node");
		for (turn, who) in (0u64..).zip(&validators) {
			let (blocks, missed) = before[turn as usize];
			let is_author = turn == 5;
			assert_eq!(duty(*who), (blocks + u32::from(is_author), missed + u32::from(!is_author)));
			let event =
				Event::Missed { collator: *who, slot: slot + turn, node: nodes.get(turn as usize).copied() };
			assert_eq!(events().contains(&event), !is_author);
		}
		assert_eq!(World::read(|world| world.nodes[&nodes[0]].points), POINTS - POINTS / 100);
	});
}

#[test]
fn nobody_is_to_blame_when_the_chain_stood() {
	build_and_execute(|| {
		drawn_session();
		hypothetically!({
			block_with(MAX_BLAMED, 0);
			assert_eq!(blamed() as u64, MAX_BLAMED);
		});
		block_with(MAX_BLAMED + 1, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		block_with(1, 0);
		assert_eq!(blamed(), 1);
	});
}

#[test]
fn nobody_is_to_blame_when_the_slot_has_more_blocks() {
	build_and_execute(|| {
		drawn_session();
		block_in_same_slot();
		assert_eq!(World::read(|world| world.penalties.len()), 0);
	});
}

#[test]
fn nobody_is_to_blame_when_the_session_is_new() {
	build_and_execute(|| {
		drawn_session();
		LastSlot::<Test>::kill();
		block_with(3, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		// Slots before the block that begins a session are of the old one.
		World::change(|world| world.now += SESSION);
		block_with(3, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		// Those after it are of the new one.
		block_with(3, 0);
		assert_eq!(blamed(), 3);
	});
}

#[test]
fn nobody_is_to_blame_when_the_relay_chain_left_slots_out() {
	build_and_execute(|| {
		drawn_session();
		block_after(3, 2, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		block_after(3, 0, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		block_after(3, 3, 0);
		assert_eq!(blamed(), 3);
	});
}

#[test]
fn nobody_is_to_blame_when_the_relay_chains_epoch_ended() {
	build_and_execute(|| {
		drawn_session();
		World::change(|world| (world.value, world.known_since) = (world.value + 1, world.known_since + 1));
		block_with(3, 0);
		assert_eq!(World::read(|world| world.penalties.len()), 0);
		block_with(3, 0);
		assert_eq!(blamed(), 3);
	});
}

/// With three blocks a slot, and four slots that may wait, nine wait when a slot begins.
#[test]
fn nobody_is_to_blame_when_the_relay_chain_includes_late() {
	build_and_execute(|| {
		drawn_session();
		for (missed, waiting, expected) in
			[(1, 7, 0), (1, 6, 1), (2, 4, 0), (2, 3, 2), (3, 1, 0), (3, 0, 3), (4, 1, 0), (4, 0, 4)]
		{
			World::change(|world| world.waiting = waiting);
			block_with(missed, 0);
			assert_eq!(blamed(), expected, "{missed} missed, {waiting} waiting");
		}
	});
}

#[test]
fn who_signs_for_his_node_no_more_does_not_work_and_still_misses() {
	build_and_execute(|| {
		drawn_session();
		let Seat { collator, node, .. } = Generator::seats()[0].clone();
		let slot = SlotId { job: 1, index: 2 };
		work(node, slot);
		assert_ok!(Generator::show_work(signed(collator), Some(slot)));
		let made_by = |who: AccountId| {
			block();
			while World::read(|world| world.author) != Some(who) {
				block();
			}
			Generator::record().unwrap()
		};
		assert_eq!(made_by(collator).node, Some(node));
		World::change_node(node, |node| node.signers.clear());
		assert_eq!(made_by(collator), WorkRecord::default());
		assert_noop!(Generator::show_work(signed(collator), None), Error::<Test>::NoSeat);
		block_with(6, 0);
		assert!(duty(collator).1 > 0);
		assert!(World::read(|world| world.penalties.contains(&node)), "who appointed him answers for it");
	});
}

#[test]
fn nobody_is_to_blame_when_the_slot_is_not_known() {
	build_and_execute(|| {
		drawn_session();
		let last = LastSlot::<Test>::get();
		World::change(|world| (world.slot, world.author) = (None, None));
		System::initialize(&(System::block_number() + 1), &H256::zero(), &Default::default());
		Generator::begin_block();
		Generator::on_finalize(System::block_number());
		assert_eq!(LastSlot::<Test>::get(), last);
		assert_eq!(Generator::record(), Some(WorkRecord::default()));
	});
}

#[test]
fn duty_begins_anew_when_the_session_does() {
	build_and_execute(|| {
		drawn_session();
		for _ in 0..60 {
			block();
		}
		assert!(duty(1).0 >= 10);
		rotate();
		assert_eq!(Generator::duty(1), None);
		for _ in 0..6 {
			block();
		}
		assert!((1..=2).contains(&duty(1).0));
	});
}

#[test]
fn duty_is_forgotten_when_the_seat_ends() {
	build_and_execute(|| {
		drawn_session();
		for _ in 0..6 {
			block();
		}
		let who = Generator::seats()[0].clone();
		World::change_node(who.node, |node| node.live = false);
		rotate();
		assert!(Duties::<Test>::contains_key(who.collator), "he has a seat in the session that was planned");
		rotate();
		assert!(!Duties::<Test>::contains_key(who.collator));
		assert!(Duties::<Test>::contains_key(Generator::seats()[0].collator));
	});
}
