//! What a development chain is told about the time and about a relay chain that is not there.
//!
//! Chain time is the clock's. The relay chain is imagined to have had a block in every slot since 1970, so that its
//! block number is its slot's number and follows from the clock: it goes on by itself while the node is stopped, and a
//! node that is started again within the same slot goes on in that slot.

use crate::service::{Block, Client, RELAY_SLOT};
use aic_primitives::Hash;
use codec::Encode;
use cumulus_client_parachain_inherent::MockValidationDataInherentDataProvider;
use cumulus_primitives_core::{
	relay_chain::{well_known_keys, HeadData, UpgradeGoAhead},
	CollectCollationInfo, ParaId, RelayParentOffsetApi,
};
use sp_api::ProvideRuntimeApi;
use sp_inherents::CreateInherentDataProviders;
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use sp_timestamp::Timestamp;
use std::{future::ready, sync::Arc};

/// Time and relay chain, as the block is told of them.
type Providers = (sp_timestamp::InherentDataProvider, MockValidationDataInherentDataProvider);
type Error = Box<dyn std::error::Error + Send + Sync>;

/// Makes the inherents of the block on top of a parent, at the time it is asked.
pub fn providers(
	client: Arc<Client>,
	para_id: ParaId,
) -> impl CreateInherentDataProviders<Block, (), InherentDataProviders = Providers> {
	move |parent: Hash, ()| ready(on_top_of(parent, &client, para_id))
}

fn on_top_of(parent: Hash, client: &Client, para_id: ParaId) -> Result<Providers, Error> {
	let head = client.header(parent)?.ok_or_else(|| format!("block {parent:?} is not in the database"))?;
	let api = client.runtime_api();
	// The relay chain lets an upgrade through at once.
	let upgrade = api.collect_collation_info(parent, &head)?.new_validation_code;
	let now = Timestamp::current();

	let relay_chain = MockValidationDataInherentDataProvider {
		para_id,
		current_para_block: head.number.saturating_add(1),
		// The parent is included already, so that the unincluded segment never fills.
		current_para_block_head: Some(HeadData(head.encode())),
		relay_parent_offset: api.relay_parent_offset(parent)?,
		relay_offset: u32::try_from(relay_slot(now))?,
		relay_blocks_per_para_block: 0,
		// An epoch for every block, since there is new randomness in every block.
		para_blocks_per_relay_epoch: 1,
		upgrade_go_ahead: upgrade.map(|_| UpgradeGoAhead::GoAhead),
		additional_key_values: Some(randomness(parent, now)),
		..Default::default()
	};
	Ok((sp_timestamp::InherentDataProvider::new(now), relay_chain))
}

/// Number of the relay chain's slot at a time.
pub fn relay_slot(time: Timestamp) -> u64 {
	time.as_duration().as_secs() / RELAY_SLOT.as_secs()
}

/// The relay chain's randomness, new in every block. The real one changes with its blocks and epochs.
fn randomness(parent: Hash, now: Timestamp) -> Vec<(Vec<u8>, Vec<u8>)> {
	let seed = |domain: &str| BlakeTwo256::hash_of(&(domain, parent, now.as_millis()));
	vec![
		(well_known_keys::CURRENT_BLOCK_RANDOMNESS.to_vec(), Some(seed("block")).encode()),
		(well_known_keys::ONE_EPOCH_AGO_RANDOMNESS.to_vec(), seed("one epoch ago").encode()),
		(well_known_keys::TWO_EPOCHS_AGO_RANDOMNESS.to_vec(), seed("two epochs ago").encode()),
	]
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn relay_slot_follows_the_clock() {
		assert_eq!(relay_slot(Timestamp::new(5_999)), 0);
		assert_eq!(relay_slot(Timestamp::new(6_000)), 1);
		assert!(u32::try_from(relay_slot(Timestamp::current())).is_ok());
	}

	#[test]
	fn randomness_is_new_when_the_parent_or_the_time_is() {
		let of = |parent: u8, now| randomness(Hash::repeat_byte(parent), Timestamp::new(now));

		assert_eq!(of(1, 1), of(1, 1));
		for (index, (key, value)) in of(1, 1).into_iter().enumerate() {
			for other in [of(2, 1), of(1, 2)] {
				assert_eq!(other[index].0, key);
				assert_ne!(other[index].1, value);
			}
		}
	}
}
