# The runtime with its benchmarks, and the node that runs them. Source common.sh first.
# shellcheck shell=bash

BENCH_TARGET=$(target_dir)/benchmarks
BENCH_WASM=$BENCH_TARGET/wasm32v1-none/release/aic_runtime.wasm

# The runtime alone, with the flags that the Wasm builder uses: nothing native is compiled.
build_bench_wasm() {
	local toolchain=()
	grep -qs distro "$ROOT/.cargo/config.toml" && toolchain=(+distro)
	cd "$ROOT" || exit 1
	CARGO_TARGET_DIR=$BENCH_TARGET \
		RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime" \
		cargo "${toolchain[@]}" rustc --locked --release --package aic-runtime --lib --crate-type cdylib \
		--target wasm32v1-none --no-default-features --features runtime-benchmarks
}

# Builds what measuring takes.
prepare_measuring() {
	[ -x "$(node_binary)" ] ||
		fail "there is no node at $(node_binary)" "build it: cargo build --profile $PROFILE --workspace"
	step "compiling the runtime with its benchmarks (about 6 minutes the first time)" "see the message above" build_bench_wasm
}

# measure PALLET EXTRINSICS OPTION...: runs benchmarks in the node's own executor; says what went wrong.
measure() {
	local pallet=$1 extrinsics=$2 log
	shift 2
	log=$(mktemp)
	if ! "$(node_binary)" benchmark pallet --runtime "$BENCH_WASM" --genesis-builder runtime \
		--genesis-builder-preset development --pallet "$pallet" --extrinsic "$extrinsics" --min-duration 0 "$@" >"$log" 2>&1; then
		tail -n 30 "$log" >&2
		rm -f "$log"
		return 1
	fi
	rm -f "$log"
}
