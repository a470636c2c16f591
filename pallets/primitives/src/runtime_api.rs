//! The reads that people type by hand: a runtime API, which the node offers by JSON-RPC as `aic_*`.

use crate::{
	AssetId, Balance, Comparison, DeviceClass, EraIndex, JobId, LeaseId, Mebibytes, Moment, NodeId,
	Placement, Power, RegionId, ResourceId, WaitReason, WorkRecord, MAX_DATASETS,
};
use alloc::{string::String, vec::Vec};
use codec::{Codec, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::{BoundedVec, ConstU32, Debug, Permill, H256};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A request for work, as `resource-allocator` takes it.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct JobRequest {
	/// The model to train.
	pub model: AssetId,
	/// The datasets to train it on; at least one.
	pub datasets: BoundedVec<AssetId, ConstU32<MAX_DATASETS>>,
	/// Hash of the training's instructions (hyper-parameters, seed), which requester and providers exchange.
	pub instructions: H256,
	/// Device class.
	pub class: DeviceClass,
	/// Power per slot, in units. At least 1.
	pub power: Power,
	/// Memory per slot, in MiB.
	pub memory: Mebibytes,
	/// Slots, each worked on by one node: 1 to 1,024.
	pub slots: u16,
	/// How the slots find nodes together.
	#[serde(default)]
	pub placement: Placement,
	/// Milliseconds that a slot may be worked on.
	pub time_limit: Moment,
	/// Milliseconds of it whose price is held at once; a slot stops when they are over, unless more was paid by then. The whole
	/// time limit by default.
	#[serde(default)]
	pub prepaid: Option<Moment>,
	/// Milliseconds from now in which slots must find nodes; those that don't expire. The longest by default.
	#[serde(default)]
	pub patience: Option<Moment>,
	/// What is offered above the price of power, as a part of it: who offers more is served first.
	#[serde(default)]
	pub premium: Permill,
	/// Least probability with which a slot's result is audited. Rule 4 of the money may ask for more.
	#[serde(default)]
	pub audit: Permill,
	/// Credibility that an accepted result must have: wrong in one of so many cases at the most. At least 1, the default.
	#[serde(default = "one")]
	pub trust: u32,
	/// How results are compared.
	#[serde(default)]
	pub comparison: Comparison,
	/// Leaves of the Merkle tree of checkpoints that a result's digest is the root of: a power of two; 1, the default, when there
	/// are none.
	#[serde(default = "one")]
	pub checkpoints: u32,
	/// Other nodes that a slot is given to after its first has failed.
	#[serde(default)]
	pub retries: u8,
	/// Region to work in; the first dataset's by default.
	#[serde(default)]
	pub region: Option<RegionId>,
	/// The lease that the work is paid from.
	#[serde(default)]
	pub lease: Option<LeaseId>,
}

/// What JSON means by leaving a number out that is at least 1.
fn one() -> u32 {
	1
}

/// What a request would hold if it were made now.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Quote {
	/// Price that slots are paid at, premium included, in 10⁻¹⁸ AIC per power and hour.
	pub unit_price: Balance,
	/// What executors of all slots can earn in the prepaid time, in 10⁻¹⁸ AIC.
	pub work: Balance,
	/// The most that the auditors of all slots can earn, in 10⁻¹⁸ AIC.
	pub audits: Balance,
	/// Sum: what is held.
	pub total: Balance,
}

/// What the payroll owes to an account.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Owed {
	/// Can be claimed now, in 10⁻¹⁸ AIC.
	pub payable: Balance,
	/// Paid out so far, in 10⁻¹⁸ AIC.
	pub paid: Balance,
}

/// What a resource was worth to others.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Rating {
	/// Points now, decayed to the current era. One point for 10⁻¹⁸ AIC of fees paid by others, as far as a payer's fees count.
	pub points: Balance,
	/// Mean of its users' marks, one to five, in millionths; zero when nobody marked it.
	pub stars: u32,
	/// Reward due for its uses in the current era, in 10⁻¹⁸ AIC, before scaling to the pool.
	pub due: Balance,
	/// Current era.
	pub era: EraIndex,
}

