# Shared by the scripts of this folder: messages, and the one build environment that they all use.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STARTED=$SECONDS

# One profile and one set of variables for every build, so that nothing is compiled twice (see README, "Building").
export PROFILE=testnet
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
export RUSTUP_AUTO_INSTALL=0

if [ -t 1 ]; then
	BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m'
else
	BOLD='' RED='' GREEN='' PLAIN=''
fi

elapsed() {
	local s=$((SECONDS - STARTED))
	printf '%d min %02d s' $((s / 60)) $((s % 60))
}

# say TEXT: a step that begins.
say() { printf '%s==>%s %s\n' "$BOLD" "$PLAIN" "$*"; }

# good TEXT: a good end.
good() { printf '%s==> %s%s (%s)\n' "$GREEN" "$*" "$PLAIN" "$(elapsed)"; }

# fail TEXT MEND: what went wrong, and what to do about it.
fail() {
	printf '\n%serror:%s %s\n' "$RED" "$PLAIN" "$1" >&2
	[ $# -gt 1 ] && printf '%smend:%s  %s\n' "$BOLD" "$PLAIN" "$2" >&2
	exit 1
}

# step TEXT MEND COMMAND...: runs a command and says how long it took; on failure says what to do.
step() {
	local text=$1 mend=$2 from=$SECONDS
	shift 2
	say "$text"
	"$@" || fail "$text: failed" "$mend"
	printf '    done in %d s\n' $((SECONDS - from))
}

# The directory that cargo builds into; absolute, as the scripts change their directory.
[ -z "${CARGO_TARGET_DIR:-}" ] || CARGO_TARGET_DIR=$(realpath -m "$CARGO_TARGET_DIR")
target_dir() { printf '%s' "${CARGO_TARGET_DIR:-$ROOT/target}"; }

# The node that the build makes.
node_binary() { printf '%s/%s/aic-node' "$(target_dir)" "$PROFILE"; }
