use super::*;

fn last_commission() -> CommissionParts {
	let events = System::read_events_for_pallet::<Event<Test>>();
	let last = events.into_iter().rev().find_map(|event| match event {
		Event::Distributed { commission, .. } => Some(commission),
		_ => None,
	});
	last.unwrap()
}

#[test]
fn author_is_owed_his_part_and_it_is_not_sunk() {
	build_and_execute(|| {
		Author::set(&Some(8));
		AuthorShare::set(&Permill::from_percent(20));
		assert_ok!(pay(PAYER, NODE, 10_000));
		let parts = CommissionParts { to_pool: 500, to_treasury: 300, to_author: 200, burned: 0 };
		assert_eq!(last_commission(), parts);
		assert_eq!(credits()[0], (8, Reason::Authorship, 200));
		assert_eq!(Payroll::owed(8).payable, 200);
		assert_eq!(Rating::due(0, NODE), 720, "nine tenths of what the payer can't be the author of");
	});
}

#[test]
fn treasury_gets_the_author_s_part_when_nobody_is_known_to_be_it() {
	build_and_execute(|| {
		AuthorShare::set(&Permill::from_percent(20));
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_eq!(last_commission().to_treasury, 500);
	});
}

#[test]
fn parts_are_cut_in_their_order_when_they_are_more_than_the_whole() {
	build_and_execute(|| {
		Author::set(&Some(8));
		AuthorShare::set(&Permill::from_percent(60));
		PoolShare::set(&Permill::from_percent(70));
		Books::<Test>::mutate(|ledger| ledger.burn = Permill::from_percent(25));
		assert_ok!(pay(PAYER, NODE, 10_000));
		let parts = CommissionParts { to_pool: 700, to_treasury: 0, to_author: 300, burned: 0 };
		assert_eq!(last_commission(), parts);
	});
}

#[test]
fn coins_are_gone_when_a_part_is_burned() {
	build_and_execute(|| {
		let before = Balances::total_issuance();
		Books::<Test>::mutate(|ledger| ledger.burn = Permill::from_percent(25));
		assert_ok!(pay(PAYER, NODE, 10_000));
		let parts = CommissionParts { to_pool: 500, to_treasury: 250, to_author: 0, burned: 250 };
		assert_eq!(last_commission(), parts);
		assert_eq!(Balances::total_issuance(), before - 250);
		assert_eq!(Rating::due(0, NODE), 900, "what is burned is sunk");
	});
}
