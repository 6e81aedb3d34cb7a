# ruff: noqa: S608 - the numbers are ours
"""What was verified before is not walked again, and nothing about it is believed for that."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sijill.ledger import AuditReport, Draft, EntryKind, Ledger, TreeHead, Verdict, verify
from sijill.ledger.audit import examination
from sijill.ledger.audit.block import BLOCK_ENTRIES
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from tampering import tamper_with

KEY = DeviceKey.from_secret(bytes(range(32)))
AT = datetime.fromisoformat("2031-06-01T00:00:00Z")
BEFORE = 2 * BLOCK_ENTRIES + 7


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Checkpoint]:
    """Two blocks and seven entries, one value erased; a checkpoint; then a few more."""
    path = tmp_path_factory.mktemp("since") / "register.db"
    with Ledger.open(path, create=True, key=KEY) as ledger:
        drafts = [Draft(EntryKind.ROW, "list", {"row": row}) for row in range(BEFORE - 1)]
        entries = ledger.append(drafts, author="rana", at=AT)
        ledger.erase([(entries[5], "row")], "asked", author="rana", at=AT)
        note = read_checkpoint(ledger.main.checkpoints()[-1])
        assert note.head.size == BEFORE
        more = [Draft(EntryKind.JUDGEMENT, "list", {"row": row}) for row in range(5)]
        ledger.append(more, author="rana", at=AT + timedelta(hours=1))
    return path.read_bytes(), note


@pytest.fixture
def since(written: tuple[bytes, Checkpoint]) -> Checkpoint:
    return written[1]


@pytest.fixture(autouse=True)
def _written(
    path: Path, written: tuple[bytes, Checkpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "SHORT_LOG", 10**9)
    path.write_bytes(written[0])


def check(path: Path, since: Checkpoint | None) -> AuditReport:
    return verify(path, path.parent, since=since)


def test_it_is_sound_and_says_what_was_not_looked_at(path: Path, since: Checkpoint) -> None:
    whole, quick = check(path, None), check(path, since)
    assert (quick.verdict, quick.entries, quick.heads) == (Verdict.SOUND, BEFORE + 5, whole.heads)
    told = [one for one in quick.findings if "not walked again" in one.what]
    assert [one.where for one in told] == [f"entries 0 to {2 * BLOCK_ENTRIES - 1}"]


def test_a_checkpoint_of_a_short_log_spares_nothing(path: Path, since: Checkpoint) -> None:
    with Ledger.open(path) as ledger:
        head = ledger.main.root_at(100)
        early = read_checkpoint(write_checkpoint(ledger.main.id, head, KEY))
    assert not any("not walked" in one.what for one in check(path, early).findings)
    assert since.head.size > head.size


def test_a_checkpoint_of_other_entries_or_by_another_key_is_no_ground(
    path: Path, since: Checkpoint
) -> None:
    name = since.origin.removeprefix("sijill/")
    stranger = DeviceKey.from_secret(bytes(range(1, 33)))
    for head, key in ((TreeHead(BEFORE, "0" * 64), KEY), (since.head, stranger)):
        forged = read_checkpoint(write_checkpoint(name, head, key))
        assert check(path, forged).verdict is Verdict.TAMPERED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE node SET h = zeroblob(32) WHERE level = 14 AND idx = 0",
        "UPDATE node SET h = zeroblob(32) WHERE level = 15",
        "DELETE FROM node WHERE level = 3 AND idx = 9",
        "DELETE FROM entry WHERE n = 77",
        "UPDATE payload SET salt = NULL, value = NULL WHERE n = 77",
        "DELETE FROM erasure",
        f"UPDATE entry SET leaf = zeroblob(32) WHERE n = {2 * BLOCK_ENTRIES - 1}",
        f"UPDATE payload SET value = x'3939' WHERE n = {BEFORE - 1}",
        f"UPDATE payload SET value = x'3939' WHERE n = {BEFORE + 1}",
        f"UPDATE entry SET signature = zeroblob(64) WHERE n = {BEFORE + 2}",
        f"DELETE FROM entry WHERE n = {BEFORE + 4}",
    ],
)
def test_what_is_found_all_the_same(path: Path, since: Checkpoint, statement: str) -> None:
    tamper_with(path, statement)
    assert check(path, since).verdict is Verdict.TAMPERED


def test_an_old_entry_that_was_changed_is_told_by_a_full_verify_alone(
    path: Path, since: Checkpoint
) -> None:
    """So the help says: what is spared is the walk over old entries, and what it would find."""
    tamper_with(path, "UPDATE payload SET value = x'31' WHERE n = 77")
    assert check(path, since).verdict is Verdict.SOUND
    assert check(path, None).verdict is Verdict.TAMPERED
