//! One run: new networks, their stages one after the other, the end of everything.

use crate::{
	limits,
	network::{Epochs, Network, COLLATORS, VALIDATORS},
	options::Options,
	process::{tail, Process},
	report::{load, Record},
	stages::Stage,
};
use anyhow::{anyhow, Context, Result};
use futures::{future::try_join, FutureExt};
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
	/// The network's folder.
	pub folder: PathBuf,
	network: Option<Network>,
	/// Processes that a stage leaves for the next ones.
	pub processes: Vec<Process>,
	/// What was measured.
	pub record: Record,
}

impl<'a> Run<'a> {
	fn new(options: &'a Options, folder: PathBuf, record: Record) -> Self {
		Self { options, folder, network: None, processes: Vec::new(), record }
	}

	/// The nodes.
	pub fn network(&self) -> Result<&Network> {
		self.network.as_ref().context("there is no network")
	}

	/// Starts the network.
	async fn begin(&mut self, epochs: Epochs, interrupt: &Interrupt) -> Result<(), Failed> {
		let begun = Instant::now();
		let network = Network::start(self.options, &self.folder, epochs);
		match guarded(limits::NETWORK_START, interrupt, network).await {
			Ok(network) => {
				self.network = Some(network);
				let line = format!("two validators and two collators answer, epochs of {epochs}");
				self.record.passed("network", begun.elapsed(), line);
				Ok(())
			}
			Err(error) => Err(self.fail("network", begun.elapsed(), &error)),
		}
	}

	/// These stages, one after the other, until one fails.
	async fn play(&mut self, stages: &[Stage], interrupt: &Interrupt) -> Result<(), Failed> {
		for stage in stages {
			println!("{}: at most {} s …", stage.name(), stage.limit().as_secs());
			let begun = Instant::now();
			let result = guarded(stage.limit(), interrupt, stage.perform(self)).await;
			let took = begun.elapsed();
			if let Ok(Ok(height)) = timeout(limits::REQUEST, height(self)).await {
				self.record.blocks = self.record.blocks.max(height);
			}
			match result {
				Ok(line) => self.record.passed(stage.name(), took, line),
				Err(error) => return Err(self.fail(stage.name(), took, &error)),
			}
		}
		Ok(())
	}

	fn fail(&mut self, stage: &str, took: Duration, error: &anyhow::Error) -> Failed {
		self.record.fail(stage, took, error);
		eprintln!("{}", self.blame(error));
		Failed
	}

	/// The ends of the logs in which the reason may be: the node's that the error names, those of nodes that ended, or the first
	/// collator's.
	fn blame(&self, error: &anyhow::Error) -> String {
		let log = |name: &str| self.folder.join(name).join(format!("{name}.log"));
		let mut logs = match &self.network {
			Some(network) => {
				let mut names = network.ended();
				if let Some(Guilty(name)) = error.downcast_ref::<Guilty>() {
					names.insert(0, name.clone());
				}
				names.dedup();
				if names.is_empty() {
					names.push(COLLATORS[0].0.to_owned());
				}
				names.iter().map(|name| log(name)).collect::<Vec<_>>()
			}
			None => COLLATORS.map(|(name, _)| name).into_iter().chain(VALIDATORS).map(log).collect(),
		};
		logs.retain(|log| log.exists());
		logs.extend(self.processes.iter().map(|process| process.log.clone()));
		logs.iter().map(|log| format!("\nthe end of {}:\n{}\n", log.display(), tail(log))).collect()
	}

	/// Ends all processes.
	async fn end(self) -> Record {
		for mut process in self.processes {
			if let Err(error) = process.stop().await {
				eprintln!("stopping {}: {error}", process.name);
			}
		}
		if let Some(network) = self.network {
			network.stop().await;
		}
		self.record
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
///
/// The stage with a network of its own begins beside those of [`Stage::long`], so that it costs little time, and does not disturb what times single blocks.
pub async fn perform(options: &Options, number: u32, interrupt: &Interrupt) -> Record {
	let started = Instant::now();
	let folder = options.logs.join(format!("aic-zombienet-{}-{number}", std::process::id()));
	println!("run {number}: nodes and logs are in {}, load {}", folder.display(), load());

	let mut first = Run::new(options, folder.clone(), Record::new(number));
	let mut second = Run::new(options, folder.join("again"), Record::new(number));
	let (others, own) = options.stages.iter().partition::<Vec<Stage>, _>(|stage| !stage.has_own_network());
	let (short, long) = others.into_iter().partition::<Vec<Stage>, _>(|stage| !stage.long());
	let all = async {
		first.begin(Epochs::Hour, interrupt).await?;
		first.play(&short, interrupt).await?;
		let beside = async {
			if !own.is_empty() {
				second.begin(Epochs::Minute, interrupt).await?;
			}
			second.play(&own, interrupt).await
		};
		// When one fails the other one ends.
		try_join(first.play(&long, interrupt), beside).await
	};
	let failed = all.await.is_err();
	let mut record = first.end().await;
	record.absorb(second.end().await);
	record.total = started.elapsed();
	if failed {
		eprintln!("\nthe logs stay in {}", folder.display());
	} else if let Err(error) = fs::remove_dir_all(&folder) {
		eprintln!("removing {}: {error}", folder.display());
	}
	record
}

/// A stage failed: its record says which, and its reason was printed.
struct Failed;

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
