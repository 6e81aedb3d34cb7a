"""Each extra by itself: what is outside it cannot be imported, and its part runs all the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sijill.cli.extras import EXTRAS, explain_missing

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
IMPORT_NAMES = {"vl-convert-python": "vl_convert", "c2pa-python": "c2pa", "pillow": "PIL"}
BY_EXTRA = {
    extra: {
        IMPORT_NAMES.get(name, name.replace("-", "_"))
        for name in (re.split(r"[\[<>=!,]", line)[0] for line in lines)
        if name != "sijill"
    }
    for extra, lines in PROJECT["optional-dependencies"].items()
    if extra != "all"
}
BY_EXTRA["charts"] |= BY_EXTRA["geo"]
BY_EXTRA["linkage"] |= {"sqlglot"}  # Splink brings it
EVERY = frozenset().union(*BY_EXTRA.values())

BLOCKER = """
import sys, importlib.abc
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocker())
"""

ESTIMATE = """
from sijill import estimation as mse
counts = {"a": 40, "b": 30, "c": 50, "ab": 9, "bc": 8, "ac": 11, "abc": 3}
table = {frozenset(lists): number for lists, number in counts.items()}
few = mse.Settings((mse.Method.LOG_LINEAR,), draws=200, replicates=20)
print(mse.estimate(table, seed=1, settings=few).observed)
"""
GRID = """
from sijill.places.grid import read_grid
print(read_grid("37SED1234567890"))
"""
CHART = "import sijill.publication.charts.charts as charts; print(charts.__name__)"
SCORING = "import sijill.linkage.comparing.scoring as scoring; print(scoring.__name__)"
WORK = {"estimation": ESTIMATE, "geo": GRID, "charts": CHART, "linkage": SCORING}


def run_without(blocked: frozenset[str] | set[str], program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"BLOCKED = {set(blocked)!r}\n{BLOCKER}\n{program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("extra", sorted(WORK))
def test_an_extra_works_without_the_others(extra: str) -> None:
    assert run_without(EVERY - BY_EXTRA[extra], WORK[extra])


def test_estimation_needs_neither_the_ledger_nor_splink() -> None:
    outside = (EVERY - BY_EXTRA["estimation"]) | {"apsw", "splink"}
    assert run_without(outside, ESTIMATE) == "151"


def test_without_any_extra_a_register_can_be_verified_and_listed(tmp_path: Path) -> None:
    program = (
        "from datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from sijill.ledger import Draft, EntryKind, Ledger, verify\n"
        f"work = Path({str(tmp_path)!r})\n"
        "with Ledger.open(work / 'register.db', create=True) as ledger:\n"
        "    ledger.append([Draft(EntryKind.ROW, 'list')], author='x', at=datetime.now(UTC))\n"
        "print(verify(work / 'register.db', work / 'evidence').verdict.name)\n"
        "from sijill.cli import main\n"
        f"try: main(['log', {str(tmp_path)!r}, '--json'])\n"
        "except SystemExit: pass"
    )
    said = run_without(EVERY, program)
    assert said.startswith("SOUND")


def test_a_command_that_misses_a_package_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("in_a,in_b,in_c\n1,0,1\n", encoding="utf-8")
    program = (
        "from sijill.cli import main\nimport sys\nsys.stderr = sys.stdout\n"
        f"try: main(['estimate', {str(tmp_path / 'table.csv')!r}])\n"
        "except SystemExit as stop: print(stop.code)"
    )
    said = run_without(EVERY, program)
    assert "pip install 'sijill[all]'" in said
    assert said.endswith("1")


def test_every_package_of_an_extra_is_explained() -> None:
    assert set(EXTRAS) == EVERY
    for package, extra in EXTRAS.items():
        assert extra == "all" or package in BY_EXTRA[extra]
    assert explain_missing(ModuleNotFoundError("x", name="no_such_package")) is None
