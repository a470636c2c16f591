# The builds that the demo and the tests share. Source common.sh first.
# shellcheck shell=bash

BUILD_MEND="read the compiler's message above; a full disk or less than 8 GB of memory are the usual reasons"

# Builds everything once, in the one profile.
build_all() {
	cd "$ROOT" || exit 1
	local hint="seconds when nothing has changed"
	[ -x "$(node_binary)" ] || hint="about 50 minutes on two cores the first time"
	step "building node and runtime ($hint)" "$BUILD_MEND" \
		cargo build --locked --workspace --profile "$PROFILE"
	AIC_NODE=$(node_binary)
	export AIC_NODE
}
