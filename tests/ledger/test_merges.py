"""Copies of a ledger merged in every order: the short run of what ``make torture`` does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from merges import play, run
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.signing.checkpoint import read_checkpoint, write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.sync.merging import cosign_others, demand_one_case, take_in
from sijill.model.errors import LedgerError
from tampering import tamper_with

KEY = DeviceKey.from_secret(bytes(range(32)))
OTHER = DeviceKey.from_secret(bytes(range(1, 33)))
THIRD = DeviceKey.from_secret(bytes(range(2, 34)))
AT = datetime(2031, 6, 1, tzinfo=UTC)


def row(number: int) -> Draft:
    return Draft(EntryKind.ROW, f"list:{number}", {"row": number})


def judgement(number: int) -> Draft:
    return Draft(EntryKind.JUDGEMENT, f"list:{number}", {"decision": "same"})


def opened(path: Path) -> SqliteStorage:
    return SqliteStorage.open(path, create=False, wait_ms=1_000)


def merge_one_way(here: SqliteStorage, there: SqliteStorage) -> None:
    demand_one_case(here, there)
    take_in(here, there)


def merge(one: Path, two: Path) -> None:
    here, there = opened(one), opened(two)
    take_in(here, there)
    take_in(there, here)
    here.close()
    there.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A ledger of one device, and a copy to which another device appended."""
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    with Ledger.open(one, create=True, key=KEY) as ledger:
        ledger.append([row(0), row(1)], author="rana", at=AT)
    copyfile(one, two)
    with Ledger.open(two, key=OTHER) as ledger:
        ledger.append([row(2), judgement(0)], author="omar", at=AT + timedelta(hours=1))
    return one, two


@pytest.mark.parametrize("merges", [80, pytest.param(300, marks=pytest.mark.long)])
def test_any_story_ends_with_equal_copies_and_nothing_lost(merges: int) -> None:
    assert run(merges, 7) >= merges


def test_a_story_written_out(tmp_path: Path) -> None:
    steps = [
        ("decide", 0, 0, 5),
        ("append", 1, 0, -300),
        ("sync", 0, 1, 0),
        ("erase", 1, 0, 0),
        ("save", 0, 0, 0),
        ("append", 0, 0, 1),
        ("sync", 0, 1, 0),
        ("restore", 0, 0, 0),
        ("append", 0, 0, 1),
    ]
    assert play(steps, 2, tmp_path) == 10  # type: ignore[arg-type]  # acts as plain words


def test_entries_follow_what_they_knew_whatever_the_clocks_say(two: tuple[Path, Path]) -> None:
    """Omar's clock is a day behind; what he wrote after reading Rana's entries comes after them."""
    one, other = two
    with Ledger.open(one, key=KEY) as ledger:
        ledger.append([judgement(1)], author="rana", at=AT + timedelta(days=2))
    merge(one, other)
    with Ledger.open(other, key=OTHER) as ledger:
        (late,) = ledger.append([judgement(1)], author="omar", at=AT - timedelta(days=1))
        entries = list(ledger.entries())
    assert [entry.author for entry in entries if entry.kind is EntryKind.JUDGEMENT] == [
        "omar",
        "rana",
        "omar",
    ]
    assert entries[-1].leaf == late.leaf
    assert all(entries[-1].knows(entry) for entry in entries[:-1])
    assert not any(entry.knows(entries[-1]) for entry in entries[:-1])


def test_between_entries_that_did_not_know_each_other_the_time_decides(
    two: tuple[Path, Path],
) -> None:
    one, other = two
    with Ledger.open(one, key=KEY) as ledger:
        ledger.append([judgement(1)], author="rana", at=AT + timedelta(minutes=30))
    merge(one, other)
    for path in two:
        with Ledger.open(path) as ledger:
            authors = [entry.author for entry in ledger.entries()]
        assert authors == ["rana", "rana", "rana", "omar", "omar"]


def test_only_what_a_checkpoint_covers_is_taken_in(two: tuple[Path, Path]) -> None:
    one, other = two
    ledger = Ledger.open(other, key=OTHER)
    ledger.append([row(9)], author="omar", at=AT)  # not closed: not signed yet
    here, there = opened(one), opened(other)
    taken = take_in(here, there)
    assert (list(taken.entries.values()), list(taken.waiting.values())) == ([2], [1])
    ledger.close()
    assert list(take_in(here, there).entries.values()) == [1]
    here.close()
    there.close()


