# ruff: noqa: S608 - the numbers are ours
"""A long log is examined in blocks by several processes, and found out as a short one is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sijill.ledger import (
    Draft,
    EntryKind,
    Ledger,
    TreeHead,
    Verdict,
    verify,
)
from sijill.ledger.audit import examination
from sijill.ledger.audit.block import BLOCK_ENTRIES

ENTRIES = 2 * BLOCK_ENTRIES + 5

Tamper = Callable[..., None]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a log of two blocks and five entries."""
    path = tmp_path_factory.mktemp("long") / "register.db"
    with Ledger.open(path, create=True) as ledger:
        drafts = [Draft(EntryKind.ROW, "list", {"row": row}) for row in range(ENTRIES)]
        ledger.append(drafts, author="rana", at=datetime.fromisoformat("2031-06-01T00:00:00Z"))
    return path.read_bytes()


@pytest.fixture
def long_log(path: Path, written: bytes) -> Path:
    path.write_bytes(written)
    return path


@pytest.fixture(params=[0, 10**9], ids=["apart", "here"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "SHORT_LOG", request.param)


@pytest.mark.usefixtures("_either_way")
def test_the_root_is_that_of_the_ledger(long_log: Path) -> None:
    with Ledger.open(long_log) as ledger:
        head, older = ledger.main.head(), ledger.main.root_at(BLOCK_ENTRIES + 77)
    report = verify(long_log, long_log.parent, older)
    assert report.verdict is Verdict.SOUND
    assert [*report.heads.values()] == [head]
    assert verify(long_log, long_log.parent, TreeHead(older.size, head.root)).verdict is (
        Verdict.TAMPERED
    )


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(
    ("statement", "where"),
    [
        (
            (
                "UPDATE entry SET entry = CAST(replace(entry, 'rana', 'rani') AS BLOB)"
                f" WHERE n = {BLOCK_ENTRIES}"
            ),
            f"entry {BLOCK_ENTRIES}",
        ),
        (f"DELETE FROM entry WHERE n = {BLOCK_ENTRIES - 1}", f"entry {BLOCK_ENTRIES - 1}"),
        (
            f"DELETE FROM entry WHERE n >= {BLOCK_ENTRIES} AND n < {2 * BLOCK_ENTRIES}",
            f"entries {BLOCK_ENTRIES} to {2 * BLOCK_ENTRIES - 1}",
        ),
        ("UPDATE node SET h = zeroblob(32) WHERE level = 15", "node 0 of level 15"),
        ("DELETE FROM node WHERE level = 15", "node 0 of level 15"),
        (
            f"UPDATE payload SET value = x'31' WHERE n = {ENTRIES - 1}",
            f"entry {ENTRIES - 1}, payload row",
        ),
        (f"UPDATE entry SET n = {10**15} WHERE n = {ENTRIES - 1}", f"entry {10**15}"),
        ("UPDATE entry SET n = -1 WHERE n = 7", "entry -1"),
    ],
)
def test_a_change_is_found_where_it_was_made(
    long_log: Path, tamper: Tamper, statement: str, where: str
) -> None:
    tamper(statement)
    report = verify(long_log, long_log.parent)
    assert report.verdict is Verdict.TAMPERED
    assert where in {it.where for it in report.findings}


def test_what_lies_in_the_current_folder_is_not_run(
    long_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes that examine are started from wherever the person is: among evidence."""
    stray = tmp_path / "evidence"
    stray.mkdir()
    (stray / "json.py").write_text("raise SystemExit('evidence was run as code')\n")
    monkeypatch.chdir(stray)
    assert verify(long_log, tmp_path).verdict is Verdict.SOUND
