//! Somebody owns a part of all power and wants his own work back.

use super::*;

/// How many of 2,000 draws give a node of Alice's.
fn own(locality: &Locality) -> usize {
	let mine = |node| Providers::owner_of(node) == Some(ALICE);
	(0..2_000).filter(|number| draw_at(&needs(8), locality, &[], *number).is_ok_and(mine)).count()
}

/// 2,000 draws at 20 %: 400, standard deviation 17.9.
const EXPECTED: core::ops::RangeInclusive<usize> = 340..=460;

#[test]
fn he_has_his_part_when_his_nodes_stand_together() {
	build_and_execute(|| {
		(0..20).for_each(|_| _ = idle_node(ALICE, 64, 0));
		(0..80).for_each(|number| _ = idle_node(2 + number % 7, 64, 0));
		let hits = own(&HERE);
		assert!(EXPECTED.contains(&hits), "{hits}");
	});
}

#[test]
fn he_has_his_part_when_he_alone_is_in_his_region() {
	build_and_execute(|| {
		MinPool::set(100);
		(0..20).for_each(|_| _ = idle_node(ALICE, 64, 1));
		(0..80).for_each(|number| _ = idle_node(2 + number % 7, 64, 0));
		let hits = own(&Locality { region: Some(1), ..HERE });
		assert!(EXPECTED.contains(&hits), "{hits}");
	});
}

#[test]
fn he_has_his_part_when_his_nodes_stand_alone_in_their_bucket() {
	build_and_execute(|| {
		(0..20).for_each(|_| _ = idle_node(ALICE, 8, 0));
		(0..80).for_each(|number| _ = idle_node(2 + number % 7, 512, 0));
		let hits = own(&HERE);
		assert!(EXPECTED.contains(&hits), "{hits}");
	});
}

/// Many at once: no more than his part, and less when his nodes stand together, since a page gives each provider one at a time.
#[test]
fn he_has_no_more_than_his_part_of_a_gang() {
	build_and_execute(|| {
		(0..40).for_each(|_| _ = idle_node(ALICE, 64, 0));
		(0..160).for_each(|number| _ = idle_node(2 + number % 7, 64, 0));
		let mut hits = 0;
		for number in 0..40 {
			with_transaction(|| {
				let taken = take(&needs(64), &HERE, &[], 50, number).unwrap();
				assert_eq!(taken.len(), 50);
				hits += taken.iter().filter(|taken| taken.owner == 0).count();
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
			})
			.unwrap();
		}
		assert!((200..=460).contains(&hits), "{hits} of 2,000 instead of at most 400");
	});
}

/// A crowd of nodes that fit nobody hides nobody.
#[test]
fn dear_nodes_do_not_hide_the_others() {
	build_and_execute(|| {
		for _ in 0..60 {
			let id = busy_node(ALICE, 8, 0);
			assert_ok!(Providers::update_node(signed(ALICE), id, 8, MAX_PRICE));
			assert_ok!(Providers::go_idle(signed(ALICE), id));
		}
		(0..60).for_each(|_| _ = idle_node(BOB, 8, 0));
		let found = (0..200).filter(|number| draw(&needs(8), &[], *number).is_ok()).count();
		assert_eq!(found, 200);
	});
}
