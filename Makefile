# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
# An address, not a name: the server binds to exactly this. 0.0.0.0 lets other machines in.
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
VAR := $(or $(SCHAKEL_VAR),var)
export UV_PYTHON_DOWNLOADS := never

FACTS := $(shell find data -name '*.yaml')
CODE := $(shell find schakel -name '*.py' -not -path '*/tests/*') $(shell find schakel -path '*/templates/*' -type f)
MESSAGES := $(shell find schakel -name '*.po')
STATIC := $(shell find static schakel -path '*static/*' -type f)

.PHONY: always help run test check bench load docs screenshots lock messages where clean

help: ## show the commands
	@sed -nE 's/^([a-z]+):.*## (.*)/\1 \2/p' $(MAKEFILE_LIST) | awk '{ name = $$1; $$1 = ""; printf "  make %-12s%s\n", name, $$0 }'

run: $(VAR)/ready $(VAR)/static/staticfiles.json ## build what is missing and serve http://localhost:8000 (PORT=… to choose another)
	@$(BIN)/python tools/port_free.py $(HOST) $(PORT)
	@cat $(VAR)/loaded.txt
	@echo "Schakel is at http://$(if $(filter 127.0.0.1,$(HOST)),localhost,$(HOST)):$(PORT)/ (stop with Ctrl-C)"
	@DJANGO_SETTINGS_MODULE=schakel.config.settings.run BIN=$(BIN) exec tools/serve.sh $(HOST) $(PORT)

load: $(VAR)/ready ## bring the database up to date with data/
	@cat $(VAR)/loaded.txt

test: $(VENV)/ready ## every test, on SQLite and on a PostgreSQL started for it (ARGS=… for pytest)
	@tools/system_packages.sh
	@$(BIN)/python tools/messages.py compile
	@tools/with_postgres.sh tools/test.sh $(ARGS)

check: $(VENV)/ready ## style, types, arrows between rooms, templates, licences, migrations, lock
	@$(BIN)/python tools/messages.py compile
	@tools/check.sh

bench: $(VENV)/ready ## measure, print, and write docs/reference/benchmarks.md
	@$(BIN)/python tools/messages.py compile
	@tools/with_postgres.sh $(BIN)/python tools/bench.py

docs: $(VENV)/ready ## write what is generated under docs/reference
	@$(BIN)/python tools/reference.py

screenshots: $(VENV)/ready ## take the pictures of README and LEESMIJ anew
	@$(BIN)/python -m tools.screenshots

lock: ## choose versions anew after a change in pyproject.toml
	@tools/environment.sh $(PYTHON) tool
	@$(BIN)/uv pip compile --universal --generate-hashes --no-annotate --no-header \
	    --quiet --group dev pyproject.toml -o requirements.lock
	@$(BIN)/python tools/lock.py stamp

messages: $(VENV)/ready ## compile the translations; says what has no Dutch
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/python tools/messages.py missing

where: ## every place a word stands, by room (WORD=…)
	@tools/where.sh "$(WORD)"

clean: ## remove the database and what was built (not the environment)
	rm -rf $(VAR)
	find schakel -name '*.mo' -delete

$(VENV)/ready: requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh $(PYTHON) all
	@touch $@

# Also when someone threw the database away but left the mark that it was ready.
$(VAR)/ready: $(VENV)/ready $(FACTS) $(CODE) $(MESSAGES) tools/prepare.sh tools/demo.py \
    $(if $(wildcard $(VAR)/schakel.sqlite3),,always)
	@tools/prepare.sh $(VAR)
	@touch $@

$(VAR)/static/staticfiles.json: $(VENV)/ready $(STATIC) tools/static.sh
	@tools/static.sh $(VAR)
