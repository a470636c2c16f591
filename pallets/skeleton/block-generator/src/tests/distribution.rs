//! That chances are as the weights say.

use super::*;
use crate::draw::draw_lots;
use std::collections::BTreeMap;

/// Entries of a list in memory.
pub struct Memory {
	pub shelves: [u32; CLASSES],
	pub entries: BTreeMap<(u8, u32), Entry<AccountId>>,
}

impl Memory {
	/// Node n, of provider n, has weight number n.
	pub fn new(weights: &[u64]) -> Self {
		let mut memory = Self { shelves: [0; CLASSES], entries: BTreeMap::new() };
		for (node, weight) in (0u64..).zip(weights) {
			let class = class_of(*weight);
			let position = &mut memory.shelves[class as usize];
			let entry =
				Entry { session: 0, collator: 100 + node, node, provider: node as u32, weight: *weight };
			memory.entries.insert((class, *position), entry);
			*position += 1;
		}
		memory
	}

	pub fn draw(&self, number: u32, seats: u32) -> (Vec<NodeId>, u32) {
		let seed = H256(frame::hashing::blake2_256(&number.to_le_bytes()));
		let entry = |class, position| self.entries.get(&(class, position)).cloned();
		let (drawn, tries) = draw_lots(self.shelves, &seed, seats, entry, |_, _| false);
		(drawn.into_iter().map(|seat| seat.node).collect(), tries)
	}
}

/// Chance of each node to be among the first `seats`, drawn one after the other by weight among those who are left.
pub fn chances(weights: &[u64], seats: u32) -> Vec<f64> {
	fn go(weights: &[u64], taken: &mut Vec<bool>, seats: u32, chance: f64, sums: &mut [f64]) {
		let left =
			(0..weights.len()).filter(|node| !taken[*node]).map(|node| weights[node] as f64).sum::<f64>();
		if seats == 0 || left == 0.0 {
			return;
		}
		for node in 0..weights.len() {
			if !taken[node] {
				let chance = chance * weights[node] as f64 / left;
				sums[node] += chance;
				taken[node] = true;
				go(weights, taken, seats - 1, chance, sums);
				taken[node] = false;
			}
		}
	}
	let mut sums = vec![0.0; weights.len()];
	go(weights, &mut vec![false; weights.len()], seats, 1.0, &mut sums);
	sums
}

/// Whether this many of `draws` are within five standard deviations of what they should be.
pub fn is_likely(hits: u32, draws: u32, chance: f64) -> bool {
	let (mean, deviation) = (draws as f64 * chance, (draws as f64 * chance * (1.0 - chance)).sqrt());
	(hits as f64 - mean).abs() <= 5.0 * deviation + 1e-9
}

fn check(weights: &[u64], seats: u32, draws: u32) -> f64 {
	let memory = Memory::new(weights);
	let mut hits = vec![0u32; weights.len()];
	let mut tries = 0;
	for number in 0..draws {
		let (nodes, needed) = memory.draw(number, seats);
		assert_eq!(nodes.len(), seats as usize);
		tries += needed;
		for node in nodes {
			hits[node as usize] += 1;
		}
	}
	for (node, chance) in chances(weights, seats).into_iter().enumerate() {
		assert!(is_likely(hits[node], draws, chance), "node {node}: {} of {draws}, not {chance}", hits[node]);
	}
	tries as f64 / draws as f64 / seats as f64
}

#[test]
fn chances_are_as_weights_when_one_is_drawn_of_a_hundred_thousand() {
	let weights = [1, 1, 2, 3, 4, 7, 8, 15, 16, 100, 1_000];
	let total = weights.iter().sum::<u64>() as f64;
	let memory = Memory::new(&weights);
	let draws = 100_000;
	let mut hits = [0u32; 11];
	for number in 0..draws {
		// A single seat has but eight tries; with more seats, the first is as likely.
		hits[memory.draw(number, 2).0[0] as usize] += 1;
	}
	let mut square = 0.0;
	for (node, weight) in weights.iter().enumerate() {
		let mean = draws as f64 * *weight as f64 / total;
		square += (hits[node] as f64 - mean).powi(2) / mean;
	}
	// Ten degrees of freedom: 1 of 10⁵ draws of lots would be above.
	assert!(square < 41.3, "{hits:?}: {square}");
}

#[test]
fn chances_are_exact_when_seats_are_drawn_without_replacement() {
	let tries = check(&[1, 2, 3, 4, 5, 31, 32], 3, 10_000);
	assert!(tries < 2.0, "{tries} tries a seat");
	check(&[1, u32::MAX as u64, 1, 2, 1], 3, 3_000);
}
