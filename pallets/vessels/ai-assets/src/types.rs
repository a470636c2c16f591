//! What is kept of assets, licences, offers and takedowns.

use aic_primitives::{
	AssetId, Balance, EraIndex, FormatId, Moment, Part, Purposes, RegionId, Royalty, SlotId, Terms,
	LEAST_SHARE, MAX_DATASETS, MAX_NAME,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::{
	deps::sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding},
	prelude::*,
};
use scale_info::TypeInfo;

/// Different licences of a line of assets that one account can hold.
pub const MAX_LICENCES: u32 = 4;
/// Largest part that one asset may ask of what trained AIs earn: a model and eight datasets leave their owner a tenth.
pub const HIGHEST_ROYALTY: Perbill = Perbill::from_percent(10);
/// Smallest part that it may ask, if it asks for any: the least that the payroll gives anybody.
pub const LEAST_ROYALTY: Perbill = LEAST_SHARE;

/// a · b / c, rounded down; all there is when c is zero or that is more.
pub(crate) fn mul_div(a: Balance, b: Balance, c: Balance) -> Balance {
	multiply_by_rational_with_rounding(a, b, c, Rounding::Down).unwrap_or(a)
}

/// The least that a trained AI must be sold for, so that this royalty brings what it asks for, in 10⁻¹⁸ AIC.
pub fn least_sale(royalty: &Royalty) -> Balance {
	if royalty.share.is_zero() {
		return 0;
	}
	let parts = royalty.share.deconstruct().into();
	let whole = Perbill::one().deconstruct().into();
	multiply_by_rational_with_rounding(royalty.least, whole, parts, Rounding::Up).unwrap_or(Balance::MAX)
}

/// Opens the collections that the NFTs lie in, at genesis. The runtime does it with `force_create` of pallet-nfts, for the
/// `Create` trait can't make a collection without deposits.
pub trait CreateCollection<AccountId> {
	/// Makes the collection with the next free id, with `owner` as its owner and whole team. Only its issuer may mint and
	/// no deposits are taken, so that `owner` needs no funds.
	fn create(owner: &AccountId) -> DispatchResult;
}

/// Where a trained AI comes from.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Lineage {
	/// Slot of the job whose result it is.
	pub slot: SlotId,
	/// The model that was trained.
	pub model: AssetId,
	/// The datasets it was trained on.
	pub datasets: BoundedVec<AssetId, ConstU32<MAX_DATASETS>>,
}

/// What is known of an asset beyond its NFT, which says who owns it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Asset<AccountId> {
	/// For whom it was minted.
	pub creator: AccountId,
	/// Who gets the deposit back.
	pub depositor: AccountId,
	/// Name that wallets show once the asset was described, in UTF-8.
	pub name: BoundedVec<u8, ConstU32<MAX_NAME>>,
	/// Hash that the content is known by. Not unique: `created` tells who published it first.
	pub content: H256,
	/// Size of the content in bytes.
	pub size: u64,
	/// What it takes and gives.
	pub format: FormatId,
	/// On what terms licences are sold from now on.
	pub terms: Terms,
	/// Region where the content is kept.
	pub region: RegionId,
	/// First version of its line; itself if it is that.
	pub line: AssetId,
	/// Which version of the line it is, from 1.
	pub version: u32,
	/// The version before it whose exclusive licence binds it too, since that was in force when it was minted.
	pub bound_to: Option<AssetId>,
	/// Times it was used, by licence or freely.
	pub uses: u64,
	/// Until then it can't be retired, since licences were sold, in ms since the Unix epoch.
	pub kept_until: Moment,
	/// On hold at the depositor's account, in 10⁻¹⁸ AIC.
	pub deposit: Balance,
	/// Where it comes from, if it is a trained AI.
	pub lineage: Option<Lineage>,
	/// The least that it may be sold for, in 10⁻¹⁸ AIC, so that those whose work is in it get what they asked for.
	pub least_sale: Balance,
	/// Whether others have fixed parts of what it earns. Then it is sold by this pallet only.
	pub shared: bool,
	/// Whether its NFT was described.
	pub described: bool,
	/// Whether it was taken down.
	pub taken_down: bool,
	/// Number of the block in which it was minted.
	pub created: u32,
}

