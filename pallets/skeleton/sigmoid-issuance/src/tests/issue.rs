use super::*;

#[test]
fn nothing_is_issued_when_no_fees_were_paid() {
	build_and_execute(|| {
		assert_storage_noop!(assert_eq!(SigmoidIssuance::issue(&ALICE, u128::MAX), 0));
		assert_eq!(SigmoidIssuance::allowance(), 0);
	});
}

#[test]
fn only_the_allowance_is_issued_when_more_is_wanted() {
	build_and_execute(|| {
		SigmoidIssuance::meter(1_000 * AIC);
		let allowance = SigmoidIssuance::allowance();
		assert_eq!(allowance, SigmoidIssuance::ceiling(1_000 * AIC));
		assert!(allowance > 6 * AIC && allowance < 7 * AIC);

		assert_eq!(SigmoidIssuance::issue(&ALICE, u128::MAX), allowance);
		System::assert_last_event(
			Event::Issued { to: ALICE, amount: allowance, issued: allowance, fees: 1_000 * AIC }.into(),
		);
		assert_eq!(Balances::free_balance(ALICE), GENESIS + allowance);
		assert_eq!(SigmoidIssuance::allowance(), 0);
		assert_storage_noop!(assert_eq!(SigmoidIssuance::issue(&ALICE, 1), 0));
		assert_eq!(
			SigmoidIssuance::supply(),
			Supply {
				total: GENESIS + allowance,
				genesis: GENESIS,
				issued: allowance,
				burned: 0,
				allowance: 0,
				left: ADDITIONAL_ISSUE - allowance,
				fees: 1_000 * AIC,
			}
		);
	});
}

#[test]
fn rest_of_the_allowance_carries_over_when_less_is_wanted() {
	build_and_execute(|| {
		SigmoidIssuance::meter(1_000 * AIC);
		let allowance = SigmoidIssuance::allowance();
		assert_eq!(SigmoidIssuance::issue(&BOB, AIC), AIC);
		assert_eq!(SigmoidIssuance::allowance(), allowance - AIC);
		assert_storage_noop!(assert_eq!(SigmoidIssuance::issue(&BOB, 0), 0));
		assert_eq!(SigmoidIssuance::issue(&BOB, allowance), allowance - AIC);
		assert_eq!(Balances::free_balance(BOB), allowance);
	});
}

#[test]
fn nothing_changes_when_the_account_can_not_hold_what_is_issued() {
	build_and_execute(|| {
		SigmoidIssuance::meter(1_000 * AIC);
		assert_storage_noop!(assert_eq!(SigmoidIssuance::issue(&BOB, EXISTENTIAL_DEPOSIT - 1), 0));
		assert_eq!(SigmoidIssuance::issue(&BOB, EXISTENTIAL_DEPOSIT), EXISTENTIAL_DEPOSIT);
		assert_eq!(SigmoidIssuance::issue(&BOB, 1), 1);
	});
}

#[test]
fn nothing_changes_when_the_total_issuance_would_overflow() {
	build_and_execute(|| {
		SigmoidIssuance::meter(1_000 * AIC);
		pallet_balances::TotalIssuance::<Test>::put(u128::MAX);
		assert_storage_noop!(assert_eq!(SigmoidIssuance::issue(&ALICE, AIC), 0));
	});
}

#[test]
fn allowance_does_not_come_back_when_coins_are_burned() {
	build_and_execute(|| {
		SigmoidIssuance::meter(1_000 * AIC);
		let amount = SigmoidIssuance::issue(&ALICE, u128::MAX);
		assert_ok!(Balances::burn(RuntimeOrigin::signed(ALICE), amount, false));
		assert_eq!(SigmoidIssuance::allowance(), 0);
		let supply = SigmoidIssuance::supply();
		assert_eq!((supply.total, supply.genesis, supply.issued), (GENESIS, GENESIS, amount));
		assert_eq!((supply.burned, supply.left), (amount, ADDITIONAL_ISSUE - amount));
	});
}

#[test]
fn fees_stay_at_the_largest_number_when_more_are_metered() {
	build_and_execute(|| {
		SigmoidIssuance::meter(u128::MAX);
		SigmoidIssuance::meter(u128::MAX);
		assert_eq!(Fees::<Test>::get(), u128::MAX);
		assert_eq!(SigmoidIssuance::issue(&ALICE, u128::MAX), ADDITIONAL_ISSUE - 1);
		assert_eq!(SigmoidIssuance::issue(&ALICE, u128::MAX), 0);
	});
}
