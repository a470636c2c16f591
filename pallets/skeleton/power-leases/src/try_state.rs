//! What must hold of the storage between any two calls.

use super::*;
use alloc::collections::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;

impl<T: Config> Pallet<T> {
	/// Checks that:
	///
	/// 1. what is on hold for a lessee's leases is what they say;
	/// 2. the power of each class that is leased is what its leases add up to;
	/// 3. what is on hold for a lease is the price of its hours, and no more power is used at once than was bought;
	/// 4. no lease has a number that will be given again.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let (mut held, mut power) = (BTreeMap::<T::AccountId, Balance>::new(), BTreeMap::<_, u64>::new());
		for (id, lease) in LeaseOf::<T>::iter() {
			ensure!(id < NextLease::<T>::get(), "a lease's number will be given again");
			let price = Lease::<T::AccountId>::price_of(lease.unit_price, lease.left);
			ensure!(price == Some(lease.held), "a lease's hold is not the price of its hours");
			ensure!((lease.out == 0) || lease.at_once > 0, "work of no power has taken hours");
			ensure!(lease.at_once <= lease.power.into(), "more power of a lease is in use than was bought");
			let sum = held.entry(lease.lessee).or_default();
			*sum = sum.saturating_add(lease.held);
			let sum = power.entry(lease.class).or_default();
			*sum = sum.saturating_add(lease.power.into());
		}
		for (lessee, sum) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::Lease.into(), &lessee);
			ensure!(on_hold == sum, "a lessee's hold is not what his leases say");
		}
		ensure!(Leased::<T>::iter().collect::<BTreeMap<_, _>>() == power, "leased power doesn't add up");
		Ok(())
	}
}
