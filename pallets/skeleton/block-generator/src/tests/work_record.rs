use super::*;

const SLOT: SlotId = SlotId { job: 5, index: 1 };

/// Node 3 is the only one that is drawn, for session 3.
fn planned() {
	enrol([3]);
	draw_from(0);
}

/// The header of the next block that account 103 makes.
fn next_record() -> Option<WorkRecord> {
	loop {
		block();
		if World::read(|world| world.author) == Some(103) {
			return Generator::work_record();
		}
	}
}

#[test]
fn header_says_nothing_when_the_author_was_not_drawn() {
	build_and_execute(|| {
		block();
		assert_eq!(Generator::work_record(), Some(WorkRecord::default()));
	});
}

#[test]
fn header_says_node_and_work_when_they_are_shown() {
	build_and_execute(|| {
		planned();
		rotate();
		assert_eq!(next_record(), Some(WorkRecord { node: Some(3), work: None }));
		work(3, SLOT);
		assert_ok!(Generator::show_work(signed(103), Some(SLOT)));
		assert_eq!(events().last(), Some(&Event::WorkShown { collator: 103, node: 3, slot: Some(SLOT) }));
		let shown = WorkRecord { node: Some(3), work: Some(Work { slot: SLOT, model: model() }) };
		assert_eq!(next_record(), Some(shown));
		assert_eq!(System::digest().logs.len(), 1);
		assert_ok!(Generator::show_work(signed(103), None));
		assert_eq!(next_record(), Some(WorkRecord { node: Some(3), work: None }));
		assert!(!Shown::<Test>::contains_key(103));
	});
}

#[test]
fn header_says_no_work_when_it_ended() {
	build_and_execute(|| {
		planned();
		work(3, SLOT);
		assert_ok!(Generator::show_work(signed(103), Some(SLOT)));
		rotate();
		assert!(next_record().unwrap().work.is_some());
		World::change_node(3, |node| node.works_on.clear());
		assert_eq!(next_record(), Some(WorkRecord { node: Some(3), work: None }));
		assert!(!Shown::<Test>::contains_key(103));
	});
}

#[test]
fn showing_is_refused_when_it_is_not_his() {
	build_and_execute(|| {
		work(3, SLOT);
		work(4, SlotId { job: 6, index: 0 });
		assert_noop!(Generator::show_work(signed(103), Some(SLOT)), Error::<Test>::NoSeat);
		assert_noop!(Generator::show_work(signed(1), None), Error::<Test>::NoSeat);
		planned();
		assert_noop!(Generator::show_work(signed(104), Some(SLOT)), Error::<Test>::NoSeat);
		let others = SlotId { job: 6, index: 0 };
		assert_noop!(Generator::show_work(signed(103), Some(others)), Error::<Test>::NotYourWork);
		assert_ok!(Generator::show_work(signed(103), Some(SLOT)));
	});
}

#[test]
fn work_is_forgotten_when_the_seat_ends() {
	build_and_execute(|| {
		planned();
		work(3, SLOT);
		assert_ok!(Generator::show_work(signed(103), Some(SLOT)));
		rotate();
		rotate();
		assert!(Shown::<Test>::contains_key(103), "carried over");
		World::change_node(3, |node| node.live = false);
		rotate();
		assert!(Shown::<Test>::contains_key(103), "this session's seat is his");
		rotate();
		assert!(!Shown::<Test>::contains_key(103));
	});
}
