#!/usr/bin/env bash
# The command line for collators: ./scripts/collator.sh --help lists its commands. Paths are relative to the current directory.
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"

TSX=$ROOT/scripts/node_modules/.bin/tsx
[ -x "$TSX" ] || fail "the npm packages are not installed" "run ./scripts/setup.sh"
exec "$TSX" --tsconfig "$ROOT/scripts/tsconfig.json" "$ROOT/scripts/cli/collator.ts" "$@"
