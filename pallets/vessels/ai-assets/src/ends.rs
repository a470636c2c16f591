//! The end of an asset, and of licences of what is no more.

use super::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_retire(who: T::AccountId, asset: AssetId) -> DispatchResult {
		let record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		let owner = Self::owner(asset);
		ensure!(owner.as_ref().is_none_or(|owner| *owner == who), Error::<T>::NotOwner);
		Self::check_free(asset, &record)?;

		Self::burn_nft(asset, &record, owner.as_ref())?;
		Self::end_guarantee(asset)?;
		Takedowns::<T>::remove(asset);
		SharedWith::<T>::remove(asset);
		Exclusives::<T>::remove(asset);
		Assets::<T>::remove(asset);
		Self::leave_line(record.line);
		let Asset { depositor, deposit, .. } = record;
		let missing = T::Currency::unreserve(&depositor, deposit);
		let deposit = deposit.saturating_sub(missing);
		Self::deposit_event(Event::Retired { asset, depositor, deposit });
		Ok(())
	}

	/// Whether nobody needs the asset any more.
	fn check_free(asset: AssetId, record: &Asset<T::AccountId>) -> Result<(), Error<T>> {
		ensure!(T::Time::now() >= record.kept_until, Error::<T>::LicencesOutstanding);
		if let Some(exclusive) = Exclusives::<T>::get(asset) {
			ensure!(exclusive.until <= T::Eras::current(), Error::<T>::LicencesOutstanding);
		}
		if record.taken_down {
			let over = Takedowns::<T>::get(asset).is_none_or(|takedown| takedown.is_over());
			ensure!(over, Error::<T>::TakedownOpen);
		}
		Ok(())
	}

	/// One version of the line less. With the last its record goes.
	fn leave_line(line: AssetId) {
		Lines::<T>::mutate_exists(line, |slot| {
			let live = slot.map_or(0, |info| info.live.saturating_sub(1));
			*slot = slot.filter(|_| live > 0).map(|info| LineInfo { live, ..info });
		});
	}

	/// Whether a version of the line is left.
	pub(crate) fn line_lives(line: AssetId) -> bool {
		Assets::<T>::contains_key(line) || Lines::<T>::contains_key(line)
	}

	pub(crate) fn do_drop_licence(line: AssetId, holder: T::AccountId) -> DispatchResult {
		ensure!(!Self::line_lives(line), Error::<T>::LicenceInForce);
		ensure!(!Licences::<T>::take(line, &holder).is_empty(), Error::<T>::NoLicence);
		Self::deposit_event(Event::LicenceDropped { line, holder });
		Ok(())
	}
}
