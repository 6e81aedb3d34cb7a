"""Files that vanish, change or become something else, and folders that cannot be written to."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sijill.ledger.evidence.files import measure_file
from sijill.model.errors import FileUnreadableError, StorageError
from sijill.register.register import Replay
from sijill.steps.case.capture import capture_case
from sijill.steps.case.settings import read_settings
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.open_case import writing
from sijill.steps.protection.age_keys import make_key
from sijill.steps.protection.protected_files import Protection, keep
from sijill.steps.workspace import Author, Workspace
from small_cases import PEOPLE, SmallCase

DEATHS = "Name;Age;Sex;Date of death\n" + "Rana Walid;12;female;2031-06-03\n" * 200


def capture(case: SmallCase) -> tuple[list[str], int]:
    """Capture the case's files: the sentences that are said, and how many rows the ledger holds."""
    workspace = Workspace(case.folder, case.folder)
    author = Author("test", lambda: datetime.now(UTC))
    with writing(workspace, author, create=True) as opened:
        replayed = Replay.of(opened.ledger.entries())
        notices = capture_case(opened, read_settings(workspace), replayed)
        rows = sum(len(one[-1].rows) for one in replayed.captures().values())
    return [notice.sentence for notice in notices], rows


def _vanish(path: Path) -> None:
    path.unlink()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop_of_folders(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "again").symlink_to(path)


WAYS = {
    "vanished": (_vanish, "No such file"),
    "a loop of links": (_loop, "Too many levels of symbolic links"),
    "a folder": (_folder, "no ordinary file"),
    "a folder in itself": (_loop_of_folders, "no ordinary file"),
}


@pytest.mark.parametrize("reading", ["", 'protected = ["sex"]'], ids=["open", "protected"])
@pytest.mark.parametrize(("change", "said"), WAYS.values(), ids=WAYS)
def test_a_file_that_is_another_thing_stops_that_file_alone(
    street: SmallCase, change: Callable[[Path], None], said: str, reading: str
) -> None:
    street.map_list(reading=reading)
    street.map_another("clinic", "clinic.csv")
    (street.data / "clinic.csv").write_bytes((street.data / "notebook.csv").read_bytes())
    assert capture(street)[1] == 2 * len(PEOPLE)
    change(street.data / "notebook.csv")
    sentences, rows = capture(street)
    (sentence,) = sentences
    assert said in sentence
    assert "The register keeps the file captured on" in sentence
    assert rows == 2 * len(PEOPLE)


@pytest.mark.parametrize("with_vault", [True, False], ids=["with vault", "without vault"])
@pytest.mark.parametrize("then", ["it has other words", "it is cut", "it is gone", "it is a pipe"])
def test_a_protected_file_that_is_another_one_after_it_was_read_is_not_kept(
    tmp_path: Path, then: str, *, with_vault: bool
) -> None:
    """What was checked is what is kept: the rows that were read came from other bytes."""
    path, workspace = tmp_path / "told.csv", Workspace(tmp_path / "case", tmp_path / "case")
    workspace.evidence.mkdir(parents=True)
    path.write_text("no,told_by\n1,Umm Walid\n", encoding="utf-8")
    measured = measure_file(path)
    path.unlink()
    if then == "it is a pipe":
        os.mkfifo(path)
    elif then != "it is gone":
        words = "no,told_by\n1,Abu Samir\n" if then == "it has other words" else "no,t"
        path.write_text(words, encoding="utf-8")
    keys = (make_key(tmp_path / "vault.key"),) if with_vault else ()
    with pytest.raises(FileUnreadableError):
        keep(measured, Protection(("told_by",), keys=keys), workspace)
    assert not [one for one in workspace.case.rglob("*") if one.is_file()]


@contextmanager
def little_room(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 100, len(DEATHS) - 1])
def test_a_case_that_cannot_be_written_is_not_begun_by_halves(tmp_path: Path, room: int) -> None:
    case, deaths = tmp_path / "case", tmp_path / "deaths.csv"
    deaths.write_text(DEATHS, encoding="utf-8")
    with little_room(room), pytest.raises(StorageError, match=r"cannot be .*No case was started"):
        start_case(case, [deaths], "A case")
    assert not [path for path in case.rglob("*") if path.is_file()]
    assert not start_case(case, [deaths], "A case").problems
    assert (case / "data" / "deaths.csv").read_text("utf-8") == DEATHS


def test_a_mapping_that_cannot_be_written_takes_the_copy_away_but_no_file_of_others(
    tmp_path: Path,
) -> None:
    case, deaths = tmp_path / "case", tmp_path / "deaths.csv"
    deaths.write_text(DEATHS[:100], encoding="utf-8")
    (case / "data").mkdir(parents=True)
    (case / "data" / "notes.txt").write_text("mine", encoding="utf-8")
    with little_room(200), pytest.raises(StorageError, match="No case was started"):
        start_case(case, [deaths], "A case")
    assert [path.name for path in case.rglob("*") if path.is_file()] == ["notes.txt"]


def test_a_copy_that_is_there_already_is_taken_and_another_file_is_not(tmp_path: Path) -> None:
    case, deaths = tmp_path / "case", tmp_path / "deaths.csv"
    deaths.write_text(DEATHS, encoding="utf-8")
    (case / "data").mkdir(parents=True)
    (case / "data" / "deaths.csv").write_text(DEATHS, encoding="utf-8")
    assert [path.name for path in start_case(case, [deaths], "A case").mappings] == ["deaths.toml"]
    (case / "case.toml").unlink()
    (case / "data" / "deaths.csv").write_text("another", encoding="utf-8")
    assert "a file of this name" in start_case(case, [deaths], "A case").problems[0]
    assert (case / "data" / "deaths.csv").read_text("utf-8") == "another"
