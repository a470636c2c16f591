//! The hook, and finding space for replicas.

use super::*;
use crate::index::Random;
use frame::{deps::frame_support::weights::WeightMeter, hashing::blake2_256};

/// Keeps this pallet's draws apart from those of others.
pub(crate) const PLACEMENTS: &[u8] = b"storage-grid/placements";
/// The same for challenges.
pub(crate) const CHALLENGES: &[u8] = b"storage-grid/challenges";
/// The same for auditors.
pub(crate) const COMPLAINTS: &[u8] = b"storage-grid/complaints";
/// Positions that were given up and are passed over before a queue's first is taken.
pub(crate) const PASSED_OVER: u32 = 8;

/// The queues of replicas.
pub(crate) type QueueOf<T> = Ring<Lane, Entry, LaneEnds<T>, Queue<T>>;

/// Blocks that a replica rests after a try in vain.
fn rest(level: u8) -> u64 {
	REST.checked_shl(u32::from(level).saturating_mul(2)).unwrap_or(u64::MAX)
}

impl<T: Config> Pallet<T> {
	/// Looks at the deadlines that are over, challenges, draws auditors, and places: a bounded number of each. Deadlines come first: where there is no room
	/// for them, nothing is added to them either. Of the others each has the first turn in every third block, so that none waits for ever, however
	/// little a block has room for.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() || !Self::sweep_some(meter) {
			return;
		}
		for turn in 0..3 {
			let (subject, run): (_, fn(&mut WeightMeter, H256, u64)) =
				match Self::block().wrapping_add(turn).checked_rem(3) {
					Some(0) => (CHALLENGES, Self::challenge_some),
					Some(1) => (COMPLAINTS, Self::draw_some_auditors),
					_ => (PLACEMENTS, Self::place_some),
				};
			let (randomness, known_since) = T::Randomness::random(subject);
			run(meter, randomness, known_since.saturated_into());
		}
	}

	/// Whether all was looked at that may be in a block.
	fn sweep_some(meter: &mut WeightMeter) -> bool {
		let (challenges, placements) = (T::ChallengesPerBlock::get(), T::PlacementsPerBlock::get());
		// As many as can be added in a block, so that the queues never grow beyond what their time holds.
		let dues = [(Lane::Fill, placements), (Lane::Challenge, challenges.saturating_mul(2))];
		for (lane, count) in dues {
			for _ in 0..count {
				if !meter.can_consume(Self::sweep_weight()) {
					return false;
				}
				meter.consume(T::WeightInfo::look());
				match Self::sweep(lane) {
					Some(true) => meter.consume(Self::miss_weight()),
					Some(false) => (),
					None => break,
				}
			}
		}
		true
	}

	/// One at the least of those that were tried before, whatever is new.
	fn place_some(meter: &mut WeightMeter, randomness: H256, known_since: u64) {
		let placements = T::PlacementsPerBlock::get();
		let spare = u32::from(placements > 1);
		let fresh = placements.saturating_sub(spare);
		// In each block another queue of those who rest has its turn.
		let level = Self::block().checked_rem(RETRIES.into()).unwrap_or_default().saturated_into();
		let rested = known_since.saturating_sub(rest(level));
		let mut left =
			placements.saturating_sub(Self::serve(meter, Lane::Fresh, fresh, randomness, known_since));
		left = left.saturating_sub(Self::serve(meter, Lane::Retry(level), left, randomness, rested));
		Self::serve(meter, Lane::Fresh, left, randomness, known_since);
	}

	/// Tries to place up to `count` replicas of a queue; how many were tried.
	fn serve(meter: &mut WeightMeter, lane: Lane, count: u32, randomness: H256, known_since: u64) -> u32 {
		for tried in 0..count {
			let weight = T::WeightInfo::place();
			let Some(entry) = Self::take_head(meter, lane, known_since, weight) else { return tried };
			Self::visit(entry.replica, randomness);
		}
		count
	}

	/// Takes the first of a queue that is older than `before`, and consumes the weight of what is to be done with it; nothing if there is none, or
	/// no room for that. Positions that were given up are passed over, [`PASSED_OVER`] at the most; each look is weighed.
	pub(crate) fn take_head(
		meter: &mut WeightMeter,
		lane: Lane,
		before: u64,
		weight: Weight,
	) -> Option<Entry> {
		for _ in 0..=PASSED_OVER {
			if !meter.can_consume(T::WeightInfo::look().saturating_add(weight)) {
				return None;
			}
			meter.consume(T::WeightInfo::look());
			if let Some(entry) = QueueOf::<T>::peek(lane, 0) {
				if entry.at >= before {
					return None;
				}
				meter.consume(weight);
				return QueueOf::<T>::pop(lane);
			}
			if QueueOf::<T>::ends(lane).is_empty() {
				return None;
			}
		}
		None
	}

	/// Weight of a miss with what is paid before it.
	fn miss_weight() -> Weight {
		T::WeightInfo::miss().saturating_add(T::Payroll::weight())
	}

	/// The most that a look at a deadline weighs.
	fn sweep_weight() -> Weight {
		T::WeightInfo::look().saturating_add(Self::miss_weight())
	}

	/// What the hook must have room for, so that nothing waits for ever: one of each, whichever has the first turn.
	pub(crate) fn least_limit() -> Weight {
		let turns = [T::WeightInfo::challenge(), T::WeightInfo::draw_auditors(), T::WeightInfo::place()];
		// Deadlines that were met are looked at first.
		let dues =
			T::PlacementsPerBlock::get().saturating_add(T::ChallengesPerBlock::get().saturating_mul(2));
		let looks = T::WeightInfo::look().saturating_mul(u64::from(dues).saturating_add(1));
		let turns = turns.into_iter().fold(Self::miss_weight(), |most, turn| most.max(turn));
		T::WeightInfo::poll().saturating_add(looks).saturating_add(turns)
	}

	/// The number of the block, as queues note it.
	pub(crate) fn block() -> u64 {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// Puts a replica into a queue for space.
	pub(crate) fn waiting(id: ReplicaId, lane: Lane, reason: WaitReason) -> Stage {
		let position = QueueOf::<T>::push(lane, Entry { replica: id, at: Self::block() });
		Stage::Waiting { lane, position, reason }
	}

	/// Places a replica that has left the queue, or has it rest; gives it up when it rested often enough.
	pub(crate) fn visit(id: ReplicaId, randomness: H256) {
		let Some(mut replica) = Replicas::<T>::get(id) else {
			defensive!("what is queued is stored");
			return;
		};
		let Some(order) = Orders::<T>::get(replica.order) else {
			defensive!("a replica's order is stored");
			return;
		};
		if order.is_over(T::Time::now()) {
			return Self::drop_replica(id, replica.order, order);
		}
		let mut random = Random::new(H256(blake2_256(&(randomness, id).encode())));
		match Self::find(&replica, &order, &mut random) {
			Ok((space, owner)) => Self::reserve(id, &mut replica, space, owner, &mut random),
			Err(reason) => {
				let level = match replica.stage {
					Stage::Waiting { lane: Lane::Retry(level), .. } => level.saturating_add(1),
					_ => 0,
				};
				Self::deposit_event(Event::ReplicaWaits { replica: id, reason });
				if level >= RETRIES {
					return Self::drop_replica(id, replica.order, order);
				}
				replica.stage = Self::waiting(id, Lane::Retry(level), reason);
			}
		}
		Replicas::<T>::insert(id, replica);
	}

	/// Draws a space for a replica. One read for each region that may do, and four for each space that is looked at.
	fn find(
		replica: &ReplicaOf<T>,
		order: &OrderOf<T>,
		random: &mut Random,
	) -> Result<(SpaceId, T::AccountId), WaitReason> {
		let need = replica.content.mib();
		let least = class_of(need).unwrap_or_default();
		let now = T::Time::now();
		let price = order.rates.iter().filter(|rate| rate.until > now).map(|rate| rate.price).min();
		let (pool, weight) = Self::pool(order.region, least);
		let mut reason = WaitReason::NoSpace;
		if weight == 0 {
			return Err(reason);
		}
		for _ in 0..MAX_PROBES {
			let Some(id) = Self::pick(&pool, least, random.below(weight)) else { continue };
			let Some(space) = Spaces::<T>::get(id).filter(|space| space.free() >= need) else { continue };
			if Some(space.least_price) > price {
				reason = WaitReason::PriceTooLow;
				continue;
			}
			let own = [&space.owner, &space.operator].contains(&&order.customer);
			if own
				|| replica.failed.contains(&space.owner)
				|| Keepers::<T>::contains_key(replica.order, &space.owner)
			{
				reason = WaitReason::OnlyExcludedSpaces;
				continue;
			}
			return Ok((id, space.owner));
		}
		Err(reason)
	}

	/// Reserves space for a replica and asks for a leaf of it.
	fn reserve(
		id: ReplicaId,
		replica: &mut ReplicaOf<T>,
		space: SpaceId,
		owner: T::AccountId,
		random: &mut Random,
	) {
		let taken = Self::change_space(space, |record| {
			record.used = record.used.saturating_add(replica.content.mib());
			Ok(())
		});
		defensive_assert!(taken.is_ok(), "the space was looked at");
		Keepers::<T>::insert(replica.order, owner, id);
		let leaf = random.below(replica.content.leaves);
		let until = T::Time::now().saturating_add(T::Deadlines::get().fill);
		QueueOf::<T>::push(Lane::Fill, Entry { replica: id, at: until });
		replica.stage = Stage::Filling { space, question: Question { leaf, until } };
		Self::deposit_event(Event::ReplicaPlaced { replica: id, order: replica.order, space, leaf, until });
	}
}
