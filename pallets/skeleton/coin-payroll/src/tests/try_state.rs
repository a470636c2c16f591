use super::*;

fn assert_check_fails_when(corrupt: impl FnOnce(), message: &'static str) {
	new_test_ext().execute_with(|| {
		assert_ok!(pay(PAYER, NODE, 10_000));
		pass(ERA);
		assert_ok!(Payroll::end_era(signed(5)));
		check();
		corrupt();
		assert_eq!(Payroll::do_try_state(), Err(message.into()));
	});
}

#[test]
fn check_fails_when_an_account_is_owed_more_than_the_total() {
	let owe = |amount| move || Owed::<Test>::insert(7, Debt { amount, place: None });
	assert_check_fails_when(owe(1), "the accounts are not owed the total");
	assert_check_fails_when(owe(0), "an account is owed nothing or too much");
}

#[test]
fn check_fails_when_the_line_is_not_those_who_have_a_place() {
	let place = |place| Owed::<Test>::mutate(OWNER, |debt| debt.as_mut().unwrap().place = place);
	assert_check_fails_when(|| place(Some(0)), "an account is not at its place");
	let outside = || {
		place(Some(3));
		PayLine::<Test>::insert((), 3, OWNER);
	};
	assert_check_fails_when(outside, "a place lies outside the line");
	assert_check_fails_when(|| PayLine::<Test>::insert((), 0, OWNER), "somebody waits who is not owed");
}

#[test]
fn check_fails_when_the_pot_lacks_money() {
	assert_check_fails_when(
		|| Books::<Test>::mutate(|ledger| ledger.pool = 101),
		"the pot holds less than it must",
	);
}

#[test]
fn check_fails_when_a_closed_era_reserves_more_than_its_budget() {
	let corrupt = || ClosedEras::<Test>::mutate(|closed| closed[0].budget = 499);
	assert_check_fails_when(corrupt, "a closed era pays more than it has or owes");
}

#[test]
fn check_fails_when_closed_eras_are_out_of_order_or_time() {
	let twice = || {
		ClosedEras::<Test>::mutate(|closed| closed.try_push(ClosedEra { reserved: 0, ..closed[0] }).unwrap())
	};
	assert_check_fails_when(twice, "the closed eras are out of order");
	let future = || ClosedEras::<Test>::mutate(|closed| closed[0].index = 1);
	assert_check_fails_when(future, "a closed era is not over or too old");
}
