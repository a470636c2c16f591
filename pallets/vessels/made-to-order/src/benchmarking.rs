//! Worst cases. It is [`NOW`] in the beginning of all of them.

use super::*;
use aic_primitives::{
	merkle::{self, Tree},
	time::DAY,
	AssetId, AssetKind, BenchmarkClock as _, FormatId, Purposes, Terms,
};
use alloc::vec;
use frame::{benchmarking::prelude::*, hashing::blake2_256};

const NOW: Moment = 1_700_000_000_000;
const FUNDS: Balance = Balance::MAX >> 32;

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who: T::AccountId = account(name, index, 0);
	<T::Currency as fungible::Mutate<_>>::mint_into(&who, FUNDS).unwrap();
	who
}

fn now<T: Config>(time: Moment) {
	T::BenchmarkHelper::set_time(time);
}

fn spec(wanted: Wanted) -> Spec {
	Spec { wanted, criteria: H256::repeat_byte(1), reward: FUNDS >> 16, deadline: NOW + DAY }
}

/// A dataset of a thousand items for each of as many creators as there can be.
fn dataset<T: Config>() -> Spec {
	spec(Wanted::Dataset(DatasetWish {
		format: T::Formats::ensure_format(AssetKind::Dataset),
		items: 1_000 * MAX_PARTS,
		least_items: 1_000,
		least_part: 1_000,
		item_size: 1_000,
		name: vec![b'a'; aic_primitives::MAX_NAME as usize].try_into().unwrap(),
		terms: Terms { purposes: Purposes::ALL, per_use: Some(1), ..Default::default() },
		region: 0,
	}))
}

fn trained(format: FormatId) -> Spec {
	spec(Wanted::TrainedAi { format })
}

/// The requester, who asked for that.
fn requested<T: Config>(spec: Spec) -> (T::AccountId, RequestId) {
	now::<T>(NOW);
	let who = rich::<T>("requester", 0);
	<T::Currency as fungible::Mutate<_>>::mint_into(&T::Treasury::get(), FUNDS).unwrap();
	let id = NextRequest::<T>::get();
	Pallet::<T>::do_request(who.clone(), spec, FUNDS).unwrap();
	(who, id)
}

fn delivery(index: u32) -> Delivery {
	Delivery { content: merkle::leaf(&index.encode()), items: 1_000, size: 1_000_000 }
}

/// A creator's part of the dataset.
fn submitted<T: Config>(request: RequestId, creator: u32) -> (T::AccountId, SubmissionId) {
	let who = rich::<T>("creator", creator);
	let index = Requests::<T>::get(request).unwrap().next;
	Pallet::<T>::do_submit(who.clone(), request, Offered::Data(delivery(creator))).unwrap();
	(who, SubmissionId { request, index })
}

/// A trained AI that a creator owns and somebody wants.
fn offered<T: Config>() -> (T::AccountId, T::AccountId, AssetId, RequestId) {
	let creator = rich::<T>("creator", 0);
	let asset = T::Assets::ensure_asset(&creator, AssetKind::TrainedAi);
	let (requester, request) = requested::<T>(trained(T::Minting::format(asset).unwrap()));
	(requester, creator, asset, request)
}

fn rejected<T: Config>() -> (T::AccountId, T::AccountId, SubmissionId) {
	let (requester, request) = requested::<T>(dataset::<T>());
	let (creator, id) = submitted::<T>(request, 0);
	Pallet::<T>::do_reject(requester.clone(), id, Reason::OffTopic, H256::zero()).unwrap();
	(requester, creator, id)
}

fn reviewers<T: Config>(count: u32) {
	for index in 0..count {
		Pallet::<T>::do_become_reviewer(rich::<T>("reviewer", index), FUNDS).unwrap();
	}
}

/// A contest whose reviewers are drawn, and these.
fn reviewed<T: Config>() -> (SubmissionId, Panel<T::AccountId>) {
	reviewers::<T>(20);
	let (_, creator, id) = rejected::<T>();
	Pallet::<T>::do_contest(creator, id).unwrap();
	let drawn = (1u8..=200).any(|seed| {
		let block = frame_system::Pallet::<T>::block_number() + 1u32.into();
		Pallet::<T>::draw_next(H256::repeat_byte(seed), block);
		matches!(Pallet::<T>::submission_of(id).unwrap().stage, Stage::Reviewed { .. })
	});
	assert!(drawn);
	let Stage::Reviewed { panel, .. } = Pallet::<T>::submission_of(id).unwrap().stage else { unreachable!() };
	(id, panel)
}

