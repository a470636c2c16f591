//! Parameters that a chain starts with, for pallet-parameters has no genesis of its own.

pub use pallet::*;

#[allow(clippy::expect_used, reason = "in what the macro generates")]
#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
	use crate::configs::parameters::{
		dynamic_params::coin_payroll::{EraLength, Parameters},
		RuntimeParameters,
	};
	use aic_primitives::Moment;
	use core::marker::PhantomData;
	use polkadot_sdk::{
		frame_support::{pallet_prelude::*, DefaultNoBound},
		*,
	};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		polkadot_sdk::frame_system::Config + pallet_parameters::Config<RuntimeParameters = RuntimeParameters>
	{
	}

	/// What differs from the parameters' defaults.
	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Length of an era, in milliseconds.
		pub era_length: Option<Moment>,
		/// No data.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if self.era_length.is_some() {
				let parameter =
					RuntimeParameters::CoinPayroll(Parameters::EraLength(EraLength, self.era_length));
				let set = pallet_parameters::Pallet::<T>::set_parameter(
					frame_system::RawOrigin::Root.into(),
					parameter,
				);
				assert!(set.is_ok(), "root may set parameters");
			}
		}
	}
}
