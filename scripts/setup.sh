#!/usr/bin/env bash
# Installs what the chain is built with. Safe to run again: what is there is left alone.
#
#   Debian packages   compilers for RocksDB and protobuf, OpenSSL
#   Wasm target       wasm32v1-none, by rustup; where rustup can't download, out of Debian's sources of the library
#   cargo-nextest     the test runner
#   npm packages      polkadot.js, from scripts/package-lock.json
set -euo pipefail
# shellcheck source=lib/common.sh
. "$(dirname "$0")/lib/common.sh"

TARGET=wasm32v1-none
BUILD_PACKAGES=(build-essential clang libclang-dev protobuf-compiler libssl-dev pkg-config cmake git)
DISTRO_RUST_PACKAGES=(rustc-web cargo-web libstd-rust-web-dev rust-web-src)
APT_MEND="check the network and that 'apt-get update' passes, then run scripts/setup.sh again"

missing_packages() {
	local package
	for package in "$@"; do
		dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		fail "installing packages needs root" "run scripts/setup.sh as root, or install sudo"
	fi
}

apt_install() {
	local missing
	missing=$(missing_packages "$@")
	[ -z "$missing" ] && return 0
	command -v apt-get >/dev/null ||
		fail "this is no Debian system, and these packages are missing: $missing" "install them by your system's package manager"
	say "installing Debian packages: $missing(about a minute)"
	as_root apt-get update -q >/dev/null || fail "apt-get update failed" "$APT_MEND"
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $missing >/dev/null ||
		fail "apt-get install failed" "$APT_MEND"
}

# The compiler that rust-toolchain.toml names, with what the tests need of it.
toolchain() {
	local mend="run 'rustup toolchain install' in this folder where rustup can download"
	if rustc --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then
		say "Rust toolchain: there ($(rustc --version))"
	else
		step "installing the Rust toolchain of rust-toolchain.toml (about a minute)" "$mend" rustup toolchain install --no-self-update
		rustc --version >/dev/null || fail "the Rust toolchain does not run" "$mend"
	fi
}

rustup_has_target() {
	[ -d "$(rustc --print sysroot)/lib/rustlib/$TARGET/lib" ]
}

distro_has_target() {
	compgen -G "/usr/lib/rustlib/$TARGET/lib/libcore-*.rlib" >/dev/null && rustup toolchain list | grep -q '^distro'
}

# Compiles core and alloc for the Wasm target with Debian's compiler, from Debian's sources of the library.
build_distro_target() {
	apt_install "${DISTRO_RUST_PACKAGES[@]}"
	say "building the Wasm standard library from Debian's sources (about half a minute)"
	local work lib=/usr/lib/rustlib/$TARGET/lib
	work=$(mktemp -d)
	mkdir -p "$work/src"
	printf '[package]\nname = "wasm-std"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
	printf '#![no_std]\n' >"$work/src/lib.rs"
	# Bitcode, because the runtime is linked with link-time optimisation. The bootstrap switch allows -Zbuild-std.
	(
		cd "$work"
		env -u CARGO_TARGET_DIR -u CARGO_BUILD_TARGET_DIR \
			RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-C embed-bitcode=yes" \
			/usr/bin/cargo build --quiet --release -Zbuild-std=core,alloc --target "$TARGET"
	) || fail "building the Wasm standard library failed" "see the compiler's message above; 'rustup target add $TARGET' is the ordinary way"
	as_root rm -rf "$lib"
	as_root mkdir -p "$lib" /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin
	local crate
	for crate in core alloc compiler_builtins; do
		as_root cp "$work/target/$TARGET/release/deps/lib$crate"-*.rlib "$lib/"
	done
	as_root ln -sf "$(rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld" \
		/usr/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
	rustup toolchain link distro /usr
	rm -rf "$work"
}

wasm_target() {
	if rustup_has_target; then
		say "Wasm target: there"
	elif distro_has_target; then
		say "Wasm target: there (from Debian's sources)"
	else
		say "Wasm target: rustup target add $TARGET"
		if rustup target add "$TARGET" && rustup_has_target; then
			return 0
		fi
		say "rustup can't download here: see above"
		build_distro_target
	fi
}

# Tells the Wasm builder which toolchain has the target. Read by every cargo call in this tree.
write_cargo_config() {
	local config=$ROOT/.cargo/config.toml text
	text='# Written by scripts/setup.sh for this machine.
[env]
WASM_BUILD_TYPE = "release"
OPENSSL_NO_VENDOR = "1"
# Where Cargo.lock is, for a target directory outside of the tree.
WASM_BUILD_WORKSPACE_HINT = { value = ".", relative = true }'
	rustup_has_target || text+=$'\nWASM_BUILD_TOOLCHAIN = "distro"'
	mkdir -p "$ROOT/.cargo"
	if [ "$(cat "$config" 2>/dev/null)" != "$text" ]; then
		printf '%s\n' "$text" >"$config"
	fi
}

nextest() {
	if cargo nextest --version >/dev/null 2>&1; then
		say "cargo-nextest: there"
	else
		step "installing cargo-nextest (about 5 minutes, compiled)" \
			"see the message above; 'cargo install cargo-nextest --locked' is what was run" \
			cargo install --quiet --locked cargo-nextest
	fi
}

npm_packages() {
	cd "$ROOT/scripts"
	local stamp=node_modules/.installed sum
	sum=$(sha256sum package-lock.json | cut -d' ' -f1)
	if [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then
		say "npm packages: there"
	else
		step "installing npm packages (about half a minute)" \
			"check that npm reaches its registry, then run scripts/setup.sh again" \
			npm ci --silent --no-fund --no-audit
		printf '%s' "$sum" >"$stamp"
	fi
}

main() {
	cd "$ROOT"
	say "set-up: packages, Wasm target, test runner, polkadot.js (1 to 8 minutes the first time, seconds later)"
	command -v rustup >/dev/null || fail "rustup is missing" "install it as https://rustup.rs says, with the stable toolchain"
	command -v npm >/dev/null || fail "Node.js is missing" "install Node.js 20.10 or newer, with npm"
	node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 10) ? 0 : 1)' ||
		fail "Node.js $(node --version) is too old" "install Node.js 20.10 or newer, with npm"
	apt_install "${BUILD_PACKAGES[@]}"
	toolchain
	wasm_target
	write_cargo_config
	nextest
	npm_packages
	good "set-up complete"
}

main "$@"
