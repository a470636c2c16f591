#!/usr/bin/env bash
# Measures the weights: compiles the runtime with its benchmarks to Wasm, runs them in the node's own executor, and writes
# runtime/src/weights/. About 10 minutes. Needs a built node (./scripts/demo.sh builds one).
#
#   ./scripts/benchmark.sh                   all pallets that have a file there
#   ./scripts/benchmark.sh pallet_providers  only the pallets named
#   STEPS=50 REPEAT=20 ./scripts/benchmark.sh  more samples, for weights that a release ships
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"

STEPS=${STEPS:-20}
REPEAT=${REPEAT:-10}
BENCH_TARGET=$(target_dir)/benchmarks
WASM=$BENCH_TARGET/wasm32v1-none/release/aic_runtime.wasm

# The runtime alone, with the flags that the Wasm builder uses: nothing native is compiled.
build_wasm() {
	local toolchain=()
	grep -qs distro "$ROOT/.cargo/config.toml" && toolchain=(+distro)
	cd "$ROOT"
	CARGO_TARGET_DIR=$BENCH_TARGET \
		RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime" \
		cargo "${toolchain[@]}" rustc --locked --release --package aic-runtime --lib --crate-type cdylib \
		--target wasm32v1-none --no-default-features --features runtime-benchmarks
}

# run PALLET: measures one pallet and writes its file.
run() {
	local out=$ROOT/runtime/src/weights/$1.rs
	"$(node_binary)" benchmark pallet --runtime "$WASM" --genesis-builder runtime --genesis-builder-preset development \
		--pallet "$1" --extrinsic '*' --steps "$STEPS" --repeat "$REPEAT" --min-duration 0 \
		--template "$ROOT/scripts/lib/weights.hbs" --output "$out" >"$LOG" 2>&1 ||
		{ tail -n 30 "$LOG" >&2; fail "benchmarking $1 failed" "the reason is above"; }
}

LOG=$(mktemp)
trap 'rm -f "$LOG"' EXIT
[ -x "$(node_binary)" ] || fail "there is no node at $(node_binary)" "build it: cargo build --profile $PROFILE -p aic-node"
step "compiling the runtime with its benchmarks (about 6 minutes the first time)" "see the message above" build_wasm
mkdir -p "$ROOT/runtime/src/weights"
pallets=("$@")
if [ ${#pallets[@]} -eq 0 ]; then
	# Those that have a file of their own; the others use the weights that their crates ship.
	for file in "$ROOT"/runtime/src/weights/*_*.rs; do
		pallets+=("$(basename "$file" .rs)")
	done
fi
for pallet in "${pallets[@]}"; do
	step "measuring $pallet" "see the message above" run "$pallet"
done
good "weights written to runtime/src/weights"
