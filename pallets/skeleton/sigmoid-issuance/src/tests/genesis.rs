use super::*;

fn build(midpoint: Balance, width: Balance) {
	TestState::default().execute_with(|| {
		GenesisConfig::<Test> { midpoint, width, ..Default::default() }.build();
		assert_eq!(SigmoidIssuance::parameters(), Parameters { midpoint, width });
		SigmoidIssuance::do_try_state().unwrap();
	});
}

#[test]
fn curve_is_that_of_the_readme_when_genesis_says_nothing() {
	build_and_execute(|| {
		assert_eq!(
			SigmoidIssuance::parameters(),
			Parameters { midpoint: 10 * BILLION_AIC, width: 2 * BILLION_AIC }
		);
		assert_eq!(SigmoidIssuance::ceiling(0), 0);
		// The README's table, in whole AIC.
		for (millions, ceiling) in CEILINGS {
			assert_eq!(SigmoidIssuance::ceiling(millions * 1_000_000 * AIC) / AIC, ceiling, "{millions}");
		}
		assert_eq!(slope_at(0) / 1_000_000_000, 6_692_850);
		assert_eq!(slope_at(10 * BILLION_AIC) / 10u128.pow(15), 251);
	});
}

/// Millions of AIC of fees, and whole AIC that may have been issued then; by mpmath.
const CEILINGS: [(Balance, Balance); 7] = [
	(100, 686_064),
	(1_000, 8_646_050),
	(5_000, 139_262_722),
	(10_000, 993_262_053),
	(15_000, 1_847_261_383),
	(20_000, 1_986_524_106),
	(30_000, 1_999_908_592),
];

#[test]
fn curve_starts_with_given_parameters_when_they_are_in_range() {
	build(0, 1_000 * AIC);
	build(1_000 * BILLION_AIC, 1_000 * BILLION_AIC);
}

#[test]
#[should_panic = "out of range"]
fn genesis_is_refused_when_width_is_zero() {
	build(BILLION_AIC, 0);
}

#[test]
fn constants_of_the_mock_pass_the_integrity_test() {
	SigmoidIssuance::integrity_test();
}
