//! Parts that the owner can't take from those who have them.

use super::*;
use aic_primitives::AssetKind;
use frame::traits::fungible::InspectHold;

const SALE: UseKind = UseKind::Sale(aic_primitives::AssetId { kind: AssetKind::Model, item: 0 });

fn percent(part: u32) -> Perbill {
	Perbill::from_percent(part)
}

fn resource(source: u64, part: u32) -> (Target<u64>, Perbill) {
	(Target::Resource(ResourceId::Node(source)), percent(part))
}

#[test]
fn fixed_parts_are_in_force_at_once() {
	build_and_execute(|| {
		assert_ok!(endow(NODE, &[(21, 25), (22, 5)]));
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::collect(signed(5), 0, 21));
		assert_eq!((Payroll::owed(21).payable, Payroll::owed(OWNER).payable), (2_250, 6_300));
		assert_eq!(Payroll::fixed(NODE), percent(30));
	});
}

#[test]
fn owner_s_split_keeps_the_fixed_parts() {
	build_and_execute(|| {
		assert_ok!(endow(NODE, &[(21, 25)]));
		assert_ok!(try_split(NODE, &[(23, 50), (21, 10)]));
		pass(8 * ERA);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::collect(signed(5), 1, 21));
		assert_ok!(Payroll::collect(signed(5), 1, 23));
		assert_eq!((Payroll::owed(21).payable, Payroll::owed(23).payable), (3_150, 4_500));
	});
}

#[test]
fn fixed_parts_outlive_an_empty_split() {
	build_and_execute(|| {
		assert_ok!(endow(NODE, &[(21, 25)]));
		assert_ok!(set_split(OWNER, NODE, vec![]));
		pass(8 * ERA);
		assert_ok!(pay(PAYER, NODE, 10_000));
		assert_ok!(Payroll::collect(signed(5), 1, 21));
		assert_eq!(Payroll::owed(21).payable, 2_250);
	});
}

#[test]
fn owner_can_give_away_no_more_than_what_is_not_fixed() {
	build_and_execute(|| {
		assert_ok!(endow(NODE, &[(21, 25)]));
		assert_noop!(try_split(NODE, &[(23, 76)]), Error::<Test>::PartsAboveWhole);
		assert_ok!(try_split(NODE, &[(23, 75)]));
	});
}

#[test]
fn fixed_parts_are_given_once_and_not_above_the_whole() {
	build_and_execute(|| {
		assert_noop!(endow(NODE, &[(21, 60), (22, 41)]), Error::<Test>::PartsAboveWhole);
		assert_ok!(endow(NODE, &[(21, 60), (22, 40)]));
		assert_noop!(endow(NODE, &[(23, 1)]), Error::<Test>::AlreadyShared);
	});
}

#[test]
fn fixed_parts_of_resources_go_to_those_who_earn_by_them() {
	build_and_execute(|| {
		Things::put(ResourceId::Node(10), 31);
		Things::put(ResourceId::Node(11), 32);
		assert_ok!(endow(ResourceId::Node(10), &[(33, 50)]));
		let shares = vec![resource(10, 20), resource(11, 10), resource(77, 10)];
		assert_ok!(Payroll::endow(NODE, &OWNER, shares.try_into().unwrap()));
		// What is there no more gets nothing.
		assert_eq!(Payroll::fixed(NODE), percent(30));
		assert_eq!(
			Fixed::<Test>::get(NODE).into_inner(),
			[(31, percent(10)), (32, percent(10)), (33, percent(10))]
		);
	});
}

#[test]
fn deposit_is_the_depositor_s_until_the_resource_is_gone() {
	build_and_execute(|| {
		Deposit::set(&1_000);
		Balances::set_balance(&OWNER, 100_000);
		assert_ok!(endow(NODE, &[(21, 25), (22, 25)]));
		assert_eq!(Balances::balance_on_hold(&TestReason::Split, &OWNER), 2_000);
		assert_eq!(<Payroll as aic_primitives::Shares<u64>>::deposit(2), 2_000);
		assert_noop!(Payroll::close_split(signed(5), 0), Error::<Test>::SplitInForce);
		Things::remove(NODE);
		assert_ok!(Payroll::close_split(signed(5), 0));
		assert_eq!(Balances::balance_on_hold(&TestReason::Split, &OWNER), 0);
		assert_eq!(Payroll::fixed(NODE), Perbill::zero());
	});
}

#[test]
fn sales_are_divided_and_not_rated() {
	build_and_execute(|| {
		assert_ok!(endow(NODE, &[(21, 50)]));
		let sale = ResourceUse { resource: NODE, payer: PAYER, amount: 10_000, kind: SALE, work: 0 };
		assert_ok!(Payroll::distribute(sale, Funds::Free));
		assert_eq!(Payroll::owed(OWNER).payable, 4_500);
		assert_eq!(Rating::total_due(0), 0);
	});
}

#[test]
fn nothing_fixed_is_no_split() {
	build_and_execute(|| {
		assert_ok!(Payroll::endow(NODE, &OWNER, vec![resource(77, 10)].try_into().unwrap()));
		assert_eq!(SplitOf::<Test>::get(NODE), None);
	});
}
