//! Challenges: a replica is proven by the bytes of a leaf that nobody could foresee.

use super::*;
use crate::{index::Random, placement::QueueOf};
use aic_primitives::merkle;
use frame::{deps::frame_support::weights::WeightMeter, hashing::blake2_256};

impl<T: Config> Pallet<T> {
	/// Challenges those who are to be, and, with randomness that was not used yet, `ChallengesPerBlock` of all that are kept.
	pub(crate) fn challenge_some(meter: &mut WeightMeter, randomness: H256, known_since: u64) {
		let count = T::ChallengesPerBlock::get();
		let weight = T::WeightInfo::challenge();
		for _ in 0..count {
			let Some(entry) = Self::take_head(meter, Lane::Proof, known_since, weight) else { break };
			let seed = H256(blake2_256(&(randomness, entry.replica).encode()));
			Self::challenge(entry.replica, Challenge::Asked { since: entry.at }, &mut Random::new(seed));
		}
		if LastDraw::<T>::get() >= known_since || !meter.can_consume(weight) {
			return;
		}
		LastDraw::<T>::put(known_since);
		for number in 0..count {
			if meter.try_consume(weight).is_err() {
				return;
			}
			Self::challenge_any(H256(blake2_256(&(randomness, number).encode())));
		}
	}

	/// Challenges one of all replicas that are kept, each as likely, unless it is to be proven anyway.
	pub(crate) fn challenge_any(seed: H256) {
		let mut random = Random::new(seed);
		let position = random.below(KeptCount::<T>::get().into()).saturated_into::<u32>();
		if let Some(id) = KeptAt::<T>::get(position) {
			Self::challenge(id, Challenge::None, &mut random);
		}
	}

	/// Asks for a leaf of a replica that is kept, if its challenge is `expected`.
	pub(crate) fn challenge(id: ReplicaId, expected: Challenge, random: &mut Random) {
		let Some(mut replica) = Replicas::<T>::get(id) else { return };
		let leaf = random.below(replica.content.leaves);
		let Stage::Active(kept) = &mut replica.stage else { return };
		if kept.challenge != expected {
			return;
		}
		let until = T::Time::now().saturating_add(T::Deadlines::get().challenge);
		kept.challenge = Challenge::Open(Question { leaf, until });
		QueueOf::<T>::push(Lane::Challenge, Entry { replica: id, at: until });
		Self::deposit_event(Event::Challenged { replica: id, space: kept.space, leaf, until });
		Replicas::<T>::insert(id, replica);
	}

	/// Has a replica be challenged with newer randomness.
	pub(crate) fn ask(id: ReplicaId, kept: &mut Kept) {
		let since = Self::block();
		QueueOf::<T>::push(Lane::Proof, Entry { replica: id, at: since });
		kept.challenge = Challenge::Asked { since };
		Self::deposit_event(Event::ProofAsked { replica: id });
	}

	/// The replica, if `who` offers or operates the space where it is.
	fn of_provider(who: &T::AccountId, id: ReplicaId) -> Result<(ReplicaOf<T>, SpaceOf<T>), DispatchError> {
		let replica = Replicas::<T>::get(id).ok_or(Error::<T>::UnknownReplica)?;
		let space = replica.space().ok_or(Error::<T>::NotProvider)?;
		let space = Spaces::<T>::get(space).ok_or(Error::<T>::UnknownSpace)?;
		ensure!([&space.owner, &space.operator].contains(&who), Error::<T>::NotProvider);
		Ok((replica, space))
	}

	pub(crate) fn do_request_proof(who: T::AccountId, id: ReplicaId) -> DispatchResult {
		let (mut replica, _) = Self::of_provider(&who, id)?;
		let Stage::Active(kept) = &mut replica.stage else { return Err(Error::<T>::NotKept.into()) };
		ensure!(kept.challenge == Challenge::None, Error::<T>::AlreadyChallenged);
		Self::ask(id, kept);
		Replicas::<T>::insert(id, replica);
		Ok(())
	}

	pub(crate) fn do_release(who: T::AccountId, id: ReplicaId) -> DispatchResult {
		let (mut replica, _) = Self::of_provider(&who, id)?;
		let Stage::Active(kept) = &mut replica.stage else { return Err(Error::<T>::NotKept.into()) };
		ensure!(kept.leaves.is_none(), Error::<T>::AlreadyLeaving);
		let until = T::Time::now().saturating_add(T::Deadlines::get().notice);
		kept.leaves = Some(until);
		Replicas::<T>::insert(id, replica);
		Self::deposit_event(Event::NoticeGiven { replica: id, until });
		Ok(())
	}

	pub(crate) fn do_decline(who: T::AccountId, id: ReplicaId) -> DispatchResult {
		let (replica, _) = Self::of_provider(&who, id)?;
		ensure!(matches!(replica.stage, Stage::Filling { .. }), Error::<T>::NotFilling);
		let order = Orders::<T>::get(replica.order).ok_or(Error::<T>::UnknownOrder)?;
		Self::deposit_event(Event::Declined { replica: id });
		Self::unfilled(id, replica, order);
		Ok(())
	}

	/// A space did not take a replica.
	fn unfilled(id: ReplicaId, mut replica: ReplicaOf<T>, order: OrderOf<T>) {
		replica.attempts = replica.attempts.saturating_add(1);
		Self::finish(id, replica, order);
	}

