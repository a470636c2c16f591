//! What the calls, the hook and the verdicts cost.

use frame::weights_prelude::*;

/// Weights of this pallet.
pub trait WeightInfo {
	/// `request` with so many datasets.
	fn request(datasets: u32) -> Weight;
	/// `top_up`.
	fn top_up() -> Weight;
	/// `start`.
	fn start() -> Weight;
	/// `start` of one who must not get the work.
	fn start_refused() -> Weight;
	/// `submit`.
	fn submit() -> Weight;
	/// `settle`.
	fn settle() -> Weight;
	/// `cancel` of so many assigned slots.
	fn cancel(slots: u32) -> Weight;
	/// `expire` of one that was not submitted.
	fn expire() -> Weight;
	/// `forget` of so many pages.
	fn forget(pages: u32) -> Weight;
	/// The hook when nobody waits.
	fn poll() -> Weight;
	/// Looking at a lane in which nobody is due.
	fn look() -> Weight;
	/// Drawing nodes for so many slots of a job.
	fn visit(slots: u32) -> Weight;
	/// Drawing nodes for a job, in vain.
	fn visit_fails() -> Weight;
	/// Ending the slots that waited too long.
	fn lapse() -> Weight;
	/// Drawing nodes for so many slots of a gang.
	fn gather(slots: u32) -> Weight;
	/// Giving back so many nodes of a gang.
	fn disband(slots: u32) -> Weight;
	/// A verdict with so many auditors.
	fn on_verdict(auditors: u32) -> Weight;
}

/// For tests only.
impl WeightInfo for () {
	fn request(datasets: u32) -> Weight {
		Weight::from_parts(70_000_000, 12_000)
			.saturating_add(Weight::from_parts(10_000_000, 3_500).saturating_mul(datasets.into()))
	}
	fn top_up() -> Weight {
		Weight::from_parts(60_000_000, 10_000)
	}
	fn start() -> Weight {
		Weight::from_parts(30_000_000, 6_000)
	}
	fn start_refused() -> Weight {
		Weight::from_parts(60_000_000, 12_000)
	}
	fn submit() -> Weight {
		Weight::from_parts(80_000_000, 12_000)
	}
	fn settle() -> Weight {
		Weight::from_parts(100_000_000, 20_000)
	}
	fn cancel(slots: u32) -> Weight {
		Weight::from_parts(50_000_000, 20_000)
			.saturating_add(Weight::from_parts(90_000_000, 5_000).saturating_mul(slots.into()))
	}
	fn expire() -> Weight {
		Weight::from_parts(100_000_000, 30_000)
	}
	fn forget(pages: u32) -> Weight {
		Weight::from_parts(20_000_000, 5_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_500).saturating_mul(pages.into()))
	}
	fn poll() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
	}
	fn look() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
	}
	fn visit(slots: u32) -> Weight {
		Weight::from_parts(50_000_000, 10_000)
			.saturating_add(Weight::from_parts(30_000_000, 2_000).saturating_mul(slots.into()))
	}
	fn visit_fails() -> Weight {
		Weight::from_parts(80_000_000, 20_000)
	}
	fn lapse() -> Weight {
		Weight::from_parts(100_000_000, 30_000)
	}
	fn gather(slots: u32) -> Weight {
		Self::visit(slots).saturating_add(Weight::from_parts(20_000_000, 10_000))
	}
	fn disband(slots: u32) -> Weight {
		Weight::from_parts(30_000_000, 10_000)
			.saturating_add(Weight::from_parts(30_000_000, 2_000).saturating_mul(slots.into()))
	}
	fn on_verdict(auditors: u32) -> Weight {
		Weight::from_parts(100_000_000, 30_000)
			.saturating_add(Weight::from_parts(60_000_000, 10_000).saturating_mul(auditors.into()))
	}
}
