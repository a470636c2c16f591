//! What is always true of the storage.

use super::*;
use alloc::collections::btree_map::BTreeMap;
use frame::deps::sp_runtime::TryRuntimeError;
use fungible::InspectHold;
use nonfungibles_v2::Inspect;

impl<T: Config> Pallet<T> {
	/// 1. The pallet's account owns the collections.
	/// 2. Every NFT in them has a record; a record without an NFT is one whose owner burned the NFT. Numbers that were not
	///    given yet have neither.
	/// 3. A record has a size, a purpose and a name, and is no younger than now.
	/// 4. No list of licences is empty; each licence is of a part that there is, begins with a version no later than its last, and is
	///    for no less than what is not paid yet.
	/// 5. Deposits on hold at an account are the sum of those of the assets that it paid for.
	/// 6. Trained AIs, and only they, have a lineage, and each is the one that its slot names.
	/// 7. Guarantees on hold at an account are the sum of those in force and of what is left of the funds of takedowns.
	/// 8. `Nfts` does not move what is shared or on offer, and moves all else. Only what is there is on offer.
	/// 9. A line knows its newest version and how many it has. What is exclusively licensed is there, and versions are bound by earlier ones of
	///    their line alone.
	/// 10. What was taken down has a takedown and no guarantee; the claims on it are as many as it says and no more than it says.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_collections()?;
		Self::check_nfts()?;
		Self::check_records()?;
		Self::check_licences()?;
		Self::check_holds()?;
		Self::check_lineage()?;
		Self::check_locks()?;
		Self::check_lines()?;
		Self::check_takedowns()
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
		let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
		for record in Assets::<T>::iter_values() {
			ensure!(record.size > 0, "3: an asset has no content");
			ensure!(record.terms.purposes.allow_any(), "3: an asset has no purpose");
			ensure!(!record.name.is_empty(), "3: an asset has no name");
			ensure!(record.created <= now, "3: an asset was minted later than now");
		}
		Ok(())
	}

	fn check_licences() -> Result<(), TryRuntimeError> {
		for (_, _, list) in Licences::<T>::iter() {
			ensure!(!list.is_empty(), "4: a list of licences is empty");
			for licence in list {
				ensure!(licence.part.is_valid(), "4: a licence is of no part");
				ensure!(licence.from > 0 && licence.from <= licence.to, "4: a licence covers no version");
				ensure!(licence.uses == 0 || licence.until == 0, "4: a licence counts uses and eras");
				let all = licence.uses.max(licence.until);
				ensure!(licence.unpaid <= all, "4: a licence waits for the fee of more than it is for");
			}
		}
		Ok(())
	}

	fn check_holds() -> Result<(), TryRuntimeError> {
		let mut deposits = BTreeMap::<T::AccountId, Balance>::new();
		for record in Assets::<T>::iter_values() {
			let sum = deposits.entry(record.depositor).or_default();
			*sum = sum.saturating_add(record.deposit);
		}
		let mut guarantees = BTreeMap::<T::AccountId, Balance>::new();
		let funds = Takedowns::<T>::iter_values()
			.filter_map(|takedown| takedown.guarantor.map(|guarantor| (guarantor, takedown.left)));
		let in_force = Guarantees::<T>::iter_values().map(|guarantee| (guarantee.by, guarantee.amount));
		for (account, amount) in in_force.chain(funds) {
			let sum = guarantees.entry(account).or_default();
			*sum = sum.saturating_add(amount);
		}
		let guarantee = HoldReason::Guarantee.into();
		let held = |account: &T::AccountId| T::Currency::balance_on_hold(&guarantee, account);
		// What other pallets reserve comes on top.
		let reserved = deposits.iter().all(|(account, sum)| {
			T::Currency::reserved_balance(account) >= sum.saturating_add(held(account))
		});
		ensure!(reserved, "5: less is reserved than the deposits");
		let answered = guarantees.iter().all(|(account, sum)| held(account) == *sum);
		ensure!(answered, "7: a hold is not the sum of the guarantees");
		let real = Guarantees::<T>::iter_values().all(|guarantee| guarantee.amount > 0);
		ensure!(real, "7: a guarantee is nothing");
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

	fn check_locks() -> Result<(), TryRuntimeError> {
		for (asset, record) in Assets::<T>::iter() {
			if Self::owner(asset).is_none() {
				continue;
			}
			let locked = record.shared || Offers::<T>::contains_key(asset);
			let moves = T::Nfts::can_transfer(&asset.kind.collection(), &asset.item);
			ensure!(moves != locked, "8: an NFT is locked that should move, or moves that is locked");
			ensure!(record.shared || record.least_sale == 0, "8: nobody asked for the least price");
		}
		let there = Offers::<T>::iter_keys().all(|asset| Self::owner(asset).is_some());
		ensure!(there, "8: what is no more is on offer");
		Ok(())
	}

	fn check_lines() -> Result<(), TryRuntimeError> {
		let mut live = BTreeMap::<AssetId, u32>::new();
		for (asset, record) in Assets::<T>::iter() {
			let newest = match Lines::<T>::get(record.line) {
				None => (record.line, 1),
				Some(info) => (info.latest, info.versions),
			};
			let right =
				if asset == newest.0 { record.version == newest.1 } else { record.version < newest.1 };
			ensure!(right, "9: a line does not know its newest version");
			ensure!(
				(record.version == 1) == (record.line == asset),
				"9: a line does not begin with its first"
			);
			let count = live.entry(record.line).or_default();
			*count = count.saturating_add(1);
		}
		let counted =
			Lines::<T>::iter().all(|(line, info)| live.get(&line) == Some(&info.live) && info.versions > 1);
		ensure!(counted, "9: a line has other versions than it counts");
		let there = Exclusives::<T>::iter_keys().all(Assets::<T>::contains_key);
		ensure!(there, "9: an exclusive licence is of no asset");
		for record in Assets::<T>::iter_values() {
			let before = record.bound_to.and_then(Assets::<T>::get);
			let earlier =
				before.is_none_or(|before| before.line == record.line && before.version < record.version);
			ensure!(earlier, "9: a version is bound by one that was not before it");
		}
		Ok(())
	}

	fn check_takedowns() -> Result<(), TryRuntimeError> {
		for (asset, record) in Assets::<T>::iter() {
			ensure!(record.taken_down == Takedowns::<T>::contains_key(asset), "10: a takedown is missing");
		}
		for (asset, takedown) in Takedowns::<T>::iter() {
			ensure!(Assets::<T>::contains_key(asset), "10: a takedown is of no asset");
			ensure!(!Guarantees::<T>::contains_key(asset), "10: what was taken down has a guarantee");
			let claims = Claims::<T>::iter_prefix_values(asset);
			let (count, sum) = claims.fold((0u32, 0u128), |(count, sum), claim| {
				(count.saturating_add(1), sum.saturating_add(claim))
			});
			ensure!(count == takedown.claims, "10: claims are not counted");
			ensure!(sum <= takedown.claimed, "10: more is claimed than the takedown says");
			ensure!(
				takedown.refund(sum) <= takedown.left || takedown.guarantor.is_none(),
				"10: too little is left"
			);
			ensure!(takedown.left <= takedown.fund, "10: more is left than there was");
			ensure!(!takedown.is_over() || takedown.left == 0, "10: something is left when all is over");
		}
		let meant = Claims::<T>::iter_keys().all(|(asset, _)| Takedowns::<T>::contains_key(asset));
		ensure!(meant, "10: a claim is on nothing");
		Ok(())
	}
}
