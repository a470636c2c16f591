use super::*;

#[test]
fn node_is_as_its_device_says_when_it_is_added() {
	build_and_execute(|| {
		let id = new_node(ALICE, LARGE, 1);
		let event = Event::NodeAdded {
			node: id,
			provider: ALICE,
			operator: operator(ALICE),
			device: LARGE,
			region: 1,
			min_price: AIC,
		};
		assert_eq!(last_event(), event);
		let node = Providers::node(id).unwrap();
		assert_eq!((node.parts, node.shared, node.memory, node.power), (8, 8, 64, 0));
		assert_eq!((node.class, node.online), (DeviceClass::Gpu, false));
		assert_eq!(Providers::owner_of(id), Some(ALICE));
		let info = Providers::info(id).unwrap();
		assert_eq!((info.provider, info.operator, info.owner), (ALICE, operator(ALICE), 0));
		assert_eq!(<Providers as aic_primitives::Nodes<u64>>::device(id), Some((MAX_POWER, 64)));
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity::default(), "it isn't offered yet");
	});
}

#[test]
fn add_node_fails_when_the_description_is_absurd() {
	build_and_execute(|| {
		ensure_provider(ALICE);
		let add = |device, region, price| Providers::add_node(signed(ALICE), device, ALICE, region, price);
		assert_noop!(add(9, 0, 0), Error::<Test>::NoSuchDevice);
		assert_noop!(add(LARGE, 4, 0), Error::<Test>::NoSuchRegion);
		assert_noop!(add(LARGE, 0, MAX_PRICE + 1), Error::<Test>::PriceOutOfRange);
		assert_ok!(add(LARGE, 3, MAX_PRICE));
		let stranger = Providers::add_node(signed(BOB), LARGE, BOB, 0, 0);
		assert_eq!(stranger, Err(Error::<Test>::NotProvider.into()));
	});
}

#[test]
fn add_node_fails_when_the_provider_has_too_many() {
	build_and_execute(|| {
		for _ in 0..MAX_NODES {
			new_node(ALICE, CPU, 0);
		}
		let add = Providers::add_node(signed(ALICE), CPU, ALICE, 0, 0);
		assert_eq!(add, Err(Error::<Test>::TooManyNodes.into()));
	});
}

#[test]
fn power_counts_only_when_it_was_measured() {
	build_and_execute(|| {
		let id = new_node(ALICE, LARGE, 0);
		assert_noop!(Providers::go_idle(signed(ALICE), id), Error::<Test>::NotMeasured);
		Providers::set_power(id, 100);
		assert_eq!(last_event(), Event::PowerSet { node: id, power: 100 });
		assert_ok!(Providers::go_idle(signed(ALICE), id));
		// Eight parts of twelve power.
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity { total: 96, busy: 0 });
		assert_eq!(Providers::provider(ALICE).unwrap().power, 100);
		// Less than one power for each part is none.
		Providers::set_power(id, 7);
		assert_eq!(Providers::node(id).map(|node| (node.power, node.online)), Some((0, false)));
		assert_eq!(Providers::provider(ALICE).unwrap().power, 0);
		assert_storage_noop!(Providers::set_power(99, 8));
	});
}

#[test]
fn power_changes_while_work_runs_and_the_books_follow() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 80, 0);
		let taken = take_one(20);
		assert_eq!(taken.parts, 2);
		Providers::set_power(id, 160);
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity { total: 160, busy: 40 });
		assert_eq!(Providers::provider(ALICE).unwrap().power, 160);
		// He answers for what runs as he did when it began, however little the node is said to have.
		Providers::set_power(id, 0);
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity::default());
		assert_eq!(Providers::provider(ALICE).unwrap().power, 160);
		Providers::release(id, 2);
		assert_eq!(Providers::provider(ALICE).unwrap().power, 0);
		assert_eq!(Providers::node(id).unwrap().used, 0);
	});
}

#[test]
fn certify_is_governance_s_and_bounded_by_the_device() {
	build_and_execute(|| {
		let id = new_node(ALICE, CPU, 0);
		assert_noop!(Providers::certify(signed(ALICE), id, 64), BadOrigin);
		let certify = |node, power| Providers::certify(RuntimeOrigin::root(), node, power);
		assert_noop!(certify(id, 65), Error::<Test>::PowerOutOfRange);
		assert_noop!(certify(id, 3), Error::<Test>::PowerOutOfRange);
		assert_noop!(certify(99, 8), Error::<Test>::NoSuchNode);
		assert_ok!(certify(id, 64));
	});
}

#[test]
fn node_calls_fail_when_the_signer_is_a_stranger() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 8, 0);
		ensure_provider(BOB);
		let no = Error::<Test>::NotOwner;
		for stranger in [BOB, operator(BOB)] {
			assert_noop!(Providers::go_idle(signed(stranger), id), Error::<Test>::NotOwner);
			assert_noop!(Providers::go_busy(signed(stranger), id), Error::<Test>::NotOwner);
			assert_noop!(Providers::host(signed(stranger), id, DATASET), Error::<Test>::NotOwner);
			assert_noop!(Providers::unhost(signed(stranger), id, DATASET), Error::<Test>::NotOwner);
		}
		// The operator's key lies on the node: it must not get at what the owner's cold key guards.
		for other in [BOB, operator(ALICE)] {
			assert_noop!(Providers::update_node(signed(other), id, 1, 0), Error::<Test>::NotOwner);
			assert_noop!(Providers::remove_node(signed(other), id), Error::<Test>::NotOwner);
			assert_noop!(Providers::move_node(signed(other), id, 1), Error::<Test>::NotOwner);
			assert_noop!(Providers::set_operator(signed(other), id, other), Error::<Test>::NotOwner);
		}
		assert_noop!(Providers::go_idle(signed(ALICE), 99), Error::<Test>::NoSuchNode);
		assert_noop!(Providers::go_idle(RuntimeOrigin::none(), id), BadOrigin);
		assert_eq!(DispatchError::from(no), Error::<Test>::NotOwner.into());
	});
}

