use super::*;
use proptest::prelude::*;

const DOUBLE: Threshold = Threshold { transactions: 100, nodes: 10 };
const FOURFOLD: Threshold = Threshold { transactions: 400, nodes: 20 };

fn thresholds() {
	World::change(|world| world.thresholds = Thresholds { double: DOUBLE, fourfold: FOURFOLD });
}

/// A window with so many transactions a minute, at whose end so many nodes are live.
fn window(transactions: u32, nodes: u32) -> Rate {
	World::change(|world| {
		world.live = Some(nodes);
		world.now = world.now.max(Pace::<Test>::get().window_began + WINDOW - BLOCK);
	});
	block_with(0, transactions);
	Pace::<Test>::get().rate
}

#[test]
fn rate_rises_when_both_numbers_are_reached() {
	build_and_execute(|| {
		thresholds();
		assert_eq!(window(99, 1_000), Rate::Base);
		assert_eq!(window(100_000, 9), Rate::Base);
		assert_eq!(window(100, 10), Rate::Double);
		assert!(events().contains(&Event::PaceChanged { rate: Rate::Double }));
		assert_eq!(window(400, 19), Rate::Double);
		assert_eq!(window(399, 20), Rate::Double);
		assert_eq!(window(400, 20), Rate::Fourfold);
		assert_eq!(Generator::rate(), 12);
	});
}

#[test]
fn rate_goes_one_step_at_a_time() {
	build_and_execute(|| {
		thresholds();
		assert_eq!(window(4_000, 200), Rate::Double);
		assert_eq!(window(4_000, 200), Rate::Fourfold);
		assert_eq!(window(0, 0), Rate::Double);
		assert_eq!(window(0, 0), Rate::Base);
	});
}

#[test]
fn rate_falls_when_a_number_is_below_three_quarters() {
	build_and_execute(|| {
		thresholds();
		window(4_000, 200);
		window(4_000, 200);
		assert_eq!(window(300, 15), Rate::Fourfold);
		hypothetically!(assert_eq!(window(299, 200), Rate::Double));
		assert_eq!(window(4_000, 14), Rate::Double);
		assert_eq!(window(75, 8), Rate::Double);
		hypothetically!(assert_eq!(window(74, 200), Rate::Base));
		assert_eq!(window(4_000, 7), Rate::Base);
	});
}

#[test]
fn fourfold_needs_the_numbers_of_double_too() {
	let thresholds = Thresholds { double: FOURFOLD, fourfold: DOUBLE };
	assert_eq!(thresholds.next(Rate::Double, 399, 20), Rate::Double);
	assert_eq!(thresholds.next(Rate::Fourfold, 299, 20), Rate::Double);
}

#[test]
fn inherents_are_no_transactions() {
	build_and_execute(|| {
		block();
		assert_eq!(Generator::pace().transactions, 0);
		block_with(0, 3);
		assert_eq!(Generator::pace().transactions, 3);
	});
}

#[test]
fn transactions_count_by_the_minute_when_a_window_lasts_longer() {
	build_and_execute(|| {
		thresholds();
		World::change(|world| world.now += 4 * WINDOW);
		assert_eq!(window(399, 10), Rate::Base, "in four minutes");
	});
}

#[test]
fn recent_rate_is_the_greater_for_a_window() {
	build_and_execute(|| {
		thresholds();
		window(100, 10);
		assert_eq!((Generator::rate(), Generator::recent_rate()), (6, 6));
		window(0, 0);
		assert_eq!((Generator::rate(), Generator::recent_rate()), (3, 6));
		block();
		assert_eq!(Generator::recent_rate(), 6);
		window(0, 0);
		assert_eq!((Generator::rate(), Generator::recent_rate()), (3, 3));
	});
}

#[test]
fn the_slot_in_which_a_window_ends_has_no_more_blocks_than_before() {
	build_and_execute(|| {
		thresholds();
		let most = || {
			let slot = World::read(|world| world.slot.unwrap());
			(Generator::most_in(slot), Generator::most_in(slot + 1))
		};
		assert_eq!(most(), (3, 3));
		window(100, 10);
		assert_eq!(most(), (3, 6));
		block_in_same_slot();
		assert_eq!(most(), (3, 6));
		block();
		assert_eq!(most(), (6, 6));
		window(400, 20);
		assert_eq!(most(), (6, 12));
		window(0, 0);
		assert_eq!(most(), (12, 12));
		window(0, 0);
		assert_eq!(most(), (6, 6));
		window(0, 0);
		assert_eq!(most(), (3, 3));
	});
}

#[test]
fn base_blocks_are_all_blocks_when_the_rate_never_changed() {
	build_and_execute(|| {
		for _ in 0..5 {
			block();
			assert_eq!(BaseBlocks::<Test>::current_block_number(), System::block_number());
		}
	});
}

#[test]
fn faster_blocks_count_for_less() {
	build_and_execute(|| {
		thresholds();
		window(100, 10);
		let (since, base) = (System::block_number(), BaseBlocks::<Test>::current_block_number());
		assert_eq!(base, since);
		for _ in 0..10 {
			block();
		}
		assert_eq!(BaseBlocks::<Test>::current_block_number(), base + 5);
		window(400, 20);
		assert_eq!(BaseBlocks::<Test>::current_block_number(), base + 5, "and a half");
		for _ in 0..10 {
			block();
		}
		assert_eq!(BaseBlocks::<Test>::current_block_number(), base + 8);
	});
}

#[test]
fn base_blocks_can_be_set_for_benchmarks() {
	build_and_execute(|| {
		thresholds();
		window(100, 10);
		BaseBlocks::<Test>::set_block_number(1_000);
		assert_eq!(BaseBlocks::<Test>::current_block_number(), 1_000);
		assert_eq!(System::block_number(), 1_000);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn base_blocks_never_fall_nor_outrun_the_blocks(steps in prop::collection::vec((0..600u32, 0..30u32, 0..8u8), 1..60)) {
		new_test_ext().execute_with(|| {
			thresholds();
			let mut exact = 4 * System::block_number();
			for (transactions, nodes, blocks) in steps {
				for ends in (0..=blocks).map(|block| block == blocks) {
					let before = BaseBlocks::<Test>::current_block_number();
					let pacing = Pace::<Test>::get();
					exact += pacing.rate.max(pacing.before).quarters();
					if ends { window(transactions, nodes); } else { block(); }
					let now = BaseBlocks::<Test>::current_block_number();
					prop_assert!(before <= now && now <= before + 1);
					prop_assert!(now <= System::block_number());
					prop_assert_eq!(now, exact / 4);
					prop_assert_eq!(Generator::do_try_state(), Ok(()));
				}
			}
			Ok(())
		})?;
	}
}
