//! How each pallet is set up, by theme.

pub mod assets;
pub mod consensus;
pub mod genesis_parameters;
pub mod governance;
pub mod money;
pub mod parameters;
pub mod skeleton;
pub mod system;
pub mod vessels;
pub mod xcm;
