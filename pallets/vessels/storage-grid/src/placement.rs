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
/// Positions that were given up and are passed over in one look at a queue.
pub(crate) const PASSED_OVER: u32 = 8;

/// The queues of replicas.
pub(crate) type QueueOf<T> = Ring<Lane, Entry, LaneEnds<T>, Queue<T>>;

impl<T: Config> Pallet<T> {
	/// Looks at the deadlines that are over, challenges, draws auditors, and places: a bounded number of each. Deadlines come first: where there is no room
	/// for them, nothing is added to them either.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		let (challenges, placements) = (T::ChallengesPerBlock::get(), T::PlacementsPerBlock::get());
		let sweep = T::WeightInfo::miss().saturating_add(T::Payroll::weight());
		// As many as can be added in a block, so that the queues never grow beyond what their time holds.
		let dues = [(Lane::Fill, placements), (Lane::Challenge, challenges.saturating_mul(2))];
		for (lane, count) in dues {
			for _ in 0..count {
				if !meter.can_consume(sweep) {
					return;
				}
				if !Self::sweep(lane) {
					break;
				}
				meter.consume(sweep);
			}
		}
		let (randomness, known_since) = T::Randomness::random(CHALLENGES);
		let known_since = known_since.saturated_into();
		Self::challenge_some(meter, randomness, known_since);
		let (randomness, known_since) = T::Randomness::random(COMPLAINTS);
		Self::draw_some_auditors(meter, randomness, known_since.saturated_into());
		let (randomness, known_since) = T::Randomness::random(PLACEMENTS);
		let known_since = known_since.saturated_into();
		// One at least of those that were tried before, whatever is new.
		let spare = u32::from(placements > 1);
		let fresh = placements.saturating_sub(spare);
		let mut left =
			placements.saturating_sub(Self::serve(meter, Lane::Fresh, fresh, randomness, known_since));
		left = left.saturating_sub(Self::serve(meter, Lane::Retry, left, randomness, known_since));
		Self::serve(meter, Lane::Fresh, left, randomness, known_since);
	}

	/// Tries to place up to `count` replicas of a queue; how many were tried.
	fn serve(meter: &mut WeightMeter, lane: Lane, count: u32, randomness: H256, known_since: u64) -> u32 {
		for tried in 0..count {
			if !meter.can_consume(T::WeightInfo::place()) {
				return tried;
			}
			let Some(entry) = Self::take_head(lane, known_since) else { return tried };
			meter.consume(T::WeightInfo::place());
			Self::visit(entry.replica, randomness);
		}
		count
	}

	/// Takes the first of a queue whose entries wait for randomness that is newer than they are, if it is.
	pub(crate) fn take_head(lane: Lane, known_since: u64) -> Option<Entry> {
		QueueOf::<T>::peek(lane, PASSED_OVER).filter(|entry| entry.at < known_since)?;
		QueueOf::<T>::pop(lane)
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

	/// Places a replica that has left the queue, or puts it back.
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
				replica.stage = Self::waiting(id, Lane::Retry, reason);
				Self::deposit_event(Event::ReplicaWaits { replica: id, reason });
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
