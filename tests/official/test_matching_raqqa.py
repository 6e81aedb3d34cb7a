"""The lines of Raqqa that print a code, tied with the code hidden: nearly all right, none wrong."""

import csv
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

REPOSITORY = Path(__file__).parents[2]
DATA = REPOSITORY.parent / "shared" / "data" / "raqqa-2017"
EXAMPLE = REPOSITORY / "examples" / "raqqa-2017"
CODE = re.compile(r"/C?S\d{2,4}[a-z]?\b")
GRID = re.compile(r"\b\d\d\s?S\s?[A-Z]{2}\s?\d+(\s?\d+)?")
KEPT = ("airwars-incidents", "airwars-belligerents", "coalition-statements")
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real lists do not lie beside the project"),
]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _lay_out(case: Path, *, with_grids: bool) -> Mapping[str, str]:
    """The case without what gives the incident away, and the true incident of each line."""
    (case / "sources").mkdir(parents=True)
    (case / "data").mkdir()
    shutil.copy(EXAMPLE / "case.toml", case)
    shutil.copy(DATA / "raqqa_neighbourhoods.geojson", case / "data")
    shutil.copy(DATA / "airwars_incidents.csv", case / "data")
    for name in KEPT:
        text = (EXAMPLE / "sources" / f"{name}.toml").read_text(encoding="utf-8")
        keyed = text.replace('["seq", "who", "n", "statement_date"]', '["line"]')
        (case / "sources" / f"{name}.toml").write_text(keyed, encoding="utf-8")
    truth: dict[str, str] = {}
    lines = _read(DATA / "coalition_statements.csv")
    for number, row in enumerate(lines):
        row["line"] = str(number)
        if CODE.search(row["statement"]):
            truth[f"coalition-statements:{number}"] = f"airwars-incidents:{row['seq']}"
            row["seq"] = row["code"] = row["n"] = ""
        row["statement"] = CODE.sub("", row["statement"])
        if not with_grids:
            row["statement"] = GRID.sub("", row["statement"])
    _write(case / "data" / "coalition_statements.csv", lines)
    positions = _read(DATA / "airwars_belligerents.csv")
    for row in positions:
        row["belligerent_mgrs_coordinate"] = ""
    _write(case / "data" / "airwars_belligerents.csv", positions)
    return truth


@pytest.mark.parametrize(("with_grids", "least"), [(True, 37), (False, 32)])
def test_lines_are_tied_without_their_codes(
    *, with_grids: bool, least: int, tmp_path: Path, sijill: Callable[..., Result]
) -> None:
    truth = _lay_out(tmp_path / "raqqa", with_grids=with_grids)
    sijill("build", tmp_path / "raqqa", "--allow-incomplete")
    matches = _read(tmp_path / "raqqa" / "out" / "tables" / "official_matches.csv")
    tied = {
        row["determination"]: row["incident"]
        for row in matches
        if row["determination"] in truth and row["tied"]
    }
    wrong = {line for line, incident in tied.items() if incident != truth[line]}
    assert len(truth) == 39
    assert not wrong
    assert len(tied) >= least
