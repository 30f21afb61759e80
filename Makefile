# What a developer, CI and somebody who only wants to look all type. `make help` lists it.

# Whoever types `make` sits at a laptop or is CI: the settings' defaults, which production refuses, will do.
export LAPTOP := 1

# A dozen processes begin with the same modules: the first writes down what it compiled, also where containers forbid it.
unexport PYTHONDONTWRITEBYTECODE

PYTHON := .venv/bin/python
TEMPLATES = $(shell find templates -name '*.html')
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.DEFAULT_GOAL := help

.PHONY: run
run: setup  ## Set up, and serve a demo on 127.0.0.1:$PORT (8000); LAN=1: for phones on the same network
	@$(PYTHON) manage.py demo

.PHONY: test
test: setup-test check suite  ## Set up, check, and run the whole suite

.PHONY: suite
suite: setup-test $(CATALOGUES)  ## Run the tests alone, or some of them: make suite TESTS="tests/polls -k twice"
	@HASHED_STATIC=0 $(PYTHON) -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(TESTS)

.PHONY: check
check: setup-test  ## Everything that needs no running program: style, types, imports, templates, translations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet . || { echo "Not formatted: make format."; exit 1; }
	@.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	@$(PYTHON) .ci/check_templates.py
	@.ci/check_catalogues
	@$(PYTHON) static/vendor/vendor.py --check
	@.venv/bin/lint-imports --no-logo
	@$(PYTHON) manage.py check
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@.venv/bin/mypy

.PHONY: format
format: setup-test  ## Format code and templates
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .
	@.venv/bin/djade --target-version 5.2 $(TEMPLATES)

.PHONY: messages
messages: setup-test  ## Collect what is to be translated into locale/
	@$(PYTHON) manage.py makemessages $(patsubst locale/%,--locale %,$(wildcard locale/*)) --no-location --no-wrap --no-obsolete \
		--ignore tests --ignore bench --ignore docs --ignore deploy --ignore requirements --ignore var

# What the demo does at its start, for the tests. Babel instead of msgfmt: running needs no gettext.
%.mo: %.po | setup
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@ --locale $(word 2,$(subst /, ,$<))

.PHONY: pictures
pictures: setup-test $(CATALOGUES)  ## Take the pictures of docs/pictures/ again, from a demo with people in it
	@$(PYTHON) -m tests.browser.pictures docs/pictures

.PHONY: photographs
photographs: setup-test $(CATALOGUES)  ## Photograph every state of the stage on every surface, into var/photographs/
	@$(PYTHON) -m tests.browser.stage_states var/photographs

.PHONY: lock
lock: LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-header --quiet --no-config
lock:  ## Resolve the dependencies again within pyproject.toml (UPGRADE=1: to their newest versions)
	@$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements/runtime.txt
	@$(LOCK) $(if $(UPGRADE),--upgrade) --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

.PHONY: sbom
sbom: setup  ## Write the software bill of materials, made from the locks, to var/sbom.cdx.json (CycloneDX)
	@mkdir -p var && $(PYTHON) .ci/bill_of_materials.py > var/sbom.cdx.json

.PHONY: vendor
vendor:  ## Fetch the browser code in static/vendor again
	@python3 static/vendor/vendor.py

.PHONY: setup
setup:
	@deploy/setup.sh run

.PHONY: setup-test
setup-test: setup
	@deploy/setup.sh test

.PHONY: clean
clean:  ## Remove what can be made again: the environment, caches, compiled translations (not var/)
	@rm -rf .venv staticfiles .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +

.PHONY: help
help:  ## This list
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
