//! Worst cases of calls and hooks.

use super::*;
use aic_primitives::BenchmarkClock as _;
use frame::benchmarking::prelude::*;
use pallet_session::SessionManager as _;

const NOW: Moment = 1_700_000_000_000;
/// The running session.
const SESSION: SessionIndex = 5;

/// A provider with a node, points and session keys.
fn producer<T: Config>(number: u32) -> (T::AccountId, NodeId) {
	let who: T::AccountId = account("producer", number, 0);
	let node = T::Producers::ensure_producer(&who, T::LeastPoints::get().saturating_mul(1_000));
	T::BenchmarkHelper::register(&who);
	(who, node)
}

/// Session 5 at `NOW`, with an open list and all the invulnerables that there can be.
fn running<T: Config>() {
	T::BenchmarkHelper::set_time(NOW);
	Session::<T>::put(Running { index: SESSION, began: NOW, ..Default::default() });
	Pallet::<T>::open(SESSION);
	let invulnerables = (0..T::MaxInvulnerables::get()).map(|number| {
		let who: T::AccountId = account("invulnerable", number, 0);
		T::BenchmarkHelper::register(&who);
		who
	});
	Invulnerables::<T>::put(BoundedVec::truncate_from(invulnerables.collect()));
}

/// Has the collators of a session be so many who don't matter, and these.
fn seat<T: Config>(session: SessionIndex, others: u32, seats: Vec<(T::AccountId, NodeId)>) {
	let others = (0..others).map(|number| (account("other", number, 0), u64::MAX - u64::from(number)));
	let drawn = others.chain(seats).map(|(collator, node)| Seat { collator, node }).collect();
	let skipped = (0..TriesFor::<T::MaxSeats>::get()).collect();
	let draw = Draw {
		list: session - LEAD,
		seed: H256::zero(),
		known_since: 1u32.into(),
		block: 1u32.into(),
		seats: T::MaxSeats::get(),
		tries: TriesFor::<T::MaxSeats>::get(),
		skipped: BoundedVec::truncate_from(skipped),
		drawn: BoundedVec::truncate_from(drawn),
	};
	Draws::<T>::insert(session, draw);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn enrol() {
		running::<T>();
		let (who, node) = producer::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), node);

		assert!(Pallet::<T>::enrolled(node).is_some());
	}

	#[benchmark]
	fn set_invulnerables(n: Linear<1, { T::MaxInvulnerables::get() }>) -> Result<(), BenchmarkError> {
		running::<T>();
		let accounts = Invulnerables::<T>::take().into_iter().take(n as usize).collect::<Vec<_>>();
		let origin = T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, accounts);

		assert_eq!(Invulnerables::<T>::get().len(), n as usize);
		Ok(())
	}

	/// By who has a seat in the next session only.
	#[benchmark]
	fn show_work() {
		running::<T>();
		let (who, node) = producer::<T>(0);
		let slot = T::Producers::ensure_work(node, &who);
		seat::<T>(SESSION, T::MaxSeats::get(), Vec::new());
		seat::<T>(SESSION + 1, T::MaxSeats::get() - 1, alloc::vec![(who.clone(), node)]);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), Some(slot));

		assert_eq!(Shown::<T>::get(who), Some(slot));
	}

	/// Collators who have seats miss their slots, and the author shows work.
	#[benchmark]
	fn note_slot(m: Linear<0, { MAX_BLAMED as u32 }>) {
		running::<T>();
		let blamed = (0..m.min(T::MaxSeats::get() - 1)).map(producer::<T>).collect::<Vec<_>>();
		let (author, node) = producer::<T>(MAX_BLAMED as u32);
		let slot = T::Producers::ensure_work(node, &author);
		Shown::<T>::insert(&author, slot);
		let mut collators = blamed.iter().map(|(who, _)| who.clone()).collect::<Vec<_>>();
		if collators.is_empty() {
			collators.push(author.clone());
		}
		let seated = blamed.into_iter().chain([(author.clone(), node)]).collect::<Vec<_>>();
		seat::<T>(SESSION, T::MaxSeats::get() - seated.len() as u32, seated);
		let (_, epoch_known_since) = T::Randomness::random(SUBJECT);
		LastSlot::<T>::put(LastBlock { session: SESSION, slot: 999, relay_block: 999, epoch_known_since });

		#[block]
		{
			let session = Pallet::<T>::note_session();
			let seats = Draws::<T>::get(session.index);
			let (_, _, _) = (T::Author::get(), T::Slot::get(), T::Collators::get());
			let _ = T::RelayChain::current_block_number();
			Pallet::<T>::count(session.index, &author, |duty| duty.blocks += 1);
			Pallet::<T>::put_record(Some(&author), seats.as_ref());
			assert_eq!(Pallet::<T>::judge_slots(1_000 + u64::from(m), 1_000 + m, || collators), m);
		}

		assert_eq!(Duties::<T>::get(&author).map(|duty| duty.blocks), Some(1));
		assert!(Shown::<T>::contains_key(&author));
	}

	/// Each try hits somebody whose keys are gone, which is looked at last. So those of the session before are carried over.
	#[benchmark]
	fn draw(t: Linear<1, { TriesFor::<T::MaxSeats>::get() }>) {
		running::<T>();
		let seats = (0..T::MaxSeats::get()).map(producer::<T>).collect::<Vec<_>>();
		seat::<T>(SESSION, 0, seats);
		let list = SESSION + 1 - LEAD;
		Pallet::<T>::open(list);
		let weight = u64::MAX;
		for position in 0..t {
			let collator: T::AccountId = account("keyless", position, 0);
			let node = T::Producers::ensure_producer(&collator, T::LeastPoints::get());
			let provider = T::Producers::provider_of(node, &collator).unwrap();
			let entry = Entry { session: list, collator, node, provider, weight };
			Entries::<T>::insert((place_of(list), 63u8, position), entry);
		}
		// The stored list stays empty, so that planning the session does not draw once more.
		let mut shelves = [0; CLASSES];
		shelves[63] = t;

		#[block]
		{
			let mut skipped = BoundedVec::<u32, TriesFor<T::MaxSeats>>::new();
			let stored = Pallet::<T>::list(list).unwrap();
			let _ = T::Randomness::random(&(SUBJECT, SESSION + 1).encode());
			let invulnerables = Invulnerables::<T>::get();
			let (drawn, tries) = crate::draw::draw_lots(
				shelves,
				&H256::repeat_byte(1),
				T::MaxSeats::get(),
				|class, position| Pallet::<T>::entry_at(stored.session, class, position),
				|t, entry| {
					let sits = Pallet::<T>::is_fit(entry, &invulnerables);
					skipped.try_push(t).unwrap();
					!sits
				},
			);
			assert!(drawn.is_empty() && tries == t);
			Pallet::<T>::new_session(SESSION + 1).unwrap();
		}

		assert_eq!(Draws::<T>::get(SESSION + 1).unwrap().drawn.len() as u32, T::MaxSeats::get());
	}

	/// All who had seats showed work, and none has a seat in the next session.
	#[benchmark]
	fn close(s: Linear<1, { T::MaxSeats::get() }>) {
		running::<T>();
		let slot = SlotId { job: 1, index: 1 };
		seat::<T>(SESSION, s, Vec::new());
		for Seat { collator, .. } in Draws::<T>::get(SESSION).unwrap().drawn {
			Shown::<T>::insert(&collator, slot);
			Duties::<T>::insert(&collator, Duty { session: SESSION, ..Default::default() });
		}
		let others = (0..T::MaxSeats::get()).map(|number| (account("next", number, 0), number.into()));
		seat::<T>(SESSION + 1, 0, others.collect());

		#[block]
		{
			Pallet::<T>::end_session(SESSION);
			Pallet::<T>::start_session(SESSION + 1);
		}

		assert_eq!(Shown::<T>::iter().count(), 0);
	}

	/// The rate falls at the end of a window.
	#[benchmark]
	fn pace() {
		running::<T>();
		T::BenchmarkHelper::set_time(NOW + Pallet::<T>::pace_window());
		BaseBlocks::<T>::set_block_number(100u32.into());
		Pace::<T>::mutate(|pacing| {
			pacing.rate = Rate::Fourfold;
			pacing.window_began = NOW;
		});

		#[block]
		{
			Pallet::<T>::end_block(100u32.into());
		}

		assert_eq!(Pace::<T>::get().window_began, NOW + Pallet::<T>::pace_window());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
