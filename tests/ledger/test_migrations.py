"""Registers of before open: their tables are rearranged, their entries never.

``register_version_2.db.gz`` was written by the version before: three devices, an erasure, a
timestamp, and three entries that were kept apart, the first of them erased.
"""

import gzip
from pathlib import Path

import apsw
import pytest

from sijill.ledger import AuditReport, Ledger, Verdict, verify
from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.stores.migrations import MIGRATIONS
from sijill.ledger.stores.sqlite_schema import SCHEMA_VERSION
from sijill.model.errors import LedgerError
from tampering import tamper_with

OLD = Path(__file__).with_name("register_version_2.db.gz")


@pytest.fixture
def old(path: Path) -> Path:
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def without_evidence(path: Path) -> AuditReport:
    """The report, but that the captured file is not here."""
    return verify(path, path.parent / "no evidence")


def test_an_old_register_opens_and_every_entry_is_as_it_was(old: Path) -> None:
    before = rows(old, "SELECT log, n, entry, signature, leaf FROM event ORDER BY log, n")
    apart = rows(old, "SELECT number, entry, signature FROM fork ORDER BY number")
    values = rows(old, "SELECT * FROM payload ORDER BY log, n, field")
    notes = rows(old, "SELECT * FROM checkpoint ORDER BY log, n")
    with Ledger.open(old) as ledger:
        assert [log.size for log in ledger.logs] == [11, 3, 1]
        (branch,) = ledger.branches
        assert (branch.base is not None, branch.base_size, branch.size) == (True, 2, 5)
        assert [entry.number for entry in ledger.forked()] == [2, 3, 4]
        assert [entry.erased for entry in ledger.forked()] == [("name", "row"), (), ()]
        assert len(list(ledger.entries({EntryKind.ERASURE}))) == 2
    main = "WHERE log < 3 ORDER BY log, n"
    assert rows(old, f"SELECT log, n, entry, signature, leaf FROM entry {main}") == before  # noqa: S608  ours
    assert rows(old, "SELECT n, entry, signature FROM entry WHERE log = 3 ORDER BY n") == apart
    assert rows(old, f"SELECT * FROM payload {main}, field") == values  # noqa: S608  ours
    assert rows(old, f"SELECT * FROM checkpoint {main}") == notes  # noqa: S608  ours
    assert [size for (size,) in rows(old, "SELECT size FROM checkpoint WHERE log = 3")] == [4, 5]


def test_it_verifies_before_and_after_alike(old: Path) -> None:
    content = old.read_bytes()
    before = without_evidence(old)
    assert old.read_bytes() == content  # to look at it changes nothing
    Ledger.open(old).close()
    after = without_evidence(old)
    assert (before.heads, before.entries, before.keys) == (after.heads, after.entries, after.keys)
    assert [str(one) for one in before.findings] == [str(one) for one in after.findings]
    assert {one.where.split()[0] for one in after.findings if one.verdict is not Verdict.SOUND} == {
        "evidence"
    }
    assert any("3 entries of the other are kept apart" in one.what for one in after.findings)


def test_the_migration_is_recorded_by_its_name(old: Path) -> None:
    for _ in range(2):
        Ledger.open(old).close()
    assert [name for name, _ in rows(old, "SELECT * FROM migration")] == [MIGRATIONS[0].name]
    assert rows(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_fresh_register_records_none(path: Path) -> None:
    Ledger.open(path, create=True).close()
    assert rows(path, "SELECT * FROM migration") == []


@pytest.mark.parametrize(
    "change",
    ["DROP TRIGGER event_never_changes", "CREATE TABLE more (n)", "DROP TABLE blob"],
)
def test_changed_tables_are_not_carried_over(old: Path, change: str) -> None:
    connection = apsw.Connection(str(old))
    connection.execute(change)
    connection.close()
    with pytest.raises(LedgerError, match="cannot carry over"):
        Ledger.open(old)
    assert without_evidence(old).verdict is Verdict.COULD_NOT_CHECK


TAMPERINGS = [
    "UPDATE event SET entry = CAST(replace(entry, 'rana', 'rani') AS BLOB) WHERE log = 0 AND n = 3",
    "UPDATE event SET entry = x'00' WHERE log = 0 AND n = 3",
    "UPDATE payload SET value = x'31' WHERE log = 0 AND n = 3",
    "UPDATE tile SET h = zeroblob(32) WHERE log = 0",
    "DELETE FROM receipt WHERE peer = (SELECT id FROM log WHERE number = 1)",
    "UPDATE fork SET payload = NULL WHERE number = 4",
    "DELETE FROM fork WHERE number = 4",
    "DELETE FROM erasure WHERE log = 0",
]


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_was_tampered_with_is_found_before_and_after(old: Path, statement: str) -> None:
    tamper_with(old, statement)
    before = without_evidence(old)
    assert before.verdict is Verdict.TAMPERED
    Ledger.open(old).close()
    assert without_evidence(old).verdict is Verdict.TAMPERED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fork SET payload = '[1]' WHERE number = 3",
        "UPDATE fork SET entry = x'00' WHERE number = 3",
        "UPDATE fork SET number = 9 WHERE number = 3",
        "UPDATE fork SET signature = x'' WHERE number = 3",
        "DELETE FROM fork WHERE number = 3",
    ],
)
def test_what_is_kept_apart_and_cannot_be_read_stops_it(old: Path, statement: str) -> None:
    tamper_with(old, statement)
    content = rows(old, "SELECT * FROM fork")
    with pytest.raises(LedgerError):
        Ledger.open(old)
    assert rows(old, "SELECT * FROM fork") == content
    assert without_evidence(old).verdict in {Verdict.DAMAGED, Verdict.TAMPERED}
