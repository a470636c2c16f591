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

#[test]
fn slashed_provider_is_not_drawn_until_he_adds_bond() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 16 * PER_POWER));
		let (first, second) = (idle_node(ALICE, 8, 0), idle_node(ALICE, 8, 0));
		assert_ok!(draw(&needs(1), &[], 0));
		Providers::slash(first, 1, &BOB);
		// Neither node, though only one was to blame.
		assert_eq!(draw(&needs(9), &[], 0), Err(WaitReason::NotEnoughPower));
		for number in 0..20 {
			assert!(draw(&needs(1), &[], number).is_err());
		}
		assert_ok!(Providers::go_busy(signed(ALICE), second));
		assert_noop!(Providers::go_idle(signed(ALICE), second), Error::<Test>::BondTooSmall);
		assert_ok!(Providers::bond_extra(signed(ALICE), 1));
		assert_eq!(draw(&needs(1), &[], 0), Ok(first));
		assert_ok!(Providers::go_idle(signed(ALICE), second));
	});
}

#[test]
fn slashed_provider_is_drawn_again_when_he_removes_nodes() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 16 * PER_POWER));
		let (first, second) = (idle_node(ALICE, 8, 0), idle_node(ALICE, 8, 0));
		Providers::slash(first, 8 * PER_POWER, &BOB);
		assert!(draw(&needs(1), &[], 0).is_err());
		assert_ok!(Providers::remove_node(signed(ALICE), first));
		assert_eq!(draw(&needs(1), &[], 0), Ok(second));
	});
}

#[test]
fn bond_covers_no_more_when_governance_asks_for_more() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 8 * PER_POWER));
		let node = idle_node(ALICE, 8, 0);
		assert_eq!(Providers::bond_of(8), 8 * PER_POWER);
		BondPerPower::set(&(2 * PER_POWER));
		assert_eq!(Providers::bond_of(8), 16 * PER_POWER);
		assert!(draw(&needs(1), &[], 0).is_err());
		assert_ok!(Providers::bond_extra(signed(ALICE), 8 * PER_POWER));
		assert_eq!(draw(&needs(1), &[], 0), Ok(node));
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
