"""Small files of others, read within bounds, and their names as text."""

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from sijill.model.errors import FileUnreadableError

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
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise FileUnreadableError(f"{path} cannot be read ({error.strerror})") from error
    if len(content) > most_bytes:
        raise FileUnreadableError(f"{path} has more than {most_bytes:,} bytes")
    return content


def open_regular(path: Path, flags: int = 0) -> BinaryIO:
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


def real_place(path: Path) -> Path:
    """Where a path leads once its links are followed; a loop of links leads to one of them."""
    return Path(os.path.realpath(path))
