use super::*;
use crate::draw::{draw_lots, Hat, Pick};

#[test]
fn collators_are_drawn_from_the_list_three_sessions_before() {
	build_and_execute(|| {
		enrol(0..10);
		rotate();
		// The list is closed, but what is known was known before.
		fresh();
		rotate();
		let draw = Draws::<Test>::get(3).unwrap();
		let closed = Generator::list_of(0).unwrap().closed.unwrap();
		assert_eq!((draw.list, draw.seats, draw.drawn.len()), (0, 4, 4));
		assert!(closed < draw.known_since && draw.known_since < draw.block);
		assert_eq!(draw.block, System::block_number());
		assert!(events().contains(&Event::Drawn { session: 3, seed: draw.seed, collators: 4 }));
		assert_eq!(Generator::redraw(3), Some(draw.drawn.to_vec()));
		assert_eq!(Sessions::validators(), FIRST);
		// They are planned for the session after the next rotation.
		fresh();
		rotate();
		let accounts = draw.drawn.iter().map(|seat| seat.collator);
		assert_eq!(Sessions::validators(), accounts.chain(FIRST).collect::<Vec<_>>());
		assert_eq!(Generator::seats(), draw.drawn.to_vec());
		assert_eq!(Generator::redraw(3), None, "its list is overwritten");
	});
}

#[test]
fn nobody_is_drawn_when_the_seed_is_not_newer_than_the_list() {
	build_and_execute(|| {
		enrol(0..10);
		rotate();
		let closed = Generator::list_of(0).unwrap().closed.unwrap();
		World::change(|world| world.known_since = closed);
		hypothetically!({
			World::change(|world| world.known_since = closed + 1);
			rotate();
			assert_eq!(drawn(3).len(), 4);
		});
		rotate();
		assert_eq!(drawn(3), [0; 0]);
		fresh();
		rotate();
		assert_eq!(Sessions::validators(), FIRST);
		Generator::do_try_state().unwrap();
	});
}

#[test]
fn collators_are_carried_over_when_there_is_no_new_seed() {
	build_and_execute(|| {
		enrol(0..10);
		draw_from(0);
		let first = Draws::<Test>::get(3).unwrap();
		let known_since = World::read(|world| world.known_since);
		for session in 4..9 {
			enrol(0..10);
			World::change(|world| world.known_since = known_since.min(first.known_since));
			rotate();
			let carried = Draws::<Test>::get(session).unwrap();
			assert_eq!(carried, first);
			assert!(events().contains(&Event::CarriedOver { session, collators: 4 }));
			assert_eq!(Generator::redraw(session), None);
			Generator::do_try_state().unwrap();
		}
		// Who can't go on is dropped.
		let gone = drawn(8)[0];
		World::change_node(gone, |node| node.live = false);
		purge(100 + drawn(8)[1]);
		World::change_node(drawn(8)[2], |node| node.signers = [7].into());
		rotate();
		assert_eq!(drawn(9), drawn(8)[3..]);
		rotate();
		assert_eq!(Sessions::validators(), [100 + first.drawn[3].node, 1, 2]);
		fresh();
		rotate();
		fresh();
		rotate();
		assert!(Draws::<Test>::get(12)
			.is_none_or(|draw| draw.list == 9 || draw == Draws::<Test>::get(11).unwrap()));
	});
}

#[test]
fn collators_are_drawn_again_when_there_is_a_seed_again() {
	build_and_execute(|| {
		for session in 0..12 {
			enrol(0..10);
			if session > 5 {
				fresh();
			}
			rotate();
		}
		let draw = Draws::<Test>::get(13).unwrap();
		assert_eq!(draw.list, 10);
	});
}

#[test]
fn set_stays_when_nobody_is_left() {
	build_and_execute(|| {
		enrol([5]);
		draw_from(0);
		assert_eq!(drawn(3), [5]);
		let none = || Generator::set_invulnerables(RuntimeOrigin::root(), vec![]);
		assert_noop!(none(), Error::<Test>::NobodyLeft);
		World::change(|world| world.seats = 1);
		assert_ok!(none());
		rotate();
		assert_eq!(Sessions::validators(), [105, 1, 2]);
		rotate();
		assert_eq!(Sessions::validators(), [105]);
		World::change_node(5, |node| node.live = false);
		rotate();
		rotate();
		assert_eq!(Sessions::validators(), [105]);
		assert_eq!(Generator::seats(), [], "he stays without a seat");
	});
}

#[test]
fn set_comes_back_when_all_had_purged_their_keys() {
	build_and_execute(|| {
		purge(1);
		purge(2);
		rotate();
		rotate();
		assert_eq!(Sessions::validators(), [0; 0], "Aura keeps the authorities that it has");
		block_with(3, 0);
		register(2);
		rotate();
		rotate();
		assert_eq!(Sessions::validators(), [2]);
	});
}

#[test]
fn pick_is_skipped_when_he_can_not_sit() {
	let cases: [&dyn Fn(); 5] = [
		&|| World::change_node(0, |node| node.live = false),
		&|| World::change_node(0, |node| node.signers = [7].into()),
		&|| World::change_node(0, |node| node.provider = 7),
		&|| purge(100),
		&|| {
			assert_ok!(Generator::set_invulnerables(RuntimeOrigin::root(), vec![1, 100]));
		},
	];
	for change in cases {
		build_and_execute(|| {
			enrol([0, 1]);
			rotate();
			fresh();
			change();
			rotate();
			assert_eq!(drawn(3), [1]);
			let draw = Draws::<Test>::get(3).unwrap();
			assert_eq!(draw.skipped.len(), 1);
			assert_eq!(Generator::redraw(3), Some(draw.drawn.to_vec()), "whatever changed since");
			World::change_node(0, |node| *node = MockNode { live: true, ..Default::default() });
			assert_eq!(Generator::redraw(3), Some(draw.drawn.to_vec()));
		});
	}
}

