//! Complaints that a replica can't be fetched: auditors, drawn among the owners of other spaces, try it.

use super::*;
use crate::{index::Random, placement::QueueOf};
use aic_primitives::merkle;
use frame::{
	deps::frame_support::weights::WeightMeter,
	hashing::blake2_256,
	token::{fungible::MutateHold, tokens::Restriction, Fortitude, Precision},
};

/// Spaces that are looked at to find auditors.
const AUDITOR_PROBES: u32 = 12;
/// Auditors that must agree.
const QUORUM: usize = 2;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_complain(who: T::AccountId, id: ReplicaId, max_fee: Balance) -> DispatchResult {
		let replica = Replicas::<T>::get(id).ok_or(Error::<T>::UnknownReplica)?;
		let Stage::Active(kept) = replica.stage else { return Err(Error::<T>::NotKept.into()) };
		ensure!(!Complaints::<T>::contains_key(id), Error::<T>::AlreadyComplained);
		let fee = T::AuditFee::get();
		ensure!(fee <= max_fee, Error::<T>::FeeAboveMaximum);
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Audit.into(), &who, fee)?;
		Self::change_space(kept.space, |space| {
			ensure!(![&space.owner, &space.operator].contains(&&who), Error::<T>::OwnSpace);
			space.complaints = space.complaints.saturating_add(1);
			Ok(())
		})?;
		let since = Self::block();
		QueueOf::<T>::push(Lane::Complaint, Entry { replica: id, at: since });
		let complaint = Complaint {
			by: who.clone(),
			space: kept.space,
			content: replica.content,
			fee,
			until: T::Time::now().saturating_add(T::Deadlines::get().audit),
			inquiry: Inquiry::Awaits { since },
		};
		Complaints::<T>::insert(id, complaint);
		Self::deposit_event(Event::Complained { replica: id, space: kept.space, by: who, fee });
		Ok(())
	}

	/// Draws the auditors of one complaint, if there is one that is older than the randomness.
	pub(crate) fn draw_some_auditors(meter: &mut WeightMeter, randomness: H256, known_since: u64) {
		if !meter.can_consume(T::WeightInfo::draw_auditors()) {
			return;
		}
		let Some(entry) = Self::take_head(Lane::Complaint, known_since) else { return };
		meter.consume(T::WeightInfo::draw_auditors());
		Self::draw_auditors(entry, H256(blake2_256(&(randomness, entry.replica).encode())));
	}

	pub(crate) fn draw_auditors(entry: Entry, seed: H256) {
		let id = entry.replica;
		let Some(mut complaint) = Complaints::<T>::get(id) else { return };
		if complaint.inquiry != (Inquiry::Awaits { since: entry.at }) {
			return;
		}
		let Some(accused) = Spaces::<T>::get(complaint.space) else { return };
		let mut random = Random::new(seed);
		let leaf = random.below(complaint.content.leaves);
		let size = RollSize::<T>::get();
		let mut auditors = BoundedVec::<Auditor<T::AccountId>, ConstU32<AUDITORS>>::new();
		for _ in 0..AUDITOR_PROBES {
			let position = random.below(size.into()).saturated_into::<u32>();
			let Some(space) = Roll::<T>::get(position).and_then(Spaces::<T>::get) else { continue };
			let parties = [&complaint.by, &accused.owner, &accused.operator];
			let known = auditors.iter().any(|auditor| {
				[&auditor.owner, &auditor.operator].contains(&&space.owner)
					|| auditor.operator == space.operator
			});
			if known || parties.contains(&&space.owner) || parties.contains(&&space.operator) {
				continue;
			}
			let auditor = Auditor { owner: space.owner, operator: space.operator, ballot: Ballot::None };
			if auditors.try_push(auditor).is_err() || auditors.is_full() {
				break;
			}
		}
		if !auditors.is_full() {
			return Self::decide(id, complaint, Finding::Undecided);
		}
		let time = T::Deadlines::get().audit;
		let commit_until = T::Time::now().saturating_add(time);
		complaint.until = commit_until.saturating_add(time);
		Self::deposit_event(Event::AuditorsDrawn {
			replica: id,
			leaf,
			operators: auditors.iter().map(|auditor| auditor.operator.clone()).collect(),
			commit_until,
			until: complaint.until,
		});
		complaint.inquiry = Inquiry::Open { leaf, commit_until, auditors };
		Complaints::<T>::insert(id, complaint);
	}

	pub(crate) fn do_commit(who: T::AccountId, id: ReplicaId, commitment: H256) -> DispatchResult {
		let mut complaint = Complaints::<T>::get(id).ok_or(Error::<T>::NoComplaint)?;
		let Inquiry::Open { commit_until, auditors, .. } = &mut complaint.inquiry else {
			return Err(Error::<T>::NotAuditor.into());
		};
		ensure!(T::Time::now() <= *commit_until, Error::<T>::TooLate);
		let auditor = auditors.iter_mut().find(|auditor| auditor.operator == who);
		let auditor = auditor.ok_or(Error::<T>::NotAuditor)?;
		ensure!(auditor.ballot == Ballot::None, Error::<T>::AlreadyVoted);
		auditor.ballot = Ballot::Committed(commitment);
		Complaints::<T>::insert(id, complaint);
		Self::deposit_event(Event::BallotCommitted { replica: id, operator: who });
		Ok(())
	}

	pub(crate) fn do_reveal(
		who: T::AccountId,
		id: ReplicaId,
		served: Option<(H256, LeafProof)>,
		salt: H256,
	) -> DispatchResult {
		let mut complaint = Complaints::<T>::get(id).ok_or(Error::<T>::NoComplaint)?;
		let (until, content) = (complaint.until, complaint.content);
		let Inquiry::Open { commit_until, auditors, leaf } = &mut complaint.inquiry else {
			return Err(Error::<T>::NotAuditor.into());
		};
		let now = T::Time::now();
		let all = auditors.iter().all(|auditor| auditor.ballot != Ballot::None);
		ensure!(all || now > *commit_until, Error::<T>::TooEarly);
		ensure!(now <= until, Error::<T>::TooLate);
		let auditor = auditors.iter_mut().find(|auditor| auditor.operator == who);
		let auditor = auditor.ok_or(Error::<T>::NotAuditor)?;
		let hash = served.as_ref().map(|(hash, _)| *hash);
		let bound = Ballot::Committed(ballot(id, &who, hash, salt));
		ensure!(auditor.ballot == bound, Error::<T>::OtherBallot);
		if let Some((hash, proof)) = served {
			let holds = merkle::verify(content.root, hash, *leaf, content.leaves, &proof);
			ensure!(holds, Error::<T>::WrongProof);
		}
		auditor.ballot = Ballot::Revealed(hash.is_some());
		Complaints::<T>::insert(id, complaint);
		Self::deposit_event(Event::BallotRevealed { replica: id, operator: who, served: hash.is_some() });
		Ok(())
	}

	pub(crate) fn do_close_complaint(id: ReplicaId) -> DispatchResult {
		let complaint = Complaints::<T>::get(id).ok_or(Error::<T>::NoComplaint)?;
		let over = T::Time::now() > complaint.until;
		let finding = match &complaint.inquiry {
			Inquiry::Awaits { .. } => {
				ensure!(over, Error::<T>::NotOver);
				Finding::Undecided
			}
			Inquiry::Open { auditors, .. } => {
				let said =
					|what| auditors.iter().filter(|auditor| auditor.ballot == Ballot::Revealed(what)).count();
				let (served, not) = (said(true), said(false));
				ensure!(over || served.saturating_add(not) == auditors.len(), Error::<T>::NotOver);
				if served.max(not) < QUORUM {
					Finding::Undecided
				} else if served > not {
					Finding::Served
				} else {
					Finding::NotServed
				}
			}
		};
		Self::decide(id, complaint, finding);
		Ok(())
	}

	/// Ends a complaint. Auditors who were right are paid: by the complainant if he was wrong, else out of the bond.
	fn decide(id: ReplicaId, complaint: Complaint<T::AccountId>, finding: Finding) {
		let Complaint { by, space, content, fee, inquiry, .. } = complaint;
		Complaints::<T>::remove(id);
		let closed = Self::change_space(space, |space| {
			space.complaints = space.complaints.defensive_saturating_sub(1);
			Ok(())
		});
		defensive_assert!(closed.is_ok(), "a space stays while there are complaints about it");
		let right = |what| match &inquiry {
			Inquiry::Open { auditors, .. } => auditors
				.iter()
				.filter(|auditor| auditor.ballot == Ballot::Revealed(what))
				.map(|auditor| auditor.owner.clone())
				.collect::<Vec<_>>(),
			Inquiry::Awaits { .. } => Vec::new(),
		};
		let each = fee.checked_div(AUDITORS.into()).unwrap_or_default();
		let mut left = fee;
		match finding {
			Finding::Served => {
				for owner in right(true) {
					let paid = T::Currency::transfer_on_hold(
						&HoldReason::Audit.into(),
						&by,
						&owner,
						each,
						Precision::Exact,
						Restriction::Free,
						Fortitude::Force,
					);
					let amount = paid.unwrap_or_default();
					left = left.saturating_sub(amount);
					Self::deposit_event(Event::AuditorPaid { replica: id, owner, amount });
				}
			}
			Finding::NotServed => Self::uphold(id, space, &content, each, right(false)),
			Finding::Undecided => (),
		}
		T::Currency::release(&HoldReason::Audit.into(), &by, left, Precision::BestEffort)
			.defensive_unwrap_or_default();
		Self::deposit_event(Event::ComplaintClosed { replica: id, finding });
	}

	/// It counts as a challenge that was missed.
	fn uphold(id: ReplicaId, space: SpaceId, content: &Content, each: Balance, right: Vec<T::AccountId>) {
		let bond = Spaces::<T>::get(space).map_or(0, |space| space.bond_of(content.mib()));
		let mut left = T::Penalties::get().miss.mul_ceil(bond);
		for owner in right {
			left = left.saturating_sub(Self::take_bond(space, each.min(left), &owner));
		}
		Self::take_bond(space, left, &T::Treasury::get());
		let Some(replica) = Replicas::<T>::get(id) else { return };
		let Stage::Active(kept) = replica.stage else { return };
		let Some(order) = Orders::<T>::get(replica.order) else { return };
		if kept.space == space {
			Self::missed(id, replica, kept, order);
		}
	}
}
