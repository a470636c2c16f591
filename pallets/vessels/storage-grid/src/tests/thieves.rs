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

/// A replica is kept in each of the first five accounts' spaces, and the thief knows whose the first is.
fn five_keep() -> AccountId {
	providers(5);
	order(5, 1_000);
	fill();
	answer_all();
	provider(0)
}

/// Has the auditors who are drawn say that replica 0 is not served; who they are.
fn lie() -> Vec<AccountId> {
	let Inquiry::Open { auditors, .. } = Grid::complaint(0).unwrap().inquiry else { panic!() };
	let all: Vec<_> = auditors.iter().map(|auditor| auditor.operator).collect();
	for who in &all {
		let bound = ballot(0, who, None, H256::zero());
		assert_ok!(Grid::commit_ballot(signed(*who), 0, bound));
	}
	for who in &all {
		assert_ok!(Grid::reveal_ballot(signed(*who), 0, None, H256::zero()));
	}
	all
}

/// Spaces of the least size would make up most of those that auditors are drawn from, for bonds that come back.
#[test]
fn thief_does_not_audit_when_he_offers_a_hundred_spaces_that_keep_nothing() {
	build_and_execute(|| {
		let victim = five_keep();
		for number in 0..100 {
			offer(FIRST + 5 + number % 5, 1, 0, 0);
		}
		for _ in 0..20 {
			assert_ok!(Grid::complain(signed(OTHER), 0, FEE));
			block();
			answer_all();
			let Inquiry::Open { auditors, .. } = Grid::complaint(0).unwrap().inquiry else { panic!() };
			assert!(auditors.iter().all(|auditor| (FIRST..FIRST + 5).contains(&auditor.owner)));
			assert!(auditors.iter().all(|auditor| auditor.owner != victim));
			pass(2 * AUDIT + 1);
			assert_ok!(Grid::close_complaint(signed(OTHER), 0));
		}
	});
}

/// He complains, and all who audit are his: he would have been paid out of the victim's bond, and had the fee back.
#[test]
fn gang_loses_when_all_auditors_are_its_own_and_lie() {
	build_and_execute(|| {
		let victim = five_keep();
		let gang: Vec<_> = (FIRST..FIRST + 5).filter(|who| *who != victim).chain([OTHER]).collect();
		let worth = || gang.iter().map(<Balances as fungible::Inspect<_>>::total_balance).sum::<Balance>();
		let (before, treasury) = (worth(), free(TREASURY));
		assert_ok!(Grid::complain(signed(OTHER), 0, FEE));
		block();
		answer_all();
		lie();
		assert_ok!(Grid::close_complaint(signed(OTHER), 0));
		assert_eq!(before - worth(), FEE / 4, "it pays itself all but the treasury's part");
		let slash = PER_GIB - held(HoldReason::Bond, victim);
		assert_eq!((slash, free(TREASURY) - treasury), ((PER_GIB / 1_024).div_ceil(20), slash + FEE / 4));
	});
}

/// With auditors who lie he would pay nothing for the time since the last proof.
#[test]
fn customer_saves_nothing_when_he_complains_before_the_proof() {
	build_and_execute(|| {
		five_keep();
		let begun = kept(0).paid;
		sleep(100 * HOUR);
		assert_ok!(Grid::complain(signed(CUSTOMER), 0, FEE));
		block();
		answer_all();
		// Nor does he when he ends the order before the finding, so that no proof would be asked for any more.
		sleep(100 * HOUR);
		let ends = World::now();
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		Complaints::<Test>::mutate(0, |complaint| {
			let complaint = complaint.as_mut().unwrap();
			let Inquiry::Open { commit_until, .. } = &mut complaint.inquiry else { panic!() };
			(*commit_until, complaint.until) = (Moment::MAX, Moment::MAX);
		});
		lie();
		assert_ok!(Grid::close_complaint(signed(CUSTOMER), 0));
		let (space, misses) = (kept(0).space, kept(0).misses);
		assert_eq!(misses, 1);
		prove(0);
		assert_ok!(Grid::end_replica(signed(CUSTOMER), 0));
		assert_eq!(World::read(|world| world.paid[&space]), fee(ends - begun));
	});
}

/// Sixteen replicas for the price of one, all of it back in the end, and all that time each block would try them.
#[test]
fn thief_pays_and_is_done_when_he_orders_what_no_space_is_for() {
	build_and_execute(|| {
		let placing = AIC / 50;
		TheLimits::set(&Limits { placement_fee: placing, least_escrow: PRICE / 100, ..TheLimits::get() });
		providers(3);
		let Content { root, leaves, leaf_size } = files().content();
		let order = |who, region, leaves, hours| {
			Grid::order(signed(who), root, leaves, leaf_size, None, 16, hours, region, PRICE)
		};
		// Together they cost the least, but each of them does not.
		assert_noop!(order(CUSTOMER, Some(2), leaves, 1), Error::<Test>::TooSmall);
		let before = free(CUSTOMER);
		assert_ok!(order(CUSTOMER, Some(2), leaves, 1_000));
		let mut visits = 0;
		for _ in 0..RETRIES + 1 {
			for _ in 0..40 {
				block();
				let tried = |event: &Event<Test>| matches!(event, Event::ReplicaWaits { .. });
				visits += events().iter().filter(|event| tried(event)).count();
				System::reset_events();
			}
			System::set_block_number(System::block_number() + (REST << (2 * RETRIES)));
		}
		while Grid::order_of(0).is_some() {
			rested();
			assert!(visits < 1_000);
		}
		assert!(visits <= 16 * (usize::from(RETRIES) + 1), "{visits}");
		assert_eq!(before - free(CUSTOMER), 16 * placing, "which does not come back");
		assert_eq!(Queue::<Test>::iter().count(), 0);
	});
}

