use super::*;

#[test]
fn epoch_is_as_old_as_the_first_proof_without_it_when_it_was_hidden() {
	build_and_execute(|| {
		Lead::set(&1);
		see(5, Block::Some(1), 9);
		for number in 6..9 {
			prove(number, Block::Some(1), None);
			assert_eq!(epoch(), (9, Source::OneEpochAgo, 4));
			assert_eq!(Epoch::<Test>::get().hidden, Some(5));
		}
		see(9, Block::Some(1), 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 5));
		assert_eq!(Epoch::<Test>::get().hidden, None);
	});
}

#[test]
fn epoch_keeps_its_date_when_the_hidden_value_is_the_same() {
	build_and_execute(|| {
		see(5, Block::Some(1), 9);
		prove(6, Block::Some(1), None);
		see(7, Block::Some(1), 9);
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 5));
		see(8, Block::Some(1), 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 8), "the run ended when the value was shown");
	});
}

#[test]
fn first_epoch_is_as_old_as_the_first_proof_without_it_when_it_was_hidden() {
	build_and_execute(|| {
		prove(5, Block::Some(1), None);
		assert_eq!(RelayRandomness::epoch(), None);
		see(8, Block::Some(1), 9);
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 5));
	});
}

/// Whoever knows the value while it is hidden can't commit to what it draws.
#[test]
fn epoch_is_no_newer_than_a_commitment_when_it_was_hidden_meanwhile() {
	build_and_execute(|| {
		see(5, Block::Some(1), 9);
		prove(6, Block::Some(1), None);
		let commitment = 7;
		prove(7, Block::Some(1), None);
		see(8, Block::Some(1), 10);
		assert!(EpochRandomness::<Test>::random(b"").1 <= commitment);
		see(9, Block::Some(1), 11);
		assert!(EpochRandomness::<Test>::random(b"").1 > commitment);
	});
}

/// A collator who dislikes the block's value could leave it out of the proof. All he gets is that nothing changes.
#[test]
fn latest_stays_when_the_block_value_is_hidden() {
	build_and_execute(|| {
		see(5, Block::Some(1), 9);
		see(6, Block::Hidden, 10);
		assert_eq!(latest(), (1, Source::CurrentBlock, 5));
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 6));
	});
}

#[test]
fn latest_is_not_the_epochs_when_the_first_block_value_is_hidden() {
	build_and_execute(|| {
		see(5, Block::Hidden, 9);
		assert_eq!(RelayRandomness::current(), None);
		see(7, Block::Some(1), 9);
		assert_eq!(latest(), (1, Source::CurrentBlock, 5));
	});
}

#[test]
fn latest_is_as_old_as_the_first_proof_without_it_when_it_was_hidden() {
	build_and_execute(|| {
		Lead::set(&2);
		see(5, Block::Some(1), 9);
		see(6, Block::Hidden, 9);
		see(7, Block::Hidden, 9);
		see(8, Block::Some(2), 9);
		assert_eq!(latest(), (2, Source::CurrentBlock, 4));
		see(9, Block::Some(3), 9);
		assert_eq!(latest(), (3, Source::CurrentBlock, 7));
	});
}

#[test]
fn latest_is_as_new_as_its_block_when_the_relay_chain_proved_to_have_none() {
	build_and_execute(|| {
		for block in [Block::Missing, Block::None] {
			see(5, Block::Some(1), 9);
			see(6, Block::Hidden, 9);
			see(7, block, 9);
			see(8, Block::Some(2), 9);
			assert_eq!(latest(), (2, Source::CurrentBlock, 8));
		}
	});
}

#[test]
fn latest_is_as_old_as_the_epoch_when_the_relay_chain_has_no_block_value() {
	build_and_execute(|| {
		see(5, Block::Missing, 9);
		prove(6, Block::Missing, None);
		assert_eq!(latest(), (9, Source::OneEpochAgo, 5));
		see(7, Block::Hidden, 10);
		assert_eq!(latest(), (9, Source::OneEpochAgo, 5));
		see(8, Block::Missing, 10);
		assert_eq!(latest(), (10, Source::OneEpochAgo, 6));
	});
}

#[test]
fn one_value_is_not_older_when_the_other_was_hidden() {
	build_and_execute(|| {
		see(5, Block::Some(1), 9);
		prove(6, Block::Some(1), None);
		prove(7, Block::Some(2), None);
		assert_eq!(latest(), (2, Source::CurrentBlock, 7));
		see(8, Block::Hidden, 9);
		see(9, Block::Hidden, 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 9));
	});
}

#[test]
fn hidden_value_has_the_larger_lead_when_the_lead_changes_meanwhile() {
	for (before, after, expected) in [(6, 1, 14), (1, 6, 16), (1, 9, 13)] {
		build_and_execute(|| {
			see(19, Block::Some(1), 9);
			Lead::set(&before);
			prove(20, Block::Hidden, None);
			Lead::set(&after);
			prove(21, Block::Hidden, None);
			see(22, Block::Some(2), 10);
			assert_eq!(latest(), (2, Source::CurrentBlock, expected));
			assert_eq!(epoch(), (10, Source::OneEpochAgo, expected));
		});
	}
}
