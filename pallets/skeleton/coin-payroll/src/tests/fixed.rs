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
fn voluntary_split_of_a_source_gets_nothing_for_good() {
	build_and_execute(|| {
		Things::put(ResourceId::Node(10), 31);
		split(ResourceId::Node(10), &[(33, 90)]);
		assert_ok!(Payroll::endow(NODE, &OWNER, vec![resource(10, 20)].try_into().unwrap()));
		assert_eq!(Fixed::<Test>::get(NODE).into_inner(), [(31, percent(20))]);
	});
}

#[test]
fn every_source_has_its_places_and_small_parts_stay_with_its_owner() {
	build_and_execute(|| {
		for node in 10..14 {
			Things::put(ResourceId::Node(node), node);
			let members: Vec<_> = (0..30).map(|member| (node * 100 + member, 2)).collect();
			assert_ok!(endow(ResourceId::Node(node), &members));
		}
		let sources = || (10..14).map(|node| resource(node, 10)).collect::<Vec<_>>();
		assert_ok!(Payroll::endow(NODE, &OWNER, sources().try_into().unwrap()));
		let roster = Fixed::<Test>::get(NODE);
		assert_eq!(roster.len(), 64);
		let part_of = |who: u64| roster.iter().find(|(account, _)| *account == who).unwrap().1;
		assert_eq!((part_of(1_000), part_of(13)), (Perbill::from_parts(2_000_000), Perbill::from_percent(7)));
		// A fiftieth of two thousandths is below the least.
		Things::put(ResourceId::Node(20), 20);
		let crumb = (Target::Resource(ResourceId::Node(10)), Perbill::from_parts(2_000_000));
		assert_ok!(Payroll::endow(ResourceId::Node(20), &OWNER, vec![crumb].try_into().unwrap()));
		let roster = Fixed::<Test>::get(ResourceId::Node(20));
		assert_eq!(roster.into_inner(), [(10, Perbill::from_parts(2_000_000))]);
		let none = (Target::Account(1), Perbill::from_parts(99_999));
		Things::put(ResourceId::Node(21), 21);
		let none = Payroll::endow(ResourceId::Node(21), &OWNER, vec![none].try_into().unwrap());
		assert_eq!(none, Err(Error::<Test>::PartTooSmall.into()));
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
