//! Runs the parachain on a relay chain of its own, on this machine, and lets happen to it what may befall it: see `../README.md`.

mod chain;
mod limits;
mod measure;
mod network;
mod options;
mod process;
mod report;
mod run;
mod stages;
mod wrapper;

use options::Options;
use report::Record;
use run::Interrupt;
use std::process::ExitCode;

/// What the process ends with when somebody stops it, as a shell says it.
const INTERRUPTED: u8 = 130;

#[tokio::main]
async fn main() -> ExitCode {
	let options = match Options::read(std::env::args().skip(1)) {
		Ok(options) => options,
		Err(error) => {
			eprintln!("error: {error:#}\n\n{}", options::USAGE);
			return ExitCode::FAILURE;
		}
	};
	let interrupt = match Interrupt::listen() {
		Ok(interrupt) => interrupt,
		Err(error) => {
			eprintln!("error: signals can't be listened to: {error}");
			return ExitCode::FAILURE;
		}
	};

	let mut records = Vec::<Record>::new();
	for number in 1..=options.times {
		let record = run::perform(&options, number, &interrupt).await;
		let failed = record.failed();
		records.push(record);
		if failed {
			break;
		}
	}
	println!("{}", report::table(&records));
	if interrupt.happened() {
		eprintln!("stopped before the end");
		return ExitCode::from(INTERRUPTED);
	}
	if records.iter().any(Record::failed) {
		ExitCode::FAILURE
	} else {
		ExitCode::SUCCESS
	}
}