def test_peers_sign_what_they_hold(two: tuple[Path, Path]) -> None:
    one, other = two
    merge(one, other)
    storage = opened(one)
    with Ledger.open(one, key=KEY) as ledger:
        assert cosign_others(storage, ledger.main, KEY) == 1
        assert cosign_others(storage, ledger.main, KEY) == 0
    storage.close()
    merge(other, one)
    storage = opened(other)
    (receipt,) = storage.cosignatures(1)
    assert read_checkpoint(receipt.note).is_signed_by(KEY.public, f"sijill/{receipt.peer}")
    storage.close()
    assert verify(other, other.parent).verdict is Verdict.SOUND


TAMPERINGS = [
    "UPDATE entry SET entry = CAST(replace(entry, 'omar', 'rana') AS BLOB) WHERE log = 1",
    "UPDATE entry SET signature = zeroblob(64) WHERE log = 1 AND n = 1",
    "UPDATE entry SET signature = x'' WHERE log = 1 AND n = 1",
    "UPDATE entry SET signature = zeroblob(64) WHERE log = 1 AND n = 0",
    "UPDATE entry SET leaf = zeroblob(32) WHERE log = 1 AND n = 1",
    "UPDATE payload SET value = x'37' WHERE log = 1 AND n = 0",
    "DELETE FROM payload WHERE log = 1 AND n = 0",
    "DELETE FROM entry WHERE log = 1 AND n = 0",
    "UPDATE log SET key = zeroblob(32) WHERE number = 1",
    "UPDATE log SET id = printf('%032d', 7) WHERE number = 1",
    "UPDATE log SET key = zeroblob(32) WHERE number = 0",
    "UPDATE checkpoint SET note = x'00' WHERE log = 1",
]


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_was_tampered_with_is_not_taken_in(two: tuple[Path, Path], statement: str) -> None:
    one, other = two
    before = one.read_bytes()
    tamper_with(other, statement)
    here, there = opened(one), opened(other)
    with pytest.raises(LedgerError):
        merge_one_way(here, there)
    here.close()
    there.close()
    assert verify(one, one.parent).verdict is Verdict.SOUND
    with Ledger.open(one) as ledger:
        assert ledger.size == 2
    assert before[:16] == one.read_bytes()[:16]


def test_a_checkpoint_signed_by_somebody_else_covers_nothing(two: tuple[Path, Path]) -> None:
    one, other = two
    with Ledger.open(other) as ledger:
        log = ledger.logs[1]
        forged = write_checkpoint(log.id, log.head(), THIRD)
    tamper_with(other, "UPDATE checkpoint SET note = ? WHERE log = 1", forged)
    here, there = opened(one), opened(other)
    with pytest.raises(LedgerError, match="did not sign"):
        take_in(here, there)
    here.close()
    there.close()


def test_what_is_kept_apart_can_be_read(tmp_path: Path) -> None:
    """Two copies of a log, continued by the same key without a memory."""
    one, other = tmp_path / "one.db", tmp_path / "two.db"
    with Ledger.open(one, create=True, key=KEY) as ledger:
        ledger.append([row(0)], author="rana", at=AT)
    copyfile(one, other)
    for path, number in ((one, 1), (other, 2)):
        with Ledger.open(path, key=KEY) as ledger:
            ledger.append([row(number)], author="rana", at=AT)
    merge(one, other)
    for path, number in ((one, 2), (other, 1)):
        with Ledger.open(path, key=KEY) as ledger:
            (apart,) = ledger.forked()
            assert apart.payload == {"row": number}
            (fresh,) = ledger.append([row(3)], author="rana", at=AT)
            assert fresh.log != apart.log
        report = verify(path, tmp_path)
        assert report.verdict is Verdict.SOUND
        assert any("kept apart" in str(finding) for finding in report.findings)
    storage = opened(one)
    (branch,) = [row for row in storage.logs() if row.base is not None]
    assert (branch.base, branch.base_size) == (0, 1)
    assert [row.field for row in storage.payload(branch.number, 0, 9)] == ["row"]
    storage.close()


def test_unsigned_ledgers_are_not_merged(tmp_path: Path) -> None:
    paths = tmp_path / "one.db", tmp_path / "two.db"
    for path in paths:
        Ledger.open(path, create=True).close()
    here, there = map(opened, paths)
    with pytest.raises(LedgerError, match="begun without a key"):
        demand_one_case(here, there)
    here.close()
    there.close()
