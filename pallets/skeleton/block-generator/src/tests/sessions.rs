use super::*;
use pallet_session::{SessionManager, ShouldEndSession};

#[test]
fn genesis_has_the_invulnerables() {
	build_and_execute(|| {
		assert_eq!(Sessions::validators(), FIRST);
		assert_eq!(Invulnerables::<Test>::get().into_inner(), FIRST);
		assert_eq!(index(), 0);
		assert_eq!(Generator::list_of(0), Some(List::new(0)));
		assert_eq!(Generator::new_session_genesis(0), Some(FIRST.to_vec()));
		Invulnerables::<Test>::kill();
		assert_eq!(Generator::new_session_genesis(0), None);
	});
}

#[test]
#[should_panic = "an invulnerable is named twice"]
fn genesis_is_refused_when_an_invulnerable_is_named_twice() {
	let _ = GenesisConfig::<Test> { invulnerables: vec![1, 1] }.build_storage();
}

#[test]
#[should_panic = "there are too many invulnerables"]
fn genesis_is_refused_when_there_are_too_many() {
	let _ = GenesisConfig::<Test> { invulnerables: vec![1, 2, 3, 4] }.build_storage();
}

#[test]
fn first_block_only_notes_the_time() {
	build_and_execute(|| {
		// Block 1 set the time, and block 2 was the first to know it.
		let running = Session::<Test>::get();
		assert_eq!((running.index, running.began), (0, START));
		Session::<Test>::put(Running { began: 0, ..running });
		assert!(!Generator::should_end_session(2));
		assert_eq!(Generator::estimate_current_session_progress(2).0, None);
		assert_eq!(Generator::estimate_next_session_rotation(2).0, None);
	});
}

#[test]
fn session_ends_when_its_time_is_over() {
	build_and_execute(|| {
		World::change(|world| world.now = START + SESSION - 1);
		block();
		assert_eq!(index(), 0);
		World::change(|world| world.now = START + SESSION);
		block();
		assert_eq!((index(), Sessions::current_index()), (1, 1));
		assert_eq!(Session::<Test>::get().began, START + SESSION);
		let number = System::block_number();
		assert_eq!(Generator::list_of(0).unwrap().closed, Some(number));
		assert_eq!(Generator::list_of(1).unwrap().closed, None);
		// However long the chain stood, only one ends.
		World::change(|world| world.now += 10 * SESSION);
		block();
		block();
		assert_eq!(index(), 2);
	});
}

#[test]
fn session_has_the_least_length_when_governance_sets_a_shorter_one() {
	build_and_execute(|| {
		World::change(|world| {
			world.session = 1;
			world.now = START + 59_999;
			world.slot = world.slot.map(|slot| slot + 1);
		});
		assert!(!Generator::should_end_session(3));
		World::change(|world| world.now = START + 60_000);
		assert!(Generator::should_end_session(3));
	});
}

#[test]
fn rotation_is_estimated_at_the_rate_of_blocks() {
	build_and_execute(|| {
		assert_eq!(Generator::average_session_length(), SESSION / 2_000);
		World::change(|world| world.now = START + SESSION / 4);
		assert_eq!(Generator::estimate_current_session_progress(100).0, Some(Permill::from_percent(25)));
		assert_eq!(Generator::estimate_next_session_rotation(100).0, Some(100 + SESSION / 2_000 / 4 * 3));
		Pace::<Test>::mutate(|pacing| pacing.rate = Rate::Fourfold);
		assert_eq!(Generator::average_session_length(), SESSION / 500);
	});
}

#[test]
fn invulnerables_are_those_that_governance_names() {
	build_and_execute(|| {
		let set =
			|accounts: &[AccountId]| Generator::set_invulnerables(RuntimeOrigin::root(), accounts.to_vec());
		assert_noop!(Generator::set_invulnerables(signed(1), vec![1]), BadOrigin);
		assert_noop!(set(&[1, 7]), Error::<Test>::WithoutKeys);
		assert_noop!(set(&[1, 2, 100, 101]), Error::<Test>::TooManyInvulnerables);
		assert_noop!(set(&[]), Error::<Test>::NobodyLeft);
		assert_ok!(set(&[101, 1, 101, 1, 100]));
		assert_eq!(events(), [Event::InvulnerablesSet { accounts: vec![101, 1, 100] }]);
		rotate();
		assert_eq!(Sessions::validators(), FIRST, "the next session was planned before");
		rotate();
		assert_eq!(Sessions::validators(), [101, 1, 100]);
		purge(1);
		rotate();
		rotate();
		assert_eq!(Sessions::validators(), [101, 100]);
	});
}

#[test]
fn invulnerable_is_in_the_set_once_when_he_was_drawn() {
	build_and_execute(|| {
		enrol([5]);
		draw_from(0);
		assert_ok!(Generator::set_invulnerables(RuntimeOrigin::root(), vec![105, 1]));
		rotate();
		assert_eq!(Sessions::validators(), [105, 1, 2]);
		assert_eq!(Generator::seats(), [Seat { collator: 105, node: 5 }]);
		rotate();
		assert_eq!(Sessions::validators(), [105, 1]);
		assert_eq!(Generator::seats(), [], "he needs none any more");
	});
}

#[test]
fn planning_and_ending_count_their_weight() {
	build_and_execute(|| {
		enrol(0..10);
		let before = System::block_weight().get(DispatchClass::Mandatory).ref_time();
		assert_eq!(Generator::new_session(3).map(|set| set.len()), Some(2));
		let planned = System::block_weight().get(DispatchClass::Mandatory).ref_time();
		Generator::end_session(7);
		let ended = System::block_weight().get(DispatchClass::Mandatory).ref_time();
		assert_eq!(planned - before, <() as WeightInfo>::draw(0).ref_time());
		assert_eq!(ended - planned, <() as WeightInfo>::close(0).ref_time());
	});
}

#[test]
fn constants_are_checked() {
	new_test_ext().execute_with(<Generator as Hooks<u64>>::integrity_test);
}

#[test]
fn a_session_ends_in_a_slots_first_block_only() {
	build_and_execute(|| {
		let before = index();
		World::change(|world| world.now += SESSION);
		block_in_same_slot();
		assert_eq!(index(), before);
		block();
		assert_eq!(index(), before + 1);
	});
}
