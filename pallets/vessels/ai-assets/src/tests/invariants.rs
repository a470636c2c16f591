//! Random sequences of all calls, by all accounts, on few assets, with the invariants checked after each. In the end all is wound up.
//! Half of the steps are done by who can be expected to, else hardly any would succeed; each kind of step must.

use super::*;
use aic_primitives::{Licensing, Minting, NewAsset};
use frame::deps::frame_support::storage::with_storage_layer;
use proptest::{
	prelude::{any, prop_oneof, Just, ProptestConfig, Strategy},
	test_runner::TestRunner,
};

#[derive(Clone, Debug)]
enum Step {
	Mint {
		kind: AssetKind,
		terms: Terms,
		share: Option<(u8, u8)>,
	},
	MintNext {
		terms: Terms,
		share: Option<(u8, u8)>,
	},
	MintFor {
		owner: u8,
		share: Option<u8>,
	},
	MintTrained {
		dataset: u32,
		terms: Terms,
	},
	SetTerms {
		terms: Terms,
	},
	Describe,
	Buy {
		wish: Wish,
		max_cost: u16,
	},
	/// Paid at once, taken back at once, or neither.
	Grant {
		wish: Wish,
		back: Option<bool>,
	},
	Give,
	Revoke {
		wish: Wish,
	},
	Paid {
		wish: Wish,
		value: u16,
	},
	Use {
		back: bool,
	},
	Guarantee {
		amount: u16,
	},
	Release,
	Slash {
		amount: u16,
	},
	Offer {
		price: Option<u16>,
		to: Option<u8>,
	},
	Purchase {
		max_price: u16,
	},
	HandOver {
		to: u8,
	},
	TakeDown,
	Claim,
	Pay,
	End,
	Restore,
	Retire,
	Drop,
	Transfer {
		to: u8,
	},
	Burn,
	List {
		price: u16,
	},
	BuyListed,
	Pass {
		time: u16,
	},
	NextEra,
	ChangeDeposit {
		to: u8,
	},
}

/// Who does what to which of the assets that there are.
#[derive(Clone, Debug)]
struct Move {
	/// One of the accounts; none is whom [`actor`] names.
	who: Option<u8>,
	asset: u8,
	step: Step,
}

fn maybe<S: Strategy>(of: S) -> impl Strategy<Value = Option<S::Value>>
where
	S::Value: Clone,
{
	proptest::option::of(of)
}

fn price() -> impl Strategy<Value = Option<Balance>> {
	prop_oneof![1 => Just(None), 1 => Just(Some(0)), 8 => (1..20_000u128).prop_map(Some)]
}

fn any_terms() -> impl Strategy<Value = Terms> {
	let numbers = (0..3u8, 0..3u32, 0..11u32, 0..50u128);
	(price(), price(), price(), numbers).prop_map(
		|(per_use, per_era, exclusive, (smallest_part, later_versions, percent, least))| Terms {
			purposes: TRAINING,
			inside_only: later_versions == 1,
			per_use,
			per_era,
			exclusive: exclusive.map(|price| price.max(1)),
			smallest_part,
			later_versions,
			royalty: royalty(percent, if percent == 0 { 0 } else { least }),
		},
	)
}

fn wish() -> impl Strategy<Value = Wish> {
	let basis = prop_oneof![
		4 => (0..4u32).prop_map(Basis::Uses),
		2 => (0..4u32).prop_map(Basis::Eras),
		1 => (0..4u32).prop_map(Basis::Exclusive),
	];
	let part = prop_oneof![
		3 => Just(Part::WHOLE),
		1 => (0..3u8, 0..4u16).prop_map(|(depth, index)| Part { depth, index }),
	];
	(basis, part).prop_map(|(basis, part)| Wish { basis, part })
}

fn who() -> impl Strategy<Value = u8> {
	0..4u8
}

