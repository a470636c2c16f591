#!/usr/bin/env bash
# The parachain on a relay chain of its own, on this machine: two validators and two collators, and what may befall them. See
# zombienet/README.md. Installs and builds what is missing; stops all that it started, however it ends.
#
#   ./scripts/zombienet.sh                        everything, once
#   ./scripts/zombienet.sh --times 3              three times, each with a new network
#   ./scripts/zombienet.sh --stages pace,upgrade  only these stages, after the first
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"
# shellcheck source=lib/build.sh
. "$ROOT/scripts/lib/build.sh"

SUITE=$ROOT/zombienet/suite
SUITE_TARGET=$(target_dir)/zombienet
NEXT_TARGET=$(target_dir)/upgrade
NEXT_RUNTIME=$NEXT_TARGET/wasm32v1-none/release/aic_runtime.wasm

arguments=()
while [ $# -gt 0 ]; do
	case $1 in
	--times | --stages)
		[ $# -gt 1 ] || fail "$1 needs a value" "the head of scripts/zombienet.sh says which"
		arguments+=("$1" "$2")
		shift 2
		;;
	*) fail "unknown argument: $1" "there are --times N and --stages NAME,…" ;;
	esac
done

# The suite, which has a lock file of its own: zombienet's SDK is of another release than the chain's.
build_suite() {
	cd "$SUITE" || exit 1
	CARGO_TARGET_DIR=$SUITE_TARGET WASM_BUILD_WORKSPACE_HINT=$SUITE cargo build --locked --profile "$PROFILE"
}

# The runtime that the chain is upgraded to: the present one with a higher version. The runtime alone, with the flags that the
# Wasm builder uses: nothing native is compiled.
build_next_runtime() {
	local toolchain=()
	grep -qs distro "$ROOT/.cargo/config.toml" && toolchain=(+distro)
	cd "$ROOT" || exit 1
	CARGO_TARGET_DIR=$NEXT_TARGET \
		RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime" \
		cargo "${toolchain[@]}" rustc --locked --release --package aic-runtime --lib --crate-type cdylib \
		--target wasm32v1-none --no-default-features --features next-version
}

suite=
# Ends what the suite did not end itself: all its processes are of its group.
end_all() {
	[ -n "$suite" ] || return 0
	kill -KILL -- "-$suite" 2>/dev/null || true
}
interrupted() {
	[ -z "$suite" ] || kill -INT "$suite" 2>/dev/null || true
}
trap end_all EXIT

"$ROOT/scripts/setup.sh"
build_all
step "building the suite (about half an hour the first time)" "$BUILD_MEND" build_suite
step "compiling the next runtime (about 6 minutes the first time)" "$BUILD_MEND" build_next_runtime

say "running the suite (about half an hour each time)"
# A group of its own, so that a signal comes to it once and in order, and so that nothing is left behind.
set -m
trap interrupted INT TERM
"$SUITE_TARGET/$PROFILE/aic-zombienet" --node "$(node_binary)" --relay "$(target_dir)/$PROFILE/polkadot" --scripts "$ROOT/scripts" \
	--readme "$ROOT/node/README.md" --next-runtime "$NEXT_RUNTIME" "${arguments[@]}" &
suite=$!
set +m
code=0
wait "$suite" || code=$?
# A signal ends the wait, not the suite.
while kill -0 "$suite" 2>/dev/null; do
	code=0
	wait "$suite" || code=$?
done
trap - INT TERM
[ "$code" -eq 0 ] || fail "the suite failed" "the stage, the reason and the end of the log are above; zombienet/README.md says what to look at"
good "zombienet complete"
