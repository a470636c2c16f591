use super::*;
use proptest::prelude::*;

#[test]
fn try_state_fails_when_a_value_comes_from_the_future() {
	TestState::default().execute_with(|| {
		see(5, Block::Some(7), 9);
		Latest::<Test>::mutate(|seed| seed.as_mut().unwrap().known_since = 6);
		assert!(RelayRandomness::do_try_state().is_err());
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn known_since_never_falls_when_anything_is_seen(seen in prop::collection::vec((0..5u8, 0..4u8), 1..30)) {
		build_and_execute(|| {
			let mut before = 0;
			for (number, (block, epoch)) in (1..).zip(seen) {
				let block = match block {
					0 => Block::Missing,
					1 => Block::None,
					byte => Block::Some(byte),
				};
				see(number, block, epoch);
				assert_ok!(RelayRandomness::do_try_state());
				let (_, _, known_since) = latest();
				assert!(known_since >= before);
				before = known_since;
			}
		});
	}
}