fn making() -> impl Strategy<Value = Step> {
	let kind = prop_oneof![
		Just(AssetKind::Dataset),
		Just(AssetKind::Model),
		Just(AssetKind::Data),
		Just(AssetKind::TrainedAi)
	];
	let share = || maybe((who(), 0..120u8));
	prop_oneof![
		4 => (kind, any_terms(), share()).prop_map(|(kind, terms, share)| Step::Mint { kind, terms, share }),
		4 => (any_terms(), share()).prop_map(|(terms, share)| Step::MintNext { terms, share }),
		1 => (who(), maybe(who())).prop_map(|(owner, share)| Step::MintFor { owner, share }),
		4 => (0..3u32, any_terms()).prop_map(|(dataset, terms)| Step::MintTrained { dataset, terms }),
		4 => any_terms().prop_map(|terms| Step::SetTerms { terms }),
		2 => Just(Step::Describe),
		6 => Just(Step::Retire),
		2 => Just(Step::Drop),
	]
}

fn licensing() -> impl Strategy<Value = Step> {
	prop_oneof![
		12 => (wish(), any::<u16>()).prop_map(|(wish, max_cost)| Step::Buy { wish, max_cost }),
		6 => (wish(), maybe(any::<bool>())).prop_map(|(wish, back)| Step::Grant { wish, back }),
		1 => Just(Step::Give),
		2 => wish().prop_map(|wish| Step::Revoke { wish }),
		4 => (wish(), any::<u16>()).prop_map(|(wish, value)| Step::Paid { wish, value }),
		8 => any::<bool>().prop_map(|back| Step::Use { back }),
		5 => (0..WINDOW as u16).prop_map(|time| Step::Pass { time }),
		1 => Just(Step::NextEra),
		1 => (1..9u8).prop_map(|to| Step::ChangeDeposit { to }),
	]
}

fn trading() -> impl Strategy<Value = Step> {
	prop_oneof![
		6 => any::<u16>().prop_map(|amount| Step::Guarantee { amount }),
		3 => Just(Step::Release),
		1 => any::<u16>().prop_map(|amount| Step::Slash { amount }),
		6 => (maybe(any::<u16>()), maybe(who())).prop_map(|(price, to)| Step::Offer { price, to }),
		6 => any::<u16>().prop_map(|max_price| Step::Purchase { max_price }),
		1 => who().prop_map(|to| Step::HandOver { to }),
		3 => who().prop_map(|to| Step::Transfer { to }),
		1 => Just(Step::Burn),
		3 => any::<u16>().prop_map(|price| Step::List { price }),
		2 => Just(Step::BuyListed),
	]
}

fn taking_down() -> impl Strategy<Value = Step> {
	prop_oneof![
		1 => Just(Step::TakeDown),
		8 => Just(Step::Claim),
		6 => Just(Step::Pay),
		3 => Just(Step::End),
		2 => Just(Step::Restore),
	]
}

fn any_move() -> impl Strategy<Value = Move> {
	let step = prop_oneof![2 => making(), 5 => licensing(), 3 => trading(), 2 => taking_down()];
	(maybe(who()), any::<u8>(), step).prop_map(|(who, asset, step)| Move { who, asset, step })
}

fn person(index: u8) -> AccountId {
	ACCOUNTS[usize::from(index)].clone()
}

fn list(share: Option<(u8, u8)>) -> ShareList<AccountId> {
	match share {
		None => shares(&[]),
		Some((who, percent)) => shares(&[to(person(who), percent.into())]),
	}
}

/// Assets with which the step may well succeed.
fn promising(step: &Step) -> Vec<AssetId> {
	let now = Now::get();
	let down = |fits: &dyn Fn(&Takedown<AccountId>) -> bool| {
		Takedowns::<Test>::iter().filter(|(_, takedown)| fits(takedown)).map(|(asset, _)| asset).collect()
	};
	match step {
		Step::Claim => down(&|takedown| now < takedown.closes),
		Step::End => down(&|takedown| now >= takedown.closes && !takedown.ended),
		Step::Pay => down(&|takedown| now >= takedown.closes && takedown.claims > 0),
		Step::Restore => down(&|takedown| takedown.is_over()),
		Step::Purchase { .. } => Offers::<Test>::iter_keys().collect(),
		Step::Slash { .. } => Guarantees::<Test>::iter_keys().collect(),
		Step::Release => {
			let others = Guarantees::<Test>::iter()
				.filter(|(asset, guarantee)| AiAssets::owner(*asset).as_ref() != Some(&guarantee.by));
			others.map(|(asset, _)| asset).collect()
		}
		Step::Buy { .. } | Step::Grant { .. } => {
			let sold = Assets::<Test>::iter()
				.filter(|(_, record)| !record.terms.free() && record.terms.per_use.is_some());
			sold.map(|(asset, _)| asset).collect()
		}
		Step::Drop => {
			let lines = Licences::<Test>::iter_keys().map(|(line, _)| line);
			lines.filter(|line| !AiAssets::line_lives(*line)).collect()
		}
		Step::BuyListed => {
			let listed = pallet_nfts::ItemPriceOf::<Test>::iter_keys();
			listed.map(|(kind, item)| AssetId { kind: AssetKind::ALL[kind as usize], item }).collect()
		}
		_ => vec![],
	}
}

