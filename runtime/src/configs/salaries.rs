//! Salaries of the AI Society's working groups. The society says who is in them and at which rank, a referendum sets what
//! may be paid (`Budget`), and the treasury pays.

use super::{
	consensus::DAYS_AT_HIGHEST,
	governance::{AiSocietyMajority, PayFromTreasury},
	parameters::dynamic_params::salaries,
};
use crate::{AccountId, Balance, BlockNumber, Runtime, RuntimeEvent, WorkingGroups};
use frame_support::{
	parameter_types,
	traits::{tokens::GetSalary, ConstU16, Get, MapSuccess, NeverEnsureOrigin, NoOpPoll},
};
use pallet_ranked_collective::{Linear, Rank};
use polkadot_sdk::*;
use sp_runtime::traits::{Identity, Replace};

/// Highest rank of a member. Who is new has rank 0 and earns nothing yet.
pub const HIGHEST_RANK: Rank = 4;

/// More than half of the AI Society, or root, over members of any rank.
pub type SocietyOverRanks = MapSuccess<AiSocietyMajority, Replace<ConstU16<HIGHEST_RANK>>>;

impl pallet_ranked_collective::Config for Runtime {
	type WeightInfo = pallet_ranked_collective::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = AiSocietyMajority;
	type RemoveOrigin = SocietyOverRanks;
	type PromoteOrigin = SocietyOverRanks;
	type DemoteOrigin = SocietyOverRanks;
	// Who changes his account is removed and added again; his claims stay where they are.
	type ExchangeOrigin = NeverEnsureOrigin<()>;
	// The groups decide nothing by themselves.
	type Polls = NoOpPoll<BlockNumber>;
	type MinRankOfClass = Identity;
	type MemberSwappedHandler = ();
	type VoteWeight = Linear;
	type MaxMemberCount = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkSetup = crate::Salary;
}

/// What a member earns in a cycle, in 10⁻¹⁸ AIC: as much for each rank.
pub struct SalaryOfRank;

impl GetSalary<Rank, AccountId, Balance> for SalaryOfRank {
	fn get_salary(rank: Rank, _who: &AccountId) -> Balance {
		salaries::PerRank::get().saturating_mul(rank.into())
	}
}

parameter_types! {
	/// Blocks at a cycle's beginning in which members register for it. At lower rates a cycle takes longer; it never comes more often.
	pub const SalaryRegistration: BlockNumber = 7 * DAYS_AT_HIGHEST;
	/// Blocks after them in which they are paid.
	pub const SalaryPayout: BlockNumber = 7 * DAYS_AT_HIGHEST;
}

impl pallet_salary::Config for Runtime {
	type WeightInfo = pallet_salary::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type Paymaster = PayFromTreasury;
	type Members = WorkingGroups;
	type Salary = SalaryOfRank;
	type RegistrationPeriod = SalaryRegistration;
	type PayoutPeriod = SalaryPayout;
	type Budget = salaries::Budget;
}
