#!/usr/bin/env bash
# Prints what work costs the chain, in the worst case and on the compiled Wasm: reads, writes and the proof that was
# recorded, not estimated, with 10³, 10⁵ and 10⁶ idle nodes; then what assets and storage cost. About 10 minutes. Needs a built node (./scripts/demo.sh builds one).
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"
# shellcheck source=lib/measure.sh
. "$ROOT/scripts/lib/measure.sh"

RESULTS=$(mktemp -d)
trap 'rm -rf "$RESULTS"' EXIT

# run PALLET EXTRINSICS OPTION...: one sample at each end of the range; reads, writes and proofs do not vary.
run() {
	local pallet=$1 extrinsics=$2
	shift 2
	measure "$pallet" "$extrinsics" --steps 2 --repeat 1 --json-file "$RESULTS/$pallet.json" "$@"
}

"$ROOT/scripts/setup.sh"
prepare_measuring
for pallet in pallet_node_monitor pallet_resource_allocator pallet_work_validation; do
	step "measuring $pallet" "see the message above" run "$pallet" '*' --extra
done
for pallet in pallet_ai_assets pallet_data_protection pallet_storage_grid pallet_coin_payroll; do
	step "measuring $pallet" "see the message above" run "$pallet" '*'
done
step "drawing from a thousand to a million nodes" "see the message above" run pallet_providers \
	take_64_of_1_000,take_64_of_100_000,take_64_of_1_000_000 --extra
cd "$ROOT/scripts"
npx --no-install tsx src/costs.ts "$RESULTS"
good "costs measured"
