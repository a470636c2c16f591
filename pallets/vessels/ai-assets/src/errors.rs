//! Why calls fail.

/// A section of the pallet.
#[frame::pallet_macros::pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such asset.
		UnknownAsset,
		/// The NFT was burned: only licences bought before can be used.
		Withdrawn,
		/// Only the owner of the NFT may do this.
		NotOwner,
		/// The name is empty or no UTF-8.
		InvalidName,
		/// The size is zero or above the largest.
		SizeOutOfRange,
		/// The price is above the highest.
		PriceTooHigh,
		/// The terms allow nothing.
		NoPurpose,
		/// Whoever asks first would keep all others away for nothing.
		FreeExclusive,
		/// Assets are not divided as far.
		PartTooSmall,
		/// The royalty's share is below the least, or it names a least sum of no share.
		RoyaltyTooLow,
		/// The royalty is above the highest, or no price could bring its least sum.
		RoyaltyTooHigh,
		/// A royalty can only fall, since it was known to those who trained on the asset.
		RoyaltyRaised,
		/// Trained AIs are minted from a job's result.
		NotMintable,
		/// The version before is of another kind.
		OtherKind,
		/// There is a newer version.
		NotLatest,
		/// The asset would be shared with more than [`aic_primitives::MAX_SHARES`].
		TooManyShares,
		/// The shares are more than the whole.
		SharesAboveWhole,
		/// The model was retired, so that its format must be given.
		MissingFormat,
		/// The format is not that of the model that was trained.
		FormatDiffers,
		/// All numbers are given.
		NoMoreItems,
		/// The slot has no accepted result.
		NoResult,
		/// Only who asked for the job may mint its result.
		NotRequester,
		/// The slot's result was minted before.
		AlreadyMinted,
		/// The asset is free or one's own: there is nothing to buy.
		NothingToBuy,
		/// Licences of it come with a key, and are sold where keys are.
		KeyNeeded,
		/// No licence is sold on this basis.
		NotSoldSo,
		/// There is no such part, or it is not sold by itself.
		PartNotSold,
		/// The uses are zero, or more than a licence may hold.
		UsesOutOfRange,
		/// The eras are zero, or reach too far ahead.
		ErasOutOfRange,
		/// The account holds as many different licences as it can.
		TooManyLicences,
		/// Somebody holds an exclusive licence.
		ExclusivelyLicensed,
		/// The guarantee of a former owner answers for the asset. The owner must put up as much, or wait until it can be released.
		FormersGuarantee,
		/// The price is above the maximum that was given.
		PriceAboveMaximum,
		/// The purpose is not allowed.
		PurposeNotAllowed,
		/// No licence is held.
		NoLicence,
		/// The licence is for other versions.
		LicenceForOtherVersion,
		/// The licence's uses are spent, or its eras over.
		LicenceOver,
		/// Licences were sold that are still good.
		LicencesOutstanding,
		/// The line has versions left, so that its licences stay.
		LicenceInForce,
		/// What should be trained is no model.
		NotAModel,
		/// What should be trained on is not a dataset.
		NotADataset,
		/// Less than the existential deposit can't answer for an asset.
		GuaranteeTooSmall,
		/// The guarantee can't be lowered or taken back yet.
		GuaranteeBound,
		/// The guarantee is that of the asset's owner.
		GuaranteeInUse,
		/// No guarantee answers for the asset.
		NoGuarantee,
		/// Those whose work is in the asset would get less by its sale than they asked for.
		BelowRoyalty,
		/// The asset is not on offer.
		NotForSale,
		/// Who offered the asset does not own it any more.
		OfferGone,
		/// The asset is on offer to somebody else.
		NotForYou,
		/// The asset was taken down.
		TakenDown,
		/// The asset was not taken down.
		NotTakenDown,
		/// It is too late to claim.
		ClaimsClosed,
		/// Licensees can still claim.
		ClaimsOpen,
		/// No licence is held of which anything is left, or all was paid.
		NothingToClaim,
		/// Licensees are still to be paid, or the guarantor.
		TakedownOpen,
		/// The guarantor was paid.
		TakedownOver,
	}
}
