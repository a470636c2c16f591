//! What is written of each account's pay.

use super::*;
use aic_primitives::runtime_api::{Payslip, PayslipLine};
use frame::traits::Get;

impl<T: Config> Pallet<T> {
	/// Where the line of an era is kept; as many places as there are eras with open rewards, used in turn.
	fn place(source: Source, era: EraIndex) -> (Source, EraIndex) {
		(source, era.checked_rem(T::HistoryDepth::get().saturating_add(1)).unwrap_or_default())
	}

	/// Changes a line of a payslip. One read, one write.
	pub(crate) fn write(
		account: &T::AccountId,
		source: Source,
		era: EraIndex,
		change: impl FnOnce(&mut Line),
	) {
		Lines::<T>::mutate(account, Self::place(source, era), |slot| {
			let line = slot.get_or_insert_default();
			if line.era != era {
				*line = Line { era, ..Default::default() };
			}
			change(line);
		});
	}

	/// What `account` earned in `era`. Reads all that it has lines of: for nodes to answer, not for calls.
	pub fn payslip(account: T::AccountId, era: EraIndex) -> Payslip {
		let mut slip = Payslip { era, ..Default::default() };
		for ((source, _), line) in Lines::<T>::iter_prefix(&account).filter(|(_, line)| line.era == era) {
			let open_reward = match source {
				Source::Resource(resource)
					if T::Resources::owner_of(&resource).as_ref() == Some(&account) =>
				{
					Self::reward_of(resource, era)
				}
				_ => 0,
			};
			let Line { payers, gross, commission, points, reward, lost_points, lost_bond, net, .. } = line;
			slip.gross = slip.gross.saturating_add(gross);
			slip.commission = slip.commission.saturating_add(commission);
			slip.reward = slip.reward.saturating_add(reward);
			slip.net = slip.net.saturating_add(net);
			slip.lines.push(PayslipLine {
				source,
				payers,
				gross,
				commission,
				points,
				reward,
				open_reward,
				lost_points,
				lost_bond,
				net,
			});
		}
		slip.payable = Owed::<T>::get(&account).map_or(0, |debt| debt.amount);
		slip.collectable = Members::<T>::iter_prefix(&account)
			.filter_map(|(split, member)| {
				Splits::<T>::get(split).map(|book| Self::collectable(&book, &member))
			})
			.fold(0, Balance::saturating_add);
		slip
	}
}
