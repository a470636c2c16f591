//! Numbers that governance may change without a new runtime, by `Parameters::set_parameter`. What stands here is the
//! value until then. Indices are part of the encoded key and stay for ever.

use crate::Runtime;
use aic_primitives::{
	currency::{AIC, MICRO_AIC, MILLI_AIC},
	time::{DAY, HOUR, MINUTE},
	AssetCode, Balance, Moment, PriceParameters,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::ConstU32,
	BoundedVec,
};
use pallet_coin_payroll::MAX_SPLIT_ASSETS;
use polkadot_sdk::*;
use sp_runtime::{Perbill, Permill};

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// What providers answer with.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod providers {
		/// The least bond, in 10⁻¹⁸ AIC.
		#[codec(index = 0)]
		pub static MinBond: Balance = 100 * AIC;
		/// What the bond must be more for each power that a provider has online or at work, in 10⁻¹⁸ AIC. A slot's fee may not
		/// be higher than the bond that answers for its power, times the probability of an audit (rule 4).
		#[codec(index = 1)]
		pub static BondPerPower: Balance = 2 * AIC;
		/// Milliseconds from leaving until the bond can be withdrawn.
		#[codec(index = 2)]
		pub static CoolingTime: Moment = 7 * DAY;
	}

	/// Limits of datasets and models.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod ai_assets {
		/// Milliseconds that a licence is good for at least.
		#[codec(index = 0)]
		pub static LicenceTerm: Moment = 365 * DAY;
		/// Milliseconds in which licensees of an asset that was taken down can claim.
		#[codec(index = 1)]
		pub static ClaimWindow: Moment = 30 * DAY;
	}

	/// What work costs and how long it may take.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod resource_allocator {
		/// How the price of power follows use. It starts at the paper's 0.16 AIC per hour for 16 power.
		#[codec(index = 0)]
		pub static Price: PriceParameters = PriceParameters {
			initial: 10 * MILLI_AIC,
			floor: MILLI_AIC,
			cap: AIC,
			target: Perbill::from_percent(70),
			step: Perbill::from_percent(1),
			interval: HOUR,
		};
		/// Fee of one auditor as a part of the executor's: he repeats all of the work.
		#[codec(index = 1)]
		pub static AuditorShare: Permill = Permill::one();
		/// How long things may take, in milliseconds.
		#[codec(index = 2)]
		pub static Deadlines: pallet_resource_allocator::Deadlines = pallet_resource_allocator::Deadlines {
			start: 10 * MINUTE,
			submit_grace: 5 * MINUTE,
			gather: 10 * MINUTE,
			retention: 30 * DAY,
		};
		/// The least that is paid for accepted work, in 10⁻¹⁸ AIC: more than a node's transactions for it cost.
		#[codec(index = 3)]
		pub static MinFee: Balance = 20 * MILLI_AIC;
		/// Part of the bond for its power that a node loses which began to work and submits nothing.
		#[codec(index = 4)]
		pub static NoSubmitSlash: Permill = Permill::from_percent(5);
		/// The most that may be offered above the price of power, as a part of it.
		#[codec(index = 5)]
		pub static MaxPremium: Permill = Permill::one();
		/// Longest time that slots may wait for nodes, in milliseconds.
		#[codec(index = 6)]
		pub static MaxPatience: Moment = 7 * DAY;
	}

	/// What others' use is worth.
	#[dynamic_pallet_params]
	#[codec(index = 3)]
	pub mod contribution_rating {
		/// Eras after which half of the points are left; read as one at least.
		#[codec(index = 0)]
		pub static HalfLife: u32 = 30;
		/// Part of its points that a resource is due as reward in an era in which it was used.
		#[codec(index = 1)]
		pub static RewardRate: Permill = Permill::from_percent(10);
		/// Part of what an era's uses sank that the reward due for it may reach; read as 90 % at the most (rule 3). What of it is
		/// above the pool's share of the commission is minted, as far as the curve allows.
		#[codec(index = 2)]
		pub static CapFraction: Permill = Permill::from_percent(80);
		/// Fees of one payer in an era that count for half of themselves, in 10⁻¹⁸ AIC.
		#[codec(index = 3)]
		pub static Saturation: Balance = 10_000 * AIC;
		/// Eras that a user's mark counts at least, and his uses are remembered, after his last use.
		#[codec(index = 4)]
		pub static MarkLife: u32 = 90;
		/// Share of a class's power that nobody is assumed to have more of: what of a drawn use's fee must have gone to strangers
		/// follows from it. The whole, so that nothing must have, as long as slots that fell to strangers can be cancelled.
		#[codec(index = 5)]
		pub static OwnerBound: Permill = Permill::one();
		/// What it costs to show a loop that is none, in 10⁻¹⁸ AIC.
		#[codec(index = 6)]
		pub static FalseFlagFee: Balance = 10 * AIC;
		/// Milliseconds in which a penalty can be appealed to the AI Society.
		#[codec(index = 7)]
		pub static AppealTime: Moment = 7 * DAY;
		/// Part of its points that a node loses whose result was rejected.
		#[codec(index = 9)]
		pub static LiePenalty: Permill = Permill::from_percent(50);
		/// Milliseconds in which the AI Society must decide an appeal.
		#[codec(index = 8)]
		pub static DecisionTime: Moment = 14 * DAY;
	}

	/// How work is audited.
	#[dynamic_pallet_params]
	#[codec(index = 4)]
	pub mod work_validation {
		/// The least probability with which a result is audited, however far its executor is trusted.
		#[codec(index = 0)]
		pub static LeastAudit: Permill = Permill::from_percent(5);
		/// Milliseconds that auditors have to commit, on top of the work's own time limit.
		#[codec(index = 1)]
		pub static CommitGrace: Moment = 10 * MINUTE;
		/// Milliseconds for the reveals, and for each step of a bisection.
		#[codec(index = 2)]
		pub static RevealTime: Moment = 10 * MINUTE;
		/// Milliseconds after which anybody may end a round that finds no auditors: long, since work that nobody could be drawn for
		/// is not paid.
		#[codec(index = 3)]
		pub static DrawTimeout: Moment = 12 * HOUR;
		/// Part of a slot's bond that a node loses which misses a deadline of its validation.
		#[codec(index = 4)]
		pub static NoRevealSlash: Permill = Permill::from_percent(10);
		/// Trust at which half of the results are audited, as long as no floor asks for more.
		#[codec(index = 5)]
		pub static TrustScale: u32 = 16;
		/// Auditors that an audited result gets when nobody disagrees.
		#[codec(index = 6)]
		pub static FirstAuditors: u32 = 1;
		/// Milliseconds that the AI Society has to decide what auditors could not.
		#[codec(index = 7)]
		pub static SocietyTime: Moment = 7 * DAY;
	}

	/// What the Skeleton keeps and how long an era is.
	#[dynamic_pallet_params]
	#[codec(index = 5)]
	pub mod coin_payroll {
		/// Part of every fee that the Skeleton keeps.
		#[codec(index = 0)]
		pub static Commission: Permill = Permill::from_percent(10);
		/// Part of the commission that goes to the pool of the Proof of Value. What is left by all parts goes to the treasury.
		#[codec(index = 1)]
		pub static PoolShare: Permill = Permill::from_percent(50);
		/// Length of an era, in milliseconds. The development presets begin with [`DEVELOPMENT_ERA`].
		///
		/// [`DEVELOPMENT_ERA`]: crate::genesis_config_presets::DEVELOPMENT_ERA
		#[codec(index = 2)]
		pub static EraLength: Moment = DAY;
		/// What an account must be owed at the least to be paid without a claim, in 10⁻¹⁸ AIC.
		#[codec(index = 3)]
		pub static AutoPay: Balance = 10 * AIC;
		/// Part of the commission that goes to the author of the block.
		#[codec(index = 4)]
		pub static AuthorShare: Permill = Permill::from_percent(5);
		/// The price of work that AIC's value is kept to: when a power cost more for an hour than its upper end, more of the commission
		/// is burned, when less than its lower end, less.
		#[codec(index = 5)]
		pub static UtilityBand: pallet_coin_payroll::UtilityBand = pallet_coin_payroll::UtilityBand {
			low: 5 * MILLI_AIC,
			high: 50 * MILLI_AIC,
			step: Permill::from_percent(1),
			max_burn: Permill::from_percent(30),
		};
		/// Assets other than AIC that resources may be paid in. Each should be such as its owner can't destroy or freeze, and the payroll's
		/// pot must be given its minimum balance.
		#[codec(index = 6)]
		pub static PaymentAssets: BoundedVec<AssetCode, ConstU32<MAX_SPLIT_ASSETS>> = BoundedVec::new();
	}

	/// How nodes are watched and measured.
	#[dynamic_pallet_params]
	#[codec(index = 6)]
	pub mod node_monitor {
		/// Milliseconds that a node has to answer when it is asked for a heartbeat.
		#[codec(index = 0)]
		pub static HeartbeatWindow: Moment = 5 * MINUTE;
		/// Part of its points that a node loses which misses its heartbeats, or says a false region.
		#[codec(index = 1)]
		pub static MissPenalty: Permill = Permill::from_percent(10);
		/// Milliseconds that a device of the whole power needs for the benchmark task.
		#[codec(index = 2)]
		pub static MeasureTime: Moment = 5 * MINUTE;
		/// Milliseconds in which a measurement that was asked for must begin.
		#[codec(index = 3)]
		pub static BeginTime: Moment = HOUR;
		/// Steps of each lane of the benchmark task: as many as one power does in `MeasureTime`. A power is a million hashes
		/// of BLAKE2b-256 a second.
		#[codec(index = 4)]
		pub static LaneSteps: u32 = 300_000_000;
		/// Milliseconds by which a node may seem farther away than its region is.
		#[codec(index = 5)]
		pub static Tolerance: u32 = 60;
		/// Milliseconds that one report of a distance can count at the most.
		#[codec(index = 6)]
		pub static Clip: u32 = 200;
	}

	/// Power that is bought ahead.
	#[dynamic_pallet_params]
	#[codec(index = 7)]
	pub mod power_leases {
		/// Part of a class's power that can be leased at the most.
		#[codec(index = 0)]
		pub static LeasableShare: Permill = Permill::from_percent(50);
		/// Part of what was paid for unused hours that the lessee gets back.
		#[codec(index = 1)]
		pub static UnusedCredit: Permill = Permill::from_percent(80);
	}

	/// What the AI Society's working groups are paid out of the treasury.
	#[dynamic_pallet_params]
	#[codec(index = 8)]
	pub mod salaries {
		/// The most that all members are paid in a cycle, in 10⁻¹⁸ AIC: nothing until governance sets it. A cycle that has
		/// begun keeps the budget that it began with.
		#[codec(index = 0)]
		pub static Budget: Balance = 0;
		/// What a member earns in a cycle for each of its ranks, in 10⁻¹⁸ AIC.
		#[codec(index = 1)]
		pub static PerRank: Balance = 1_000 * AIC;
	}

	/// How encrypted content is protected.
	#[dynamic_pallet_params]
	#[codec(index = 9)]
	pub mod data_protection {
		/// Milliseconds that an owner has to answer a request for a key.
		#[codec(index = 0)]
		pub static AnswerTime: Moment = DAY;
		/// Milliseconds that a licensee has to prove that a key is false.
		#[codec(index = 1)]
		pub static ComplaintTime: Moment = DAY;
		/// Milliseconds that an owner has to show a preview.
		#[codec(index = 2)]
		pub static PreviewTime: Moment = DAY;
		/// Guarantee without which protected content is not sold, in 10⁻¹⁸ AIC.
		#[codec(index = 3)]
		pub static MinGuarantee: Balance = 10 * AIC;
		/// Part of the guarantee that a false key costs.
		#[codec(index = 4)]
		pub static FalseKeySlash: Permill = Permill::from_percent(50);
		/// Part of the guarantee that a missed preview costs, or a missing answer.
		#[codec(index = 5)]
		pub static NoAnswerSlash: Permill = Permill::from_percent(5);
	}

	/// What is made to order.
	#[dynamic_pallet_params]
	#[codec(index = 10)]
	pub mod made_to_order {
		/// How long things may take.
		#[codec(index = 0)]
		pub static Times: pallet_made_to_order::Times = pallet_made_to_order::Times {
			decision: 7 * DAY,
			contest: 3 * DAY,
			draw: DAY,
			commit: 3 * DAY,
			reveal: DAY,
			longest: 365 * DAY,
		};
		/// The least reward, in 10⁻¹⁸ AIC.
		#[codec(index = 1)]
		pub static MinReward: Balance = 10 * AIC;
		/// What the loser of a contest pays each reviewer who revealed his vote, in 10⁻¹⁸ AIC.
		#[codec(index = 2)]
		pub static ReviewFee: Balance = 10 * AIC;
		/// On hold for who can be drawn as a reviewer, in 10⁻¹⁸ AIC.
		#[codec(index = 3)]
		pub static ReviewerBond: Balance = 200 * AIC;
		/// Part of it that a reviewer loses who does not reveal a vote in time.
		#[codec(index = 4)]
		pub static MissSlash: Permill = Permill::from_percent(25);
	}

	/// Storage of content.
	#[dynamic_pallet_params]
	#[codec(index = 11)]
	pub mod storage_grid {
		/// How the price of a GiB for an hour follows use.
		#[codec(index = 0)]
		pub static Price: PriceParameters = PriceParameters {
			initial: 100 * MICRO_AIC,
			floor: MICRO_AIC,
			cap: 100 * MILLI_AIC,
			target: Perbill::from_percent(70),
			step: Perbill::from_percent(1),
			interval: HOUR,
		};
		/// Bond that answers for a GiB, in 10⁻¹⁸ AIC.
		#[codec(index = 1)]
		pub static BondPerGib: Balance = AIC;
		/// Bounds of spaces and orders.
		#[codec(index = 2)]
		pub static Limits: pallet_storage_grid::Limits = pallet_storage_grid::Limits {
			least_space: 1,
			most_space: 1 << 20,
			most_hours: 10 * 365 * 24,
			least_escrow: MILLI_AIC,
			placement_fee: 20 * MILLI_AIC,
			regions: 16,
		};
		/// Times.
		#[codec(index = 3)]
		pub static Deadlines: pallet_storage_grid::Deadlines =
			pallet_storage_grid::Deadlines { fill: DAY, challenge: HOUR, notice: 7 * DAY, audit: HOUR };
		/// What faults cost.
		#[codec(index = 4)]
		pub static Penalties: pallet_storage_grid::Penalties = pallet_storage_grid::Penalties {
			miss: Permill::from_percent(10),
			end: Permill::from_percent(50),
			misses: 3,
		};
		/// What a complaint holds for its auditors, in 10⁻¹⁸ AIC.
		#[codec(index = 5)]
		pub static AuditFee: Balance = 3 * AIC;
	}

	/// Who makes blocks, and how fast.
	#[dynamic_pallet_params]
	#[codec(index = 12)]
	pub mod block_generator {
		/// Collators that are drawn for a session at the most, beside the invulnerables.
		#[codec(index = 0)]
		pub static Seats: u32 = 12;
		/// Milliseconds of a session: longer than an epoch of the relay chain, so that there is a new value for each draw.
		#[codec(index = 1)]
		pub static SessionLength: Moment = 6 * HOUR;
		/// Part of its points that a node loses whose collator missed his slot.
		#[codec(index = 2)]
		pub static MissedPenalty: Permill = Permill::from_parts(1_000);
		/// Use from which blocks come faster.
		#[codec(index = 3)]
		pub static Thresholds: pallet_block_generator::Thresholds = pallet_block_generator::Thresholds {
			double: pallet_block_generator::Threshold { transactions: 6_000, nodes: 100 },
			fourfold: pallet_block_generator::Threshold { transactions: 20_000, nodes: 1_000 },
		};
		/// Milliseconds over which transactions are counted.
		#[codec(index = 4)]
		pub static PaceWindow: Moment = MINUTE;
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		use dynamic_params::work_validation::{CommitGrace, Parameters};
		Self::WorkValidation(Parameters::CommitGrace(CommitGrace, Some(MINUTE)))
	}
}
