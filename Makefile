# Certkeep: `make run` opens the app, `make test` proves it. Both install what they need first.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# The whole workspace is built with one set of features, so that no crate is compiled twice.
BUILD := --workspace --features certkeep/custom-protocol,certkeep-tests/desktop $(if $(CI),--locked)
FAST_TESTS := --lib --bins --test architecture --test dependencies --test flows
SCREEN := ui/dist/index.html
SCREEN_SOURCES := $(shell find ui -name node_modules -prune -o -name dist -prune -o -type f -print)
BINDINGS := ui/src/api/generated
PACKAGE = target/release/bundle/deb/*.deb

.PHONY: help run test setup dev check lint screen-check fast-tests all-tests fuzz bindings bench package package-check icons screenshots

help: ## Lists the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ## Installs what is missing, builds the app and opens it
	@tests/setup/debian.sh app $(if $(DISPLAY)$(WAYLAND_DISPLAY),,headless)
	@tests/setup/screen.sh
	@$(MAKE) --no-print-directory $(SCREEN)
	cargo build --release --package certkeep --features custom-protocol
	@tests/setup/open.sh target/release/certkeep target/certkeep.png

test: setup lint screen-check all-tests fuzz ## Checks everything, in the real window too

setup: ## Installs what building and testing need
	@tests/setup/debian.sh app headless tests
	@tests/setup/screen.sh
	@tests/setup/pkilint.sh

dev: setup ## Opens the app with a screen that follows every change of its source
	npm --prefix ui run dev & \
	trap "kill $$!" EXIT; \
	cargo run --package certkeep --no-default-features

check: setup lint screen-check fast-tests ## The fast part of the tests

lint: $(SCREEN)
	cargo fmt --all --check
	cargo clippy $(BUILD) --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --document-private-items --features certkeep/custom-protocol
	.ci/dependencies.sh

screen-check:
	npm --prefix ui run check
	npm --prefix ui run test

fast-tests: $(SCREEN)
	$(call test,$(FAST_TESTS))

all-tests: $(SCREEN)
	$(call test,--lib --bins --tests)

# Tests write the TypeScript types as they run; here they write them aside, to be compared with what is committed.
define test
	rm -rf target/bindings
	cargo build $(BUILD) --bins --tests
	TS_RS_EXPORT_DIR='$(CURDIR)/target/bindings' cargo test $(BUILD) $(1)
	diff --recursive --brief target/bindings $(BINDINGS) || { echo 'The types of the screen are not those of the core: run make bindings.'; exit 1; }
endef

fuzz: ## Brings made-up files to the intake, for a minute or for FUZZ_SECONDS
	tests/setup/fuzz.sh $(or $(FUZZ_SECONDS),60)

bindings: $(SCREEN) ## Writes the TypeScript types of the core for the screen
	rm -rf $(BINDINGS)
	cargo test $(BUILD) --lib export_bindings

bench: setup $(SCREEN) ## Measures core and window in a release build, beside their targets
	cargo build --release --package certkeep --features custom-protocol
	cargo bench --package certkeep-tests --features desktop --bench speed --bench window

package: ## Builds the Debian package
	@tests/setup/debian.sh app
	@tests/setup/screen.sh
	@$(MAKE) --no-print-directory $(SCREEN)
	cargo build --release --package certkeep --features custom-protocol
	cd src-tauri && ../ui/node_modules/.bin/tauri bundle --bundles deb
	@ls -1 $(PACKAGE)

package-check: package ## Proves the Debian package in a clean Debian 12; needs root and debootstrap
	tests/package/check.sh $(PACKAGE)

icons: ## Draws the icon set from icons/source.svg
	tests/setup/icons.sh

screenshots: $(SCREEN) ## Takes the README's pictures anew, by the desktop tests
	cargo build $(BUILD) --bins --tests
	rm -rf tests/output/pictures
	cargo test $(BUILD) --test desktop
	tests/setup/screenshots.sh

$(SCREEN): $(SCREEN_SOURCES)
	npm --prefix ui run build
	touch $@
