//! Commands that stand in a node's place. zombienet, and whoever follows the runbook, has nodes listen on all of the machine's
//! addresses; these keep them on loopback, where everything of the suite stays, and become the node.

use anyhow::{Context, Result};
use std::{
	fs,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
};

/// What of the command line is another one afterwards. `--port` would listen on all addresses too.
const REWRITE: &str = r#"
count=$#
port=
while [ "$count" -gt 0 ]; do
	argument=$1
	shift
	count=$((count - 1))
	if [ -n "$port" ]; then
		port=
		set -- "$@" --listen-addr "/ip4/127.0.0.1/tcp/$argument/ws"
		continue
	fi
	case $argument in
	--port) port=1 ;;
	--prometheus-external) ;;
	/ip4/0.0.0.0/*) set -- "$@" "/ip4/127.0.0.1/${argument#/ip4/0.0.0.0/}" ;;
	*) set -- "$@" "$argument" ;;
	esac
done
"#;

/// What keeps a node on loopback.
pub const LOOPBACK: [&str; 3] = ["--listen-addr", "/ip4/127.0.0.1/tcp/0/ws", "--no-mdns"];

/// Writes the command for what zombienet starts, and says where it is.
pub fn write(program: &Path, folder: &Path, name: &str) -> Result<PathBuf> {
	script(folder, name, &format!("{REWRITE}exec '{}' \"$@\"\n", program.display()))
}

/// Writes the command for a collator that somebody starts: with these options, and with others for the relay chain node
/// inside, which come after `--`. Other commands of the node are as they were.
pub fn write_collator(
	program: &Path,
	folder: &Path,
	name: &str,
	own: &[&str],
	relay: &[&str],
) -> Result<PathBuf> {
	let (program, own, relay) = (program.display(), own.join(" "), relay.join(" "));
	let text = format!(
		"[ \"${{1-}}\" = --collator ] || exec '{program}' \"$@\"\nexec '{program}' {own} \"$@\" {relay}\n"
	);
	script(folder, name, &text)
}

fn script(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
	let path = folder.join(name);
	let text = format!("#!/bin/sh\n{text}");
	fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
	fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
	Ok(path)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::process::Command;

	fn said(wrapper: PathBuf, arguments: &[&str]) -> String {
		String::from_utf8(Command::new(wrapper).args(arguments).output().unwrap().stdout).unwrap()
	}

	fn folder(name: &str) -> PathBuf {
		let folder = std::env::temp_dir().join(format!("aic-wrapper-{name}-{}", std::process::id()));
		fs::create_dir_all(&folder).unwrap();
		folder
	}

	#[test]
	fn collator_has_options_before_and_after_the_dashes_and_other_commands_none() {
		let folder = folder("collator");
		let wrapper =
			write_collator(Path::new("/bin/echo"), &folder, "echo", &["--own"], &["--relay"]).unwrap();

		assert_eq!(
			said(wrapper.clone(), &["--collator", "--", "--chain", "x"]),
			"--own --collator -- --chain x --relay\n"
		);
		assert_eq!(said(wrapper, &["key", "generate"]), "key generate\n");
		fs::remove_dir_all(folder).unwrap();
	}

	#[test]
	fn node_listens_on_loopback_when_zombienet_says_everywhere() {
		let folder = folder("node");
		let wrapper = write(Path::new("/bin/echo"), &folder, "echo").unwrap();
		let arguments = [
			"--prometheus-external",
			"--listen-addr",
			"/ip4/0.0.0.0/tcp/7/ws",
			"--name",
			"a b",
			"--",
			"--port",
			"9",
		];

		let expected =
			"--listen-addr /ip4/127.0.0.1/tcp/7/ws --name a b -- --listen-addr /ip4/127.0.0.1/tcp/9/ws\n";
		assert_eq!(said(wrapper, &arguments), expected);
		fs::remove_dir_all(folder).unwrap();
	}
}
