//! One run: a new network, the stages one after the other, the end of everything.

use crate::{
	limits,
	network::{Epochs, Network, COLLATORS},
	options::Options,
	process::{tail, Process},
	report::{load, Record},
	stages::Stage,
};
use anyhow::{anyhow, Context, Result};
use futures::FutureExt;
use std::{
	any::Any,
	fmt, fs,
	future::Future,
	panic::AssertUnwindSafe,
	path::PathBuf,
	time::{Duration, Instant},
};
use tokio::{
	signal::unix::{signal, SignalKind},
	sync::watch,
	time::timeout,
};

/// What stages work with.
pub struct Run<'a> {
	/// What the suite was called with.
	pub options: &'a Options,
	/// The run's folder.
	pub folder: PathBuf,
	network: Option<Network>,
	/// Processes that a stage leaves for the next ones.
	pub processes: Vec<Process>,
	/// What was measured.
	pub record: &'a mut Record,
}

impl Run<'_> {
	/// The nodes.
	pub fn network(&self) -> Result<&Network> {
		self.network.as_ref().context("there is no network")
	}

	/// Ends the network, and starts a new one with another relay chain.
	pub async fn renew(&mut self, epochs: Epochs) -> Result<()> {
		if let Some(network) = self.network.take() {
			network.stop().await;
		}
		self.network = Some(Network::start(self.options, &self.folder.join("again"), epochs).await?);
		Ok(())
	}
}

/// Tells of a signal to stop.
pub struct Interrupt {
	happened: watch::Receiver<bool>,
}

impl Interrupt {
	/// Listens from now on.
	pub fn listen() -> Result<Self> {
		let (sender, happened) = watch::channel(false);
		let (mut interrupt, mut terminate) =
			(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
		tokio::spawn(async move {
			tokio::select! {
				_ = interrupt.recv() => {},
				_ = terminate.recv() => {},
			}
			sender.send_replace(true);
			// The sender stays, or the receivers would find it gone.
			sender.closed().await;
		});
		Ok(Self { happened })
	}

	/// Whether there was one.
	pub fn happened(&self) -> bool {
		*self.happened.borrow()
	}

	async fn wait(&self) {
		let _ = self.happened.clone().wait_for(|happened| *happened).await;
	}
}

/// Names the node in whose log the reason of an error may be.
#[derive(Debug)]
pub struct Guilty(pub String);

impl fmt::Display for Guilty {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		write!(f, "see the log of {}", self.0)
	}
}

/// Does everything once. The folder goes when all went well.
pub async fn perform(options: &Options, number: u32, interrupt: &Interrupt) -> Record {
	let started = Instant::now();
	let mut record = Record::new(number);
	let folder = options.logs.join(format!("aic-zombienet-{}-{number}", std::process::id()));
	println!("run {number}: nodes and logs are in {}, load {}", folder.display(), load());

	let network =
		guarded(limits::NETWORK_START, interrupt, Network::start(options, &folder, Epochs::Hour)).await;
	match network {
		Ok(network) => {
			record.passed("network", started.elapsed(), "two validators and two collators answer".into());
			let processes = Vec::new();
			let folder = folder.clone();
			let mut run = Run { options, folder, network: Some(network), processes, record: &mut record };
			if let Err((stage, took, error)) = stages(&mut run, interrupt).await {
				run.record.fail(stage.name(), took, &error);
				eprintln!("{}", blame(&run, &error));
			}
			let Run { network, processes, .. } = run;
			for mut process in processes {
				if let Err(error) = process.stop().await {
					eprintln!("stopping {}: {error}", process.name);
				}
			}
			if let Some(network) = network {
				network.stop().await;
			}
		}
		Err(error) => {
			record.fail("network", started.elapsed(), &error);
			let logs = COLLATORS.map(|(name, _)| name).into_iter().chain(crate::network::VALIDATORS);
			for log in
				logs.map(|name| folder.join(name).join(format!("{name}.log"))).filter(|log| log.exists())
			{
				eprintln!("\nthe end of {}:\n{}", log.display(), tail(&log));
			}
		}
	}
	record.total = started.elapsed();
	if record.failed() {
		eprintln!("\nthe logs stay in {}", folder.display());
	} else if let Err(error) = fs::remove_dir_all(&folder) {
		eprintln!("removing {}: {error}", folder.display());
	}
	record
}

async fn stages(run: &mut Run<'_>, interrupt: &Interrupt) -> Result<(), (Stage, Duration, anyhow::Error)> {
	for stage in run.options.stages.clone() {
		println!("{}: at most {} s …", stage.name(), stage.limit().as_secs());
		let begun = Instant::now();
		let result = guarded(stage.limit(), interrupt, stage.perform(run)).await;
		let took = begun.elapsed();
		if let Ok(Ok(height)) = timeout(limits::REQUEST, height(run)).await {
			run.record.blocks = run.record.blocks.max(height);
		}
		match result {
			Ok(line) => run.record.passed(stage.name(), took, line),
			Err(error) => return Err((stage, took, error)),
		}
	}
	Ok(())
}

async fn height(run: &Run<'_>) -> Result<u64> {
	Ok(run.network()?.parachain().await?.best().await?.number)
}

/// Runs it until the limit, a signal or a panic, whichever comes first.
async fn guarded<T>(
	limit: Duration,
	interrupt: &Interrupt,
	what: impl Future<Output = Result<T>>,
) -> Result<T> {
	tokio::select! {
		result = timeout(limit, AssertUnwindSafe(what).catch_unwind()) => match result {
			Err(_) => Err(anyhow!("it took longer than {} s", limit.as_secs())),
			Ok(Err(panic)) => Err(anyhow!("it panicked: {}", words(&*panic))),
			Ok(Ok(result)) => result,
		},
		() = interrupt.wait() => Err(anyhow!("stopped by a signal")),
	}
}

fn words(panic: &(dyn Any + Send)) -> &str {
	let text = panic.downcast_ref::<&str>().copied();
	text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word")
}

/// The ends of the logs in which the reason may be: the node's that the error names, those of nodes that ended, or the first
/// collator's.
fn blame(run: &Run, error: &anyhow::Error) -> String {
	let Ok(network) = run.network() else { return String::new() };
	let mut names = network.ended();
	if let Some(Guilty(name)) = error.downcast_ref::<Guilty>() {
		names.insert(0, name.clone());
	}
	names.dedup();
	if names.is_empty() {
		names.push(COLLATORS[0].0.to_owned());
	}
	let own = run.processes.iter().map(|process| process.log.clone());
	let logs = names.iter().map(|name| network.log(name)).chain(own).collect::<Vec<PathBuf>>();
	logs.iter().map(|log| format!("\nthe end of {}:\n{}\n", log.display(), tail(log))).collect()
}