#[test]
fn draw_gives_less_seats_when_governance_takes_some() {
	build_and_execute(|| {
		enrol(0..10);
		World::change(|world| world.seats = 100);
		draw_from(0);
		assert_eq!(drawn(3).len(), MAX_SEATS as usize);
		World::change(|world| world.seats = 1);
		assert_eq!(Generator::redraw(3).map(|seats| seats.len()), Some(MAX_SEATS as usize));
	});
}

#[test]
fn everybody_is_drawn_when_there_are_seats_for_all() {
	build_and_execute(|| {
		World::change_node(3, |node| node.points = 1_000_000_000 * POINTS);
		World::change_node(4, |node| node.points = LEAST);
		enrol([3, 4, 5]);
		draw_from(0);
		let mut nodes = drawn(3);
		nodes.sort();
		assert_eq!(nodes, [3, 4, 5], "who weighs nearly all takes but one seat, and no tries of the others");
	});
}

#[test]
fn lists_are_not_confused_when_their_places_are_used_again() {
	build_and_execute(|| {
		// Every list has another number of entries, so that remains of older ones lie above.
		for session in 0..15u64 {
			enrol(0..10 - session * 7 % 10);
			rotate();
			fresh();
			Generator::do_try_state().unwrap();
			if let Some(draw) = Draws::<Test>::get(index() + 1) {
				assert_eq!(draw.list + LEAD, index() + 1);
				let most = 10 - u64::from(draw.list) * 7 % 10;
				assert!(draw.drawn.iter().all(|seat| seat.node < most), "{draw:?}");
				assert_eq!(draw.drawn.len() as u64, most.min(4));
			}
		}
		assert!(Draws::<Test>::get(index() + 1).is_some());
	});
}

fn shelves(entries: &[(u8, u32)]) -> [u32; CLASSES] {
	let mut shelves = [0; CLASSES];
	for (class, number) in entries {
		shelves[*class as usize] = *number;
	}
	shelves
}

#[test]
fn pick_is_the_same_when_written_in_another_way() {
	// The steps of the README, by hand.
	let seed = H256::repeat_byte(0x2a);
	let (class_a, class_b) = (3u8, 40u8);
	let hat = Hat::new(shelves(&[(class_a, 5_000_000), (class_b, 7)]));
	for t in 0..200u32 {
		let mut bytes = [0u8; 36];
		bytes[..32].copy_from_slice(&[0x2a; 32]);
		bytes[32..].copy_from_slice(&t.to_le_bytes());
		let hash = frame::hashing::blake2_256(&bytes);
		let number = |range: std::ops::Range<usize>| {
			hash[range].iter().rev().fold(U256::zero(), |sum, byte| (sum << 8) + U256::from(*byte))
		};
		let (of_a, of_b) = (U256::from(5_000_000u64 << 4), U256::from(7) << 41);
		let at = (number(0..16) * (of_a + of_b)) >> 128;
		let (class, left) = if at < of_a { (class_a, 5_000_000) } else { (class_b, 7) };
		let position = (number(16..24) * U256::from(left)) >> 64;
		let height = number(24..32) >> (63 - class as usize);
		let expected = Pick { class, position: position.low_u32(), height: height.low_u64() };
		assert_eq!(hat.pick(&seed, t), Some(expected));
	}
}

#[test]
fn position_skips_who_was_taken_out() {
	let seed = H256::repeat_byte(7);
	let mut hat = Hat::new(shelves(&[(0, 50), (5, 50)]));
	let mut seen = std::collections::BTreeSet::new();
	for t in 0..100 {
		let pick = hat.pick(&seed, t).unwrap();
		assert!(pick.position < 50);
		assert!(seen.insert((pick.class, pick.position)), "once each");
		hat.take(&pick);
	}
	assert_eq!(hat.pick(&seed, 100), None);
	assert_eq!(Hat::new([0; CLASSES]).pick(&seed, 0), None);
}

#[test]
fn pick_is_within_bounds_when_lists_are_full() {
	let hat = Hat::new([u32::MAX; CLASSES]);
	for t in 0..100 {
		let pick = hat.pick(&H256::repeat_byte(9), t).unwrap();
		assert!(pick.position < u32::MAX);
		assert!(u128::from(pick.height) < 2u128 << pick.class);
	}
}

/// The vector of the README.
#[test]
fn draw_is_that_of_the_vector() {
	let memory = super::distribution::Memory::new(&[10, 10, 11, 3, 2, 15, 8, 100, 90, 9]);
	let seed = H256(frame::hashing::blake2_256(b"vector 2"));
	let entry = |class, position| memory.entries.get(&(class, position)).cloned();
	let mut skipped = vec![];
	let (drawn, tries) = draw_lots(memory.shelves, &seed, 4, entry, |t, entry| {
		if entry.node == 7 {
			skipped.push(t);
		}
		entry.node == 7
	});
	let nodes = drawn.iter().map(|seat| seat.node).collect::<Vec<_>>();
	assert_eq!((nodes, tries, skipped), (vec![2, 8, 0, 1], 9, vec![1]));
}
