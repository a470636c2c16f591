use super::*;
use std::collections::BTreeMap;

/// How often each node is drawn.
fn histogram(requirements: &Requirements, excluded: &[u64], draws: u64) -> BTreeMap<NodeId, u64> {
	let mut seen = BTreeMap::new();
	for number in 0..draws {
		if let Ok(node) = draw(requirements, excluded, number) {
			*seen.entry(node).or_default() += 1;
		}
	}
	seen
}

fn chi_square(seen: &BTreeMap<NodeId, u64>) -> f64 {
	let draws: u64 = seen.values().sum();
	let expected = draws as f64 / seen.len() as f64;
	seen.values().map(|n| (*n as f64 - expected).powi(2) / expected).sum()
}

/// 39 degrees of freedom: 99.9 % of chi-squares are below 72.1.
#[test]
fn draw_is_uniform_when_many_nodes_fit() {
	build_and_execute(|| {
		for number in 0..40 {
			idle_node(1 + number % 4, 64 + 8 * (number as u32 % 8), 0);
		}
		let seen = histogram(&needs(8), &[], 8_000);
		assert_eq!(seen.len(), 40);
		assert!(chi_square(&seen) < 72.1, "{seen:?}");
	});
}

/// The last page is not full: who stands on it must not be drawn more often. 19 degrees of freedom: 99.9 % are below 43.8.
#[test]
fn draw_is_uniform_when_the_last_page_is_nearly_empty() {
	build_and_execute(|| {
		(0..20).for_each(|_| _ = idle_node(ALICE, 64, 0));
		let seen = histogram(&needs(8), &[], 6_000);
		assert!(seen.len() == 20 && chi_square(&seen) < 43.8, "{seen:?}");
	});
}

/// A run of excluded nodes must not favour whoever stands behind it. 19 degrees of freedom: 99.9 % are below 43.8.
#[test]
fn draw_is_uniform_among_the_rest_when_half_are_excluded() {
	build_and_execute(|| {
		for number in 0..40 {
			idle_node(if number % 2 == 0 { ALICE } else { BOB }, 64, 0);
		}
		let seen = histogram(&needs(8), &[ALICE], 6_000);
		assert!(seen.len() == 20 && chi_square(&seen) < 43.8, "{seen:?}");
	});
}

#[test]
fn draw_gives_the_same_nodes_when_the_seed_is_the_same() {
	build_and_execute(|| {
		(0..20).for_each(|_| _ = idle_node(ALICE, 8, 0));
		assert_eq!(draw(&needs(1), &[], 5), draw(&needs(1), &[], 5));
		let numbers = (0..20).map(|number| draw(&needs(1), &[], number).unwrap());
		assert!(numbers.collect::<std::collections::BTreeSet<_>>().len() > 5);
	});
}

