//! Asking for jobs, and paying for more time.

use super::*;
use aic_primitives::{AssetId, AssetKind, Comparison, Links, Placement, ProviderIndex, Purpose, WaitReason};
use alloc::collections::BTreeSet;
use frame::deps::sp_runtime::ArithmeticError;

/// Checkpoints of a result at the most.
pub(crate) const MAX_CHECKPOINTS: u32 = 1 << 20;

impl<T: Config> Pallet<T> {
	/// What `request` would get now. Writes nothing. Without `who` no lease can be used.
	pub(crate) fn offer(who: Option<&T::AccountId>, request: &JobRequest) -> Result<Offer, DispatchError> {
		Self::check_request(request)?;
		let region = Self::region_of(request)?;
		ensure!(!T::Nodes::regions_from(region).is_empty(), Error::<T>::UnknownRegion);
		let prepaid = request.prepaid.unwrap_or(request.time_limit);
		let terms = Self::terms(who, request)?;
		let (power, overflow) = (request.power, ArithmeticError::Overflow);
		let fees = terms.dearest(power, prepaid).ok_or(overflow)?;
		let escrow = terms.total(fees).ok_or(overflow)?;
		let quote = terms.quote(fees, request.slots).ok_or(overflow)?;
		Ok(Offer { terms, region, prepaid, escrow, quote })
	}

	fn terms(who: Option<&T::AccountId>, request: &JobRequest) -> Result<Terms, DispatchError> {
		let unit_price = match request.lease {
			Some(lease) => {
				let who = who.ok_or(Error::<T>::NoLessee)?;
				T::Leases::unit_price(lease, who, request.class, Self::power_of(request, request.slots))?
			}
			None => {
				let price = Self::power_price(request.class);
				price.saturating_add(request.premium.mul_ceil(price))
			}
		};
		let terms = Terms {
			unit_price,
			min_fee: T::MinFee::get(),
			auditors: T::Validation::auditors(request.comparison),
			auditor_share: T::AuditorShare::get(),
			audit: request.audit.max(T::Validation::least_audit()),
		};
		// Whoever lies gains the fee of the whole time unless he is audited; then he loses the bond.
		let fees = terms.dearest(request.power, request.time_limit).ok_or(ArithmeticError::Overflow)?;
		let needed = fees::needed_audit(fees.work, T::Nodes::bond_of(request.power))
			.ok_or(Error::<T>::FeeAboveBond)?;
		Ok(Terms { audit: terms.audit.max(needed), ..terms })
	}

	fn check_request(request: &JobRequest) -> DispatchResult {
		ensure!((1..=T::MaxSlots::get()).contains(&request.slots), Error::<T>::SlotsOutOfRange);
		ensure!((1..=T::MaxPower::get()).contains(&request.power), Error::<T>::PowerOutOfRange);
		let limits = T::MinTimeLimit::get()..=T::MaxTimeLimit::get();
		ensure!(limits.contains(&request.time_limit), Error::<T>::TimeLimitOutOfRange);
		let prepaid = request.prepaid.unwrap_or(request.time_limit);
		ensure!((1..=request.time_limit).contains(&prepaid), Error::<T>::PrepaidOutOfRange);
		ensure!(
			request.patience.is_none_or(|patience| (1..=T::MaxPatience::get()).contains(&patience)),
			Error::<T>::PatienceOutOfRange
		);
		ensure!(request.premium <= T::MaxPremium::get(), Error::<T>::PremiumOutOfRange);
		ensure!((1..=T::MaxTrust::get()).contains(&request.trust), Error::<T>::TrustOutOfRange);
		ensure!(request.retries <= T::MaxRetries::get(), Error::<T>::TooManyRetries);
		ensure!(
			request.checkpoints.is_power_of_two() && request.checkpoints <= MAX_CHECKPOINTS,
			Error::<T>::CheckpointsOutOfRange
		);
		if matches!(request.comparison, Comparison::Tolerant { .. }) {
			ensure!(request.checkpoints > 1, Error::<T>::CheckpointsOutOfRange);
		}
		if let Placement::Elastic { least } = request.placement {
			ensure!((1..=request.slots).contains(&least), Error::<T>::LeastOutOfRange);
		}
		ensure!(!request.datasets.is_empty(), Error::<T>::NoDataset);
		ensure!(matches!(request.model.kind, AssetKind::Model | AssetKind::TrainedAi), Error::<T>::NotAModel);
		let mut seen = BTreeSet::new();
		request.datasets.iter().try_for_each(|dataset| {
			ensure!(dataset.kind == AssetKind::Dataset, Error::<T>::NotADataset);
			ensure!(seen.insert(*dataset), Error::<T>::DuplicateDataset);
			T::Assets::fits(request.model, *dataset)
		})
	}

	fn region_of(request: &JobRequest) -> Result<aic_primitives::RegionId, Error<T>> {
		let datasets = || request.datasets.first().and_then(|dataset| T::Assets::region(*dataset));
		request.region.or_else(datasets).ok_or(Error::<T>::UnknownAsset)
	}

