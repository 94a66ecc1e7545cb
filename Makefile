# Two commands do all set-up on a fresh machine: `make ui` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: ui test check types format bench lock soak site bundle clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q "uv>=0.9"
	$(BIN)/uv pip sync -q --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	touch $@

ui: $(READY)  ## open the app; an empty store gets the sample data first
	$(BIN)/bangolin ui

test: $(READY)  ## all tests, with what they need
	$(BIN)/python tests/run.py

soak: $(READY)  ## the long forms of the property tests
	$(BIN)/python -m pytest -m soak

check: $(READY) types  ## style, types, licences of what runs, known weaknesses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python .ci/supply/licences.py
	$(BIN)/python .ci/supply/vulnerabilities.py

sbom: $(READY)  ## what runs with the tool, as a CycloneDX bill of materials
	$(BIN)/python .ci/supply/bill.py build/sbom.json

types: $(READY)
	@mkdir -p build/types/bangolin
	@for file in api/*; do ln -sfn $(CURDIR)/$$file build/types/bangolin/; done
	@for folder in loader graph queries ui data; do ln -sfn $(CURDIR)/$$folder build/types/bangolin/; done
	MYPYPATH=build/types $(BIN)/mypy -p bangolin

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## ratios, measured in one run
	$(BIN)/python -m bench

lock: $(VENV)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements.lock

site: $(READY)  ## the documents as a site, in build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -q
	@echo "build/site/index.html"

bundle: $(READY)  ## one archive that installs on machines without internet, Linux and Windows
	$(BIN)/python .ci/bundle/make.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
