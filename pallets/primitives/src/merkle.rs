//! Merkle trees over BLAKE2b-256, with as many leaves as a power of two: shorter lists are filled up with [`EMPTY`]. Since a proof must
//! have exactly the tree's depth, a leaf can't be passed off as an inner node or the other way round.

use alloc::vec::Vec;
use frame::{hashing::blake2_256, prelude::H256};

/// What fills a list up to a power of two.
pub const EMPTY: H256 = H256::zero();

/// Depth of the largest tree: 2⁴⁰ leaves.
pub const MAX_DEPTH: u32 = 40;

/// Hash of a leaf's bytes.
pub fn leaf(bytes: &[u8]) -> H256 {
	H256(blake2_256(bytes))
}

/// The inner node over two others: BLAKE2b-256 of both, 64 bytes.
pub fn node(left: H256, right: H256) -> H256 {
	let mut both = [0u8; 64];
	let (a, b) = both.split_at_mut(32);
	a.copy_from_slice(&left.0);
	b.copy_from_slice(&right.0);
	H256(blake2_256(&both))
}

/// Levels above the leaves of a tree for so many: the logarithm of the next power of two. Zero for one leaf or none.
pub fn depth(leaves: u64) -> u32 {
	leaves.max(1).next_power_of_two().trailing_zeros()
}

/// Whether `leaf` is number `index` of the `leaves` under `root`. `proof` holds the siblings from the leaf upwards, one of each
/// level.
pub fn verify(root: H256, leaf: H256, index: u64, leaves: u64, proof: &[H256]) -> bool {
	if index >= leaves || proof.len() != depth(leaves) as usize {
		return false;
	}
	let mut place = index;
	let mut hash = leaf;
	for sibling in proof {
		hash = if place & 1 == 0 { node(hash, *sibling) } else { node(*sibling, hash) };
		place >>= 1;
	}
	hash == root
}

/// A tree with all of its nodes, for tests and benchmarks.
pub struct Tree(Vec<Vec<H256>>);

impl Tree {
	/// The tree over these leaves.
	pub fn new(mut leaves: Vec<H256>) -> Self {
		leaves.resize(leaves.len().max(1).next_power_of_two(), EMPTY);
		let mut levels = alloc::vec![leaves];
		while let Some(last) = levels.last().filter(|level| level.len() > 1) {
			let above = last
				.chunks(2)
				.map(|pair| match pair {
					[left, right] => node(*left, *right),
					_ => EMPTY,
				})
				.collect();
			levels.push(above);
		}
		Self(levels)
	}

	/// Its root.
	pub fn root(&self) -> H256 {
		self.0.last().and_then(|level| level.first()).copied().unwrap_or(EMPTY)
	}

	/// The siblings of a leaf and of what is above it, upwards.
	pub fn proof(&self, index: u64) -> Vec<H256> {
		let levels = self.0.len().saturating_sub(1);
		let sibling = |(height, level): (usize, &Vec<H256>)| {
			let place = (index >> height) ^ 1;
			level.get(place as usize).copied().unwrap_or(EMPTY)
		};
		self.0.iter().take(levels).enumerate().map(sibling).collect()
	}
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
	use super::*;

	fn tree(leaves: u64) -> (Vec<H256>, Tree) {
		let list: Vec<_> = (0..leaves).map(|index| leaf(&index.to_le_bytes())).collect();
		(list.clone(), Tree::new(list))
	}

	#[test]
	fn every_leaf_is_proven_at_its_place_only() {
		for leaves in [1, 2, 3, 5, 8, 13] {
			let (list, tree) = tree(leaves);
			for index in 0..leaves {
				for place in 0..leaves + 2 {
					let holds = verify(tree.root(), list[index as usize], place, leaves, &tree.proof(index));
					assert_eq!(holds, place == index, "{leaves} {index} {place}");
				}
			}
		}
	}

	#[test]
	fn an_inner_node_is_no_leaf() {
		let (_, tree) = tree(4);
		let inner = tree.0[1][0];
		assert!(!verify(tree.root(), inner, 0, 4, &[tree.0[1][1]]));
		assert!(!verify(tree.root(), inner, 0, 4, &[EMPTY, tree.0[1][1]]));
	}

	#[test]
	fn a_longer_proof_proves_nothing() {
		let (list, tree) = tree(4);
		let mut proof = tree.proof(1);
		proof.push(EMPTY);
		assert!(!verify(tree.root(), list[1], 1, 4, &proof));
	}

	#[test]
	fn filling_is_no_leaf() {
		let (_, tree) = tree(3);
		assert!(!verify(tree.root(), EMPTY, 3, 3, &tree.proof(3)));
	}
}
