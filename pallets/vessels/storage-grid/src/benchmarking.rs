//! Worst cases of calls and hooks.

use super::*;
use aic_primitives::{
	merkle::{self, MAX_DEPTH},
	time::HOUR,
	BenchmarkClock as _,
};
use frame::benchmarking::prelude::*;

const NOW: Moment = 1_700_000_000_000;
const FUNDS: Balance = Balance::MAX >> 32;
const BYTES: [u8; MAX_LEAF as usize] = [7; MAX_LEAF as usize];
const SALT: H256 = H256::repeat_byte(9);

fn rich<T: Config>(name: &'static str, number: u32) -> T::AccountId {
	let who: T::AccountId = account(name, number, 0);
	<T::Currency as fungible::Mutate<_>>::mint_into(&who, FUNDS >> 16).unwrap();
	who
}

fn endpoint() -> Endpoint {
	BoundedVec::truncate_from(alloc::vec![b'x'; MAX_ENDPOINT as usize])
}

/// Content of which the first leaf is known: the others are a chain of siblings.
fn content(depth: u32) -> (Content, LeafProof) {
	let proof: Vec<H256> = (0..depth).map(|level| H256::repeat_byte(level as u8)).collect();
	let root = proof.iter().fold(merkle::leaf(&BYTES), |hash, sibling| merkle::node(hash, *sibling));
	let leaves = (1u64 << depth).min(1 << 20);
	let leaves = leaves.max((1u64 << depth) / 2 + 1);
	(Content { root, leaves, leaf_size: MAX_LEAF }, BoundedVec::truncate_from(proof))
}

/// Spaces of so many owners in the last region, each of four GiB.
fn spaces<T: Config>(count: u32) -> Vec<(T::AccountId, SpaceId)> {
	T::BenchmarkHelper::set_time(NOW);
	let gib = T::Limits::get().least_space.max(4);
	let region = T::Limits::get().regions.saturating_sub(1);
	let offer = |number| {
		let who = rich::<T>("provider", number);
		let id = NextSpace::<T>::get();
		Pallet::<T>::do_offer(who.clone(), gib, region, 0, endpoint(), FUNDS).unwrap();
		(who, id)
	};
	(0..count).map(offer).collect()
}

/// An order of a rich customer's; its replicas wait.
fn ordered<T: Config>(content: Content, replicas: u8) -> (T::AccountId, StorageOrderId) {
	T::BenchmarkHelper::set_time(NOW);
	let who = rich::<T>("customer", 0);
	let hours = T::Limits::get().most_hours;
	let id = NextOrder::<T>::get();
	Pallet::<T>::do_order(who.clone(), content, None, replicas, hours, None, FUNDS).unwrap();
	(who, id)
}

/// A MiB.
fn small() -> Content {
	Content { root: merkle::leaf(&BYTES), leaves: 256, leaf_size: MAX_LEAF }
}

/// Places a replica that waits, and asks for its first leaf.
fn place<T: Config>(id: ReplicaId) {
	let mut replica = Replicas::<T>::get(id).unwrap();
	if let Stage::Waiting { lane, position, .. } = replica.stage {
		placement::QueueOf::<T>::remove(lane, position);
	}
	Pallet::<T>::visit(id, H256::zero());
	replica = Replicas::<T>::get(id).unwrap();
	let Stage::Filling { question, .. } = &mut replica.stage else { panic!("it has space") };
	question.leaf = 0;
	Replicas::<T>::insert(id, replica);
}

/// Has a placed replica be kept.
fn keep<T: Config>(id: ReplicaId) -> (T::AccountId, Kept) {
	place::<T>(id);
	let space = Replicas::<T>::get(id).unwrap().space().unwrap();
	(Pallet::<T>::owner_of(space).unwrap(), keep_in::<T>(id, space))
}

/// Has a replica be kept in a space.
fn keep_in<T: Config>(id: ReplicaId, space: SpaceId) -> Kept {
	let now = T::Time::now();
	let kept = Kept {
		space,
		place: Pallet::<T>::begin_to_keep(id),
		paid: now,
		proven: now,
		misses: 0,
		leaves: None,
		challenge: Challenge::None,
	};
	set_kept::<T>(id, kept);
	kept
}

fn set_kept<T: Config>(id: ReplicaId, kept: Kept) {
	Replicas::<T>::mutate_extant(id, |replica| replica.stage = Stage::Active(kept));
}