	/// The model, then the datasets.
	pub(crate) fn assets(request: &JobRequest) -> impl Iterator<Item = AssetId> + '_ {
		core::iter::once(request.model).chain(request.datasets.iter().copied())
	}

	pub(crate) fn do_request(who: T::AccountId, request: JobRequest, max_price: Balance) -> DispatchResult {
		let Offer { terms, region, prepaid, escrow, quote } = Self::offer(Some(&who), &request)?;
		ensure!(quote.total <= max_price, Error::<T>::PriceAboveMaximum);
		let owners = Self::owners(&request);
		let excluded = Self::excluded(&who, &owners);
		let uses = Self::assets(&request)
			.map(|asset| T::Assets::take_use(&who, asset, Purpose::Training))
			.collect::<Result<Vec<_>, _>>()?;
		if let Some(lease) = request.lease {
			T::Leases::spend(lease, &who, request.class, Self::power_of(&request, request.slots), prepaid)?;
		}
		Self::hold(&who, quote.total)?;
		let id = NextJob::<T>::mutate(|next| {
			let id = *next;
			*next = id.saturating_add(1);
			id
		});
		let waiting = Waiting {
			fresh: request.slots,
			returned: 0,
			pages: 0,
			epoch: 0,
			dropped: None,
			until: Self::patient_until(&request),
			reason: WaitReason::AwaitsRandomness,
			failures: 0,
			place: None,
		};
		let phase = match request.placement {
			Placement::Each => Phase::Ready { since: 0 },
			_ => Phase::Scattered,
		};
		let (class, open) = (request.class, request.slots);
		let mut job = Job {
			requester: who.clone(),
			request,
			region,
			strict: None,
			terms,
			prepaid,
			escrow,
			uses: BoundedVec::truncate_from(uses),
			excluded,
			owners: BoundedVec::truncate_from(owners.iter().map(mark_of).collect()),
			failed: BoundedVec::new(),
			ran: false,
			cancelled: false,
			phase,
			open,
			created: 0,
			waiting,
			finished_at: None,
		};
		let lane = job.lane();
		Self::enqueue(id, &mut job, lane);
		Jobs::<T>::insert(id, job);
		Self::touch_price(class);
		Self::deposit_event(Event::JobRequested { job: id, requester: who, quote });
		Ok(())
	}

	/// Power of so many of the job's slots.
	pub(crate) fn power_of(request: &JobRequest, slots: u16) -> u64 {
		u64::from(request.power).saturating_mul(slots.into())
	}

	/// Last moment at which slots that begin to wait now may find a node.
	pub(crate) fn patient_until(request: &JobRequest) -> Moment {
		T::Time::now().saturating_add(request.patience.unwrap_or(T::MaxPatience::get()))
	}

	/// Who owns the assets, now or first: he could pay himself for the use of his own, or hand in what he has.
	fn owners(request: &JobRequest) -> BTreeSet<T::AccountId> {
		let mut owners = BTreeSet::new();
		for asset in Self::assets(request) {
			// An asset whose NFT was burned has no owner; licences of it are good all the same.
			owners.extend(T::Assets::owner(asset));
			owners.extend(T::Assets::first_owner(asset));
		}
		owners
	}

	/// Those whose nodes are not drawn, as far as they are providers.
	fn excluded(
		who: &T::AccountId,
		owners: &BTreeSet<T::AccountId>,
	) -> BoundedVec<ProviderIndex, ConstU32<MAX_EXCLUDED>> {
		let accounts = core::iter::once(who).chain(owners);
		let indices = accounts.filter_map(T::Nodes::owner_index).collect::<BTreeSet<_>>();
		BoundedVec::truncate_from(indices.into_iter().collect())
	}

	/// Whether `provider`, whose node `operator` signs for, must not get the work of `job`.
	pub(crate) fn is_self_dealing(job: &JobOf<T>, provider: &T::AccountId, operator: &T::AccountId) -> bool {
		job.requester == *operator
			|| job.owners.contains(&mark_of(provider))
			|| job.owners.contains(&mark_of(operator))
			|| T::Links::linked(&job.requester, provider)
	}

	pub(crate) fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
		aic_primitives::hold_spendable::<_, T::Currency>(&HoldReason::Escrow.into(), who, amount)
	}

	pub(crate) fn do_top_up(
		who: T::AccountId,
		id: JobId,
		time: Moment,
		max_price: Balance,
	) -> Result<(), DispatchError> {
		Jobs::<T>::try_mutate(id, |record| {
			let job = record.as_mut().ok_or(Error::<T>::UnknownJob)?;
			ensure!(job.requester == who, Error::<T>::NotRequester);
			ensure!(job.open > 0, Error::<T>::Finished);
			let prepaid = job.prepaid.saturating_add(time);
			ensure!(time > 0 && prepaid <= job.request.time_limit, Error::<T>::PrepaidOutOfRange);
			let escrow = job.terms.escrow(job.request.power, prepaid).ok_or(ArithmeticError::Overflow)?;
			let more = escrow.saturating_sub(job.escrow);
			let total = more.checked_mul(job.open.into()).ok_or(ArithmeticError::Overflow)?;
			ensure!(total <= max_price, Error::<T>::PriceAboveMaximum);
			if let Some(lease) = job.request.lease {
				let power = Self::power_of(&job.request, job.open);
				T::Leases::extend(lease, &who, job.request.class, power, time)?;
			}
			Self::hold(&who, total)?;
			job.prepaid = prepaid;
			job.escrow = escrow;
			Self::deposit_event(Event::JobToppedUp { job: id, prepaid, held: total });
			Ok(())
		})
	}

	/// Gives the uses of a job that never ran back.
	pub(crate) fn return_uses(job: &JobOf<T>) {
		for (asset, taken) in Self::assets(&job.request).zip(job.uses.iter()) {
			T::Assets::return_use(&job.requester, asset, *taken);
		}
	}
}
