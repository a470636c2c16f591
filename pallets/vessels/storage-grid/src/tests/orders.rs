use super::*;

fn try_order(content: Content, replicas: u8, hours: u32, max: Balance) -> DispatchResult {
	let Content { root, leaves, leaf_size } = content;
	Grid::order(signed(CUSTOMER), root, leaves, leaf_size, None, replicas, hours, None, max)
}

fn content(leaves: u64, leaf_size: u32) -> Content {
	Content { root: H256::repeat_byte(1), leaves, leaf_size }
}

#[test]
fn order_holds_its_price_for_all_replicas_and_hours() {
	build_and_execute(|| {
		// A GiB three times for a hundred hours.
		let gib = content(1 << 18, 4_096);
		assert_eq!(Grid::quote(1 << 18, 4_096, 3, 100), Ok(300 * PRICE));
		assert_ok!(try_order(gib, 3, 100, PRICE));
		assert_eq!(held(HoldReason::Order, CUSTOMER), 300 * PRICE);
		let order = Grid::order_of(0).unwrap();
		assert_eq!(
			(order.customer, order.first, order.replicas, order.escrow),
			(CUSTOMER, 0, 3, 300 * PRICE)
		);
		assert_eq!((order.starts, order.ends), (START, START + 100 * HOUR));
		assert_eq!(Grid::replicas_of(0).len(), 3);
		assert!(Grid::replicas_of(1).is_empty());
	});
}

#[test]
fn order_is_paid_by_the_byte_when_it_is_small() {
	build_and_execute(|| {
		assert_ok!(try_order(content(1, 1), 1, 1_000, PRICE));
		// A byte for a thousand hours, rounded up.
		assert_eq!(held(HoldReason::Order, CUSTOMER), (1_000 * PRICE).div_ceil(1 << 30));
	});
}

#[test]
fn order_is_refused_when_it_makes_no_sense_or_is_too_dear() {
	build_and_execute(|| {
		let gib = content(1 << 18, 4_096);
		for odd in
			[content(0, 1), content(1, 0), content(1, 4_113), content((1 << 40) + 1, 1), content(u64::MAX, 1)]
		{
			assert_noop!(try_order(odd, 1, 1, PRICE), Error::<Test>::SizeOutOfRange);
		}
		assert_noop!(try_order(content(1 << 40, 4_096), 1, 1, PRICE), Error::<Test>::SizeOutOfRange);
		assert_noop!(try_order(gib, 0, 1, PRICE), Error::<Test>::ReplicasOutOfRange);
		assert_noop!(try_order(gib, 17, 1, PRICE), Error::<Test>::ReplicasOutOfRange);
		assert_noop!(try_order(gib, 1, 0, PRICE), Error::<Test>::HoursOutOfRange);
		assert_noop!(try_order(gib, 1, 1_001, PRICE), Error::<Test>::HoursOutOfRange);
		assert_noop!(try_order(gib, 1, 1, PRICE - 1), Error::<Test>::PriceAboveMaximum);
		TheLimits::set(&Limits { least_escrow: PRICE + 1, ..TheLimits::get() });
		assert_noop!(try_order(gib, 1, 1, PRICE), Error::<Test>::TooSmall);
		TheLimits::set(&Limits { least_escrow: 1, ..TheLimits::get() });
		let tib = content(1 << 38, 4_096);
		assert_noop!(try_order(tib, 16, 1_000, PRICE), TokenError::FundsUnavailable);
		let order = |region| Grid::order(signed(CUSTOMER), H256::zero(), 9, 9, None, 1, 9, region, PRICE);
		assert_noop!(order(Some(3)), Error::<Test>::UnknownRegion);
		assert_ok!(order(Some(2)));
	});
}

#[test]
fn order_for_an_asset_is_refused_when_its_content_differs() {
	build_and_execute(|| {
		let (root, leaves, leaf_size) = (H256::repeat_byte(3), 9, 9);
		World::change(|world| world.contents.insert(7, (root, leaves, leaf_size)));
		let order = |root, leaves, leaf_size, item| {
			Grid::order(signed(CUSTOMER), root, leaves, leaf_size, Some(asset(item)), 1, 9, None, PRICE)
		};
		assert_noop!(order(root, leaves, leaf_size, 8), Error::<Test>::ContentDiffers);
		assert_noop!(order(H256::zero(), leaves, leaf_size, 7), Error::<Test>::ContentDiffers);
		assert_noop!(order(root, 8, leaf_size, 7), Error::<Test>::ContentDiffers);
		assert_noop!(order(root, leaves, 8, 7), Error::<Test>::ContentDiffers);
		assert_ok!(order(root, leaves, leaf_size, 7));
	});
}

