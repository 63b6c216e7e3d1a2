# Two commands do all set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: demo test check docs gate bless bench

demo: .venv/installed
	@mkdir -p out
	$(BIN)/dragoman build examples/reports --record out/demo.db
	$(BIN)/dragoman dossier out/demo.db --to out/demo.html --title "The talks on Varenia"
	@echo "Open $(CURDIR)/out/demo.html in a browser."

test: .venv/developer
	$(BIN)/pytest

check: .venv/developer
	$(BIN)/ruff check src tests gate training
	$(BIN)/ruff format --check src tests gate training
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/installed
	$(BIN)/python -c "from dragoman.views import codebook; print(codebook.markdown(), end='')" > docs/record.md

gate: .venv/developer
	$(BIN)/python -m gate $(SHARED)

bless: .venv/developer
	$(BIN)/python -m gate $(SHARED) --bless

bench: .venv/developer
	$(BIN)/python -m gate.bench examples/reports $(if $(wildcard $(SHARED)/data/reuters21578),--archive $(SHARED)/data/reuters21578/sgm.tar.gz)

.venv/installed: pyproject.toml requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/developer: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
