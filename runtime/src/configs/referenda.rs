//! Referenda: those who hold AIC decide as root. Anybody proposes against a deposit. A vote weighs what is locked for it,
//! times the conviction with which it is; what is vested, bonded or escrowed votes as well.

use super::consensus::{BaseBlocks, DAYS, HOURS};
use crate::{
	AccountId, Balance, Balances, BlockNumber, OriginCaller, Preimage, Referenda, Runtime, RuntimeCall,
	RuntimeEvent, Scheduler, Treasury,
};
use aic_primitives::currency::AIC;
use alloc::borrow::Cow;
use frame_support::{
	parameter_types,
	traits::{tokens::currency::ActiveIssuanceOf, AsEnsureOriginWithArg, ConstU32},
};
use frame_system::{EnsureRoot, EnsureSigned, RawOrigin};
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use polkadot_sdk::*;
use sp_runtime::{str_array, FixedI64};

/// Number of the track whose referenda are decided for root.
pub const ROOT_TRACK: u16 = 0;

const fn percent(percent: u128) -> FixedI64 {
	FixedI64::from_rational(percent, 100)
}

/// All tracks. The shares that a referendum needs fall with the time over which it is decided.
static TRACKS: [Track<u16, Balance, BlockNumber>; 1] = [Track {
	id: ROOT_TRACK,
	info: TrackInfo {
		name: str_array("root"),
		max_deciding: 1,
		decision_deposit: 100_000 * AIC,
		prepare_period: 2 * HOURS,
		decision_period: 28 * DAYS,
		confirm_period: DAYS,
		min_enactment_period: DAYS,
		min_approval: Curve::make_reciprocal(4, 28, percent(80), percent(50), percent(100)),
		// Never so little that a handful of coins could be root while nobody looks.
		min_support: Curve::make_linear(28, 28, percent(2), percent(50)),
	},
}];

/// Which referenda there are.
pub struct Tracks;

impl TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = u16;
	type RuntimeOrigin = OriginCaller;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<Self::Id, Balance, BlockNumber>>> {
		TRACKS.iter().map(Cow::Borrowed)
	}

	fn track_for(origin: &Self::RuntimeOrigin) -> Result<Self::Id, ()> {
		match origin {
			OriginCaller::system(RawOrigin::Root) => Ok(ROOT_TRACK),
			_ => Err(()),
		}
	}
}

parameter_types! {
	/// What proposing takes, in 10⁻¹⁸ AIC. It comes back when the referendum is approved or cancelled.
	pub const SubmissionDeposit: Balance = 100 * AIC;
	/// Blocks in which a referendum must have begun to be decided.
	pub const UndecidingTimeout: BlockNumber = 14 * DAYS;
	/// Blocks for which the smallest conviction locks what voted for the side that won. Each further one doubles them.
	pub const VoteLockingPeriod: BlockNumber = 7 * DAYS;
}

impl pallet_conviction_voting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_conviction_voting::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type Polls = Referenda;
	// The treasury's coins can't vote and don't count.
	type MaxTurnout = ActiveIssuanceOf<Balances, AccountId>;
	type MaxVotes = ConstU32<512>;
	type VoteLockingPeriod = VoteLockingPeriod;
	type BlockNumberProvider = BaseBlocks;
	type VotingHooks = ();
}

impl pallet_referenda::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_referenda::weights::SubstrateWeight<Runtime>;
	type Scheduler = Scheduler;
	type Currency = Balances;
	type SubmitOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type CancelOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Slash = Treasury;
	type Votes = pallet_conviction_voting::VotesOf<Runtime>;
	type Tally = pallet_conviction_voting::TallyOf<Runtime>;
	type SubmissionDeposit = SubmissionDeposit;
	type MaxQueued = ConstU32<100>;
	type UndecidingTimeout = UndecidingTimeout;
	type AlarmInterval = ConstU32<1>;
	type Tracks = Tracks;
	type Preimages = Preimage;
	type BlockNumberProvider = BaseBlocks;
}