/// What earned an account something.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub enum Source {
	/// A resource of its own, or one by whose split it earns.
	#[codec(index = 0)]
	Resource(ResourceId),
	/// Blocks that it authored.
	#[codec(index = 1)]
	Authorship,
	/// Loops that it showed.
	#[codec(index = 2)]
	Bounties,
}

/// A line of a payslip: what one source earned in the era. Amounts in 10⁻¹⁸ AIC.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct PayslipLine {
	/// What earned it.
	pub source: Source,
	/// Different accounts that paid and were rated.
	pub payers: u32,
	/// Fees before the commission and the split.
	pub gross: Balance,
	/// Commission.
	pub commission: Balance,
	/// Points that the era's uses gave.
	pub points: Balance,
	/// Reward for the era that was credited, before the split.
	pub reward: Balance,
	/// Reward for the era that can be claimed.
	pub open_reward: Balance,
	/// Points lost by penalties.
	pub lost_points: Balance,
	/// Bond lost by penalties.
	pub lost_bond: Balance,
	/// Credited to the account.
	pub net: Balance,
}

/// What an account earned in an era. Amounts in 10⁻¹⁸ AIC.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Payslip {
	/// The era.
	pub era: EraIndex,
	/// By source.
	pub lines: Vec<PayslipLine>,
	/// Sum of the lines: fees before the commission and the split.
	pub gross: Balance,
	/// Sum of the lines: commission.
	pub commission: Balance,
	/// Sum of the lines: rewards credited, before the split.
	pub reward: Balance,
	/// Sum of the lines: credited to the account.
	pub net: Balance,
	/// Can be collected from splits now, of all eras.
	pub collectable: Balance,
	/// Can be claimed now, of all eras.
	pub payable: Balance,
}

/// Supply of the coin, in 10⁻¹⁸ AIC. `total = genesis + issued − burned`.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct Supply {
	/// All coins now.
	pub total: Balance,
	/// Coins that the chain began with.
	pub genesis: Balance,
	/// Minted along the curve so far.
	pub issued: Balance,
	/// Gone for good.
	pub burned: Balance,
	/// Could be minted now.
	pub allowance: Balance,
	/// Can still be minted in all, when enough fees are paid.
	pub left: Balance,
	/// Fees metered so far.
	pub fees: Balance,
}

/// Why a job is not further on.
#[derive(
	Clone,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub struct SlotStatus {
	/// Which slot.
	pub index: u16,
	/// Node that works on it.
	pub node: Option<NodeId>,
	/// Why none does, if it waits.
	pub waits: Option<WaitReason>,
}

sp_api::decl_runtime_apis! {
	/// Reads of the AIC chain.
	pub trait AicApi<AccountId> where AccountId: Codec {
		/// Price of power of a class now, in 10⁻¹⁸ AIC per power and hour.
		fn power_price(class: DeviceClass) -> Balance;
		/// What a request made now would hold; the error says why it would be refused.
		fn quote(request: JobRequest) -> Result<Quote, String>;
		/// What an account is owed.
		fn owed(account: AccountId) -> Owed;
		/// What an account earned in an era, as long as rewards of the era can be claimed.
		fn payslip(account: AccountId, era: EraIndex) -> Payslip;
		/// A resource's rating; `None` when there is no such resource.
		fn rating(resource: ResourceId) -> Option<Rating>;
		/// The slots of a job and why they wait; `None` when there is no such job.
		fn job_status(job: JobId) -> Option<Vec<SlotStatus>>;
		/// The supply.
		fn supply() -> Supply;
		/// Who made the block and on what his node works, as its header says; `None` at genesis.
		fn work_record() -> Option<WorkRecord>;
	}
}
