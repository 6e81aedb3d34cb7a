# ruff: noqa: S608 - the tables' names are ours
"""Bytes flipped in the file itself, beneath SQLite.

A flip may hit what holds no content (free space, counters in the header); then nothing is found and
nothing has changed. Everything else is a finding, and nothing is ever a traceback.
"""

import random
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from flips import TABLES
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.model.errors import SijillError


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("original") / "register.db"
    drafts = [
        Draft(EntryKind.ROW, f"list-a:{row}", {"name": f"رنا {row}", "cells": {"age": row}})
        for row in range(5)
    ]
    with Ledger.open(path, create=True) as ledger:
        ledger.append(drafts, author="rana", at=datetime(2018, 6, 15, tzinfo=UTC))
    return path.read_bytes()


@pytest.fixture
def content(original: bytes, path: Path) -> list[object]:
    path.write_bytes(original)
    return dump(path)


def dump(path: Path) -> list[object]:
    """Every row of every table and the whole schema, with their types."""
    connection = apsw.Connection(str(path))
    rows: list[object] = [connection.execute(f"SELECT * FROM {it}").fetchall() for it in TABLES]
    rows.append(
        connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    )
    connection.close()
    for companion in path.parent.glob("*.db-*"):
        companion.unlink()
    return rows


def flip(path: Path, original: bytes, place: int, mask: int) -> None:
    flipped = bytearray(original)
    flipped[place] ^= mask
    path.write_bytes(flipped)
    for companion in path.parent.glob("*.db-*"):
        companion.unlink()


def test_every_byte_of_every_stored_value_counts(
    original: bytes, content: list[object], path: Path
) -> None:
    values = {
        value
        for rows in content[:-1]
        if isinstance(rows, list)
        for row in rows
        for value in row
        if isinstance(value, bytes) and len(value) >= 16
    }
    assert len(values) == 5 + 5 + 10 + 3  # entries, leaves, salts, tiles
    for value in sorted(values):
        start = original.index(value)
        for place in range(start, start + len(value), 7):
            flip(path, original, place, 1 << place % 8)
            assert verify(path, path.parent).verdict in (Verdict.TAMPERED, Verdict.DAMAGED)


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_a_flip_anywhere_is_found_or_changes_nothing(
    original: bytes, content: list[object], path: Path, mask: int
) -> None:
    chance = random.Random(mask)  # noqa: S311 a repeatable sample
    places = [*range(100), *chance.sample(range(100, len(original)), 400)]
    for place in places:
        flip(path, original, place, mask)
        report = verify(path, path.parent)
        if report.verdict is Verdict.SOUND:
            assert report.findings == ()
            assert dump(path) == content
        else:
            assert report.findings


@pytest.mark.parametrize("mask", [0x01, 0xFF])
def test_a_damaged_file_is_refused_in_a_sentence_or_read_as_it_was(
    original: bytes, content: list[object], path: Path, mask: int
) -> None:
    with Ledger.open(path) as ledger:
        entries = list(ledger.entries())
    assert content
    chance = random.Random(mask)  # noqa: S311 a repeatable sample
    for place in chance.sample(range(len(original)), 300):
        flip(path, original, place, mask)
        sentence = ""
        try:
            with Ledger.open(path) as ledger:
                assert list(ledger.entries()) == entries
        except SijillError as error:
            sentence = str(error)
        assert sentence == "" or str(path) in sentence


def test_a_file_cut_off_anywhere_is_found(original: bytes, path: Path) -> None:
    for length in range(0, len(original), 1021):
        path.write_bytes(original[:length])
        assert verify(path, path.parent).verdict is not Verdict.SOUND
        for companion in path.parent.glob("*.db-*"):
            companion.unlink()
