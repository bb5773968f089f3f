# pubkit's two commands: `make build` and `make test`. A bare machine with Python 3.11+ and git is enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test check attacks fuzz bench bench-convert bench-batch model fonts lock tools clean help

help:           ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build:          ## set up what is missing, then make the seeds' edition in APA (HTML and PDF) in build/
	@$(PYTHON) .make/environment.py run
	$(BIN)/pubkit build --style apa

test:           ## set up what is missing, then run the tests
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python -m pytest

check:          ## style, types and the ladder of imports
	@$(PYTHON) .make/environment.py dev
	$(BIN)/ruff check src tests .make
	$(BIN)/ruff format --check src tests .make
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

tools:          ## install what some tests look at editions with: a browser, validators (Debian, as root)
	@$(PYTHON) .make/environment.py tools

attacks:        ## hostile and broken input, and states of the machine (needs strace and poppler-utils)
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python tests/attacks.py

fuzz:           ## an hour of fuzzing with atheris: readers of .bib, CSL, references, and the converter (needs uv)
	@$(PYTHON) .make/environment.py dev
	uv pip install -q --python $(BIN)/python atheris
	for target in bib csl reference convert; do $(BIN)/python tests/fuzz.py $$target -max_total_time=$(or $(FUZZ),900) || exit 1; done

bench:          ## the citation engine beside pandoc's and citeproc-py, with the aims (a quarter of an hour)
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python tests/bench/bench_csl.py

bench-convert:  ## conversion and collation by length, and texts that are all of one thing
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python tests/bench/bench_convert.py

bench-batch:    ## batches: speed, memory, kill and resume, a cluster
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python tests/bench/bench_batch.py

lock:           ## pin the dependencies anew, with hashes (needs uv)
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --group house pyproject.toml -o .lock/run.txt
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --group house --group dev pyproject.toml -o .lock/dev.txt

fonts:          ## make the web fonts in styles/fonts/ anew from the font packages (a minute)
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python .make/fonts.py

DATA ?= ../shared/references
model:          ## make the reference model anew from the labelled references in DATA (about seven CPU minutes)
	@$(PYTHON) .make/environment.py dev
	$(BIN)/python -m pubkit.references.training --data $(DATA)
	$(BIN)/python -m pubkit.references.training.calibrating --data $(DATA)

clean:          ## remove what was made
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .pubkit
