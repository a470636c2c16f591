//! What the pallet tells, and why it refuses.

use frame::deps::frame_support::pallet_macros::pallet_section;

/// Events and errors.
#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Space was offered.
		SpaceOffered {
			/// Number of the space.
			space: SpaceId,
			/// Who offers it.
			owner: T::AccountId,
			/// Size in GiB.
			gib: u32,
			/// Region.
			region: RegionId,
			/// On hold, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// A space was changed, and takes new replicas.
		SpaceSet {
			/// Number of the space.
			space: SpaceId,
			/// Size in GiB.
			gib: u32,
			/// Least price, in 10⁻¹⁸ AIC per GiB and hour.
			least_price: Balance,
			/// On hold, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// A space's bond is again what it needs.
		BondToppedUp {
			/// Number of the space.
			space: SpaceId,
			/// On hold, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// Another account answers for a space.
		OperatorSet {
			/// Number of the space.
			space: SpaceId,
			/// The account.
			operator: T::AccountId,
		},
		/// A space takes no new replicas.
		SpaceClosed {
			/// Number of the space.
			space: SpaceId,
		},
		/// A space is gone.
		SpaceRemoved {
			/// Number of the space.
			space: SpaceId,
			/// What its owner got back, in 10⁻¹⁸ AIC.
			bond: Balance,
		},
		/// Part of a space's bond was taken.
		Slashed {
			/// Number of the space.
			space: SpaceId,
			/// Who got it.
			to: T::AccountId,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// Content is to be kept. Its replicas wait for space.
		Ordered {
			/// Number of the order.
			order: StorageOrderId,
			/// Who pays.
			customer: T::AccountId,
			/// Root of the content.
			root: H256,
			/// Number of the first replica.
			first: ReplicaId,
			/// Number of replicas.
			replicas: u8,
			/// When it is over, in ms since the Unix epoch.
			ends: Moment,
			/// In 10⁻¹⁸ AIC per GiB and hour.
			price: Balance,
			/// On hold, in 10⁻¹⁸ AIC.
			escrow: Balance,
			/// Paid to the treasury for finding space, in 10⁻¹⁸ AIC.
			fee: Balance,
		},
		/// An order goes on longer.
		Extended {
			/// Number of the order.
			order: StorageOrderId,
			/// When it is over, in ms since the Unix epoch.
			ends: Moment,
			/// For the time that was added, in 10⁻¹⁸ AIC per GiB and hour.
			price: Balance,
			/// On hold besides, in 10⁻¹⁸ AIC.
			escrow: Balance,
		},
		/// An order is over before its time. What was kept until now is paid once it is proven.
		Cancelled {
			/// Number of the order.
			order: StorageOrderId,
		},
		/// All replicas of an order have ended.
		OrderEnded {
			/// Number of the order.
			order: StorageOrderId,
			/// What went back to the customer, in 10⁻¹⁸ AIC.
			refund: Balance,
		},
		/// A replica was paid for.
		Paid {
			/// Number of the order.
			order: StorageOrderId,
			/// The space that kept it.
			space: SpaceId,
			/// Gross fee, in 10⁻¹⁸ AIC.
			amount: Balance,
			/// Up to when, in ms since the Unix epoch.
			until: Moment,
		},
		/// A replica could not be paid for; the fee goes back when the order ends.
		PaymentFailed {
			/// Number of the order.
			order: StorageOrderId,
			/// The space that kept it.
			space: SpaceId,
			/// What the payroll said.
			error: DispatchError,
		},
		/// A replica waits for space.
		ReplicaWaits {
			/// Number of the replica.
			replica: ReplicaId,
			/// Why.
			reason: WaitReason,
		},
		/// Space is reserved for a replica. Its provider is to fetch the content and answer with a leaf, or decline.
		ReplicaPlaced {
			/// Number of the replica.
			replica: ReplicaId,
			/// Its order.
			order: StorageOrderId,
			/// The space.
			space: SpaceId,
			/// The leaf, from 0.
			leaf: u64,
			/// Last moment for the answer, in ms since the Unix epoch.
			until: Moment,
		},
		/// A provider did not want a replica.
		Declined {
			/// Number of the replica.
			replica: ReplicaId,
		},
		/// A provider neither proved content for the first time nor declined it.
		NotBegun {
			/// Number of the replica.
			replica: ReplicaId,
			/// The space.
			space: SpaceId,
		},
		/// A replica will be challenged with newer randomness.
		ProofAsked {
			/// Number of the replica.
			replica: ReplicaId,
		},
		/// A provider is to show a leaf.
		Challenged {
			/// Number of the replica.
			replica: ReplicaId,
			/// The space.
			space: SpaceId,
			/// The leaf, from 0.
			leaf: u64,
			/// Last moment for the answer, in ms since the Unix epoch.
			until: Moment,
		},
		/// A provider showed that he has the content.
		Proven {
			/// Number of the replica.
			replica: ReplicaId,
		},
		/// A provider did not show a leaf: then the time since the last proof is not paid. Or he did not serve one.
		Missed {
			/// Number of the replica.
			replica: ReplicaId,
			/// The space.
			space: SpaceId,
			/// How often in a row.
			misses: u8,
		},
		/// A provider will not keep a replica any more.
		NoticeGiven {
			/// Number of the replica.
			replica: ReplicaId,
			/// From when on, in ms since the Unix epoch.
			until: Moment,
		},
		/// There will be no replica of this number any more.
		ReplicaEnded {
			/// Number of the replica.
			replica: ReplicaId,
		},
		/// Somebody says that a replica can't be fetched.
		Complained {
			/// Number of the replica.
			replica: ReplicaId,
			/// The space.
			space: SpaceId,
			/// Who says so.
			by: T::AccountId,
			/// On hold for the finding, in 10⁻¹⁸ AIC.
			fee: Balance,
		},
		/// Auditors are to fetch a leaf.
		AuditorsDrawn {
			/// Number of the replica.
			replica: ReplicaId,
			/// The leaf, from 0.
			leaf: u64,
			/// Who votes.
			operators: Vec<T::AccountId>,
			/// Last moment to commit, in ms since the Unix epoch.
			commit_until: Moment,
			/// Last moment to reveal, in ms since the Unix epoch.
			until: Moment,
		},
		/// An auditor bound himself.
		BallotCommitted {
			/// Number of the replica.
			replica: ReplicaId,
			/// The auditor.
			operator: T::AccountId,
		},
		/// An auditor said what he saw.
		BallotRevealed {
			/// Number of the replica.
			replica: ReplicaId,
			/// The auditor.
			operator: T::AccountId,
			/// Whether he was served.
			served: bool,
		},
		/// An auditor was paid by who complained.
		AuditorPaid {
			/// Number of the replica.
			replica: ReplicaId,
			/// The owner of the auditor's space.
			owner: T::AccountId,
			/// In 10⁻¹⁸ AIC.
			amount: Balance,
		},
		/// A complaint is decided.
		ComplaintClosed {
			/// Number of the replica.
			replica: ReplicaId,
			/// How.
			finding: Finding,
			/// What of the complaint's fee went to the treasury, in 10⁻¹⁸ AIC.
			taken: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such space.
		UnknownSpace,
		/// There is no such region.
		UnknownRegion,
		/// The size of the space or of the content is none or too large.
		SizeOutOfRange,
		/// The least price is more than there can be.
		PriceAboveCap,
		/// The bond is above the maximum that was given.
		BondAboveMaximum,
		/// The space is somebody else's.
		NotOwner,
		/// The space keeps more than that.
		InUse,
		/// There is no such order.
		UnknownOrder,
		/// The order is somebody else's.
		NotCustomer,
		/// The order is over.
		Over,
		/// The replicas are none or too many.
		ReplicasOutOfRange,
		/// The hours are none or too many.
		HoursOutOfRange,
		/// A replica of the order would cost too little.
		TooSmall,
		/// The price is above the maximum that was given.
		PriceAboveMaximum,
		/// The asset's ciphertext is other content, or not known.
		ContentDiffers,
		/// The order has as many prices as it can have.
		TooManyExtensions,
		/// There is no such replica.
		UnknownReplica,
		/// The replica is not in a space that the signer offers or operates.
		NotProvider,
		/// The replica is not kept now.
		NotKept,
		/// The replica is not being fetched.
		NotFilling,
		/// No leaf of the replica is asked for.
		NotChallenged,
		/// The replica is to be proven already.
		AlreadyChallenged,
		/// The provider gave notice already.
		AlreadyLeaving,
		/// The leaf is not the one that was asked for.
		WrongProof,
		/// The time is over.
		TooLate,
		/// The time is not over.
		NotOver,
		/// The replica was complained of already.
		AlreadyComplained,
		/// The fee is above the maximum that was given.
		FeeAboveMaximum,
		/// Nobody complains of himself.
		OwnSpace,
		/// The replica was not complained of.
		NoComplaint,
		/// The signer is no auditor of the complaint.
		NotAuditor,
		/// The auditor bound himself already.
		AlreadyVoted,
		/// Others can still bind themselves.
		TooEarly,
		/// The auditor did not bind himself to that.
		OtherBallot,
	}
}
