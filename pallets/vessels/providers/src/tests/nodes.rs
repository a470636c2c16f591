use super::*;

#[test]
fn node_is_as_described_when_it_is_added() {
	build_and_execute(|| {
		let id = busy_node(ALICE, 8, 1);
		let event = Event::NodeAdded {
			node: id,
			provider: ALICE,
			class: DeviceClass::Gpu,
			power: 8,
			memory: 64,
			region: 1,
			min_price: AIC,
		};
		assert_eq!(last_event(), event);
		assert_eq!(Providers::node(id), Some(Node::new(ALICE, DeviceClass::Gpu, 8, 64, 1, AIC)));
		assert_eq!(Providers::owner_of(id), Some(ALICE));
		let info = Providers::info(id).unwrap();
		assert_eq!((info.provider, info.class, info.region), (ALICE, DeviceClass::Gpu, 1));
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity::default(), "it isn't offered yet");
	});
}

#[test]
fn add_node_fails_when_the_description_is_absurd() {
	build_and_execute(|| {
		ensure_provider(ALICE);
		let add = |power, memory, region, price| {
			Providers::add_node(signed(ALICE), DeviceClass::Gpu, power, memory, region, price)
		};
		assert_noop!(add(0, 1, 0, 0), Error::<Test>::PowerOutOfRange);
		assert_noop!(add(MAX_POWER + 1, 1, 0, 0), Error::<Test>::PowerOutOfRange);
		assert_noop!(add(u32::MAX, 1, 0, 0), Error::<Test>::PowerOutOfRange);
		assert_noop!(add(1, 0, 0, 0), Error::<Test>::MemoryOutOfRange);
		assert_noop!(add(1, 1, 4, 0), Error::<Test>::NoSuchRegion);
		assert_noop!(add(1, 1, 0, MAX_PRICE + 1), Error::<Test>::PriceOutOfRange);
		assert_ok!(add(MAX_POWER, u32::MAX, 3, MAX_PRICE));
		let stranger = Providers::add_node(signed(BOB), DeviceClass::Gpu, 1, 1, 0, 0);
		assert_eq!(stranger, Err(Error::<Test>::NotProvider.into()));
	});
}

#[test]
fn add_node_fails_when_the_provider_has_too_many() {
	build_and_execute(|| {
		for _ in 0..MAX_NODES {
			busy_node(ALICE, 1, 0);
		}
		let add = Providers::add_node(signed(ALICE), DeviceClass::Gpu, 1, 1, 0, 0);
		assert_eq!(add, Err(Error::<Test>::TooManyNodes.into()));
	});
}

#[test]
fn node_calls_fail_when_the_signer_is_not_its_provider() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 8, 0);
		ensure_provider(BOB);
		let not_owner = Error::<Test>::NotOwner;
		assert_noop!(Providers::update_node(signed(BOB), id, 1, 0), not_owner);
		assert_noop!(Providers::remove_node(signed(BOB), id), Error::<Test>::NotOwner);
		assert_noop!(Providers::go_idle(signed(BOB), id), Error::<Test>::NotOwner);
		assert_noop!(Providers::go_busy(signed(BOB), id), Error::<Test>::NotOwner);
		assert_noop!(Providers::host(signed(BOB), id, DATASET), Error::<Test>::NotOwner);
		assert_noop!(Providers::unhost(signed(BOB), id, DATASET), Error::<Test>::NotOwner);
		assert_noop!(Providers::go_idle(signed(BOB), 99), Error::<Test>::NoSuchNode);
		assert_noop!(Providers::go_idle(RuntimeOrigin::none(), id), BadOrigin);
	});
}

#[test]
fn node_is_offered_from_idle_to_busy_when_its_provider_says_so() {
	build_and_execute(|| {
		let id = busy_node(ALICE, 8, 0);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_noop!(Providers::go_busy(signed(ALICE), id), Error::<Test>::AlreadyBusy);
		assert_ok!(Providers::go_idle(signed(ALICE), id));
		assert_eq!(last_event(), Event::NodeIdle { node: id });
		assert_noop!(Providers::go_idle(signed(ALICE), id), Error::<Test>::AlreadyIdle);
		assert_eq!(draw(&needs(1), &[], 0), Ok(id));
		assert_eq!(Providers::idle_nodes(DeviceClass::Gpu, 0), vec![(8, 1)]);
		assert_ok!(Providers::go_busy(signed(ALICE), id));
		assert_eq!(last_event(), Event::NodeBusy { node: id });
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
	});
}

#[test]
fn update_node_fails_when_values_are_out_of_range() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 8, 0);
		let update = |shared, price| Providers::update_node(signed(ALICE), id, shared, price);
		assert_noop!(update(0, 0), Error::<Test>::PowerOutOfRange);
		assert_noop!(update(9, 0), Error::<Test>::PowerOutOfRange);
		assert_noop!(update(8, MAX_PRICE + 1), Error::<Test>::PriceOutOfRange);
		assert_noop!(Providers::update_node(signed(ALICE), 99, 1, 0), Error::<Test>::NoSuchNode);
	});
}

#[test]
fn update_node_moves_it_in_the_index_when_it_shares_a_part() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 8, 0);
		assert_ok!(Providers::update_node(signed(ALICE), id, 3, 2 * AIC));
		assert_eq!(last_event(), Event::NodeUpdated { node: id, shared: 3, min_price: 2 * AIC });
		assert_eq!(Providers::idle_nodes(DeviceClass::Gpu, 0), vec![(2, 1)]);
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity { total: 3, busy: 0 });
		assert_eq!(draw(&needs(3), &[], 0), Err(WaitReason::PriceTooLow));
		let generous = |power| Requirements { unit_price: 2 * AIC, ..needs(power) };
		assert_eq!(draw(&generous(3), &[], 0), Ok(id));
		assert_eq!(draw(&generous(4), &[], 0), Err(WaitReason::NotEnoughPower));
		assert_ok!(Providers::update_node(signed(ALICE), id, 8, 0));
		assert_eq!(draw(&needs(8), &[], 0), Ok(id));
	});
}

#[test]
fn remove_node_frees_its_bond_when_nothing_runs() {
	build_and_execute(|| {
		let (first, second) = (idle_node(ALICE, 8, 0), idle_node(ALICE, 8, 0));
		assert_ok!(Providers::remove_node(signed(ALICE), first));
		assert_eq!(last_event(), Event::NodeRemoved { node: first });
		assert_noop!(Providers::remove_node(signed(ALICE), first), Error::<Test>::NoSuchNode);
		assert_eq!(Providers::owner_of(first), None);
		assert_eq!(Providers::info(first), None);
		let provider = Providers::provider(ALICE).unwrap();
		assert_eq!((provider.nodes, provider.power), (1, 8));
		assert_eq!(draw(&needs(1), &[], 0), Ok(second));
		assert!(busy_node(ALICE, 1, 0) > second, "numbers are never given again");
	});
}
