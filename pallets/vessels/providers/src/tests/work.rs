use super::*;

fn capacity() -> (u64, u64) {
	<Providers as aic_primitives::Nodes<u64>>::capacity(DeviceClass::Gpu)
}

#[test]
fn node_with_three_of_eight_parts_free_serves_requests_of_up_to_three() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		let first = take_one(50);
		assert_eq!(first, Taken { node, owner: 0, region: 0, parts: 5 });
		assert_eq!(draw(&needs(31), &[], 0), Err(WaitReason::NotEnoughPower));
		for power in [1, 10, 11, 30] {
			assert_eq!(draw(&needs(power), &[], 0), Ok(node));
		}
		assert_eq!(take_one(21).parts, 3);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_eq!(capacity(), (80, 80));
		Providers::release(node, 5);
		assert_eq!(draw(&needs(50), &[], 0), Ok(node));
		assert_eq!(capacity(), (80, 30));
	});
}

#[test]
fn memory_takes_parts_when_power_would_not() {
	build_and_execute(|| {
		// Eight parts of 8 MiB.
		let node = idle_node(ALICE, 80, 0);
		let hungry = Requirements { memory: 33, ..needs(1) };
		assert_eq!(take(&hungry, &HERE, &[], 1, 0).unwrap()[0].parts, 5);
		assert_eq!(draw(&hungry, &[], 0), Err(WaitReason::NotEnoughMemory));
		assert_eq!(draw(&Requirements { memory: 24, ..needs(1) }, &[], 0), Ok(node));
		Providers::release(node, 5);
		assert_eq!(draw(&hungry, &[], 0), Ok(node));
	});
}

#[test]
fn work_goes_on_when_its_node_goes_busy() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		take_one(30);
		assert_eq!(capacity(), (80, 30));
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_eq!((capacity(), Providers::node(node).unwrap().used), ((30, 30), 3));
		assert_eq!(Providers::provider(ALICE).unwrap().power, 80, "he answers for it");
		Providers::release(node, 3);
		assert_eq!((capacity(), Providers::provider(ALICE).unwrap().power), ((0, 0), 0));
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_ok!(Providers::go_idle(signed(ALICE), node));
		assert_eq!(capacity(), (80, 0));
	});
}

#[test]
fn node_that_comes_back_with_work_offers_only_the_rest() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		take_one(80);
		assert_ok!(Providers::go_busy(signed(ALICE), node));
		assert_ok!(Providers::go_idle(signed(ALICE), node));
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		Providers::release(node, 2);
		assert_eq!(draw(&needs(20), &[], 0), Ok(node));
		assert_eq!(draw(&needs(21), &[], 0), Err(WaitReason::NotEnoughPower));
		assert_eq!(Providers::node(node).unwrap().used, 6);
	});
}

#[test]
fn whole_node_is_taken_and_released_and_finds_its_place_again() {
	build_and_execute(|| {
		let nodes: Vec<_> = (0..40).map(|_| idle_node(ALICE, 80, 0)).collect();
		for round in 0..10 {
			let taken = take(&needs(80), &HERE, &[], 20, round).unwrap();
			assert_eq!(taken.len(), 20);
			assert_ok!(Providers::go_busy(signed(ALICE), taken[3].node));
			Providers::do_try_state().unwrap();
			assert_ok!(Providers::go_idle(signed(ALICE), taken[3].node));
			taken.iter().for_each(|taken| Providers::release(taken.node, taken.parts));
			Providers::do_try_state().unwrap();
		}
		for node in nodes {
			assert_ok!(Providers::remove_node(signed(ALICE), node));
		}
	});
}

#[test]
fn faulty_node_is_not_offered_until_it_is_set_idle() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		take_one(30);
		Providers::fault(node);
		assert_eq!(last_event(), Event::NodeFaulted { node, misses: 1 });
		Providers::release(node, 3);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_ok!(Providers::go_idle(signed(operator(ALICE)), node));
		assert_eq!(draw(&needs(1), &[], 0), Ok(node));
		assert_storage_noop!(Providers::fault(99));
	});
}

#[test]
fn power_falls_by_a_quarter_when_misses_repeat() {
	build_and_execute(|| {
		let node = idle_node(ALICE, 80, 0);
		let power = || Providers::node(node).unwrap().power;
		Providers::fault(node);
		Providers::fault(node);
		Providers::praise(node);
		Providers::fault(node);
		Providers::fault(node);
		assert_eq!(power(), 80, "work that was accepted in between makes good for what was before");
		Providers::fault(node);
		assert_eq!(power(), 60);
		assert_eq!(Providers::node(node).unwrap().misses, 0);
		(0..60).for_each(|_| Providers::fault(node));
		assert_eq!(power(), 0, "less than one power for each part is none");
		assert_noop!(Providers::go_idle(signed(ALICE), node), Error::<Test>::NotMeasured);
	});
}

#[test]
fn capacity_counts_each_class_apart() {
	build_and_execute(|| {
		idle_node(ALICE, 80, 0);
		let cpu = new_node(ALICE, CPU, 0);
		assert_ok!(Providers::certify(RuntimeOrigin::root(), cpu, 18));
		assert_ok!(Providers::go_idle(signed(ALICE), cpu));
		assert_eq!(capacity(), (80, 0));
		// Four parts of four.
		assert_eq!(Providers::capacity(DeviceClass::Cpu), Capacity { total: 16, busy: 0 });
		assert_eq!(Providers::capacity(DeviceClass::Asic), Capacity::default());
	});
}
