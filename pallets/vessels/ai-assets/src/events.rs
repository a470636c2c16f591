//! What the pallet tells.

/// A section of the pallet.
#[frame::pallet_macros::pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An asset was minted.
		Minted {
			/// The asset.
			asset: AssetId,
			/// Who owns the NFT.
			owner: T::AccountId,
			/// Hash that the content is known by.
			content: H256,
			/// First of its line; itself if it is that.
			line: AssetId,
			/// Which version of the line it is, from 1.
			version: u32,
			/// Slot that it was trained in, if it is a trained AI.
			slot: Option<SlotId>,
		},
		/// Others have fixed parts of what an asset earns.
		Shared {
			/// The asset.
			asset: AssetId,
			/// The least that it may be sold for, in 10⁻¹⁸ AIC.
			least_sale: Balance,
		},
		/// Licences of an asset are sold on other terms.
		TermsSet {
			/// The asset.
			asset: AssetId,
			/// The terms from now on.
			terms: Terms,
		},
		/// Wallets can show what an asset is.
		Described {
			/// The asset.
			asset: AssetId,
		},
		/// A licence was bought, or sold for a key that is still to be given.
		Licensed {
			/// The asset.
			asset: AssetId,
			/// Who holds the licence.
			holder: T::AccountId,
			/// What was bought.
			wish: Wish,
			/// What was paid for it, in 10⁻¹⁸ AIC; nothing as long as the fee waits for a key.
			value: Balance,
		},
		/// A licence without end was given.
		LicenceGiven {
			/// The asset.
			asset: AssetId,
			/// Who holds the licence.
			holder: T::AccountId,
		},
		/// The fee of a licence that was sold for a key was paid.
		LicencePaid {
			/// The asset.
			asset: AssetId,
			/// Who holds the licence.
			holder: T::AccountId,
			/// What had been bought.
			wish: Wish,
			/// What was paid for it, in 10⁻¹⁸ AIC.
			value: Balance,
		},
		/// What was sold for a key was taken back, since its fee went back.
		Revoked {
			/// The asset.
			asset: AssetId,
			/// Who held the licence.
			holder: T::AccountId,
			/// What had been bought.
			wish: Wish,
		},
		/// An asset is used.
		Used {
			/// The asset.
			asset: AssetId,
			/// Who uses it.
			user: T::AccountId,
			/// What for.
			purpose: Purpose,
			/// Whether a use of a licence was spent, and of which part.
			taken: UseTaken,
		},
		/// A use was given back, since the job that it was for did not run.
		UseReturned {
			/// The asset.
			asset: AssetId,
			/// Who has it back.
			user: T::AccountId,
			/// Whether a licence has it back.
			taken: UseTaken,
		},
		/// An asset is no more.
		Retired {
			/// The asset.
			asset: AssetId,
			/// Who had paid the deposit.
			depositor: T::AccountId,
			/// Deposit that he got back, in 10⁻¹⁸ AIC.
			deposit: Balance,
		},
		/// What was left of the licences of a line that is no more was removed.
		LicenceDropped {
			/// First of the line.
			line: AssetId,
			/// Who held them.
			holder: T::AccountId,
		},
		/// The owner of an asset put up coins that answer for it.
		GuaranteeSet {
			/// The asset.
			asset: AssetId,
			/// How much answers for it now, in 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// Coins answer for an asset no more.
		GuaranteeReleased {
			/// The asset.
			asset: AssetId,
			/// Who has them back.
			by: T::AccountId,
			/// How much, in 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// Coins that answered for an asset were taken.
		GuaranteeSlashed {
			/// The asset.
			asset: AssetId,
			/// Who lost them.
			by: T::AccountId,
			/// How much, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// Who got them.
			to: T::AccountId,
		},
		/// An asset is on offer, or was withdrawn.
		Offered {
			/// The asset.
			asset: AssetId,
			/// For how much, and to whom.
			ask: Option<Ask<T::AccountId>>,
		},
		/// An asset was sold.
		Sold {
			/// The asset.
			asset: AssetId,
			/// Who owned it.
			seller: T::AccountId,
			/// Who owns it.
			buyer: T::AccountId,
			/// Price, in 10⁻¹⁸ AIC.
			price: Balance,
		},
		/// An asset that was made to order was delivered.
		HandedOver {
			/// The asset.
			asset: AssetId,
			/// Who owned it.
			from: T::AccountId,
			/// Who owns it.
			to: T::AccountId,
		},
		/// An asset was taken down: it can't be used, licensed or sold.
		TakenDown {
			/// The asset.
			asset: AssetId,
			/// Hash of the published reason.
			reason: H256,
			/// What licensees are paid from, in 10⁻¹⁸ AIC.
			fund: Balance,
			/// Until when they can claim, in ms since the Unix epoch.
			closes: Moment,
		},
		/// A licensee gave up his licences of an asset that was taken down.
		RefundClaimed {
			/// The asset.
			asset: AssetId,
			/// Who held them.
			holder: T::AccountId,
			/// What was left of them, in 10⁻¹⁸ AIC.
			value: Balance,
		},
		/// A licensee of an asset that was taken down was paid.
		RefundPaid {
			/// The asset.
			asset: AssetId,
			/// Who was paid.
			holder: T::AccountId,
			/// How much, in 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// What no licensee claimed went back.
		TakedownEnded {
			/// The asset.
			asset: AssetId,
		},
		/// An asset that was taken down is back.
		Restored {
			/// The asset.
			asset: AssetId,
		},
	}
}
