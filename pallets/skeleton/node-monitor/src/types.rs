//! What is stored of heartbeats, measurements and distances.

use aic_primitives::{Balance, Moment, Power, ProviderIndex, RegionId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame::prelude::*;

/// Number of a measurement; given in order, never used again.
pub type MeasurementId = u64;

/// Heartbeats missed in a row after which a node is not offered any more.
pub const MAX_MISSED: u8 = 2;
/// How many times `MeasureTime` a node may take for the benchmark task: slower ones have no power.
pub const SLOWEST: u64 = 8;
/// Reports of a node's distance that are kept: the last one each of so many providers.
pub const MAX_REPORTS: u32 = 9;
/// Reports without which nothing is said of a node's distance.
pub const MIN_REPORTS: u32 = 5;

/// The region that reports are about, and the reports. Those about another region say nothing any more.
pub type RegionReports = (RegionId, Deviations);
/// Milliseconds above the table's latency that the providers' nodes measured, the oldest first.
pub type Deviations = BoundedVec<(ProviderIndex, i32), ConstU32<MAX_REPORTS>>;

/// The benchmark task. Lane i, of `lanes`, is a chain of hashes: h₀ = BLAKE2b-256 of the SCALE encoding of `(seed, i)`, i
/// being 32 bits, and hₙ₊₁ = BLAKE2b-256(hₙ), `steps` times. The digest is BLAKE2b-256 over the last hashes of all lanes, one
/// after the other. Lanes are independent, so that a device works on as many at once as it has power.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Work {
	/// The chain's randomness for this measurement.
	pub seed: H256,
	/// One for each power of a whole device.
	pub lanes: Power,
	/// Hashes of each.
	pub steps: u32,
}

/// A measurement that has no result yet.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Measurement<AccountId, BlockNumber> {
	/// Its number.
	pub id: MeasurementId,
	/// Who pays.
	pub payer: AccountId,
	/// Fee of each auditor, in 10⁻¹⁸ AIC.
	pub per_auditor: Balance,
	/// What is on hold, in 10⁻¹⁸ AIC.
	pub fee: Balance,
	/// Power of a whole device of the node's kind.
	pub whole: Power,
	/// Price that auditors are drawn and paid at, in 10⁻¹⁸ AIC per power and hour.
	pub unit_price: Balance,
	/// Milliseconds that a whole device needs: `MeasureTime` when it was asked for.
	pub time: Moment,
	/// Steps of each lane: `LaneSteps` when it was asked for.
	pub steps: u32,
	/// How far it is.
	pub phase: Phase<BlockNumber>,
}

/// How far a measurement is. Moments are in ms since the Unix epoch.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Phase<BlockNumber> {
	/// It was asked for.
	#[codec(index = 0)]
	Requested {
		/// Block of the request; the seed must be newer.
		at: BlockNumber,
		/// Last moment to begin.
		until: Moment,
	},
	/// The node works on the task.
	#[codec(index = 1)]
	Running {
		/// When the clock began.
		since: Moment,
		/// Last moment to submit.
		until: Moment,
	},
	/// Auditors repeat the task.
	#[codec(index = 2)]
	Validating {
		/// Power that the node has if they confirm its result; `None` when its region was found false meanwhile.
		power: Option<Power>,
		/// Bond that is pledged for it, in 10⁻¹⁸ AIC.
		bond: Balance,
	},
}
