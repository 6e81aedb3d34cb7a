"""Hostile inputs of every kind: a sentence or a result, and the case goes on.

The quick part of ``make torture``, which gives thousands, each within limits of time and memory.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile_copies import Originals
from hostile_large import TOML
from hostile_words import markers_in
from inputs import LISTS, HostileInput, Kind, make, make_odd
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table_files import FileReading, read_table
from timestamp_authority import make_authority
from trials import Stage, find_formulas, give, give_first_look, give_lists, make_originals

SEED = 2031
EACH = {
    Kind.CSV: 24,
    Kind.XLSX: 4,
    Kind.ODS: 4,
    Kind.JSON: 24,
    Kind.JSONL: 16,
    Kind.GEOJSON: 16,
    Kind.GZ: 10,
    Kind.ZIP: 6,
    Kind.RECORDS: 13,
    Kind.FILE_NAME: 8,
    Kind.MAPPING: 30,
}
ONE_BY_ONE = {
    Kind.CASE: 4,
    Kind.BOUNDARIES: 2,
    Kind.REVIEW: 25,
    Kind.ESTIMATE: 15,
    Kind.WACZ: 1,
    Kind.PROOFMODE: 1,
    Kind.AUTO_ARCHIVER: 2,
    Kind.PICTURE: 1,
    Kind.CHECKPOINT: 15,
    Kind.BUNDLE: 20,
    Kind.BACKUP: 15,
    Kind.TIMESTAMP: 10,
    Kind.STICK: 1,
}
NOBODY = Originals({}, {}, {}, b"\n\n\n", b"")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Originals]]:
    """A built case with its copies; what a test puts into it, the test takes away."""
    stage = Stage(tmp_path_factory.mktemp("hostile") / "root")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in stage.environment().items():
            patch.setenv(name, value)
        patch.setattr(tempfile, "tempdir", None)
        stage.lay_out()
        authority = make_authority(stage.root.parent / "authority")
        yield stage, make_originals(stage, authority.answer)


@pytest.fixture
def stage(whole: tuple[Stage, Originals]) -> Iterator[Stage]:
    stage, _ = whole
    shutil.copytree(stage.case, stage.root / "kept")
    yield stage
    shutil.rmtree(stage.case)
    (stage.root / "kept").rename(stage.case)
    stage.faults.clear()


def test_lists_of_every_kind_in_one_case(stage: Stage) -> None:
    given = [make(SEED, kind, n, NOBODY) for kind, each in EACH.items() for n in range(each)]
    give_lists(stage, given)
    assert stage.faults == []


def test_a_case_is_started_from_hostile_files(stage: Stage) -> None:
    """``new`` and ``inspect`` look at them first, and the new case builds."""
    few = {kind: 2 for kind in EACH if kind is not Kind.MAPPING} | {Kind.FILE_NAME: 10}
    give_first_look(
        stage, [make(SEED, kind, n, NOBODY) for kind, each in few.items() for n in range(each)]
    )
    assert stage.faults == []


def test_a_written_formula_is_found(tmp_path: Path) -> None:
    """The control: what a spreadsheet would run is told, a negative number is not."""
    (tmp_path / "a.csv").write_text('a,"\u200b =1+1",-5,\uff1dA1,x;=B1\n', encoding="utf-8")
    assert sorted(find_formulas(tmp_path)) == [
        "a.csv holds the formula '=B1'",
        "a.csv holds the formula '\\u200b =1+1'",
        "a.csv holds the formula '\uff1dA1'",
    ]


@pytest.mark.parametrize("kind", [Kind.CSV, Kind.JSON, Kind.JSONL, Kind.GEOJSON, Kind.GZ, Kind.ZIP])
def test_lists_written_by_hand_are_read_whole_or_refused(tmp_path: Path, kind: Kind) -> None:
    """Each row's marker is in a cell, a heading or a problem; workbooks have their own tests."""
    for one in make_odd(kind):
        path = tmp_path / one.file
        path.write_bytes(one.content)
        try:
            table = read_table(path, one.file, FileReading("list"))
        except FileUnreadableError:
            continue
        cells = [text for row in table.rows for pair in row.cells.items() for text in pair]
        kept = [*table.columns, *cells, *(f"{one.value} {one.reason}" for one in table.problems)]
        assert one.markers <= markers_in("\n".join(kept).replace("\u2400", "")), one.name


@pytest.mark.parametrize("kind", ONE_BY_ONE)
def test_everything_else_one_by_one(
    whole: tuple[Stage, Originals], stage: Stage, kind: Kind
) -> None:
    for number in range(ONE_BY_ONE[kind]):
        give(stage, make(SEED, kind, number, whole[1]))
    stage.demand_build()
    assert stage.faults == []


def test_the_same_seed_gives_the_same_input() -> None:
    for kind in (*LISTS, Kind.REVIEW, Kind.WACZ, Kind.PROOFMODE):
        one, again, another = (
            make(*asked, NOBODY) for asked in ((1, kind, 5), (1, kind, 5), (2, kind, 5))
        )
        assert one.content == again.content
        assert one.content != another.content


def test_a_lost_marker_is_found(stage: Stage) -> None:
    """The control: a marker that the file does not hold is told."""
    given = HostileInput(Kind.CSV, "csv-lost", b"no,name\n1,Rana\n", markers=frozenset(("q1x1z",)))
    give_lists(stage, [given])
    assert stage.faults == ["csv-lost: lost ['q1x1z']"]


@pytest.mark.parametrize("name", ["dots", "digits", "lists", "inline-tables", "too-large"])
def test_large_settings_are_refused_with_a_sentence(stage: Stage, name: str) -> None:
    give(stage, HostileInput(Kind.CASE, f"case-{name}", TOML[name]()))
    assert stage.faults == []