/// A line of assets with more than one version.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct LineInfo {
	/// The newest version.
	pub latest: AssetId,
	/// Versions that were minted.
	pub versions: u32,
	/// Versions that were not retired.
	pub live: u32,
}

/// For how much a licence holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LicenceKind {
	/// So many uses.
	Uses,
	/// Until an era.
	Eras,
	/// Until an era, and nobody else could buy one meanwhile.
	Exclusive,
	/// Without end.
	ForEver,
}

/// What an account may do with the assets of a line, whatever their terms say today.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Licence {
	/// Part of the content.
	pub part: Part,
	/// What for.
	pub purposes: Purposes,
	/// Whether content keys go only to nodes that work with it in a job.
	pub inside_only: bool,
	/// First version that it covers.
	pub from: u32,
	/// Last version that it covers.
	pub to: u32,
	/// Uses that are left; zero if it counts none.
	pub uses: u32,
	/// First era of those that `value` was paid for; zero if it counts uses.
	pub since: EraIndex,
	/// First era in which it is over; zero if it counts uses, the highest number if it has no end.
	pub until: EraIndex,
	/// Uses or eras of it whose fee is still on hold elsewhere. They come after those that were paid.
	pub unpaid: u32,
	/// What was paid for what is left of the uses, or for the eras from `since` on, in 10⁻¹⁸ AIC.
	pub value: Balance,
	/// Whether it was exclusive.
	pub exclusive: bool,
}

impl Licence {
	/// For how much it holds.
	pub fn kind(&self) -> LicenceKind {
		match self.until {
			0 => LicenceKind::Uses,
			EraIndex::MAX => LicenceKind::ForEver,
			_ if self.exclusive => LicenceKind::Exclusive,
			_ => LicenceKind::Eras,
		}
	}

	/// Whether it is for this version.
	pub fn covers(&self, version: u32) -> bool {
		(self.from..=self.to).contains(&version)
	}

	/// Whether it is as good as `other`, for more or less.
	pub fn is_like(&self, other: &Self) -> bool {
		let terms = |licence: &Self| {
			(licence.part, licence.purposes, licence.inside_only, licence.from, licence.to, licence.kind())
		};
		terms(self) == terms(other)
	}

	/// Whether anything is left of it in this era.
	pub fn in_force(&self, era: EraIndex) -> bool {
		self.uses > 0 || self.until > era
	}

	/// What was paid for what is left in this era, rounded down, in 10⁻¹⁸ AIC.
	pub fn left(&self, era: EraIndex) -> Balance {
		if self.kind() == LicenceKind::Uses {
			return self.value;
		}
		let paid_until = self.until.saturating_sub(self.unpaid);
		let all = paid_until.saturating_sub(self.since);
		let left = paid_until.saturating_sub(era.max(self.since));
		if all == 0 {
			0
		} else {
			mul_div(self.value, left.into(), all.into())
		}
	}

	/// Spends one of its uses. Those that were paid go first, and with each its part of `value`, rounded up.
	pub fn spend(&mut self) {
		match self.uses.saturating_sub(self.unpaid) {
			0 => self.unpaid = self.unpaid.saturating_sub(1),
			paid => self.value = self.value.saturating_sub(self.value.div_ceil(paid.into())),
		}
		self.uses = self.uses.saturating_sub(1);
	}

	/// The fee of `count` uses or eras was paid. Its `value` counts for as many of them as are left, rounded down.
	pub fn pay(&mut self, count: u32, value: Balance, era: EraIndex) {
		let left = match self.kind() {
			LicenceKind::Uses => self.uses,
			LicenceKind::Eras | LicenceKind::Exclusive => {
				(self.value, self.since) = (self.left(era), era);
				self.until.saturating_sub(era)
			}
			LicenceKind::ForEver => return,
		};
		let paid = self.unpaid.min(count);
		self.unpaid = self.unpaid.saturating_sub(paid).min(left);
		let good = paid.min(left);
		if good > 0 {
			self.value = self.value.saturating_add(mul_div(value, good.into(), count.into()));
		}
	}

