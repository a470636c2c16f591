//! Selling an asset itself. What it brings is divided like all that it earns, so that those whose work is in it get their part.

use super::*;
use aic_primitives::{Funds, ResourceUse};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer(
		who: T::AccountId,
		asset: AssetId,
		ask: Option<Ask<T::AccountId>>,
	) -> DispatchResult {
		let record = Assets::<T>::get(asset).ok_or(Error::<T>::UnknownAsset)?;
		ensure!(Self::owner(asset).as_ref() == Some(&who), Error::<T>::NotOwner);
		if let Some(ask) = &ask {
			ensure!(!record.taken_down, Error::<T>::TakenDown);
			ensure!(ask.price <= T::MaxSalePrice::get(), Error::<T>::PriceTooHigh);
			ensure!(ask.price >= Self::least_price(&record), Error::<T>::BelowRoyalty);
		}
		let offered = Offers::<T>::contains_key(asset);
		if !record.shared && offered != ask.is_some() {
			if offered {
				Self::unlock(asset)?;
			} else {
				Self::lock(asset)?;
			}
		}
		Offers::<T>::set(asset, ask.clone().map(|ask| Offer { seller: who, ask }));
		Self::deposit_event(Event::Offered { asset, ask });
		Ok(())
	}

	/// What is shared is never given away.
	fn least_price(record: &Asset<T::AccountId>) -> Balance {
		if record.shared {
			record.least_sale.max(1)
		} else {
			0
		}
	}

	pub(crate) fn do_buy(who: T::AccountId, asset: AssetId, max_price: Balance) -> DispatchResult {
		let record = Self::standing(asset)?;
		let Offer { seller, ask: Ask { price, to } } =
			Offers::<T>::get(asset).ok_or(Error::<T>::NotForSale)?;
		ensure!(Self::owner(asset).as_ref() == Some(&seller), Error::<T>::OfferGone);
		ensure!(who != seller, Error::<T>::NothingToBuy);
		ensure!(to.is_none_or(|to| to == who), Error::<T>::NotForYou);
		ensure!(price <= max_price, Error::<T>::PriceAboveMaximum);
		let paid = ResourceUse {
			resource: ResourceId::Asset(asset),
			payer: who.clone(),
			amount: price,
			kind: UseKind::Sale(asset),
			work: 0,
		};
		T::Payroll::distribute(paid, Funds::Free)?;
		Self::move_nft(asset, &record, &who)?;
		Self::deposit_event(Event::Sold { asset, seller, buyer: who, price });
		Ok(())
	}

	/// Without a payment: that was made elsewhere.
	pub(crate) fn do_hand_over(asset: AssetId, from: &T::AccountId, to: &T::AccountId) -> DispatchResult {
		let record = Self::standing(asset)?;
		ensure!(Self::owner(asset).as_ref() == Some(from), Error::<T>::NotOwner);
		Self::move_nft(asset, &record, to)?;
		Self::deposit_event(Event::HandedOver { asset, from: from.clone(), to: to.clone() });
		Ok(())
	}
}
