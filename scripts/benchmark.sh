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
# shellcheck source=lib/measure.sh
. "$ROOT/scripts/lib/measure.sh"

# run PALLET: measures one pallet and writes its file.
run() {
	measure "$1" '*' --steps "${STEPS:-20}" --repeat "${REPEAT:-10}" --template "$ROOT/scripts/lib/weights.hbs" \
		--output "$ROOT/runtime/src/weights/$1.rs"
}

prepare_measuring
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
