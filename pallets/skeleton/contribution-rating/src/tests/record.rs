use super::*;

#[test]
fn points_grow_by_the_fee_when_somebody_else_pays() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		ContributionRating::record(0, NODE, 500, 50);
		assert_eq!(ContributionRating::rating(NODE), Rating { points: 1_500, due: 75, era: 0 });
		assert_eq!(ContributionRating::total_due(0), 75);
		System::assert_last_event(
			Event::<Test>::Rated { resource: NODE, era: 0, points: 1_500, due: 75 }.into(),
		);
	});
}

#[test]
fn points_are_halved_when_a_half_life_passed() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		Now::set(&4);
		assert_eq!(ContributionRating::rating(NODE), Rating { points: 500, due: 0, era: 4 });
		ContributionRating::record(4, NODE, 10, 1);
		assert_eq!(ContributionRating::rating(NODE).points, 510);
	});
}

#[test]
fn points_are_gone_when_ages_passed() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, u128::MAX, 0);
		Now::set(&EraIndex::MAX);
		assert_eq!(ContributionRating::rating(NODE).points, 0);
	});
}

#[test]
fn due_is_the_rate_of_the_points_when_that_is_less_than_the_cap() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 900);
		assert_eq!(ContributionRating::due(0, NODE), 100);
	});
}

#[test]
fn due_is_capped_by_the_commission_of_the_era_when_old_points_are_many() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000_000, 100_000);
		ContributionRating::record(1, NODE, 10, 2);
		assert_eq!(ContributionRating::due(1, NODE), 1);
	});
}

#[test]
fn due_stays_below_the_commission_when_governance_sets_the_fraction_to_one() {
	build_and_execute(|| {
		CapFraction::set(&Permill::one());
		RewardRate::set(&Permill::one());
		ContributionRating::record(0, NODE, 1_000, 1_000);
		assert_eq!(ContributionRating::due(0, NODE), 999);
	});
}

#[test]
fn due_of_the_era_falls_when_the_rate_does() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		ContributionRating::record(0, OTHER, 1_000, 100);
		RewardRate::set(&Permill::from_percent(1));
		ContributionRating::record(0, NODE, 1_000, 100);
		assert_eq!(ContributionRating::due(0, NODE), 20);
		assert_eq!(ContributionRating::total_due(0), 70);
	});
}

#[test]
fn nothing_is_kept_when_the_due_rounds_to_nothing() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1, 1);
		assert_eq!(DueOf::<Test>::iter().count(), 0);
		assert_eq!(TotalDue::<Test>::iter().count(), 0);
		assert_eq!(ContributionRating::rating(NODE).points, 1);
	});
}

#[test]
fn nothing_changes_when_the_fee_is_zero() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 0, 0);
		assert_eq!(PointsOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn due_can_be_taken_once_when_it_is_claimed() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		ContributionRating::record(0, OTHER, 1_000, 100);
		assert_eq!(ContributionRating::take_due(0, NODE), 50);
		assert_eq!(ContributionRating::take_due(0, NODE), 0);
		assert_eq!(ContributionRating::total_due(0), 100);
		assert_eq!(ContributionRating::due(0, OTHER), 50);
	});
}
