use super::*;

#[test]
fn epoch_is_kept_when_the_proof_has_a_block_value_too() {
	build_and_execute(|| {
		assert_eq!(RelayRandomness::epoch(), None);
		see(5, Block::Some(7), 9);
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 5));
		assert_eq!(latest(), (7, Source::CurrentBlock, 5));
	});
}

#[test]
fn epoch_keeps_its_first_block_when_blocks_bring_it_again() {
	build_and_execute(|| {
		for number in 5..9 {
			see(number, Block::Some(number as u8), 9);
		}
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 5));
		see(9, Block::Some(9), 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 9));
	});
}

#[test]
fn epoch_is_dated_back_by_the_lead_of_its_block_when_the_lead_changes() {
	build_and_execute(|| {
		Lead::set(&3);
		see(2, Block::Missing, 9);
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 0));
		see(20, Block::Missing, 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 17));
		Lead::set(&12);
		see(30, Block::Missing, 10);
		assert_eq!(epoch(), (10, Source::OneEpochAgo, 17));
		see(40, Block::Missing, 11);
		assert_eq!(epoch(), (11, Source::OneEpochAgo, 28));
	});
}

#[test]
fn epoch_stays_when_the_relay_chain_has_none() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		System::set_block_number(6);
		RelayRandomness::note(Ok(None), Ok(None));
		assert_eq!(epoch(), (9, Source::OneEpochAgo, 5));
		assert_eq!(Epoch::<Test>::get().hidden, None);
	});
}

#[test]
fn epoch_random_makes_callers_wait_when_nothing_is_known() {
	build_and_execute(|| {
		System::set_block_number(5);
		assert_eq!(EpochRandomness::<Test>::random(b"subject"), (H256::zero(), 0));
	});
}

#[test]
fn epoch_random_is_the_hash_of_subject_value_and_domain_when_a_value_is_known() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		see(6, Block::Some(8), 9);
		let expected = blake2_256(&(&b"subject"[..], [9u8; 32], *b"epoch").encode());
		assert_eq!(EpochRandomness::<Test>::random(b"subject"), (H256(expected), 5));
		assert_ne!(EpochRandomness::<Test>::random(b"other").0, H256(expected));
	});
}

/// A dev node has but one value for both.
#[test]
fn epoch_random_differs_from_the_blocks_when_the_value_is_one() {
	build_and_execute(|| {
		see(5, Block::Missing, 9);
		assert_eq!(latest(), epoch());
		assert_ne!(EpochRandomness::<Test>::random(b"subject").0, RelayRandomness::random(b"subject").0);
	});
}

/// A subject that goes on as the other's hash input does is not the other's.
#[test]
fn epoch_random_differs_from_the_blocks_when_subjects_imitate_the_other_encoding() {
	build_and_execute(|| {
		let value = H256::repeat_byte(9);
		see(5, Block::Missing, 9);
		let plain = (&b"subject"[..], value).encode();
		let with_domain = (&b"subject"[..], value, *b"epoch").encode();
		for subject in
			[&plain[..], &plain[1..], &with_domain[..], &with_domain[1..], &with_domain[5..], b"epoch"]
		{
			let of_epoch = EpochRandomness::<Test>::random(subject).0;
			assert_ne!(of_epoch, RelayRandomness::random(b"subject").0);
			assert_ne!(of_epoch, RelayRandomness::random(subject).0);
			assert_ne!(EpochRandomness::<Test>::random(b"subject").0, RelayRandomness::random(subject).0);
		}
	});
}

/// What was closed at block n is drawn only with a value that nobody could know at n.
#[test]
fn epoch_random_is_newer_than_a_list_only_when_the_epoch_began_after_it_closed() {
	build_and_execute(|| {
		Lead::set(&2);
		see(5, Block::Some(7), 9);
		let closed = 7;
		see(8, Block::Some(8), 9);
		assert!(EpochRandomness::<Test>::random(b"").1 <= closed);
		see(10, Block::Some(9), 10);
		assert!(EpochRandomness::<Test>::random(b"").1 > closed);
	});
}
