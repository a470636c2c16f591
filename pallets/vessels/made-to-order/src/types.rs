//! What is asked for, what is submitted, and how far it is.

use aic_primitives::{
	merkle, AssetId, AssetKind, Balance, FormatId, Moment, RegionId, RequestId, Terms, MAX_NAME, MAX_SHARES,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{hashing::blake2_256, prelude::*};

pub(crate) type RequestOf<T> = Request<<T as frame_system::Config>::AccountId>;
pub(crate) type SubmissionOf<T> = Submission<<T as frame_system::Config>::AccountId>;

/// One of what was submitted to a request.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct SubmissionId {
	/// The request.
	pub request: RequestId,
	/// Which, from 0; given in order, never used again.
	pub index: u32,
}

/// Submissions that a dataset is made of at the most: each may be of another creator.
pub const MAX_PARTS: u32 = MAX_SHARES;
/// Reviewers of a contest.
pub const REVIEWERS: u32 = 3;
/// Contests that a reviewer can be drawn for at once.
pub const MAX_REVIEWS: u32 = 8;
/// Random picks of one draw at the most.
pub const DRAW_TRIES: u32 = 16;

/// How long things may take, in milliseconds; each at least 1.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Times {
	/// That a requester has to decide on a submission, and to mend what stands in the way of minting.
	pub decision: Moment,
	/// That a creator has to contest a rejection.
	pub contest: Moment,
	/// After which a contest that no reviewers were drawn for can be ended.
	pub draw: Moment,
	/// That reviewers have to look at a submission and commit to a vote.
	pub commit: Moment,
	/// That reviewers have to reveal it.
	pub reveal: Moment,
	/// From a request to its deadline at the most.
	pub longest: Moment,
}

impl Times {
	/// Whether none of them is zero.
	pub fn are_possible(&self) -> bool {
		[self.decision, self.contest, self.draw, self.commit, self.reveal, self.longest]
			.into_iter()
			.all(|time| time > 0)
	}
}

/// The dataset that somebody wants.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct DatasetWish {
	/// Format that its items have.
	pub format: FormatId,
	/// Items that are wanted, and that the reward is for.
	pub items: u32,
	/// Items without which there will be no dataset, and nobody is paid: 1 to `items`.
	pub least_items: u32,
	/// Items of a submission at the least, unless fewer are missing; then it must have these. [`MAX_PARTS`] times it must reach
	/// `least_items`, so that small submissions can't use up the places.
	pub least_part: u32,
	/// Bytes that a submission may have for each of its items.
	pub item_size: u32,
	/// Name of the NFT, in UTF-8.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// On what terms the dataset is licensed to others later.
	pub terms: Terms,
	/// Region where it is kept.
	pub region: RegionId,
}

impl DatasetWish {
	/// Whether the numbers of items fit each other.
	pub fn is_possible(&self) -> bool {
		(1..=self.items).contains(&self.least_items)
			&& (1..=self.least_items).contains(&self.least_part)
			&& self.item_size > 0
			&& self.least_part.saturating_mul(MAX_PARTS) >= self.least_items
	}
}

/// What somebody wants.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Wanted {
	/// A dataset, which is made of what several creators submit.
	#[codec(index = 0)]
	Dataset(DatasetWish),
	/// A trained AI, which its owner hands over.
	#[codec(index = 1)]
	TrainedAi {
		/// Its format.
		format: FormatId,
	},
}

impl Wanted {
	/// Kind of the asset, and its format.
	pub fn kind(&self) -> (AssetKind, FormatId) {
		match self {
			Self::Dataset(wish) => (AssetKind::Dataset, wish.format),
			Self::TrainedAi { format } => (AssetKind::TrainedAi, *format),
		}
	}
}

/// What a requester says.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Spec {
	/// What is wanted.
	pub wanted: Wanted,
	/// Hash of the published text that says what is good enough.
	pub criteria: H256,
	/// What is paid for all of it, in 10⁻¹⁸ AIC, before the commission.
	pub reward: Balance,
	/// Last moment to submit, in ms since the Unix epoch.
	pub deadline: Moment,
}

/// How far a request is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Progress {
	/// It can be submitted to until the deadline.
	#[codec(index = 0)]
	Open,
	/// It is due, but the dataset could not be minted, for a reason that is the requester's to mend.
	#[codec(index = 1)]
	Unminted {
		/// From then on creators can be paid without it.
		until: Moment,
	},
	/// It is over. Its submissions can be settled.
	#[codec(index = 2)]
	Over,
}