/// A dataset of so many creators that is due.
fn due<T: Config>(creators: u32) -> (T::AccountId, RequestId) {
	let (requester, request) = requested::<T>(dataset::<T>());
	for creator in 0..creators {
		let (_, id) = submitted::<T>(request, creator);
		Pallet::<T>::do_accept(requester.clone(), id).unwrap();
	}
	now::<T>(NOW + DAY + 1);
	(requester, request)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn request() {
		let (_, id) = requested::<T>(dataset::<T>());
		let who = rich::<T>("other", 0);
		let spec = dataset::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), Box::new(spec), FUNDS);

		assert!(Pallet::<T>::request_of(id + 1).is_some());
	}

	#[benchmark]
	fn submit() {
		let (_, number) = requested::<T>(dataset::<T>());
		let who = rich::<T>("creator", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), number, delivery(0));

		assert!(Pallet::<T>::submission_of(SubmissionId { request: number, index: 0 }).is_some());
	}

	#[benchmark]
	fn submit_trained() {
		let (_, creator, asset, number) = offered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(creator), number, asset);

		assert!(Pallet::<T>::submission_of(SubmissionId { request: number, index: 0 }).is_some());
	}

	#[benchmark]
	fn withdraw() {
		let (_, number) = requested::<T>(dataset::<T>());
		let (creator, id) = submitted::<T>(number, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(creator), id);

		assert!(Pallet::<T>::submission_of(id).is_none());
	}

	/// The last part that there is room for.
	#[benchmark]
	fn accept() {
		let (requester, number) = requested::<T>(dataset::<T>());
		for creator in 0..MAX_PARTS - 1 {
			let (_, id) = submitted::<T>(number, creator);
			Pallet::<T>::do_accept(requester.clone(), id).unwrap();
		}
		let (_, id) = submitted::<T>(number, MAX_PARTS);

		#[extrinsic_call]
		_(RawOrigin::Signed(requester), id);

		assert!(Pallet::<T>::request_of(number).unwrap().is_full());
	}

	#[benchmark]
	fn deliver() {
		let (requester, creator, asset, number) = offered::<T>();
		Pallet::<T>::do_submit(creator, number, Offered::Trained(asset)).unwrap();

		#[extrinsic_call]
		accept(RawOrigin::Signed(requester.clone()), SubmissionId { request: number, index: 0 });

		assert_eq!(T::Assets::owner(asset), Some(requester));
	}

	#[benchmark]
	fn reject() {
		let (requester, number) = requested::<T>(dataset::<T>());
		let (_, id) = submitted::<T>(number, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(requester), id, Reason::OffTopic, H256::zero());

		assert!(Pallet::<T>::submission_of(id).unwrap().rejection.is_some());
	}

	/// A rejection that was not contested.
	#[benchmark]
	fn settle() {
		let (_, _, id) = rejected::<T>();
		now::<T>(NOW + T::Times::get().contest + 1);
		let who = rich::<T>("anyone", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Pallet::<T>::submission_of(id).is_none());
	}

	#[benchmark]
	fn expose() {
		let (requester, number) = requested::<T>(dataset::<T>());
		let (maker, creator) = (rich::<T>("maker", 0), rich::<T>("creator", 0));
		let siblings = vec![H256::repeat_byte(7); MAX_DEPTH as usize];
		let content = siblings.iter().fold(maker_leaf(&maker), |node, other| merkle::node(node, *other));
		assert_ne!(content, Tree::new(vec![maker_leaf(&maker)]).root());
		let part = Delivery { content, ..delivery(0) };
		Pallet::<T>::do_submit(creator, number, Offered::Data(part)).unwrap();
		let id = SubmissionId { request: number, index: 0 };
		Pallet::<T>::do_reject(requester, id, Reason::Duplicate, H256::zero()).unwrap();
		let who = rich::<T>("anyone", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, maker, siblings.try_into().unwrap());

		assert!(Pallet::<T>::submission_of(id).is_none());
	}

	#[benchmark]
	fn contest() {
		let (_, creator, id) = rejected::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(creator), id);

		assert!(matches!(Pallet::<T>::submission_of(id).unwrap().stage, Stage::Contested { .. }));
	}

	#[benchmark]
	fn commit() {
		let (id, panel) = reviewed::<T>();
		let who = panel[2].0.clone();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, H256::zero());

		let Stage::Reviewed { panel, .. } = Pallet::<T>::submission_of(id).unwrap().stage else {
			unreachable!()
		};
		assert_eq!(panel[2].1, Ballot::Sealed(H256::zero()));
	}

	#[benchmark]
	fn reveal() {
		let (id, panel) = reviewed::<T>();
		let who = panel[2].0.clone();
		let seal = ballot_seal(id, &who, Vote::Accept, H256::zero());
		Pallet::<T>::do_commit(who.clone(), id, seal).unwrap();
		now::<T>(NOW + T::Times::get().commit + 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, Vote::Accept, H256::zero());

		let Stage::Reviewed { panel, .. } = Pallet::<T>::submission_of(id).unwrap().stage else {
			unreachable!()
		};
		assert_eq!(panel[2].1, Ballot::Open(Vote::Accept));
	}

	/// One reviewer revealed; the others lose, leave the index and get back what is left.
	#[benchmark]
	fn close_contest() {
		let (id, panel) = reviewed::<T>();
		let (reviewer, salt) = (panel[0].0.clone(), H256::zero());
		let seal = ballot_seal(id, &reviewer, Vote::Reject, salt);
		Pallet::<T>::do_commit(reviewer.clone(), id, seal).unwrap();
		now::<T>(NOW + T::Times::get().commit + 1);
		Pallet::<T>::do_reveal(reviewer, id, Vote::Reject, salt).unwrap();
		let who = rich::<T>("anyone", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Pallet::<T>::submission_of(id).is_none());
		assert_eq!(ReviewerCount::<T>::get(), 18);
	}

	#[benchmark]
	fn finish(n: Linear<1, { MAX_PARTS }>) {
		let (_, number) = due::<T>(n);
		let who = rich::<T>("anyone", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), number);

		assert!(Pallet::<T>::request_of(number).unwrap().is_over());
		assert!(!Accepted::<T>::contains_key(number));
	}

	#[benchmark]
	fn compensate(n: Linear<1, { MAX_PARTS }>) {
		let (_, id) = due::<T>(n);
		let number = Requests::<T>::get(id).unwrap();
		let creators: alloc::vec::Vec<_> =
			(0..n).map(|creator| (account("creator", creator, 0), 1_000)).collect();

		#[block]
		{
			Pallet::<T>::compensate(id, number, &creators);
		}

		assert!(Pallet::<T>::request_of(id).unwrap().is_over());
	}

	#[benchmark]
	fn cancel() {
		let (requester, number) = requested::<T>(dataset::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(requester), number);

		assert!(Pallet::<T>::request_of(number).is_none());
	}

	#[benchmark]
	fn become_reviewer() {
		now::<T>(NOW);
		let who = rich::<T>("reviewer", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), FUNDS);

		assert!(Pallet::<T>::reviewer_of(who).is_some());
	}

	/// Not the last one.
	#[benchmark]
	fn resign() {
		now::<T>(NOW);
		reviewers::<T>(3);
		let who: T::AccountId = account("reviewer", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(Pallet::<T>::reviewer_of(who).is_none());
	}

	/// The only contest that waits needs newer randomness.
	#[benchmark]
	fn poll() {
		let (_, creator, id) = rejected::<T>();
		Pallet::<T>::do_contest(creator, id).unwrap();

		#[block]
		{
			let (randomness, _) = T::Randomness::random(b"");
			let drawn = Pallet::<T>::draw_next(randomness, Default::default());
			assert!(!drawn && !Ends::<T>::get(0).is_empty());
		}

		assert!(Queue::<T>::iter().any(|_| true));
	}

	/// As many picks as there may be, each of another reviewer, in vain.
	#[benchmark]
	fn draw() {
		let count = 4 * DRAW_TRIES;
		reviewers::<T>(count);
		let (_, creator, id) = rejected::<T>();
		Pallet::<T>::do_contest(creator, id).unwrap();
		// All but two are too busy, so that every pick is looked at, and the draw fails and takes a new place.
		for index in 2..count {
			let who: T::AccountId = account("reviewer", index, 0);
			Reviewers::<T>::mutate_extant(who, |reviewer| reviewer.busy = MAX_REVIEWS);
		}
		let block = frame_system::Pallet::<T>::block_number() + 1u32.into();
		let hits_all = |randomness: &H256| {
			let hit = |pick| Pallet::<T>::pick(*randomness, id, pick, count).unwrap();
			let places: alloc::collections::BTreeSet<_> = (0..DRAW_TRIES).map(hit).collect();
			places.len() == DRAW_TRIES as usize
		};
		let randomness =
			(0..10_000u64).map(|number| H256(blake2_256(&number.encode()))).find(hits_all).unwrap();

		#[block]
		{
			assert!(Pallet::<T>::draw_next(randomness, block));
			// What a draw that succeeds writes besides.
			let submission = Pallet::<T>::submission_of(id).unwrap();
			Submissions::<T>::insert(id.request, id.index, submission);
			for index in 0..REVIEWERS {
				let who: T::AccountId = account("reviewer", index, 0);
				Reviewers::<T>::mutate_extant(who, |reviewer| {
					reviewer.busy = reviewer.busy.saturating_add(1)
				});
			}
		}

		assert!(Queue::<T>::iter().any(|_| true));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
