//! What must hold of the storage between any two calls.

use super::*;
use crate::contents::Draws;
use alloc::collections::{BTreeMap, BTreeSet};
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for requests is what they say, fees and deposits;
	/// 2. what is on hold for content is what it says;
	/// 3. the requests that wait for an answer, and no others, are in the index of their asset;
	/// 4. the requests without a fee, and no others, are found by what they ask for;
	/// 5. no request has a number that will be given again, and each is of a part that has a key and for a sound recipient;
	/// 6. the previews that are to be drawn, and no others but those of forgotten content, are in the queue, which has no gap;
	/// 7. a preview that was drawn is of different items of the content, and no preview was drawn too often.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_requests()?;
		Self::check_contents(&Self::check_queue()?)
	}

	fn check_requests() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<T::AccountId, Balance>::new();
		let (mut open, mut asked) = (0usize, 0usize);
		for (id, request) in KeyRequests::<T>::iter() {
			ensure!(id < NextKeyRequest::<T>::get(), "a request's number will be given again");
			ensure!(!sealing::is_low_order(&request.recipient), "a key would be open to everybody");
			let waits = matches!(request.stage, Stage::Open { .. });
			ensure!(Open::<T>::contains_key(request.asset, id) == waits, "the index of requests is wrong");
			open = open.saturating_add(waits.into());
			if let Some(what) = request.asked_for() {
				let found = Asked::<T>::get((request.asset, request.licensee.clone(), what));
				ensure!(found == Some(id), "a request is not found by what it asks for");
				asked = asked.saturating_add(1);
			}
			if let Some(content) = Contents::<T>::get(request.asset) {
				ensure!(content.commitment.has_key(&request.part), "a part has no key");
			}
			let sum = held.entry(request.licensee.clone()).or_default();
			*sum = sum.saturating_add(request.held());
		}
		ensure!(Open::<T>::iter().count() == open, "a request in the index does not wait");
		ensure!(Asked::<T>::iter().count() == asked, "something is asked for by no request");
		for (licensee, sum) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::KeyRequest.into(), &licensee);
			ensure!(on_hold == sum, "a licensee's hold is not what his requests say");
		}
		Ok(())
	}

	fn check_queue() -> Result<BTreeSet<(AssetId, BlockNumberFor<T>)>, TryRuntimeError> {
		let ends = Draws::<T>::ends(());
		let queued = (ends.head..ends.tail)
			.map(|position| Queue::<T>::get((), position).ok_or("the queue has a gap"))
			.collect::<Result<BTreeSet<_>, _>>()?;
		ensure!(Queue::<T>::iter().count() as u64 == ends.len(), "a preview lies outside the queue");
		ensure!(queued.len() as u64 == ends.len(), "a preview is in the queue twice");
		Ok(queued)
	}

	fn check_contents(queued: &BTreeSet<(AssetId, BlockNumberFor<T>)>) -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<T::AccountId, Balance>::new();
		let mut waiting = 0usize;
		for (asset, content) in Contents::<T>::iter() {
			Self::check_preview_of(&content)?;
			if let Preview::Queued { since } = content.preview {
				ensure!(queued.contains(&(asset, since)), "a preview is not in the queue");
				waiting = waiting.saturating_add(1);
			}
			let sum = held.entry(content.depositor).or_default();
			*sum = sum.saturating_add(content.deposit);
		}
		let forgotten = queued.iter().filter(|(asset, _)| !Contents::<T>::contains_key(asset)).count();
		ensure!(waiting.saturating_add(forgotten) == queued.len(), "a preview in the queue does not wait");
		for (depositor, sum) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::Content.into(), &depositor);
			ensure!(on_hold == sum, "a depositor's hold is not what his content says");
		}
		Ok(())
	}

	fn check_preview_of(content: &ContentOf<T>) -> Result<(), TryRuntimeError> {
		let draws = content.draws;
		match &content.preview {
			Preview::Queued { .. } => ensure!(draws < MAX_DRAWS, "a preview waits to be drawn too often"),
			Preview::Failed => ensure!(draws == MAX_DRAWS, "a preview failed too early"),
			Preview::Drawn { items, .. } | Preview::Shown { items, .. } => {
				ensure!((1..=MAX_DRAWS).contains(&draws), "a preview was drawn too often, or never");
				ensure!(!items.is_empty(), "a preview shows nothing");
				ensure!(items.iter().is_sorted_by(|a, b| a < b), "a preview's items are not in order");
				let inside = items.iter().all(|item| *item < content.commitment.items);
				ensure!(inside, "a preview is of items that there are not");
			}
		}
		Ok(())
	}
}
