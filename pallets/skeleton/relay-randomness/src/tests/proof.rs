use super::*;

#[test]
fn seed_is_the_blocks_when_the_proof_has_both() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		assert_eq!(latest(), (7, Source::CurrentBlock, 5));
	});
}

#[test]
fn seed_is_the_epochs_when_the_proof_has_no_block_value() {
	build_and_execute(|| {
		see(5, Block::Missing, 9);
		assert_eq!(latest(), (9, Source::OneEpochAgo, 5));
		see(6, Block::None, 10);
		assert_eq!(latest(), (10, Source::OneEpochAgo, 6));
	});
}

#[test]
fn seed_keeps_its_first_block_when_several_blocks_share_a_relay_parent() {
	build_and_execute(|| {
		for number in 5..8 {
			see(number, Block::Some(7), 9);
		}
		assert_eq!(latest(), (7, Source::CurrentBlock, 5));
		see(8, Block::Some(8), 9);
		assert_eq!(latest(), (8, Source::CurrentBlock, 8));
	});
}

#[test]
fn seed_stays_the_blocks_when_a_later_block_has_none() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		see(6, Block::Missing, 10);
		see(7, Block::None, 11);
		assert_eq!(latest(), (7, Source::CurrentBlock, 5));
	});
}

#[test]
fn seed_moves_to_the_blocks_value_when_one_comes() {
	build_and_execute(|| {
		see(5, Block::Missing, 9);
		see(6, Block::Some(7), 9);
		assert_eq!(latest(), (7, Source::CurrentBlock, 6));
	});
}

#[test]
fn seed_is_dated_back_when_observers_have_a_lead() {
	build_and_execute(|| {
		Lead::set(&3);
		see(2, Block::Some(7), 9);
		assert_eq!(latest(), (7, Source::CurrentBlock, 0));
		see(9, Block::Some(8), 9);
		assert_eq!(latest(), (8, Source::CurrentBlock, 6));
	});
}