#[test]
fn operator_runs_the_node_until_the_owner_names_another() {
	build_and_execute(|| {
		let id = busy_node(ALICE, 8, 0);
		assert_ok!(Providers::go_idle(signed(operator(ALICE)), id));
		assert_ok!(Providers::host(signed(operator(ALICE)), id, DATASET));
		assert_ok!(Providers::unhost(signed(operator(ALICE)), id, DATASET));
		assert_ok!(Providers::go_busy(signed(operator(ALICE)), id));
		assert_ok!(Providers::set_operator(signed(ALICE), id, CAROL));
		assert_eq!(last_event(), Event::OperatorSet { node: id, operator: CAROL });
		assert_noop!(Providers::go_idle(signed(operator(ALICE)), id), Error::<Test>::NotOwner);
		assert_ok!(Providers::go_idle(signed(CAROL), id));
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
		assert_eq!(Providers::sample(seed(1)), Some(id));
		assert_ok!(Providers::go_busy(signed(ALICE), id));
		assert_eq!(last_event(), Event::NodeBusy { node: id });
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_eq!(Providers::sample(seed(1)), None);
	});
}

#[test]
fn update_node_shares_parts_and_sets_the_price() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 80, 0);
		assert_ok!(Providers::update_node(signed(ALICE), id, 3, 2 * AIC));
		assert_eq!(last_event(), Event::NodeUpdated { node: id, shared: 3, min_price: 2 * AIC });
		assert_eq!(Providers::capacity(DeviceClass::Gpu), Capacity { total: 30, busy: 0 });
		assert_eq!(draw(&needs(30), &[], 0), Err(WaitReason::PriceTooLow));
		let generous = |power| Requirements { unit_price: 2 * AIC, ..needs(power) };
		assert_eq!(draw(&generous(30), &[], 0), Ok(id));
		assert_eq!(draw(&generous(31), &[], 0), Err(WaitReason::NotEnoughPower));
		take(&generous(20), &HERE, &[], 1, 0).unwrap();
		assert_noop!(Providers::update_node(signed(ALICE), id, 1, 0), Error::<Test>::InUse);
		assert_noop!(Providers::update_node(signed(ALICE), id, 0, 0), Error::<Test>::PartsOutOfRange);
		assert_noop!(Providers::update_node(signed(ALICE), id, 9, 0), Error::<Test>::PartsOutOfRange);
		assert_noop!(
			Providers::update_node(signed(ALICE), id, 8, MAX_PRICE + 1),
			Error::<Test>::PriceOutOfRange
		);
		assert_ok!(Providers::update_node(signed(ALICE), id, 8, 0));
		assert_eq!(draw(&needs(60), &[], 0), Ok(id));
		assert_eq!(draw(&needs(61), &[], 0), Err(WaitReason::NotEnoughPower));
	});
}

#[test]
fn moved_node_counts_as_new() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 80, 0);
		Trusted::set(id, 9);
		assert_noop!(Providers::move_node(signed(ALICE), id, 1), Error::<Test>::AlreadyIdle);
		let taken = take_one(80);
		assert_ok!(Providers::go_busy(signed(ALICE), id));
		assert_noop!(Providers::move_node(signed(ALICE), id, 1), Error::<Test>::InUse);
		Providers::release(id, taken.parts);
		assert_noop!(Providers::move_node(signed(ALICE), id, 9), Error::<Test>::NoSuchRegion);
		assert_ok!(Providers::move_node(signed(ALICE), id, 1));
		assert_eq!(last_event(), Event::NodeMoved { node: id, region: 1 });
		assert_eq!(<Trusted as aic_primitives::Trust>::of(id), 0);
		assert_noop!(Providers::go_idle(signed(ALICE), id), Error::<Test>::NotMeasured);
	});
}

#[test]
fn removed_node_is_gone_and_its_number_is_not_given_again() {
	build_and_execute(|| {
		let (first, second) = (idle_node(ALICE, 8, 0), idle_node(ALICE, 16, 0));
		assert_ok!(Providers::remove_node(signed(ALICE), first));
		assert_eq!(last_event(), Event::NodeRemoved { node: first });
		assert_noop!(Providers::remove_node(signed(ALICE), first), Error::<Test>::NoSuchNode);
		assert_eq!((Providers::owner_of(first), Providers::info(first)), (None, None));
		let provider = Providers::provider(ALICE).unwrap();
		assert_eq!((provider.nodes, provider.power), (1, 16));
		assert_eq!(draw(&needs(1), &[], 0), Ok(second));
		assert!(busy_node(ALICE, 8, 0) > second);
	});
}

#[test]
fn every_node_that_is_online_is_sampled_as_often() {
	build_and_execute(|| {
		for number in 0..20 {
			idle_node(1 + number % 3, 8, number as u16 % 4);
		}
		assert_ok!(Providers::go_busy(signed(ALICE), 3));
		// At work is online, too.
		take_one(8);
		let mut seen = std::collections::BTreeMap::new();
		for number in 0..4_000 {
			*seen.entry(Providers::sample(seed(number)).unwrap()).or_insert(0u32) += 1;
		}
		assert_eq!(seen.len(), 19);
		assert!(!seen.contains_key(&3));
		assert!(seen.values().all(|times| (150..=270).contains(times)), "{seen:?}");
	});
}
