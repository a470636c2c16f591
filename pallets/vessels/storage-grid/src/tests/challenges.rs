use super::*;
use frame::deps::frame_support::weights::WeightMeter;

/// Replicas 0 to `count` − 1 are kept by as many providers.
fn kept_by(count: u64) {
	providers(count);
	order(count as u8, 100);
	fill();
}

fn open() -> usize {
	Replicas::<Test>::iter_keys().filter(|id| question(*id).is_some()).count()
}

#[test]
fn each_new_randomness_challenges_a_few_of_all() {
	build_and_execute(|| {
		kept_by(8);
		answer_all();
		let mut asked = std::collections::BTreeSet::new();
		for _ in 0..60 {
			block();
			assert!(open() <= 2);
			asked.extend(Replicas::<Test>::iter_keys().filter(|id| question(*id).is_some()));
			answer_all();
		}
		assert_eq!(asked.len(), 8, "all come to their turn");
	});
}

/// Else who knows the value could keep only what is asked for.
#[test]
fn nobody_is_drawn_when_the_randomness_was_used() {
	build_and_execute(|| {
		kept_by(8);
		answer_all();
		World::change(|world| world.stale = true);
		blocks(5);
		assert_eq!(open(), 0);
	});
}

#[test]
fn challenge_is_answered_until_the_deadline_and_not_later() {
	build_and_execute(|| {
		kept_by(1);
		ask(0);
		let Question { until, .. } = question(0).unwrap();
		pass(until - World::now());
		answer(0);
		assert_eq!(kept(0).proven, until);
		ask(0);
		pass(WINDOW);
		assert_noop!(Grid::miss(signed(OTHER), 0), Error::<Test>::NotOver);
		pass(1);
		assert_noop!(try_answer(FIRST, 0, files()), Error::<Test>::TooLate);
		assert_ok!(Grid::miss(signed(OTHER), 0));
		assert_eq!(kept(0).misses, 1);
		assert_noop!(Grid::miss(signed(OTHER), 0), Error::<Test>::NotChallenged);
		assert_noop!(Grid::miss(signed(OTHER), 9), Error::<Test>::UnknownReplica);
	});
}

#[test]
fn answer_is_refused_when_it_is_of_another_leaf_or_another_tree_or_by_another() {
	build_and_execute(|| {
		kept_by(2);
		ask(0);
		let (files, Question { leaf, .. }) = (files(), question(0).unwrap());
		let answer = |who, id, bytes: &LeafBytes, proof: LeafProof| {
			Grid::answer(signed(who), id, bytes.clone(), proof).map(|_| ()).map_err(|error| error.error)
		};
		let (who, right) = (provider(0), files.leaf(leaf));
		let other = (leaf + 1) % LEAVES;
		assert_noop!(answer(who, 0, &files.leaf(other), files.proof(other)), Error::<Test>::WrongProof);
		assert_noop!(answer(who, 0, &files.leaf(other), files.proof(leaf)), Error::<Test>::WrongProof);
		assert_noop!(answer(who, 0, &right, files.proof(other)), Error::<Test>::WrongProof);
		let mut short = files.proof(leaf);
		short.pop();
		assert_noop!(answer(who, 0, &right, short), Error::<Test>::WrongProof);
		assert_noop!(answer(who, 0, &LeafBytes::default(), files.proof(leaf)), Error::<Test>::WrongProof);
		assert_noop!(answer(provider(1), 0, &right, files.proof(leaf)), Error::<Test>::NotProvider);
		assert_noop!(answer(OTHER, 0, &right, files.proof(leaf)), Error::<Test>::NotProvider);
		assert_noop!(answer(who, 9, &right, files.proof(leaf)), Error::<Test>::UnknownReplica);
		assert_ok!(answer(who, 0, &right, files.proof(leaf)));
		assert_noop!(answer(who, 0, &right, files.proof(leaf)), Error::<Test>::NotChallenged);
	});
}

#[test]
fn content_of_one_leaf_and_leaves_of_the_largest_size_are_proven() {
	build_and_execute(|| {
		providers(1);
		let bytes = vec![7u8; MAX_LEAF as usize];
		let root = aic_primitives::merkle::leaf(&bytes);
		order_of(&Content { root, leaves: 1, leaf_size: MAX_LEAF }, 1, 1);
		block();
		let done = Grid::answer(signed(FIRST), 0, bytes.try_into().unwrap(), LeafProof::default());
		assert!(done.is_ok());
	});
}

/// He would be paid for fewer bytes than he keeps.
#[test]
fn answer_is_refused_when_the_leaf_is_larger_than_the_order_said() {
	build_and_execute(|| {
		providers(1);
		let bytes = vec![7u8; 100];
		let root = aic_primitives::merkle::leaf(&bytes);
		order_of(&Content { root, leaves: 1, leaf_size: 99 }, 1, 1_000);
		block();
		let done = Grid::answer(signed(FIRST), 0, bytes.try_into().unwrap(), LeafProof::default());
		assert_eq!(done.unwrap_err().error, Error::<Test>::WrongProof.into());
	});
}