/// One of the assets that the step can be about; seldom one that never was.
fn picked(number: u8, step: &Step) -> AssetId {
	let mut assets = if number < 64 { vec![] } else { promising(step) };
	if assets.is_empty() {
		assets = Assets::<Test>::iter_keys().collect();
	}
	assets.sort();
	let number = usize::from(number);
	if assets.is_empty() || number == 255 {
		dataset(99)
	} else {
		assets[number % assets.len()]
	}
}

/// Who does it if nobody was named: the owner, or somebody who is not.
fn actor(number: u8, asset: AssetId, step: &Step) -> AccountId {
	let owner = AiAssets::owner(asset).unwrap_or(THIEF);
	let any = match step {
		Step::Pay => Claims::<Test>::iter_key_prefix(asset).next(),
		Step::Claim | Step::Drop | Step::Use { .. } => {
			let line = AiAssets::asset(asset).map_or(asset, |record| record.line);
			Licences::<Test>::iter_key_prefix(line).next()
		}
		Step::Purchase { .. } => Offers::<Test>::get(asset).and_then(|offer| offer.ask.to),
		Step::Buy { .. } | Step::Grant { .. } | Step::BuyListed => None,
		_ => return owner,
	};
	any.unwrap_or_else(|| person(number % 4))
}

fn apply(Move { who, asset: number, step }: Move) -> DispatchResult {
	let asset = picked(number, &step);
	let who = who.map_or_else(|| actor(number, asset, &step), person);
	let origin = signed(who.clone());
	let root = RuntimeOrigin::root();
	let (collection, item) = (asset.kind.collection(), asset.item);
	match step {
		Step::Mint { kind, terms, share } => try_mint(who, kind, terms, list(share), None),
		Step::MintNext { terms, share } => try_mint(who, asset.kind, terms, list(share), Some(asset)),
		Step::MintFor { owner, share } => {
			let new = NewAsset {
				kind: AssetKind::Data,
				content: content(),
				format: 0,
				details: details(terms(1)),
				shares: list(share.map(|share| (share, 50))),
			};
			<AiAssets as Minting<_>>::mint(&person(owner), &who, new).map(|_| ())
		}
		Step::MintTrained { dataset: number, terms } => {
			let slot = SlotId { job: System::events().len() as u64, index: 0 };
			let datasets = vec![dataset(number)].try_into().unwrap();
			let result = JobResult { requester: who, model: asset, datasets, digest: digest() };
			Results::put(slot, result);
			AiAssets::mint_trained_ai(origin, slot, None, details(terms))
		}
		Step::SetTerms { terms } => {
			// Royalties that fall.
			let royalty = AiAssets::asset(asset).map_or(terms.royalty, |record| {
				if terms.later_versions == 0 {
					terms.royalty
				} else {
					record.terms.royalty
				}
			});
			AiAssets::set_terms(origin, asset, Terms { royalty, ..terms })
		}
		Step::Describe => AiAssets::describe(origin, asset),
		Step::Buy { wish, max_cost } => AiAssets::buy_licence(origin, asset, wish, max_cost.into()),
		Step::Grant { wish, back } => {
			let value = AiAssets::quote(asset, who.clone(), wish)?;
			let before = uses_left(asset, &who);
			AiAssets::grant(asset, &who, &wish, 0)?;
			match back {
				None => (),
				Some(false) => AiAssets::paid(asset, &who, &wish, value),
				Some(true) => {
					AiAssets::revoke(asset, &who, &wish);
					assert_eq!(uses_left(asset, &who), before);
				}
			}
			Ok(())
		}
		Step::Give => AiAssets::give_licence(asset, &who),
		Step::Revoke { wish } => {
			AiAssets::revoke(asset, &who, &wish);
			Ok(())
		}
		Step::Paid { wish, value } => {
			AiAssets::paid(asset, &who, &wish, value.into());
			Ok(())
		}
		Step::Use { back } => {
			let before = (AiAssets::asset(asset), uses_left(asset, &who));
			let taken = AiAssets::take_use(&who, asset, Training)?;
			if back {
				AiAssets::return_use(&who, asset, taken);
				assert_eq!(before, (AiAssets::asset(asset), uses_left(asset, &who)));
			}
			Ok(())
		}
		Step::Guarantee { amount } => AiAssets::set_guarantee(origin, asset, amount.into()),
		Step::Release => AiAssets::release_guarantee(origin, asset),
		Step::Slash { amount } => {
			let before = AiAssets::guarantee(asset);
			let taken = AiAssets::slash(asset, amount.into(), &who);
			assert_eq!(before - taken, AiAssets::guarantee(asset));
			ensure!(taken > 0, "nothing was taken");
			Ok(())
		}
		Step::Offer { price, to } => {
			let ask = price.map(|price| Ask { price: price.into(), to: to.map(person) });
			AiAssets::offer(origin, asset, ask)
		}
		Step::Purchase { max_price } => AiAssets::buy(origin, asset, max_price.into()),
		Step::HandOver { to } => AiAssets::hand_over(asset, &who, &person(to)),
		Step::TakeDown => AiAssets::take_down(root, asset, content()),
		Step::Claim => AiAssets::claim_refund(origin, asset),
		Step::Pay => AiAssets::pay_refund(signed(THIEF), asset, who),
		Step::End => AiAssets::end_takedown(origin, asset),
		Step::Restore => AiAssets::restore(root, asset),
		Step::Retire => AiAssets::retire(origin, asset),
		Step::Drop => AiAssets::drop_licence(signed(THIEF), asset, who),
		Step::Transfer { to } => Nfts::transfer(origin, collection, item, person(to)),
		Step::Burn => Nfts::burn(origin, collection, item),
		Step::List { price } => Nfts::set_price(origin, collection, item, Some(price.into()), None),
		Step::BuyListed => Nfts::buy_item(origin, collection, item, Balance::MAX),
		Step::Pass { time } => {
			pass(time.into());
			Ok(())
		}
		Step::NextEra => {
			next_era();
			Ok(())
		}
		Step::ChangeDeposit { to } => {
			Deposit::set(&Balance::from(to));
			Ok(())
		}
	}
}

