# make demo   a simulated city from files to a dossier, and the truth beside the result
# make test   every test
# make check-long   the long tests: samplers, whole registers flipped, fuzzing (PART=0/6: a sixth of them)
# make spark  linkage on Spark beside DuckDB, in .venv-spark; needs Java 17 or newer
# make lint   ruff, mypy, import-linter
# make bench  speed and quality beside others, written to bench/results.json
# make torture  crashes, power cuts and hostile files by the thousand; nothing acknowledged may be lost
# make hostile  the hostile files alone (KINDS=csv,json EACH=10 SEED=7: a part of them, or others)
#
# All set-up goes into .venv, from uv.lock. Needed on the machine: Python 3.11 or newer with venv.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
BIN := .venv/bin
READY := .venv/.ready
SPARK := .venv-spark
CITY := demo

PART := 0/1
EACH := 100
SEED := 2017

.PHONY: demo test check-long spark lint bench torture hostile clean
.DELETE_ON_ERROR:

demo: $(READY)
	rm -rf $(CITY)
	$(BIN)/sijill simulate $(CITY)
	$(BIN)/sijill build $(CITY)
	$(BIN)/sijill truth $(CITY)
	@echo "The dossier: $(CURDIR)/$(CITY)/out/dossier/index.html"

test: $(READY)
	$(BIN)/pytest --numprocesses auto --dist loadgroup

check-long: $(READY)
	$(BIN)/pytest --numprocesses auto --dist loadgroup --long --part $(PART)

spark: $(READY)
	UV_PROJECT_ENVIRONMENT=$(SPARK) UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --frozen --all-extras --python $(BIN)/python --quiet
	$(SPARK)/bin/pytest --numprocesses 0 --long tests/linkage/test_spark.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(READY)
	$(BIN)/python bench/run.py

torture: $(READY)
	PYTHONPATH=tests/hostile $(BIN)/python bench/torture.py

hostile: $(READY)
	PYTHONPATH=tests/hostile $(BIN)/python bench/hostile.py $(if $(KINDS),--kinds $(KINDS)) --each $(EACH) --seed $(SEED)

clean:
	rm -rf .venv $(SPARK) $(CITY)

$(READY): pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --frozen --inexact --all-extras --no-extra spark --compile-bytecode --quiet
	$(BIN)/python -m compileall -q src
	touch $@
