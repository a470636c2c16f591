//! Changes of storage from one release to the next.

use crate::Runtime;
use polkadot_sdk::*;

/// Run whole in the first block of a new runtime, cheap ones only.
pub type SingleBlockMigrations = (pallet_xcm::migration::MigrateToLatestXcmVersion<Runtime>,);

/// Run in steps over as many blocks as they need.
pub type MultiBlockMigrations = ();