/// A model and two datasets, one of them shared, with guarantees and licences.
fn scene() {
	let sold = Terms { per_era: Some(500), later_versions: 1, royalty: royalty(10, 100), ..terms(PRICE) };
	mint(AssetKind::Model, sold);
	let first = mint(AssetKind::Dataset, sold);
	let second = mint_shared(USER, AssetKind::Dataset, sold, &[to(BUYER, 20)]);
	for (owner, asset, amount) in [(CREATOR, first, 4 * PRICE), (USER, second, 40 * PRICE)] {
		assert_ok!(AiAssets::set_guarantee(signed(owner), asset, amount));
		for buyer in [BUYER, THIEF] {
			assert_ok!(buy(buyer.clone(), asset, uses(3)));
			assert_ok!(buy(buyer, asset, eras(2)));
		}
	}
}

/// When all deadlines have passed, anybody can pay every claim and end every takedown, and owners retire every asset.
fn wind_up() {
	pass(TERM + WINDOW);
	Era::set(&(Era::get() + MAX_ERAS + 1));
	let down: Vec<_> = Takedowns::<Test>::iter().collect();
	for (asset, takedown) in down {
		for (holder, _) in Claims::<Test>::iter_prefix(asset).collect::<Vec<_>>() {
			let before = (total(&holder), AiAssets::refund(asset, holder.clone()));
			assert_ok!(AiAssets::pay_refund(signed(THIEF), asset, holder.clone()));
			let own = takedown.guarantor.as_ref().is_none_or(|guarantor| *guarantor == holder);
			assert_eq!(total(&holder), before.0 + if own { 0 } else { before.1 });
			AiAssets::do_try_state().unwrap();
		}
		if !takedown.ended {
			assert_ok!(AiAssets::end_takedown(signed(THIEF), asset));
		}
	}
	for asset in Assets::<Test>::iter_keys().collect::<Vec<_>>() {
		let owner = AiAssets::owner(asset).unwrap_or(THIEF);
		assert_ok!(AiAssets::retire(signed(owner), asset));
		AiAssets::do_try_state().unwrap();
	}
	for (line, holder, _) in Licences::<Test>::iter().collect::<Vec<_>>() {
		assert_ok!(AiAssets::drop_licence(signed(THIEF), line, holder));
	}
	for account in ACCOUNTS {
		assert_eq!((held(&account), pledged(&account)), (0, 0));
	}
	let left = [
		Assets::<Test>::iter().count(),
		Lines::<Test>::iter().count(),
		SharedWith::<Test>::iter().count(),
		Licences::<Test>::iter().count(),
		Exclusives::<Test>::iter().count(),
		Guarantees::<Test>::iter().count(),
		Offers::<Test>::iter().count(),
		Takedowns::<Test>::iter().count(),
		Claims::<Test>::iter().count(),
		pallet_nfts::Item::<Test>::iter().count(),
		pallet_nfts::Attribute::<Test>::iter().count(),
	];
	assert_eq!(left, [0; 11]);
}