	/// Takes back `count` uses or eras whose fee went back; never what was paid for others. Returns how many eras it is shorter.
	pub fn take_back(&mut self, count: u32) -> u32 {
		let unpaid = self.unpaid.min(count);
		self.unpaid = self.unpaid.saturating_sub(count);
		match self.kind() {
			LicenceKind::Uses => {
				// Also those that were used and returned: they count as paid.
				self.uses = self.uses.saturating_sub(count);
				self.unpaid = self.unpaid.min(self.uses);
				0
			}
			LicenceKind::Eras | LicenceKind::Exclusive => {
				// Zero would be a licence by uses.
				self.until = self.until.saturating_sub(unpaid).max(1);
				self.unpaid = self.unpaid.min(self.until);
				unpaid
			}
			LicenceKind::ForEver => 0,
		}
	}

	/// Gives up what was paid; returns what was paid for what is left of it in this era. What is not paid yet stays.
	pub fn give_up(&mut self, era: EraIndex) -> Balance {
		let value = self.left(era);
		if self.kind() == LicenceKind::Uses {
			self.uses = self.unpaid;
		} else {
			self.until = self.until.min(era.saturating_add(self.unpaid)).max(1);
			self.unpaid = self.unpaid.min(self.until);
			self.since = era;
		}
		self.value = 0;
		value
	}
}

/// Licences that an account holds of a line.
pub type LicenceList = BoundedVec<Licence, ConstU32<MAX_LICENCES>>;

/// Nobody else can buy a licence of the version that it was sold for, nor of those that are minted while it is in force.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Exclusive<AccountId> {
	/// Who holds it.
	pub holder: AccountId,
	/// First era in which it is over.
	pub until: EraIndex,
}

/// Coins that answer for an asset.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Guarantee<AccountId> {
	/// In whose account they are on hold.
	pub by: AccountId,
	/// How much, in 10⁻¹⁸ AIC.
	pub amount: Balance,
	/// Until then they can't be taken back, in ms since the Unix epoch.
	pub until: Moment,
}

/// For how much an asset is to be sold.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Ask<AccountId> {
	/// Price, in 10⁻¹⁸ AIC.
	pub price: Balance,
	/// The only one who may buy it; anybody if there is none.
	pub to: Option<AccountId>,
}

/// An asset that is on offer.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Offer<AccountId> {
	/// Who offered it.
	pub seller: AccountId,
	/// For how much.
	pub ask: Ask<AccountId>,
}

/// An asset that was taken down, and what its licensees get back.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Takedown<AccountId> {
	/// Hash of the published reason.
	pub reason: H256,
	/// Era in which it was taken down: what licences are worth is counted from then.
	pub era: EraIndex,
	/// Licensees claim until then, in ms since the Unix epoch; afterwards they are paid.
	pub closes: Moment,
	/// Whose guarantee the refunds are paid from; it stays on hold in his account.
	pub guarantor: Option<AccountId>,
	/// What the guarantee was, in 10⁻¹⁸ AIC.
	pub fund: Balance,
	/// What of it is still on hold, in 10⁻¹⁸ AIC.
	pub left: Balance,
	/// Sum of all claims, in 10⁻¹⁸ AIC.
	pub claimed: Balance,
	/// Claims that were not paid yet.
	pub claims: u32,
	/// Whether the guarantor has back what nobody claimed.
	pub ended: bool,
}

impl<AccountId> Takedown<AccountId> {
	/// What a claim of `value` is paid, rounded down, in 10⁻¹⁸ AIC.
	pub fn refund(&self, value: Balance) -> Balance {
		if self.claimed <= self.fund {
			value
		} else {
			mul_div(self.fund, value, self.claimed).min(value)
		}
	}

	/// What all claims together are paid at the most, in 10⁻¹⁸ AIC.
	pub fn owed(&self) -> Balance {
		self.fund.min(self.claimed)
	}

	/// Whether nothing of it is left to be done.
	pub fn is_over(&self) -> bool {
		self.ended && self.claims == 0
	}
}
