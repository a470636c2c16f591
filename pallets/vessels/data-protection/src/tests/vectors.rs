//! Fixed bytes, which clients are checked against too. They were made with another implementation of BLAKE2b and X25519.

use super::*;
use merkle::Tree;

pub fn bytes(hex: &str) -> [u8; 32] {
	let digits = hex.as_bytes().chunks(2).map(|pair| core::str::from_utf8(pair).unwrap());
	let bytes: Vec<_> = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
	bytes.try_into().unwrap()
}

const RECIPIENT: &str = "7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13";
const EPHEMERAL: &str = "0faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20";
const REQUEST: KeyRequestId = 0x0102_0304_0506_0708;
const KEY: &str = "35338f6d4667259cb34adf4b2f303ea8d50091585032b372afdb5510e211b863";
const CIPHER: &str = "bfd0984572756686111e56c5435854c7d58a67c5ef16c30c0d36de024b0d30a0";

fn keys() -> Vec<Key> {
	let mut keys = vec![[0; 32], core::array::from_fn(|index| index as u8)];
	for number in 2..8usize {
		keys.push(seals::child(&keys[number / 2], number % 2 == 1));
	}
	keys
}

#[test]
fn keys_are_derived_as_written() {
	let keys = keys();
	assert_eq!(keys[2], bytes("0fc14bf8b66baa3ff5fe7d325d33def13d77767e4d546bc9c0f659c7b042c64b"));
	assert_eq!(keys[3], bytes("dc57bf8c5491a45f9d5bc993de5215c6a248b3bce5058d1618a056723f8b5554"));
	assert_eq!(keys[7], bytes(KEY));
}

#[test]
fn tree_of_keys_is_as_written() {
	let keys = keys();
	let mut leaves: Vec<_> = keys.iter().map(|key| merkle::leaf(key)).collect();
	leaves[0] = H256::zero();
	let tree = Tree::new(leaves);
	let root = bytes("79dcca72854b7bb46f764f9a0a17cc6108e397b9e5ae6cdc69d70662d69f022c");
	assert_eq!(tree.root(), H256(root));
	let proof = [
		"fc8ec229f89daaa7fb8e677da5de6000bde70a0ed87f8b6114f8e5441cab2224",
		"525cb37daf90bf215610d7406cb2fd5319ab285a330bc0b81227500427955565",
		"70325f27d5f134b90e0c45f898915b435df7d6f0915aa5b715ca9147fede66f6",
	]
	.map(|hash| H256(bytes(hash)));
	assert_eq!(tree.proof(part(2, 3).number()), proof);
	assert!(merkle::verify(tree.root(), merkle::leaf(&keys[7]), 7, 8, &proof));
}

#[test]
fn tree_of_items_is_as_written() {
	let tree = Tree::new([b"a", b"b", b"c"].iter().map(|item| merkle::leaf(*item)).collect());
	let root = bytes("ede45cdf43388b29673cb59b69fc327b0668c1861811f6dfa96601aabb2bc9b4");
	assert_eq!(tree.root(), H256(root));
	let sibling = bytes("43145816c4f1efa1c8bda6dc342028e63cec088c591dfebac0ef70b4825b3c71");
	assert_eq!(tree.proof(2), [H256::zero(), H256(sibling)]);
}

#[test]
fn sealing_is_as_written() {
	let recipient = seals::public([0x11; 32]);
	assert_eq!(recipient, bytes(RECIPIENT));
	let sealed = seals::seal(&bytes(KEY), [0x22; 32], &recipient, REQUEST);
	assert_eq!(sealed, Sealed { ephemeral: bytes(EPHEMERAL), cipher: bytes(CIPHER) });
	assert_eq!(seals::open(&sealed, [0x11; 32], &recipient, REQUEST), bytes(KEY));
}
