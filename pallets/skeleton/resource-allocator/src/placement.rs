//! Drawing nodes for the jobs that wait, within what a block may do.

use super::*;
use crate::queue::Head;
use aic_primitives::{Parts, Placement, RegionId, Taken, WaitReason};
use alloc::collections::BTreeMap;
use frame::hashing::blake2_256;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"resource-allocator";
/// Looks at lanes that each of the four parts of [`Pallet::poll`] takes at the most.
pub(crate) const LOOKS: u32 = 16;
/// Slots of a gang that are given back in a block, or by a call, at the most.
pub(crate) const DISBANDED: u16 = PAGE / 2;
/// Pages with slots whose node failed that a visit reads at the most.
const PAGES: usize = 2;
/// 2³² divided by the golden ratio, whose multiples lie far from each other.
const SCATTER: u32 = 0x9e37_79b9;
/// Regions that are looked at for a gang in one region.
const REGIONS: usize = 16;

/// What a block may still do.
struct Round<'a, BlockNumber> {
	meter: &'a mut WeightMeter,
	randomness: H256,
	known_since: BlockNumber,
	jobs: u32,
	slots: u32,
	looks: u32,
}

/// What came of a visit to a job, with the slots that nodes were asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Visit {
	/// Some found nodes.
	Placed(u32),
	/// A gang was begun or went on.
	Gathered(u32),
	/// None found a node.
	Failed,
	/// The job's patience was over.
	Lapsed,
}

impl Visit {
	fn weight<T: Config>(self) -> Weight {
		match self {
			Self::Placed(slots) => T::WeightInfo::visit(slots),
			Self::Gathered(slots) => T::WeightInfo::gather(slots),
			Self::Failed => T::WeightInfo::visit_fails(),
			Self::Lapsed => T::WeightInfo::lapse().saturating_add(T::Leases::weight()),
		}
	}

	fn dearest<T: Config>(slots: u32) -> Weight {
		[Self::Placed(slots), Self::Gathered(slots), Self::Failed, Self::Lapsed]
			.into_iter()
			.fold(Weight::zero(), |dearest, visit| dearest.max(visit.weight::<T>()))
	}
}

/// The part of all idle nodes that a region must have at the least for a gang to be drawn from it alone, as a divisor.
const CROWD: u32 = 16;
/// Milliseconds by which a gang may be gathered longer for each draw that it needs: randomness that is newer than the last
/// draw comes so often.
pub(crate) const DRAW_TIME: Moment = 20_000;

impl<T: Config> Pallet<T> {
	/// Goes on with the gang that is being gathered, then serves the queue. Half of the jobs that a block visits, and three quarters of
	/// the slots, go to the highest prices. A quarter of the jobs comes from the levels of price in turn, so that whoever waits at any
	/// of them is served some day, whatever comes after him at others. A quarter are those that failed and have rested. What
	/// is left goes to the highest prices.
	pub(crate) fn poll(meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		let (jobs, slots) = (T::MaxJobsPerBlock::get(), T::MaxPlacementsPerBlock::get());
		let mut round = Round { meter, randomness, known_since, jobs, slots, looks: LOOKS };
		Self::go_on_gathering(&mut round);
		Self::serve_dearest(&mut round, jobs >> 1, slots >> 2);
		Self::serve_in_turn(&mut round, jobs >> 2, slots >> 3);
		Self::serve_retries(&mut round);
		Self::serve_dearest(&mut round, 0, 0);
	}

	/// What [`Pallet::poll`] needs so that nobody is kept waiting for ever.
	pub(crate) fn least_limit() -> Weight {
		let visit = T::WeightInfo::look().saturating_add(Visit::dearest::<T>(1));
		T::WeightInfo::poll().saturating_add(visit.max(Self::gang_weight(1)))
	}

	/// The most that going on with a gang can weigh when so many slots may be placed.
	fn gang_weight(slots: u32) -> Weight {
		Visit::dearest::<T>(slots).max(T::WeightInfo::disband(DISBANDED.into()))
	}

