//! What must hold of the storage between any two calls.

use super::*;
use crate::placement::{page_bit, page_of};
use alloc::collections::{BTreeMap, BTreeSet};
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. exactly the slots below `created` of each job are stored, and its number was given;
	/// 2. a job has as many open slots as it says, as many that wait, in the pages that it says, and is finished when none is open;
	/// 3. a slot that ended or waits has paid nothing that counts, and one that has or had a node counts it as an attempt;
	/// 4. what a requester's open slots should have, less what was paid, is what he has on hold;
	/// 5. a job that waits is at exactly its place in the queue, or is the gang that is being gathered; nobody else is there;
	/// 6. slots of a gang that is incomplete have not started, and no more than one has nodes;
	/// 7. every position of the queue lies between its lane's ends, in the order of blocks, and every level at which somebody
	///    waits is marked.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut escrows = BTreeMap::<T::AccountId, Balance>::new();
		let (mut pages, mut places) = (0usize, BTreeSet::new());
		for (id, job) in Jobs::<T>::iter() {
			ensure!(id < NextJob::<T>::get(), "a job has a number that was not given");
			let escrow = Self::check_job(id, &job)?;
			pages = pages.saturating_add(job.created.div_ceil(PAGE).into());
			let sum = escrows.entry(job.requester.clone()).or_default();
			*sum = sum.saturating_add(escrow);
			Self::check_waiting(id, &job)?;
			if let Some(place) = job.waiting.place {
				ensure!(places.insert((place.lane, place.position)), "two jobs have one place");
			}
		}
		ensure!(Slots::<T>::iter_keys().count() == pages, "a slot is none of its job's");
		for (requester, escrow) in escrows {
			let held = T::Currency::balance_on_hold(&HoldReason::Escrow.into(), &requester);
			ensure!(held == escrow, "a requester's escrow is not what is on hold");
		}
		if let Some(Gathering { job, .. }) = Gang::<T>::get() {
			let gathers = Jobs::<T>::get(job).is_some_and(|job| job.is_gathering());
			ensure!(gathers, "the gang does not gather");
		}
		Self::check_queue(places)
	}

	/// Returns what must be on hold for the job.
	fn check_job(id: JobId, job: &JobOf<T>) -> Result<Balance, TryRuntimeError> {
		let (mut open, mut returned, mut marked) = (job.waiting.fresh, 0u16, 0u64);
		let mut escrow = job.escrow.saturating_mul(job.waiting.fresh.into());
		let mut index = 0u16;
		while index < job.created {
			let page = Slots::<T>::get(id, page_of(index)).ok_or("a job lacks a slot")?;
			let expected = job.created.saturating_sub(index).min(PAGE);
			ensure!(page.len() == usize::from(expected), "a job lacks a slot");
			for slot in &page {
				let state = job.state_of(index, Some(slot)).ok_or("a slot has no state")?;
				let idle = state.is_final() || matches!(state, SlotState::Waiting { .. });
				ensure!(!idle || slot.paid == 0, "a slot that has no node was paid");
				ensure!(slot.paid <= job.escrow, "a slot was paid more than its escrow");
				ensure!(state.node().is_none() || slot.attempts > 0, "an attempt was not counted");
				if matches!(state, SlotState::Waiting { .. }) {
					returned = returned.saturating_add(1);
					marked |= page_bit(page_of(index));
				}
				if matches!(state, SlotState::Validating { .. } | SlotState::Done { .. }) {
					ensure!(job.ran, "a job did not run, but a slot did");
				}
				let assigned = matches!(slot.state, SlotState::Assigned { .. });
				ensure!(!job.is_incomplete() || assigned, "a slot of an incomplete gang is under way");
				if !state.is_final() {
					open = open.saturating_add(1);
					escrow = escrow.saturating_add(job.escrow.saturating_sub(slot.paid));
				}
				index = index.saturating_add(1);
			}
		}
		ensure!(job.open == open, "a job's open slots are miscounted");
		ensure!(job.waiting.returned == returned, "slots that wait again are miscounted");
		ensure!(job.waiting.pages == marked, "a slot that waits again is not marked");
		ensure!(job.finished_at.is_some() == (open == 0), "a job is finished and open");
		ensure!(job.uses.len() == job.request.datasets.len().saturating_add(1), "an asset has no use");
		Ok(escrow)
	}

	fn check_waiting(id: JobId, job: &JobOf<T>) -> Result<(), TryRuntimeError> {
		let gathers = Gang::<T>::get().is_some_and(|gang| gang.job == id);
		ensure!(gathers == job.is_gathering(), "a gang gathers unknown");
		let waits = job.waiting.count() > 0 && !gathers;
		ensure!(
			waits == job.waiting.place.is_some(),
			"a job waits and is not queued, or is queued and doesn't wait"
		);
		let nodes = job.created > 0 && job.finished_at.is_none();
		ensure!(job.phase != Phase::Scattered || !nodes, "a scattered gang has nodes");
		if let Some(Place { lane, position }) = job.waiting.place {
			let entry = Queue::<T>::get(lane, position);
			ensure!(entry.is_some_and(|entry| entry.job == id), "a job is not at its place in the queue");
		}
		Ok(())
	}

	fn check_queue(places: BTreeSet<(Lane, u64)>) -> Result<(), TryRuntimeError> {
		let queued = Queue::<T>::iter().map(|(lane, position, entry)| ((lane, position), entry));
		let queued = queued.collect::<BTreeMap<_, _>>();
		ensure!(queued.len() == places.len(), "a place in the queue is nobody's");
		let mut last = (Lane::Fresh(0), BlockNumberFor::<T>::zero());
		for ((lane, position), entry) in queued {
			let Ends { head, tail } = LaneEnds::<T>::get(lane);
			ensure!((head..tail).contains(&position), "a position lies outside the queue");
			ensure!(last.0 != lane || last.1 <= entry.queued_at, "the queue is not in the order of blocks");
			last = (lane, entry.queued_at);
			ensure!(LaneMarks::<T>::get().has(lane), "a lane with a job is not marked");
		}
		Ok(())
	}
}
