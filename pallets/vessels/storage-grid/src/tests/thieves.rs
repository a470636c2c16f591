use super::*;
use frame::traits::{LockableCurrency, WithdrawReasons};

fn paid() -> Balance {
	World::read(|world| world.paid.values().sum())
}

/// Would be paid for each moment up to the one in which he is found out.
#[test]
fn thief_who_keeps_nothing_earns_nothing_when_he_settles_all_the_time() {
	build_and_execute(|| {
		providers(1);
		order(1, 1_000);
		fill();
		World::change(|world| world.stale = true);
		for _ in 0..100 {
			block();
			pass(5 * HOUR);
			assert_ok!(Grid::settle(signed(FIRST), 0));
		}
		World::change(|world| world.stale = false);
		for _ in 0..3 {
			while question(0).is_none() {
				block();
			}
			pass(WINDOW);
			block();
		}
		assert_eq!(paid(), 0);
		assert_eq!(Grid::replica(0).unwrap().space(), None);
		assert!(PER_GIB - held(HoldReason::Bond, FIRST) >= (PER_GIB / 1_024) * 6 / 10);
	});
}

#[test]
fn thief_gets_no_leaf_by_heart_when_the_next_challenge_is_for_another() {
	build_and_execute(|| {
		providers(1);
		order(1, 1_000);
		fill();
		answer_all();
		let mut asked = std::collections::BTreeSet::new();
		for _ in 0..40 {
			ask(0);
			let leaf = question(0).unwrap().leaf;
			if asked.first().is_some_and(|first| *first != leaf) {
				let first = *asked.first().unwrap();
				let old = Grid::answer(signed(FIRST), 0, files().leaf(first), files().proof(first));
				assert_eq!(old.unwrap_err().error, Error::<Test>::WrongProof.into());
			}
			asked.insert(leaf);
			answer(0);
		}
		assert!(asked.len() > 30);
	});
}

#[test]
fn thief_keeps_no_two_replicas_when_he_splits_his_space() {
	build_and_execute(|| {
		(0..9).for_each(|_| {
			offer(FIRST, 1, 0, 0);
		});
		order(2, 10);
		blocks(30);
		assert!(matches!(stage(0), Stage::Filling { .. }) != matches!(stage(1), Stage::Filling { .. }));
	});
}

#[test]
fn thief_can_not_take_his_bond_away_when_a_challenge_is_open() {
	build_and_execute(|| {
		providers(1);
		order(1, 1_000);
		fill();
		answer_all();
		ask(0);
		let endpoint = Endpoint::default;
		assert_ok!(Grid::close_space(signed(FIRST), 0));
		assert_eq!(held(HoldReason::Bond, FIRST), PER_GIB);
		assert_noop!(Grid::set_space(signed(FIRST), 0, 0, 0, endpoint(), AIC), Error::<Test>::SizeOutOfRange);
		assert_ok!(Grid::release(signed(FIRST), 0));
		assert_noop!(Grid::end_replica(signed(FIRST), 0), Error::<Test>::NotOver);
		pass(WINDOW + 1);
		assert_ok!(Grid::miss(signed(OTHER), 0));
		assert!(held(HoldReason::Bond, FIRST) < PER_GIB);
	});
}

#[test]
fn thief_pays_for_what_was_kept_when_he_cancels_before_the_proof() {
	build_and_execute(|| {
		providers(1);
		order(1, 1_000);
		fill();
		let begun = kept(0).paid;
		sleep(100 * HOUR);
		let ends = World::now();
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		// He hurries to end it, so that nothing can be proven any more.
		assert_ok!(Grid::end_replica(signed(CUSTOMER), 0));
		assert_noop!(Grid::end_replica(signed(CUSTOMER), 0), Error::<Test>::AlreadyChallenged);
		block();
		answer(0);
		assert_ok!(Grid::end_replica(signed(CUSTOMER), 0));
		assert_eq!(paid(), fee(ends - begun));
	});
}

