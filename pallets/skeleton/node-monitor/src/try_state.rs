//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for measurements is what the open ones say;
	/// 2. the measurements that are validated, and no others, are found by their numbers, which were given;
	/// 3. every node that was asked is in the queue with its deadline, and the queue has no gap (its deadlines may be out of order
	///    for a while after governance has shortened the window: those are looked at later);
	/// 4. nobody missed as many heartbeats as take a node out, and no list of reports names a provider twice.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_measurements()?;
		let queued = Self::check_queue()?;
		for (node, until) in Asked::<T>::iter() {
			ensure!(queued.get(&node) == Some(&until), "a node that was asked is not in the queue");
		}
		ensure!(
			Missed::<T>::iter_values().all(|misses| (1..MAX_MISSED).contains(&misses)),
			"a node missed more heartbeats than it can"
		);
		for (_, reports) in Reports::<T>::iter_values() {
			let providers = reports.iter().map(|(provider, _)| provider);
			let once = providers.clone().collect::<alloc::collections::BTreeSet<_>>();
			ensure!(once.len() == providers.count(), "a provider reported twice");
		}
		Ok(())
	}

	fn check_measurements() -> Result<(), TryRuntimeError> {
		let mut fees = BTreeMap::<T::AccountId, Balance>::new();
		let mut validated = 0usize;
		for (node, measurement) in Measurements::<T>::iter() {
			ensure!(measurement.id < NextMeasurement::<T>::get(), "a measurement's number was not given");
			let validating = matches!(measurement.phase, Phase::Validating { .. });
			let found = Measured::<T>::get(measurement.id);
			ensure!(found == validating.then_some(node), "a measurement is not found by its number");
			validated = validated.saturating_add(validating.into());
			let sum = fees.entry(measurement.payer).or_default();
			*sum = sum.saturating_add(measurement.fee);
		}
		ensure!(Measured::<T>::iter().count() == validated, "a number is of no measurement");
		for (payer, fee) in fees {
			let held = T::Currency::balance_on_hold(&HoldReason::Measurement.into(), &payer);
			ensure!(held == fee, "what is on hold is not the fees of the open measurements");
		}
		Ok(())
	}

	/// The last deadline of each node in the queue.
	fn check_queue() -> Result<BTreeMap<NodeId, Moment>, TryRuntimeError> {
		let ends = DueEnds::<T>::get(());
		let mut queued = BTreeMap::new();
		for position in ends.head..ends.tail {
			let (node, until) = Due::<T>::get((), position).ok_or("the queue has a gap")?;
			queued.insert(node, until);
		}
		ensure!(Due::<T>::iter().count() as u64 == ends.len(), "a heartbeat lies outside the queue");
		Ok(queued)
	}
}
