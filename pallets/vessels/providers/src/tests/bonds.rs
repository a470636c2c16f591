use super::*;

#[test]
fn register_holds_the_bond_when_it_is_large_enough() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND));
		assert_eq!(held(ALICE), MIN_BOND);
		assert_eq!(Providers::provider(ALICE), Some(Provider { bond: MIN_BOND, ..Default::default() }));
		assert_eq!(last_event(), Event::Registered { provider: ALICE, index: 0, bond: MIN_BOND });
		assert_eq!(ensure_provider(BOB), 1);
		assert_eq!(<Providers as aic_primitives::Nodes<u64>>::owner_index(&BOB), Some(1));
	});
}

#[test]
fn register_fails_when_the_bond_is_too_small_or_not_there() {
	build_and_execute(|| {
		assert_noop!(Providers::register(signed(ALICE), MIN_BOND - 1), Error::<Test>::BondTooSmall);
		assert_noop!(Providers::register(signed(ALICE), 0), Error::<Test>::BondTooSmall);
		assert!(Providers::register(signed(POOR), MIN_BOND).is_err());
		assert!(Providers::register(signed(ALICE), FUNDS).is_err(), "the account must go on living");
		assert!(Providers::provider(ALICE).is_none() && held(ALICE) == 0);
	});
}

#[test]
fn register_fails_when_the_account_is_a_provider() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND));
		assert_noop!(Providers::register(signed(ALICE), MIN_BOND), Error::<Test>::AlreadyProvider);
		assert_ok!(Providers::leave(signed(ALICE)));
		assert_noop!(Providers::register(signed(ALICE), MIN_BOND), Error::<Test>::AlreadyProvider);
	});
}

#[test]
fn bond_extra_adds_to_the_bond_when_funds_are_there() {
	build_and_execute(|| {
		assert_noop!(Providers::bond_extra(signed(ALICE), AIC), Error::<Test>::NotProvider);
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND));
		assert_ok!(Providers::bond_extra(signed(ALICE), AIC));
		assert_eq!(held(ALICE), MIN_BOND + AIC);
		assert_eq!(last_event(), Event::BondAdded { provider: ALICE, amount: AIC, bond: MIN_BOND + AIC });
		assert!(Providers::bond_extra(signed(ALICE), FUNDS).is_err());
		assert_eq!(Providers::provider(ALICE).unwrap().bond, MIN_BOND + AIC);
	});
}

#[test]
fn go_idle_fails_when_the_bond_does_not_answer_for_all_that_is_online() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 24 * PER_POWER));
		let nodes = [16, 16, 8].map(|power| busy_node(ALICE, power, 0));
		assert_ok!(Providers::go_idle(signed(ALICE), nodes[0]));
		assert_noop!(Providers::go_idle(signed(ALICE), nodes[1]), Error::<Test>::BondTooSmall);
		assert_ok!(Providers::go_idle(signed(ALICE), nodes[2]));
		assert_eq!(Providers::required_bond(24), Providers::provider(ALICE).unwrap().bond);
		assert_ok!(Providers::go_busy(signed(ALICE), nodes[0]));
		assert_ok!(Providers::go_idle(signed(ALICE), nodes[1]));
	});
}

#[test]
fn pledge_is_refused_when_the_bond_is_needed_for_what_is_online() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND + 20 * PER_POWER));
		let node = idle_node(ALICE, 16, 0);
		assert!(!Providers::pledge(node, 5 * PER_POWER));
		assert!(Providers::pledge(node, 4 * PER_POWER));
		assert!(!Providers::pledge(node, 1));
		assert_noop!(Providers::remove_node(signed(ALICE), node), Error::<Test>::InUse);
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_noop!(Providers::move_node(signed(ALICE), node, 1), Error::<Test>::InUse);
		Providers::unpledge(node, 4 * PER_POWER);
		assert_eq!(Providers::provider(ALICE).unwrap().pledged, 0);
		assert_ok!(Providers::remove_node(signed(ALICE), node));
		assert!(!Providers::pledge(node, 0), "there is no such node");
	});
}

#[test]
fn bond_comes_back_only_when_it_has_cooled() {
	build_and_execute(|| {
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND));
		assert_noop!(Providers::withdraw(signed(ALICE), ALICE), Error::<Test>::NotLeaving);
		assert_noop!(Providers::withdraw(signed(ALICE), BOB), Error::<Test>::NotProvider);
		Now::set(&50);
		assert_ok!(Providers::leave(signed(ALICE)));
		assert_eq!(last_event(), Event::Left { provider: ALICE, until: 50 + COOLING });
		assert_noop!(Providers::leave(signed(ALICE)), Error::<Test>::Leaving);
		Now::set(&(50 + COOLING - 1));
		assert_noop!(Providers::withdraw(signed(ALICE), ALICE), Error::<Test>::StillCooling);
		Now::set(&(50 + COOLING));
		assert_ok!(Providers::withdraw(signed(BOB), ALICE));
		assert_eq!(last_event(), Event::Withdrawn { provider: ALICE, bond: MIN_BOND });
		assert_eq!((held(ALICE), Balances::balance(&ALICE)), (0, FUNDS));
		assert_eq!(Balances::balance(&BOB), FUNDS);
		assert_ok!(Providers::register(signed(ALICE), MIN_BOND));
		assert_eq!(ensure_provider(ALICE), 1, "a number is never given again");
	});
}

#[test]
fn leaving_provider_can_do_nothing_else_when_he_cools() {
	build_and_execute(|| {
		assert_noop!(Providers::leave(signed(ALICE)), Error::<Test>::NotProvider);
		assert_ok!(Providers::register(signed(ALICE), FUNDS / 2));
		assert_ok!(Providers::leave(signed(ALICE)));
		assert_noop!(Providers::bond_extra(signed(ALICE), AIC), Error::<Test>::Leaving);
		let add = Providers::add_node(signed(ALICE), LARGE, ALICE, 0, 0);
		assert_eq!(add, Err(Error::<Test>::Leaving.into()));
	});
}

/// Takes work and tries every way to get the bond out before it answers for it.
#[test]
fn thief_keeps_no_bond_when_work_runs() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		let taken = take_one(30);
		assert_noop!(Providers::leave(signed(ALICE)), Error::<Test>::HasNodes);
		assert_noop!(Providers::withdraw(signed(ALICE), ALICE), Error::<Test>::NotLeaving);
		assert_noop!(Providers::remove_node(signed(ALICE), node), Error::<Test>::InUse);
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_noop!(Providers::remove_node(signed(ALICE), node), Error::<Test>::InUse);
		assert_noop!(Providers::move_node(signed(ALICE), node, 1), Error::<Test>::InUse);
		assert_noop!(Providers::update_node(signed(ALICE), node, 2, 0), Error::<Test>::InUse);
		assert_noop!(Providers::register(signed(ALICE), MIN_BOND), Error::<Test>::AlreadyProvider);
		// What is free may go, what is on hold stays.
		let _ = Balances::transfer_all(signed(ALICE), BOB, false);
		assert_eq!(held(ALICE), 100_000 * AIC);
		// The work was wrong: the bond is still there to answer for it.
		assert_eq!(Providers::slash(node, Providers::bond_of(30), &BOB), 30 * PER_POWER);
		Providers::release(node, taken.parts);
		assert_ok!(Providers::remove_node(signed(ALICE), node));
		assert_ok!(Providers::leave(signed(ALICE)));
		assert_noop!(Providers::withdraw(signed(ALICE), ALICE), Error::<Test>::StillCooling);
	});
}
