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
fn mark_weighs_by_points_when_a_user_gives_it() {
	build_and_execute(|| {
		used();
		assert_eq!(rating(NODE), (WEIGHT, 1_000_000, 90));
		assert_ok!(mark(USER, 5));
		// 1/2 + ((3 · 1,000 + 5 · 900) / 1,900 − 1) / 4.
		assert_eq!(rating(NODE), (WEIGHT, 1_236_842, 111));
		assert_eq!(ContributionRating::total_due(0), 111);
		assert_eq!(user(NODE, USER).mark, Some(Mark { stars: 5, weight: WEIGHT, era: 0 }));
		let (resource, user, boost) = (NODE, USER, 1_236_842);
		assert_last(Event::Marked { resource, user, stars: 5, weight: WEIGHT, boost, due: 111 });
	});
}

#[test]
fn mark_replaces_the_old_one_when_a_user_revises_it() {
	build_and_execute(|| {
		used();
		assert_ok!(mark(USER, 5));
		assert_ok!(mark(USER, 1));
		assert_eq!(rating(NODE).1, 763_157);
		let score = Scores::<Test>::get(NODE).unwrap();
		assert_eq!((score.marked, score.weight), (WEIGHT, WEIGHT));
		Era::set(&1);
		pay(USER, NODE, 1_000, 1_000);
		assert_eq!(Scores::<Test>::get(NODE).unwrap().weight, WEIGHT);
		assert_ok!(mark(USER, 3));
		assert_eq!(Scores::<Test>::get(NODE).unwrap().weight, WEIGHT + 500);
		assert_eq!(rating(NODE).1, 1_000_000);
	});
}

#[test]
fn boost_stays_between_a_half_and_three_halves_when_all_agree() {
	build_and_execute(|| {
		Saturation::set(&1_000);
		let boost = |stars| {
			for user in 1..20 {
				pay(user, NODE, 1_000_000, 0);
				assert_ok!(mark(user, stars));
			}
			rating(NODE).1
		};
		assert_eq!([1, 2, 3, 4, 5].map(boost), [525_023, 762_511, 1_000_000, 1_237_488, 1_474_976]);
	});
}

#[test]
fn heavier_mark_wins_when_users_differ() {
	build_and_execute(|| {
		used();
		pay(2, NODE, 100, 100);
		assert_ok!(mark(USER, 5));
		assert_ok!(mark(2, 1));
		assert!(rating(NODE).1 > 1_000_000);
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
		assert_eq!(rating(NODE), (1_200, 1_236_842, 148));
		assert_eq!(forget(USER).unwrap().pays_fee, Pays::No);
		assert_eq!(rating(NODE), (1_200, 1_000_000, 120));
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
