use super::*;

#[test]
fn check_fails_when_a_due_reaches_the_commission() {
	new_test_ext().execute_with(|| {
		DueOf::<Test>::insert(0, NODE, Due { commission: 10, due: 10 });
		TotalDue::<Test>::insert(0, 10);
		assert_eq!(ContributionRating::do_try_state(), Err("a reward reaches the commission".into()));
	});
}

#[test]
fn check_fails_when_the_total_is_below_the_dues() {
	new_test_ext().execute_with(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		TotalDue::<Test>::insert(0, 49);
		assert_eq!(
			ContributionRating::do_try_state(),
			Err("the dues of an era are more than its total".into())
		);
	});
}

#[test]
fn check_fails_when_zero_points_or_dues_are_kept() {
	new_test_ext().execute_with(|| {
		PointsOf::<Test>::insert(NODE, Points::default());
		assert_eq!(ContributionRating::do_try_state(), Err("zero points are kept".into()));
		DueOf::<Test>::insert(0, NODE, Due::default());
		assert_eq!(ContributionRating::do_try_state(), Err("an entry of nothing is kept".into()));
	});
}
