//! What the author of a development chain's block says of it before it is executed.

use crate::service::Block;
use cumulus_primitives_core::{BlockBundleInfo, CumulusDigestItem};
use sc_consensus::BlockImportParams;
use sc_consensus_manual_seal::{ConsensusDataProvider, Error};
use sp_api::StorageProof;
use sp_inherents::InherentData;
use sp_runtime::{traits::Block as BlockT, Digest};

/// Beside the slot: that the block is alone on a core of the imagined relay chain, so that it may fill it.
pub struct OnOneCore<P>(pub P);

impl<P: ConsensusDataProvider<Block>> ConsensusDataProvider<Block> for OnOneCore<P> {
	fn create_digest(
		&self,
		parent: &<Block as BlockT>::Header,
		inherents: &InherentData,
	) -> Result<Digest, Error> {
		let mut digest = self.0.create_digest(parent, inherents)?;
		let info = BlockBundleInfo { index: 0, is_last: true };
		digest.push(CumulusDigestItem::BlockBundleInfo(info).to_digest_item());
		Ok(digest)
	}

	fn append_block_import(
		&self,
		parent: &<Block as BlockT>::Header,
		params: &mut BlockImportParams<Block>,
		inherents: &InherentData,
		proof: StorageProof,
	) -> Result<(), Error> {
		self.0.append_block_import(parent, params, inherents, proof)
	}
}
