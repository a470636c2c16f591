//! `aic_*`: the reads that people type by hand. Amounts are decimal strings in 10⁻¹⁸ AIC, since a JSON number
//! can't hold them.

mod params;

use crate::service::Block;
use aic_primitives::{
	runtime_api::{self, AicApi, SlotStatus, Source},
	AccountId, Balance, EraIndex, Hash, WorkRecord,
};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
};
use serde::Serialize;
use serde_json::Value;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// Code of the error when the chain would refuse the request.
const REFUSED: i32 = 1;
/// Code of the error when the runtime could not be asked.
const NOT_ASKED: i32 = 2;

/// An amount as a decimal string, in 10⁻¹⁸ AIC.
type Amount = String;

/// What a request would hold.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
	/// Price of power, per power and hour.
	unit_price: Amount,
	/// The most that the executors of all slots can earn.
	work: Amount,
	/// The most that the auditors of all slots can earn.
	audits: Amount,
	/// Sum: what is held.
	total: Amount,
}

/// What the payroll owes to an account.
#[derive(Clone, Debug, Serialize)]
pub struct Owed {
	/// Can be claimed now.
	payable: Amount,
	/// Paid out so far.
	paid: Amount,
}

/// What one source earned an account in an era.
#[derive(Clone, Debug, Serialize)]
pub struct PayslipLine {
	/// What earned it.
	source: Source,
	/// Different accounts that paid and were rated.
	payers: u32,
	/// Fees before the commission and the split.
	gross: Amount,
	/// Commission.
	commission: Amount,
	/// Points that the era's uses gave.
	points: Amount,
	/// Reward for the era that was credited, before the split.
	reward: Amount,
	/// Reward for the era that can be claimed.
	open_reward: Amount,
	/// Points lost by penalties.
	lost_points: Amount,
	/// Bond lost by penalties.
	lost_bond: Amount,
	/// Credited to the account.
	net: Amount,
}

impl From<runtime_api::PayslipLine> for PayslipLine {
	fn from(line: runtime_api::PayslipLine) -> Self {
		Self {
			source: line.source,
			payers: line.payers,
			gross: amount(line.gross),
			commission: amount(line.commission),
			points: amount(line.points),
			reward: amount(line.reward),
			open_reward: amount(line.open_reward),
			lost_points: amount(line.lost_points),
			lost_bond: amount(line.lost_bond),
			net: amount(line.net),
		}
	}
}

/// What an account earned in an era.
#[derive(Clone, Debug, Serialize)]
pub struct Payslip {
	/// The era.
	era: EraIndex,
	/// By source.
	lines: Vec<PayslipLine>,
	/// Sum of the lines: fees before the commission and the split.
	gross: Amount,
	/// Sum of the lines: commission.
	commission: Amount,
	/// Sum of the lines: rewards credited, before the split.
	reward: Amount,
	/// Sum of the lines: credited to the account.
	net: Amount,
	/// Can be collected from splits now, of all eras.
	collectable: Amount,
	/// Can be claimed now, of all eras.
	payable: Amount,
}

/// What a resource was worth to others.
#[derive(Clone, Debug, Serialize)]
pub struct Rating {
	/// Points now, one for 10⁻¹⁸ AIC of fees paid by others.
	points: Amount,
	/// Mean of its users' marks, one to five, in millionths; zero when nobody marked it.
	stars: u32,
	/// Reward due for the current era's uses.
	due: Amount,
	/// Current era.
	era: EraIndex,
}

/// Supply of the coin.
#[derive(Clone, Debug, Serialize)]
pub struct Supply {
	/// All coins now: genesis + issued − burned.
	total: Amount,
	/// Coins that the chain began with.
	genesis: Amount,
	/// Minted along the curve so far.
	issued: Amount,
	/// Gone for good.
	burned: Amount,
	/// Could be minted now.
	allowance: Amount,
	/// Can still be minted in all, when enough fees are paid.
	left: Amount,
	/// Fees metered so far.
	fees: Amount,
}

/// The methods. `at` is the hash of the block whose state is read, the best block's by default.
#[rpc(server)]
pub trait AicMethods {
	/// Price of power of a device class, per power and hour.
	#[method(name = "aic_powerPrice")]
	fn power_price(&self, class: Value, at: Option<Hash>) -> RpcResult<Amount>;

	/// What a request for a job would hold if it were made now.
	#[method(name = "aic_quote")]
	fn quote(&self, request: Value, at: Option<Hash>) -> RpcResult<Quote>;

	/// What an account is owed.
	#[method(name = "aic_owed")]
	fn owed(&self, account: Value, at: Option<Hash>) -> RpcResult<Owed>;

	/// What an account earned in an era, by source.
	#[method(name = "aic_payslip")]
	fn payslip(&self, account: Value, era: EraIndex, at: Option<Hash>) -> RpcResult<Payslip>;

