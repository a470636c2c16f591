use super::*;

fn set(who: AccountId, id: SpaceId, gib: u32, price: Balance, max_bond: Balance) -> DispatchResult {
	Grid::set_space(signed(who), id, gib, price, Endpoint::default(), max_bond)
}

#[test]
fn space_is_offered_when_its_bond_is_held() {
	build_and_execute(|| {
		let endpoint: Endpoint = b"storage.example:443".to_vec().try_into().unwrap();
		assert_ok!(Grid::offer_space(signed(FIRST), 5, 2, PRICE, endpoint.clone(), 5 * PER_GIB));
		let space = Grid::space(0).unwrap();
		assert_eq!((space.owner, space.operator, space.endpoint.clone()), (FIRST, FIRST, endpoint));
		assert_eq!((space.free(), space.bond, space.open), (5 * MIBS, 5 * PER_GIB, true));
		assert_eq!((held(HoldReason::Bond, FIRST), Grid::required_bond(5)), (5 * PER_GIB, 5 * PER_GIB));
		assert_eq!(Shelves::<Test>::get(2).count(12), 1, "5 GiB are at least 2^12 MiB");
		assert_eq!(Grid::market(), (PRICE, 5 * MIBS, 0));
		assert_eq!((Grid::owner_of(0), Grid::owner_of(1)), (Some(FIRST), None));
	});
}

#[test]
fn space_is_refused_when_it_makes_no_sense_or_the_bond_is_too_dear() {
	build_and_execute(|| {
		let offer = |who, gib, region, price, max| {
			Grid::offer_space(signed(who), gib, region, price, Endpoint::default(), max)
		};
		assert_noop!(offer(FIRST, 0, 0, 0, AIC), Error::<Test>::SizeOutOfRange);
		assert_noop!(offer(FIRST, (1 << 20) + 1, 0, 0, AIC), Error::<Test>::SizeOutOfRange);
		assert_noop!(offer(FIRST, 1, 3, 0, AIC), Error::<Test>::UnknownRegion);
		assert_noop!(offer(FIRST, 1, 0, 100 * PRICE + 1, AIC), Error::<Test>::PriceAboveCap);
		assert_noop!(offer(FIRST, 2, 0, 0, 2 * AIC - 1), Error::<Test>::BondAboveMaximum);
		assert_noop!(offer(POOR, 1, 0, 0, AIC), TokenError::FundsUnavailable);
		assert_noop!(Grid::offer_space(RuntimeOrigin::none(), 1, 0, 0, Endpoint::default(), AIC), BadOrigin);
	});
}

#[test]
fn bond_follows_when_a_space_grows_or_shrinks() {
	build_and_execute(|| {
		let id = offer(FIRST, 4, 0, 0);
		assert_ok!(set(FIRST, id, 9, 7, 9 * PER_GIB));
		assert_eq!(held(HoldReason::Bond, FIRST), 9 * PER_GIB);
		assert_ok!(set(FIRST, id, 2, 7, 2 * PER_GIB));
		assert_eq!(held(HoldReason::Bond, FIRST), 2 * PER_GIB);
		assert_eq!(Grid::market().1, 2 * MIBS);
		assert_noop!(set(OTHER, id, 2, 7, AIC), Error::<Test>::NotOwner);
		assert_noop!(set(FIRST, 9, 2, 7, AIC), Error::<Test>::UnknownSpace);
		assert_noop!(set(FIRST, id, 3, 7, 3 * AIC - 1), Error::<Test>::BondAboveMaximum);
		assert_noop!(set(FIRST, id, 0, 7, AIC), Error::<Test>::SizeOutOfRange);
		assert_noop!(set(FIRST, id, 1, 101 * PRICE, AIC), Error::<Test>::PriceAboveCap);
		assert_noop!(set(FIRST, id, 1 << 20, 7, Balance::MAX), TokenError::FundsUnavailable);
	});
}

#[test]
fn space_does_not_shrink_below_what_it_keeps() {
	build_and_execute(|| {
		let id = offer(FIRST, 3, 0, 0);
		// 1.5 GiB.
		order_of(&Content { root: H256::zero(), leaves: 3 << 17, leaf_size: 4_096 }, 1, 1);
		block();
		assert_eq!(Grid::space(id).unwrap().used, 1_536);
		assert_noop!(set(FIRST, id, 1, 0, AIC), Error::<Test>::InUse);
		assert_ok!(set(FIRST, id, 2, 0, 2 * AIC));
		assert_eq!(Grid::space(id).unwrap().free(), 512);
	});
}