#[test]
fn miss_is_slashed_and_an_answer_makes_good_for_those_before() {
	build_and_execute(|| {
		kept_by(1);
		let slash = (PER_GIB / 1_024).div_ceil(20);
		let before = free(TREASURY);
		for misses in 1..=2 {
			ask(0);
			pass(WINDOW);
			block();
			assert_eq!(kept(0).misses, misses);
			assert_eq!(free(TREASURY) - before, slash * Balance::from(misses));
		}
		assert!(!Grid::space(0).unwrap().is_offered(), "until it is topped up");
		prove(0);
		assert_eq!(kept(0).misses, 0);
	});
}

#[test]
fn replica_is_healed_when_its_provider_missed_too_many() {
	build_and_execute(|| {
		kept_by(3);
		offer(FIRST + 5, 1, 0, 0);
		let lost = provider(0);
		let space = kept(0).space;
		// The others answer.
		let mut guard = 0;
		while provider_or_none(0) == Some(lost) {
			guard += 1;
			assert!(guard < 1_000);
			block();
			for id in [1, 2] {
				if question(id).is_some() {
					answer(id);
				}
			}
			if kept_or_none(0).is_some_and(|kept| kept.challenge == Challenge::None) {
				assert_ok!(Grid::request_proof(signed(lost), 0));
			}
		}
		// Three times a twentieth, and a half.
		let bond = PER_GIB / 1_024;
		assert_eq!(PER_GIB - held(HoldReason::Bond, lost), 3 * bond.div_ceil(20) + bond.div_ceil(2));
		assert_eq!(Grid::space(space).unwrap().used, 0);
		fill();
		assert_eq!(provider(0), FIRST + 5);
		assert_eq!(Grid::replica(0).unwrap().failed.into_inner(), vec![lost]);
		assert_eq!(Grid::order_of(0).unwrap().replicas, 3);
	});
}

fn provider_or_none(id: ReplicaId) -> Option<AccountId> {
	Grid::owner_of(Grid::replica(id)?.space()?)
}

fn kept_or_none(id: ReplicaId) -> Option<Kept> {
	match Grid::replica(id)?.stage {
		Stage::Active(kept) => Some(kept),
		_ => None,
	}
}

#[test]
fn provider_asks_to_be_challenged_once_at_a_time() {
	build_and_execute(|| {
		kept_by(1);
		answer_all();
		assert_noop!(Grid::request_proof(signed(OTHER), 0), Error::<Test>::NotProvider);
		assert_noop!(Grid::request_proof(signed(FIRST), 9), Error::<Test>::UnknownReplica);
		assert_ok!(Grid::request_proof(signed(FIRST), 0));
		assert_noop!(Grid::request_proof(signed(FIRST), 0), Error::<Test>::AlreadyChallenged);
		assert_noop!(try_answer(FIRST, 0, files()), Error::<Test>::NotChallenged);
		block();
		assert_noop!(Grid::request_proof(signed(FIRST), 0), Error::<Test>::AlreadyChallenged);
		answer(0);
	});
}

#[test]
fn challenge_that_was_asked_for_awaits_newer_randomness() {
	build_and_execute(|| {
		kept_by(1);
		answer_all();
		World::change(|world| world.stale = true);
		assert_ok!(Grid::request_proof(signed(FIRST), 0));
		blocks(3);
		assert_eq!(question(0), None);
		World::change(|world| world.stale = false);
		block();
		assert!(question(0).is_some());
	});
}

#[test]
fn hook_does_nothing_when_it_has_no_weight() {
	build_and_execute(|| {
		kept_by(2);
		order(1, 1);
		System::set_block_number(System::block_number() + 1);
		World::change(|world| world.known_since += 1);
		let before = (open(), Queue::<Test>::iter().count());
		Grid::on_poll(0, &mut WeightMeter::with_limit(Weight::zero()));
		assert_eq!((open(), Queue::<Test>::iter().count()), before);
		// Not enough for a look at a deadline: then nobody is challenged.
		Grid::on_poll(0, &mut WeightMeter::with_limit(<() as WeightInfo>::poll()));
		assert_eq!((open(), Queue::<Test>::iter().count()), before);
	});
}

#[test]
fn queues_do_not_grow_beyond_their_time() {
	build_and_execute(|| {
		kept_by(5);
		for _ in 0..200 {
			block();
			answer_all();
		}
		let due = Queue::<Test>::iter_prefix(Lane::Challenge).count();
		assert!(due as u64 <= 2 * (WINDOW / BLOCK + 2), "{due}");
		assert_eq!(Queue::<Test>::iter_prefix(Lane::Proof).count(), 0);
	});
}
