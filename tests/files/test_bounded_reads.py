"""Files of others are read within bounds: all of them or a sentence, never a part."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from sijill.files.reading import open_regular, read_bounded, read_if_there
from sijill.model.errors import FileUnreadableError


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_a_file_within_its_bound_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * size)
    assert read_bounded(path, 10) == read_if_there(path, 10) == b"x" * size


@pytest.mark.parametrize("read", [read_bounded, read_if_there])
def test_a_longer_file_is_refused_and_never_cut(
    tmp_path: Path, read: Callable[[Path, int], bytes | None]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * 11)
    with pytest.raises(FileUnreadableError, match="has more than 10 bytes"):
        read(path, 10)


def test_a_file_without_an_end_is_no_ordinary_file() -> None:
    with pytest.raises(FileUnreadableError, match="no ordinary file"):
        read_bounded(Path("/dev/zero"), 10)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnreadableError, match="no ordinary file"):
        open_regular(tmp_path / "pipe")


def test_only_an_absent_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert read_if_there(tmp_path / "absent", 10) is None
    for path in (tmp_path / "file" / "below", tmp_path):
        with pytest.raises(FileUnreadableError):
            read_if_there(path, 10)


def test_a_small_file_takes_no_more_room_than_it_has(tmp_path: Path) -> None:
    """A reader that asks for all that is allowed would need that much memory at once."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"no,name\n")
    tracemalloc.start()
    assert read_bounded(path, 2_000_000_000) == b"no,name\n"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_file_whose_size_the_system_does_not_say_is_read_to_its_end() -> None:
    """Files of /proc say that they have no bytes, as one that grows says fewer than it has."""
    path = Path("/proc/self/status")
    assert b"VmPeak" in read_bounded(path, 1_000_000)
    with pytest.raises(FileUnreadableError, match="more than 10 bytes"):
        read_bounded(path, 10)
