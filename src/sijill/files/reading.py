"""Files read within bounds, and their names as text.

Every file that sijill takes whole into memory and that somebody else may have made or changed is
read by ``read_bounded``; one that is read piece by piece is opened by ``open_regular``. The bounds
stand in ``model/limits.py``.
"""

import os
import re
import stat
from io import BufferedReader
from pathlib import Path

from sijill.model.errors import FileUnreadableError, StorageError

_PIECE = 1_000_000
_HALVES = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """A text that can be written as UTF-8.

    Half characters (lone surrogates) come from escapes in JSON, and from the system for bytes of a
    file's name that are no UTF-8; each becomes the sign for what cannot be shown (U+FFFD).
    """
    return _HALVES.sub("\ufffd", text)


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """The content of an ordinary file of at most so many bytes.

    Raises:
        FileUnreadableError: if it is absent, no ordinary file, larger, or cannot be read.
    """
    try:
        with open_regular(path) as file:
            size = min(os.fstat(file.fileno()).st_size, most_bytes)
            content = file.read(size + 1)  # never more room than the file needs
            while size < len(content) <= most_bytes and (more := file.read(_PIECE)):
                content += more  # it grew in the meantime
    except OSError as error:
        raise FileUnreadableError(f"{path} cannot be read ({error.strerror})") from error
    if len(content) > most_bytes:
        raise FileUnreadableError(f"{path} has more than {most_bytes:,} bytes")
    return content


def read_if_there(path: Path, most_bytes: int) -> bytes | None:
    """As ``read_bounded``; ``None`` where there is no such file.

    Raises:
        FileUnreadableError: as ``read_bounded``, but not if it is absent.
    """
    try:
        return read_bounded(path, most_bytes)
    except FileUnreadableError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def open_regular(path: Path, flags: int = 0) -> BufferedReader:
    """An ordinary file opened to be read; a pipe or a device is not waited for.

    Args:
        path: where it is.
        flags: more flags of ``os.open``, as ``os.O_NOFOLLOW``.

    Raises:
        FileUnreadableError: if it is absent, no ordinary file, or cannot be opened; its cause is
            the system's error, if there was one.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | flags)
    except OSError as error:
        raise FileUnreadableError(f"{path} cannot be read ({error.strerror})") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileUnreadableError(f"{path} is no ordinary file")
    return os.fdopen(descriptor, "rb")


def inside(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing where there is no folder.

    Raises:
        StorageError: if it cannot be looked into. ``Path.glob`` finds nothing then, as in an empty
            one, and what the mappings in it protect would be taken for open.
    """
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be looked into ({error.strerror}). Check the path and the "
            "permissions."
        ) from error


def real_place(path: Path) -> Path:
    """Where a path leads once its links are followed; a loop of links leads to one of them."""
    return Path(os.path.realpath(path))
