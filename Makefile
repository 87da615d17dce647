# govsim: set up, run and check. `make run` needs nothing but Python 3.11 to 3.13.

# The first Python of this list that is 3.11, 3.12 or 3.13; name another with `make setup PYTHON=...`.
PYTHON ?= python3 python3.13 python3.12 python3.11
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
PIP := $(RUN) -m pip --disable-pip-version-check

.PHONY: setup run manual shown test oldest slow torture fuzz lint bench bench-study baseline fit effects studies findings clean
.DEFAULT_GOAL := run

setup: $(VENV)/.package-installed

$(RUN):
	@for python in $(PYTHON); do \
	  if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	    echo "Creating $(VENV) with $$("$$python" --version)"; \
	    exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "govsim needs Python 3.11, 3.12 or 3.13; found none as: $(PYTHON). Name one: make setup PYTHON=/path/to/python3.12" >&2; \
	exit 1

$(VENV)/.lock-installed: requirements.lock | $(RUN)
	@echo "$(if $(filter zh,$(lang)),正在安装所需的库：首次约需一两分钟。,Installing the libraries: a minute or two, once.)" >&2
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.package-installed: $(VENV)/.lock-installed pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/govsim compare 'scenarios=[baseline,credit,safety_points,insurance,risk_graded,combined]' seeds=50$(if $(lang), lang=$(lang))

test: setup
	$(RUN) -m pytest -m "not slow" -n auto --dist worksteal

oldest: setup  # the core of the tests on the oldest releases that pyproject.toml allows: a few minutes
	$(RUN) scripts/oldest.py

slow: setup
	$(RUN) -m pytest -m slow -n auto --dist worksteal

torture: setup  # fifty attempts ended early, the results compared byte for byte: a quarter of an hour
	$(RUN) scripts/torture.py kills=50

fuzz: setup  # ten thousand generated settings and registers: ten minutes
	$(RUN) scripts/fuzz.py cases=10000

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(RUN) -m benchmarks.engines
	$(RUN) -m benchmarks.starts
	$(RUN) -m benchmarks.commands

bench-study: setup  # a Sobol study of 22,528 runs: whole, killed and resumed, on Dask workers; a quarter of an hour
	$(RUN) -m benchmarks.studies

manual: setup
	$(RUN) -m govsim.report docs
	$(RUN) -m govsim.claims.chinese docs

shown: setup  # what README and tutorial show of commands, as they print now
	$(RUN) scripts/shown.py

baseline: setup
	$(BIN)/govsim baseline

# Fit the calibrated numbers again (a few minutes); then write docs/baseline.md from fresh seeds.
fit: setup
	$(RUN) experiments/baseline_fit/fit.py
	$(RUN) experiments/baseline_fit/page.py

effects: setup
	$(BIN)/govsim effects

# The six studies of docs/studies.md anew, each in its folder, and the pages: ten minutes.
STUDIES := credit_with_repair points_or_pay county_of_eight insurance_with_services \
  disclosure_and_whistleblowers five_means_at_one_cost
studies: setup
	for name in $(STUDIES); do \
	  $(BIN)/govsim experiment $$name out=experiments/studies/$$name && \
	  $(BIN)/govsim report experiments/studies/$$name short=true || exit 1; \
	done
	$(RUN) experiments/studies/page.py

# Published findings, emulated anew (a quarter of an hour): the table in experiments/findings and the pages in docs.
findings: setup
	$(BIN)/govsim findings --run

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
