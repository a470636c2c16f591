use super::*;

const NEW: u64 = 50;

fn make(signer: Option<u64>) {
	SignedBy::set(&signer);
	assert_ok!(Balances::transfer_allow_death(signed(USER), NEW, 100));
}

#[test]
fn creator_and_era_are_kept_when_an_account_begins_to_exist() {
	build_and_execute(|| {
		Era::set(&3);
		make(Some(USER));
		assert_eq!(CreatedBy::<Test>::get(NEW), Some((USER, 3)));
		Era::set(&4);
		make(Some(2));
		assert_eq!(CreatedBy::<Test>::get(NEW), Some((USER, 3)), "it existed");
	});
}

#[test]
fn no_creator_is_kept_when_nobody_or_the_account_itself_signed() {
	build_and_execute(|| {
		make(None);
		assert_eq!(CreatedBy::<Test>::get(NEW), None);
		assert_ok!(Balances::transfer_all(signed(NEW), USER, false));
		make(Some(NEW));
		assert_eq!(CreatedBy::<Test>::get(NEW), None);
	});
}

#[test]
fn creator_is_forgotten_when_the_account_dies() {
	build_and_execute(|| {
		make(Some(USER));
		assert_ok!(Balances::transfer_all(signed(NEW), 2, false));
		assert_eq!(CreatedBy::<Test>::iter().count(), 0);
	});
}