/// Two replicas of two orders are kept in one space, the first before the second; the first was proven an hour after it was paid.
fn two_kept<T: Config>() -> (T::AccountId, ReplicaId, Kept) {
	spaces::<T>(1);
	let (_, order) = ordered::<T>(small(), 1);
	ordered::<T>(small(), 1);
	let first = Orders::<T>::get(order).unwrap().first;
	let (owner, mut kept) = keep::<T>(first);
	keep::<T>(first + 1);
	kept.proven = NOW + HOUR;
	set_kept::<T>(first, kept);
	T::BenchmarkHelper::set_time(NOW + 2 * HOUR);
	(owner, first, kept)
}

/// The same, its challenge being overdue for the last time.
fn last_miss<T: Config>() -> ReplicaId {
	let (_, id, kept) = two_kept::<T>();
	let misses = T::Penalties::get().misses.saturating_sub(1);
	let challenge = Challenge::Open(Question { leaf: 0, until: NOW });
	set_kept::<T>(id, Kept { misses, challenge, ..kept });
	id
}

/// A complaint whose auditors are drawn.
fn complained<T: Config>() -> (ReplicaId, Vec<T::AccountId>) {
	let (_, id, kept) = two_kept::<T>();
	let misses = T::Penalties::get().misses.saturating_sub(1);
	set_kept::<T>(id, Kept { misses, ..kept });
	let auditors: Vec<_> = (0..AUDITORS).map(|number| rich::<T>("auditor", number)).collect();
	let mut complaint = complaint::<T>(id);
	complaint.inquiry = Inquiry::Open {
		leaf: 0,
		commit_until: T::Time::now(),
		auditors: BoundedVec::truncate_from(
			auditors
				.iter()
				.map(|who| Auditor { owner: who.clone(), operator: who.clone(), ballot: Ballot::None })
				.collect(),
		),
	};
	Complaints::<T>::insert(id, complaint);
	(id, auditors)
}

fn complaint<T: Config>(id: ReplicaId) -> ComplaintOf<T> {
	Pallet::<T>::do_complain(rich::<T>("complainant", 0), id, FUNDS).unwrap();
	Complaints::<T>::get(id).unwrap()
}

