# Every target is one line of ordinary commands; CI runs the same ones.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python)
BIN = $(PYTHON) -m

.PHONY: setup demo test test-all fuzz eval bench bench-gmail bench-outlook check docs golden learn

setup:  # a virtual environment with everything
	python3 -m venv .venv && .venv/bin/python -m pip install -q -e '.[test,check]'

demo:  # the whole agent on a sample job hunt
	$(BIN) agent demo --folder $(or $(FOLDER),followup-demo)

test:  # the whole suite
	$(BIN) pytest

test-all:  # ... with every variant of every scenario on the fake Gmail and Outlook too
	SCENARIOS=all $(BIN) pytest

bench-gmail:  # requests, quota units and CPU on a fake Gmail, beside a plain client
	$(BIN) tests.bench.gmail $(MESSAGES)

bench-outlook:  # the same for Outlook
	$(BIN) tests.bench.outlook $(MESSAGES)

fuzz:  # odd input for all that reads, FUZZ_SECONDS (60) in all; with atheris too (extra `fuzz`); finds stay in tests/fuzz/corpus
	nice $(BIN) tests.fuzz

eval:  # how well the agent understands mail it was not fitted to, beside doing nothing
	$(BIN) tests.evaluation $(EVAL)

learn:  # derive the weights of kinds and sentences anew from the open half of the corpus
	$(PYTHON) -m tests.learning

check:  # format, lint, types, import direction, docs in step, the demo
	$(BIN) ruff format --check agent providers tests
	$(BIN) ruff check agent providers tests
	$(BIN) mypy
	$(dir $(PYTHON))lint-imports
	$(BIN) pytest -q tests/test_docs.py
	FOLDER=$$(mktemp -d)/demo && $(BIN) agent demo --folder "$$FOLDER" >/dev/null

docs:  # write the example config and the page of situations anew
	$(PYTHON) -c "from agent.config_spec import example; open('config.example.toml', 'w').write(example())"
	$(PYTHON) -c "from tests.support.situations import write; write()"

bench:  # what the agent costs beside its yardsticks (docs/performance.md); OPTIONS="--only looking --rounds 15"
	$(BIN) tests.bench.bench $(OPTIONS)
ifeq ($(strip $(OPTIONS)),)
	$(BIN) tests.bench.gmail
	$(BIN) tests.bench.outlook
endif

golden:  # write the golden drafts anew; look at the difference before you commit it
	UPDATE_GOLDEN=1 $(BIN) pytest -q tests/writing
