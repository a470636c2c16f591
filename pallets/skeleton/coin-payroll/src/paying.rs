//! How a fee is divided and how what is owed is paid.

use super::*;
use aic_primitives::{Funds, Payroll, ResourceUse};
use frame::traits::{
	fungible::{Mutate, MutateHold},
	tokens::{Fortitude, Precision, Preservation, Restriction},
	AccountIdConversion, Get,
};

impl<T: Config> Payroll<T::AccountId, T::RuntimeHoldReason> for Pallet<T> {
	/// All or nothing. A fee of zero moves nothing and leaves no event. Fails with `UnknownResource`, or as the coin does when the
	/// payer lacks the money.
	fn distribute(paid: ResourceUse<T::AccountId>, funds: Funds<T::RuntimeHoldReason>) -> DispatchResult {
		if paid.amount == 0 {
			return Ok(());
		}
		let owner = Self::owner(&paid.resource)?;
		Self::collect_fee(&paid.payer, paid.amount, funds)?;
		let era = Self::touch();
		let split = Self::split_now(&paid.resource);
		let commission = T::Commission::get().mul_ceil(paid.amount);
		let parts = Self::keep(paid.resource, commission);
		T::Issuance::meter(paid.amount);
		Self::meter_work(paid.amount, paid.work);
		let is_use = !matches!(paid.kind, UseKind::Sale(_) | UseKind::MadeToOrder(_));
		let rated = if !is_use || Self::earns_by(&paid.payer, &owner, split) {
			Rated::default()
		} else {
			T::Ratings::record(era, &paid, commission.saturating_sub(parts.to_author))
		};
		let ResourceUse { resource, payer, amount, kind, .. } = paid;
		Self::deposit_event(Event::Distributed { resource, payer, kind, amount, commission: parts });
		let net = amount.saturating_sub(commission);
		let own = Self::credit(resource, Reason::Use(kind), net, &owner, split);
		Self::write(&owner, Source::Resource(resource), era, |line| {
			line.payers = line.payers.saturating_add(rated.first.into());
			line.gross = line.gross.saturating_add(amount);
			line.commission = line.commission.saturating_add(commission);
			line.points = line.points.saturating_add(rated.points);
			line.net = line.net.saturating_add(own);
		});
		Ok(())
	}

	fn weight() -> Weight {
		<T as Config>::WeightInfo::distribute()
	}
}

