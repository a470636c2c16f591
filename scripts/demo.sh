#!/usr/bin/env bash
# The demos, each on a node of its own. "job": GPU providers, a dataset, a model and a training job meet, validators check the work, and
# everybody is paid. "data": a dataset is made to order, encrypted, previewed, licensed, stored and healed, trained on, and
# pays upstream through its lineage. Installs and builds what is missing.
#
#   ./scripts/demo.sh               runs both, one after the other, and stops the nodes
#   ./scripts/demo.sh job           runs only the one
#   ./scripts/demo.sh data          runs only the other
#   ./scripts/demo.sh [..] --keep   leaves the (last) node running for polkadot.js Apps and prints the address
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"
# shellcheck source=lib/build.sh
. "$ROOT/scripts/lib/build.sh"

demos=()
keep=()
for argument in "$@"; do
	case $argument in
	job | data) demos+=("$argument") ;;
	--keep) keep=(--keep) ;;
	*) fail "unknown argument: $argument" "there are job, data and --keep" ;;
	esac
done
[ ${#demos[@]} -gt 0 ] || demos=(job data)

"$ROOT/scripts/setup.sh"
build_all
cd "$ROOT/scripts"

# run NAME OPTION...: runs a demo.
run() {
	local name=$1
	shift
	case $name in
	job)
		say "running the demo of a job (about three minutes: blocks every 2 seconds)"
		npx --no-install tsx demo/main.ts "$@"
		;;
	data)
		say "running the demo of data (about three minutes: blocks every 2 seconds)"
		npx --no-install tsx demo/data.ts "$@"
		;;
	esac || fail "the demo of $name failed" "the reason and the end of the node's log are above"
}

last=$((${#demos[@]} - 1))
for ((i = 0; i < last; i++)); do run "${demos[i]}"; done
run "${demos[last]}" "${keep[@]}"
good "demo complete"
