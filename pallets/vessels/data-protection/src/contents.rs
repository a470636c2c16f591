//! Content, and who answers for it.

use super::*;
use aic_primitives::ring::Ring;
use frame::token::Precision;
use fungible::MutateHold;

/// The queue of previews that are to be drawn.
pub(crate) type Draws<T> = Ring<(), (AssetId, BlockNumberFor<T>), QueueEnds<T>, Queue<T>>;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_protect(who: T::AccountId, asset: AssetId, commitment: Commitment) -> DispatchResult {
		ensure!(T::Licensing::seller(asset).as_ref() == Some(&who), Error::<T>::NotOwner);
		ensure!(!Contents::<T>::contains_key(asset), Error::<T>::AlreadyProtected);
		ensure!(T::Licensing::content(asset) == Some(commitment.plain_root), Error::<T>::ContentDiffers);
		ensure!((1..=MAX_ITEMS).contains(&commitment.items), Error::<T>::ItemsOutOfRange);
		ensure!((1..=MAX_ITEM).contains(&commitment.item_size), Error::<T>::ItemSizeOutOfRange);
		ensure!(commitment.key_depth <= MAX_PART_DEPTH, Error::<T>::KeysTooDeep);
		let deposit = T::ContentDeposit::get();
		T::Currency::hold(&HoldReason::Content.into(), &who, deposit)?;
		let content = Content {
			commitment,
			depositor: who,
			deposit,
			agent: None,
			draws: 0,
			preview: Self::queue(asset),
			slashed_at: 0,
		};
		Contents::<T>::insert(asset, content);
		Self::deposit_event(Event::Protected { asset, commitment });
		Ok(())
	}

	pub(crate) fn do_agent(who: T::AccountId, asset: AssetId, agent: Option<T::AccountId>) -> DispatchResult {
		Contents::<T>::try_mutate(asset, |content| {
			let content = content.as_mut().ok_or(Error::<T>::NotProtected)?;
			ensure!(T::Licensing::seller(asset).as_ref() == Some(&who), Error::<T>::NotOwner);
			content.agent = agent.clone().map(|agent| (who, agent));
			Self::deposit_event(Event::AgentSet { asset, agent });
			Ok(())
		})
	}

	pub(crate) fn do_forget(asset: AssetId) -> DispatchResult {
		let content = Contents::<T>::get(asset).ok_or(Error::<T>::NotProtected)?;
		ensure!(T::Licensing::content(asset).is_none(), Error::<T>::StillThere);
		T::Currency::release(
			&HoldReason::Content.into(),
			&content.depositor,
			content.deposit,
			Precision::BestEffort,
		)
		.defensive_unwrap_or_default();
		Contents::<T>::remove(asset);
		Self::deposit_event(Event::Forgotten { asset });
		Ok(())
	}

	/// The owner and his agent. What a former owner appointed counts no more.
	pub(crate) fn who_answers(
		asset: AssetId,
		content: &ContentOf<T>,
	) -> Option<(T::AccountId, Option<T::AccountId>)> {
		let owner = T::Licensing::seller(asset)?;
		let agent = content.agent.clone().filter(|(by, _)| *by == owner).map(|(_, agent)| agent);
		Some((owner, agent))
	}

	pub(crate) fn ensure_answers(
		who: &T::AccountId,
		asset: AssetId,
		content: &ContentOf<T>,
	) -> DispatchResult {
		let (owner, agent) = Self::who_answers(asset, content).ok_or(Error::<T>::NotAnswerer)?;
		ensure!(*who == owner || Some(who) == agent.as_ref(), Error::<T>::NotAnswerer);
		Ok(())
	}

	/// Takes a part of the guarantee for the treasury. Nobody who could have a hand in a fault gains by it: neither who asks, whom the fee
	/// goes back to, nor an owner for whom another's guarantee still stands.
	pub(crate) fn slash(asset: AssetId, part: Permill) -> Balance {
		let amount = part.mul_ceil(T::Licensing::guarantee(asset));
		if amount == 0 {
			return 0;
		}
		T::Licensing::slash(asset, amount, &T::Treasury::get())
	}

	fn check_preview(content: &ContentOf<T>) -> DispatchResult {
		match content.preview {
			Preview::Shown { .. } => Ok(()),
			Preview::Failed => Err(Error::<T>::NeverForSale.into()),
			Preview::Queued { .. } | Preview::Drawn { .. } => Err(Error::<T>::PreviewMissing.into()),
		}
	}

	/// Fails when protected content can't be sold now.
	pub(crate) fn check_content(asset: AssetId, content: &ContentOf<T>) -> DispatchResult {
		Self::check_preview(content)?;
		ensure!(T::Licensing::guarantee(asset) >= T::MinGuarantee::get(), Error::<T>::GuaranteeTooSmall);
		Ok(())
	}
}

impl<T: Config> aic_primitives::Contents for Pallet<T> {
	/// Fails with `PreviewMissing`, `NeverForSale` or `GuaranteeTooSmall`. One read for what is not protected, else two.
	fn check_sale(asset: AssetId) -> DispatchResult {
		Contents::<T>::get(asset).map_or(Ok(()), |content| Self::check_content(asset, &content))
	}

	fn is_protected(asset: AssetId) -> bool {
		Contents::<T>::contains_key(asset)
	}

	fn ciphertext(asset: AssetId) -> Option<(H256, u64, u32)> {
		Contents::<T>::get(asset).map(|Content { commitment, .. }| {
			(commitment.cipher_root, commitment.items, commitment.item_size.saturating_add(TAG))
		})
	}
}