impl<T: Config> Pallet<T> {
	/// Account that holds the pool, what is owed and what closed eras reserve.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn owner(resource: &ResourceId) -> Result<T::AccountId, Error<T>> {
		T::Resources::owner_of(resource).ok_or(Error::<T>::UnknownResource)
	}

	fn collect_fee(
		payer: &T::AccountId,
		amount: Balance,
		funds: Funds<T::RuntimeHoldReason>,
	) -> DispatchResult {
		let pot = Self::pot();
		match funds {
			Funds::Free => T::Currency::transfer(payer, &pot, amount, Preservation::Preserve)?,
			Funds::Held(reason) => T::Currency::transfer_on_hold(
				&reason,
				payer,
				&pot,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?,
		};
		Ok(())
	}

	/// Divides the commission: the pool's and the author's part, then what is burned of the rest, then the treasury. What the
	/// treasury can't take, since it would be its only money and below the existential deposit, goes to the pool: a fee is never
	/// stuck for it.
	fn keep(resource: ResourceId, commission: Balance) -> CommissionParts {
		let mut ledger = Books::<T>::get();
		let mut left = commission;
		let mut take = |part: Permill| {
			let amount = part.mul_floor(commission).min(left);
			left = left.saturating_sub(amount);
			amount
		};
		let mut to_pool = take(T::PoolShare::get());
		let author = T::Author::get().map(|author| (take(T::AuthorShare::get()), author));
		let mut burned = take(ledger.burn);
		let pot = Self::pot();
		if burned > 0 {
			let burn = (Preservation::Preserve, Precision::Exact, Fortitude::Force);
			if T::Currency::burn_from(&pot, burned, burn.0, burn.1, burn.2).is_err() {
				left = left.saturating_add(burned);
				burned = 0;
			}
		}
		let mut to_treasury = left;
		if to_treasury > 0
			&& T::Currency::transfer(&pot, &T::Treasury::get(), to_treasury, Preservation::Preserve).is_err()
		{
			to_pool = to_pool.saturating_add(to_treasury);
			to_treasury = 0;
		}
		let to_author = author.as_ref().map_or(0, |(part, _)| *part);
		ledger.pool = ledger.pool.saturating_add(to_pool);
		ledger.owed = ledger.owed.saturating_add(to_author);
		Books::<T>::put(ledger);
		if let Some((part, author)) = author {
			Self::earn(&author, Source::Authorship, resource, Reason::Authorship, part);
		}
		CommissionParts { to_pool, to_treasury, to_author, burned }
	}

	/// Divides `amount` between the members of the split, whose part is rounded down, and the owner; returns what the owner got.
	pub(crate) fn credit(
		resource: ResourceId,
		reason: Reason,
		amount: Balance,
		owner: &T::AccountId,
		split: Option<Split>,
	) -> Balance {
		let members = split.map_or(0, |split| Self::credit_split(split, resource, reason, amount));
		let own = amount.saturating_sub(members);
		Books::<T>::mutate(|ledger| ledger.owed = ledger.owed.saturating_add(own));
		Self::add_debt(owner, resource, reason, own);
		own
	}

	/// Adds to what an account is owed, of what the books owe already, and to its payslip of the running era.
	pub(crate) fn earn(
		account: &T::AccountId,
		source: Source,
		resource: ResourceId,
		reason: Reason,
		amount: Balance,
	) {
		if amount > 0 {
			Self::add_debt(account, resource, reason, amount);
			Self::write(account, source, Self::current_era(), |line| {
				line.net = line.net.saturating_add(amount)
			});
		}
	}

	/// Adds to what an account is owed of what the books owe already.
	fn add_debt(account: &T::AccountId, resource: ResourceId, reason: Reason, amount: Balance) {
		if amount == 0 {
			return;
		}
		Owed::<T>::mutate(account, |slot| {
			let debt = slot.get_or_insert_default();
			debt.amount = debt.amount.saturating_add(amount);
			Self::line_up(account, debt);
		});
		Self::deposit_event(Event::Credited { account: account.clone(), resource, reason, amount });
	}

	pub(crate) fn do_claim(account: T::AccountId) -> DispatchResult {
		let debt = Owed::<T>::take(&account).ok_or(Error::<T>::NothingOwed)?;
		Self::step_out(&debt);
		let amount = debt.amount;
		let pot = Self::pot();
		if account != pot {
			T::Currency::transfer(&pot, &account, amount, Preservation::Preserve)?;
		}
		Books::<T>::mutate(|ledger| {
			ledger.owed = ledger.owed.saturating_sub(amount);
			if account == pot {
				// It owns an asset: what that earned is the pool's.
				ledger.pool = ledger.pool.saturating_add(amount);
			}
		});
		Paid::<T>::mutate(&account, |paid| *paid = paid.saturating_add(amount));
		Self::deposit_event(Event::Paid { account, amount });
		Ok(())
	}
}

impl<T: Config> Earnings<T::AccountId> for Pallet<T> {
	fn earns(account: &T::AccountId, resource: &ResourceId) -> bool {
		T::Resources::owner_of(resource)
			.is_some_and(|owner| Self::earns_by(account, &owner, Self::schedule_now(resource).now))
	}

	fn open(era: EraIndex) -> bool {
		Self::era_now().is_none_or(|now| {
			era >= now.index
				|| (now.index.saturating_sub(era) == 1
					&& T::Time::now() < now.began.saturating_add(T::FlagWindow::get()))
		})
	}

	fn bounty(to: &T::AccountId, resource: ResourceId, amount: Balance) -> Balance {
		let paid = Books::<T>::mutate(|ledger| {
			let paid = amount.min(ledger.pool);
			ledger.pool = ledger.pool.saturating_sub(paid);
			ledger.owed = ledger.owed.saturating_add(paid);
			paid
		});
		Self::earn(to, Source::Bounties, resource, Reason::Bounty, paid);
		paid
	}

	fn penalised(owner: &T::AccountId, resource: ResourceId, points: Balance, bond: Balance) {
		Self::write(owner, Source::Resource(resource), Self::current_era(), |line| {
			line.lost_points = line.lost_points.saturating_add(points);
			line.lost_bond = line.lost_bond.saturating_add(bond);
		});
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_bounty(amount: Balance) {
		use frame::traits::fungible::Inspect;
		T::Currency::set_balance(&Self::pot(), amount.saturating_add(T::Currency::minimum_balance()));
		Books::<T>::mutate(|ledger| ledger.pool = amount);
	}
}
