"""A register that was there and is not is a loss, which every build tells, not a new beginning."""

import shutil
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.ledger.signing.keys import read_device_key
from small_cases import SmallCase

FILES = ("register.db", "register.db-wal", "register.db-shm")


@pytest.fixture
def built(street: SmallCase) -> SmallCase:
    """The street, built, its register gone with everything that is beside it."""
    assert street.build().exit_code == 0
    for name in FILES:
        (street.folder / name).unlink(missing_ok=True)
    return street


def leave(case: SmallCase, *places: str) -> None:
    for place in {"evidence", "out"} - set(places):
        shutil.rmtree(case.folder / place)


@pytest.mark.parametrize("place", ["evidence", "out", "memory"])
@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_a_lost_register_is_refused_and_left_as_it_is(
    built: SmallCase, tmp_path: Path, place: str, content: bytes | None
) -> None:
    leave(built, place)
    if place != "memory":
        shutil.rmtree(tmp_path / "device.key.heads", ignore_errors=True)
        for path in tmp_path.glob("device.key*/cases"):
            shutil.rmtree(path)
    if content is not None:
        (built.folder / "register.db").write_bytes(content)
    answer = built.build()
    assert answer.exit_code == 1
    told = {"evidence": "captured files", "out": "results of a build", "memory": "this device"}
    assert told[place] in answer.stderr
    assert "sijill restore" in answer.stderr
    assert "--new-register" in answer.stderr
    path = built.folder / "register.db"
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_ledger_without_entries_is_refused_too(built: SmallCase, tmp_path: Path) -> None:
    key = read_device_key(tmp_path / "device.key")
    Ledger.open(built.folder / "register.db", create=True, key=key).close()
    assert "this case had a register" in built.build().stderr


def test_whoever_means_it_begins_anew(built: SmallCase) -> None:
    assert built.run("build", built.folder, "--new-register").exit_code == 0
    assert built.build().exit_code == 0


def test_a_new_case_in_a_folder_of_an_older_one_is_no_loss(
    built: SmallCase, tmp_path: Path
) -> None:
    lists = tmp_path / "list.csv"
    shutil.copy(built.data / "notebook.csv", lists)
    shutil.rmtree(built.folder)
    assert built.run("new", built.folder, lists).exit_code == 0
    assert "had a register" not in built.build().stderr


def test_an_older_copy_is_told_at_every_build(built_street: SmallCase) -> None:
    older = (built_street.folder / "register.db").read_bytes()
    for number in (1, 2):
        decided = (
            "withdraw",
            f"notebook:{number}",
            "--reason",
            "alive",
            "--case",
            built_street.folder,
        )
        assert built_street.run(*decided).exit_code == 0
    for name in FILES:
        (built_street.folder / name).unlink(missing_ok=True)
    (built_street.folder / "register.db").write_bytes(older)
    for _ in range(2):
        answer = built_street.build()
        assert answer.exit_code == 1
        assert "an older copy, or its end was cut off" in answer.stderr


def test_a_register_looked_at_while_read_only_can_be_written_again(built_street: SmallCase) -> None:
    path = built_street.folder / "register.db"
    for end in ("-wal", "-shm"):  # as SQLite leaves them when it reads such a file
        companion = path.with_name(path.name + end)
        companion.touch()
        companion.chmod(0o444)
    path.chmod(0o444)
    built_street.run("verify", built_street.folder)
    path.chmod(0o600)
    decided = ("withdraw", "notebook:1", "--reason", "alive", "--case", built_street.folder)
    assert built_street.run(*decided).exit_code == 0
    left = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    assert {one.stat().st_mode & 0o777 for one in left if one.exists()} <= {0o600}
