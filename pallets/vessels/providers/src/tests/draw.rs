use super::*;
use std::collections::BTreeMap;

/// How often each node is drawn.
fn histogram(requirements: &Requirements, excluded: &[u64], draws: u64) -> BTreeMap<NodeId, u64> {
	let mut seen = BTreeMap::new();
	for number in 0..draws {
		*seen.entry(draw(requirements, excluded, number).unwrap()).or_default() += 1;
	}
	seen
}

fn chi_square(seen: &BTreeMap<NodeId, u64>, draws: u64) -> f64 {
	let expected = draws as f64 / seen.len() as f64;
	seen.values().map(|n| (*n as f64 - expected).powi(2) / expected).sum()
}

/// 39 degrees of freedom: 99.9 % of chi-squares are below 72.1.
#[test]
fn draw_is_uniform_when_many_nodes_fit() {
	build_and_execute(|| {
		for number in 0..40 {
			idle_node(1 + number % 4, 8 + number as u32 % 8, 0);
		}
		let seen = histogram(&needs(8), &[], 8_000);
		assert_eq!(seen.len(), 40);
		assert!(chi_square(&seen, 8_000) < 72.1, "{seen:?}");
	});
}

/// A run of excluded nodes must not favour whoever stands behind it. 19 degrees of freedom: 99.9 % are below 43.8.
#[test]
fn draw_is_uniform_among_the_rest_when_half_are_excluded() {
	build_and_execute(|| {
		for number in 0..40 {
			idle_node(if number < 20 { ALICE } else { BOB }, 8, 0);
		}
		let mut seen = BTreeMap::new();
		let mut draws = 0;
		for number in 0..4_000 {
			if let Ok(node) = draw(&needs(8), &[ALICE], number) {
				*seen.entry(node).or_default() += 1;
				draws += 1;
			}
		}
		assert_eq!(seen.len(), 20);
		assert!(draws > 3_900, "sixteen probes fail once in 10⁵ or so");
		assert!(chi_square(&seen, draws) < 43.8, "{seen:?}");
	});
}

#[test]
fn draw_gives_the_same_node_when_the_seed_is_the_same() {
	build_and_execute(|| {
		for _ in 0..20 {
			idle_node(ALICE, 8, 0);
		}
		assert_eq!(draw(&needs(1), &[], 5), draw(&needs(1), &[], 5));
		assert_storage_noop!(draw(&needs(1), &[], 6).unwrap());
	});
}

