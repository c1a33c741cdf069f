# A fresh machine needs Python 3.11 or newer and make: every target below sets up what it needs.

PYTHON ?= python3
PORT ?= 8000
SITE ?= site
ARGS ?=
CASES ?= 10000
SEED ?= $(shell date +%Y%m%d)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r
# node and npm of the virtual environment, before any that the machine may have.
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
PIN := $(BIN)/python -m uv --no-config pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

# Material prints a banner about the next MkDocs at every build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup serve test check properdocs build format stubs vendor bench nightly audit pins
.DELETE_ON_ERROR:

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile

setup: .venv/.dev node_modules/.done .venv/.browser .venv/.nginx ## install everything, to work offline later

serve: .venv/.site ## show the site on http://localhost:8000 (PORT=…), new at every save
	@$(BIN)/python -m macros check
	$(BIN)/python -m mkdocs serve --dev-addr localhost:$(PORT) $(ARGS)

test: setup ## run every test (ARGS="-k name" for some)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

check: .venv/.dev node_modules/.done ## style, types, content and a strict build, without the tests
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(NODE) node_modules/.bin/tsc
	$(NODE) node_modules/.bin/tsc --project tsconfig.worker.json
	$(BIN)/python -m macros check
	site=$$(mktemp -d) && $(BIN)/python -m mkdocs build --strict --site-dir $$site && rm -r $$site

properdocs: .venv/.site .venv-properdocs/.done ## build with ProperDocs, which goes on from MkDocs 1: it must give the same
	sites=$$(mktemp -d) && \
	$(BIN)/python -m mkdocs build --strict --quiet --site-dir $$sites/mkdocs && \
	.venv-properdocs/bin/python -m properdocs build --strict --quiet --config-file mkdocs.yml --site-dir $$sites/properdocs && \
	diff --recursive --brief $$sites/mkdocs $$sites/properdocs && rm -r $$sites

build: .venv/.dev node_modules/.done ## build the site into site/, as it is published
	$(BIN)/python -m mkdocs build --strict --site-dir $(SITE)
	$(BIN)/python -m macros publish $(SITE)

format: .venv/.dev ## put Python into its usual form
	$(BIN)/python -m ruff check --fix-only
	$(BIN)/python -m ruff format

stubs: .venv/.site ## write the pages that content files ask for
	$(BIN)/python -m macros stubs

vendor: node_modules/.done ## fetch third-party files again and verify them
	$(BIN)/python -m macros vendor

bench: setup benchmarks/node_modules/.done ## print Lighthouse scores, sizes and build times
	$(NODE) $(BIN)/python -m benchmarks.run $(ARGS)

nightly: setup ## ten thousand cases for each fuzz test, and the audit (CASES=… SEED=…)
	@echo "FUZZ_CASES=$(CASES) FUZZ_SEED=$(SEED)"
	FUZZ_CASES=$(CASES) FUZZ_SEED=$(SEED) $(BIN)/python -m pytest tests/fuzz $(ARGS)
	$(MAKE) audit

# Both fail where they find a weakness and where they could not ask: an audit that did not run is
# no clean one. What is printed says which.
audit: .venv/.dev node_modules/.done ## ask whether a pinned release has a published weakness
	@failed=0; for pins in requirements/*.txt; do \
		echo "pip-audit $$pins"; \
		$(BIN)/python -m pip_audit --strict --disable-pip --progress-spinner off -r $$pins || failed=1; done; \
	for folder in . benchmarks; do echo "npm audit in $$folder"; \
		(cd $$folder && $(NODE) npm audit --audit=true) || failed=1; done; \
	[ $$failed = 0 ] && echo "audit: no known weakness" || { \
		echo "audit: NOT CLEAN; above is what is weak, or what could not be asked"; exit 1; }

pins: .venv/.dev ## pin the newest releases that requirements/*.in admit
	$(PIN) --upgrade requirements/site.in --output-file requirements/site.txt
	$(PIN) --upgrade requirements/dev.in --output-file requirements/dev.txt
	$(PIN) --upgrade requirements/properdocs.in --output-file requirements/properdocs.txt

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, and $(PYTHON) is not. Name one that is: make PYTHON=python3.13 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>&- || { \
		echo "This Python cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.site: .venv/.made requirements/site.txt
	$(PIP) requirements/site.txt
	@touch $@

.venv/.dev: .venv/.site requirements/dev.txt
	$(PIP) requirements/dev.txt
	@touch $@

.venv-properdocs/.done: .venv/.made requirements/properdocs.txt
	$(BIN)/python -m venv .venv-properdocs
	.venv-properdocs/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/properdocs.txt
	@touch $@

node_modules/.done: .venv/.dev package-lock.json
	$(NODE) npm ci
	@touch $@

# Not `npm ci`, which wants the packages of every platform in the lock: Starlight's newest are not in every registry yet.
benchmarks/node_modules/.done: .venv/.dev benchmarks/package-lock.json
	cd benchmarks && $(NODE) npm install --no-save
	@touch $@

# Debian's own browser where one may install it; elsewhere the one that Playwright brings.
.venv/.browser: .venv/.dev
	@{ command -v chromium && command -v chromium-headless-shell; } || { \
		[ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && apt-get update --quiet=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --no-install-recommends \
			chromium chromium-headless-shell fonts-liberation; } || $(BIN)/python -m playwright install chromium
	@touch $@

# Debian's own nginx, and wrk to ask it much at once, where one may install them; elsewhere the tests that need them are skipped.
.venv/.nginx: .venv/.made
	@{ command -v nginx && command -v wrk && test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so; } || { \
		[ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && apt-get update --quiet=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --no-install-recommends \
			nginx libnginx-mod-http-brotli-static wrk; } || echo "nginx is not installed: its tests will be skipped"
	@touch $@