#[test]
fn draw_never_gives_a_node_of_an_excluded_account() {
	build_and_execute(|| {
		idle_node(ALICE, 8, 0);
		assert_eq!(draw(&needs(1), &[ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
		let other = idle_node(BOB, 8, 0);
		for number in 0..50 {
			assert_eq!(draw(&needs(1), &[CAROL, ALICE], number), Ok(other));
		}
		assert_eq!(draw(&needs(1), &[BOB, ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
	});
}

#[test]
fn draw_tells_the_reason_of_the_node_that_came_nearest_when_none_fits() {
	build_and_execute(|| {
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		idle_node(ALICE, 32, 0);
		let cpu = Requirements { class: DeviceClass::Cpu, ..needs(1) };
		assert_eq!(draw(&cpu, &[], 0), Err(WaitReason::NoIdleNode));
		assert_eq!(draw(&needs(33), &[], 0), Err(WaitReason::NotEnoughPower));
		assert_eq!(draw(&needs(64), &[], 0), Err(WaitReason::NotEnoughPower));
		let large = Requirements { memory: 65, ..needs(32) };
		assert_eq!(draw(&large, &[ALICE], 0), Err(WaitReason::NotEnoughMemory));
		let cheap = Requirements { unit_price: AIC - 1, ..needs(32) };
		assert_eq!(draw(&cheap, &[ALICE], 0), Err(WaitReason::PriceTooLow));
		assert_eq!(draw(&needs(32), &[ALICE], 0), Err(WaitReason::OnlyExcludedNodes));
		// Another one that only lacks power does not hide it.
		idle_node(BOB, 40, 0);
		assert_eq!(draw(&Requirements { memory: 65, ..needs(40) }, &[], 0), Err(WaitReason::NotEnoughMemory));
	});
}

#[test]
fn nothing_is_written_when_nothing_is_found() {
	build_and_execute(|| {
		idle_node(ALICE, 32, 0);
		ensure_provider(BOB);
		assert_storage_noop!(assert!(take(&needs(33), &HERE, &[], 4, 0).is_err()));
		assert_storage_noop!(assert!(take(&needs(32), &HERE, &[ALICE], 4, 0).is_err()));
	});
}

#[test]
fn draw_takes_the_own_region_first_and_then_the_nearest() {
	build_and_execute(|| {
		let (third, second) = (idle_node(ALICE, 8, 2), idle_node(ALICE, 8, 1));
		idle_node(ALICE, 8, 3);
		let first = idle_node(ALICE, 8, 0);
		for expected in [first, second, third] {
			assert_eq!(take_one(8).node, expected);
		}
		// Region 3 is not near.
		assert_eq!(draw(&needs(8), &[], 0), Err(WaitReason::NoIdleNode));
	});
}

#[test]
fn strict_draw_takes_no_other_region() {
	build_and_execute(|| {
		(0..5).for_each(|_| _ = idle_node(ALICE, 8, 1));
		let own = idle_node(BOB, 8, 0);
		let strict = Locality { strict: true, ..HERE };
		let taken = take(&needs(8), &strict, &[], 6, 0).unwrap();
		assert_eq!(taken.iter().map(|taken| (taken.node, taken.region)).collect::<Vec<_>>(), vec![(own, 0)]);
		assert_eq!(take(&needs(8), &strict, &[], 1, 0), Err(WaitReason::NoIdleNode));
	});
}

#[test]
fn draw_from_anywhere_gives_every_region_its_share() {
	build_and_execute(|| {
		(0..30).for_each(|_| _ = idle_node(ALICE, 8, 0));
		(0..10).for_each(|_| _ = idle_node(BOB, 8, 3));
		let anywhere = Locality::default();
		let far =
			(0..800).filter(|number| draw_at(&needs(8), &anywhere, &[], *number).unwrap() >= 30).count();
		assert!((150..=250).contains(&far), "{far} of 800 instead of about 200");
	});
}

#[test]
fn many_nodes_are_taken_at_once_and_each_once() {
	build_and_execute(|| {
		for number in 0..100 {
			idle_node(1 + number % 8, 64, (number % 3) as u16);
		}
		MinPool::set(1_000);
		let taken = take(&needs(64), &HERE, &[], 64, 7).unwrap();
		let nodes = taken.iter().map(|taken| taken.node).collect::<std::collections::BTreeSet<_>>();
		assert_eq!((taken.len(), nodes.len()), (64, 64));
		Providers::do_try_state().unwrap();
		// The rest, though only few pages are looked at in vain.
		let rest = take(&needs(64), &HERE, &[], 64, 8).unwrap();
		assert_eq!(rest.len(), 36);
		assert_eq!(take(&needs(64), &HERE, &[], 1, 9), Err(WaitReason::NoIdleNode));
		for taken in taken.iter().chain(&rest) {
			Providers::release(taken.node, taken.parts);
		}
		assert_eq!(Providers::idle(DeviceClass::Gpu, None, 64), 100);
	});
}

/// Two are drawn, the better trusted is taken: it has the work with probability 1 − (1 − 1/2)² when half are trusted.
#[test]
fn the_better_trusted_of_two_is_taken() {
	build_and_execute(|| {
		for number in 0..40 {
			let id = busy_node(1 + number % 4, 64, 0);
			Trusted::set(id, if id.is_multiple_of(2) { 5 } else { 0 });
			assert_ok!(Providers::go_idle(signed(1 + number % 4), id));
		}
		let trusted: u64 = histogram(&needs(8), &[], 2_000)
			.iter()
			.filter(|(node, _)| node.is_multiple_of(2))
			.map(|(_, n)| n)
			.sum();
		assert!((1_400..=1_600).contains(&trusted), "{trusted} of 2,000 instead of about 1,500");
	});
}

/// Nodes of eight parts of which five are taken: what is left in pieces serves small requests, not one large one.
#[test]
fn draw_finds_the_last_parts_when_capacity_is_fragmented() {
	build_and_execute(|| {
		for _ in 0..10 {
			idle_node(ALICE, 80, 0);
		}
		let taken = take(&needs(50), &HERE, &[], 10, 1).unwrap();
		assert_eq!(taken.len(), 10);
		assert_eq!(Providers::idle_nodes(DeviceClass::Gpu, 0), vec![(16, 10)]);
		assert_eq!(draw(&needs(31), &[], 0), Err(WaitReason::NotEnoughPower));
		assert_eq!(take(&needs(30), &HERE, &[], 10, 2).unwrap().len(), 10);
		assert_eq!(draw(&needs(1), &[], 0), Err(WaitReason::NoIdleNode));
		Providers::release(taken[4].node, taken[4].parts);
		assert_eq!(draw(&needs(50), &[], 0), Ok(taken[4].node));
	});
}

#[test]
fn draw_serves_from_the_larger_buckets_when_the_smallest_holds_none_that_fits() {
	build_and_execute(|| {
		(0..100).for_each(|_| _ = idle_node(ALICE, 64, 0));
		let next = idle_node(ALICE, 128, 0);
		for number in 0..20 {
			assert_eq!(draw(&needs(100), &[], number), Ok(next));
		}
	});
}

#[test]
fn idle_counts_only_what_suffices_for_sure() {
	build_and_execute(|| {
		idle_node(ALICE, 64, 0);
		idle_node(ALICE, 120, 0);
		idle_node(ALICE, 128, 1);
		let idle = |region, power| Providers::idle(DeviceClass::Gpu, region, power);
		assert_eq!((idle(Some(0), 64), idle(Some(0), 65), idle(None, 65), idle(None, 0)), (2, 0, 1, 3));
		assert_eq!(Providers::idle(DeviceClass::Dsp, None, 1), 0);
	});
}
