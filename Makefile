# Two commands set everything up: `make demo` builds the sample decks, `make test` runs the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint clean help

help:
	@echo "make demo   build the sample decks (Anki packages and printable quizzes)"
	@echo "make test   run all tests; installs Chromium, poppler and CJK fonts where it may"
	@echo "make lint   ruff and mypy"
	@echo "make clean  remove what was built"

demo: .venv/installed
	$(BIN)/quizgen build decks/llm decks/english

test: .venv/installed-dev
	sh tools/system-packages.sh
	$(BIN)/python -m pytest

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf dist build decks/*/build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: on Debian and Ubuntu, install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $@
