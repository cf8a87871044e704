# Tiji: `make` lists the tasks. Each makes the environment first when it is missing or stale.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tiji needs Python 3.11 or newer; set PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (a minute the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

install: $(STAMP) ## make the environment

demo: $(STAMP) ## a story city in a simulation store, served on loopback
	@$(BIN)/tiji demo

test: $(STAMP) ## the fast tests
	@$(BIN)/python -m pytest -n 3 --dist loadgroup

test-slow: $(STAMP) ## kill rounds, many processes, both PostgreSQL versions
	@$(BIN)/python -m pytest -m slow -v

coverage: $(STAMP) ## branches of domain and projections
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-branch --cov-report=term

format: $(STAMP) ## put the code in order
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: $(STAMP) ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: $(STAMP) ## write the generated pages of the reference again
	@$(BIN)/tiji reference write docs/reference

check: lint test ## exactly what CI runs
	@$(BIN)/tiji reference check docs/reference

mutate: $(STAMP) ## mutation tests of the domain, on demand
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,mutate]'
	@$(BIN)/mutmut run

mutate-editions: $(STAMP) ## change every datum of every edition, on demand: does a test notice?
	@$(BIN)/python -m tests.mutation

bench: $(STAMP) ## ratios against baselines in one run
	@$(BIN)/tiji bench

clean: ## remove the environment (never the data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis htmlcov .coverage

.PHONY: help install demo test test-slow coverage format lint docs check mutate mutate-editions bench clean
