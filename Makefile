# Two commands matter to a newcomer: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PLUGINS := $(wildcard plugins/*/)

.PHONY: setup demo run test check soak bench lock vendor clean
.DEFAULT_GOAL := demo

# The tests start processes by the hundred, and one that has to compile everything anew takes seconds to start.
unexport PYTHONDONTWRITEBYTECODE

setup: $(VENV)/.ready

# uv installs the locked set in seconds where pip takes a minute; it comes from PyPI like the rest.
$(VENV)/.ready: requirements.lock pyproject.toml $(wildcard plugins/*/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ideaboard needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . $(addprefix -e ,$(PLUGINS))
	@touch $@

demo: setup
	@$(BIN)/ideaboard demo $(ARGS)

run: setup
	@$(BIN)/ideaboard serve

test: setup
	@$(BIN)/python -m tests.needs
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup
	$(BIN)/ruff check ideaboard plugins tests migrations
	$(BIN)/ruff format --check ideaboard plugins tests migrations
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

soak: setup
	$(BIN)/python -m pytest -m soak tests plugins --timeout 7200 -s

bench: setup
	$(BIN)/python -m tests.bench $(ARGS)

lock:
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
		--extra dev pyproject.toml -o requirements.lock

vendor: setup
	$(BIN)/python -m tests.house.vendor

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache
