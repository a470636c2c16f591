#!/usr/bin/env bash
# All tests: format, lints, unit, property and runtime tests, the client library, then a built node driven through polkadot.js.
# Installs and builds what is missing.
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"
# shellcheck source=lib/build.sh
. "$ROOT/scripts/lib/build.sh"

unset FORCE_COLOR
LOGS=$(mktemp -d)
trap 'rm -rf "$LOGS"' EXIT

# count FILE PATTERN: sums the numbers that the pattern's first group finds.
count() { sed -nE "s/$2/\\1/p" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

rust_tests() {
	cargo nextest run --color never --locked --workspace --cargo-profile "$PROFILE" --no-fail-fast 2>&1 | tee "$LOGS/rust"
}

e2e_tests() {
	# Made once for all nodes of the tests: it takes longer than the rest of their start.
	export AIC_CHAIN=$LOGS/dev.json
	"$AIC_NODE" export-chain-spec --chain dev --raw --output "$AIC_CHAIN"
	(cd "$ROOT/scripts" && NO_COLOR=1 npx --no-install tsx --test --test-reporter=spec --test-concurrency=2 unit/*.test.ts e2e/*.test.ts 2>&1) |
		tee "$LOGS/e2e"
}

"$ROOT/scripts/setup.sh"
cd "$ROOT"
step "checking the format" "run 'cargo fmt --all'" cargo fmt --all --check
step "checking the scripts' types" "see tsc's message above" npm --prefix scripts run --silent check
build_all
step "running clippy, warnings denied (about 10 minutes the first time)" "mend what it names" \
	cargo clippy --locked --workspace --all-targets --profile "$PROFILE" -- -D warnings

failed=0
say "running unit, property and runtime tests (about 10 minutes to compile the first time)"
rust_tests || failed=1
say "running the client library's tests, and the end-to-end tests against a node (about 10 minutes)"
e2e_tests || failed=1

passed=$(($(count "$LOGS/rust" '^ *Summary .* ([0-9]+) passed.*') + $(count "$LOGS/e2e" '^ℹ pass ([0-9]+)')))
broken=$(($(count "$LOGS/rust" '^ *Summary .* ([0-9]+) failed.*') + $(count "$LOGS/e2e" '^ℹ fail ([0-9]+)')))
say "all tests, Rust and end to end:"
printf '%d passed, %d failed\n' "$passed" "$broken"
[ "$failed" -eq 0 ] || fail "tests failed" "each failure is named above with its reason"
good "tests complete"
