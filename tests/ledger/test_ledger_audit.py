# ruff: noqa: S608 - the tables' names are ours
"""What the audit finds when somebody changed a ledger with SQL, and what it must not claim."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import pytest

from registers import every_table
from sijill.ledger import (
    AuditReport,
    Draft,
    EntryKind,
    FileReference,
    Ledger,
    TreeHead,
    Verdict,
    store_file,
    verify,
)
from sijill.ledger.audit.log_table import read_frame
from sijill.ledger.merkle.tree import GrowingTree, leaf_hash
from sijill.ledger.report.findings import MOST_FINDINGS, FindingList
from sijill.ledger.stores.migrations import MIGRATIONS
from sijill.model.errors import LedgerError
from tampering import tamper_with

if TYPE_CHECKING:
    from sijill.ledger.audit.cross_references import LogFrame

Tamper = Callable[..., None]


@dataclass(frozen=True)
class Case:
    """A ledger that cites a file, and its head."""

    path: Path
    evidence: Path
    head: TreeHead
    file: Path

    def verify(self, head: TreeHead | None = None) -> AuditReport:
        """The audit of both."""
        return verify(self.path, self.evidence, head)


@pytest.fixture
def case(path: Path) -> Case:
    """Six entries; the first cites a file."""
    source = path.with_name("list-a.csv")
    source.write_text("name,age\nرنا,7\n")
    stored = store_file(source, path.parent / "evidence")
    file = FileReference(stored.sha256, stored.size, "text/csv")
    drafts = [Draft(EntryKind.CAPTURE, "list-a", {"name": "list-a.csv"}, files=(file,))]
    drafts += [
        Draft(EntryKind.ROW, f"list-a:{row}", {"name": f"رنا {row}", "cells": {"age": row}})
        for row in range(5)
    ]
    with Ledger.open(path, create=True) as ledger:
        ledger.append(drafts, author="rana", at=datetime(2018, 6, 15, tzinfo=UTC))
        return Case(path, path.parent / "evidence", ledger.main.head(), stored.path)


def wheres(report: AuditReport) -> list[str]:
    return [finding.where for finding in report.findings]


def test_an_untouched_ledger_is_sound(case: Case) -> None:
    content = case.path.read_bytes()
    with Ledger.open(case.path) as ledger:
        heads = {ledger.main.id: case.head}
    assert case.verify(case.head) == AuditReport((), 6, heads, Verdict.SOUND)
    assert case.verify() == AuditReport((), 6, heads, Verdict.SOUND)
    assert case.path.read_bytes() == content


def test_an_empty_ledger_is_sound(ledger: Ledger, path: Path) -> None:
    report = verify(path, path.parent / "evidence", ledger.main.head())
    assert report == AuditReport((), 0, {ledger.main.id: ledger.main.head()}, Verdict.SOUND)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        (
            "UPDATE entry SET entry = CAST(replace(entry, 'rana', 'omar') AS BLOB) WHERE n = 2",
            "entry 2",
        ),
        ("UPDATE entry SET entry = CAST(entry || ' ' AS BLOB) WHERE n = 2", "entry 2"),
        ("UPDATE entry SET leaf = zeroblob(32) WHERE n = 2", "entry 2"),
        ("UPDATE entry SET n = 9 WHERE n = 5", "entries 5 to 8"),
        ("DELETE FROM entry WHERE n = 3", "entry 3"),
        ("DELETE FROM entry WHERE n < 2", "entries 0 to 1"),
        ("DELETE FROM entry WHERE n = 5", "table payload"),
        ("DELETE FROM entry", "table payload"),
        ("UPDATE entry SET log = 1 WHERE n = 5", "entry 5"),
        ("UPDATE payload SET value = CAST('1' AS BLOB) WHERE n = 2", "entry 2, payload name"),
        ("UPDATE payload SET salt = zeroblob(16) WHERE n = 2", "entry 2, payload cells"),
        ("DELETE FROM payload WHERE n = 2 AND field = 'name'", "entry 2, payload name"),
        (
            "UPDATE payload SET field = 'alias' WHERE n = 2 AND field = 'name'",
            "entry 2, payload alias",
        ),
        ("UPDATE payload SET n = 77 WHERE n = 2", "table payload"),
        ("INSERT INTO payload VALUES (0, 2, 'more', zeroblob(16), x'31')", "entry 2, payload more"),
        ("UPDATE node SET h = zeroblob(32) WHERE level = 1 AND idx = 1", "node 1 of level 1"),
        ("UPDATE node SET h = zeroblob(32) WHERE level = 2", "node 0 of level 2"),
        ("DELETE FROM node WHERE level = 2", "node 0 of level 2"),
        ("INSERT INTO node VALUES (0, 3, 0, zeroblob(32))", "table node"),
        ("UPDATE node SET log = 7", "node 0 of level 1"),
        ("UPDATE log SET id = printf('%032d', 0)", "entry 0"),
        ("UPDATE log SET number = 1", "table log"),
        ("UPDATE log SET key = x'00'", "table log"),
        ("INSERT INTO log VALUES (1, printf('%032d', 0), x'', NULL, 0)", "table log"),
        ("DELETE FROM log", "table log"),
    ],
)
def test_every_change_is_found(case: Case, tamper: Tamper, statement: str, where: str) -> None:
    tamper(statement)
    report = case.verify()
    assert report.verdict is Verdict.TAMPERED
    assert where in wheres(report)
    assert case.verify(case.head).verdict is Verdict.TAMPERED


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("entry", "entry"),
        ("entry", "leaf"),
        ("payload", "value"),
        ("payload", "salt"),
        ("node", "h"),
    ],
)
def test_every_flipped_byte_of_a_column_is_found(
    case: Case, tamper: Tamper, table: str, column: str
) -> None:
    connection = apsw.Connection(str(case.path))
    keys = {"node": "10 * level + idx", "entry": "n", "payload": "n || field"}
    key = keys[table]
    rows = connection.execute(f"SELECT {key}, {column} FROM {table}").fetchall()
    connection.close()
    place, content = rows[2]
    assert isinstance(content, bytes)
    for index in range(0, len(content), 5):
        flipped = bytearray(content)
        flipped[index] ^= 1 << index % 8
        tamper(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", bytes(flipped), place)
        assert case.verify().verdict is Verdict.TAMPERED
    tamper(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", content, place)
    assert case.verify().verdict is Verdict.SOUND


def test_a_signature_in_a_log_without_a_key_is_found(case: Case, tamper: Tamper) -> None:
    tamper("UPDATE entry SET signature = x'00' WHERE n = 5")
    report = case.verify()
    assert report.verdict is Verdict.TAMPERED
    assert any("it is signed" in it.what for it in report.findings)


def test_a_value_erased_without_an_order_is_found(case: Case, tamper: Tamper) -> None:
    tamper("UPDATE payload SET salt = NULL, value = NULL WHERE n = 2 AND field = 'name'")
    report = case.verify(case.head)
    assert report.verdict is Verdict.TAMPERED
    assert [str(it) for it in report.findings] == [
        "entry 2, payload name: it was erased",
        "entry 2, payload name: it was erased, and no entry orders it",
        "table erasure: it does not hold, for each of the 1 values erased, the entry's order",
    ]


@pytest.mark.parametrize("moved", [1, -1])
def test_a_value_that_gave_bytes_to_its_salt_is_found(case: Case, moved: int) -> None:
    """The file's own rule about the salt's length binds only whoever does not turn it off."""
    place = "n = 2 AND field = 'name'"
    connection = apsw.Connection(str(case.path))
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.pragma("ignore_check_constraints", "on")
    rows = connection.execute(f"SELECT salt, value FROM payload WHERE {place}").fetchall()
    whole = b"".join(bytes(part) for part in rows[0])  # type: ignore[arg-type]  # as stored
    parts = whole[: 16 + moved], whole[16 + moved :]
    connection.execute(f"UPDATE payload SET salt = ?, value = ? WHERE {place}", parts)
    for _, sql in triggers:
        connection.execute(str(sql))
    connection.close()
    report = case.verify()
    assert report.verdict is Verdict.TAMPERED
    assert "entry 2, payload name" in wheres(report)
    with Ledger.open(case.path) as ledger, pytest.raises(LedgerError, match="entry 2"):
        list(ledger.entries())


def test_half_an_erasure_is_none(case: Case) -> None:
    connection = apsw.Connection(str(case.path))
    with pytest.raises(apsw.ConstraintError):
        connection.execute("INSERT INTO payload VALUES (0, 5, 'x', NULL, x'31')")
    connection.close()


def rewrite(case: Case, tamper: Tamper) -> None:
    """Change an author and compute everything above it again, as a careful forger would."""
    tamper("UPDATE entry SET entry = CAST(replace(entry, 'rana', 'omar') AS BLOB)")
    connection = apsw.Connection(str(case.path))
    entries = [bytes(row[0]) for row in connection.execute("SELECT entry FROM entry ORDER BY n")]
    connection.close()
    tree, prev = GrowingTree(), ""
    for number, entry in enumerate(entries):
        start = entry.index(b'"prev":"') + 8
        end = entry.index(b'"', start)
        forged = entry[:start] + prev.encode() + entry[end:]
        leaf = leaf_hash(forged)
        tamper("UPDATE entry SET entry = ?, leaf = ? WHERE n = ?", forged, leaf, number)
        for node in tree.add(leaf):
            key = (node.digest, node.level, node.place)
            tamper("UPDATE node SET h = ? WHERE level = ? AND idx = ?", *key)
        prev = leaf.hex()


def test_a_complete_forgery_is_found_with_a_trusted_head_and_only_so(
    case: Case, tamper: Tamper
) -> None:
    rewrite(case, tamper)
    assert case.verify().verdict is Verdict.SOUND
    report = case.verify(case.head)
    assert report.verdict is Verdict.TAMPERED
    assert wheres(report) == ["trusted head of 6 entries"]
    assert case.head not in report.heads.values()


def test_entries_cut_off_at_the_end_are_found_with_a_trusted_head(
    case: Case, tamper: Tamper
) -> None:
    for statement in (
        "entry WHERE n = 5",
        "payload WHERE n = 5",
        "node WHERE level = 1 AND idx = 2",
    ):
        tamper(f"DELETE FROM {statement}")
    assert case.verify().verdict is Verdict.SOUND
    report = case.verify(case.head)
    assert report.verdict is Verdict.TAMPERED
    assert "no unbroken sequence of so many; it holds 5" in report.findings[0].what


def test_an_older_head_is_found_again_in_a_longer_log(case: Case) -> None:
    with Ledger.open(case.path) as ledger:
        heads = [ledger.main.root_at(size) for size in range(7)]
    for head in heads:
        assert case.verify(head).verdict is Verdict.SOUND
        other = TreeHead(head.size, sha256(b"other").hexdigest())
        assert case.verify(other).verdict is Verdict.TAMPERED


def test_evidence_is_checked(case: Case) -> None:
    case.file.chmod(0o600)
    case.file.write_text("name,age\nرنا,8\n")
    assert case.verify().verdict is Verdict.TAMPERED
    case.file.unlink()
    report = case.verify()
    assert report.verdict is Verdict.DAMAGED
    assert wheres(report) == [f"evidence {case.file.name}"]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER entry_never_changes",
        "CREATE TABLE extra (n)",
        "CREATE INDEX extra ON entry (leaf)",
        "DROP TABLE cosignature",
        "DROP TABLE payload",
        "ALTER TABLE entry ADD COLUMN more TEXT",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra BEFORE INSERT ON entry BEGIN SELECT 1; END",
    ],
)
def test_a_changed_schema_is_found(case: Case, statement: str) -> None:
    connection = apsw.Connection(str(case.path))
    connection.execute(statement)
    connection.close()
    assert case.verify().verdict is Verdict.TAMPERED


def test_a_trigger_that_was_weakened_is_found(case: Case) -> None:
    connection = apsw.Connection(str(case.path))
    connection.execute("DROP TRIGGER entry_never_shrinks")
    connection.execute(
        "CREATE TRIGGER entry_never_shrinks BEFORE DELETE ON entry BEGIN SELECT 1; END"
    )
    connection.close()
    report = case.verify()
    assert report.verdict is Verdict.TAMPERED
    assert report.entries == 6
    assert "trigger entry_never_shrinks" in wheres(report)


def test_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("name,age\n" * 200)
    connection = apsw.Connection(str(tmp_path / "other"))
    connection.execute("CREATE TABLE person (name)")
    connection.close()
    for name in ("empty", "text", "other"):
        report = verify(tmp_path / name, tmp_path)
        assert (report.verdict, report.entries, report.heads) == (Verdict.DAMAGED, 0, {})
    for path in (tmp_path, tmp_path / "missing", tmp_path / "text" / "below"):
        assert verify(path, tmp_path).verdict is Verdict.COULD_NOT_CHECK


def test_the_verdict_is_the_exit_code() -> None:
    assert [int(verdict) for verdict in Verdict] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("given", "gravest"),
    [
        ([], Verdict.SOUND),
        ([Verdict.SOUND], Verdict.SOUND),
        ([Verdict.COULD_NOT_CHECK, Verdict.SOUND], Verdict.COULD_NOT_CHECK),
        ([Verdict.DAMAGED, Verdict.COULD_NOT_CHECK], Verdict.DAMAGED),
        ([Verdict.COULD_NOT_CHECK, Verdict.TAMPERED, Verdict.DAMAGED], Verdict.TAMPERED),
    ],
)
def test_the_gravest_finding_decides(given: list[Verdict], gravest: Verdict) -> None:
    found = FindingList()
    for verdict in given:
        found.add(verdict, "here", "this")
    assert found.report(0, {}).verdict is gravest


def test_a_ledger_that_is_broken_everywhere_gives_a_short_report() -> None:
    found = FindingList()
    for number in range(MOST_FINDINGS + 5):
        found.add(Verdict.DAMAGED, f"entry {number}", "it is lost")
    found.add(Verdict.TAMPERED, "last", "it was changed")
    report = found.report(0, {})
    assert len(report.findings) == MOST_FINDINGS + 1
    assert str(report.findings[-1]) == "further: 6 findings are not listed"
    assert report.verdict is Verdict.TAMPERED


def test_nothing_that_a_finding_repeats_can_move_the_cursor() -> None:
    """A log's id, a file's name: whoever made the file chose it."""
    found = FindingList()
    found.add(Verdict.TAMPERED, "log \x1b[2J", "all is well\u202e رنا")
    (finding,) = found.report(0, {}).findings
    assert str(finding) == r"log \x1b[2J: all is well\u202e رنا"


def test_a_branch_leaves_another_branch_only_behind_its_beginning() -> None:
    """Before it both share the entries of the log, so the number of the base would be anybody's."""
    log, key = b"a" * 32, bytes(32)
    frames: list[LogFrame] = []
    for row in ((0, log, key, None, 0), (1, log, key, 0, 3)):
        frame = read_frame(row, frames, is_single=False)
        assert frame is not None
        frames.append(frame)
    for size, is_right in ((2, False), (3, False), (4, True)):
        branch = read_frame((2, log, key, 1, size), frames, is_single=False)
        assert (branch is not None) is is_right


