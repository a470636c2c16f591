//! Encrypted content, as its owner's program has it.

use aic_primitives::merkle::{self, Tree};
use pallet_data_protection::{sealing, Commitment, Key, Shown};

pub const ITEM_SIZE: u32 = 4_096;
/// What a sealed item is longer.
pub const TAG: u32 = 16;

/// Content with its keys.
pub struct Material {
	pub items: Vec<Vec<u8>>,
	pub plain: Tree,
	pub cipher: Tree,
	/// By the parts' numbers; none has number 0.
	pub keys: Vec<Key>,
	pub key_tree: Tree,
	key_depth: u8,
}

impl Material {
	/// Of these items, with this key of the whole.
	pub fn new(items: Vec<Vec<u8>>, whole: Key, key_depth: u8) -> Self {
		let mut keys = vec![[0; 32], whole];
		for number in 2..2usize << key_depth {
			keys.push(sealing::child(&keys[number / 2], number % 2 == 1));
		}
		let leaves = std::iter::once(merkle::EMPTY).chain(keys.iter().skip(1).map(|key| merkle::leaf(key)));
		Self {
			plain: Tree::new(items.iter().map(|item| merkle::leaf(item)).collect()),
			cipher: Tree::new(items.iter().map(|item| merkle::leaf(&sealed_item(item))).collect()),
			key_tree: Tree::new(leaves.collect()),
			items,
			keys,
			key_depth,
		}
	}

	pub fn commitment(&self) -> Commitment {
		Commitment {
			plain_root: self.plain.root(),
			cipher_root: self.cipher.root(),
			items: self.items.len() as u64,
			item_size: ITEM_SIZE,
			keys_root: self.key_tree.root(),
			key_depth: self.key_depth,
		}
	}

	pub fn shown(&self, index: u64) -> Shown {
		let item = self.items[index as usize].clone().try_into().unwrap();
		Shown { index, item, proof: self.plain.proof(index).try_into().unwrap() }
	}
}

/// Stands for an item's ciphertext: the chain knows its hash only.
pub fn sealed_item(item: &[u8]) -> Vec<u8> {
	item.iter().map(|byte| byte ^ 0x5a).chain([0; TAG as usize]).collect()
}
