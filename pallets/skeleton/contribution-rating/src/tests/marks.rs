use super::*;

const WEIGHT: Balance = 900;

/// Points are scarce enough for marks to count; `USER` has 900 of them, and the rate, not the cap, limits the due.
fn used() {
	Saturation::set(&1_000);
	assert_eq!(pay(USER, NODE, 9_000, 9_000).points, WEIGHT);
}

fn mark(user: u64, stars: u8) -> DispatchResult {
	ContributionRating::mark(signed(user), NODE, stars)
}

fn forget(user: u64) -> DispatchResultWithPostInfo {
	ContributionRating::forget(signed(7), NODE, user)
}

#[test]
fn uses_count_by_the_mark_when_their_user_gives_it() {
	build_and_execute(|| {
		used();
		assert_eq!(rating(NODE), (WEIGHT, 0, 90));
		assert_ok!(mark(USER, 5));
		assert_eq!(rating(NODE), (1_350, 5_000_000, 135));
		assert_eq!(ContributionRating::total_due(0), 135);
		assert_eq!(user(NODE, USER).mark, Some(Mark { stars: 5, weight: WEIGHT, era: 0 }));
		let (resource, user, mean) = (NODE, USER, 5_000_000);
		assert_last(Event::Marked { resource, user, stars: 5, weight: WEIGHT, mean, due: 135 });
		// What he uses later counts by it, too, from era to era.
		Era::set(&1);
		assert_eq!(pay(USER, NODE, 1_000, 1_000).points, 750);
		assert_ok!(mark(USER, 1));
		assert_eq!(due(NODE), 25);
		assert_eq!(ContributionRating::due(0, NODE), 135, "eras that have ended stay as they are");
	});
}

/// Else socks of the owner's would raise what is due for strangers' uses.
#[test]
fn mark_moves_nothing_of_what_others_uses_give() {
	build_and_execute(|| {
		used();
		pay(2, NODE, 1_000, 10);
		let before = due(NODE);
		assert_ok!(mark(2, 5));
		assert_eq!(due(NODE), before, "the cap of his own uses binds");
		assert_ok!(mark(2, 1));
		assert_eq!((rating(NODE).0, due(NODE)), (WEIGHT + 250, before));
	});
}

#[test]
fn penalty_stays_when_marks_go_up_and_down() {
	build_and_execute(|| {
		used();
		pay(2, NODE, 9_000, 9_000);
		let part = Permill::from_percent(50);
		let (grade, reason) = (Grade::Points(part), PenaltyReason::NotDelivered);
		assert_ok!(ContributionRating::penalise(RuntimeOrigin::root(), NODE, grade, reason, H256::zero()));
		let after = rating(NODE);
		assert_eq!((after.0, after.2), (WEIGHT, 90));
		for _ in 0..3 {
			assert_ok!(mark(USER, 1));
			assert_ok!(mark(2, 1));
			assert_ok!(mark(USER, 3));
			assert_ok!(mark(2, 3));
			assert_eq!((rating(NODE).0, due(NODE)), (after.0, after.2));
		}
	});
}

#[test]
fn mark_replaces_the_old_one_when_a_user_revises_it() {
	build_and_execute(|| {
		used();
		assert_ok!(mark(USER, 5));
		assert_ok!(mark(USER, 1));
		assert_eq!(rating(NODE), (450, 1_000_000, 45));
		let score = Scores::<Test>::get(NODE).unwrap();
		assert_eq!((score.marked, score.weight), (WEIGHT, WEIGHT));
		Era::set(&1);
		pay(USER, NODE, 1_000, 1_000);
		assert_eq!(Scores::<Test>::get(NODE).unwrap().weight, WEIGHT);
		assert_ok!(mark(USER, 3));
		assert_eq!(Scores::<Test>::get(NODE).unwrap().weight, WEIGHT + 500);
		assert_eq!(rating(NODE).1, 3_000_000);
	});
}

#[test]
fn heavier_mark_wins_when_users_differ() {
	build_and_execute(|| {
		used();
		pay(2, NODE, 100, 100);
		assert_ok!(mark(USER, 5));
		assert_ok!(mark(2, 1));
		assert!(rating(NODE).1 > 4_500_000);
	});
}

#[test]
fn mark_is_refused_when_it_is_out_of_range_or_not_of_a_user() {
	build_and_execute(|| {
		used();
		assert_noop!(mark(USER, 0), Error::<Test>::MarkOutOfRange);
		assert_noop!(mark(USER, 6), Error::<Test>::MarkOutOfRange);
		assert_noop!(mark(2, 5), Error::<Test>::NotUsed);
		assert_noop!(ContributionRating::mark(RuntimeOrigin::root(), NODE, 5), DispatchError::BadOrigin);
	});
}

#[test]
fn mark_is_refused_when_the_resource_is_gone_or_the_users_own() {
	build_and_execute(|| {
		used();
		let gone = ResourceId::Node(77);
		pay(USER, gone, 100, 10);
		assert_noop!(ContributionRating::mark(signed(USER), gone, 5), Error::<Test>::NoSuchResource);
		pay(29, NODE, 100, 10);
		assert_noop!(mark(29, 5), Error::<Test>::OwnResource);
		World::give(NODE, USER);
		assert_noop!(mark(USER, 5), Error::<Test>::OwnResource);
	});
}

#[test]
fn mark_and_uses_are_gone_when_they_are_forgotten() {
	build_and_execute(|| {
		used();
		assert_ok!(mark(USER, 5));
		pay(2, NODE, 1_000, 1_000);
		Era::set(&4);
		pay(2, NODE, 1_000, 1_000);
		assert_eq!(rating(NODE), (1_425, 5_000_000, 50));
		assert_eq!(forget(USER).unwrap().pays_fee, Pays::No);
		assert_eq!(rating(NODE), (1_425, 0, 50));
		assert_eq!(ContributionRating::user(NODE, USER), None);
		assert_last(Event::Forgotten { resource: NODE, user: USER });
		assert_noop!(forget(USER), Error::<Test>::NotUsed);
	});
}

#[test]
fn uses_are_kept_when_they_still_count() {
	build_and_execute(|| {
		used();
		Era::set(&3);
		assert_noop!(forget(USER), Error::<Test>::StillCounts);
		assert_noop!(forget(2), Error::<Test>::NotUsed);
		assert_noop!(ContributionRating::forget(RuntimeOrigin::root(), NODE, USER), DispatchError::BadOrigin);
		Era::set(&4);
		assert_ok!(forget(USER));
	});
}

#[test]
fn score_is_gone_when_nothing_is_left_of_it() {
	build_and_execute(|| {
		used();
		assert_ok!(mark(USER, 4));
		Era::set(&1_000);
		assert_ok!(forget(USER));
		assert_eq!(Scores::<Test>::iter().count(), 0);
	});
}

#[test]
fn mark_is_forgotten_when_it_is_old_though_its_user_goes_on() {
	build_and_execute(|| {
		used();
		assert_ok!(mark(USER, 5));
		Era::set(&4);
		pay(USER, NODE, 10, 1);
		assert_ok!(forget(USER));
		assert_eq!(user(NODE, USER).mark, None);
		assert_eq!(rating(NODE).1, 0);
		assert_noop!(forget(USER), Error::<Test>::StillCounts);
	});
}
