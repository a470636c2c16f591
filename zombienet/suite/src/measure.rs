//! How fast blocks come and how soon they are final.

use crate::chain::Chain;
use anyhow::{Context, Result};
use std::{collections::BTreeMap, fmt, time::Duration};
use tokio::time::Instant;

/// What was measured over some blocks.
#[derive(Clone, Debug, Default)]
pub struct Pace {
	/// How many blocks there were after the first.
	pub blocks: usize,
	/// Time from the first to the last, by their number.
	pub mean: Duration,
	/// The time that nineteen of twenty blocks did not exceed after the one before them.
	pub p95: Duration,
	/// Time from a block's arrival to its finality, on average.
	pub lag_mean: Duration,
	/// The longest such time.
	pub lag_max: Duration,
}

impl fmt::Display for Pace {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		write!(
			f,
			"{} blocks, a block every {:.2} s (p95 {:.2} s), final after {:.1} s (at most {:.1} s)",
			self.blocks,
			self.mean.as_secs_f64(),
			self.p95.as_secs_f64(),
			self.lag_mean.as_secs_f64(),
			self.lag_max.as_secs_f64(),
		)
	}
}

/// Measures so many consecutive blocks by their arrival at a node, and waits until the last of them is final.
pub async fn pace(chain: &Chain, blocks: u64) -> Result<Pace> {
	let mut imported = chain.imported().await?;
	let mut finalising = chain.finalising().await?;
	let first = imported.next().await?.number + 1;
	let last = first + blocks;
	let mut arrivals = BTreeMap::<u64, Instant>::new();
	let mut finals = BTreeMap::<u64, Instant>::new();

	while finals.last_key_value().is_none_or(|(number, _)| *number < last) {
		tokio::select! {
			header = imported.next() => {
				let number = header?.number;
				if (first..=last).contains(&number) {
					arrivals.entry(number).or_insert_with(Instant::now);
				}
			},
			header = finalising.next() => {
				finals.insert(header?.number, Instant::now());
			},
		}
	}
	evaluate(&arrivals, &finals)
}

/// The numbers, from each block's arrival and from when each finalised head was heard of; a head makes all blocks before it final.
fn evaluate(arrivals: &BTreeMap<u64, Instant>, finals: &BTreeMap<u64, Instant>) -> Result<Pace> {
	let times = arrivals.values().collect::<Vec<_>>();
	let mut gaps =
		times.windows(2).map(|pair| pair[1].saturating_duration_since(*pair[0])).collect::<Vec<_>>();
	gaps.sort();
	let (first, last) = (times.first().context("no block came")?, times.last().context("no block came")?);
	let blocks = u32::try_from(gaps.len()).ok().filter(|count| *count > 0).context("only one block came")?;
	let lags = arrivals
		.iter()
		.filter_map(|(number, arrival)| {
			let (_, then) = finals.range(number..).next()?;
			Some(then.saturating_duration_since(*arrival))
		})
		.collect::<Vec<_>>();
	let finalised =
		u32::try_from(lags.len()).ok().filter(|count| *count > 0).context("nothing was finalised")?;

	Ok(Pace {
		blocks: gaps.len(),
		mean: last.saturating_duration_since(**first) / blocks,
		p95: gaps[(gaps.len() * 95).div_ceil(100) - 1],
		lag_mean: lags.iter().sum::<Duration>() / finalised,
		lag_max: lags.into_iter().max().unwrap_or_default(),
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn mean_percentile_and_lag_are_those_of_the_blocks() {
		let start = Instant::now();
		let at = |seconds: u64| start + Duration::from_secs(seconds);
		let arrivals = BTreeMap::from([(5, at(0)), (6, at(2)), (7, at(4)), (8, at(9))]);
		let finals = BTreeMap::from([(6, at(12)), (8, at(18))]);

		let pace = evaluate(&arrivals, &finals).unwrap();

		assert_eq!(pace.blocks, 3);
		assert_eq!(pace.mean, Duration::from_secs(3));
		assert_eq!(pace.p95, Duration::from_secs(5));
		// 12, 10, 14 and 9 s.
		assert_eq!(pace.lag_mean, Duration::from_millis(11_250));
		assert_eq!(pace.lag_max, Duration::from_secs(14));
	}

	#[test]
	fn nothing_is_measured_when_there_is_one_block() {
		let only = BTreeMap::from([(1, Instant::now())]);
		assert!(evaluate(&only, &only).is_err());
	}
}