/// Those who rest are no burden for those who are new.
#[test]
fn thief_does_not_keep_others_waiting_when_the_queues_are_full_of_his() {
	build_and_execute(|| {
		let Content { root, leaves, leaf_size } = files().content();
		for _ in 0..20 {
			let huge = leaves << 12;
			assert_ok!(Grid::order(signed(OTHER), root, huge, leaf_size, None, 16, 100, None, PRICE));
		}
		blocks(320);
		assert_eq!(Queue::<Test>::iter_prefix(Lane::Fresh).count(), 0);
		providers(1);
		let id = Grid::order_of(order(1, 1)).unwrap().first;
		block();
		assert!(matches!(stage(id), Stage::Filling { .. }));
	});
}

/// He gives up positions by the hundred, which would be passed over at nobody's cost.
#[test]
fn thief_makes_no_hook_heavier_than_its_limit_and_keeps_nobody_waiting() {
	build_and_execute(|| {
		five_keep();
		for _ in 0..30 {
			let id = Grid::order_of(order(16, 1)).unwrap();
			assert_ok!(Grid::cancel(signed(CUSTOMER), NextOrder::<Test>::get() - 1));
			for replica in id.first..id.first + 16 {
				assert_ok!(Grid::end_replica(signed(CUSTOMER), replica));
			}
		}
		for id in 0..5 {
			if kept(id).challenge == Challenge::None {
				assert_ok!(Grid::request_proof(signed(provider(id)), id));
			}
		}
		assert_ok!(Grid::complain(signed(OTHER), 0, FEE));
		let honest = Grid::order_of(order(1, 1_000)).unwrap().first;
		let limit = Grid::least_limit();
		HookLimit::set(&limit);
		let (mut drawn, mut placed) = (false, false);
		for _ in 0..400 {
			System::set_block_number(System::block_number() + 1);
			World::change(|world| {
				(world.now, world.known_since) = (world.now + BLOCK, System::block_number())
			});
			let mut meter = frame::deps::frame_support::weights::WeightMeter::new();
			Grid::on_poll(System::block_number(), &mut meter);
			assert!(meter.consumed().all_lte(limit), "{:?} of {limit:?}", meter.consumed());
			answer_all();
			drawn |= events().iter().any(|event| matches!(event, Event::AuditorsDrawn { .. }));
			placed |= matches!(stage(honest), Stage::Filling { .. } | Stage::Active(_));
			for id in 0..5 {
				if kept(id).challenge == Challenge::None {
					assert_ok!(Grid::request_proof(signed(provider(id)), id));
				}
			}
		}
		assert!(drawn && placed);
	});
}

/// He would have the jobs that use another's asset go to his own region.
#[test]
fn thief_can_not_say_where_the_asset_of_another_is() {
	build_and_execute(|| {
		let Content { root, leaves, leaf_size } = files().content();
		World::change(|world| {
			world.owners.insert(7, OTHER);
			world.contents.insert(7, (root, leaves, leaf_size));
		});
		(0..6).for_each(|number| {
			offer(FIRST + number, 1, 2, 0);
		});
		offer(FIRST + 6, 1, 1, 0);
		let of = |who, replicas, region| {
			let asset = Some(asset(7));
			Grid::order(signed(who), root, leaves, leaf_size, asset, replicas, 10, Some(region), PRICE)
		};
		assert_ok!(of(CUSTOMER, 5, 2));
		fill();
		assert_eq!(Grid::region(asset(7)), None);
		assert_ok!(of(OTHER, 1, 1));
		fill();
		assert_eq!((Grid::region(asset(7)), Grid::regions_of(asset(7))), (Some(1), vec![(1, 1)]));
		// Who sells it goes on paying for where it is; that he sold it does not make his order another's.
		World::change(|world| world.owners.insert(7, CUSTOMER));
		assert_eq!(Grid::region(asset(7)), Some(1));
	});
}

#[test]
#[should_panic(expected = "PollLimit must be")]
fn a_limit_that_would_keep_somebody_waiting_is_refused() {
	build_and_execute(|| {
		HookLimit::set(&(Grid::least_limit() - Weight::from_parts(1, 1)));
		Grid::integrity_test();
	});
}