	/// Serves the highest levels, but leaves so many jobs and slots to others.
	fn serve_dearest(round: &mut Round<BlockNumberFor<T>>, jobs: u32, slots: u32) {
		round.looks = LOOKS;
		let mut limit = 256;
		while round.jobs > jobs && round.slots > slots {
			let Some(level) = LaneMarks::<T>::get().highest(limit) else { return };
			let share = round.slots.saturating_sub(slots);
			match Self::serve_lane(round, Lane::Fresh(level), share) {
				None => return,
				Some(true) => (),
				Some(false) => limit = level.into(),
			}
		}
	}

	/// Serves one job of each level in turn, downwards from where that ended the last time, but leaves so many jobs and slots.
	fn serve_in_turn(round: &mut Round<BlockNumberFor<T>>, jobs: u32, slots: u32) {
		round.looks = LOOKS;
		let mut resting = None;
		while round.jobs > jobs && round.slots > slots {
			let marks = LaneMarks::<T>::get();
			let Some(level) = marks.highest(marks.turn.into()).or(marks.highest(256)) else { return };
			if resting == Some(level) {
				return;
			}
			let share = round.slots.saturating_sub(slots);
			match Self::serve_lane(round, Lane::Fresh(level), share) {
				None => return,
				Some(true) => resting = None,
				Some(false) => resting = resting.or(Some(level)),
			}
			LaneMarks::<T>::mutate(|marks| marks.turn = level);
		}
	}

	/// Serves one job of each lane in turn.
	fn serve_retries(round: &mut Round<BlockNumberFor<T>>) {
		round.looks = LOOKS;
		let mut lanes = LaneMarks::<T>::get().retries().collect::<Vec<_>>();
		// So that no lane is always the last. Scattered, as not every block may have room for this.
		let block = frame_system::Pallet::<T>::block_number().saturated_into::<u32>();
		let first = (block.wrapping_mul(SCATTER) >> 16) as usize;
		let first = first.checked_rem(lanes.len()).unwrap_or_default();
		lanes.rotate_left(first);
		while !lanes.is_empty() {
			let mut due = Vec::new();
			for lane in lanes {
				if round.jobs == 0 || round.slots == 0 {
					return;
				}
				let slots = round.slots;
				match Self::serve_lane(round, Lane::Retry(lane), slots) {
					None => return,
					Some(true) => due.push(lane),
					Some(false) => (),
				}
			}
			lanes = due;
		}
	}

	/// Looks at a lane and visits its head, giving it so many slots at the most. Whether there was one that is due; `None` when
	/// the block has no more room.
	fn serve_lane(round: &mut Round<BlockNumberFor<T>>, lane: Lane, slots: u32) -> Option<bool> {
		let mut slots = slots;
		let look = T::WeightInfo::look();
		loop {
			while !round.meter.can_consume(look.saturating_add(Visit::dearest::<T>(slots))) {
				slots >>= 1;
				if slots == 0 {
					return None;
				}
			}
			round.looks = round.looks.checked_sub(1)?;
			round.meter.consume(look);
			match Self::take_head(lane, round.known_since) {
				Head::Gaps => (),
				Head::Empty | Head::Later => return Some(false),
				Head::Due(id) => {
					round.jobs = round.jobs.saturating_sub(1);
					let visit = Self::visit(id, slots, round.randomness);
					round.count::<T>(visit);
					return Some(true);
				}
			}
		}
	}

