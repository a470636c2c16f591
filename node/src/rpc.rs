//! The RPC methods that this node has beyond those of every node.

mod aic;

use self::aic::{AicMethodsServer, AicRpc};
use crate::service::Block;
use aic_primitives::{runtime_api::AicApi, AccountId, Balance, Nonce};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{
	TransactionPayment, TransactionPaymentApiServer, TransactionPaymentRuntimeApi,
};
use sc_client_api::BlockBackend;
use sc_rpc::dev::{Dev, DevApiServer};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::HeaderBackend;
use std::sync::Arc;
use substrate_frame_rpc_system::{AccountNonceApi, System, SystemApiServer};

/// The methods: `system_*` on accounts, `payment_*`, `dev_*` and `aic_*`.
pub fn methods<C, P>(
	client: Arc<C>,
	pool: Arc<P>,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>>
where
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + BlockBackend<Block> + Send + Sync + 'static,
	C::Api: AccountNonceApi<Block, AccountId, Nonce>
		+ AicApi<Block, AccountId>
		+ BlockBuilder<Block>
		+ TransactionPaymentRuntimeApi<Block, Balance>,
	P: TransactionPool<Block = Block> + 'static,
{
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(Dev::<Block, _>::new(client.clone()).into_rpc())?;
	module.merge(AicRpc::new(client).into_rpc())?;
	Ok(module)
}
