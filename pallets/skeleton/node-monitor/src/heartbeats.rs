//! Sampled heartbeats: in each block a handful of nodes, drawn among all that are online, must show that they are there.

use super::*;
use frame::hashing::blake2_256;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"node-monitor/heartbeats";

/// The queue of heartbeats that are due.
type Queue<T> = Ring<(), (NodeId, Moment), DueEnds<T>, Due<T>>;

impl<T: Config> Pallet<T> {
	/// As many are looked at as are asked, so the queue never grows beyond a window's.
	pub(crate) fn poll(now: BlockNumberFor<T>, meter: &mut WeightMeter) {
		if meter.try_consume(T::WeightInfo::poll()).is_err() {
			return;
		}
		for _ in 0..T::HeartbeatsPerBlock::get() {
			// Without looking nobody is asked either: else the queue would grow.
			if !meter.can_consume(T::WeightInfo::look()) {
				return;
			}
			if !Self::look() {
				break;
			}
			meter.consume(T::WeightInfo::look());
		}
		let (randomness, _) = T::Randomness::random(SUBJECT);
		for number in 0..T::HeartbeatsPerBlock::get() {
			if meter.try_consume(T::WeightInfo::ask()).is_err() {
				return;
			}
			// The relay chain's value may stay the same for some blocks. That it is known does not matter here: a node that sees
			// that it will be asked has to be there all the same.
			Self::ask(H256(blake2_256(&(randomness, now, number).encode())));
		}
	}

	/// Asks a node that is online, unless it is asked already.
	pub(crate) fn ask(seed: H256) {
		let Some(node) = T::Nodes::sample(seed) else { return };
		if Asked::<T>::contains_key(node) {
			return;
		}
		let until = T::Time::now().saturating_add(T::HeartbeatWindow::get());
		Asked::<T>::insert(node, until);
		Queue::<T>::push((), (node, until));
		Self::deposit_event(Event::HeartbeatAsked { node, until });
	}

	/// Looks at the heartbeat that is due first. Whether one was.
	pub(crate) fn look() -> bool {
		let Some((node, until)) = Queue::<T>::peek((), 0) else { return false };
		if T::Time::now() <= until {
			return false;
		}
		Queue::<T>::pop(());
		if Asked::<T>::get(node) == Some(until) {
			Asked::<T>::remove(node);
			Self::miss(node);
		}
		true
	}

	fn miss(node: NodeId) {
		if T::Nodes::info(node).is_none() {
			Missed::<T>::remove(node);
			return;
		}
		let misses = Missed::<T>::get(node).saturating_add(1);
		Self::deposit_event(Event::HeartbeatMissed { node, misses });
		if misses < MAX_MISSED {
			Missed::<T>::insert(node, misses);
			return;
		}
		Missed::<T>::remove(node);
		T::Nodes::fault(node);
		T::Ratings::penalise(ResourceId::Node(node), T::MissPenalty::get());
	}

	pub(crate) fn do_heartbeat(who: T::AccountId, node: NodeId) -> DispatchResult {
		let until = Asked::<T>::get(node).ok_or(Error::<T>::NotAsked)?;
		ensure!(T::Time::now() <= until, Error::<T>::TooLate);
		let info = T::Nodes::info(node).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(info.operator == who, Error::<T>::NotOperator);
		Asked::<T>::remove(node);
		Missed::<T>::remove(node);
		Self::deposit_event(Event::HeartbeatReceived { node });
		Ok(())
	}
}
