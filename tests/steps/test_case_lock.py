"""One writer a case, who leaves nothing behind; the linkage engine spills where it is told to."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sijill.files.temporary_files import private_folder
from sijill.linkage.candidates.spill import engine_settings, spilling_to
from sijill.model.errors import CaseError
from sijill.steps import case_lock as locking
from sijill.steps.case_lock import case_lock
from sijill.steps.workspace import Workspace
from small_cases import SmallCase


def test_a_second_writer_is_told_who_is_working(
    street: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.1)
    with case_lock(Workspace(street.folder, street.folder)):
        answer = street.build()
    assert answer.exit_code == 1
    assert f"process {os.getpid()} (" in answer.stderr
    assert "is working on this case" in answer.stderr
    assert street.build().exit_code == 0


def test_a_second_writer_waits_for_the_first(street: SmallCase) -> None:
    waiting = (
        "import fcntl, os, sys, time; d = os.open(sys.argv[1], os.O_RDONLY);"
        "fcntl.flock(d, fcntl.LOCK_EX); print('held', flush=True); time.sleep(1)"
    )
    command = [sys.executable, "-c", waiting, str(street.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with case_lock(Workspace(street.folder, street.folder)):
            assert other.wait() == 0


def test_readers_wait_for_nobody(built_street: SmallCase) -> None:
    with case_lock(Workspace(built_street.folder, built_street.folder)):
        assert built_street.run("log", built_street.folder).exit_code == 0
        assert built_street.run("verify", built_street.folder).exit_code == 0


def test_the_lock_is_free_after_an_error(street: SmallCase) -> None:
    workspace = Workspace(street.folder, street.folder)
    with pytest.raises(CaseError), case_lock(workspace):
        raise CaseError("x")
    descriptor = os.open(street.folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)


def test_any_command_removes_what_a_killed_one_left(built_street: SmallCase) -> None:
    dead = 2**22 + 1
    left = [
        built_street.folder / f".spill-{dead}-x" / "duckdb_temp",
        built_street.folder / f".vault-{dead}-x" / "a.age",
        built_street.folder / "evidence" / f".incoming-{dead}-x",
        built_street.folder / "sources" / f".incoming-{dead}-x",
    ]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"a name")
    mine = built_street.folder / f".spill-{os.getpid()}-x"
    mine.mkdir()
    assert built_street.run("log", built_street.folder).exit_code == 0
    assert [path for path in left if path.exists()] == []
    assert mine.exists(), "its process is alive"


def test_the_engine_spills_into_a_private_folder_that_is_gone_afterwards(tmp_path: Path) -> None:
    query = "SELECT count(*) FROM (SELECT i, random() AS r FROM range(2000000) t(i) ORDER BY r)"
    with private_folder(tmp_path, "spill") as folder:
        assert folder.stat().st_mode & 0o077 == 0
        with spilling_to(folder), duckdb.connect(config=engine_settings()) as connection:
            ((place,),) = connection.execute("SELECT current_setting('temp_directory')").fetchall()
            connection.execute("SET memory_limit = '40MB'")
            connection.execute(query)
        assert place == str(folder)
    assert list(tmp_path.iterdir()) == []
    assert engine_settings()["temp_directory"] == ""


def test_a_build_leaves_nothing_in_the_current_folder(
    street: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert street.build().exit_code == 0
    assert list(here.iterdir()) == []
    assert not list(street.folder.glob(".*"))
