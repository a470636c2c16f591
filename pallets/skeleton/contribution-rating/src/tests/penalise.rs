use super::*;

fn penalise(part: Permill) -> DispatchResult {
	let reason = PenaltyReason::FalseDescription;
	ContributionRating::penalise(RuntimeOrigin::root(), NODE, part, reason, H256::repeat_byte(7))
}

#[test]
fn points_and_due_fall_when_governance_decides() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		ContributionRating::record(0, OTHER, 1_000, 100);
		assert_ok!(penalise(Permill::from_percent(90)));
		assert_eq!(ContributionRating::rating(NODE), Rating { points: 100, due: 10, era: 0 });
		assert_eq!(ContributionRating::total_due(0), 60);
		let cause =
			Cause::Decision { reason: PenaltyReason::FalseDescription, evidence: H256::repeat_byte(7) };
		let part = Permill::from_percent(90);
		System::assert_last_event(
			Event::<Test>::Penalised { resource: NODE, part, points: 100, due: 10, cause }.into(),
		);
	});
}

#[test]
fn earlier_eras_stay_as_they_were_when_points_are_lost() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		Now::set(&1);
		assert_ok!(penalise(Permill::one()));
		assert_eq!(ContributionRating::due(0, NODE), 50);
		assert_eq!(ContributionRating::rating(NODE), Rating { points: 0, due: 0, era: 1 });
	});
}

#[test]
fn fault_costs_points_when_another_pallet_reports_it() {
	build_and_execute(|| {
		ContributionRating::record(0, NODE, 1_000, 100);
		<ContributionRating as Ratings>::penalise(NODE, Permill::from_percent(50));
		assert_eq!(ContributionRating::rating(NODE).points, 500);
	});
}

#[test]
fn fault_costs_nothing_when_there_are_no_points() {
	build_and_execute(|| {
		<ContributionRating as Ratings>::penalise(NODE, Permill::one());
		assert!(System::events().is_empty());
	});
}

#[test]
fn penalty_is_refused_when_it_is_empty_or_not_authorised() {
	build_and_execute(|| {
		assert_noop!(penalise(Permill::one()), Error::<Test>::NotRated);
		ContributionRating::record(0, NODE, 1_000, 100);
		assert_noop!(penalise(Permill::zero()), Error::<Test>::ZeroPenalty);
		let reason = PenaltyReason::SelfDealing;
		assert_noop!(
			ContributionRating::penalise(
				RuntimeOrigin::signed(1),
				NODE,
				Permill::one(),
				reason,
				H256::zero()
			),
			DispatchError::BadOrigin
		);
	});
}
