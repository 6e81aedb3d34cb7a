"""A case that may only be read, as on a disc: what reads it works, what would write says so."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from small_cases import SmallCase

READING = (
    ("log", "{case}", "--last", "3"),
    ("log", "{case}", "--forks"),
    ("verify", "{case}"),
    ("show", "{case}"),
    ("checkpoint", "{case}"),
    ("letters", "--case", "{case}"),
    ("claim", "2 people died in Basatin", "--case", "{case}"),
    ("evidence", "list", "{case}"),
    ("linkage", "agreement", "{case}"),
    ("build", "{case}"),  # nothing has changed, so nothing is done
)
WRITING = (
    ("withdraw", "notebook:1", "--reason", "alive", "--case", "{case}"),
    ("evidence", "fixity", "{case}"),
)


@pytest.fixture
def fixed(built_street: SmallCase, tmp_path: Path) -> Iterator[SmallCase]:
    """A built case in which nothing can be written.

    The superuser may write whatever the permissions are, so for him the folder is mounted anew.
    """
    case = built_street.folder
    if os.geteuid() == 0:
        shown = tmp_path / "disc"
        shown.mkdir()
        mounted = _succeeds("mount", "--bind", str(case), str(shown))
        if not mounted or not _succeeds("mount", "-o", "remount,ro,bind", str(shown)):
            pytest.skip("a folder cannot be mounted here so that it is only read")
        yield replace(built_street, folder=shown)
        assert _succeeds("umount", str(shown))
        return
    for path in (case, *case.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield built_street
    for path in (case, *(path for path in case.rglob("*") if path.is_dir())):
        path.chmod(0o755)


def _succeeds(*words: str) -> bool:
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def _run(case: SmallCase, *words: str) -> Result:
    return case.run(*(word.format(case=case.folder) for word in words))


def _state(case: Path) -> dict[str, tuple[int, int]]:
    states = {path.relative_to(case): path.stat() for path in case.rglob("*")}
    return {str(path): (state.st_size, state.st_mtime_ns) for path, state in states.items()}


def test_what_reads_a_case_works_where_nothing_can_be_written(fixed: SmallCase) -> None:
    before = _state(fixed.folder)
    for words in READING:
        answer = _run(fixed, *words)
        assert "may not be written" not in answer.stderr, words
        if words[:2] != ("linkage", "agreement"):  # of which there is none
            assert answer.exit_code == 0, (words, answer.stderr)
    assert _state(fixed.folder) == before


def test_what_would_write_there_writes_nothing_and_says_so(fixed: SmallCase) -> None:
    before = _state(fixed.folder)
    for words in WRITING:
        answer = _run(fixed, *words)
        assert answer.exit_code == 1, words
        assert "may not be written to" in answer.stderr, words
    assert _state(fixed.folder) == before


def test_a_build_into_another_folder_tells_of_decisions_that_it_lacks(
    built_street: SmallCase, tmp_path: Path
) -> None:
    decided = ("withdraw", "notebook:1", "--reason", "alive", "--case", built_street.folder)
    assert built_street.run(*decided).exit_code == 0
    answer = built_street.build("--work", str(tmp_path / "elsewhere"))
    assert answer.exit_code == 1
    told = " ".join(answer.output.split())
    assert "register.db is a register of this case, too, and nothing that was decided" in told
