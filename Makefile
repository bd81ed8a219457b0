# What can be done here? `make` alone prints the menu.
SHELL := /bin/sh
.DEFAULT_GOAL := menu
.PHONY: menu install run test test-domain check fix bench lock mutants stories

BIN := .venv/bin
ARGS ?=
DB ?=

menu:
	@echo "filiform - what would you like to do?"
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

install: .venv/made-for-dev ## make .venv with everything, from the hashed lock
	@echo "Ready. Next: make run"

run: .venv/made-for-run ## start the clinic with demo data (PORT, DATA_DIR)
	@$(BIN)/filiform run

test: .venv/made-for-dev ## every test: without a database, on SQLite, on PostgreSQL (ARGS="-k foo", DB=sqlite)
	@$(BIN)/python -m tools.test_everything $(if $(DB),--db $(DB)) -- $(ARGS)

test-domain: .venv/made-for-dev ## only what is true: tests/domain, in two seconds
	@$(BIN)/python -m pytest -q tests/domain $(ARGS)

check: .venv/made-for-dev ## ruff, mypy, tsc, the layers, the templates
	@tools/check.sh

fix: .venv/made-for-dev ## put right what a machine can put right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/made-for-dev ## how fast is it? (bench/README.md)
	@$(BIN)/python -m bench $(ARGS)

mutants: .venv/made-for-dev ## does tests/domain notice a changed domain? (slow)
	@$(BIN)/python -m tools.mutants $(ARGS)

stories: .venv/made-for-dev ## write docs/stories.md from tests/stories
	@$(BIN)/python -m tools.stories

lock: ## write the hashed locks anew
	@tools/lock.sh

.venv/made-for-run: requirements.txt pyproject.toml
	@tools/install.sh run

.venv/made-for-dev: requirements-dev.txt requirements.txt pyproject.toml package-lock.json
	@tools/install.sh dev