#[test]
fn price_follows_use() {
	build_and_execute(|| {
		ThePrice::set(&PriceParameters { step: Perbill::from_percent(10), ..ThePrice::get() });
		offer(FIRST, 1, 0, 0);
		pass(mock_minute());
		assert_eq!(Grid::market().0, PRICE * 9 / 10, "nothing is used");
		order_of(&content(1 << 18, 4_096), 1, 1);
		block();
		assert_eq!(Grid::market(), (PRICE * 9 / 10, MIBS, MIBS));
		pass(mock_minute());
		assert_eq!(Grid::market().0, PRICE * 99 / 100, "all is used");
	});
}

fn mock_minute() -> Moment {
	aic_primitives::time::MINUTE
}

#[test]
fn order_goes_on_for_the_price_of_the_day_when_it_is_extended() {
	build_and_execute(|| {
		providers(1);
		let gib = content(1 << 18, 4_096);
		assert_ok!(try_order(gib, 2, 10, PRICE));
		assert_noop!(Grid::extend(signed(OTHER), 0, 5, PRICE), Error::<Test>::NotCustomer);
		assert_noop!(Grid::extend(signed(CUSTOMER), 1, 5, PRICE), Error::<Test>::UnknownOrder);
		assert_noop!(Grid::extend(signed(CUSTOMER), 0, 0, PRICE), Error::<Test>::HoursOutOfRange);
		assert_noop!(Grid::extend(signed(CUSTOMER), 0, 991, PRICE), Error::<Test>::HoursOutOfRange);
		assert_ok!(Grid::extend(signed(CUSTOMER), 0, 5, PRICE));
		assert_eq!(held(HoldReason::Order, CUSTOMER), 30 * PRICE);
		assert_eq!(Grid::order_of(0).unwrap().rates.len(), 1, "the price is the same");
		Market::<Test>::mutate(|market| market.as_mut().unwrap().price = 3 * PRICE);
		assert_noop!(Grid::extend(signed(CUSTOMER), 0, 5, PRICE), Error::<Test>::PriceAboveMaximum);
		assert_ok!(Grid::extend(signed(CUSTOMER), 0, 5, 3 * PRICE));
		let order = Grid::order_of(0).unwrap();
		assert_eq!((order.escrow, order.ends), (60 * PRICE, START + 20 * HOUR));
		// Each hour at its own price.
		assert_eq!(order.fee(START, START + 15 * HOUR), 15 * PRICE);
		assert_eq!(order.fee(START + 14 * HOUR, START + 17 * HOUR), 7 * PRICE);
		assert_eq!(order.fee(START, Moment::MAX), 30 * PRICE);
		assert_eq!(order.fee(START + 5, START + 5), 0);
		assert_eq!(order.fee(START + 5, START), 0);
		pass(20 * HOUR);
		assert_noop!(Grid::extend(signed(CUSTOMER), 0, 5, 3 * PRICE), Error::<Test>::Over);
	});
}

#[test]
fn order_is_not_extended_when_it_has_too_many_prices() {
	build_and_execute(|| {
		providers(1);
		assert_ok!(try_order(content(1 << 18, 4_096), 1, 1, PRICE));
		let reprice = |price| Market::<Test>::mutate(|market| market.as_mut().unwrap().price = price);
		for number in 1..MAX_RATES {
			reprice(PRICE + Balance::from(number));
			assert_ok!(Grid::extend(signed(CUSTOMER), 0, 1, Balance::MAX));
		}
		reprice(2 * PRICE);
		assert_noop!(Grid::extend(signed(CUSTOMER), 0, 1, Balance::MAX), Error::<Test>::TooManyExtensions);
	});
}

#[test]
fn order_that_was_cancelled_gives_back_what_was_not_used() {
	build_and_execute(|| {
		providers(2);
		order(2, 100);
		assert_noop!(Grid::cancel(signed(OTHER), 0), Error::<Test>::NotCustomer);
		assert_noop!(Grid::cancel(signed(OTHER), 1), Error::<Test>::UnknownOrder);
		fill();
		pass(HOUR);
		assert_ok!(Grid::cancel(signed(CUSTOMER), 0));
		assert_noop!(Grid::cancel(signed(CUSTOMER), 0), Error::<Test>::Over);
		let ends = Grid::order_of(0).unwrap().ends;
		let owed = [0, 1].map(|id| fee(ends - kept(id).paid));
		for id in [0, 1] {
			assert_ok!(Grid::end_replica(signed(OTHER), id));
			block();
			answer(id);
			assert_ok!(Grid::end_replica(signed(OTHER), id));
		}
		assert_eq!(Grid::order_of(0), None);
		let paid: Balance = World::read(|world| world.paid.values().sum());
		assert_eq!((paid, held(HoldReason::Order, CUSTOMER)), (owed[0] + owed[1], 0));
		assert_eq!(free(CUSTOMER), FUNDS - paid);
	});
}
