# ruff: noqa: S608 - the numbers are ours
"""A long log is examined in blocks by several processes, and found out as a short one is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger import (
    Draft,
    EntryKind,
    FileReference,
    Ledger,
    TreeHead,
    Verdict,
    verify,
)
from sijill.ledger.audit import examination
from sijill.ledger.audit.block import BLOCK_ENTRIES
from sijill.ledger.entries.canonical import Json, decode, encode, is_canonical, is_plain
from sijill.ledger.entries.envelope import Envelope, glance
from sijill.model.errors import LedgerError

ENTRIES = 2 * BLOCK_ENTRIES + 5

Tamper = Callable[..., None]

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


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
                "UPDATE event SET entry = CAST(replace(entry, 'rana', 'rani') AS BLOB)"
                f" WHERE n = {BLOCK_ENTRIES}"
            ),
            f"entry {BLOCK_ENTRIES}",
        ),
        (f"DELETE FROM event WHERE n = {BLOCK_ENTRIES - 1}", f"entry {BLOCK_ENTRIES - 1}"),
        (
            f"DELETE FROM event WHERE n >= {BLOCK_ENTRIES} AND n < {2 * BLOCK_ENTRIES}",
            f"entries {BLOCK_ENTRIES} to {2 * BLOCK_ENTRIES - 1}",
        ),
        ("UPDATE tile SET h = zeroblob(32) WHERE level = 15", "tile 0 of level 15"),
        ("DELETE FROM tile WHERE level = 15", "tile 0 of level 15"),
        (
            f"UPDATE payload SET value = x'31' WHERE n = {ENTRIES - 1}",
            f"entry {ENTRIES - 1}, payload row",
        ),
        (f"UPDATE event SET n = {10**15} WHERE n = {ENTRIES - 1}", f"entry {10**15}"),
        ("UPDATE event SET n = -1 WHERE n = 7", "entry -1"),
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


@given(VALUES)
def test_the_plain_form_is_canonical(value: Json) -> None:
    try:
        raw = encode(value)
    except LedgerError:
        return
    assert not is_plain(raw) or is_canonical(raw, decode(raw))


@given(st.binary(max_size=30))
def test_what_looks_plain_is_canonical(raw: bytes) -> None:
    if is_plain(raw):
        assert is_canonical(raw, decode(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b'{"b":"1","a":"2"}',
        b'{"a":"1","a":"2"}',
        b'{"a": "1"}',
        b'{"a":"\\u0041"}',
        b"01",
        b"-0",
        b"1.0",
        b'"\xff"',
        b"[1]",
        b"",
    ],
)
def test_what_is_not_canonical_does_not_look_plain(raw: bytes) -> None:
    assert not is_plain(raw)


TEXT = st.text(max_size=6)


@given(
    author=TEXT,
    subject=TEXT,
    over=st.lists(TEXT, max_size=2),
    names=st.lists(TEXT, max_size=3, unique=True),
    with_file=st.booleans(),
    number=st.integers(0, 10**6),
)
def test_a_glance_sees_what_reading_in_full_sees(
    author: str, subject: str, over: list[str], names: list[str], number: int, *, with_file: bool
) -> None:
    envelope = Envelope(
        log="ab" * 16,
        number=number,
        prev="cd" * 32,
        at="2031-06-01T00:00:00.000000Z",
        author=author,
        kind=EntryKind.ROW,
        subject=subject,
        over=tuple(over),
        digests=dict.fromkeys(names, "ef" * 32),
        files=(FileReference("01" * 32, 3),) if with_file else (),
    )
    try:
        raw = envelope.to_bytes()
    except LedgerError:
        return
    seen = glance(raw)
    if seen is not None:
        full = Envelope.from_bytes(raw)
        assert full.to_bytes() == raw
        assert (seen.log, seen.number, seen.prev, seen.kind) == (
            full.log,
            full.number,
            full.prev,
            full.kind,
        )
        assert seen.digests == {name.encode(): digest for name, digest in full.digests.items()}
        assert full.files == ()


@given(st.data())
def test_one_changed_byte_of_an_entry_is_read_in_full_or_seen_as_it_is(data: st.DataObject) -> None:
    envelope = Envelope(
        log="ab" * 16,
        number=7,
        prev="cd" * 32,
        at="2031-06-01T00:00:00.000000Z",
        author="rana",
        kind=EntryKind.ROW,
        subject="list",
        over=("x",),
        digests={"cells": "ef" * 32, "row": "01" * 32},
        files=(),
    )
    raw = bytearray(envelope.to_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    seen = glance(bytes(raw))
    if seen is not None:
        full = Envelope.from_bytes(bytes(raw))
        assert full.to_bytes() == bytes(raw)
        assert (seen.log, seen.number, seen.kind) == (full.log, full.number, full.kind)
