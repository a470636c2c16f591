//! A node's JSON-RPC, as far as the suite asks for it.

use crate::limits;
use anyhow::{anyhow, bail, Context, Result};
use serde_json::Value;
use std::{future::Future, time::Duration};
use tokio::time::{sleep, timeout, Instant};
use zombienet_sdk::subxt::ext::subxt_rpcs::{
	client::{RpcParams, RpcSubscription},
	rpc_params, RpcClient,
};

/// SCALE prefix of Aura's digest in a header: a pre-runtime item of the engine `aura`, with eight bytes of slot.
const AURA_DIGEST: &str = "0x066175726120";

/// Length of a collator's public key.
const KEY_BYTES: usize = 32;

/// What the suite looks at in a header.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
	/// The block's number.
	pub number: u64,
	/// Root of the state after the block.
	pub state_root: String,
	/// Aura's slot, in which exactly one collator may make blocks; `None` in the genesis and on the relay chain.
	pub slot: Option<u64>,
}

impl Header {
	fn read(value: &Value) -> Result<Self> {
		let text =
			|field: &str| value[field].as_str().with_context(|| format!("a header without {field}: {value}"));
		let number = text("number")?;
		let logs = value["digest"]["logs"].as_array();
		let slot = logs.into_iter().flatten().find_map(|log| aura_slot(log.as_str()?));
		Ok(Self { number: number_of(number)?, state_root: text("stateRoot")?.to_owned(), slot })
	}
}

/// The slot in one of a header's digest items, if it is Aura's.
fn aura_slot(log: &str) -> Option<u64> {
	let digits = log.strip_prefix(AURA_DIGEST)?;
	u64::from_str_radix(digits, 16).ok().map(u64::swap_bytes)
}

fn number_of(hex: &str) -> Result<u64> {
	u64::from_str_radix(hex.trim_start_matches("0x"), 16).with_context(|| format!("{hex} is no number"))
}

/// A connection to a node. It does not outlive the node's process.
#[derive(Clone, Debug)]
pub struct Chain {
	client: RpcClient,
	/// Where the node answers.
	pub url: String,
}

impl Chain {
	/// Connects, if the node answers at once.
	pub async fn connect(url: &str) -> Result<Self> {
		let client = timeout(limits::REQUEST, RpcClient::from_insecure_url(url))
			.await
			.map_err(|_| anyhow!("{url} does not answer"))?
			.with_context(|| format!("connecting to {url}"))?;
		Ok(Self { client, url: url.to_owned() })
	}

	/// Connects as soon as the node answers, within the limit.
	pub async fn connect_within(url: &str, limit: Duration) -> Result<Self> {
		wait(&format!("an answer of {url}"), limit, || async { Ok(Self::connect(url).await.ok()) }).await
	}

	/// The answer to a request.
	pub async fn request(&self, method: &str, params: RpcParams) -> Result<Value> {
		timeout(limits::REQUEST, self.client.request(method, params))
			.await
			.map_err(|_| anyhow!("{} did not answer {method} in time", self.url))?
			.with_context(|| format!("{method} of {}", self.url))
	}

	/// Header of the best block.
	pub async fn best(&self) -> Result<Header> {
		Header::read(&self.request("chain_getHeader", rpc_params![]).await?)
	}

	/// Number of the last finalised block.
	pub async fn finalised(&self) -> Result<u64> {
		let hash = self.request("chain_getFinalizedHead", rpc_params![]).await?;
		Ok(Header::read(&self.request("chain_getHeader", rpc_params![hash]).await?)?.number)
	}

	/// Hash of the block of this number in the best chain; `None` if there is none yet.
	pub async fn hash(&self, number: u64) -> Result<Option<String>> {
		let hash = self.request("chain_getBlockHash", rpc_params![number]).await?;
		Ok(hash.as_str().map(str::to_owned))
	}

	/// Header of the block of this number in the best chain.
	pub async fn header(&self, number: u64) -> Result<Header> {
		let hash = self.hash(number).await?.with_context(|| format!("{} has no block {number}", self.url))?;
		Header::read(&self.request("chain_getHeader", rpc_params![hash]).await?)
	}

	/// Public keys of the collators whose turn comes round, in its order: a slot is of the one at its number modulo theirs.
	pub async fn authorities(&self) -> Result<Vec<String>> {
		let encoded = self.request("state_call", rpc_params!["AuraApi_authorities", "0x"]).await?;
		let digits = encoded
			.as_str()
			.and_then(|text| text.strip_prefix("0x"))
			.context("authorities that are no bytes")?;
		// The length is one byte, as there are less than 64.
		let keys = digits.get(2..).unwrap_or_default().as_bytes().chunks(2 * KEY_BYTES);
		keys.map(|key| Ok(String::from_utf8(key.to_vec())?)).collect()
	}

	/// Headers of all blocks as they are imported, forks included.
	pub async fn imported(&self) -> Result<Headers> {
		self.subscribe("chain_subscribeAllHeads", "chain_unsubscribeAllHeads").await
	}

	/// Headers of the blocks as they are finalised.
	pub async fn finalising(&self) -> Result<Headers> {
		self.subscribe("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads").await
	}

	async fn subscribe(&self, method: &str, unsubscribe: &str) -> Result<Headers> {
		let stream = self.client.subscribe(method, rpc_params![], unsubscribe).await?;
		Ok(Headers { stream, url: self.url.clone() })
	}
}

/// Headers, one after the other.
pub struct Headers {
	stream: RpcSubscription<Value>,
	url: String,
}

impl Headers {
	/// The next one; an error when the node has gone.
	pub async fn next(&mut self) -> Result<Header> {
		match self.stream.next().await {
			Some(value) => Header::read(&value?),
			None => bail!("{} ended the subscription", self.url),
		}
	}
}

/// Looks again and again until there is something, and says in the end what was waited for in vain, and why the last look failed.
pub async fn wait<T, F: Future<Output = Result<Option<T>>>>(
	what: &str,
	limit: Duration,
	mut look: impl FnMut() -> F,
) -> Result<T> {
	let end = Instant::now() + limit;
	loop {
		let seen = look().await;
		if let Ok(Some(found)) = seen {
			return Ok(found);
		}
		if Instant::now() >= end {
			let error = anyhow!("waited {} s for {what} in vain", limit.as_secs());
			return Err(match seen {
				Err(reason) => reason.context(error),
				Ok(_) => error,
			});
		}
		sleep(limits::POLL).await;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn slot_is_read_when_a_header_has_auras_digest() {
		let header = json!({
			"number": "0x10",
			"stateRoot": "0xab",
			"digest": { "logs": ["0x045250535290", "0x0661757261200102000000000000"] },
		});
		let expected = Header { number: 16, state_root: "0xab".into(), slot: Some(513) };
		assert_eq!(Header::read(&header).unwrap(), expected);
	}

	#[test]
	fn header_is_refused_when_it_has_no_number() {
		assert!(Header::read(&json!({ "stateRoot": "0xab", "digest": { "logs": [] } })).is_err());
	}
}