@pytest.mark.parametrize("at", ["2031-06-01", "2031-06-01T00:00:00", "yesterday", "2031-06-01Z"])
def test_a_migration_at_no_time_is_found(case: Case, tamper: Tamper, at: str) -> None:
    tamper("INSERT INTO migration VALUES (?, ?)", MIGRATIONS[0].name, at)
    assert wheres(case.verify()) == ["table migration"]


@pytest.mark.parametrize("table", ["timestamp", "cosignature"])
@pytest.mark.parametrize("number", [1, -1, 1_000])
def test_what_is_numbered_begins_at_nought(table: str, number: int, tmp_path: Path) -> None:
    register = every_table(tmp_path)
    if table == "timestamp" and not register.roots:
        pytest.skip("no OpenSSL is here")
    tamper_with(register.path, f"DELETE FROM {table} WHERE n > 0")
    tamper_with(register.path, f"UPDATE {table} SET n = ? WHERE n = 0", number)
    report = verify(register.path, register.evidence)
    assert report.verdict is Verdict.TAMPERED
    assert any(where.startswith(f"{table} {number} of log ") for where in wheres(report))


@pytest.fixture
def small_values(monkeypatch: pytest.MonkeyPatch) -> int:
    """The most bytes of a stored value, set low enough for a test."""
    most = 1_000_000
    monkeypatch.setattr("sijill.ledger.stores.sqlite_database.MOST_STORED_BYTES", most)
    return most


def test_a_value_that_would_fill_the_memory_is_refused_with_a_sentence(
    case: Case, tamper: Tamper, small_values: int
) -> None:
    tamper("UPDATE payload SET value = zeroblob(?) WHERE n = 2", small_values + 1)
    report = case.verify()
    assert report.verdict is Verdict.DAMAGED
    assert any("a value is larger than" in finding.what for finding in report.findings)
    with (
        Ledger.open(case.path) as ledger,
        pytest.raises(LedgerError, match="a value is larger than 256 MB"),
    ):
        list(ledger.entries())


def test_a_value_that_is_too_large_is_not_stored(case: Case, small_values: int) -> None:
    draft = Draft(EntryKind.ROW, "list-a:9", {"name": "x" * small_values})
    with Ledger.open(case.path) as ledger:
        with pytest.raises(LedgerError, match="a value is larger than 256 MB"):
            ledger.append([draft], author="rana", at=datetime(2018, 6, 15, tzinfo=UTC))
        assert ledger.main.head() == case.head
