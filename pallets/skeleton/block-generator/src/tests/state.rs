use super::*;

#[test]
fn try_state_fails_when_the_state_is_corrupt() {
	let fails = |because: &'static str, corrupt: &dyn Fn()| {
		let result = hypothetically!({
			corrupt();
			Generator::do_try_state()
		});
		assert_eq!(result, Err(frame::deps::sp_runtime::TryRuntimeError::Other(because)));
	};
	build_and_execute(|| {
		enrol(0..10);
		draw_from(0);
		enrol(0..10);
		work(drawn(3)[0], SlotId { job: 1, index: 1 });
		assert_ok!(Generator::show_work(signed(100 + drawn(3)[0]), Some(SlotId { job: 1, index: 1 })));
		Generator::do_try_state().unwrap();
		assert_eq!(index(), 2);

		let list = |place: u8, change: &dyn Fn(&mut List<u64>)| {
			Lists::<Test>::mutate(place, |list| change(list.as_mut().unwrap()))
		};
		fails("a list lies at the wrong place", &|| list(0, &|list| list.session = 1));
		fails("a list is of the future", &|| list(0, &|list| list.session = 3));
		fails("a list is not open in its session and no other", &|| list(0, &|list| list.closed = None));
		fails("a list is not open in its session and no other", &|| list(2, &|list| list.closed = Some(1)));
		fails("a list was closed in the future", &|| list(1, &|list| list.closed = Some(1_000)));
		fails("a list has a hole", &|| list(0, &|list| list.shelves[3] += 1));
		fails("a list has a hole", &|| Entries::<Test>::remove((0, 3, 4)));
		fails("an entry is not counted", &|| list(2, &|list| list.shelves[3] -= 1));
		let entry = |change: &dyn Fn(&mut Entry<AccountId>)| {
			Entries::<Test>::mutate((2, 3, 1), |entry| change(entry.as_mut().unwrap()))
		};
		fails("an entry is in the wrong class", &|| entry(&|entry| entry.weight = 16));
		fails("a provider is in a list twice", &|| entry(&|entry| entry.provider = 0));
		fails("a list has a hole", &|| entry(&|entry| entry.session = 5));
		fails("a provider is not known to be enrolled", &|| Enrolled::<Test>::insert(4, 1));
		fails("an enrolment is of the future", &|| Enrolled::<Test>::insert(4, 3));

		let draw = |change: &dyn Fn(&mut DrawOf<Test>)| {
			Draws::<Test>::mutate(3, |draw| change(draw.as_mut().unwrap()))
		};
		fails("a draw is of another session", &|| {
			Draws::<Test>::insert(4, Draws::<Test>::get(3).unwrap());
		});
		fails("a draw is from a list that was open", &|| draw(&|draw| draw.list = 1));
		fails("a draw is of the future", &|| draw(&|draw| draw.block = 1_000));
		fails("a draw is of the future", &|| draw(&|draw| draw.known_since = draw.block + 1));
		fails("a draw had too many tries", &|| draw(&|draw| draw.seats = MAX_SEATS + 1));
		fails("a draw had too many tries", &|| draw(&|draw| draw.tries = 33));
		fails("a draw skipped what it did not try", &|| {
			draw(&|draw| draw.skipped = vec![draw.tries].try_into().unwrap())
		});
		fails("a draw skipped what it did not try", &|| {
			draw(&|draw| draw.skipped = vec![1, 1].try_into().unwrap())
		});
		fails("more were drawn than there are seats", &|| draw(&|draw| draw.seats = 3));
		fails("a collator or node has two seats", &|| draw(&|draw| draw.drawn[0].node = draw.drawn[1].node));
		fails("a collator or node has two seats", &|| {
			draw(&|draw| draw.drawn[0].collator = draw.drawn[1].collator)
		});
		fails("a draw's seed was known before its list was closed", &|| draw(&|draw| draw.known_since = 1));
		fails("a draw can't be repeated", &|| draw(&|draw| draw.seed = H256::zero()));

		fails("an invulnerable is named twice", &|| {
			Invulnerables::<Test>::put(BoundedVec::truncate_from(vec![1, 1]))
		});
		fails("work is shown without a seat", &|| Shown::<Test>::insert(1, SlotId { job: 1, index: 1 }));
		fails("the session began in the future", &|| {
			Session::<Test>::mutate(|session| session.began = Moment::MAX)
		});
		fails("a slot is of the future", &|| {
			LastSlot::<Test>::put(LastBlock { session: 3, slot: 1, relay_block: 1, epoch_known_since: 0 })
		});
		fails("a duty is of the future", &|| {
			Duties::<Test>::insert(1, Duty { session: 3, ..Default::default() })
		});

		let pace = |change: &dyn Fn(&mut Pacing<u64>)| Pace::<Test>::mutate(change);
		fails("the rate changed in the future", &|| pace(&|pacing| pacing.since = 1_000));
		fails("the clock runs too fast or too slowly", &|| pace(&|pacing| pacing.units = 1));
		fails("the clock runs too fast or too slowly", &|| pace(&|pacing| pacing.since = 1));
		fails("the window began in the future", &|| pace(&|pacing| pacing.window_began = Moment::MAX));
	});
}
