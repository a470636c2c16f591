#!/usr/bin/env bash
# The main job: a GPU provider, a dataset, a model and a training job meet on a running AIC node, validators check the
# work, and everybody is paid. Installs and builds what is missing.
#
#   ./scripts/demo.sh           runs it and stops the node
#   ./scripts/demo.sh --keep    leaves the node running for polkadot.js Apps and prints the address
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"
# shellcheck source=lib/build.sh
. "$ROOT/scripts/lib/build.sh"

for argument in "$@"; do
	case $argument in
	--keep) ;;
	*) fail "unknown argument: $argument" "the only one is --keep" ;;
	esac
done

"$ROOT/scripts/setup.sh"
build_all
cd "$ROOT/scripts"
say "running the demo (about three minutes: blocks every 2 seconds)"
npx --no-install tsx demo/main.ts "$@" ||
	fail "the demo failed" "the reason and the end of the node's log are above"
good "demo complete"
