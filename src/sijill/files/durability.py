"""What makes a file survive a power cut: whole under its name, or not there at all.

Its bytes are on the disk before its name appears, and the folder's entry is on the disk before the
caller goes on (POSIX fsync of the file, rename or link, fsync of the folder).
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO

from sijill.files.temporary_files import clear_leftovers, prefix_of

_OPEN_FILES = Path("/proc/self/fd")
_NO_UNNAMED_FILES = (errno.EISDIR, errno.EOPNOTSUPP, errno.EINVAL)
"""What the system says where it has no files without a name; EISDIR: it does not know the flag."""


@contextmanager
def whole_file(
    target: Path, work: str, *, mode: int | None = 0o600, overwrites: bool = True
) -> Iterator[BinaryIO]:
    """A file to write to, which appears as ``target`` when the block ends without an error.

    A device or a pipe (``/dev/stdout``) is written into as it is; it is never replaced by a file.

    Args:
        target: in a folder that is there.
        work: what is being done, in the name of the temporary file (``clear_leftovers`` knows it).
        mode: the permissions; ``None`` for those that the system gives to a new file.
        overwrites: replace a file of that name; otherwise one that is there stays, and counts.

    Raises:
        OSError: from the system; nothing new stands under the name then.
    """
    if overwrites and target.exists() and not (target.is_file() or target.is_dir()):
        with target.open("wb") as stream:
            yield stream
        return
    temporary = target.parent / f"{prefix_of(work)}{secrets.token_hex(8)}"
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            flush_to_disk(file)
        if overwrites:
            temporary.replace(target)
        else:
            with suppress(FileExistsError):
                os.link(temporary, target)
        sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path, work: str) -> Iterator[Path]:
    """The name of a folder to be made, which becomes ``target`` when the block ends without error.

    What a killed process left of the same work beside it is removed first.

    Args:
        target: in a folder that is there.
        work: what is being done, in the name of the folder until then.

    Raises:
        OSError: from the system, or if there is something of that name; nothing new stands there.
    """
    clear_leftovers(target.parent, work)
    temporary = target.parent / f"{prefix_of(work)}{secrets.token_hex(8)}"
    try:
        yield temporary
        sync_tree(temporary)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        temporary.rename(target)
        sync_folder(target.parent)
    finally:
        rmtree(temporary, ignore_errors=True)


@contextmanager
def new_file(target: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A file to write to that is in no folder until the block ends without an error.

    A process that is killed leaves no part of it. Where the system cannot do that, as on a stick
    (FAT), it is written under its own name: a part that a kill leaves lies where it is seen.

    Args:
        target: in a folder that is there; nothing has its name.
        mode: the permissions, of which the system may take some away.

    Raises:
        FileExistsError: if there is a file, a folder or a link of that name.
        OSError: from the system; nothing stands under the name then.
    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    unnamed = open_unnamed(target.parent, mode)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
    descriptor = os.open(target, flags, mode) if unnamed is None else unnamed
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            flush_to_disk(file)
            if unnamed is not None:
                name_unnamed(unnamed, target)
    except BaseException:
        if unnamed is None:
            target.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def open_unnamed(folder: Path, mode: int = 0o600) -> int | None:
    """A file to write to that is in no folder yet (``O_TMPFILE``, open(2)).

    A process that is killed leaves nothing of it. ``None`` where the system has no such files, as
    on a stick (FAT). Raises OSError from the system.
    """
    flag: int = getattr(os, "O_TMPFILE", 0)
    if not flag or not _OPEN_FILES.is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY | os.O_CLOEXEC, mode)
    except OSError as error:
        if error.errno in _NO_UNNAMED_FILES:
            return None
        raise


def name_unnamed(descriptor: int, path: Path) -> None:
    """Give a file of ``open_unnamed`` its name; raises FileExistsError, and OSError otherwise."""
    os.link(f"{_OPEN_FILES}/{descriptor}", path, src_dir_fd=descriptor)  # linkat(2): follows it


def flush_to_disk(file: BinaryIO) -> None:
    """Have everything written to a file on the disk. Raises OSError from the system."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk; a file just created or renamed can be lost without.

    Raises:
        OSError: from the system.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Write a folder to the disk: every file and every name in it, and its own name.

    Raises:
        OSError: from the system.
    """
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder.parent)