/// What anybody's licences are worth, with all that he ever claimed, is no more than he ever paid.
fn check_values() {
	let mut paid = ACCOUNTS.map(|account| (account, 0));
	let mut add = |who: &AccountId, value: i128| {
		paid.iter_mut().find(|(account, _)| account == who).unwrap().1 += value;
	};
	for record in System::events() {
		let RuntimeEvent::AiAssets(event) = record.event else { continue };
		match event {
			Event::Licensed { holder, value, .. } | Event::LicencePaid { holder, value, .. } => {
				add(&holder, value as i128)
			}
			Event::RefundClaimed { holder, value, .. } => add(&holder, -(value as i128)),
			_ => (),
		}
	}
	for (_, holder, list) in Licences::<Test>::iter() {
		list.iter().for_each(|held| add(&holder, -(held.left(Era::get()) as i128)));
	}
	assert!(paid.iter().all(|(_, left)| *left >= 0), "more is claimed than was paid: {paid:?}");
}

/// Kinds of steps with how often they were tried and succeeded.
type Tally = std::collections::BTreeMap<String, (u32, u32)>;

fn play(moves: Vec<Move>, tally: &std::cell::RefCell<Tally>) {
	scene();
	let supply = Balances::total_issuance();
	for next in moves {
		let told = format!("{next:?}");
		let kind = format!("{:?}", next.step).split_whitespace().next().unwrap().to_string();
		let done = with_storage_layer(|| apply(next)).is_ok();
		let mut tally = tally.borrow_mut();
		let count = tally.entry(kind).or_default();
		*count = (count.0 + 1, count.1 + u32::from(done));
		AiAssets::do_try_state().unwrap_or_else(|error| panic!("{told}: {error:?}"));
		check_values();
		let all: Balance = ACCOUNTS.iter().chain([&TREASURY, &SHARES]).map(total).sum();
		assert_eq!((all, Balances::total_issuance()), (supply, supply), "{told}: coins are lost");
	}
	wind_up();
}

#[test]
fn state_stays_sound_and_ends_when_anybody_does_anything() {
	// A short run; a long one with PROPTEST_CASES=200.
	let cases = std::env::var("PROPTEST_CASES").map_or(10, |cases| cases.parse().unwrap());
	let tally = std::cell::RefCell::new(Tally::new());
	let config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };
	let moves = proptest::collection::vec(any_move(), 60..160);
	let outcome = TestRunner::new(config).run(&moves, |moves| {
		new_test_ext().execute_with(|| play(moves, &tally));
		Ok(())
	});
	outcome.unwrap_or_else(|error| panic!("{error}"));
	let tally = tally.into_inner();
	println!("{tally:?}");
	let idle: Vec<_> = tally.iter().filter(|(_, (_, done))| *done == 0).collect();
	assert!(idle.len() <= if cases < 100 { 8 } else { 0 }, "these never succeeded: {idle:?}");
}
