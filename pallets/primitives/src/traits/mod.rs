//! What passes between the pallets. No pallet knows another; the runtime wires them. Every trait has an implementation
//! for `()` that stands for "not there".

mod assets;
mod blocks;
mod jobs;
mod money;
mod nodes;

/// A clock that benchmarks set. Implemented by the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkClock {
	/// Sets the time, in milliseconds since the Unix epoch, whatever the last block said.
	fn set_time(now: crate::Moment);
}

pub use assets::{AssetUses, Contents, Formats, Licensing, Minting, Replicas, UseTaken};
pub use blocks::Producers;
pub use jobs::{JobResults, Leases, OnVerdict, WorkValidation, Workers};
pub use money::{Earnings, Eras, Issuance, Payroll, Ratings, Resources, Shares};
pub use nodes::{Distances, Links, Nodes, Trust};