	/// Goes on with the gang that is being gathered or given back.
	fn go_on_gathering(round: &mut Round<BlockNumberFor<T>>) {
		let mut slots = round.slots;
		while !round.meter.can_consume(Self::gang_weight(slots)) {
			slots >>= 1;
			if slots == 0 {
				return;
			}
		}
		let Some(Gathering { job: id, drawn_at }) = Gang::<T>::get() else { return };
		let Some(mut job) = Jobs::<T>::get(id) else {
			defensive!("a gang's job is stored");
			return;
		};
		if let Phase::Gathering { until } = job.phase {
			if T::Time::now() <= until {
				if drawn_at < round.known_since {
					let visit = Self::gather(id, &mut job, slots, Self::seed(round.randomness, id));
					Jobs::<T>::insert(id, job);
					round.jobs = round.jobs.saturating_sub(1);
					round.count::<T>(visit);
				}
				return;
			}
		}
		let released = Self::disband(id, &mut job);
		Jobs::<T>::insert(id, job);
		round.jobs = round.jobs.saturating_sub(1);
		round.meter.consume(T::WeightInfo::disband(released.into()));
	}

	fn seed(randomness: H256, id: JobId) -> H256 {
		H256(blake2_256(&(randomness, id).encode()))
	}

	/// Draws nodes for up to `slots` slots of a job that has left the queue.
	pub(crate) fn visit(id: JobId, slots: u32, randomness: H256) -> Visit {
		let Some(mut job) = Jobs::<T>::get(id) else {
			defensive!("a queued job is stored");
			return Visit::Failed;
		};
		job.waiting.place = None;
		let visit = Self::serve(id, &mut job, slots, Self::seed(randomness, id));
		Jobs::<T>::insert(id, job);
		visit
	}

	fn serve(id: JobId, job: &mut JobOf<T>, slots: u32, seed: H256) -> Visit {
		if T::Time::now() > job.waiting.until {
			Self::drop_waiting(id, job, FailReason::NoNode(job.waiting.reason));
			return Visit::Lapsed;
		}
		if job.phase == Phase::Scattered {
			return Self::begin_gathering(id, job, slots, seed);
		}
		match Self::draw(id, job, slots, seed) {
			Ok((asked, placed)) => {
				job.waiting.failures = 0;
				if job.waiting.count() == 0 {
					return Visit::Placed(asked);
				}
				if placed < asked {
					Self::put_back(id, job, WaitReason::NoIdleNode);
				} else {
					// Its next nodes need newer randomness; meanwhile others at its level are served.
					job.waiting.reason = WaitReason::AwaitsRandomness;
					let lane = job.lane();
					Self::enqueue(id, job, lane);
				}
				Visit::Placed(asked)
			}
			Err(reason) => {
				Self::put_back(id, job, reason);
				Visit::Failed
			}
		}
	}

	/// Begins to reserve nodes for a gang, if there are enough idle ones and no other gang is at it.
	fn begin_gathering(id: JobId, job: &mut JobOf<T>, slots: u32, seed: H256) -> Visit {
		if Gang::<T>::exists() {
			// Not its fault: it doesn't rest longer for that.
			job.waiting.failures = job.waiting.failures.saturating_sub(1);
			Self::put_back(id, job, WaitReason::TooFewAtOnce);
			return Visit::Failed;
		}
		match Self::gathering_place(job) {
			Ok(strict) => job.strict = strict,
			Err(reason) => {
				Self::put_back(id, job, reason);
				return Visit::Failed;
			}
		}
		// Each draw needs newer randomness: the more nodes, the longer it takes.
		let draws = Moment::from(job.least()).div_ceil(T::MaxPlacementsPerBlock::get().max(1).into());
		let time = T::Deadlines::get().gather.saturating_add(draws.saturating_mul(DRAW_TIME));
		job.phase = Phase::Gathering { until: T::Time::now().saturating_add(time) };
		Self::gather(id, job, slots, seed)
	}

