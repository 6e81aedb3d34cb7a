"""What a device signed last it notes outside the ledger; verify and the next append ask it."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from forging import Register
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.log.device_memory import fallen_behind, recall
from sijill.ledger.signing.keys import DeviceKey
from sijill.model.errors import StorageError

AT = datetime(2031, 6, 1, tzinfo=UTC)


def row(number: int) -> Draft:
    return Draft(EntryKind.ROW, f"list:{number}", {"row": number})


@pytest.fixture
def key(tmp_path: Path) -> DeviceKey:
    return DeviceKey.from_secret(bytes(range(32)), tmp_path / "heads")


@pytest.fixture
def written(path: Path, key: DeviceKey) -> Path:
    """A ledger written in two sittings, with a checkpoint after each."""
    for number in range(2):
        with Ledger.open(path, create=True, key=key) as ledger:
            ledger.append([row(number)], author="rana", at=AT)
    return path


def cut_off(path: Path) -> None:
    """Remove the last entry and the checkpoint that covers it, so that the rest fits."""
    register = Register(path, path.parent, ())  # type: ignore[arg-type]  # nothing is kept
    register.write(register.rows()[:-1])
    register.run("DELETE FROM checkpoint WHERE size = 2")


def test_what_was_cut_off_is_told_by_the_memory_of_the_device(
    written: Path, key: DeviceKey
) -> None:
    assert verify(written, written.parent, memory=key.memory).verdict is Verdict.SOUND
    cut_off(written)
    assert verify(written, written.parent).verdict is Verdict.SOUND
    report = verify(written, written.parent, memory=key.memory)
    assert report.verdict is Verdict.DAMAGED
    (finding,) = report.findings
    assert "this device signed 2 entries of it, and 1 are here" in finding.what


def test_a_ledger_that_fell_behind_is_known_after_its_device_went_on_too(
    written: Path, key: DeviceKey
) -> None:
    with Ledger.open(written, key=key) as ledger:
        assert fallen_behind(key.memory, key.public, ledger.logs) == {}
    cut_off(written)
    with Ledger.open(written, key=key) as ledger:
        first = ledger.logs[0].id
        assert fallen_behind(key.memory, key.public, ledger.logs) == {first: ""}
        assert fallen_behind(None, key.public, ledger.logs) == {}
        ledger.append([row(8)], author="rana", at=AT)
        assert fallen_behind(key.memory, key.public, ledger.logs) == {first: ""}


def test_other_entries_under_the_same_numbers_are_tampering(written: Path, key: DeviceKey) -> None:
    forger = DeviceKey.from_secret(bytes(range(32)))  # the same key on a device that forgets
    cut_off(written)
    with Ledger.open(written, key=forger) as ledger:
        ledger.append([row(7)], author="rana", at=AT)
    assert verify(written, written.parent).verdict is Verdict.SOUND
    report = verify(written, written.parent, memory=key.memory)
    assert report.verdict is Verdict.TAMPERED
    assert "signed 2 other entries" in report.findings[0].what


def test_a_loss_is_on_record_once_the_device_went_on_in_another_log(
    written: Path, key: DeviceKey
) -> None:
    cut_off(written)
    with Ledger.open(written, key=key) as ledger:
        ledger.append([row(8)], author="rana", at=AT)
        assert [log.size for log in ledger.logs] == [1, 1]
    report = verify(written, written.parent, memory=key.memory)
    assert report.verdict is Verdict.SOUND
    assert "older copy" in report.findings[0].what


def test_a_damaged_memory_stops_nothing_and_signs_no_second_history(
    written: Path, key: DeviceKey, tmp_path: Path
) -> None:
    (note,) = (tmp_path / "heads").iterdir()
    note.write_bytes(note.read_bytes()[:20])
    report = verify(written, written.parent, memory=key.memory)
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert "Put the newest checkpoint of that log in its place" in report.findings[0].what
    with Ledger.open(written, key=key) as ledger:
        (damage,) = fallen_behind(key.memory, key.public, ledger.logs).values()
        assert "Put the newest checkpoint of that log in its place" in damage
        newest = ledger.logs[0].checkpoints()[-1]
        ledger.append([row(8)], author="rana", at=AT)
        assert [log.size for log in ledger.logs] == [2, 1]
    note.write_bytes(newest)
    assert verify(written, written.parent, memory=key.memory).verdict is Verdict.SOUND


def test_entries_are_stored_even_where_the_memory_is_full(
    written: Path, key: DeviceKey, tmp_path: Path
) -> None:
    """``append`` raises only where nothing was stored; closing tells what could not be noted."""
    shutil.rmtree(tmp_path / "heads")
    (tmp_path / "heads").write_text("in the way")
    ledger = Ledger.open(written)
    ledger.close()
    forgetful = DeviceKey.from_secret(bytes(range(32)), tmp_path / "heads" / "below")
    with pytest.raises(StorageError):  # not even what it remembers can be read
        Ledger.open(written, key=forgetful)
    (tmp_path / "heads").unlink()
    ledger = Ledger.open(written, key=key)
    (tmp_path / "heads").write_text("in the way")
    ledger.append([row(2)], author="rana", at=AT)
    ledger.append([row(3)], author="rana", at=AT + timedelta(hours=1))  # a checkpoint is due
    with pytest.raises(StorageError, match="The entries are stored and signed"):
        ledger.close()
    (tmp_path / "heads").unlink()
    with Ledger.open(written, key=key) as ledger:
        assert ledger.size == 4
        ledger.append([row(4)], author="rana", at=AT)
        name = ledger.main.id
    note = recall(tmp_path / "heads", name)
    assert note is not None
    assert note.head.size == 5