	pub(crate) fn do_answer(
		who: T::AccountId,
		id: ReplicaId,
		leaf: LeafBytes,
		proof: LeafProof,
	) -> DispatchResultWithPostInfo {
		let (mut replica, record) = Self::of_provider(&who, id)?;
		let question = match replica.stage {
			Stage::Filling { question, .. } => question,
			Stage::Active(Kept { challenge: Challenge::Open(question), .. }) => question,
			_ => return Err(Error::<T>::NotChallenged.into()),
		};
		let now = T::Time::now();
		ensure!(now <= question.until, Error::<T>::TooLate);
		let Content { root, leaves, leaf_size } = replica.content;
		let fits = leaf.len() <= leaf_size as usize;
		let holds = merkle::verify(root, merkle::leaf(&leaf), question.leaf, leaves, &proof);
		ensure!(fits && holds, Error::<T>::WrongProof);
		match &mut replica.stage {
			Stage::Active(kept) => {
				kept.proven = now;
				kept.misses = 0;
				kept.challenge = Challenge::None;
			}
			Stage::Filling { space, .. } => {
				let space = *space;
				let order = Orders::<T>::get(replica.order).ok_or(Error::<T>::UnknownOrder)?;
				ensure!(!order.is_over(now), Error::<T>::Over);
				Self::count_region(order.located(), record.region, true);
				replica.attempts = 0;
				replica.stage = Stage::Active(Kept {
					space,
					place: Self::begin_to_keep(id),
					paid: now,
					proven: now,
					misses: 0,
					leaves: None,
					challenge: Challenge::None,
				});
			}
			Stage::Waiting { .. } => return Err(Error::<T>::NotChallenged.into()),
		}
		Replicas::<T>::insert(id, replica);
		Self::deposit_event(Event::Proven { replica: id });
		// What the network asks for costs no fee; there is no more of it than the network asks for.
		Ok(Pays::No.into())
	}

	/// Looks at the deadline that is first in a queue. Whether somebody was punished, if it was over.
	pub(crate) fn sweep(lane: Lane) -> Option<bool> {
		let entry = QueueOf::<T>::peek(lane, 0).filter(|entry| T::Time::now() > entry.at)?;
		QueueOf::<T>::pop(lane);
		// An error means that it was answered, or was another challenge's: then no more than the replica was read.
		let replica = Replicas::<T>::get(entry.replica);
		Some(replica.is_some_and(|replica| Self::overdue(entry.replica, replica).is_ok()))
	}

	pub(crate) fn do_miss(id: ReplicaId) -> DispatchResult {
		Self::overdue(id, Replicas::<T>::get(id).ok_or(Error::<T>::UnknownReplica)?)
	}

	/// Punishes who did not answer in time.
	fn overdue(id: ReplicaId, replica: ReplicaOf<T>) -> DispatchResult {
		let question = match replica.stage {
			Stage::Filling { question, .. } => question,
			Stage::Active(Kept { challenge: Challenge::Open(question), .. }) => question,
			_ => return Err(Error::<T>::NotChallenged.into()),
		};
		ensure!(T::Time::now() > question.until, Error::<T>::NotOver);
		let order = Orders::<T>::get(replica.order).ok_or(Error::<T>::UnknownOrder)?;
		match replica.stage {
			Stage::Filling { space, .. } => {
				// Content whose order was over sooner was not to be had any more.
				if question.until < order.ends {
					let part = T::Penalties::get().miss;
					Self::slash_replica(space, &replica.content, part, &T::Treasury::get());
				}
				Self::deposit_event(Event::NotBegun { replica: id, space });
				Self::unfilled(id, replica, order);
			}
			Stage::Active(kept) => {
				let part = T::Penalties::get().miss;
				Self::slash_replica(kept.space, &replica.content, part, &T::Treasury::get());
				let kept = Kept { challenge: Challenge::None, ..kept };
				Self::missed(id, replica, kept, order);
			}
			Stage::Waiting { .. } => return Err(Error::<T>::NotChallenged.into()),
		}
		Ok(())
	}

	/// Takes a part of the bond that answers for a replica.
	pub(crate) fn slash_replica(
		space: SpaceId,
		content: &Content,
		part: Permill,
		to: &T::AccountId,
	) -> Balance {
		let bond = Spaces::<T>::get(space).map_or(0, |space| space.bond_of(content.mib()));
		Self::take_bond(space, part.mul_ceil(bond), to)
	}

	/// A replica was not proven. What was proven before is paid; the time since then never is.
	fn missed(id: ReplicaId, mut replica: ReplicaOf<T>, mut kept: Kept, mut order: OrderOf<T>) {
		let now = T::Time::now();
		Self::pay_or_say(replica.order, &mut order, &mut kept);
		kept.misses = kept.misses.saturating_add(1);
		Self::deposit_event(Event::Missed { replica: id, space: kept.space, misses: kept.misses });
		let penalties = T::Penalties::get();
		let ends = kept.misses >= penalties.misses;
		if ends {
			Self::slash_replica(kept.space, &replica.content, penalties.end, &T::Treasury::get());
		}
		(kept.paid, kept.proven) = (now, now);
		let over = now >= Self::over_at(&order, &kept);
		replica.stage = Stage::Active(kept);
		if ends || over {
			return Self::finish(id, replica, order);
		}
		Orders::<T>::insert(replica.order, order);
		Replicas::<T>::insert(id, replica);
	}
}
