use super::*;

fn capacity() -> (u64, u64) {
	<Providers as aic_primitives::Nodes<u64>>::capacity(DeviceClass::Gpu)
}

#[test]
fn node_with_three_of_eight_parts_free_serves_requests_of_up_to_three() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		assert_ok!(Providers::reserve(node, &needs(5)));
		assert_eq!(draw(&needs(4), &[], 0), Err(WaitReason::NotEnoughPower));
		for power in 1..=3 {
			assert_eq!(draw(&needs(power), &[], 0), Ok(node));
		}
		assert_ok!(Providers::reserve(node, &needs(3)));
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_eq!(capacity(), (8, 8));
		Providers::release(node, &needs(5));
		assert_eq!(draw(&needs(5), &[], 0), Ok(node));
		assert_eq!(capacity(), (8, 3));
	});
}

#[test]
fn reserve_fails_when_the_node_has_less_free() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		assert_noop!(Providers::reserve(node, &needs(9)), Error::<Test>::NotFree);
		let large = Requirements { memory: 65, ..needs(1) };
		assert_noop!(Providers::reserve(node, &large), Error::<Test>::NotFree);
		assert_noop!(Providers::reserve(99, &needs(1)), Error::<Test>::NoSuchNode);
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_noop!(Providers::reserve(node, &needs(1)), Error::<Test>::NotFree);
	});
}

#[test]
fn memory_limits_work_when_power_is_left() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		let hungry = Requirements { memory: 60, ..needs(1) };
		assert_ok!(Providers::reserve(node, &hungry));
		assert_eq!(draw(&hungry, &[], 0), Err(WaitReason::NotEnoughMemory));
		assert_eq!(draw(&needs(1), &[], 0), Ok(node));
		Providers::release(node, &hungry);
		assert_eq!(draw(&hungry, &[], 0), Ok(node));
	});
}

#[test]
fn work_goes_on_when_its_node_goes_busy() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		assert_ok!(Providers::reserve(node, &needs(3)));
		assert_eq!(capacity(), (8, 3));
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_eq!(capacity(), (3, 3));
		Providers::release(node, &needs(3));
		assert_eq!(capacity(), (0, 0));
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_ok!(Providers::go_idle(signed(ALICE), node));
		assert_eq!(capacity(), (8, 0));
	});
}

#[test]
fn faulty_node_is_not_offered_until_its_provider_sets_it_idle() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 8, 0);
		assert_ok!(Providers::reserve(node, &needs(3)));
		Providers::fault(node);
		assert_eq!(last_event(), Event::NodeFaulted { node });
		Providers::release(node, &needs(3));
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_ok!(Providers::go_idle(signed(ALICE), node));
		assert_eq!(draw(&needs(1), &[], 0), Ok(node));
		assert_storage_noop!(Providers::fault(99));
	});
}

#[test]
fn capacity_counts_each_class_apart() {
	build_and_execute(|| {
		idle_node(ALICE, 8, 0);
		assert_ok!(Providers::add_node(signed(ALICE), DeviceClass::Cpu, 2, 1, 0, 0));
		assert_ok!(Providers::go_idle(signed(ALICE), 1));
		assert_eq!(capacity(), (8, 0));
		assert_eq!(Providers::capacity(DeviceClass::Cpu), Capacity { total: 2, busy: 0 });
		assert_eq!(Providers::capacity(DeviceClass::Asic), Capacity::default());
	});
}
