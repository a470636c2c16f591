//! Complaints that a replica can't be fetched: auditors, drawn among those who keep other replicas, try it.
//!
//! Nobody gains by a complaint or a vote. The complainant pays for every finding, the auditors are paid the same whatever they find, none of it
//! comes out of the bond of who is accused, and what he loses is the treasury's. Who has all auditors loses the treasury's part of each fee.

use super::*;
use crate::{index::Random, placement::QueueOf};
use aic_primitives::merkle;
use frame::{
	deps::frame_support::weights::WeightMeter,
	hashing::blake2_256,
	token::{fungible::MutateHold, tokens::Restriction, Fortitude, Precision},
};

/// Replicas that are looked at to find auditors.
pub(crate) const AUDITOR_PROBES: u32 = 12;
/// Parts of a complaint's fee: one for each auditor, and one for the treasury.
const FEE_PARTS: Balance = AUDITORS as Balance + 1;
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
		let weight = T::WeightInfo::draw_auditors();
		let Some(entry) = Self::take_head(meter, Lane::Complaint, known_since, weight) else { return };
		Self::draw_auditors(entry, H256(blake2_256(&(randomness, entry.replica).encode())));
	}

	/// Each auditor is the owner of the space of a replica that is drawn among all that are kept: who wants to be drawn more often must keep
	/// more, which others pay for and bonds answer for. Who missed the last challenge, or whose bond is not whole, does not audit.
	pub(crate) fn draw_auditors(entry: Entry, seed: H256) {
		let id = entry.replica;
		let Some(mut complaint) = Complaints::<T>::get(id) else { return };
		if complaint.inquiry != (Inquiry::Awaits { since: entry.at }) {
			return;
		}
		let Some(accused) = Spaces::<T>::get(complaint.space) else { return };
		let mut random = Random::new(seed);
		let leaf = random.below(complaint.content.leaves);
		let count = KeptCount::<T>::get();
		let mut auditors = BoundedVec::<Auditor<T::AccountId>, ConstU32<AUDITORS>>::new();
		for _ in 0..AUDITOR_PROBES {
			let position = random.below(count.into()).saturated_into::<u32>();
			let Some(space) = Self::keeper(position).filter(SpaceOf::<T>::is_bonded) else { continue };
			let is_party = |who| [&complaint.by, &accused.owner, &accused.operator].contains(&who);
			let is_known = |who| auditors.iter().any(|other| [&other.owner, &other.operator].contains(&who));
			if [&space.owner, &space.operator].into_iter().any(|who| is_party(who) || is_known(who)) {
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

	/// The space of the replica at a position of all that are kept, if its last challenge was not missed.
	fn keeper(position: u32) -> Option<SpaceOf<T>> {
		match Replicas::<T>::get(KeptAt::<T>::get(position)?)?.stage {
			Stage::Active(Kept { space, misses: 0, .. }) => Spaces::<T>::get(space),
			_ => None,
		}
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

	/// Ends a complaint. The fee pays the auditors who agree with the finding, whatever it is, and the rest of it is the treasury's; without a finding it
	/// goes back.
	fn decide(id: ReplicaId, complaint: Complaint<T::AccountId>, finding: Finding) {
		let Complaint { by, space, content, fee, inquiry, .. } = complaint;
		Complaints::<T>::remove(id);
		let closed = Self::change_space(space, |space| {
			space.complaints = space.complaints.defensive_saturating_sub(1);
			Ok(())
		});
		defensive_assert!(closed.is_ok(), "a space stays while there are complaints about it");
		let mut left = fee;
		if finding != Finding::Undecided {
			let said = Ballot::Revealed(finding == Finding::Served);
			let auditors = match inquiry {
				Inquiry::Open { auditors, .. } => auditors.into_inner(),
				Inquiry::Awaits { .. } => Vec::new(),
			};
			let each = fee.checked_div(FEE_PARTS).unwrap_or_default();
			for Auditor { owner, .. } in auditors.into_iter().filter(|auditor| auditor.ballot == said) {
				let amount = Self::pay_fee(&by, &owner, each);
				left = left.saturating_sub(amount);
				Self::deposit_event(Event::AuditorPaid { replica: id, owner, amount });
			}
		}
		let taken = match finding {
			Finding::Undecided => 0,
			Finding::Served | Finding::NotServed => Self::pay_fee(&by, &T::Treasury::get(), left),
		};
		let rest = left.saturating_sub(taken);
		T::Currency::release(&HoldReason::Audit.into(), &by, rest, Precision::BestEffort)
			.defensive_unwrap_or_default();
		if finding == Finding::NotServed {
			Self::uphold(id, space, &content);
		}
		Self::deposit_event(Event::ComplaintClosed { replica: id, finding, taken });
	}

	/// Pays out of what is on hold for auditors; what was paid, nothing if `to` can't be.
	fn pay_fee(by: &T::AccountId, to: &T::AccountId, amount: Balance) -> Balance {
		T::Currency::transfer_on_hold(
			&HoldReason::Audit.into(),
			by,
			to,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
		.unwrap_or_default()
	}

	/// It costs what a challenge does that was missed, and counts as one. But the time since the last proof can still be proven and paid: else
	/// customers would save it by complaining.
	fn uphold(id: ReplicaId, space: SpaceId, content: &Content) {
		let penalties = T::Penalties::get();
		Self::slash_replica(space, content, penalties.miss, &T::Treasury::get());
		let Some(mut replica) = Replicas::<T>::get(id) else { return };
		let Stage::Active(kept) = &mut replica.stage else { return };
		if kept.space != space {
			return;
		}
		kept.misses = kept.misses.saturating_add(1);
		Self::deposit_event(Event::Missed { replica: id, space, misses: kept.misses });
		if kept.misses < penalties.misses {
			return Replicas::<T>::insert(id, replica);
		}
		let Some(mut order) = Orders::<T>::get(replica.order) else { return };
		Self::pay_or_say(replica.order, &mut order, kept);
		Self::slash_replica(space, content, penalties.end, &T::Treasury::get());
		Self::finish(id, replica, order);
	}
}
