use super::*;
use aic_primitives::time::HOUR;

/// Pays for so many powers for an hour, and lets the era end.
fn era_of_work(fee: Balance, hours: u128) -> Permill {
	let paid =
		ResourceUse { resource: NODE, payer: PAYER, amount: fee, kind: WORK, work: hours * u128::from(HOUR) };
	assert_ok!(Payroll::distribute(paid, Funds::Free));
	pass(ERA);
	assert_ok!(Payroll::end_era(signed(5)));
	Payroll::books().burn
}

#[test]
fn more_is_burned_era_by_era_while_work_costs_too_much_and_no_more_than_may_be() {
	build_and_execute(|| {
		let burned: Vec<_> = (0..4).map(|_| era_of_work(21_000, 1_000)).collect();
		assert_eq!(burned, [10, 20, 25, 25].map(Permill::from_percent));
		System::assert_has_event(
			Event::<Test>::WorkPriced { era: 0, price: 21, burn: Permill::from_percent(10) }.into(),
		);
		assert_eq!(era_of_work(15_000, 1_000), Permill::from_percent(25), "within the band it stays");
		let burned: Vec<_> = (0..3).map(|_| era_of_work(9_000, 1_000)).collect();
		assert_eq!(burned, [15, 5, 0].map(Permill::from_percent));
	});
}

#[test]
fn burned_part_stays_when_no_work_was_paid() {
	build_and_execute(|| {
		era_of_work(21_000, 1_000);
		assert_eq!(era_of_work(500_000, 0), Permill::from_percent(10));
		assert_eq!((Payroll::books().fees, Payroll::books().work), (0, 0));
	});
}