	/// The one region for a gang that wants one, if enough nodes are idle for it, and a fair part of all, so that
	/// nobody gets his own work for standing alone in a region.
	fn gathering_place(job: &JobOf<T>) -> Result<Option<RegionId>, WaitReason> {
		let (class, power) = (job.request.class, job.request.power);
		let least = u32::from(job.least());
		if let Placement::Gang { same_region: true } = job.request.placement {
			let regions = T::Nodes::regions_from(job.region).into_iter().take(REGIONS);
			let all = T::Nodes::idle(class, None, power);
			let mut any = false;
			for region in regions {
				let idle = T::Nodes::idle(class, Some(region), power);
				if idle >= least && idle.saturating_mul(CROWD) >= all {
					return Ok(Some(region));
				}
				any |= idle > 0;
			}
			return Err(if any { WaitReason::TooFewAtOnce } else { WaitReason::NoIdleNode });
		}
		match T::Nodes::idle(class, None, power) {
			0 => Err(WaitReason::NoIdleNode),
			idle if idle < least => Err(WaitReason::TooFewAtOnce),
			_ => Ok(None),
		}
	}

	/// Reserves more nodes for a gang; when it has all, its slots may start. When none can be had it is disbanded.
	fn gather(id: JobId, job: &mut JobOf<T>, slots: u32, seed: H256) -> Visit {
		let lacking = job.least().saturating_sub(job.created);
		match Self::draw(id, job, slots.min(lacking.into()), seed) {
			Ok((asked, _)) => {
				if job.created >= job.least() {
					Self::complete(id, job);
				} else {
					let drawn_at = frame_system::Pallet::<T>::block_number();
					Gang::<T>::put(Gathering { job: id, drawn_at });
				}
				Visit::Gathered(asked)
			}
			Err(reason) => {
				job.waiting.reason = reason;
				job.phase = Phase::Disbanding;
				if job.created == 0 {
					Self::scatter(id, job);
				}
				Visit::Failed
			}
		}
	}

	/// All nodes of a gang are there. Those slots of an elastic job that are above its least join one by one.
	fn complete(id: JobId, job: &mut JobOf<T>) {
		Gang::<T>::kill();
		job.phase = Phase::Ready { since: T::Time::now() };
		job.waiting.failures = 0;
		if job.waiting.count() > 0 {
			job.waiting.reason = WaitReason::AwaitsRandomness;
			let lane = job.lane();
			Self::enqueue(id, job, lane);
		}
		Self::deposit_event(Event::GangComplete { job: id, slots: job.created });
	}

	/// Gives some nodes of an incomplete gang back, the last first; when none is left the gang rests in the queue. Returns how
	/// many were given back.
	pub(crate) fn disband(id: JobId, job: &mut JobOf<T>) -> u16 {
		if let Phase::Gathering { .. } = job.phase {
			job.waiting.reason = WaitReason::TooFewAtOnce;
			job.phase = Phase::Disbanding;
		}
		let number = page_of(job.created.saturating_sub(1));
		let released = Slots::<T>::mutate_exists(id, number, |page| {
			let mut slots = page.take().unwrap_or_default();
			let kept = slots.len().saturating_sub(DISBANDED.into());
			for slot in slots.iter().skip(kept) {
				if let SlotState::Assigned { node, parts, .. } = slot.state {
					T::Nodes::release(node, parts);
				}
			}
			let released = slots.len().saturating_sub(kept) as u16;
			slots.truncate(kept);
			*page = Some(slots).filter(|slots| !slots.is_empty());
			released
		});
		job.created = job.created.saturating_sub(released);
		job.waiting.fresh = job.waiting.fresh.saturating_add(released);
		Self::touch_price(job.request.class);
		if job.created == 0 {
			Self::scatter(id, job);
		}
		released
	}

	/// A gang has no nodes any more.
	fn scatter(id: JobId, job: &mut JobOf<T>) {
		Gang::<T>::kill();
		job.phase = Phase::Scattered;
		job.strict = None;
		let reason = job.waiting.reason;
		Self::put_back(id, job, reason);
		Self::deposit_event(Event::GangDisbanded { job: id, reason });
	}

