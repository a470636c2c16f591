use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn fails_when(corrupt: impl FnOnce()) {
	TestState::default().execute_with(|| {
		see(5, Block::Missing, 9);
		assert_ok!(RelayRandomness::do_try_state());
		corrupt();
		assert!(RelayRandomness::do_try_state().is_err());
	});
}

#[test]
fn try_state_fails_when_a_value_comes_from_the_future() {
	fails_when(|| Latest::<Test>::mutate(|seed| seed.as_mut().unwrap().known_since = 6));
	fails_when(|| {
		Latest::<Test>::kill();
		Epoch::<Test>::mutate(|record| record.seed.as_mut().unwrap().known_since = 6);
	});
}

#[test]
fn try_state_fails_when_a_value_is_hidden_since_the_future() {
	fails_when(|| Epoch::<Test>::mutate(|record| record.hidden = Some(6)));
	fails_when(|| Epoch::<Test>::mutate(|record| record.block_hidden = Some(6)));
}

#[test]
fn try_state_fails_when_the_epochs_value_is_a_blocks_or_newer_as_the_newest() {
	fails_when(|| {
		Epoch::<Test>::mutate(|record| record.seed.as_mut().unwrap().source = Source::CurrentBlock)
	});
	fails_when(|| Epoch::<Test>::mutate(|record| record.seed.as_mut().unwrap().known_since = 4));
}

/// What the relay chain does between two blocks of ours, and what the collator shows of it.
#[derive(Clone, Copy, Debug)]
struct Step {
	/// Relay blocks that the relay parent moves on by; none if it is the last one's.
	relay_blocks: u8,
	/// Whether the relay chain has a block's value in it.
	has_block_value: bool,
	new_epoch: bool,
	hides_block: bool,
	hides_epoch: bool,
}

fn step() -> impl Strategy<Value = Step> {
	let often = prop::bool::weighted(0.8);
	(0..3u8, often, prop::bool::weighted(0.2), any::<bool>(), any::<bool>()).prop_map(
		|(relay_blocks, has_block_value, new_epoch, hides_block, hides_epoch)| Step {
			relay_blocks,
			has_block_value,
			new_epoch,
			hides_block,
			hides_epoch,
		},
	)
}

/// A key of the relay chain as our blocks could see it.
#[derive(Default)]
struct Key {
	/// First block of ours whose relay parent had the value.
	first: BTreeMap<u8, u64>,
	/// Blocks of ours that showed the key, with a value or without.
	shown: Vec<u64>,
}

impl Key {
	/// A value is not newer than the first proof that could have had it, and not older than the last that showed another before.
	fn check(&self, (value, _, known_since): (u8, Source, u64), lead: u64) {
		let first = self.first[&value];
		assert!(known_since + lead <= first, "value {value} could be known at {first}");
		let last_other = self.shown.iter().rfind(|number| **number < first);
		assert!(last_other.is_none_or(|number| known_since + lead > *number));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn value_is_never_newer_than_the_first_proof_that_could_have_it(
		lead in 0..6u64,
		has_block_values in prop::bool::weighted(0.8),
		steps in prop::collection::vec(step(), 1..40),
	) {
		build_and_execute(|| {
			Lead::set(&lead);
			let (mut relay, mut has_value, mut epoch_value) = (1u8, false, 101u8);
			let (mut blocks, mut epochs) = (Key::default(), Key::default());
			for (number, step) in (10u64..).zip(steps) {
				if step.relay_blocks > 0 {
					relay += step.relay_blocks;
					epoch_value += u8::from(step.new_epoch);
				}
				if step.relay_blocks > 0 || number == 10 {
					has_value = has_block_values && step.has_block_value;
				}
				if has_value {
					blocks.first.entry(relay).or_insert(number);
				}
				epochs.first.entry(epoch_value).or_insert(number);

				let before = (Latest::<Test>::get(), Epoch::<Test>::get().seed);
				let block = match (step.hides_block, has_value, has_block_values) {
					(true, ..) => Block::Hidden,
					(_, true, _) => Block::Some(relay),
					(.., true) => Block::None,
					_ => Block::Missing,
				};
				prove(number, block, (!step.hides_epoch).then_some(epoch_value));
				assert_ok!(RelayRandomness::do_try_state());

				if RelayRandomness::current().is_some() {
					let seed = latest();
					match seed.1 {
						Source::CurrentBlock => blocks.check(seed, lead),
						Source::OneEpochAgo => epochs.check(seed, lead),
					}
					assert!(before.0.is_none_or(|old| old.known_since <= seed.2 || !old.is_blocks()));
				}
				if RelayRandomness::epoch().is_some() {
					epochs.check(epoch(), lead);
					assert!(before.1.is_none_or(|old| old.known_since <= epoch().2));
				}
				// What is shown is taken.
				if let Block::Some(byte) = block {
					assert_eq!(latest().0, byte);
				}
				if !step.hides_epoch {
					assert_eq!(epoch().0, epoch_value);
					epochs.shown.push(number);
				}
				if !step.hides_block {
					blocks.shown.push(number);
				}
			}
		});
	}
}
