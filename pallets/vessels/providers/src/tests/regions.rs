use super::*;

fn near(regions: Vec<RegionId>) -> crate::Near<Test> {
	regions.try_into().unwrap()
}

#[test]
fn regions_are_those_of_genesis_when_the_chain_starts() {
	build_and_execute(|| {
		for (region, others) in crate::mock::regions() {
			assert_eq!(Providers::near(region), Some(near(others)));
		}
		assert_eq!(Providers::near(4), None);
	});
}

#[test]
fn set_region_changes_who_is_near_when_governance_says_so() {
	build_and_execute(|| {
		let far = idle_node(ALICE, 1, 3);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		assert_ok!(Providers::set_region(RuntimeOrigin::root(), 0, near(vec![2, 3])));
		assert_eq!(last_event(), Event::RegionSet { region: 0, near: near(vec![2, 3]) });
		assert_eq!(draw(&needs(1), &[], 0), Ok(far));
		assert_ok!(Providers::set_region(RuntimeOrigin::root(), 4, near(vec![])));
		idle_node(ALICE, 1, 4);
	});
}

#[test]
fn set_region_fails_when_it_is_absurd_or_not_by_governance() {
	build_and_execute(|| {
		let set = |others| Providers::set_region(RuntimeOrigin::root(), 0, near(others));
		assert_noop!(set(vec![1, 0]), Error::<Test>::BadRegions);
		assert_noop!(set(vec![1, 2, 1]), Error::<Test>::BadRegions);
		assert_noop!(Providers::set_region(signed(ALICE), 0, near(vec![1])), BadOrigin);
	});
}

#[test]
#[should_panic(expected = "a region is near to itself")]
fn genesis_panics_when_a_region_is_near_to_itself() {
	let _ =
		crate::GenesisConfig::<Test> { regions: vec![(0, vec![0])], ..Default::default() }.build_storage();
}
