"""Files beside this device's key in which a person's answers are noted, a word a line.

What stands there was confirmed on this device; nothing that comes from outside writes there.
"""

from collections.abc import Iterable
from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import read_if_there
from sijill.model.case_limits import MOST_NOTE_BYTES
from sijill.model.errors import FileUnreadableError, StorageError


def read_noted(path: Path, what: str, remedy: str) -> frozenset[str]:
    """The words that were noted; none where nothing was.

    ``what`` is the subject of the error's sentence, ``remedy`` what to do about it.

    Raises:
        StorageError: if the file cannot be read.
    """
    try:
        return frozenset((read_if_there(path, MOST_NOTE_BYTES) or b"").decode("utf-8").split())
    except (FileUnreadableError, UnicodeDecodeError) as error:
        raise StorageError(f"{path}: {what} cannot be read ({error}). {remedy}") from error


def write_noted(path: Path, words: Iterable[str], what: str) -> None:
    """Note the words in place of those that were there; ``what`` is what could not be noted.

    Raises:
        StorageError: if the file cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path, "settings") as file:
            file.writelines(f"{word}\n".encode() for word in sorted(words))
    except OSError as error:
        raise StorageError(
            f"{path}: {what} cannot be noted ({error.strerror}). Make room there or change the "
            "permissions, then repeat."
        ) from error
