//! What is always true of the storage.

use super::*;
use alloc::collections::btree_map::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;
use nonfungibles_v2::Inspect;

impl<T: Config> Pallet<T> {
	/// 1. The pallet's account owns the three collections.
	/// 2. Every NFT in them has a record; a record without an NFT is one whose owner burned the NFT. Numbers that were not
	///    given yet have neither.
	/// 3. A record has a size, a purpose and a format of its kind, and is no younger than now.
	/// 4. `outstanding` is the sum of the asset's licences, and no licence is empty.
	/// 5. What is on hold at a creator's account is the sum of the deposits of the assets he minted.
	/// 6. Trained AIs, and only they, have a lineage, and each is the one that its slot names.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_collections()?;
		Self::check_nfts()?;
		Self::check_records()?;
		Self::check_licences()?;
		Self::check_deposits()?;
		Self::check_lineage()
	}

	fn check_collections() -> Result<(), TryRuntimeError> {
		let account = Self::account_id();
		let own = AssetKind::ALL.iter().all(|kind| Self::owns(kind.collection(), &account));
		ensure!(own, "1: a collection does not belong to the pallet");
		Ok(())
	}

	fn check_nfts() -> Result<(), TryRuntimeError> {
		for kind in AssetKind::ALL {
			let next = NextItem::<T>::get(kind);
			for item in 0..next {
				let asset = AssetId { kind, item };
				let recorded = Self::owner(asset).is_none() || Assets::<T>::contains_key(asset);
				ensure!(recorded, "2: an NFT has no record");
			}
			ensure!(T::Nfts::owner(&kind.collection(), &next).is_none(), "2: a number was given elsewhere");
		}
		let given = Assets::<T>::iter_keys().all(|asset| asset.item < NextItem::<T>::get(asset.kind));
		ensure!(given, "2: a record has a number that was not given");
		Ok(())
	}

	fn check_records() -> Result<(), TryRuntimeError> {
		for (asset, record) in Assets::<T>::iter() {
			ensure!(record.size > 0, "3: an asset has no content");
			ensure!(record.terms.allow_any(), "3: an asset has no purpose");
			ensure!(Self::check_format(asset.kind, &record.format).is_ok(), "3: a format is not of its kind");
			ensure!(record.created <= T::Time::now(), "3: an asset was minted later than now");
		}
		Ok(())
	}

	fn check_licences() -> Result<(), TryRuntimeError> {
		let mut left = BTreeMap::<AssetId, u64>::new();
		for (asset, _, uses) in Licences::<T>::iter() {
			ensure!(uses > 0, "4: a licence is empty");
			let sum = left.entry(asset).or_default();
			*sum = sum.saturating_add(uses.into());
		}
		let add_up = Assets::<T>::iter()
			.all(|(asset, record)| record.outstanding == left.get(&asset).copied().unwrap_or_default());
		ensure!(add_up, "4: the licences don't add up to what is outstanding");
		Ok(())
	}

	fn check_deposits() -> Result<(), TryRuntimeError> {
		let mut due = BTreeMap::<T::AccountId, Balance>::new();
		for record in Assets::<T>::iter_values() {
			let sum = due.entry(record.creator).or_default();
			*sum = sum.saturating_add(record.deposit);
		}
		let reason = HoldReason::AssetDeposit.into();
		let held = due.iter().all(|(creator, sum)| T::Currency::balance_on_hold(&reason, creator) == *sum);
		ensure!(held, "5: a hold is not the sum of the deposits");
		Ok(())
	}

	fn check_lineage() -> Result<(), TryRuntimeError> {
		for (asset, record) in Assets::<T>::iter() {
			let named = match record.lineage {
				None => asset.kind != AssetKind::TrainedAi,
				Some(lineage) => Self::trained_from(lineage.slot) == Some(asset),
			};
			ensure!(named, "6: a lineage does not lead back to its asset");
		}
		for (slot, item) in TrainedFrom::<T>::iter() {
			let record = Assets::<T>::get(AssetId { kind: AssetKind::TrainedAi, item });
			let meant =
				record.is_none_or(|record| record.lineage.is_some_and(|lineage| lineage.slot == slot));
			ensure!(meant, "6: a slot names an asset of another slot");
		}
		Ok(())
	}
}
