"""A record erased on request: its words are gone from the file, every proof holds."""

import json
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.ledger.keys import read_device_key
from sijill.model.errors import LedgerError
from small_cases import PEOPLE, SmallCase

NAME = "Nabil"
"""Stands in the third row alone."""


def _bytes_of(case: SmallCase) -> bytes:
    files = sorted(case.folder.glob("register.db*"))
    return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def decided(street: SmallCase) -> SmallCase:
    """Built twice, over two versions of the list, with a correction of the third row."""
    street.build()
    correction = (
        "correct",
        "notebook:3",
        "name",
        f"Samir {NAME} Attar",
        "--reason",
        f"{NAME} said",
    )
    assert street.run(*correction, "--case", street.folder).exit_code == 0
    street.write_list(*reversed(PEOPLE))
    assert street.build().exit_code == 0
    return street


def test_the_words_leave_the_file_and_the_proofs_stay(decided: SmallCase, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    assert decided.run("checkpoint", decided.folder, "--to", note).exit_code == 0
    assert NAME.encode() in _bytes_of(decided)
    answer = decided.run(
        *("erase", "notebook:3", "--reason", "request 12 of the family"), "--case", decided.folder
    )
    assert answer.exit_code == 0, answer.output
    assert "still holds the row" in answer.stderr
    assert NAME.encode() not in _bytes_of(decided)
    verified = decided.run("verify", decided.folder, "--trust", note)
    assert verified.exit_code == 0, verified.output
    assert "it was erased" in verified.output
    assert decided.build().exit_code == 0
    assert decided.figures()["persons.named"]["highest"] == 2
    assert "erased on request" in decided.rejects()
    told = [path for path in (decided.folder / "out").rglob("*") if path.is_file()]
    assert not any(NAME.encode() in path.read_bytes() for path in told)
    assert decided.build().exit_code == 0
    assert decided.run("verify", decided.folder, "--trust", note).exit_code == 0


def test_a_bundle_with_an_erased_value_is_sound(decided: SmallCase, tmp_path: Path) -> None:
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder)
    assert decided.run(*erase).exit_code == 0
    decided.build()
    folder = tmp_path / "bundle"
    assert (
        decided.run("bundle", decided.folder, "--subject", "notebook:2", "--to", folder).exit_code
        == 0
    )
    assert decided.run("verify", folder).exit_code == 0


def test_an_erasure_cannot_be_taken_back_or_repeated(decided: SmallCase) -> None:
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder)
    assert decided.run(*erase).exit_code == 0
    again = decided.run(*erase)
    assert again.exit_code == 1
    assert "it may be erased" in again.stderr
    decided.run("judge", "--undo", "--case", decided.folder)
    assert NAME.encode() not in _bytes_of(decided)


def test_nothing_is_erased_if_one_value_is_not_there(decided: SmallCase, tmp_path: Path) -> None:
    scribe_key = read_device_key(tmp_path / "device.key")
    path = decided.folder / "register.db"
    with Ledger.open(path, key=scribe_key) as ledger:
        before = ledger.size
        row = next(entry for entry in ledger.entries() if "cells" in entry.payload)
        with pytest.raises(LedgerError, match="could be erased"):
            ledger.erase(
                [(row, "cells"), (row, "nothing")],
                "request",
                author="test",
                at=row.at,
            )
        assert ledger.size == before
        kept = next(entry for entry in ledger.entries() if entry.number == row.number)
        assert kept.payload == row.payload
    assert decided.run("verify", decided.folder).exit_code == 0


def test_whoever_erases_is_told_of_backups_and_bundles(decided: SmallCase, tmp_path: Path) -> None:
    key = decided.run("keygen", tmp_path / "key.txt", "--json")
    public = json.loads(key.stdout)["public"]
    backup = ("backup", decided.folder, "--to", tmp_path / "monday.age", "--recipient", public)
    assert decided.run(*backup).exit_code == 0
    bundle = ("bundle", decided.folder, "--subject", "notebook:3", "--to", tmp_path / "out")
    assert decided.run(*bundle).exit_code == 0
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder, "--json")
    told = json.loads(decided.run(*erase).stdout)["copies"]
    assert len(told) == 2
    assert told[0].startswith("backup monday.age")
    assert told[1].startswith("What was exported in the bundle about notebook:3")
