//! What came out, as lines and as a table.

use crate::measure::Pace;
use std::{fmt::Write, fs, time::Duration};

/// A run's results.
#[derive(Debug, Default)]
pub struct Record {
	/// Which run it was.
	pub number: u32,
	/// Greatest height of the chain.
	pub blocks: u64,
	/// What the second stage measured.
	pub pace: Option<Pace>,
	/// What happened, and how long it took until all was well again.
	pub recoveries: Vec<(&'static str, Duration)>,
	/// From the start of the network to its end.
	pub total: Duration,
	failure: Option<String>,
}

impl Record {
	/// The record of a run that begins.
	pub fn new(number: u32) -> Self {
		Self { number, ..Self::default() }
	}

	/// A stage ended well.
	pub fn passed(&self, stage: &str, took: Duration, line: String) {
		println!("  ok      {stage:<20} {:>4} s  {line}", took.as_secs());
	}

	/// A stage did not.
	pub fn fail(&mut self, stage: &str, took: Duration, error: &anyhow::Error) {
		println!("  FAILED  {stage:<20} {:>4} s  {error:#}", took.as_secs());
		self.failure = Some(stage.to_owned());
	}

	/// Adds what failed, and what was measured, on another network.
	pub fn absorb(&mut self, other: Self) {
		self.recoveries.extend(other.recoveries);
		self.failure = self.failure.take().or(other.failure);
	}

	/// Whether one did not.
	pub fn failed(&self) -> bool {
		self.failure.is_some()
	}

	fn cells(&self) -> Vec<String> {
		let seconds = |duration: Duration| format!("{:.1}", duration.as_secs_f64());
		let pace = |what: fn(&Pace) -> Duration, digits: usize| {
			self.pace.as_ref().map_or("-".to_owned(), |pace| format!("{:.digits$}", what(pace).as_secs_f64()))
		};
		let recovery = |event: &str| {
			self.recoveries
				.iter()
				.find(|(name, _)| *name == event)
				.map_or("-".to_owned(), |(_, time)| seconds(*time))
		};
		let mut cells = vec![
			self.number.to_string(),
			self.blocks.to_string(),
			pace(|pace| pace.mean, 2),
			pace(|pace| pace.p95, 2),
			pace(|pace| pace.lag_mean, 1),
			pace(|pace| pace.lag_max, 1),
		];
		cells.extend(EVENTS.iter().map(|(event, _)| recovery(event)));
		cells.push(format!("{} min {:02}", self.total.as_secs() / 60, self.total.as_secs() % 60));
		cells.push(self.failure.as_ref().map_or("ok".to_owned(), |stage| format!("FAILED: {stage}")));
		cells
	}
}

/// A collator's process was killed: until the other one's next block.
pub const OTHER_COLLATOR: &str = "other collator";
/// The collator was started again: until it has all blocks.
pub const COLLATOR_BACK: &str = "collator back";
/// The validator was started again: until new blocks are final.
pub const FINALITY_BACK: &str = "finality back";
/// A new full node: until it has all blocks.
pub const FULL_NODE: &str = "full node";
/// The upgrade was applied on our side: until the new runtime made a block.
pub const UPGRADED: &str = "upgrade";

/// What has a column of its own, and the column's head.
const EVENTS: [(&str, &str); 5] = [
	(OTHER_COLLATOR, "other coll."),
	(COLLATOR_BACK, "coll. back"),
	(FINALITY_BACK, "final. back"),
	(FULL_NODE, "full node"),
	(UPGRADED, "upgrade"),
];

/// All runs, a row for each; times without a unit are in seconds.
pub fn table(records: &[Record]) -> String {
	let head = ["run", "blocks", "mean", "p95", "lag", "lag max"]
		.into_iter()
		.chain(EVENTS.iter().map(|(_, head)| *head))
		.chain(["total", "result"])
		.map(str::to_owned)
		.collect::<Vec<_>>();
	let rows = std::iter::once(head).chain(records.iter().map(Record::cells)).collect::<Vec<_>>();
	let widths = (0..rows[0].len())
		.map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default())
		.collect::<Vec<_>>();
	rows.iter().fold(String::new(), |mut text, row| {
		for (cell, width) in row.iter().zip(&widths) {
			let _ = write!(text, "{cell:>width$}  ");
		}
		text.truncate(text.trim_end().len());
		text.push('\n');
		text
	})
}

/// How much the machine has to do: processes that want to run, on average over a minute.
pub fn load() -> String {
	let average = fs::read_to_string("/proc/loadavg").unwrap_or_default();
	average.split(' ').next().unwrap_or("?").to_owned()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn table_has_a_row_for_each_run_and_says_what_failed() {
		let good = Record {
			blocks: 400,
			recoveries: vec![(COLLATOR_BACK, Duration::from_millis(12_340))],
			total: Duration::from_secs(605),
			..Record::new(1)
		};
		let mut bad = Record::new(2);
		bad.fail("pace", Duration::ZERO, &anyhow::anyhow!("too slow"));

		let table = table(&[good, bad]);
		let rows = table.lines().collect::<Vec<_>>();

		assert_eq!(rows.len(), 3);
		assert!(rows[1].contains("12.3") && rows[1].contains("10 min 05") && rows[1].ends_with("ok"));
		assert!(rows[2].ends_with("FAILED: pace"));
	}
}