#[test]
fn space_is_gone_with_its_bond_when_it_is_closed_unused() {
	build_and_execute(|| {
		let ids = [FIRST, FIRST + 1, FIRST + 2].map(|who| offer(who, 1, 0, 0));
		assert_noop!(Grid::close_space(signed(OTHER), ids[0]), Error::<Test>::NotOwner);
		assert_noop!(Grid::close_space(signed(OTHER), 7), Error::<Test>::UnknownSpace);
		assert_ok!(Grid::close_space(signed(FIRST), ids[0]));
		assert_eq!((Grid::space(ids[0]), free(FIRST)), (None, FUNDS));
		assert_eq!(Spaces::<Test>::iter().count(), 2);
		assert_eq!(Grid::market().1, 2 * MIBS);
		System::assert_last_event(Event::<Test>::SpaceRemoved { space: ids[0], bond: PER_GIB }.into());
	});
}

#[test]
fn space_that_keeps_something_takes_no_more_when_it_is_closed_and_goes_later() {
	build_and_execute(|| {
		let id = offer(FIRST, 1, 0, 0);
		order(1, 1);
		fill();
		assert_ok!(Grid::close_space(signed(FIRST), id));
		assert!(Grid::space(id).is_some_and(|space| space.place.is_none()));
		order(1, 1);
		blocks(3);
		assert!(matches!(stage(1), Stage::Waiting { reason: WaitReason::NoSpace, .. }));
		// What is kept is still to be proven.
		prove(0);
		pass(HOUR);
		prove(0);
		assert_ok!(Grid::end_replica(signed(OTHER), 0));
		assert_ok!(Grid::close_space(signed(FIRST), id));
		assert_eq!((Grid::space(id), held(HoldReason::Bond, FIRST)), (None, 0));
	});
}

#[test]
fn space_is_offered_again_when_it_is_set() {
	build_and_execute(|| {
		let id = offer(FIRST, 1, 0, 0);
		order(1, 1);
		fill();
		assert_ok!(Grid::close_space(signed(FIRST), id));
		assert_ok!(set(FIRST, id, 1, 0, AIC));
		assert!(Grid::space(id).unwrap().is_offered());
	});
}

#[test]
fn slashed_space_is_offered_again_when_it_is_topped_up() {
	build_and_execute(|| {
		let id = offer(FIRST, 4, 0, 0);
		let before = free(TREASURY);
		assert_eq!(Grid::slash_space(id, Permill::from_percent(25), &TREASURY), PER_GIB);
		assert_eq!((free(TREASURY) - before, held(HoldReason::Bond, FIRST)), (PER_GIB, 3 * PER_GIB));
		assert!(!Grid::space(id).unwrap().is_offered());
		order(1, 1);
		blocks(2);
		assert!(matches!(stage(0), Stage::Waiting { .. }));
		assert_noop!(Grid::top_up(signed(OTHER), id, AIC), Error::<Test>::NotOwner);
		assert_noop!(Grid::top_up(signed(FIRST), id, 4 * AIC - 1), Error::<Test>::BondAboveMaximum);
		assert_ok!(Grid::top_up(signed(FIRST), id, 4 * AIC));
		rested();
		assert!(matches!(stage(0), Stage::Filling { .. }));
		assert_eq!(Grid::slash_space(9, Permill::one(), &TREASURY), 0);
	});
}

#[test]
fn bond_of_an_offer_stays_when_the_parameter_changes_until_it_is_set() {
	build_and_execute(|| {
		let id = offer(FIRST, 4, 0, 0);
		BondRate::set(&(2 * PER_GIB));
		assert!(Grid::space(id).unwrap().is_offered());
		assert_ok!(Grid::top_up(signed(FIRST), id, 8 * AIC));
		assert_eq!(held(HoldReason::Bond, FIRST), 8 * PER_GIB);
		BondRate::set(&PER_GIB);
		assert_ok!(Grid::top_up(signed(FIRST), id, 8 * AIC));
		assert_eq!(held(HoldReason::Bond, FIRST), 4 * PER_GIB);
	});
}

#[test]
fn operator_answers_for_a_space_and_can_do_nothing_else() {
	build_and_execute(|| {
		let id = offer(FIRST, 1, 0, 0);
		assert_noop!(Grid::set_operator(signed(OTHER), id, OTHER), Error::<Test>::NotOwner);
		assert_ok!(Grid::set_operator(signed(FIRST), id, OTHER));
		order(1, 1);
		block();
		assert_noop!(try_answer(POOR, 0, files()), Error::<Test>::NotProvider);
		assert_ok!(try_answer(OTHER, 0, files()));
		assert_ok!(Grid::request_proof(signed(OTHER), 0));
		assert_noop!(Grid::close_space(signed(OTHER), id), Error::<Test>::NotOwner);
		assert_noop!(set(OTHER, id, 1, 0, AIC), Error::<Test>::NotOwner);
	});
}