	/// Reserves nodes for up to `slots` slots, those whose node failed first. Returns how many were asked for and how many found.
	fn draw(id: JobId, job: &mut JobOf<T>, slots: u32, seed: H256) -> Result<(u32, u32), WaitReason> {
		let (mut pages, returned) = Self::returned(id, job, slots as usize);
		let more = slots.saturating_sub(returned.len() as u32).min(job.waiting.fresh.into()) as u16;
		let fresh = job.created..job.created.saturating_add(more);
		let wanted = (returned.len() as u32).saturating_add(more.into());
		let excluded = [job.excluded.as_slice(), job.failed.as_slice()].concat();
		let taken = T::Nodes::take(&job.requirements(), &job.locality(), &excluded, wanted, seed)?;
		let mut placed = 0u32;
		let mut indices = returned.into_iter().chain(fresh);
		for Taken { node, parts, .. } in taken {
			let Some(index) = indices.next() else {
				defensive!("more nodes were taken than were wanted");
				T::Nodes::release(node, parts);
				continue;
			};
			let number = page_of(index);
			let page = pages.entry(number).or_insert_with(|| Slots::<T>::get(id, number).unwrap_or_default());
			Self::assign(job, page, index, node, parts);
			placed = placed.saturating_add(1);
			Self::deposit_event(Event::SlotAssigned { slot: SlotId { job: id, index }, node });
		}
		for (number, page) in pages {
			if !page.iter().any(|slot| job.waits_again(slot)) {
				job.waiting.pages &= !page_bit(number);
			}
			Slots::<T>::insert(id, number, page);
		}
		Self::touch_price(job.request.class);
		Ok((wanted, placed))
	}

	/// Slots whose node failed, and their pages.
	fn returned(id: JobId, job: &JobOf<T>, wanted: usize) -> (BTreeMap<u16, Page>, Vec<u16>) {
		let (mut pages, mut found) = (BTreeMap::new(), Vec::new());
		for number in (0..64u16).filter(|number| job.waiting.pages & page_bit(*number) != 0).take(PAGES) {
			let page = Slots::<T>::get(id, number).unwrap_or_default();
			let first = number.saturating_mul(PAGE);
			let waiting = page.iter().zip(first..).filter(|(slot, _)| job.waits_again(slot));
			found.extend(waiting.map(|(_, index)| index));
			pages.insert(number, page);
		}
		found.truncate(wanted);
		(pages, found)
	}

	/// Gives the slot `index`, which waits, to a node.
	fn assign(job: &mut JobOf<T>, page: &mut Page, index: u16, node: NodeId, parts: Parts) {
		let state = SlotState::Assigned { node, parts, at: T::Time::now() };
		if index == job.created {
			job.created = index.saturating_add(1);
			job.waiting.fresh = job.waiting.fresh.saturating_sub(1);
			let pushed = page.try_push(Slot { attempts: 1, paid: 0, state });
			debug_assert!(pushed.is_ok(), "slots are created in order");
		} else if let Some(slot) = page.get_mut(usize::from(within_page(index))) {
			slot.attempts = slot.attempts.saturating_add(1);
			slot.state = state;
			job.waiting.returned = job.waiting.returned.saturating_sub(1);
		}
	}
}

impl<BlockNumber> Round<'_, BlockNumber> {
	/// Counts what a visit took.
	fn count<T: Config>(&mut self, visit: Visit) {
		if let Visit::Placed(slots) | Visit::Gathered(slots) = visit {
			self.slots = self.slots.saturating_sub(slots);
		}
		self.meter.consume(visit.weight::<T>());
	}
}

impl<AccountId> Job<AccountId> {
	/// Whether the slot, which had a node, waits for another.
	pub(crate) fn waits_again(&self, slot: &Slot) -> bool {
		matches!(slot.state, SlotState::Waiting { epoch } if epoch == self.waiting.epoch)
	}
}

/// The page that a slot is stored in.
pub(crate) fn page_of(index: u16) -> u16 {
	index.checked_div(PAGE).unwrap_or_default()
}

/// Where in its page a slot is stored.
pub(crate) fn within_page(index: u16) -> u16 {
	index.checked_rem(PAGE).unwrap_or_default()
}

/// The bit that stands for a page.
pub(crate) fn page_bit(number: u16) -> u64 {
	1u64.checked_shl(number.into()).unwrap_or_default()
}
