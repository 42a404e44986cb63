# Needs only `make` and a Python 3.10 or later. Each verb installs what it needs into $(VENV), once.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup demo examples check format docs test eval bench fuzz train clean

help:
	@echo "make demo     extract a bundled page, served on loopback, and print the Article"
	@echo "make test     run the tests"
	@echo "make examples run the integrations of examples/, with the packages that they are for"
	@echo "make check    lint, types, formatting, import rule"
	@echo "make format   let ruff format and mend what it can"
	@echo "make docs     write the --help texts and the JSON Schema into docs/, build the site"
	@echo "make eval     measure the quality on the annotated corpora, hold it to its floors  (ARGS='--corpus fundus --worst 5')"
	@echo "make bench    measure speed and memory beside a bare parse and the installed peers (ARGS='--peers none --profile --plot', ARGS=--flattened)"
	@echo "make fuzz     look for bytes that break it, for an hour       (ARGS='--minutes 5')"
	@echo "make train    train the body model on the corpora (not part of CI)"
	@echo "make setup    everything a contributor needs"
	@echo "make clean    remove $(VENV) and the caches"

setup: $(VENV)/.dev

demo: $(VENV)/.run
	$(BIN)/python examples/demo.py

test: $(VENV)/.test
	$(BIN)/python -m pytest $(ARGS)

examples: $(VENV)/.examples
	$(BIN)/python -m pytest examples/tests $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(VENV)/.docs
	$(BIN)/python docs/generate.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "the site: site/index.html"

eval: $(VENV)/.test
	$(BIN)/python -m benchmarks.eval $(ARGS)

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.bench $(ARGS)

fuzz: $(VENV)/.test
	@$(PIP) install 'atheris>=3'
	$(BIN)/python -m fuzz $(ARGS)

train: $(VENV)/.train
	$(BIN)/python -m training.train $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

NATIVE := $(shell find src -name "*.pyx" -o -name "*.pxd" -o -name "*.h")

# One stamp for each set of dependencies; an edit of pyproject.toml installs anew, as does one of what is compiled.
$(VENV)/.run: pyproject.toml $(NATIVE)
	@echo "installing articlextract into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.test: pyproject.toml $(NATIVE)
	@echo "installing articlextract and its test tools into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[test]'
	@touch $@

$(VENV)/.docs: pyproject.toml $(NATIVE)
	@echo "installing articlextract and what builds its site into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[docs]'
	@touch $@ $(VENV)/.run

$(VENV)/.examples: pyproject.toml $(NATIVE)
	@echo "installing articlextract and what its examples integrate with into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[examples,test]'
	@touch $@ $(VENV)/.test

$(VENV)/.train: pyproject.toml $(NATIVE)
	@echo "installing articlextract and what training needs into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[train]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(NATIVE)
	@echo "installing articlextract and its development tools into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.run $(VENV)/.test
