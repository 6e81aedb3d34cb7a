# ruff: noqa: S608 - the tables' names are ours
"""The database itself refuses to forget: attempts with plain SQL, past our code."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from sijill.ledger import Draft, Ledger, Verdict, verify
from sijill.ledger.stores.sqlite_schema import schema_digest, schema_text

Drafts = Callable[[int], list[Draft]]

UNUSED = {
    "checkpoint": "VALUES (0, ?, 3, x'00')",
    "timestamp": "VALUES (0, ?, 0, x'00')",
    "cosignature": "VALUES (0, ?, 3, 'peer', x'00')",
}
SCHEMA_3 = "888dc655a9869bbb46d91fd97d5db4b4b1e20d9a456776717619293858f40136"
TABLES = ["migration", "log", "entry", "payload", "erasure", "node", *UNUSED]


@pytest.fixture
def raw(path: Path, drafts: Drafts, at: datetime) -> Iterator[apsw.Connection]:
    """A connection of somebody else to a ledger of four entries, every table in use."""
    with Ledger.open(path, create=True) as ledger:
        first, *_ = ledger.append(drafts(3), author="rana", at=at)
        ledger.erase([(first, "name")], "on request", author="rana", at=at)
    connection = apsw.Connection(str(path))
    connection.execute("INSERT INTO migration VALUES ('a step', '2032')")
    for table, values in UNUSED.items():
        connection.execute(f"INSERT INTO {table} {values}", (0,))
    yield connection
    connection.close()


def content(connection: apsw.Connection) -> list[object]:
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]


def columns(connection: apsw.Connection, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [str(name) for (name,) in rows]


@pytest.mark.parametrize("table", TABLES)
def test_no_column_can_be_updated(raw: apsw.Connection, table: str) -> None:
    before = content(raw)
    for column in columns(raw, table):
        for verb in ("UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"):
            with pytest.raises(apsw.ConstraintError, match="only grows"):
                raw.execute(f"{verb} {table} SET {column} = {column}")
    assert content(raw) == before


@pytest.mark.parametrize("table", TABLES)
def test_nothing_can_be_deleted(raw: apsw.Connection, table: str) -> None:
    before = content(raw)
    with pytest.raises(apsw.ConstraintError, match="only grows"):
        raw.execute(f"DELETE FROM {table}")
    assert content(raw) == before


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"])
@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_put_in_place_of_another(raw: apsw.Connection, table: str, verb: str) -> None:
    before = content(raw)
    with pytest.raises(apsw.ConstraintError, match="only grows"):
        raw.execute(f"{verb} INTO {table} SELECT * FROM {table} LIMIT 1")
    assert content(raw) == before


@pytest.mark.parametrize("table", ["entry", "payload", "node", "log"])
def test_no_upsert_slips_in(raw: apsw.Connection, table: str) -> None:
    before = content(raw)
    column = columns(raw, table)[-1]
    with pytest.raises(apsw.ConstraintError, match="only grows"):
        raw.execute(
            f"INSERT INTO {table} SELECT * FROM {table} WHERE true"
            f" ON CONFLICT DO UPDATE SET {column} = x'00'"
        )
    assert content(raw) == before


@pytest.mark.parametrize("number", [0, 1, 3, 5, 100, -1])
def test_an_entry_takes_the_next_number_and_no_other(raw: apsw.Connection, number: int) -> None:
    leaf = sha256(b"forged").digest()
    for verb in ("INSERT", "INSERT OR REPLACE"):
        with pytest.raises(apsw.ConstraintError, match="next number"):
            raw.execute(f"{verb} INTO entry VALUES (0, ?, x'00', x'', ?, 'row')", (number, leaf))


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_named_by_a_rowid(raw: apsw.Connection, table: str) -> None:
    """With the next number but an old rowid, INSERT OR REPLACE would delete the old row."""
    before = content(raw)
    for name in ("rowid", "oid", "_rowid_"):
        with pytest.raises(apsw.SQLError, match=name):
            raw.execute(f"INSERT OR REPLACE INTO {table} ({name}) VALUES (1)")
    assert content(raw) == before


@pytest.mark.parametrize("table", UNUSED)
def test_the_tables_for_later_grow_in_sequence_too(raw: apsw.Connection, table: str) -> None:
    raw.execute(f"INSERT INTO {table} {UNUSED[table]}", (1,))
    for number in (0, 1, 3, -1):
        with pytest.raises(apsw.ConstraintError, match="next number"):
            raw.execute(f"INSERT OR REPLACE INTO {table} {UNUSED[table]}", (number,))


def test_a_node_takes_the_next_index_of_its_level(raw: apsw.Connection) -> None:
    for level, index in ((1, 1), (1, 3), (2, 0), (2, 2), (3, 1)):
        with pytest.raises(apsw.ConstraintError, match="next index"):
            raw.execute(
                "INSERT OR REPLACE INTO node VALUES (0, ?, ?, zeroblob(32))", (level, index)
            )


def test_a_log_takes_the_next_number_and_a_new_id(raw: apsw.Connection) -> None:
    (known,) = raw.execute("SELECT id FROM log").fetchall()[0]
    for number, name in ((1, known), (0, "f" * 32), (2, "f" * 32)):
        with pytest.raises(apsw.ConstraintError, match="next number, once"):
            raw.execute("INSERT OR REPLACE INTO log VALUES (?, ?, x'', NULL, 0)", (number, name))


def test_a_branch_has_the_id_and_the_key_of_a_log_before_it(raw: apsw.Connection) -> None:
    (known,) = raw.execute("SELECT id FROM log").fetchall()[0]
    for values in (("f" * 32, b"", 0), (known, b"k", 0), (known, b"", 1), (known, b"", 7)):
        with pytest.raises(apsw.ConstraintError, match="next number, once"):
            raw.execute("INSERT OR REPLACE INTO log VALUES (1, ?, ?, ?, 2)", values)
    raw.execute("INSERT INTO log VALUES (1, ?, x'', 0, 2)", (known,))
    for number in (0, 1, 3):
        with pytest.raises(apsw.ConstraintError, match="next number"):
            raw.execute(
                "INSERT INTO entry VALUES (1, ?, x'00', x'', zeroblob(32), 'row')", (number,)
            )
    raw.execute("INSERT INTO entry VALUES (1, 2, x'00', x'', zeroblob(32), 'row')")
    with pytest.raises(apsw.ConstraintError, match="next index"):
        raw.execute("INSERT INTO node VALUES (1, 1, 0, zeroblob(32))")
    raw.execute("INSERT INTO node VALUES (1, 1, 1, zeroblob(32))")


def test_tables_are_strict(raw: apsw.Connection) -> None:
    for values in (
        "(0, 4, 'text', x'', zeroblob(32), 'row')",
        "(0, 4, x'00', x'', zeroblob(31), 'row')",
    ):
        with pytest.raises(apsw.ConstraintError):
            raw.execute(f"INSERT INTO entry VALUES {values}")
    strict = raw.execute("SELECT name FROM pragma_table_list WHERE strict AND schema = 'main'")
    assert {str(name) for (name,) in strict} == set(TABLES)


def test_rows_of_nonsense_are_not_called_sound(raw: apsw.Connection, path: Path) -> None:
    raw.close()
    report = verify(path, path.parent)
    wheres = {it.where for it in report.findings if it.verdict is Verdict.TAMPERED}
    assert wheres >= {
        "checkpoint 0",
        "cosignature 0 of log 0",
        "timestamp 0 of log 0",
        "table migration",
    }


def test_the_schema_of_version_3_has_not_changed() -> None:
    """Ledgers are recognised by the text of their schema: a change needs a new version number."""
    connection = apsw.Connection(":memory:")
    connection.execute(schema_text())
    assert schema_digest(connection) == SCHEMA_3
