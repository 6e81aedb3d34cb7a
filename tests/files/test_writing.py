"""A file that is written stands whole under its name, or what was there before does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sijill.files.writing import save_bytes, save_secret, save_text, write_text
from sijill.model.errors import StorageError

Writer = Callable[[Path, str], None]


@pytest.mark.parametrize("write", [save_text, write_text])
def test_a_text_is_written_with_its_folder_and_nothing_else_is_left(
    tmp_path: Path, write: Writer
) -> None:
    target = tmp_path / "sources" / "monitor.toml"
    write(target, "title = 'قائمة'\n")
    assert target.read_text(encoding="utf-8") == "title = 'قائمة'\n"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("write", [save_text, write_text])
def test_a_file_that_holds_the_same_is_left_alone(tmp_path: Path, write: Writer) -> None:
    target = tmp_path / "case.toml"
    write(target, "title = 'A'\n")
    os.utime(target, ns=(1, 1))
    write(target, "title = 'A'\n")
    assert target.stat().st_mtime_ns == 1
    write(target, "title = 'B'\n")
    assert target.read_text(encoding="utf-8") == "title = 'B'\n"


@pytest.mark.parametrize("write", [save_text, write_text])
def test_what_cannot_be_written_is_told_with_its_path(tmp_path: Path, write: Writer) -> None:
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "case.toml"
    with pytest.raises(StorageError, match=f"{target} cannot be written"):
        write(target, "title = 'A'\n")


def test_a_replaced_file_keeps_its_permissions_and_a_new_one_gets_the_systems(
    tmp_path: Path,
) -> None:
    shared, new = tmp_path / "shared.toml", tmp_path / "new.toml"
    shared.touch()
    shared.chmod(0o664)
    usual = tmp_path / "usual"
    usual.touch()
    save_text(shared, "a = 1\n")
    save_text(new, "a = 1\n")
    assert shared.stat().st_mode & 0o777 == 0o664
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 255)
    save_bytes(target, b"1")
    assert target.read_bytes() == b"1"


def test_before_the_content_is_on_the_disk_the_old_one_stands_under_the_name(
    tmp_path: Path,
) -> None:
    target = tmp_path / "case.toml"
    target.write_text("old", encoding="utf-8")
    stopped = (
        "import os, sys, pathlib\n"
        "from sijill.files import durability, writing\n"
        "durability.flush_to_disk = lambda file: os._exit(3)\n"
        "writing.save_text(pathlib.Path(sys.argv[1]), 'new')\n"
    )
    ended = subprocess.run([sys.executable, "-c", stopped, target], check=False)
    assert (ended.returncode, target.read_text(encoding="utf-8")) == (3, "old")


def test_a_secret_is_for_its_owner_alone_and_replaces_nothing(tmp_path: Path) -> None:
    target = tmp_path / "vault.key"
    save_secret(target, b"secret")
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        save_secret(target, b"other")
    link = tmp_path / "link.key"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        save_secret(link, b"other")
    assert target.read_bytes() == b"secret"
    assert not (tmp_path / "elsewhere").exists()


def test_of_a_secret_a_killed_process_leaves_nothing(tmp_path: Path) -> None:
    stopped = (
        "import os, sys, pathlib\n"
        "from sijill.files import durability, writing\n"
        "durability.flush_to_disk = lambda file: (file.flush(), os._exit(3))\n"
        "writing.save_secret(pathlib.Path(sys.argv[1]), b'secret' * 100_000)\n"
    )
    ended = subprocess.run([sys.executable, "-c", stopped, tmp_path / "key"], check=False)
    assert (ended.returncode, list(tmp_path.iterdir())) == (3, [])


def test_a_secret_is_written_where_no_unnamed_file_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "O_TMPFILE", 0, raising=False)
    target = tmp_path / "stick.key"
    save_secret(target, b"secret")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"secret", 0o600)
    with pytest.raises(FileExistsError):
        save_secret(target, b"other")


def test_a_pipe_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        save_text(pipe, "title = 'A'\n")
        assert os.read(reader, 100) == b"title = 'A'\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
