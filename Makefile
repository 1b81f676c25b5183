# The two commands: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
WORKERS ?= 3
WHAT ?= convolution
OPTIONS ?=
ENTRANCE ?= notation
SECONDS ?= 60
ACTIONS ?= 1000
SEED ?= 1

.PHONY: help run test lint types check walk oracles train benchmark fuzz clean

help:  ## Show what make can do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 11

run: .venv/.run  ## Start the app on http://localhost:8501 (PORT=... for another port)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address localhost \
		--server.headless true --browser.gatherUsageStats false

test: lint types check  ## Lint, types, unit tests, doctests, pages, a real browser

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy dilviz app.py pages tools

check: .venv/.dev
	$(BIN)/python tools/get_chromium.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q

walk: .venv/.dev  ## Press and type at random on all pages (ACTIONS=1000, SEED=...)
	$(BIN)/python tools/get_chromium.py
	ACTIONS=$(ACTIONS) SEED=$(SEED) $(BIN)/python -m pytest -q tests/browser/test_monkey.py

oracles: .venv/.oracles  ## Compare with PyTorch, TensorFlow, Keras, JAX and onnxruntime
	$(BIN)/python -m pytest -q --override-ini addopts="--import-mode=importlib" tests/oracles

train: .venv/.train  ## Train the networks of the page Learned again (under an hour; goes on where it was)
	$(BIN)/python -m tools.train --workers $(WORKERS)

benchmark: .venv/.benchmarks  ## Measure against the peers (WHAT=... for another file of benchmarks/)
	$(BIN)/python -m benchmarks.$(WHAT) $(OPTIONS)

fuzz: .venv/.fuzz  ## Look for crashes and hangs (ENTRANCE=json, SECONDS=600), and ask the routes
	$(BIN)/python -m tools.fuzz $(ENTRANCE) --guided --seconds $(SECONDS)
	$(BIN)/python -m pytest -q -W ignore::DeprecationWarning tools/fuzz/routes.py

clean:  ## Remove the environment
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("dilviz needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv || { echo "Python cannot make an environment here: install the package python3-venv." >&2; rm -rf .venv; exit 1; }

.venv/.run: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.dev: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/.run

.venv/.oracles: requirements.txt requirements-dev.txt requirements-oracles.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-oracles.txt
	touch $@

.venv/.benchmarks: requirements.txt requirements-dev.txt requirements-oracles.txt requirements-benchmarks.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-benchmarks.txt
	$(BIN)/python tools/get_chromium.py
	touch $@

.venv/.train: requirements.txt requirements-train.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.txt
	touch $@

.venv/.fuzz: requirements.txt requirements-dev.txt requirements-fuzz.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	touch $@