/// A request.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Request<AccountId> {
	/// Who asks and pays.
	pub requester: AccountId,
	/// What for.
	pub spec: Spec,
	/// What is on hold for the reward, in 10⁻¹⁸ AIC.
	pub reward: Balance,
	/// What is on hold for minting, in 10⁻¹⁸ AIC.
	pub minting: Balance,
	/// What is on hold for each submission, in 10⁻¹⁸ AIC.
	pub deposit: Balance,
	/// What a reviewer gets, in 10⁻¹⁸ AIC.
	pub review_fee: Balance,
	/// Index of the next submission.
	pub next: u32,
	/// Submissions that there are records of.
	pub submissions: u32,
	/// Those of them that are not accepted.
	pub undecided: u32,
	/// Accepted submissions, if it is a dataset that is wanted.
	pub parts: u32,
	/// Items of these.
	pub items: u32,
	/// How far it is.
	pub progress: Progress,
}

impl<AccountId> Request<AccountId> {
	/// Whether it can be submitted to and decided on.
	pub fn is_open(&self) -> bool {
		self.progress == Progress::Open
	}

	/// Whether it is over.
	pub fn is_over(&self) -> bool {
		self.progress == Progress::Over
	}

	/// The dataset that is wanted, if it is one.
	pub fn dataset(&self) -> Option<&DatasetWish> {
		match &self.spec.wanted {
			Wanted::Dataset(wish) => Some(wish),
			Wanted::TrainedAi { .. } => None,
		}
	}

	/// Items that can still be accepted. Zero when all places are taken.
	pub fn room(&self) -> u32 {
		match self.dataset() {
			Some(wish) if self.parts < MAX_PARTS => wish.items.saturating_sub(self.items),
			_ => 0,
		}
	}

	/// Whether no submission can be accepted any more.
	pub fn is_full(&self) -> bool {
		self.dataset().is_some() && self.room() == 0
	}

	/// Whether what was accepted makes a dataset.
	pub fn has_enough(&self) -> bool {
		self.dataset().is_some_and(|wish| self.items >= wish.least_items)
	}

	/// What each side of a contest has on hold for it, in 10⁻¹⁸ AIC.
	pub fn stake(&self) -> Balance {
		self.review_fee.saturating_mul(REVIEWERS.into())
	}
}

/// A part of a dataset, as its creator submits it.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Delivery {
	/// Root of the Merkle tree of its items (`aic_primitives::merkle`). The first may be [`maker_leaf`].
	pub content: H256,
	/// Items.
	pub items: u32,
	/// Bytes.
	pub size: u64,
}

/// What is submitted.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Offered {
	/// A part of a dataset.
	#[codec(index = 0)]
	Data(Delivery),
	/// A trained AI.
	#[codec(index = 1)]
	Trained(AssetId),
}

impl Offered {
	/// What must not be submitted twice.
	pub fn content(&self) -> H256 {
		match self {
			Self::Data(delivery) => delivery.content,
			Self::Trained(asset) => H256(blake2_256(&asset.encode())),
		}
	}
}

/// Why a submission is rejected.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Reason {
	/// Its items don't have the format.
	#[codec(index = 0)]
	WrongFormat,
	/// It has fewer items than it says.
	#[codec(index = 1)]
	TooFew,
	/// The items are not good enough.
	#[codec(index = 2)]
	LowQuality,
	/// Others submitted the same, or it is known from elsewhere.
	#[codec(index = 3)]
	Duplicate,
	/// The items are about something else.
	#[codec(index = 4)]
	OffTopic,
}

/// What a reviewer says.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Vote {
	/// The submission meets the criteria.
	#[codec(index = 0)]
	Accept,
	/// It was rejected rightly.
	#[codec(index = 1)]
	Reject,
}

/// How far a reviewer is.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Ballot {
	/// He has not committed.
	#[codec(index = 0)]
	Awaited,
	/// He has, to this: see [`ballot_seal`].
	#[codec(index = 1)]
	Sealed(H256),
	/// He has revealed.
	#[codec(index = 2)]
	Open(Vote),
}

/// The reviewers of a contest.
pub type Panel<AccountId> = BoundedVec<(AccountId, Ballot), ConstU32<REVIEWERS>>;

/// How far a submission is. Moments are the last ones, in ms since the Unix epoch.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Stage<AccountId> {
	/// The requester decides.
	#[codec(index = 0)]
	Submitted {
		/// To reject it. Afterwards it counts as accepted.
		until: Moment,
	},
	/// The requester rejected it.
	#[codec(index = 1)]
	Rejected {
		/// To contest that. Afterwards the rejection stands.
		until: Moment,
	},
	/// The creator contested that, and reviewers will be drawn.
	#[codec(index = 2)]
	Contested {
		/// For the draw. Afterwards the contest can be ended.
		until: Moment,
	},
	/// Reviewers look at it.
	#[codec(index = 3)]
	Reviewed {
		/// Who.
		panel: Panel<AccountId>,
		/// To commit.
		commit_until: Moment,
		/// To reveal.
		reveal_until: Moment,
	},
	/// It will be in the dataset.
	#[codec(index = 4)]
	Accepted,
}