	/// What a resource was worth to others; `null` when there is no such resource.
	#[method(name = "aic_rating")]
	fn rating(&self, resource: Value, at: Option<Hash>) -> RpcResult<Option<Rating>>;

	/// The slots of a job and why they wait; `null` when there is no such job.
	#[method(name = "aic_jobStatus")]
	fn job_status(&self, job: Value, at: Option<Hash>) -> RpcResult<Option<Vec<SlotStatus>>>;

	/// Who made a block and on what his node works, as its header says; `null` for the first block.
	#[method(name = "aic_workRecord")]
	fn work_record(&self, at: Option<Hash>) -> RpcResult<Option<WorkRecord>>;

	/// Supply of the coin.
	#[method(name = "aic_supply")]
	fn supply(&self, at: Option<Hash>) -> RpcResult<Supply>;
}

/// Answers the methods out of the runtime API.
pub struct AicRpc<C> {
	client: Arc<C>,
}

impl<C: HeaderBackend<Block>> AicRpc<C> {
	/// Answers by this client.
	pub fn new(client: Arc<C>) -> Self {
		Self { client }
	}

	fn block(&self, at: Option<Hash>) -> Hash {
		at.unwrap_or_else(|| self.client.info().best_hash)
	}
}

impl<C> AicMethodsServer for AicRpc<C>
where
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: AicApi<Block, AccountId>,
{
	fn power_price(&self, class: Value, at: Option<Hash>) -> RpcResult<Amount> {
		let class = params::device_class(&class)?;
		Ok(amount(self.client.runtime_api().power_price(self.block(at), class).map_err(not_asked)?))
	}

	fn quote(&self, request: Value, at: Option<Hash>) -> RpcResult<Quote> {
		let request = params::structure("request", &request)?;
		let quote =
			self.client.runtime_api().quote(self.block(at), request).map_err(not_asked)?.map_err(refused)?;
		Ok(Quote {
			unit_price: amount(quote.unit_price),
			work: amount(quote.work),
			audits: amount(quote.audits),
			total: amount(quote.total),
		})
	}

	fn owed(&self, account: Value, at: Option<Hash>) -> RpcResult<Owed> {
		let account = params::account(&account)?;
		let owed = self.client.runtime_api().owed(self.block(at), account).map_err(not_asked)?;
		Ok(Owed { payable: amount(owed.payable), paid: amount(owed.paid) })
	}

	fn payslip(&self, account: Value, era: EraIndex, at: Option<Hash>) -> RpcResult<Payslip> {
		let account = params::account(&account)?;
		let slip = self.client.runtime_api().payslip(self.block(at), account, era).map_err(not_asked)?;
		Ok(Payslip {
			era: slip.era,
			lines: slip.lines.into_iter().map(Into::into).collect(),
			gross: amount(slip.gross),
			commission: amount(slip.commission),
			reward: amount(slip.reward),
			net: amount(slip.net),
			collectable: amount(slip.collectable),
			payable: amount(slip.payable),
		})
	}

	fn rating(&self, resource: Value, at: Option<Hash>) -> RpcResult<Option<Rating>> {
		let resource = params::structure("resource", &resource)?;
		let rating = self.client.runtime_api().rating(self.block(at), resource).map_err(not_asked)?;
		Ok(rating.map(|rating| Rating {
			points: amount(rating.points),
			stars: rating.stars,
			due: amount(rating.due),
			era: rating.era,
		}))
	}

	fn job_status(&self, job: Value, at: Option<Hash>) -> RpcResult<Option<Vec<SlotStatus>>> {
		let job = params::job(&job)?;
		self.client.runtime_api().job_status(self.block(at), job).map_err(not_asked)
	}

	fn work_record(&self, at: Option<Hash>) -> RpcResult<Option<WorkRecord>> {
		self.client.runtime_api().work_record(self.block(at)).map_err(not_asked)
	}

	fn supply(&self, at: Option<Hash>) -> RpcResult<Supply> {
		let supply = self.client.runtime_api().supply(self.block(at)).map_err(not_asked)?;
		Ok(Supply {
			total: amount(supply.total),
			genesis: amount(supply.genesis),
			issued: amount(supply.issued),
			burned: amount(supply.burned),
			allowance: amount(supply.allowance),
			left: amount(supply.left),
			fees: amount(supply.fees),
		})
	}
}

fn amount(balance: Balance) -> Amount {
	balance.to_string()
}

fn refused(reason: String) -> ErrorObjectOwned {
	ErrorObject::owned(REFUSED, format!("the chain would refuse this: {reason}"), None::<()>)
}

fn not_asked(error: ApiError) -> ErrorObjectOwned {
	ErrorObject::owned(NOT_ASKED, format!("the runtime could not be asked: {error}"), None::<()>)
}
