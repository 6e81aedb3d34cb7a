"""Files written whole: under their name stands what was there before, or all of the new content.

``save_text`` and ``save_bytes`` are for what people rely on and nobody can compute again (settings,
mappings, sheets, checkpoints, keys): the content is on the disk when they return. ``write_text``
and ``write_bytes`` are for what every build writes anew, thousands of files at once; after a power
cut the next build compares and mends them. A file that holds the same content already is left
alone, so its time of change says when it changed.
"""

from contextlib import suppress
from pathlib import Path

from sijill.files.durability import new_file, whole_file
from sijill.files.temporary_files import clear_leftovers
from sijill.model.errors import StorageError

SAVING = "saving"
"""The work in the names of temporary files of ``save_text`` and ``save_bytes``."""


def save_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 to the disk; raises as ``save_bytes``."""
    save_bytes(path, _encoded(text))


def save_bytes(path: Path, content: bytes) -> None:
    """Write a file to the disk, with its folder where there is none.

    A file that is replaced keeps its permissions; a new one has those that the system gives.

    Raises:
        StorageError: if it cannot be written; what was there before stays.
    """
    try:
        if _holds(path, content):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(path.parent, SAVING)
        with whole_file(path, SAVING, mode=_permissions(path)) as file:
            file.write(content)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror}). What stood there before is unchanged; "
            "make room or change the permissions, then repeat."
        ) from error


def save_secret(path: Path, content: bytes) -> None:
    """Write a new file to the disk that only its owner may read; raises as ``new_file``."""
    with new_file(path) as file:
        file.write(content)


def write_text(path: Path, text: str) -> None:
    """Write a text of a build as UTF-8; raises as ``write_bytes``."""
    write_bytes(path, _encoded(text))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file of a build: a reader never sees half of it.

    Raises:
        StorageError: if it cannot be written; what was there before stays.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        if _holds(path, content):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StorageError(
            f"{path} cannot be written ({error.strerror}). The ledger is unharmed; make room "
            "or change the permissions and build again."
        ) from error


def _encoded(text: str) -> bytes:
    """As UTF-8; bytes of a file's name that are none go out as they came from the system."""
    return text.encode("utf-8", "surrogateescape")


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _permissions(path: Path) -> int | None:
    """Of the file that is replaced; ``None`` if there is none."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
