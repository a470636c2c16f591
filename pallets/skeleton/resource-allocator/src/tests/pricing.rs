use super::*;

fn price() -> Balance {
	Allocator::power_price(DeviceClass::Gpu)
}

#[test]
fn price_is_the_initial_one_when_nothing_was_touched() {
	run(|| {
		pass(1_000 * HOUR);
		assert_eq!(price(), PRICE.initial);
	});
}

#[test]
fn price_falls_with_time_when_little_is_used_and_rises_when_all_is() {
	run(|| {
		requested(1);
		pass(PRICE.interval);
		assert_eq!(price(), 9_500 * MILLI_AIC / 1_000);
		for node in 1..NODES {
			World::change(|world| world.nodes.remove(&node));
		}
		requested(1);
		next_block();
		next_block();
		assert_eq!(World::read(|world| world.nodes[&0].used), 4);
		pass(PRICE.interval);
		assert_eq!(price(), 9_975 * MILLI_AIC / 1_000);
		assert_eq!(Allocator::power_price(DeviceClass::Cpu), PRICE.initial);
	});
}

#[test]
fn elapsed_time_is_counted_at_the_use_that_held_when_use_changes() {
	run(|| {
		requested(1);
		pass(100 * PRICE.interval);
		let floor = price();
		World::change(|world| world.nodes.values_mut().for_each(|node| node.used = 4));
		Pallet::<Test>::touch_price(DeviceClass::Gpu);
		assert_eq!(price(), floor, "a change of use does not reach into the past");
		World::change(|world| world.nodes.values_mut().for_each(|node| node.used = 0));
	});
}

#[test]
fn terms_stay_when_the_price_changes_after_the_request() {
	run(|| {
		let slot = running();
		pass(HOUR);
		assert!(price() < PRICE.initial);
		submit(slot);
		assert_ok!(verdict(slot, accepted(&[])));
		assert_eq!(free(REQUESTER), FUNDS - WORK);
	});
}
