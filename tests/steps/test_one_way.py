"""The way of a record through a build: the ledger is read once, each row is read once."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

import sijill
from sijill.register.watching import unwatched
from sijill.steps.case.build import build
from sijill.steps.workspace import Author, Workspace
from small_cases import SmallCase

ROOT = Path(sijill.__file__).parent
AUTHOR = Author("test", lambda: datetime(2031, 7, 1, tzinfo=UTC))
STAGES = (
    "steps/case/capture.py capture_case",
    "register/source_reading.py read_source",
    "steps/case/link.py link_records",
    "steps/case/settle.py settle",
    "steps/estimates/estimate.py estimate_missing",
    "steps/case/analyse.py analyse",
    "steps/case/publish.py publish",
    "figures/book.py write_book",
)
"""What a build does, in order, each once for the one list of the case."""
ROWS = 3


@contextmanager
def calls_counted() -> Iterator[Counter[str]]:
    """How often each function of sijill is called in a block, in the order of the first calls."""
    counted: Counter[str] = Counter()
    root = f"{ROOT}/"

    def count(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(root):
            counted[f"{code.co_filename.removeprefix(root)} {code.co_name}"] += 1

    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counter[str], Counter[str]]:
    """The calls of a first build and of a second one, which finds the first one's publication."""
    folder = tmp_path_factory.mktemp("way") / "street"
    SmallCase(folder, CliRunner().invoke).lay_out()
    workspace = Workspace(folder, folder)
    with calls_counted() as first:
        build(workspace, AUTHOR, unwatched)
    (folder / "case.toml").write_text(
        (folder / "case.toml").read_text(encoding="utf-8").replace("A street", "The street"),
        encoding="utf-8",
    )
    with calls_counted() as second:
        build(workspace, AUTHOR, unwatched)
    return first, second


def test_each_stage_is_entered_once_and_in_order(
    calls: tuple[Counter[str], Counter[str]],
) -> None:
    for counted in calls:
        assert {stage: counted[stage] for stage in STAGES} == dict.fromkeys(STAGES, 1)
        assert [name for name in counted if name in STAGES] == list(STAGES)


def test_every_row_is_read_once_although_the_last_publication_is_compared(
    calls: tuple[Counter[str], Counter[str]],
) -> None:
    first, second = calls
    assert first["register/received.py take_row"] == ROWS
    assert second["register/received.py take_row"] == ROWS
    assert second["register/register.py at_publication"] == 1
    for counted in calls:
        assert counted["sources/records/builders/each_kind.py build_record"] == ROWS


def test_the_ledger_is_read_once(calls: tuple[Counter[str], Counter[str]]) -> None:
    for counted in calls:
        assert counted["register/register.py of"] == 1
