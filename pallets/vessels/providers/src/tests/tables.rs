use super::*;
use crate::Device;

fn device(power: Power, memory: u32, parts: u8) -> Device {
	Device { class: DeviceClass::Fpga, name: b"new".to_vec().try_into().unwrap(), power, memory, parts }
}

fn region(own: u32, near: &[(RegionId, u32)]) -> Region<Test> {
	Region { own, near: near.to_vec().try_into().unwrap() }
}

#[test]
fn tables_are_those_of_genesis_when_the_chain_starts() {
	build_and_execute(|| {
		for (id, own, near) in regions() {
			assert_eq!(Providers::region(id), Some(region(own, &near)));
		}
		for (id, class, name, power, memory, parts) in devices() {
			let name = name.try_into().unwrap();
			assert_eq!(Providers::device(id), Some(Device { class, name, power, memory, parts }));
		}
		assert_eq!((Providers::region(4), Providers::device(3)), (None, None));
	});
}

#[test]
fn latency_is_the_table_s_in_either_direction() {
	build_and_execute(|| {
		assert_eq!(Providers::latency(0, 0), Some(10));
		assert_eq!(Providers::latency(0, 2), Some(90));
		assert_eq!(Providers::latency(2, 0), Some(90));
		assert_eq!(Providers::latency(1, 0), Some(31), "its own list comes first");
		assert_eq!(Providers::latency(0, 3), None);
		assert_eq!(Providers::latency(9, 9), None);
		assert_eq!(Providers::regions_from(0), vec![0, 1, 2]);
		assert_eq!(Providers::regions_from(9), Vec::<RegionId>::new());
	});
}

#[test]
fn governance_describes_devices_and_nobody_else_does() {
	build_and_execute(|| {
		let set = |device| Providers::set_device(RuntimeOrigin::root(), 3, device);
		assert_ok!(set(device(8, 8, 8)));
		assert_eq!(last_event(), Event::DeviceSet { id: 3, device: device(8, 8, 8) });
		let absurd = [(8, 8, 0), (8, 8, 65), (7, 8, 8), (8, 7, 8), (MAX_POWER + 1, 8, 8)];
		for (power, memory, parts) in absurd {
			assert_noop!(set(device(power, memory, parts)), Error::<Test>::BadDevice);
		}
		assert_noop!(Providers::set_device(signed(ALICE), 3, device(8, 8, 8)), BadOrigin);
	});
}

#[test]
fn a_node_keeps_its_parts_when_its_device_is_described_anew() {
	build_and_execute(|| {
		let id = idle_node(ALICE, 80, 0);
		let whole = Device { class: DeviceClass::Gpu, ..device(1_024, 64, 1) };
		assert_ok!(Providers::set_device(RuntimeOrigin::root(), LARGE, whole));
		assert_eq!(Providers::node(id).unwrap().parts, 8);
		assert_eq!(take_one(10), Taken { node: id, owner: 0, region: 0, parts: 1 });
	});
}

#[test]
fn governance_sets_regions_and_nobody_else_does() {
	build_and_execute(|| {
		let far = idle_node(ALICE, 8, 3);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		let set = |id, region| Providers::set_region(RuntimeOrigin::root(), id, region);
		let new = region(5, &[(2, 20), (3, 20)]);
		assert_ok!(set(0, new.clone()));
		assert_eq!(last_event(), Event::RegionSet { id: 0, region: new });
		assert_eq!(draw(&needs(1), &[], 0), Ok(far));
		for near in [&[(1, 5), (0, 6)][..], &[(1, 5), (2, 6), (1, 7)], &[(1, 5), (2, 4)]] {
			assert_noop!(set(0, region(5, near)), Error::<Test>::BadRegion);
		}
		assert_noop!(set(4, region(5, &[])), Error::<Test>::TooManyRegions);
		assert_noop!(Providers::set_region(signed(ALICE), 0, region(5, &[])), BadOrigin);
	});
}

#[test]
#[should_panic(expected = "a region is near to itself")]
fn genesis_panics_when_a_region_is_near_to_itself() {
	let regions = vec![(0, 1, vec![(0, 1)])];
	let _ = crate::GenesisConfig::<Test> { regions, ..Default::default() }.build_storage();
}

#[test]
#[should_panic(expected = "a device makes no sense")]
fn genesis_panics_when_a_device_has_no_parts() {
	let devices = vec![(0, DeviceClass::Gpu, vec![], 8, 8, 0)];
	let _ = crate::GenesisConfig::<Test> { devices, ..Default::default() }.build_storage();
}
