"""What is no ledger, or none for us, is refused in a sentence, and trying changes nothing."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from sijill.ledger import Draft, Ledger, Verdict, verify
from sijill.ledger.stores.sqlite_database import demand_sound_sqlite
from sijill.ledger.stores.sqlite_schema import APPLICATION_ID, SCHEMA_VERSION
from sijill.model.errors import LedgerError, SijillError, StorageError

Drafts = Callable[[int], list[Draft]]
Tamper = Callable[..., None]

not_for_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")


def made(path: Path, *statements: str) -> Path:
    """A database of somebody else."""
    connection = apsw.Connection(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def refusal(path: Path, *, create: bool = False) -> SijillError:
    with pytest.raises(SijillError) as caught:
        Ledger.open(path, create=create)
    assert str(path) in str(caught.value)
    return caught.value


def test_a_ledger_that_is_not_there(path: Path) -> None:
    assert "there is no ledger" in str(refusal(path))
    assert not path.exists()


def test_a_folder(tmp_path: Path) -> None:
    for create in (False, True):
        error = refusal(tmp_path, create=create)
        assert isinstance(error, LedgerError)
        assert "this is a folder" in str(error)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    error = refusal(tmp_path / "missing" / "register.db", create=True)
    assert isinstance(error, StorageError)
    assert "Choose a folder" in str(error)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert isinstance(refusal(tmp_path / "file" / "register.db", create=True), SijillError)


@pytest.mark.parametrize("content", [b"name,age\nRana,7\n" * 100, b"PK\x03\x04", b"\x00" * 5000])
def test_a_file_of_another_kind(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for create in (False, True):
        error = refusal(path, create=create)
        assert isinstance(error, LedgerError)
        assert "not a ledger" in str(error)
    assert path.read_bytes() == content


def test_a_database_of_another_kind(path: Path) -> None:
    content = made(path, "CREATE TABLE person (name)").read_bytes()
    for create in (False, True):
        assert "not a ledger" in str(refusal(path, create=create))
    assert path.read_bytes() == content


def test_a_database_that_claims_to_be_a_ledger(path: Path) -> None:
    made(
        path,
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {SCHEMA_VERSION}",
        "CREATE TABLE entry (n)",
    )
    assert "tables or triggers were changed" in str(refusal(path))


def test_an_empty_file_becomes_a_ledger_only_on_request(path: Path) -> None:
    path.touch()
    assert "is empty" in str(refusal(path))
    with Ledger.open(path, create=True) as ledger:
        assert ledger.size == 0


def test_a_newer_version(ledger: Ledger, path: Path) -> None:
    ledger.close()
    made(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert "newer version of sijill" in str(refusal(path))
    report = verify(path, path.parent)
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert "newer" in str(report.findings[0])


def test_a_missing_trigger(ledger: Ledger, path: Path) -> None:
    ledger.close()
    made(path, "DROP TRIGGER entry_never_changes")
    assert "tables or triggers were changed" in str(refusal(path))


def test_a_truncated_ledger(ledger: Ledger, path: Path, drafts: Drafts, at: datetime) -> None:
    ledger.append(drafts(50), author="rana", at=at)
    ledger.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as opened:
        list(opened.entries())


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE entry SET entry = x'7b7d' WHERE n = 1", "entry 1: its bytes do not have"),
        ("UPDATE entry SET n = 7 WHERE n = 1", "entries are missing"),
        (
            "UPDATE payload SET value = x'31' WHERE n = 1",
            "payload cells: its value does not",
        ),
        (
            "DELETE FROM payload WHERE n = 1 AND field = 'name'",
            "entry 1: payload name: its value is missing",
        ),
        (
            "UPDATE payload SET field = 'other' WHERE n = 1 AND field = 'name'",
            "payload other: the entry has no such field",
        ),
        ("UPDATE entry SET leaf = zeroblob(32) WHERE n = 1", "entry 1: its bytes do not have"),
        ("UPDATE log SET id = '00000000000000000000000000000000'", "it says that it is entry 0 of"),
    ],
)
def test_reading_stops_at_an_altered_entry(
    filled: Path, tamper: Tamper, statement: str, sentence: str
) -> None:
    tamper(statement)
    with Ledger.open(filled) as opened, pytest.raises(LedgerError, match=sentence) as caught:
        list(opened.entries())
    assert "Run sijill verify" in str(caught.value)


def test_a_ledger_that_lost_its_log(filled: Path, tamper: Tamper) -> None:
    tamper("DELETE FROM log")
    assert "lost its log" in str(refusal(filled))


def test_appending_stops_at_a_lost_hash(
    filled: Path, drafts: Drafts, at: datetime, tamper: Tamper
) -> None:
    tamper("DELETE FROM node")
    with Ledger.open(filled) as opened, pytest.raises(LedgerError, match="of the tree is lost"):
        opened.append(drafts(1), author="rana", at=at)


def test_an_erased_field_is_read_as_such(filled: Path, tamper: Tamper) -> None:
    tamper("UPDATE payload SET salt = NULL, value = NULL WHERE n = 1 AND field = 'name'")
    with Ledger.open(filled) as opened:
        entries = list(opened.entries())
    assert [it.erased for it in entries] == [(), ("name",), ()]
    assert set(entries[1].payload) == {"cells"}


@not_for_root
def test_a_file_that_may_not_be_read(ledger: Ledger, path: Path) -> None:
    ledger.close()
    path.chmod(0o000)
    assert isinstance(refusal(path), StorageError)
    assert verify(path, path.parent).verdict is Verdict.COULD_NOT_CHECK


@not_for_root
def test_a_file_that_may_not_be_written(ledger: Ledger, path: Path) -> None:
    ledger.close()
    path.chmod(0o400)
    assert isinstance(refusal(path), StorageError)
    assert verify(path, path.parent).verdict is Verdict.SOUND


@not_for_root
def test_a_folder_that_may_not_be_written_or_entered(ledger: Ledger, path: Path) -> None:
    ledger.close()
    path.parent.chmod(0o500)
    try:
        assert isinstance(refusal(path), StorageError)
        assert isinstance(refusal(path.with_name("new.db"), create=True), StorageError)
        assert verify(path, path.parent).verdict is Verdict.SOUND
        path.parent.chmod(0o000)
        assert isinstance(refusal(path), StorageError)
        assert verify(path, path.parent).verdict is Verdict.COULD_NOT_CHECK
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.51.2"])
def test_a_sqlite_that_can_damage_the_file_is_refused(version: str) -> None:
    with pytest.raises(StorageError, match=f"SQLite {version} can damage a ledger"):
        demand_sound_sqlite(version)


@pytest.mark.parametrize("version", ["3.6.23", "3.51.3", "3.54.0", "4.0.0"])
def test_a_sqlite_without_the_bug_is_taken(version: str) -> None:
    demand_sound_sqlite(version)


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_pipe_beside_the_ledger_is_not_waited_for(
    ledger: Ledger, path: Path, tmp_path: Path, end: str
) -> None:
    """SQLite opens what lies beside its file, and a pipe that nobody writes to never opens."""
    ledger.close()
    pipe = path.with_name(path.name + end)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    assert f"{pipe}: this is no ordinary file" in str(refusal(path))
    (finding, *_) = verify(path, tmp_path).findings
    assert finding.verdict is Verdict.DAMAGED
    assert "no ordinary file" in finding.what
