use super::*;

fn set(midpoint: Balance, width: Balance) -> DispatchResult {
	SigmoidIssuance::set_parameters(RuntimeOrigin::root(), midpoint, width)
}

#[test]
fn parameters_are_refused_when_origin_is_not_governance() {
	build_and_execute(|| {
		for origin in [RuntimeOrigin::signed(ALICE), RuntimeOrigin::none()] {
			assert_noop!(SigmoidIssuance::set_parameters(origin, BILLION_AIC, BILLION_AIC), BadOrigin);
		}
	});
}

#[test]
fn parameters_are_refused_when_out_of_range() {
	build_and_execute(|| {
		let (least, most) = (1_000 * AIC, 1_000 * BILLION_AIC);
		for width in [0, 1, least - 1, most + 1, u128::MAX] {
			assert_noop!(set(BILLION_AIC, width), Error::<Test>::WidthOutOfRange);
		}
		for midpoint in [most + 1, u128::MAX] {
			assert_noop!(set(midpoint, BILLION_AIC), Error::<Test>::MidpointOutOfRange);
		}
		assert_ok!(set(0, least));
		assert_ok!(set(most, most));
	});
}

#[test]
fn ceiling_goes_on_from_where_it_is_when_parameters_change() {
	for paid in [0, 1, 3 * BILLION_AIC + 7, 10 * BILLION_AIC, 29 * BILLION_AIC, u128::MAX] {
		for (midpoint, width) in [
			(0, 1_000 * AIC),
			(BILLION_AIC, BILLION_AIC),
			(10 * BILLION_AIC, 2 * BILLION_AIC),
			(500 * BILLION_AIC, 40 * BILLION_AIC),
		] {
			build_and_execute(|| {
				SigmoidIssuance::meter(paid);
				let before = SigmoidIssuance::ceiling(paid);
				assert_ok!(set(midpoint, width));
				System::assert_last_event(
					Event::ParametersSet { midpoint, width, fees: paid, ceiling: before }.into(),
				);
				assert_eq!(SigmoidIssuance::parameters(), Parameters { midpoint, width });
				assert_eq!(SigmoidIssuance::ceiling(paid), before);
				assert_eq!(SigmoidIssuance::allowance(), before);
				// No jump after it either: the next AIC of fees raises the ceiling by no more than cap / width.
				let next = SigmoidIssuance::ceiling(paid.saturating_add(AIC));
				assert!(next >= before);
				assert!(next - before <= ADDITIONAL_ISSUE / (width / AIC) + 1);
				assert!(SigmoidIssuance::ceiling(u128::MAX) <= ADDITIONAL_ISSUE);
			});
		}
	}
}

#[test]
fn ceiling_still_nears_the_cap_when_parameters_changed_late() {
	build_and_execute(|| {
		SigmoidIssuance::meter(12 * BILLION_AIC);
		let before = SigmoidIssuance::ceiling(12 * BILLION_AIC);
		assert_ok!(set(0, BILLION_AIC));
		// Far behind its midpoint the curve is e^−x: after one width, 1 − 1/e of the rest was added.
		let risen = SigmoidIssuance::ceiling(13 * BILLION_AIC) - before;
		assert_eq!(risen * 1_000 / (ADDITIONAL_ISSUE - before), 632);
		assert!(ADDITIONAL_ISSUE - SigmoidIssuance::ceiling(112 * BILLION_AIC) <= 2);
	});
}

#[test]
fn ceiling_is_the_same_but_for_rounding_when_the_same_parameters_are_set_again() {
	build_and_execute(|| {
		let expected = SigmoidIssuance::ceiling(9 * BILLION_AIC);
		for _ in 0..9 {
			SigmoidIssuance::meter(BILLION_AIC);
			assert_ok!(set(10 * BILLION_AIC, 2 * BILLION_AIC));
		}
		let now = SigmoidIssuance::ceiling(9 * BILLION_AIC);
		assert!(now <= expected + 2 && expected <= now + 20, "{now} {expected}");
	});
}

#[test]
fn issued_coins_stay_when_the_new_curve_is_flat() {
	build_and_execute(|| {
		SigmoidIssuance::meter(12 * BILLION_AIC);
		let issued = SigmoidIssuance::issue(&ALICE, u128::MAX);
		assert_ok!(set(1_000 * BILLION_AIC, BILLION_AIC));
		SigmoidIssuance::meter(100 * BILLION_AIC);
		assert_eq!(Issued::<Test>::get(), issued);
		assert_eq!(SigmoidIssuance::allowance(), 0);
		assert_eq!(SigmoidIssuance::supply().total, GENESIS + issued);
	});
}
