use super::*;
use clap::CommandFactory;

fn parse(args: &[&str]) -> std::result::Result<Cli, clap::Error> {
	Cli::try_from_iter(std::iter::once(&"aic-node").chain(args))
}

#[test]
fn command_line_is_consistent() {
	Cli::setup_command(Cli::command()).debug_assert();
}

#[test]
fn blocks_come_every_two_seconds_when_nothing_else_is_said() {
	let cli = parse(&["--dev"]).unwrap();

	assert_eq!(cli.sealing(), Sealing::Every(Duration::from_secs(2)));
	assert!(!cli.has_development_flags());
}

#[test]
fn sealing_follows_the_flags_when_they_are_given() {
	assert_eq!(
		parse(&["--dev", "--block-time", "3000"]).unwrap().sealing(),
		Sealing::Every(Duration::from_secs(3))
	);
	assert_eq!(parse(&["--dev", "--instant-seal"]).unwrap().sealing(), Sealing::Instant);
}

#[test]
fn arguments_are_refused_when_they_contradict_each_other() {
	assert!(parse(&["--dev", "--instant-seal", "--block-time", "3000"]).is_err());
	assert!(parse(&["--dev", "--block-time", "0"]).is_err());
}

#[test]
fn relay_chain_arguments_are_kept_apart_when_they_follow_two_dashes() {
	let cli = parse(&["--collator", "--", "--chain", "relay.json"]).unwrap();

	assert!(cli.run.collator);
	assert_eq!(cli.relay_chain_args, ["--chain", "relay.json"]);
}
