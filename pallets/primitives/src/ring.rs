//! Queues in storage, first in, first out, in which every step costs the same however many wait.

use codec::{Decode, Encode, FullCodec, MaxEncodedLen};
use core::marker::PhantomData;
use frame::{
	deps::frame_support::storage::{StorageDoubleMap, StorageMap},
	prelude::Debug,
};
use scale_info::TypeInfo;

/// The two ends of a queue.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Ends {
	/// Position that is served next.
	pub head: u64,
	/// Position that is given next.
	pub tail: u64,
}

impl Ends {
	/// Whether nobody waits.
	pub fn is_empty(&self) -> bool {
		self.head >= self.tail
	}

	/// Positions from head to tail, those given up within.
	pub fn len(&self) -> u64 {
		self.tail.saturating_sub(self.head)
	}
}

/// Queues by key: `E` keeps the ends of each, `I` what waits at each position. A pallet declares both as storage, `E` with
/// `ValueQuery` and `I` with `OptionQuery`. A queue that nobody waits in has no entry in either, except that its positions
/// begin anew only when it was empty.
pub struct Ring<K, T, E, I>(PhantomData<(K, T, E, I)>);

impl<K, T, E, I> Ring<K, T, E, I>
where
	K: FullCodec + Copy,
	T: FullCodec,
	E: StorageMap<K, Ends, Query = Ends>,
	I: StorageDoubleMap<K, u64, T, Query = Option<T>>,
{
	/// Puts `entry` at the end and returns its position. One read, two writes.
	pub fn push(key: K, entry: T) -> u64 {
		let position = E::mutate(key, |ends| {
			let position = ends.tail;
			ends.tail = position.saturating_add(1);
			position
		});
		I::insert(key, position, entry);
		position
	}

	/// The queue's ends.
	pub fn ends(key: K) -> Ends {
		E::get(key)
	}

	/// What waits first; positions that were given up before it are passed over and forgotten, at most `patience` of them.
	/// `None` when nothing waits, or patience ran out.
	pub fn peek(key: K, patience: u32) -> Option<T> {
		let mut ends = E::get(key);
		let first = ends.head;
		for _ in 0..=patience {
			if ends.is_empty() {
				break;
			}
			if let Some(entry) = I::get(key, ends.head) {
				Self::keep(key, first, ends);
				return Some(entry);
			}
			ends.head = ends.head.saturating_add(1);
		}
		Self::keep(key, first, ends);
		None
	}

	/// Takes what waits at the head. `None` when that position was given up or nothing waits.
	pub fn pop(key: K) -> Option<T> {
		let mut ends = E::get(key);
		if ends.is_empty() {
			return None;
		}
		let (first, entry) = (ends.head, I::take(key, ends.head));
		ends.head = first.saturating_add(1);
		Self::keep(key, first, ends);
		entry
	}

	/// Gives a position up; what waited there. It is passed over when its turn comes. One write.
	pub fn remove(key: K, position: u64) -> Option<T> {
		I::take(key, position)
	}

	fn keep(key: K, first: u64, ends: Ends) {
		if ends.is_empty() {
			E::remove(key);
		} else if ends.head != first {
			E::insert(key, ends);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame::{
		deps::{frame_support, sp_io::TestExternalities},
		prelude::{OptionQuery, Twox64Concat, ValueQuery},
	};

	struct Prefix;

	impl frame::traits::StorageInstance for Prefix {
		const STORAGE_PREFIX: &'static str = "Ring";

		fn pallet_prefix() -> &'static str {
			"Test"
		}
	}

	struct Positions;

	impl frame::traits::StorageInstance for Positions {
		const STORAGE_PREFIX: &'static str = "Positions";

		fn pallet_prefix() -> &'static str {
			"Test"
		}
	}

	type AllEnds = frame_support::storage::types::StorageMap<Prefix, Twox64Concat, u8, Ends, ValueQuery>;
	type Items = frame_support::storage::types::StorageDoubleMap<
		Positions,
		Twox64Concat,
		u8,
		Twox64Concat,
		u64,
		u8,
		OptionQuery,
	>;
	type Queue = Ring<u8, u8, AllEnds, Items>;

	#[test]
	fn entries_come_out_in_the_order_that_they_came_in_when_queues_are_mixed() {
		TestExternalities::default().execute_with(|| {
			for letter in [b'a', b'b', b'c'] {
				Queue::push(1, letter);
				Queue::push(2, letter.to_ascii_uppercase());
			}
			assert_eq!([Queue::pop(1), Queue::pop(2), Queue::pop(1)], [Some(b'a'), Some(b'A'), Some(b'b')]);
			assert_eq!((Queue::peek(1, 0), Queue::ends(1).len()), (Some(b'c'), 1));
		});
	}

	#[test]
	fn positions_that_were_given_up_are_passed_over_when_patience_allows() {
		TestExternalities::default().execute_with(|| {
			let positions = [b'a', b'b', b'c', b'd'].map(|letter| Queue::push(1, letter));
			assert_eq!(Queue::remove(1, positions[0]), Some(b'a'));
			assert_eq!(Queue::remove(1, positions[1]), Some(b'b'));
			assert_eq!(Queue::remove(1, positions[1]), None);
			assert_eq!(Queue::peek(1, 0), None);
			assert_eq!(Queue::peek(1, 1), Some(b'c'));
			assert_eq!((Queue::pop(1), Queue::pop(1), Queue::pop(1)), (Some(b'c'), Some(b'd'), None));
		});
	}

	#[test]
	fn a_queue_leaves_nothing_when_it_is_empty() {
		TestExternalities::default().execute_with(|| {
			Queue::push(1, b'a');
			let last = Queue::push(1, b'b');
			Queue::remove(1, last);
			assert_eq!(Queue::pop(1), Some(b'a'));
			assert_eq!(Queue::peek(1, 5), None);
			assert_eq!((AllEnds::iter().count(), Items::iter().count()), (0, 0));
			assert_eq!(Queue::push(1, b'c'), 0);
		});
	}
}
