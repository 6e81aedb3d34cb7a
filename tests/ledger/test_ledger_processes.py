"""Several processes at one ledger, and one that is killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from sijill.ledger import Draft, Ledger, Verdict, verify
from sijill.ledger.merkle.tree import root_of
from sijill.ledger.stores.opening import Place
from sijill.model.errors import LedgerError

Drafts = Callable[[int], list[Draft]]

APPEND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sijill.ledger import Draft, EntryKind, Ledger

place, author, batches, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
place = place if place.startswith("postgresql:") else Path(place)
with Ledger.open(place, create=True, wait_ms=60_000) as ledger:
    for batch in range(batches):
        drafts = [Draft(EntryKind.ROW, f"{author}:{batch}", {"place": it}) for it in range(size)]
        entries = ledger.append(drafts, author=author, at=datetime.now(UTC))
        print(entries[-1].number, entries[-1].leaf, flush=True)
"""


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """A new ledger in either store."""
    with Ledger.open(place, create=True) as opened:
        yield opened


def start(place: Place, author: str, batches: int, size: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", APPEND, str(place), author, str(batches), str(size)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_two_processes_create_and_fill_one_ledger(place: Place, tmp_path: Path) -> None:
    writers = [start(place, author, 40, 5) for author in ("rana", "omar")]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    with Ledger.open(place) as ledger:
        entries, head = list(ledger.entries()), ledger.main.head()
    assert [it.number for it in entries] == list(range(400))
    for start_of_batch in range(0, 400, 5):
        batch = entries[start_of_batch : start_of_batch + 5]
        assert len({it.subject for it in batch}) == 1
        assert [it.payload["place"] for it in batch] == [0, 1, 2, 3, 4]
    assert verify(place, tmp_path, head).verdict is Verdict.SOUND


def test_a_reader_sees_whole_batches_of_one_growing_log(
    ledger: Ledger, place: Place, tmp_path: Path
) -> None:
    writer = start(place, "rana", 60, 7)
    heads = [ledger.main.head()]
    while writer.poll() is None or heads[-1].size < 420:
        entries = list(ledger.entries())
        assert len(entries) % 7 == 0
        assert len(entries) >= heads[-1].size
        head = ledger.main.root_at(len(entries))
        assert head.root == root_of(bytes.fromhex(it.leaf) for it in entries).hex()
        assert ledger.main.root_at(heads[-1].size) == heads[-1]
        heads.append(head)
    writer.communicate(timeout=60)
    assert writer.returncode == 0
    assert verify(place, tmp_path, heads[-1]).entries == 420


def test_an_audit_is_not_disturbed_by_a_writer(
    ledger: Ledger, place: Place, tmp_path: Path
) -> None:
    writer = start(place, "rana", 40, 5)
    while writer.poll() is None:
        assert verify(place, tmp_path, ledger.main.head()).verdict is Verdict.SOUND
    writer.communicate(timeout=60)
    assert verify(place, tmp_path).entries == 200


@pytest.mark.parametrize("lines", [1, 7, 20])
def test_what_was_acknowledged_survives_a_kill(place: Place, tmp_path: Path, lines: int) -> None:
    writer = start(place, "rana", 100_000, 1)
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().split() for _ in range(lines)]
    writer.kill()
    acknowledged += [line.split() for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    writer.stdout.close()
    assert verify(place, tmp_path).verdict is Verdict.SOUND
    with Ledger.open(place) as ledger:
        leaves = [it.leaf for it in ledger.entries()]
    assert [leaves[int(number)] for number, _ in acknowledged] == [leaf for _, leaf in acknowledged]


def test_a_second_writer_is_told_after_waiting(path: Path, drafts: Drafts, at: datetime) -> None:
    with Ledger.open(path, create=True, wait_ms=20) as ledger:
        ledger.append(drafts(2), author="rana", at=at)
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process is writing"):
            ledger.append(drafts(1), author="rana", at=at)
        assert len(list(ledger.entries())) == 2
        other.execute("ROLLBACK")
        other.close()
        assert ledger.append(drafts(1), author="rana", at=at)[0].number == 2