#[test]
fn draw_never_gives_a_node_of_an_excluded_account() {
	build_and_execute(|| {
		let own = idle_node(ALICE, 8, 0);
		assert_eq!(draw(&needs(1), &[ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
		assert_ok!(Providers::host(signed(ALICE), own, DATASET));
		let local = Locality { dataset: Some(DATASET), region: 0 };
		assert_eq!(Providers::draw(&needs(1), &local, &[ALICE], seed(0)), Err(WaitReason::OnlyExcludedNodes));
		let other = idle_node(BOB, 8, 0);
		for number in 0..50 {
			assert_eq!(Providers::draw(&needs(1), &local, &[CAROL, ALICE], seed(number)), Ok(other));
		}
		assert_eq!(draw(&needs(1), &[BOB, ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
	});
}

#[test]
fn draw_tells_the_reason_of_the_node_that_came_nearest_when_none_fits() {
	build_and_execute(|| {
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		idle_node(ALICE, 4, 0);
		let cpu = Requirements { class: DeviceClass::Cpu, ..needs(1) };
		assert_eq!(draw(&cpu, &[], 0), Err(WaitReason::NoIdleNode));
		assert_eq!(draw(&needs(5), &[], 0), Err(WaitReason::NotEnoughPower));
		assert_eq!(draw(&needs(8), &[], 0), Err(WaitReason::NotEnoughPower));
		let large = Requirements { memory: 65, ..needs(4) };
		assert_eq!(draw(&large, &[ALICE], 0), Err(WaitReason::NotEnoughMemory));
		let cheap = Requirements { unit_price: AIC - 1, ..needs(4) };
		assert_eq!(draw(&cheap, &[ALICE], 0), Err(WaitReason::PriceTooLow));
		assert_eq!(draw(&needs(4), &[ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
		// Another one that only lacks power does not hide it.
		idle_node(BOB, 5, 0);
		assert_eq!(draw(&Requirements { memory: 65, ..needs(5) }, &[], 0), Err(WaitReason::NotEnoughMemory));
	});
}

#[test]
fn draw_takes_the_own_region_first_and_then_the_nearest() {
	build_and_execute(|| {
		let (third, second) = (idle_node(ALICE, 8, 2), idle_node(ALICE, 8, 1));
		idle_node(ALICE, 8, 3);
		let first = idle_node(ALICE, 8, 0);
		for (number, expected) in [first, second, third].into_iter().enumerate() {
			assert_eq!(draw(&needs(8), &[], number as u64), Ok(expected));
			assert_ok!(Providers::reserve(expected, &needs(8)));
		}
		// Region 3 is not near.
		assert_eq!(draw(&needs(8), &[], 0), Err(WaitReason::NoIdleNode));
	});
}

#[test]
fn draw_finds_nodes_nearby_when_the_region_is_full_of_unfit_ones() {
	build_and_execute(|| {
		// In every bucket of the region that is large enough, more nodes than there are probes.
		for power in [1, 2, 4, 8] {
			for _ in 0..20 {
				idle_node(ALICE, power, 0);
			}
		}
		for _ in 0..20 {
			idle_node(ALICE, 1, 1);
		}
		let fit = idle_node(BOB, 1, 2);
		for number in 0..50 {
			assert_eq!(draw(&needs(1), &[ALICE], number), Ok(fit));
		}
	});
}

/// A thief's node that stands alone in the smallest bucket gets no more than its turn.
#[test]
fn draw_gives_every_node_its_turn_when_one_stands_alone_in_its_bucket() {
	build_and_execute(|| {
		let alone = idle_node(ALICE, 2, 0);
		(0..9).for_each(|_| _ = idle_node(BOB, 64, 0));
		let hits = (0..500).filter(|number| draw(&needs(2), &[], *number) == Ok(alone)).count();
		assert!((25..=75).contains(&hits), "{hits} of 500 instead of about 50");
		for number in 0..20 {
			assert_ne!(draw(&needs(3), &[], number), Ok(alone));
		}
	});
}

/// Nodes of 8 whose parts were taken by ones: what is left in pieces serves small requests, not one large one.
#[test]
fn draw_finds_the_last_parts_when_capacity_is_fragmented() {
	build_and_execute(|| {
		let nodes: Vec<_> = (0..10).map(|_| idle_node(ALICE, 8, 0)).collect();
		for node in &nodes {
			assert_ok!(Providers::reserve(*node, &needs(5)));
		}
		assert_eq!(Providers::idle_nodes(DeviceClass::Gpu, 0), vec![(2, 10)]);
		assert_eq!(draw(&needs(4), &[], 0), Err(WaitReason::NotEnoughPower));
		for number in 0..10 {
			let node = draw(&needs(3), &[], number).unwrap();
			assert_ok!(Providers::reserve(node, &needs(3)));
		}
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		Providers::release(nodes[4], &needs(5));
		assert_eq!(draw(&needs(5), &[], 0), Ok(nodes[4]));
	});
}

#[test]
fn draw_serves_from_the_larger_buckets_when_the_smallest_holds_none_that_fits() {
	build_and_execute(|| {
		for _ in 0..30 {
			idle_node(ALICE, 4, 0);
		}
		let next = idle_node(ALICE, 8, 0);
		for number in 0..20 {
			assert_eq!(draw(&needs(7), &[], number), Ok(next));
		}
	});
}
