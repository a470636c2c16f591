use super::*;

/// Breaks a sound state and expects the check to say so.
fn assert_caught(message: &'static str, corrupt: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		SigmoidIssuance::meter(3 * BILLION_AIC);
		assert_ok!(SigmoidIssuance::set_parameters(RuntimeOrigin::root(), 5 * BILLION_AIC, BILLION_AIC));
		SigmoidIssuance::meter(BILLION_AIC);
		SigmoidIssuance::issue(&ALICE, u128::MAX);
		assert_ok!(SigmoidIssuance::do_try_state());
		corrupt();
		assert_eq!(SigmoidIssuance::do_try_state(), Err(message.into()));
	});
}

fn corrupt_section(change: impl FnOnce(&mut Section)) {
	CurrentSection::<Test>::mutate(change);
}

#[test]
fn state_is_refused_when_parameters_are_out_of_range() {
	let message = "the curve's parameters are out of range";
	assert_caught(message, || corrupt_section(|section| section.parameters.width = 0));
	assert_caught(message, || corrupt_section(|section| section.parameters.midpoint = u128::MAX));
}

#[test]
fn state_is_refused_when_the_section_begins_in_the_future() {
	assert_caught("the section begins at fees that were not paid", || {
		corrupt_section(|section| section.start = Fees::<Test>::get() + 1)
	});
}

#[test]
fn state_is_refused_when_the_section_begins_above_the_cap() {
	assert_caught("the section begins above the cap", || {
		corrupt_section(|section| section.base = ADDITIONAL_ISSUE + 1)
	});
}

#[test]
fn state_is_refused_when_too_much_was_issued() {
	let message = "more was issued than the ceiling allows";
	assert_caught(message, || Issued::<Test>::mutate(|issued| *issued += 1));
	assert_caught(message, || corrupt_section(|section| section.base -= 1));
	assert_caught(message, || Fees::<Test>::mutate(|fees| *fees -= BILLION_AIC / 2));
}
