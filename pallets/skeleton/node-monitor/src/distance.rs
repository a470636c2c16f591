//! Distance that is measured: what auditors saw of a node's round trip, held against the table of regions.

use super::*;
use aic_primitives::{Distances, NodeInfo};
use alloc::vec::Vec;

impl<T: Config> Pallet<T> {
	/// Median of the deviations and how many there are; `None` when they are too few.
	pub(crate) fn excess(reports: &Deviations) -> Option<(i32, u32)> {
		let count = reports.len() as u32;
		if count < MIN_REPORTS {
			return None;
		}
		let mut sorted: Vec<i32> = reports.iter().map(|(_, deviation)| *deviation).collect();
		sorted.sort_unstable();
		// Of an even number the lower of the two in the middle: in doubt for the node.
		let middle = sorted.len().saturating_sub(1) / 2;
		sorted.get(middle).map(|median| (*median, count))
	}

	/// How much longer than the table says, or shorter, in ms; within `Clip`.
	fn deviation(round_trip: u32, expected: u32) -> i32 {
		let clip = i64::from(T::Clip::get());
		i64::from(round_trip)
			.saturating_sub(expected.into())
			.clamp(clip.saturating_neg(), clip)
			.saturated_into()
	}

	fn do_report(from: NodeInfo<T::AccountId>, node: NodeId, about: NodeInfo<T::AccountId>, round_trip: u32) {
		let Some(expected) = T::Nodes::latency(from.region, about.region) else { return };
		let deviation = Self::deviation(round_trip, expected);
		let (region, mut reports) = Reports::<T>::get(node);
		if region != about.region {
			reports = Deviations::new();
		}
		reports.retain(|(provider, _)| *provider != from.owner);
		if reports.is_full() {
			reports.remove(0);
		}
		let pushed = reports.try_push((from.owner, deviation));
		defensive_assert!(pushed.is_ok(), "there is room for one");
		match Self::excess(&reports) {
			Some((excess, _)) if i64::from(excess) > i64::from(T::Tolerance::get()) => {
				Self::misplaced(node, excess)
			}
			_ => Reports::<T>::insert(node, (about.region, reports)),
		}
	}

	/// What a false region costs: the node is out, must be measured again for a fee, is trusted by nobody and loses points.
	/// What is measured already is no use to it.
	fn misplaced(node: NodeId, excess: i32) {
		Reports::<T>::remove(node);
		T::Nodes::fault(node);
		T::Nodes::set_power(node, 0);
		Self::void_measurement(node);
		T::Trust::reset(node);
		T::Ratings::penalise(ResourceId::Node(node), T::MissPenalty::get());
		Self::deposit_event(Event::Misplaced { node, excess });
	}
}

impl<T: Config> Distances for Pallet<T> {
	/// Nothing happens when a node is not known, both are one provider's, or the table doesn't say how far they are.
	fn report(from: NodeId, node: NodeId, round_trip: u32) {
		let (Some(from), Some(about)) = (T::Nodes::info(from), T::Nodes::info(node)) else { return };
		if from.owner != about.owner {
			Self::do_report(from, node, about, round_trip);
		}
	}

	fn weight() -> Weight {
		T::WeightInfo::report()
	}
}
