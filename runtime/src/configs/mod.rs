//! How each pallet is set up, by theme.

pub mod assets;
pub mod consensus;
pub mod data;
pub mod genesis_parameters;
pub mod governance;
pub mod money;
pub mod parameters;
pub mod referenda;
pub mod salaries;
pub mod skeleton;
pub mod system;
pub mod vessels;
pub mod xcm;
