#!/usr/bin/env bash
# Runs the whole search for strategies that gain, and the whole simulation of ten thousand accounts over a hundred eras, prints their
# figures, and draws the supply, the price of work and what is burned as economy.svg in the current directory. About 2 minutes, once it is built.
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"

CSV=$(mktemp)
trap 'rm -f "$CSV"' EXIT
OUT=$PWD/economy.svg

"$ROOT/scripts/setup.sh"
cd "$ROOT"
ECONOMY_CSV=$CSV cargo test --locked --workspace --profile "$PROFILE" --test economy -- --ignored --nocapture
cd "$ROOT/scripts"
npx --no-install tsx src/plot.ts "$CSV" "$OUT"
good "drawn: $OUT"
