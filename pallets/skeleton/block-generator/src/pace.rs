//! How fast blocks are made, and a clock that does not run faster with them.

use super::*;
use aic_primitives::time::MINUTE;
use frame::traits::{Get, Time};

impl<T: Config> Pallet<T> {
	/// Blocks that there should be in each slot of the relay chain: 3, 6 or 12.
	pub fn rate() -> u32 {
		Pace::<T>::get().rate.blocks_per_slot()
	}

	/// The greater of the present rate and that of the window before: blocks that were on their way when it changed are still fine.
	pub fn recent_rate() -> u32 {
		let pacing = Pace::<T>::get();
		pacing.rate.max(pacing.before).blocks_per_slot()
	}

	/// Blocks that this slot of the relay chain may have at the most. The slot in which a window ended has no more than before: blocks that
	/// count for less come from the next slot on.
	pub fn most_in(slot: u64) -> u32 {
		let pacing = Pace::<T>::get();
		let rate = if pacing.slot == slot { pacing.before } else { pacing.rate.max(pacing.before) };
		rate.blocks_per_slot()
	}

	/// Milliseconds after which the rate is looked at.
	pub(crate) fn pace_window() -> Moment {
		T::PaceWindow::get().max(MIN_PACE_WINDOW)
	}

	/// Counts the block's transactions, and adapts the rate when the window is over.
	pub(crate) fn end_block(now: BlockNumberFor<T>) {
		let extrinsics = frame_system::Pallet::<T>::extrinsic_count();
		let (mut pacing, time) = (Pace::<T>::get(), T::Time::now());
		let transactions = extrinsics.saturating_sub(T::Inherents::get());
		pacing.transactions = pacing.transactions.saturating_add(transactions);
		let elapsed = time.saturating_sub(pacing.window_began);
		if pacing.window_began == 0 {
			pacing = Pacing { window_began: time, transactions: 0, ..pacing };
		} else if elapsed >= Self::pace_window() {
			let a_minute = u64::from(pacing.transactions).saturating_mul(MINUTE);
			let a_minute = a_minute.checked_div(elapsed).unwrap_or_default();
			let next = T::Thresholds::get().next(pacing.rate, a_minute, T::Producers::live());
			pacing = Self::turn(pacing, next, now);
			pacing = Pacing { window_began: time, transactions: 0, ..pacing };
		}
		Pace::<T>::put(pacing);
	}

	/// Blocks after `now` have this rate.
	fn turn(
		pacing: Pacing<BlockNumberFor<T>>,
		rate: Rate,
		now: BlockNumberFor<T>,
	) -> Pacing<BlockNumberFor<T>> {
		let before = pacing.rate;
		if rate != before {
			Self::deposit_event(Event::PaceChanged { rate });
		}
		let (units, slot) = (Self::units_at(&pacing, now), T::Slot::get().unwrap_or_default());
		Pacing { rate, before, since: now, slot, units, ..pacing }
	}

	/// What the blocks up to this one count for, in quarters of a base block. In the window after the rate fell as many blocks are allowed as before, so
	/// they count for no more than before.
	pub(crate) fn units_at(pacing: &Pacing<BlockNumberFor<T>>, block: BlockNumberFor<T>) -> u64 {
		let blocks = block.saturating_sub(pacing.since).saturated_into::<u64>();
		pacing.units.saturating_add(blocks.saturating_mul(pacing.rate.max(pacing.before).quarters()))
	}
}

/// The number that the block would have if there had been one every 2 s: faster blocks count for less, rounded down. It never falls, and is never above
/// the block's number.
pub struct BaseBlocks<T>(PhantomData<T>);

impl<T: Config> BlockNumberProvider for BaseBlocks<T> {
	type BlockNumber = BlockNumberFor<T>;

	fn current_block_number() -> Self::BlockNumber {
		let now = frame_system::Pallet::<T>::block_number();
		let units = Pallet::<T>::units_at(&Pace::<T>::get(), now);
		units.checked_div(Rate::Base.quarters()).unwrap_or_default().saturated_into()
	}

	/// As if all blocks had been at the base rate.
	#[cfg(any(feature = "std", feature = "runtime-benchmarks"))]
	fn set_block_number(block: Self::BlockNumber) {
		frame_system::Pallet::<T>::set_block_number(block);
		Pace::<T>::mutate(|pacing| {
			*pacing = Pacing {
				window_began: pacing.window_began,
				transactions: pacing.transactions,
				..Default::default()
			};
		});
	}
}
