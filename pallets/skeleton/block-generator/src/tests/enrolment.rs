use super::*;

fn refuses(error: Error<Test>, prepare: impl FnOnce()) {
	build_and_execute(|| {
		prepare();
		let result = Generator::enrol(signed(100), 0);
		let refused = result.unwrap_err();
		assert_eq!(refused.error, error.into());
		assert_eq!(refused.post_info.pays_fee, Pays::Yes, "who is refused pays");
		assert_eq!(Generator::enrolled(0).is_some(), refused.error == Error::<Test>::AlreadyEnrolled.into());
	});
}

#[test]
fn enrol_appends_when_all_is_well() {
	build_and_execute(|| {
		let info = Generator::enrol(signed(100), 0).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		assert_eq!(events(), [Event::Enrolled { session: 0, collator: 100, node: 0, weight: 10 }]);
		World::change_node(1, |node| node.points = 16 * LEAST - 1);
		World::change_node(2, |node| node.points = 16 * LEAST);
		enrol([1, 2]);
		let at = |class, position| Some(Position { list: 0, class, position });
		assert_eq!(Generator::enrolled(0), at(3, 0));
		assert_eq!(Generator::enrolled(1), at(3, 1));
		assert_eq!(Generator::enrolled(2), at(4, 0));
		assert_eq!(Generator::enrolled(3), None);
		let entry = Entry { session: 0, collator: 101, node: 1, provider: 1, weight: 15 };
		assert_eq!(Generator::entry(0, 3, 1), Some(entry));
		assert_eq!(Generator::entry(0, 3, 2), None);
		assert_eq!(Generator::entry(1, 3, 1), None);
		assert_eq!(Generator::list_of(0).unwrap().shelves.iter().sum::<u32>(), 3);
	});
}

#[test]
fn enrol_is_refused_when_something_lacks() {
	refuses(Error::NotOwner, || World::change_node(0, |node| node.signers = [7].into()));
	for class in DeviceClass::ALL.into_iter().filter(|class| *class != DeviceClass::Gpu) {
		refuses(Error::NotGpu, || World::change_node(0, |node| node.class = Some(class)));
	}
	refuses(Error::NotLive, || World::change_node(0, |node| node.live = false));
	refuses(Error::NoSessionKeys, || purge(100));
	refuses(Error::NotRated, || World::change_node(0, |node| node.points = LEAST - 1));
	refuses(Error::AlreadyInvulnerable, || {
		assert_ok!(Generator::set_invulnerables(RuntimeOrigin::root(), vec![1, 100]));
	});
	refuses(Error::AlreadyEnrolled, || enrol([0]));
	refuses(Error::NotOpen, || Lists::<Test>::remove(0));
}

#[test]
fn enrol_is_refused_when_the_class_is_full() {
	new_test_ext().execute_with(|| {
		Lists::<Test>::mutate(0, |list| list.as_mut().unwrap().shelves[3] = u32::MAX);
		assert_noop!(Generator::do_enrol(100, 0), Error::<Test>::ListFull);
	});
}

#[test]
fn enrol_is_refused_when_nobody_signed() {
	build_and_execute(|| {
		assert!(Generator::enrol(RuntimeOrigin::none(), 0).is_err());
		assert!(Generator::enrol(RuntimeOrigin::root(), 0).is_err());
	});
}

#[test]
fn enrol_is_possible_again_when_the_session_is_another() {
	build_and_execute(|| {
		for session in 0..7 {
			assert_eq!(index(), session);
			enrol([3]);
			assert_eq!(Generator::enrolled(3), Some(Position { list: session, class: 3, position: 0 }));
			assert_noop!(Generator::do_enrol(103, 3), Error::<Test>::AlreadyEnrolled);
			rotate();
			assert_eq!(Generator::enrolled(3), None);
			Generator::do_try_state().unwrap();
		}
	});
}

#[test]
fn weight_is_the_points_in_units_of_the_least() {
	new_test_ext().execute_with(|| {
		assert_eq!(Generator::weight_of(LEAST - 1), 0);
		assert_eq!(Generator::weight_of(LEAST), 1);
		assert_eq!(
			Generator::weight_of(Balance::MAX),
			u64::try_from(Balance::MAX / LEAST).unwrap_or(u64::MAX)
		);
		for (weight, class) in [(1, 0), (2, 1), (3, 1), (4, 2), (1 << 63, 63), (u64::MAX, 63)] {
			assert_eq!(class_of(weight), class);
		}
	});
}
