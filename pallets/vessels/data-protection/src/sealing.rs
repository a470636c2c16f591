//! Content keys: how they are derived, and how one is sealed so that only its recipient can open it.
//!
//! The key of the whole is part 1's; the halves of part n have the keys BLAKE2b-256(`aic/key` ‖ key n ‖ 0) and the same with 1. Who has a
//! part's key has those of all parts in it and of no others.
//!
//! A key is sealed for one recipient and one request: shared = X25519(ephemeral secret, recipient); pad = BLAKE2b-256(`aic/sealed-key` ‖
//! shared ‖ ephemeral ‖ recipient ‖ the request's number, 64 bits, little endian); cipher = key XOR pad. So it is 64 bytes, no two
//! requests have the same pad, and whoever shows the recipient's secret shows what was in it: nothing else could be.

use crate::{Key, KeyRequestId, Point, Sealed};
use frame::hashing::blake2_256;
use x25519_dalek::{x25519, X25519_BASEPOINT_BYTES};

/// Begins what child keys are hashes of.
pub const KEY: &[u8; 7] = b"aic/key";
/// Begins what pads are hashes of.
pub const PAD: &[u8; 14] = b"aic/sealed-key";

/// Points of a small order, with the highest bit cleared, which X25519 ignores: what anybody shares with them is zero. The last two are
/// other spellings of 0 and 1.
const LOW_ORDER: [Point; 7] = [
	[0; 32],
	ending(1, 0, 0),
	[
		0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda,
		0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
	],
	[
		0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04,
		0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
	],
	ending(0xec, 0xff, 0x7f),
	ending(0xed, 0xff, 0x7f),
	ending(0xee, 0xff, 0x7f),
];

/// The first byte, thirty others, the last.
const fn ending(first: u8, others: u8, last: u8) -> Point {
	let mut point = [others; 32];
	let [start, .., end] = &mut point;
	*start = first;
	*end = last;
	point
}

/// Whether a point has a small order. A key that is sealed for one, or with one, is open to everybody.
pub fn is_low_order(point: &Point) -> bool {
	let mut point = *point;
	let [.., last] = &mut point;
	*last &= 0x7f;
	LOW_ORDER.contains(&point)
}

/// The public key of a secret.
pub fn public(secret: [u8; 32]) -> Point {
	x25519(secret, X25519_BASEPOINT_BYTES)
}

/// Key of the first (`false`) or second half of the part whose key is `parent`.
pub fn child(parent: &Key, second: bool) -> Key {
	blake2_256(&[KEY.as_slice(), parent, &[second.into()]].concat())
}

fn masked(shared: [u8; 32], ephemeral: &Point, recipient: &Point, request: KeyRequestId, text: &Key) -> Key {
	let pad = blake2_256(&[PAD.as_slice(), &shared, ephemeral, recipient, &request.to_le_bytes()].concat());
	let mut result = *text;
	result.iter_mut().zip(pad).for_each(|(byte, mask)| *byte ^= mask);
	result
}

/// Seals `key`, as an owner's program does.
pub fn seal(key: &Key, ephemeral_secret: [u8; 32], recipient: &Point, request: KeyRequestId) -> Sealed {
	let ephemeral = public(ephemeral_secret);
	let shared = x25519(ephemeral_secret, *recipient);
	Sealed { ephemeral, cipher: masked(shared, &ephemeral, recipient, request, key) }
}

/// Opens a sealed key with the recipient's secret.
pub fn open(sealed: &Sealed, secret: [u8; 32], recipient: &Point, request: KeyRequestId) -> Key {
	let shared = x25519(secret, sealed.ephemeral);
	masked(shared, &sealed.ephemeral, recipient, request, &sealed.cipher)
}
