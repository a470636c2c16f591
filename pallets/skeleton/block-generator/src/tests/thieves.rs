use super::{
	distribution::{is_likely, Memory},
	*,
};

#[test]
fn enrolling_gives_nothing_when_the_value_was_known() {
	build_and_execute(|| {
		enrol(0..5);
		// The value shows up while the list is open. Node 9 would be drawn by it and enrols.
		fresh();
		enrol([9]);
		rotate();
		rotate();
		assert_eq!(drawn(3), [0; 0], "no value that was known while the list was open draws from it");
		// Nor does it for the next session: that is another list.
		rotate();
		assert_eq!(drawn(4), [0; 0]);
	});
}

#[test]
fn closed_list_can_not_be_changed() {
	build_and_execute(|| {
		enrol(0..5);
		rotate();
		let (list, entries) = (Generator::list_of(0), Entries::<Test>::iter().count());
		fresh();
		enrol(5..10);
		rotate();
		assert_eq!(Generator::list_of(0), list);
		assert!(drawn(3).iter().all(|node| *node < 5));
		assert_eq!(Entries::<Test>::iter().count(), entries + 5);
	});
}

#[test]
fn odds_among_others_stay_when_a_list_is_flooded() {
	let draws = 10_000;
	let mut weights = vec![1_000, 3_000];
	weights.extend([1; 500]);
	let memory = Memory::new(&weights);
	let mut firsts = [0u32; 3];
	for number in 0..draws {
		let node = memory.draw(number, 1).0.first().copied();
		firsts[node.unwrap_or(2).min(2) as usize] += 1;
	}
	let others = firsts[0] + firsts[1];
	assert!(is_likely(firsts[1], others, 0.75), "{firsts:?}");
	assert!(is_likely(firsts[2], draws, 500.0 / 4_500.0), "{firsts:?}");
}

#[test]
fn points_that_are_split_give_no_better_odds() {
	let draws = 8_000;
	let others = [5u64, 9, 17, 40, 7];
	let sits = |own: &[u64]| {
		let weights = own.iter().chain(&others).copied().collect::<Vec<_>>();
		let memory = Memory::new(&weights);
		(0..draws).filter(|t| memory.draw(*t, 2).0.iter().any(|node| *node < own.len() as u64)).count() as u32
	};
	let chance = super::distribution::chances(&[20, 5, 9, 17, 40, 7], 2)[0];
	for own in [&[20][..], &[10, 10], &[5, 5, 5, 5], &[19, 1]] {
		assert!(is_likely(sits(own), draws, chance), "{own:?}");
	}
	// What is below a unit is lost.
	build_and_execute(|| {
		let weight = Generator::weight_of;
		assert_eq!(weight(LEAST * 2 - 2), 1);
		assert_eq!(weight(LEAST - 1) + weight(LEAST - 1), 0);
	});
}

#[test]
fn provider_is_in_a_list_once_when_he_has_more_nodes() {
	build_and_execute(|| {
		World::change_node(1, |node| node.provider = 0);
		enrol([0]);
		assert_noop!(Generator::do_enrol(101, 1), Error::<Test>::AlreadyEnrolled);
	});
}

#[test]
fn account_has_one_seat_when_it_signs_for_more_providers() {
	build_and_execute(|| {
		for node in 0..5 {
			World::change_node(node, |node| node.signers.insert(100));
			assert_ok!(Generator::enrol(signed(100), node));
		}
		enrol([6]);
		draw_from(0);
		let draw = Draws::<Test>::get(3).unwrap();
		let mut collators = draw.drawn.iter().map(|seat| seat.collator).collect::<Vec<_>>();
		collators.sort();
		assert_eq!(collators, [100, 106]);
		assert_eq!(Generator::redraw(3), Some(draw.drawn.to_vec()));
	});
}

#[test]
fn node_has_one_seat_when_it_changed_hands() {
	build_and_execute(|| {
		enrol([0]);
		// The node goes to provider 9, who enrols it, too.
		World::change_node(0, |node| {
			node.provider = 9;
			node.signers = [109].into();
		});
		assert_ok!(Generator::enrol(signed(109), 0));
		draw_from(0);
		let draw = Draws::<Test>::get(3).unwrap();
		assert_eq!(draw.drawn.to_vec(), [Seat { collator: 109, node: 0 }]);
	});
}

#[test]
fn seat_is_another_ones_when_the_node_went_offline() {
	build_and_execute(|| {
		enrol(0..10);
		rotate();
		fresh();
		for node in 0..9 {
			World::change_node(node, |node| node.live = false);
		}
		rotate();
		assert_eq!(drawn(3), [9]);
	});
}

#[test]
fn points_that_come_and_go_count_when_enrolling_only() {
	build_and_execute(|| {
		enrol([0]);
		World::change_node(0, |node| node.points = 1_000 * POINTS);
		let weight = Generator::entry(0, 3, 0).map(|entry| entry.weight);
		assert_eq!(weight, Some(10));
		assert_noop!(Generator::do_enrol(100, 0), Error::<Test>::AlreadyEnrolled);
	});
}