#[test]
fn thief_can_not_have_others_slashed_when_he_orders_what_is_not_to_be_had() {
	build_and_execute(|| {
		providers(5);
		order_of(&Content { root: H256::repeat_byte(7), leaves: 5, leaf_size: 4_096 }, 5, 10);
		for _ in 0..100 {
			block();
			for id in 0..5 {
				if Grid::replica(id).is_some_and(|replica| replica.space().is_some()) {
					assert_ok!(Grid::decline(signed(provider(id)), id));
				}
			}
		}
		assert!((FIRST..FIRST + 5).all(|who| held(HoldReason::Bond, who) == PER_GIB));
	});
}

/// Each coin that he gets he paid, less the commission.
#[test]
fn thief_loses_the_commission_when_he_pays_himself() {
	build_and_execute(|| {
		// His second account has all space of a region.
		offer(FIRST, 9, 2, 0);
		let before = free(CUSTOMER) + free(FIRST);
		let Content { root, leaves, leaf_size } = files().content();
		assert_ok!(Grid::order(signed(CUSTOMER), root, leaves, leaf_size, None, 1, 10, Some(2), PRICE));
		fill();
		sleep(10 * HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_eq!(before - free(CUSTOMER) - free(FIRST), paid().div_ceil(10));
	});
}

#[test]
fn thief_can_not_keep_providers_unpaid_when_he_locks_his_coins() {
	build_and_execute(|| {
		providers(1);
		order(1, 10);
		fill();
		Balances::set_lock(*b"spiteful", &CUSTOMER, Balance::MAX, WithdrawReasons::all());
		sleep(10 * HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert!(paid() > 0 && Grid::order_of(0).is_none());
	});
}

/// Locked coins would get free by being paid to himself.
#[test]
fn thief_can_not_offer_or_order_with_locked_coins() {
	build_and_execute(|| {
		Balances::set_lock(*b"vested..", &CUSTOMER, Balance::MAX, WithdrawReasons::all());
		let Content { root, leaves, leaf_size } = files().content();
		assert_noop!(
			Grid::order(signed(CUSTOMER), root, leaves, leaf_size, None, 1, 10, None, PRICE),
			TokenError::FundsUnavailable
		);
		assert_noop!(
			Grid::offer_space(signed(CUSTOMER), 1, 0, 0, Endpoint::default(), AIC),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn thief_gets_no_old_price_for_later_when_prices_rose() {
	build_and_execute(|| {
		providers(1);
		order(1, 10);
		fill();
		Market::<Test>::mutate(|market| market.as_mut().unwrap().price = 5 * PRICE);
		let before = held(HoldReason::Order, CUSTOMER);
		assert_ok!(Grid::extend(signed(CUSTOMER), 0, 10, 5 * PRICE));
		assert!((held(HoldReason::Order, CUSTOMER) - before).abs_diff(5 * fee(10 * HOUR)) <= 1);
	});
}

/// What is left of a bond after faults answers for the rest: all faults of a replica together cost less than its share.
#[test]
fn thief_has_no_free_faults_when_he_kept_much_in_one_space() {
	build_and_execute(|| {
		offer(FIRST, 1, 0, 0);
		let content = Content { leaves: 1 << 16, leaf_size: 4_096, ..files().content() };
		for _ in 0..4 {
			order_of(&content, 1, 1_000);
		}
		// He never begins with any of them.
		blocks(3);
		let before = free(TREASURY);
		pass(FILL);
		blocks(3);
		assert_eq!(free(TREASURY) - before, 4 * (PER_GIB / 4).div_ceil(20));
	});
}

/// Nobody is asked so often that it would not be worth while: no replica has two challenges at once.
#[test]
fn customer_can_not_flood_a_provider_with_challenges() {
	build_and_execute(|| {
		providers(1);
		order(1, 10);
		fill();
		answer_all();
		assert_noop!(Grid::request_proof(signed(CUSTOMER), 0), Error::<Test>::NotProvider);
		assert_noop!(Grid::end_replica(signed(CUSTOMER), 0), Error::<Test>::NotOver);
	});
}
