# Two commands: `make site` builds the sample section into site/, `make test` tests everything that fits
# in five minutes. Both set themselves up in .venv; nothing is installed outside the project but, in tests
# and only as root, Debian's Chromium and CJK fonts.
# The system's Python goes first, where it is new enough: distributions build theirs with profiles, and pages take a
# quarter less time with it than with one that was built plainly, as pyenv's is (docs/performance.md).
FIT    := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in /usr/bin/python3 python3; do $$p -c '$(FIT)' 2>/dev/null && echo $$p && break; done || echo python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
GATE   := $(VENV)/.gate
# One more than there are cores: tests wait for browsers, servers and disks.
WORKERS := $(shell expr $$(nproc 2>/dev/null || echo 1) + 1)
# Containers often forbid Python to keep what it has compiled: then each of our processes takes a second longer to start,
# and each of those among which tests are divided compiles every test file for itself.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup site test test-long suite lint style types lock docs hooks screenshots clean cms

setup: $(READY) $(GATE)

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Gongkai needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { echo "$(PYTHON) has no working venv module (Debian: apt-get install python3-venv)." >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# MkDocs in this environment refuses settings that do not name our hook.
$(GATE): scripts/mkdocs_gate.py $(READY)
	$(BIN)/python scripts/mkdocs_gate.py
	@touch $@

site: setup
	$(BIN)/python build.py build

# Style first, for it fails within a second; types beside the tests, which wait for browsers and disks now and then.
test: setup style
	@$(MAKE) --no-print-directory -j2 types suite

# Neighbouring tests go to one process, for what they stand on is built there once.
suite: setup
	@. tests/browser/provide_chromium.sh; . tests/provide_nginx.sh; $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-long: setup
	@command -v npm >/dev/null 2>&1 && npm ci --silent --prefix cms || \
	  echo "!!! LEFT OUT: the browser editor's test. No npm here." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	  -r tests/long/atheris.lock || echo "!!! LEFT OUT: fuzzing. No atheris for this Python." >&2
	@. tests/browser/provide_chromium.sh; . tests/provide_nginx.sh; $(BIN)/python -m pytest -m long

lint: style types

style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# In one piece, so that it does not stand in between what the tests say.
types: setup
	@said=$$($(BIN)/mypy 2>&1); failed=$$?; printf '\nmypy: %s\n' "$$said"; exit $$failed

# The rule book, the JSON Schemas and the handbook's generated pages in docs/.
docs: setup
	$(BIN)/python -m scripts.rule_book
	$(BIN)/python -m scripts.schemas
	$(BIN)/python -m scripts.handbook

# Every commit that changes content is checked first (scripts/hooks/pre-commit).
hooks: setup
	git config core.hooksPath scripts/hooks

# The pictures in docs/images/, from the sample section, with Chromium.
screenshots: site
	@. tests/browser/provide_chromium.sh; $(BIN)/python -m scripts.screenshots

# The browser editor (Decap CMS) in cms/admin/, from npm by the hashes of cms/package-lock.json; needs node.
cms: setup
	npm ci --prefix cms
	$(BIN)/python -m scripts.cms

# Dependencies are locked with hashes for every Python from 3.11 on; run after editing pyproject.toml.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --extra import --extra paper pyproject.toml -o requirements.lock

# Releases are read-only.
clean:
	@[ ! -d .site-releases ] || chmod -R u+w .site-releases
	@[ ! -d .site-releases ] || find .site-releases -mindepth 1 -maxdepth 1 ! -name log -exec rm -rf {} +
	rm -rf $(VENV) .cache site
