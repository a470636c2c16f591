use super::*;
use frame::{
	deps::frame_support::storage::with_storage_layer,
	traits::{LockableCurrency, WithdrawReasons},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Everybody asks, submits and reviews.
const PEOPLE: [AccountId; 8] = [REQUESTER, ALICE, BOB, CAROL, 11, 12, 13, 14];

#[derive(Clone, Debug)]
enum Op {
	Ask {
		who: usize,
		trained: bool,
		items: u32,
		reward: Balance,
	},
	Submit {
		who: usize,
		request: u64,
		items: u32,
		seed: u32,
	},
	SubmitTrained {
		who: usize,
		request: u64,
		asset: usize,
	},
	Withdraw {
		who: usize,
		of: usize,
	},
	Decide {
		of: usize,
		accept: bool,
		other: Option<usize>,
	},
	Settle {
		of: usize,
	},
	Expose {
		of: usize,
		maker: usize,
	},
	Contest {
		of: usize,
	},
	Commit {
		of: usize,
		reviewer: usize,
		vote: bool,
	},
	Reveal {
		of: usize,
		reviewer: usize,
	},
	/// A contest from its beginning to its end, as far as that is possible.
	Judge {
		of: usize,
		votes: [Option<bool>; 3],
	},
	Close {
		of: usize,
	},
	Finish {
		who: usize,
		request: u64,
	},
	Cancel {
		request: u64,
	},
	Join {
		who: usize,
	},
	Resign {
		who: usize,
	},
	Block {
		fresh: bool,
	},
	Pass {
		time: Moment,
	},
	Lock {
		who: usize,
		locked: bool,
	},
	Trade {
		asset: usize,
		to: usize,
	},
	Hinder {
		formats: bool,
		pay: bool,
		hand_over: bool,
		dear: bool,
	},
}

fn op() -> impl Strategy<Value = Op> {
	let who = || 0..PEOPLE.len();
	let of = any::<usize>;
	let request = || 0..4u64;
	let rare = || prop::bool::weighted(0.1);
	prop_oneof![
		3 => (who(), rare(), 1..100u32, 10..900u128).prop_map(|(who, trained, items, reward)| {
			Op::Ask { who, trained, items, reward: reward * AIC + 1 }
		}),
		16 => (who(), request(), 0..60u32, 0..200u32)
			.prop_map(|(who, request, items, seed)| Op::Submit { who, request, items, seed }),
		3 => (who(), request(), of())
			.prop_map(|(who, request, asset)| Op::SubmitTrained { who, request, asset }),
		1 => (who(), of()).prop_map(|(who, of)| Op::Withdraw { who, of }),
		16 => (of(), prop::bool::weighted(0.75), prop::option::weighted(0.1, who()))
			.prop_map(|(of, accept, other)| Op::Decide { of, accept, other }),
		4 => of().prop_map(|of| Op::Settle { of }),
		1 => (of(), who()).prop_map(|(of, maker)| Op::Expose { of, maker }),
		3 => of().prop_map(|of| Op::Contest { of }),
		4 => (of(), 0..3usize, any::<bool>()).prop_map(|(of, reviewer, vote)| Op::Commit { of, reviewer, vote }),
		3 => (of(), 0..3usize).prop_map(|(of, reviewer)| Op::Reveal { of, reviewer }),
		5 => (of(), [(); 3].map(|()| prop::option::weighted(0.8, any::<bool>())))
			.prop_map(|(of, votes)| Op::Judge { of, votes }),
		3 => of().prop_map(|of| Op::Close { of }),
		4 => (who(), request()).prop_map(|(who, request)| Op::Finish { who, request }),
		1 => request().prop_map(|request| Op::Cancel { request }),
		4 => who().prop_map(|who| Op::Join { who }),
		1 => who().prop_map(|who| Op::Resign { who }),
		4 => any::<bool>().prop_map(|fresh| Op::Block { fresh }),
		3 => (0..60 * HOUR).prop_map(|time| Op::Pass { time }),
		1 => (who(), any::<bool>()).prop_map(|(who, locked)| Op::Lock { who, locked }),
		1 => (of(), who()).prop_map(|(asset, to)| Op::Trade { asset, to }),
		1 => (rare(), rare(), rare(), rare())
			.prop_map(|(formats, pay, hand_over, dear)| Op::Hinder { formats, pay, hand_over, dear }),
	]
}

/// What is known of a request from outside.
#[derive(Clone, Default)]
struct Known {
	requester: AccountId,
	reward: Balance,
	items: u32,
	/// Creators and items of what was accepted.
	parts: Vec<(AccountId, u32)>,
	delivered_by: Option<AccountId>,
}

/// What everybody should have, by the events and by arithmetic of its own.
#[derive(Default)]
struct Model {
	totals: BTreeMap<AccountId, i128>,
	requests: BTreeMap<RequestId, Known>,
	creators: BTreeMap<SubmissionId, (AccountId, u32)>,
	votes: BTreeMap<SubmissionId, Vec<Vote>>,
	commits: BTreeMap<(SubmissionId, AccountId), Vote>,
}

impl Model {
	fn pay(&mut self, from: AccountId, to: AccountId, amount: Balance) {
		*self.totals.entry(from).or_default() -= amount as i128;
		*self.totals.entry(to).or_default() += amount as i128;
	}

	/// Creators of the dataset with their items, the one with the most last.
	fn creators_of(known: &Known) -> Vec<(AccountId, u32)> {
		let mut merged = Vec::<(AccountId, u32)>::new();
		for (who, items) in &known.parts {
			match merged.iter_mut().find(|(other, _)| other == who) {
				Some(entry) => entry.1 += items,
				None => merged.push((*who, *items)),
			}
		}
		let best = merged.iter().map(|(_, items)| *items).max().unwrap_or_default();
		let place = merged.iter().position(|(_, items)| *items == best).unwrap();
		let owner = merged.remove(place);
		merged.push(owner);
		merged
	}

	fn finished(&mut self, request: RequestId, outcome: Outcome, paid: Balance) {
		let known = self.requests[&request].clone();
		let all: u32 = known.parts.iter().map(|(_, items)| items).sum();
		match outcome {
			Outcome::TooFew | Outcome::Cancelled => assert_eq!(paid, 0),
			Outcome::Compensated => {
				let mut sum = 0;
				for (who, items) in Self::creators_of(&known) {
					let amount = known.reward * Balance::from(items) / Balance::from(known.items);
					self.pay(known.requester, who, amount);
					sum += amount;
				}
				assert_eq!(paid, sum);
			}
			Outcome::Made(asset) => {
				self.pay(known.requester, POT, commission(paid));
				let net = paid - commission(paid);
				if let Some(creator) = known.delivered_by {
					assert_eq!((paid, World::asset(asset).owner), (known.reward, known.requester));
					return self.pay(known.requester, creator, net);
				}
				assert_eq!(paid, known.reward * Balance::from(all) / Balance::from(known.items));
				assert!(all <= known.items && World::asset(asset).licensees == [known.requester]);
				let mut creators = Self::creators_of(&known);
				let (owner, _) = creators.pop().unwrap();
				let mut rest = net;
				for (who, items) in creators {
					let part = Perbill::from_rational(items, all).mul_floor(net);
					self.pay(known.requester, who, part);
					rest -= part;
				}
				self.pay(known.requester, owner, rest);
			}
		}
	}

	fn closed(&mut self, id: SubmissionId, ruling: Ruling, by_requester: Balance, by_creator: Balance) {
		let votes = self.votes.remove(&id).unwrap_or_default();
		let accept = votes.iter().filter(|vote| **vote == Vote::Accept).count();
		let reject = votes.len() - accept;
		let fee = |count: usize| FEE * count as Balance;
		let expected = match ruling {
			Ruling::Meets => (fee(votes.len()), 0),
			Ruling::Fails => (0, fee(votes.len())),
			Ruling::Undecided => (fee(accept), fee(reject)),
		};
		assert_eq!((by_requester, by_creator), expected);
		assert_eq!(ruling == Ruling::Meets, accept > reject);
		assert_eq!(ruling == Ruling::Undecided, accept == reject);
		let payers = (self.requests[&id.request].requester, self.creators[&id].0);
		*self.totals.entry(payers.0).or_default() -= by_requester as i128;
		*self.totals.entry(payers.1).or_default() -= by_creator as i128;
	}

	/// Takes note of what happened.
	fn look(&mut self) {
		for event in events() {
			match event {
				Event::Requested { request, requester, reward, .. } => {
					let wanted = Orders::request_of(request).unwrap();
					let items = wanted.dataset().map_or(0, |wish| wish.items);
					let known = Known { requester, reward, items, ..Default::default() };
					self.requests.insert(request, known);
				}
				Event::Submitted { submission, creator, offered, .. } => {
					let items = match offered {
						Offered::Data(delivery) => delivery.items,
						Offered::Trained(_) => 0,
					};
					self.creators.insert(submission, (creator, items));
				}
				Event::Accepted { submission, .. } => {
					let part = self.creators[&submission];
					self.requests.get_mut(&submission.request).unwrap().parts.push(part);
				}
				Event::SubmissionEnded { submission, creator, end } => match end {
					End::Delivered => {
						let known = self.requests.get_mut(&submission.request).unwrap();
						assert_eq!(known.delivered_by.replace(creator), None);
					}
					End::Copied => panic!("the deposit is noted by who exposes"),
					_ => {}
				},
				Event::VoteRevealed { submission, reviewer, vote } => {
					self.votes.entry(submission).or_default().push(vote);
					*self.totals.entry(reviewer).or_default() += FEE as i128;
				}
				Event::ContestClosed { submission, ruling, by_requester, by_creator } => {
					self.closed(submission, ruling, by_requester, by_creator)
				}
				Event::ReviewerMissed { reviewer, slashed } => self.pay(reviewer, TREASURY, slashed),
				Event::Finished { request, outcome, paid } => self.finished(request, outcome, paid),
				_ => {}
			}
		}
		System::reset_events();
	}

	/// What a reviewer was paid is noted when he reveals; it comes when the contest closes.
	fn check(&self) {
		assert_ok!(Orders::do_try_state());
		for who in PEOPLE.into_iter().chain([STRANGER, TREASURY, POT]) {
			let open = self.votes.keys().filter(|id| {
				let is_his = |(reviewer, ballot): &(AccountId, Ballot)| {
					*reviewer == who && matches!(ballot, Ballot::Open(_))
				};
				matches!(stage(**id), Stage::Reviewed { panel, .. } if panel.iter().any(is_his))
			});
			let awaited = FEE as i128 * open.count() as i128;
			let expected = FUNDS as i128 + self.totals.get(&who).copied().unwrap_or_default() - awaited;
			assert_eq!(total(who) as i128, expected, "account {who}");
		}
	}
}

fn try_to<R, E: Into<DispatchError>>(call: impl FnOnce() -> Result<R, E>) -> bool {
	with_storage_layer(|| call().map(drop).map_err(Into::into)).is_ok()
}

/// Any submission that there is.
fn any_of(of: usize) -> Option<SubmissionId> {
	let mut all: Vec<_> =
		Submissions::<Test>::iter_keys().map(|(request, index)| SubmissionId { request, index }).collect();
	all.sort();
	all.get(of % all.len().max(1)).copied()
}

fn vote_of(vote: bool) -> Vote {
	match vote {
		true => Vote::Accept,
		false => Vote::Reject,
	}
}

impl Model {
	fn commit(&mut self, id: SubmissionId, reviewer: usize, vote: bool) {
		let Some(who) = panel(id).get(reviewer).copied() else { return };
		let seal = ballot_seal(id, &who, vote_of(vote), SALT);
		if try_to(|| Orders::commit(signed(who), id, seal)) {
			self.commits.insert((id, who), vote_of(vote));
		}
	}

	fn reveal(&mut self, id: SubmissionId, reviewer: usize) {
		let Some(who) = panel(id).get(reviewer).copied() else { return };
		let Some(vote) = self.commits.get(&(id, who)).copied() else { return };
		try_to(|| Orders::reveal(signed(who), id, vote, SALT));
	}

	fn decide(&mut self, id: SubmissionId, accept: bool, other: Option<usize>) {
		let who = other.map_or(self.requests[&id.request].requester, |other| PEOPLE[other]);
		if accept {
			try_to(|| Orders::accept(signed(who), id).map_err(|error| error.error));
		} else {
			try_to(|| Orders::reject(signed(who), id, Reason::OffTopic, H256::zero()));
		}
	}

	fn judge(&mut self, id: SubmissionId, votes: [Option<bool>; 3]) {
		self.decide(id, false, None);
		try_to(|| Orders::contest(signed(self.creators[&id].0), id));
		(0..5).for_each(|_| block());
		for (reviewer, vote) in votes.into_iter().enumerate() {
			if let Some(vote) = vote {
				self.commit(id, reviewer, vote);
			}
		}
		pass(COMMIT + 1);
		(0..3).for_each(|reviewer| self.reveal(id, reviewer));
		try_to(|| Orders::close_contest(signed(STRANGER), id).map_err(|error| error.error));
	}

	fn expose(&mut self, id: SubmissionId, maker: AccountId) {
		let creator = self.creators[&id].0;
		if try_to(|| Orders::expose(signed(STRANGER), id, maker, Default::default())) {
			self.pay(creator, maker, DEPOSIT);
			let copied = Event::<Test>::SubmissionEnded { submission: id, creator, end: End::Copied };
			System::assert_last_event(copied.into());
			System::reset_events();
		}
	}

	fn run(&mut self, op: Op) {
		match op {
			Op::Ask { who, trained, items, reward } => {
				let wish = DatasetWish {
					items,
					least_items: items.div_ceil(3),
					least_part: items.div_ceil(60),
					..wish()
				};
				let spec = if trained { spec_of_trained() } else { spec_of(wish) };
				let deadline = World::read(|world| world.now) + 90 * HOUR;
				let spec = Spec { reward, deadline, ..spec };
				try_to(|| Orders::request(signed(PEOPLE[who]), Box::new(spec), Balance::MAX));
			}
			Op::Submit { who, request, items, seed } => {
				// Some name a maker, who need not be the one that submits.
				let content = match seed % 10 {
					0 => maker_leaf(&PEOPLE[seed as usize / 10 % PEOPLE.len()]),
					_ => merkle::leaf(&seed.encode()),
				};
				let part = Delivery { content, ..delivery(0, items) };
				try_to(|| Orders::submit(signed(PEOPLE[who]), request, part));
			}
			Op::SubmitTrained { who, request, asset } => {
				let count = World::read(|world| world.assets.len());
				let item = (asset % (count + 2)) as u32;
				let known = AssetId { kind: AssetKind::TrainedAi, item };
				let asset = match item < count as u32 && World::asset(known).kind == AssetKind::TrainedAi {
					true => known,
					false => World::trained(PEOPLE[who], Balance::from(item) * 60 * AIC),
				};
				try_to(|| Orders::submit_trained(signed(PEOPLE[who]), request, asset));
			}
			Op::Finish { who, request } => {
				try_to(|| Orders::finish(signed(PEOPLE[who]), request).map_err(|error| error.error));
			}
			Op::Cancel { request } => {
				let who = self.requests.get(&request).map_or(STRANGER, |known| known.requester);
				try_to(|| Orders::cancel(signed(who), request));
			}
			Op::Join { who } => drop(try_to(|| Orders::become_reviewer(signed(PEOPLE[who]), BOND))),
			Op::Resign { who } => drop(try_to(|| Orders::resign(signed(PEOPLE[who])))),
			Op::Block { fresh: true } => block(),
			Op::Block { fresh: false } => stale_block(),
			Op::Pass { time } => pass(time),
			Op::Lock { who, locked: true } => {
				Balances::set_lock(*b"spiteful", &PEOPLE[who], Balance::MAX, WithdrawReasons::all())
			}
			Op::Lock { who, locked: false } => Balances::remove_lock(*b"spiteful", &PEOPLE[who]),
			Op::Trade { asset, to } => World::change(|world| {
				let count = world.assets.len().max(1);
				if let Some(asset) = world.assets.get_mut(asset % count) {
					asset.owner = PEOPLE[to];
				}
			}),
			Op::Hinder { formats, pay, hand_over, dear } => World::change(|world| {
				world.formats.insert(DATASETS, if formats { AssetKind::Model } else { AssetKind::Dataset });
				(world.no_pay, world.no_hand_over, world.dear) = (pay, hand_over, dear);
			}),
			Op::Withdraw { who, of } => {
				if let Some(id) = any_of(of) {
					try_to(|| Orders::withdraw(signed(PEOPLE[who]), id));
				}
			}
			Op::Decide { of, accept, other } => {
				if let Some(id) = any_of(of) {
					self.decide(id, accept, other);
				}
			}
			Op::Settle { of } => {
				if let Some(id) = any_of(of) {
					try_to(|| Orders::settle(signed(STRANGER), id).map_err(|error| error.error));
				}
			}
			Op::Expose { of, maker } => {
				if let Some(id) = any_of(of) {
					self.expose(id, PEOPLE[maker]);
				}
			}
			Op::Contest { of } => {
				if let Some(id) = any_of(of) {
					try_to(|| Orders::contest(signed(self.creators[&id].0), id));
				}
			}
			Op::Commit { of, reviewer, vote } => {
				if let Some(id) = any_of(of) {
					self.commit(id, reviewer, vote);
				}
			}
			Op::Reveal { of, reviewer } => {
				if let Some(id) = any_of(of) {
					self.reveal(id, reviewer);
				}
			}
			Op::Judge { of, votes } => {
				if let Some(id) = any_of(of) {
					self.judge(id, votes);
				}
			}
			Op::Close { of } => {
				if let Some(id) = any_of(of) {
					try_to(|| Orders::close_contest(signed(STRANGER), id).map_err(|error| error.error));
				}
			}
		}
	}

	/// A stranger ends all that goes on, whatever the others have locked or hindered.
	fn wind_up(&mut self) {
		for _ in 0..6 {
			pass(200 * HOUR);
			block();
			let ids: Vec<_> = Submissions::<Test>::iter_keys().collect();
			for (request, index) in ids {
				let id = SubmissionId { request, index };
				match Orders::next_of(id) {
					Some(Next::Settle) => settle(id),
					Some(Next::Close) => close(id),
					_ => {}
				}
				self.look();
			}
			for request in Requests::<Test>::iter_keys().collect::<Vec<_>>() {
				if Orders::can_finish(request, STRANGER).is_ok() {
					try_to(|| Orders::finish(signed(STRANGER), request).map_err(|error| error.error));
				}
				self.look();
			}
			self.check();
		}
		for who in PEOPLE {
			try_to(|| Orders::resign(signed(who)));
		}
		// What still waited for a draw is forgotten.
		for _ in 0..200 {
			block();
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	/// However people ask, submit, judge, lock and hinder, everybody has what he should, and a stranger can end everything.
	#[test]
	fn everybody_has_what_is_his_and_everything_ends_when_anything_happens(
		ops in prop::collection::vec(op(), 1..120),
	) {
		new_test_ext().execute_with(|| {
			let supply = Balances::total_issuance();
			let mut model = Model::default();
			for who in [11, 12, 13, 14] {
				assert_ok!(Orders::become_reviewer(signed(who), BOND));
			}
			for op in ops {
				model.run(op);
				model.look();
				model.check();
				assert_eq!(Balances::total_issuance(), supply, "coins are conserved");
			}
			model.wind_up();
			model.look();
			model.check();
			let left = (Requests::<Test>::iter().count(), Submissions::<Test>::iter().count());
			assert_eq!(left, (0, 0), "everything can be ended");
			assert_eq!((Contents::<Test>::iter().count(), Accepted::<Test>::iter().count()), (0, 0));
			assert_eq!((Reviewers::<Test>::iter().count(), ReviewerAt::<Test>::iter().count()), (0, 0));
			assert_eq!((Queue::<Test>::iter().count(), Ends::<Test>::iter().count()), (0, 0));
			for who in everybody() {
				assert_eq!(total(who), free(who) + asset_deposit(who), "nothing of {who} is on hold");
			}
		});
	}
}
