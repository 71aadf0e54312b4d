# make run: set up and read corpus/ into extract.db.  make test: set up and pass the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check schema
run: .venv/ready-run
	$(BIN)/python -m extract corpus/

test: .venv/ready-test
	$(BIN)/python -m pytest

check: .venv/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The JSON Schema follows the models; a test fails when it doesn't.
schema: .venv/ready-run
	$(BIN)/python -m extract.record > schemas/record.schema.json

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready-run: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/ready-test: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@ .venv/ready-run
