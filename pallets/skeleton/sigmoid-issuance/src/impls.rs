//! What the calls do, and the trait that the neighbours use.

use super::*;
use frame::traits::{fungible::Inspect, fungible::Mutate, Get};

impl<T: Config> Pallet<T> {
	/// Whether the parameters make a curve that may be used.
	pub(crate) fn in_range(parameters: &Parameters) -> bool {
		Self::check(parameters).is_ok()
	}

	fn check(parameters: &Parameters) -> DispatchResult {
		let max = T::MaxScale::get();
		ensure!(parameters.midpoint <= max, Error::<T>::MidpointOutOfRange);
		ensure!((T::MinWidth::get()..=max).contains(&parameters.width), Error::<T>::WidthOutOfRange);
		Ok(())
	}

	/// Begins a new section where the present one is now.
	pub(crate) fn do_set_parameters(parameters: Parameters) -> DispatchResult {
		Self::check(&parameters)?;
		let fees = Fees::<T>::get();
		let ceiling = Self::ceiling(fees);
		CurrentSection::<T>::put(Section { parameters, start: fees, base: ceiling });
		let Parameters { midpoint, width } = parameters;
		Self::deposit_event(Event::ParametersSet { midpoint, width, fees, ceiling });
		Ok(())
	}

	pub(crate) fn current_supply() -> Supply {
		let (total, issued, genesis) = (T::Currency::total_issuance(), Issued::<T>::get(), T::Genesis::get());
		Supply {
			total,
			genesis,
			issued,
			burned: genesis.saturating_add(issued).saturating_sub(total),
			allowance: Self::allowance(),
			left: T::Cap::get().saturating_sub(issued),
			fees: Fees::<T>::get(),
		}
	}
}

impl<T: Config> Issuance<T::AccountId> for Pallet<T> {
	/// Reads and writes one value.
	fn meter(fees: Balance) {
		Fees::<T>::mutate(|metered| *metered = metered.saturating_add(fees));
	}

	/// Mints all or nothing of what is wanted and allowed: nothing if `to` can't hold it, as when it is below the
	/// existential deposit. Reads three values, writes one, and mints.
	fn issue(to: &T::AccountId, wanted: Balance) -> Balance {
		let amount = wanted.min(Self::allowance());
		if amount == 0 || T::Currency::mint_into(to, amount).is_err() {
			return 0;
		}
		let issued = Issued::<T>::mutate(|issued| {
			*issued = issued.saturating_add(amount);
			*issued
		});
		Self::deposit_event(Event::Issued { to: to.clone(), amount, issued, fees: Fees::<T>::get() });
		amount
	}

	/// Reads three values.
	fn allowance() -> Balance {
		Self::ceiling(Fees::<T>::get()).saturating_sub(Issued::<T>::get())
	}
}
