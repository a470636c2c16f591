//! One file per topic.

mod formats;
mod genesis;
mod invariants;
mod licences;
mod minting;
mod ownership;
mod pricing;
mod retiring;
mod state;
