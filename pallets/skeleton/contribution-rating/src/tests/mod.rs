#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod creators;
mod invariants;
mod loops;
mod marks;
mod penalties;
mod record;
mod thieves;
mod try_state;

pub use crate::{mock::*, *};
pub use aic_primitives::{Rated, Ratings, ResourceUse, SlotId, UseKind};
pub use frame::testing_prelude::*;

pub const NODE: ResourceId = ResourceId::Node(1);
pub const OTHER: ResourceId = ResourceId::Node(2);
/// Pays; owns nothing.
pub const USER: u64 = 1;

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// The node that belongs to the account of this number, from three on.
pub fn of(owner: u64) -> ResourceId {
	World::give(ResourceId::Node(owner), owner);
	ResourceId::Node(owner)
}

/// A use in the running era.
pub fn pay(payer: u64, resource: ResourceId, amount: Balance, kept: Balance) -> Rated {
	let kind = UseKind::Work(SlotId { job: 0, index: 0 });
	let paid = ResourceUse { resource, payer, amount, kind, work: 0 };
	ContributionRating::record(Era::get(), &paid, kept)
}

pub fn rating(resource: ResourceId) -> (Balance, u32, Balance) {
	let Rating { points, stars, due, era } = ContributionRating::rating(resource);
	assert_eq!(era, Era::get());
	(points, stars, due)
}

pub fn points(resource: ResourceId) -> Balance {
	rating(resource).0
}

pub fn due(resource: ResourceId) -> Balance {
	ContributionRating::due(Era::get(), resource)
}

pub fn user(resource: ResourceId, user: u64) -> User<u64> {
	ContributionRating::user(resource, user).unwrap()
}

pub fn pot() -> Balance {
	Balances::free_balance(ContributionRating::pot())
}

pub fn assert_last(event: Event<Test>) {
	System::assert_last_event(event.into());
}