/// Something that was submitted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Submission<AccountId> {
	/// Who made it.
	pub creator: AccountId,
	/// What it is.
	pub offered: Offered,
	/// Why it was rejected, with a hash of what shows it.
	pub rejection: Option<(Reason, H256)>,
	/// How far it is.
	pub stage: Stage<AccountId>,
}

/// A submission that was accepted.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct AcceptedPart<AccountId> {
	/// Who made it.
	pub creator: AccountId,
	/// What it is.
	pub delivery: Delivery,
}

/// What a dataset will be made of, in this order.
pub type AcceptedParts<AccountId> = BoundedVec<AcceptedPart<AccountId>, ConstU32<MAX_PARTS>>;

/// Who can be drawn to decide contests.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Reviewer {
	/// What is on hold, in 10⁻¹⁸ AIC.
	pub bond: Balance,
	/// Contests that he is drawn for.
	pub busy: u32,
	/// His place among those who are drawn; `None` when he resigned or missed a vote. Then he has the bond back when he is not busy
	/// any more.
	pub place: Option<u32>,
}

/// How a contest ended.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Ruling {
	/// Most of the votes that were revealed are for the submission.
	#[codec(index = 0)]
	Meets,
	/// Most are against it.
	#[codec(index = 1)]
	Fails,
	/// As many are for it as against it, or none were revealed, or no reviewers could be drawn. The rejection stands.
	#[codec(index = 2)]
	Undecided,
}

/// How a submission ended.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum End {
	/// It is in the dataset, or the request that it was accepted for ended otherwise.
	#[codec(index = 0)]
	Used,
	/// The trained AI was handed over.
	#[codec(index = 1)]
	Delivered,
	/// It was rejected.
	#[codec(index = 2)]
	Rejected,
	/// It could not be accepted any more: there was no room, the request was over, or its trained AI was gone.
	#[codec(index = 3)]
	Unneeded,
	/// Its creator took it back.
	#[codec(index = 4)]
	Withdrawn,
	/// Its content names another as its maker, who got the deposit.
	#[codec(index = 5)]
	Copied,
}

/// How a request ended.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Outcome {
	/// The dataset was minted, or the trained AI handed over.
	#[codec(index = 0)]
	Made(AssetId),
	/// The dataset could not be minted. Creators were paid nevertheless, without commission.
	#[codec(index = 1)]
	Compensated,
	/// Too little was accepted. Nobody was paid.
	#[codec(index = 2)]
	TooFew,
	/// The requester gave it up.
	#[codec(index = 3)]
	Cancelled,
}

/// What is to be done next with a submission, and until when. Moments are in ms since the Unix epoch.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Next {
	/// The requester may reject it until then; he may accept it.
	#[codec(index = 0)]
	Decide(Moment),
	/// Anybody may `settle` it.
	#[codec(index = 1)]
	Settle,
	/// The creator may contest the rejection until then.
	#[codec(index = 2)]
	Contest(Moment),
	/// Reviewers will be drawn; if not until then, anybody may `close_contest`.
	#[codec(index = 3)]
	Draw(Moment),
	/// Reviewers may `commit` until then.
	#[codec(index = 4)]
	Commit(Moment),
	/// Reviewers may `reveal` until then.
	#[codec(index = 5)]
	Reveal(Moment),
	/// Anybody may `close_contest`.
	#[codec(index = 6)]
	Close,
	/// It waits for the end of the request.
	#[codec(index = 7)]
	Finish,
}

/// What a reviewer commits to: BLAKE2b-256 over the SCALE encoding of `("aic/review", submission, reviewer, vote, salt)`, the
/// text as an array of ten bytes. Since he is in it himself, nobody else can use it; the salt, which he must not show before, keeps it
/// from being guessed.
pub fn ballot_seal<AccountId: Encode>(
	submission: SubmissionId,
	reviewer: &AccountId,
	vote: Vote,
	salt: H256,
) -> H256 {
	H256(blake2_256(&(*b"aic/review", submission, reviewer, vote, salt).encode()))
}

/// The first leaf of content that names its maker: that of the SCALE encoding of `("aic/made-by", maker)`, the text as an array of eleven
/// bytes. Who copies such content out of another's transaction copies the name.
pub fn maker_leaf<AccountId: Encode>(maker: &AccountId) -> H256 {
	merkle::leaf(&(*b"aic/made-by", maker).encode())
}
