"""A stranger's log that erases or withdraws is not sound until a person accepts its key."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sijill.ledger import Draft, EntryKind, Ledger
from sijill.ledger.signing.keys import read_device_key
from small_cases import SmallCase


@pytest.fixture
def stranger(street: SmallCase, tmp_path: Path) -> str:
    """The key of somebody who could write to the register's file, and withdrew a record in it."""
    assert street.build().exit_code == 0
    key = read_device_key(tmp_path / "stranger.key")
    with Ledger.open(street.folder / "register.db", key=key) as ledger:
        content = {"kind": "recorded_in_error", "reason": "x"}
        draft = Draft(EntryKind.WITHDRAWAL, "notebook:1", dict(content))
        ledger.append([draft], author="omar", at=datetime.now(UTC))
    return key.public.hex()


def test_orders_under_an_unknown_key_could_not_be_checked(street: SmallCase, stranger: str) -> None:
    answer = street.run("verify", street.folder)
    assert answer.exit_code == 3, answer.output
    assert f"1 erasures or withdrawals in it are signed with the key {stranger}" in answer.stderr
    report = json.loads(street.run("verify", street.folder, "--json").stdout)
    assert report["verdict"] == "could_not_check"


def test_a_person_accepts_the_key_on_this_device_once(street: SmallCase, stranger: str) -> None:
    assert street.run("verify", street.folder, "--accept-key", stranger).exit_code == 0
    assert street.run("verify", street.folder).exit_code == 0


def test_the_own_key_and_that_of_the_first_log_need_no_acceptance(built_street: SmallCase) -> None:
    withdraw = ("withdraw", "notebook:1", "--reason", "alive", "--case", built_street.folder)
    assert built_street.run(*withdraw).exit_code == 0
    assert built_street.run("verify", built_street.folder).exit_code == 0


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("key", ["", "xyz", "0" * 63, "g" * 64])
def test_what_is_no_key_is_not_accepted(street: SmallCase, key: str) -> None:
    answer = street.run("verify", street.folder, "--accept-key", key)
    assert answer.exit_code == 1
    assert "is no key" in answer.stderr
