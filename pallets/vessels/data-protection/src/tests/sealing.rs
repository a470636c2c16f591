use super::*;
use proptest::prelude::*;
use x25519_dalek::x25519;

/// p − 1, p, p + 1 and so on, little endian.
fn above(first: u8) -> Point {
	let mut point = [0xff; 32];
	(point[0], point[31]) = (first, 0x7f);
	point
}

#[test]
fn points_of_low_order_are_those_that_share_zero() {
	// Every spelling of 0 to 18 that is not the shortest, and the shortest ones.
	let spelt = (0xecu8..=0xff).map(above).chain((0..20u8).map(|first| {
		let mut point = [0; 32];
		point[0] = first;
		point
	}));
	let order_eight = [
		vectors::bytes("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
		vectors::bytes("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
	];
	let mut low = 0;
	for point in spelt.chain(order_eight) {
		let mut high_bit = point;
		high_bit[31] |= 0x80;
		let zero = x25519([0x77; 32], point) == [0; 32];
		assert_eq!(seals::is_low_order(&point), zero, "{point:?}");
		assert_eq!(seals::is_low_order(&high_bit), zero);
		low += u32::from(zero);
	}
	assert_eq!(low, 7);
}

#[test]
fn the_same_key_is_sealed_differently_for_each_request_and_recipient() {
	let (recipient, other) = (recipient(), seals::public([0x33; 32]));
	let seal = |recipient, id| seals::seal(&[1; 32], [0x22; 32], recipient, id).cipher;
	assert_ne!(seal(&recipient, 0), seal(&recipient, 1));
	assert_ne!(seal(&recipient, 0), seal(&other, 0));
}

#[test]
fn a_key_gives_those_of_its_parts_only() {
	let material = material();
	let half = material.key(part(1, 1));
	assert_eq!(seals::child(&half, false), material.key(part(2, 2)));
	assert_eq!(seals::child(&seals::child(&half, true), true), material.key(part(3, 7)));
	assert_ne!(seals::child(&half, true), material.key(part(2, 1)));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(20))]

	#[test]
	fn only_the_recipient_opens_what_is_sealed(
		key: [u8; 32], secret: [u8; 32], ephemeral: [u8; 32], stranger: [u8; 32], id: u64,
	) {
		let to = seals::public(secret);
		let sealed = seals::seal(&key, ephemeral, &to, id);
		prop_assert_eq!(seals::open(&sealed, secret, &to, id), key);
		prop_assert_ne!(seals::open(&sealed, secret, &to, id.wrapping_add(1)), key);
		if seals::public(stranger) != to {
			prop_assert_ne!(seals::open(&sealed, stranger, &to, id), key);
		}
	}
}
