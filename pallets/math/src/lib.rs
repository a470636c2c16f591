#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

mod decay;
mod exp;
pub mod logistic;
mod mul_div;
pub mod rating;

pub use decay::decay;
pub use mul_div::{mul_div_ceil, mul_div_floor};
