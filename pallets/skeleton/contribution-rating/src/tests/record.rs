use super::*;

#[test]
fn points_grow_when_somebody_else_pays() {
	build_and_execute(|| {
		assert_eq!(pay(USER, NODE, 1_000, 100), Rated { points: 999, first: true });
		assert_eq!(pay(USER, NODE, 500, 50), Rated { points: 500, first: false });
		assert_eq!(rating(NODE), (1_499, 0, 75));
		assert_eq!(ContributionRating::total_due(0), 75);
		assert_last(Event::Rated { resource: NODE, era: 0, points: 1_499, due: 75 });
	});
}

#[test]
fn ten_payers_count_for_more_when_each_pays_a_tenth() {
	build_and_execute(|| {
		Saturation::set(&10_000);
		for payer in 1..=10 {
			assert_eq!(pay(payer, NODE, 1_000, 0), Rated { points: 909, first: true });
		}
		for _ in 0..10 {
			pay(USER, OTHER, 1_000, 0);
		}
		assert_eq!((points(NODE), points(OTHER)), (9_090, 5_000));
	});
}

#[test]
fn payer_counts_anew_when_an_era_begins() {
	build_and_execute(|| {
		Saturation::set(&1_000);
		pay(USER, NODE, 1_000, 0);
		assert_eq!(pay(USER, NODE, 1_000, 0), Rated { points: 166, first: false });
		Era::set(&1);
		assert_eq!(pay(USER, NODE, 1_000, 0), Rated { points: 500, first: true });
	});
}

#[test]
fn last_two_eras_with_a_use_are_remembered_when_eras_pass() {
	build_and_execute(|| {
		let uses =
			|era, fee, sunk| Uses { era, owner: OWNER, fee, looped: 0, points: fee - 1, due: sunk / 2, sunk };
		pay(USER, NODE, 100, 10);
		assert_eq!(user(NODE, USER), User { latest: uses(0, 100, 10), before: None, mark: None });
		Era::set(&1);
		pay(USER, NODE, 200, 20);
		pay(USER, NODE, 30, 3);
		assert_eq!(user(NODE, USER).latest, uses(1, 230, 23));
		assert_eq!(user(NODE, USER).before, Some(uses(0, 100, 10)));
		Era::set(&5);
		pay(USER, NODE, 300, 30);
		assert_eq!(user(NODE, USER).latest, uses(5, 300, 30));
		assert_eq!(user(NODE, USER).before, Some(uses(1, 230, 23)));
		assert_eq!(ContributionRating::user(NODE, 2), None);
	});
}

#[test]
fn points_are_halved_when_a_half_life_passed() {
	build_and_execute(|| {
		pay(USER, NODE, 1_001, 100);
		Era::set(&4);
		assert_eq!(rating(NODE), (500, 0, 0));
		pay(USER, NODE, 10, 1);
		assert_eq!(points(NODE), 509);
	});
}

#[test]
fn points_are_gone_when_ages_passed() {
	build_and_execute(|| {
		assert_eq!(pay(USER, NODE, u128::MAX, 0).points, aic_math::rating::saturate(u128::MAX, 1 << 100));
		pay(USER, NODE, u128::MAX, u128::MAX);
		Era::set(&EraIndex::MAX);
		assert_eq!(points(NODE), 0);
	});
}

#[test]
fn points_are_not_rounded_again_when_a_use_gives_none() {
	build_and_execute(|| {
		pay(USER, NODE, 1_001, 100);
		for era in 1..4 {
			Era::set(&era);
			assert_eq!(pay(USER, NODE, 1, 1).points, 0);
		}
		Era::set(&4);
		assert_eq!(points(NODE), 500);
	});
}

#[test]
fn due_is_the_rate_of_the_points_when_that_is_less_than_the_cap() {
	build_and_execute(|| {
		pay(USER, NODE, 1_001, 900);
		assert_eq!(due(NODE), 100);
	});
}

#[test]
fn due_is_for_what_the_era_sank_when_old_points_are_many() {
	build_and_execute(|| {
		pay(USER, NODE, 1_000_000, 100_000);
		Era::set(&1);
		pay(USER, NODE, 101, 40);
		assert_eq!(due(NODE), 10);
	});
}

#[test]
fn due_stays_below_what_is_sunk_when_governance_sets_the_fraction_to_one() {
	build_and_execute(|| {
		CapFraction::set(&Permill::one());
		RewardRate::set(&Permill::one());
		pay(USER, NODE, 1_000_000_000, 1_000);
		assert_eq!(due(NODE), 999);
	});
}

#[test]
fn what_strangers_must_have_cost_is_sunk_when_work_is_drawn() {
	build_and_execute(|| {
		RewardRate::set(&Permill::one());
		OwnShare::set(&Permill::from_percent(80));
		pay(USER, NODE, 1_000, 100);
		assert_eq!((user(NODE, USER).latest.sunk, due(NODE)), (350, 175));
	});
}

#[test]
fn due_of_the_era_stays_when_the_rate_falls() {
	build_and_execute(|| {
		pay(USER, NODE, 1_000, 100);
		pay(USER, OTHER, 1_000, 100);
		RewardRate::set(&Permill::from_percent(1));
		pay(USER, NODE, 1_001, 100);
		assert_eq!(due(NODE), 50);
		assert_eq!(ContributionRating::total_due(0), 100);
	});
}

#[test]
fn nothing_is_kept_when_the_due_rounds_to_nothing() {
	build_and_execute(|| {
		pay(USER, NODE, 2, 1);
		assert_eq!(DueOf::<Test>::iter().count(), 0);
		assert_eq!(TotalDue::<Test>::iter().count(), 0);
		assert_eq!(points(NODE), 1);
	});
}

#[test]
fn nothing_changes_when_the_fee_is_zero() {
	build_and_execute(|| {
		assert_eq!(pay(USER, NODE, 0, 0), Rated::default());
		assert_eq!(Scores::<Test>::iter().count(), 0);
		assert_eq!(Users::<Test>::iter().count(), 0);
		assert!(System::events().is_empty());
	});
}

#[test]
fn due_can_be_taken_once_when_it_is_claimed() {
	build_and_execute(|| {
		pay(USER, NODE, 1_000, 100);
		pay(USER, OTHER, 1_000, 100);
		assert_eq!(ContributionRating::take_due(0, NODE), 50);
		assert_eq!(ContributionRating::take_due(0, NODE), 0);
		assert_eq!(ContributionRating::total_due(0), 100);
		assert_eq!(ContributionRating::due(0, OTHER), 50);
	});
}
