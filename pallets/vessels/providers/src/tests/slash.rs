use super::*;

#[test]
fn slash_pays_the_beneficiary_when_there_is_bond() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		let (bond, supply) = (held(ALICE), Balances::total_issuance());
		assert_eq!(Providers::slash(node, 5 * AIC, &BOB), 5 * AIC);
		assert_eq!((held(ALICE), Balances::balance(&BOB)), (bond - 5 * AIC, FUNDS + 5 * AIC));
		assert_eq!(Balances::total_issuance(), supply);
		let event = Event::Slashed {
			provider: ALICE,
			node,
			beneficiary: BOB,
			amount: 5 * AIC,
			bond: bond - 5 * AIC,
			covered: true,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn slash_takes_what_there_is_when_the_bond_is_smaller() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		let bond = held(ALICE);
		assert_eq!(Providers::slash(node, Balance::MAX, &BOB), bond);
		assert_eq!(held(ALICE), 0);
		assert_eq!(Providers::slash(node, AIC, &BOB), 0);
	});
}

#[test]
fn slash_takes_nothing_when_nobody_can_be_paid_or_blamed() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		let bond = held(ALICE);
		// Less than an account needs to live.
		assert_eq!(Providers::slash(node, 1, &POOR), 0);
		assert_eq!(Providers::slash(99, AIC, &BOB), 0);
		assert_eq!(held(ALICE), bond);
	});
}

/// What is left of the bond answers for the other nodes, without a look at any of them.
#[test]
fn slashed_node_goes_offline_and_the_others_stay_covered() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 160 * PER_POWER));
		let (first, second) = (idle_node(ALICE, 80, 0), idle_node(ALICE, 80, 0));
		let taken = take(&needs(80), &HERE, &[], 2, 0).unwrap();
		assert_eq!(Providers::slash(first, Providers::bond_of(80), &BOB), 80 * PER_POWER);
		let event = last_event();
		assert!(matches!(event, Event::Slashed { covered: false, .. }), "its work still runs: {event:?}");
		taken.iter().for_each(|taken| Providers::release(taken.node, taken.parts));
		assert_noop!(Providers::evict(signed(BOB), second), Error::<Test>::Covered);
		assert_eq!(draw(&needs(80), &[], 0), Ok(second));
		assert_noop!(Providers::go_idle(signed(ALICE), first), Error::<Test>::BondTooSmall);
		assert_ok!(Providers::bond_extra(signed(ALICE), 80 * PER_POWER));
		assert_ok!(Providers::go_idle(signed(ALICE), first));
	});
}

#[test]
fn anybody_evicts_a_node_that_the_bond_does_not_cover() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 16 * PER_POWER));
		let nodes = [idle_node(ALICE, 8, 0), idle_node(ALICE, 8, 0)];
		assert_noop!(Providers::evict(signed(BOB), nodes[0]), Error::<Test>::Covered);
		BondPerPower::set(&(3 * PER_POWER / 2));
		assert_ok!(Providers::evict(signed(BOB), nodes[0]));
		assert_eq!(last_event(), Event::NodeEvicted { node: nodes[0] });
		assert_noop!(Providers::evict(signed(BOB), nodes[0]), Error::<Test>::AlreadyBusy);
		assert_noop!(Providers::evict(signed(BOB), nodes[1]), Error::<Test>::Covered);
		assert_noop!(Providers::evict(signed(BOB), 99), Error::<Test>::NoSuchNode);
		assert_noop!(Providers::go_idle(signed(ALICE), nodes[0]), Error::<Test>::BondTooSmall);
	});
}

#[test]
fn withdraw_gives_what_is_left_when_a_part_was_slashed() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		Providers::slash(node, 7 * AIC, &BOB);
		assert_ok!(Providers::remove_node(signed(ALICE), node));
		assert_ok!(Providers::leave(signed(ALICE)));
		Now::set(&(Now::get() + COOLING));
		assert_ok!(Providers::withdraw(signed(CAROL), ALICE));
		assert_eq!(Balances::balance(&ALICE), FUNDS - 7 * AIC);
		assert_ok!(Providers::register(signed(BOB), MIN_BOND));
	});
}