fn set_ballots<T: Config>(id: ReplicaId, ballot: impl Fn(&T::AccountId) -> Ballot) {
	Complaints::<T>::mutate_extant(id, |complaint| {
		if let Inquiry::Open { auditors, .. } = &mut complaint.inquiry {
			auditors.iter_mut().for_each(|auditor| auditor.ballot = ballot(&auditor.operator));
		}
	});
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn poll() {
		T::BenchmarkHelper::set_time(NOW);

		#[block]
		{
			for subject in [placement::CHALLENGES, placement::COMPLAINTS, placement::PLACEMENTS] {
				let _ = T::Randomness::random(subject);
			}
			let _ = T::Time::now();
			LastDraw::<T>::put(LastDraw::<T>::get() + 1);
		}
	}

	/// A deadline that is over, of a replica that did answer.
	#[benchmark]
	fn look() {
		let (_, id, _) = two_kept::<T>();
		for at in 0..2 {
			placement::QueueOf::<T>::push(Lane::Challenge, Entry { replica: id, at });
		}

		#[block]
		{
			assert_eq!(Pallet::<T>::sweep(Lane::Challenge), Some(false));
		}

		assert_eq!(LaneEnds::<T>::get(Lane::Challenge).len(), 1);
	}

	/// One try that looks at as many spaces as it may, all of owners who keep another replica, one that finds space at once, and one for an
	/// order that is over, the last of its replicas: together they do all that one can do.
	#[benchmark(pov_mode = Measured)]
	fn place() {
		spaces::<T>(MAX_PROBES);
		let (_, number) = ordered::<T>(small(), MAX_REPLICAS);
		let first = Orders::<T>::get(number).unwrap().first;
		(first..first + u64::from(MAX_PROBES)).for_each(super::place::<T>);
		let id = first + u64::from(MAX_PROBES);
		let (_, other) = ordered::<T>(small(), 1);
		let other = Orders::<T>::get(other).unwrap().first;
		let (_, over) = ordered::<T>(small(), 1);
		Orders::<T>::mutate_extant(over, |record| record.ends = NOW);
		let last = Orders::<T>::get(over).unwrap().first;

		#[block]
		{
			Pallet::<T>::visit(id, H256::zero());
			Pallet::<T>::visit(other, H256::zero());
			Pallet::<T>::visit(last, H256::zero());
		}

		let stage = |id| Replicas::<T>::get(id).unwrap().stage;
		assert!(matches!(stage(id), Stage::Waiting { lane: Lane::Retry(0), .. }));
		assert!(matches!(stage(other), Stage::Filling { .. }));
		assert!(Orders::<T>::get(over).is_none());
	}

	#[benchmark]
	fn challenge() {
		let (_, id, mut kept) = two_kept::<T>();
		Pallet::<T>::ask(id, &mut kept);
		set_kept::<T>(id, kept);

		#[block]
		{
			let expected = kept.challenge;
			KeptCount::<T>::get();
			KeptAt::<T>::get(kept.place);
			let mut random = index::Random::new(H256::zero());
			Pallet::<T>::challenge(id, expected, &mut random);
		}

		let Stage::Active(kept) = Replicas::<T>::get(id).unwrap().stage else { panic!("it is kept") };
		assert!(matches!(kept.challenge, Challenge::Open(_)));
	}

	/// As many replicas as may be looked at, each another, none of whose owners may audit, so that there is no finding.
	#[benchmark(pov_mode = Measured)]
	fn draw_auditors() {
		let (_, id, _) = two_kept::<T>();
		complaint::<T>(id);
		let Inquiry::Awaits { since } = Complaints::<T>::get(id).unwrap().inquiry else {
			panic!("it awaits")
		};
		for number in 0..16 {
			let who = rich::<T>("other", number);
			let space = NextSpace::<T>::get();
			let gib = T::Limits::get().least_space;
			Pallet::<T>::do_offer(who, gib, 0, 0, endpoint(), FUNDS).unwrap();
			let (_, one) = ordered::<T>(small(), 1);
			let replica = Orders::<T>::get(one).unwrap().first;
			keep_in::<T>(replica, space);
			Spaces::<T>::mutate_extant(space, |space| space.bond = 0);
		}
		let count = u64::from(KeptCount::<T>::get());
		let seed =
			(0..100_000u64).map(|number| H256(frame::hashing::blake2_256(&number.encode()))).find(|seed| {
				let mut random = index::Random::new(*seed);
				random.below(small().leaves);
				let places: alloc::collections::BTreeSet<_> =
					(0..audits::AUDITOR_PROBES).map(|_| random.below(count)).collect();
				places.len() == audits::AUDITOR_PROBES as usize
			});
		let seed = seed.unwrap();

		#[block]
		{
			Pallet::<T>::draw_auditors(Entry { replica: id, at: since }, seed);
		}

		assert!(Complaints::<T>::get(id).is_none());
	}

	#[benchmark]
	fn offer_space() {
		spaces::<T>(1);
		let who = rich::<T>("new", 0);
		let id = NextSpace::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), T::Limits::get().least_space, 0, 0, endpoint(), FUNDS);

		assert!(Spaces::<T>::contains_key(id));
	}

	/// It moves to another class, and another space takes its place.
	#[benchmark]
	fn set_space() {
		let all = spaces::<T>(2);
		let (who, id) = all[0].clone();
		let gib = Spaces::<T>::get(id).unwrap().gib * 4;

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, gib, 0, endpoint(), FUNDS);

		assert_eq!(Spaces::<T>::get(id).unwrap().gib, gib);
	}

	#[benchmark]
	fn top_up() {
		let all = spaces::<T>(2);
		let (who, id) = all[0].clone();
		Pallet::<T>::slash_space(id, Permill::from_percent(50), &T::Treasury::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, FUNDS);

		assert!(Spaces::<T>::get(id).unwrap().is_offered());
	}

	#[benchmark]
	fn set_operator() {
		let (who, id) = spaces::<T>(1)[0].clone();
		let operator = rich::<T>("operator", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, operator.clone());

		assert_eq!(Spaces::<T>::get(id).unwrap().operator, operator);
	}

	#[benchmark]
	fn close_space() {
		let all = spaces::<T>(2);
		let (who, id) = all[0].clone();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Spaces::<T>::get(id).is_none());
	}

	#[benchmark]
	fn order(r: Linear<1, 16>) {
		T::BenchmarkHelper::set_time(NOW);
		let who = rich::<T>("customer", 0);
		let Content { root, leaves, leaf_size } = small();
		let hours = T::Limits::get().most_hours;
		let asset = T::Assets::ensure_asset(&who, aic_primitives::AssetKind::Dataset);
		let origin = RawOrigin::Signed(who.clone());

		#[block]
		{
			// No ciphertext can be given to the asset here: what is known of it is only looked up.
			let _ = T::Contents::ciphertext(asset);
			assert_eq!(T::Assets::owner(asset), Some(who));
			let (count, region) = (r as u8, Some(0));
			Pallet::<T>::order(origin.into(), root, leaves, leaf_size, None, count, hours, region, FUNDS)
				.unwrap();
		}

		assert_eq!(NextReplica::<T>::get(), u64::from(r));
	}

	#[benchmark]
	fn extend() {
		let (who, id) = ordered::<T>(small(), 1);
		let hours = T::Limits::get().most_hours;
		T::BenchmarkHelper::set_time(NOW + (Moment::from(hours) - 1) * HOUR);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, hours - 1, FUNDS);

		assert!(Orders::<T>::get(id).unwrap().ends > NOW + Moment::from(hours) * HOUR);
	}

	#[benchmark]
	fn cancel() {
		let (who, id) = ordered::<T>(small(), 1);
		T::BenchmarkHelper::set_time(NOW + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert_eq!(Orders::<T>::get(id).unwrap().ends, NOW + 1);
	}

	/// The first one, which begins to keep.
	#[benchmark]
	fn answer(d: Linear<0, MAX_DEPTH>) {
		spaces::<T>(1);
		let (content, proof) = content(d);
		let (_, number) = ordered::<T>(small(), 1);
		let id = Orders::<T>::get(number).unwrap().first;
		super::place::<T>(id);
		Replicas::<T>::mutate_extant(id, |replica| replica.content = content);
		let who = Pallet::<T>::owner_of(Replicas::<T>::get(id).unwrap().space().unwrap()).unwrap();
		let leaf = BoundedVec::truncate_from(BYTES.to_vec());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, leaf, proof);

		assert!(matches!(Replicas::<T>::get(id).unwrap().stage, Stage::Active(_)));
	}

	#[benchmark]
	fn decline() {
		spaces::<T>(1);
		let (_, number) = ordered::<T>(small(), 1);
		let id = Orders::<T>::get(number).unwrap().first;
		super::place::<T>(id);
		let who = Pallet::<T>::owner_of(Replicas::<T>::get(id).unwrap().space().unwrap()).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(matches!(Replicas::<T>::get(id).unwrap().stage, Stage::Waiting { .. }));
	}

	#[benchmark]
	fn request_proof() {
		let (who, id, _) = two_kept::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Queue::<T>::iter_prefix(Lane::Proof).next().is_some());
	}

	#[benchmark]
	fn release() {
		let (who, id, _) = two_kept::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		let Stage::Active(kept) = Replicas::<T>::get(id).unwrap().stage else { panic!("it is kept") };
		assert!(kept.leaves.is_some());
	}

	#[benchmark]
	fn miss() {
		let id = last_miss::<T>();
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(matches!(Replicas::<T>::get(id).unwrap().stage, Stage::Waiting { .. }));
	}

	#[benchmark]
	fn settle() {
		let (_, id, _) = two_kept::<T>();
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		let Stage::Active(kept) = Replicas::<T>::get(id).unwrap().stage else { panic!("it is kept") };
		assert_eq!(kept.paid, NOW + HOUR);
	}

	#[benchmark]
	fn end_replica() {
		let (_, id, _) = two_kept::<T>();
		let number = Replicas::<T>::get(id).unwrap().order;
		Orders::<T>::mutate_extant(number, |record| record.ends = NOW + HOUR);
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Orders::<T>::get(number).is_none());
	}

	#[benchmark]
	fn complain() {
		let (_, id, _) = two_kept::<T>();
		let who = rich::<T>("complainant", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, FUNDS);

		assert!(Complaints::<T>::contains_key(id));
	}

	#[benchmark]
	fn commit_ballot() {
		let (id, auditors) = complained::<T>();
		let who = auditors.last().unwrap().clone();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, H256::repeat_byte(1));
	}

	#[benchmark]
	fn reveal_ballot(d: Linear<0, MAX_DEPTH>) {
		let (id, auditors) = complained::<T>();
		let who = auditors.last().unwrap().clone();
		let (content, proof) = content(d);
		let hash = merkle::leaf(&BYTES);
		Complaints::<T>::mutate_extant(id, |complaint| {
			complaint.content = content;
			complaint.until = Moment::MAX;
		});
		set_ballots::<T>(id, |who| Ballot::Committed(ballot(id, who, Some(hash), SALT)));

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, Some((hash, proof)), SALT);
	}

	#[benchmark]
	fn close_complaint() {
		let (id, _) = complained::<T>();
		set_ballots::<T>(id, |_| Ballot::Revealed(false));
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Complaints::<T>::get(id).is_none());
		assert!(matches!(Replicas::<T>::get(id).unwrap().stage, Stage::Waiting { .. }));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
