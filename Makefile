# What a developer runs. `make demo` and `make test` set up all that they need.

# The distribution's Python, where it will do: it is built with profile-guided optimisation, which
# one that was built by hand seldom is, and starts a compilation a tenth sooner.
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; echo $$python)
VENV := .venv
BIN := $(VENV)/bin
N ?= 1000

.PHONY: help demo test lint format typecheck bench corpus fuzz fuzz-spaces coverage examples clean
.PHONY: toolchain

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test,bench,dev]'
	touch $@

toolchain: $(VENV)/.installed
	@sh examples/toolchain.sh $(BIN)/rusticle

demo: toolchain ## Compile the example kernels and print what came out
	@$(BIN)/python examples/demo.py

test: $(VENV)/.installed ## Run pytest and lit
	$(BIN)/python -m pytest -n auto
	$(BIN)/lit filecheck

lint: $(VENV)/.installed ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.installed ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: $(VENV)/.installed ## Check types, strictly
	@# The rooms are mapped into the package at installation; pyright sees them so through links to
	@# files. Links to folders it would not follow, without a word: hence the count.
	@rm -rf out/typed && mkdir -p out/typed
	@cp -rs $(CURDIR)/rusticle $(CURDIR)/tests $(CURDIR)/bench out/typed/
	@for room in frontend dialects passes lowering targets runtime; do \
		cp -rs $(CURDIR)/$$room out/typed/rusticle/; done
	@find out/typed -name __pycache__ -prune -exec rm -r {} +
	@$(BIN)/pyright --stats >out/pyright.txt; failed=$$?; sed '/^\[FG\]/d; /^Timing/,$$d' out/pyright.txt; \
	files=$$(find out/typed -name '*.py' | wc -l); \
	grep -qx "Total files checked: $$files" out/pyright.txt || \
		{ echo "pyright did not check the $$files files of out/typed" >&2; failed=1; }; \
	exit $$failed

fuzz: toolchain ## Compare random programs with rustc's native code: N=1000 of them
	@$(BIN)/python -m tests.differential.fuzz $(N)

coverage: $(VENV)/.installed ## Measure what the tests cover
	sh tests/coverage.sh $(BIN)

bench: toolchain ## Compare with rustc, side by side
	@$(BIN)/python -m bench

corpus: toolchain ## Compile all of core's MIR and count what fails, by reason
	@$(BIN)/python -m bench.corpus

fuzz-spaces: $(VENV)/.installed ## Run N random modules before and after the passes on pointers
	@$(BIN)/python -m tests.support.fuzz_spaces $(N)

examples: toolchain ## Write the MIR text and JSON beside the examples anew
	@$(BIN)/python examples/regenerate.py

clean: ## Remove what was built
	rm -rf $(VENV) out build *.egg-info
