use super::*;

#[test]
fn random_makes_callers_wait_when_nothing_is_known() {
	build_and_execute(|| {
		System::set_block_number(5);
		assert_eq!(RelayRandomness::random(b"subject"), (H256::zero(), 0));
	});
}

#[test]
fn random_is_the_hash_of_subject_and_value_when_a_value_is_known() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		let expected = blake2_256(&(&b"subject"[..], [7u8; 32]).encode());
		assert_eq!(RelayRandomness::random(b"subject"), (H256(expected), 5));
	});
}

#[test]
fn random_differs_when_subject_or_value_does() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		let (first, _) = RelayRandomness::random(b"one");
		let (second, _) = RelayRandomness::random(b"two");
		see(6, Block::Some(8), 9);
		let (third, _) = RelayRandomness::random(b"one");
		assert!(first != second && second != third && first != third);
	});
}

#[test]
fn random_is_newer_than_a_commitment_only_when_a_later_block_brought_it() {
	build_and_execute(|| {
		see(5, Block::Some(7), 9);
		let commitment = 5;
		assert!(RelayRandomness::random(b"").1 <= commitment);
		see(6, Block::Some(7), 9);
		assert!(RelayRandomness::random(b"").1 <= commitment);
		see(7, Block::Some(8), 9);
		assert!(RelayRandomness::random(b"").1 > commitment);
	});
}
