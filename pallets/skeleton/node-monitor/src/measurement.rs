//! Power that is measured: by the time that a node needs for a task that it could not know before, and whose result auditors
//! confirm.

use super::*;
use aic_math::{mul_div_ceil, mul_div_floor};
use aic_primitives::{
	time::HOUR, Comparison, Funds, OnVerdict, Requirements, ResourceUse, TaskId, UseKind, ValidationTask,
	Verdict,
};
use frame::{deps::frame_support::storage::with_storage_layer, hashing::blake2_256, token::Precision};
use fungible::MutateHold;

/// Keeps this pallet's randomness apart from that of others.
const SUBJECT: &[u8] = b"node-monitor/measurements";

impl<T: Config> Pallet<T> {
	/// Unit price, fee of one auditor and of all, in 10⁻¹⁸ AIC: the price of what a whole device does in `MeasureTime`.
	pub(crate) fn fee_of(node: NodeId) -> Option<(Balance, Balance, Balance)> {
		let (power, _) = T::Nodes::device(node)?;
		let unit_price = T::UnitPrice::convert(T::Nodes::info(node)?.class);
		let hourly = unit_price.checked_mul(power.into())?;
		let each = mul_div_ceil(hourly, T::MeasureTime::get().into(), HOUR.into())?;
		Some((unit_price, each, each.checked_mul(T::Validation::auditors(Comparison::Exact).into())?))
	}

	/// Fails unless `who` is the node's provider or operator.
	fn ensure_runs(who: &T::AccountId, node: NodeId) -> DispatchResult {
		let info = T::Nodes::info(node).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(info.operator == *who || info.provider == *who, Error::<T>::NotOperator);
		Ok(())
	}

	fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Measurement.into(), who, amount)
	}

	pub(crate) fn do_request(who: T::AccountId, node: NodeId, max_fee: Balance) -> DispatchResult {
		Self::ensure_runs(&who, node)?;
		ensure!(!Measurements::<T>::contains_key(node), Error::<T>::AlreadyOpen);
		let (unit_price, per_auditor, fee) = Self::fee_of(node).ok_or(Error::<T>::NoSuchNode)?;
		ensure!(fee <= max_fee, Error::<T>::FeeAboveMaximum);
		let (whole, _) = T::Nodes::device(node).ok_or(Error::<T>::NoSuchNode)?;
		Self::hold(&who, fee)?;
		let id = NextMeasurement::<T>::mutate(|next| {
			let id = *next;
			*next = id.saturating_add(1);
			id
		});
		let phase = Phase::Requested {
			at: frame_system::Pallet::<T>::block_number(),
			until: T::Time::now().saturating_add(T::BeginTime::get()),
		};
		let (time, steps) = (T::MeasureTime::get(), T::LaneSteps::get());
		let measurement =
			Measurement { id, payer: who, per_auditor, fee, whole, unit_price, time, steps, phase };
		Measurements::<T>::insert(node, measurement);
		Self::deposit_event(Event::MeasurementRequested { node, measurement: id, fee });
		Ok(())
	}

	pub(crate) fn do_begin(who: T::AccountId, node: NodeId) -> DispatchResult {
		Self::ensure_runs(&who, node)?;
		let mut measurement = Measurements::<T>::get(node).ok_or(Error::<T>::NotOpen)?;
		let Phase::Requested { at, until } = measurement.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		let (randomness, known_since) = T::Randomness::random(SUBJECT);
		// A value that stays for long would let the node compute first and begin the clock afterwards.
		let age = frame_system::Pallet::<T>::block_number().saturating_sub(known_since);
		ensure!(known_since > at && age <= T::MaxSeedAge::get(), Error::<T>::AwaitsRandomness);
		let until = now.saturating_add(measurement.time.saturating_mul(SLOWEST));
		measurement.phase = Phase::Running { since: now, until };
		let seed = H256(blake2_256(&(randomness, measurement.id).encode()));
		let work = Work { seed, lanes: measurement.whole, steps: measurement.steps };
		Self::deposit_event(Event::MeasurementBegan { node, measurement: measurement.id, work, until });
		Measurements::<T>::insert(node, measurement);
		Ok(())
	}

	/// The power of a node that took `elapsed` ms: that of a whole device, less if it took longer than `time`.
	fn power_by_time(whole: Power, time: Moment, elapsed: Moment) -> Power {
		let power = mul_div_floor(whole.into(), time.into(), elapsed.max(1).into());
		power.map_or(whole, |power| power.min(whole.into()).saturated_into())
	}

	pub(crate) fn do_submit(who: T::AccountId, node: NodeId, commitment: Commitment) -> DispatchResult {
		Self::ensure_runs(&who, node)?;
		let mut measurement = Measurements::<T>::get(node).ok_or(Error::<T>::NotOpen)?;
		let Phase::Running { since, until } = measurement.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let now = T::Time::now();
		ensure!(now <= until, Error::<T>::TooLate);
		let info = T::Nodes::info(node).ok_or(Error::<T>::NoSuchNode)?;
		let power = Self::power_by_time(measurement.whole, measurement.time, now.saturating_sub(since));
		// Auditors may be slower by as much as the slowest node is: so smaller devices can audit larger ones.
		let required = measurement.whole.div_ceil(SLOWEST.saturated_into());
		let bond = T::Nodes::bond_of(required);
		ensure!(T::Nodes::pledge(node, bond), Error::<T>::BondTooSmall);
		T::Validation::open(ValidationTask {
			task: TaskId::Measurement(measurement.id),
			executor: node,
			requester: info.provider,
			requirements: Requirements {
				class: info.class,
				power: required,
				memory: 0,
				unit_price: measurement.unit_price,
			},
			commitment,
			time_limit: measurement.time.saturating_mul(SLOWEST),
			audit: Permill::one(),
			trust: 1,
			comparison: Comparison::Exact,
			checkpoints: 1,
		})?;
		measurement.phase = Phase::Validating { power: Some(power), bond };
		Measured::<T>::insert(measurement.id, node);
		Self::deposit_event(Event::MeasurementSubmitted { node, measurement: measurement.id, power });
		Measurements::<T>::insert(node, measurement);
		Ok(())
	}

	pub(crate) fn do_expire(node: NodeId) -> DispatchResult {
		let measurement = Measurements::<T>::get(node).ok_or(Error::<T>::NotOpen)?;
		let until = match measurement.phase {
			Phase::Requested { until, .. } | Phase::Running { until, .. } => until,
			Phase::Validating { .. } => return Err(Error::<T>::NotExpired.into()),
		};
		ensure!(T::Time::now() > until, Error::<T>::NotExpired);
		Measurements::<T>::remove(node);
		Self::finish(node, measurement, None, 0);
		Ok(())
	}

	/// Ends a measurement before its validation, and lets one that is validated give no power.
	pub(crate) fn void_measurement(node: NodeId) {
		let Some(mut measurement) = Measurements::<T>::get(node) else { return };
		if let Phase::Validating { power, .. } = &mut measurement.phase {
			*power = None;
			Measurements::<T>::insert(node, measurement);
		} else {
			Measurements::<T>::remove(node);
			Self::finish(node, measurement, None, 0);
		}
	}

	/// Gives what is left of the fee back.
	fn finish(node: NodeId, measurement: MeasurementOf<T>, power: Option<Power>, paid: Balance) {
		let Measurement { id, payer, fee, .. } = measurement;
		let rest = fee.saturating_sub(paid);
		let released =
			T::Currency::release(&HoldReason::Measurement.into(), &payer, rest, Precision::BestEffort);
		defensive_assert!(released == Ok(rest), "what is left of a fee is on hold");
		Self::deposit_event(Event::MeasurementEnded { node, measurement: id, power, paid });
	}

	/// Pays an auditor out of the fee. One who can't be paid keeps nobody waiting. Returns what was paid.
	fn pay(measurement: &MeasurementOf<T>, node: NodeId, left: Balance) -> Balance {
		let amount = measurement.per_auditor.min(left);
		let paid = ResourceUse {
			resource: ResourceId::Node(node),
			payer: measurement.payer.clone(),
			amount,
			kind: UseKind::Audit(TaskId::Measurement(measurement.id)),
			work: 0,
		};
		let funds = Funds::Held(HoldReason::Measurement.into());
		match with_storage_layer(|| T::Payroll::distribute(paid, funds)) {
			Ok(()) => amount,
			Err(error) => {
				Self::deposit_event(Event::PaymentFailed { node, amount, error });
				0
			}
		}
	}
}

impl<T: Config> OnVerdict<T::AccountId> for Pallet<T> {
	/// Fails only when no such measurement is being validated.
	fn on_verdict(task: TaskId, verdict: Verdict) -> DispatchResult {
		let TaskId::Measurement(id) = task else { return Err(Error::<T>::NotOpen.into()) };
		let node = Measured::<T>::take(id).ok_or(Error::<T>::NotOpen)?;
		let measurement = Measurements::<T>::take(node).ok_or(Error::<T>::NotOpen)?;
		let Phase::Validating { power, bond } = measurement.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		T::Nodes::unpledge(node, bond);
		let Verdict::Accepted { auditors, .. } = verdict else {
			Self::finish(node, measurement, None, 0);
			return Ok(());
		};
		if let Some(power) = power {
			T::Nodes::set_power(node, power);
		}
		let paid = auditors.iter().fold(0, |paid: Balance, auditor| {
			paid.saturating_add(Self::pay(&measurement, *auditor, measurement.fee.saturating_sub(paid)))
		});
		Self::finish(node, measurement, power, paid);
		Ok(())
	}

	fn paid_so_far(_: TaskId) -> Option<(T::AccountId, Balance)> {
		None
	}

	fn weight() -> Weight {
		T::WeightInfo::on_verdict()
	}
}
