"""Evidence: files kept by their content, so that a name says exactly which bytes it stands for.

A file is copied into the evidence folder under its SHA-256, read-only, and is never written again.
The copy is complete and on the disk before its name appears, and its name is on the disk before
``store_file`` returns; so an entry that cites it can be appended afterwards without a gap.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sijill.files.durability import flush_to_disk, name_unnamed, open_unnamed, sync_folder
from sijill.files.reading import open_regular
from sijill.files.temporary_files import prefix_of
from sijill.ledger.entries.entry import FileReference
from sijill.ledger.merkle.tree import is_digest
from sijill.ledger.report.findings import Finding, Verdict
from sijill.model.errors import FileUnreadableError, LedgerError, StorageError

BLOCK_BYTES = 1 << 20
FILE_MODE = 0o440
FOLDER_MODE = 0o700

PROTECTED = "; protected=yes"
"""Ends the media type, in an entry, of a plain file that never leaves the device with a copy."""
SEALED = "; sealed=yes"
"""Ends the media type, in a later entry, of a plain file that is kept as ciphertext since then."""
_KEPT_ELSEWHERE = (
    "it is not here: it has protected columns and stays with the device that captured it, or was "
    "moved off the machine. Verify it there"
)

INCOMING = "incoming"
"""The work whose leftovers a killed copy leaves in the folder."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the evidence folder: its SHA-256 in hexadecimal, its size in bytes, its path."""

    sha256: str
    size: int
    path: Path


def store_file(source_path: Path, folder: Path, *, known_as: str = "") -> StoredFile:
    """Copy a file into the evidence folder; where it already is, nothing changes.

    Args:
        source_path: the file; a link is followed, unless the content is known.
        folder: the evidence folder. It is made, for the owner alone, if its parent exists.
        known_as: the SHA-256 that the file must have, where it comes from another evidence folder.

    Raises:
        FileUnreadableError: if the source is absent, no ordinary file, may not be read, or changes
            while it is read.
        StorageError: if the folder cannot be made or written to, or the disk is full.
        LedgerError: if a file of that name is there already, with other content, or the source has
            another SHA-256 than it must have. Nothing was stored then.
    """
    flags = os.O_NOFOLLOW if known_as else 0
    with opened(source_path, flags) as source, _storing(folder):
        _make_folder(folder)
        with _unfinished_file(folder) as unfinished:
            digest, size = _copy(source, unfinished.file, source_path)
            if known_as and digest != known_as:
                raise changed_since_captured(source_path)
            os.fchmod(unfinished.file.fileno(), FILE_MODE)
            flush_to_disk(unfinished.file)
            stored = StoredFile(digest, size, folder / digest)
            if os.path.lexists(stored.path):
                _demand_same(stored)
            else:
                unfinished.appear_as(stored.path)
            sync_folder(folder)
    return stored


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """A file that is written to; ``name`` is empty where it is in no folder yet."""

    file: BinaryIO
    name: str = ""

    def appear_as(self, path: Path) -> None:
        """Give the file its name."""
        if self.name:
            Path(self.name).rename(path)
        else:
            name_unnamed(self.file.fileno(), path)


@contextmanager
def _unfinished_file(folder: Path) -> Iterator[_Unfinished]:
    """A file to write to in a folder.

    Where the system can, it is in no folder until it is whole (``O_TMPFILE``, open(2)): a process
    that is killed leaves nothing of it. Elsewhere its name carries its process, and any command
    removes what was left.
    """
    descriptor = open_unnamed(folder)
    if descriptor is not None:
        with os.fdopen(descriptor, "wb") as file:
            yield _Unfinished(file)
        return
    descriptor, name = tempfile.mkstemp(prefix=prefix_of(INCOMING), dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield _Unfinished(file, name)
    finally:
        Path(name).unlink(missing_ok=True)


def measure_file(path: Path) -> StoredFile:
    """SHA-256 and size of a file where it lies; nothing is copied.

    Raises:
        FileUnreadableError: if it is absent, no ordinary file, or may not be read.
    """
    with opened(path) as file:
        digest, size = _digest(file, path)
    return StoredFile(digest, size, path)


def changed_since_captured(path: Path) -> LedgerError:
    """The error for evidence whose content is not what entries say."""
    return LedgerError(
        f"{path}: its content was changed since it was captured. Run sijill verify there."
    )


def changed_while_read(path: Path) -> FileUnreadableError:
    """The error for a file that somebody writes to meanwhile."""
    return FileUnreadableError(
        f"{path}: the file changed while it was read. Wait until it is complete."
    )


def find_file(folder: Path, sha256: str) -> Path | None:
    """Where the evidence with this SHA-256 is; ``None`` if it is not there.

    Its content is not read: ``check_files`` does that.

    Raises:
        LedgerError: if the text is no SHA-256 of 64 hexadecimal digits in lower case.
        StorageError: if the folder may not be read.
    """
    if not is_digest(sha256):
        raise LedgerError(f"{sha256!r} is no SHA-256, so no evidence has it. Check the reference.")
    path = folder / sha256
    try:
        return path if stat.S_ISREG(path.lstat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageError(
            f"{folder}: the evidence cannot be looked up ({error.strerror}). Check that you may "
            "read the folder."
        ) from error


def check_files(folder: Path, references: Iterable[FileReference]) -> Iterator[Finding]:
    """What is wrong with the evidence that entries cite: missing, changed, or not to be read.

    A file whose entry says that it is protected may be kept elsewhere; its absence is no damage.
    One that was sealed later is not expected in plain; what is there instead is cited, too.
    """
    sizes: dict[str, set[int]] = {}
    protected: set[str] = set()
    sealed: set[str] = set()
    for reference in references:
        sizes.setdefault(reference.sha256, set()).add(reference.size)
        if reference.type.endswith(PROTECTED):
            protected.add(reference.sha256)
        if reference.type.endswith(SEALED):
            sealed.add(reference.sha256)
    for digest, claimed in sorted(sizes.items()):
        if digest in sealed and not os.path.lexists(folder / digest):
            continue
        verdict, what = _examine(folder / digest, claimed)
        if digest in protected and not os.path.lexists(folder / digest):
            verdict, what = Verdict.COULD_NOT_CHECK, _KEPT_ELSEWHERE
        if verdict is not Verdict.SOUND:
            yield Finding(verdict, f"evidence {digest}", what)


def _examine(path: Path, claimed: set[int]) -> tuple[Verdict, str]:
    try:
        with opened(path, os.O_NOFOLLOW) as file:
            digest, size = _digest(file, path)
    except FileUnreadableError as error:
        return _verdict_of(error.__cause__), str(error)
    if digest != path.name:
        return Verdict.TAMPERED, f"its content was changed; its SHA-256 is now {digest}"
    if claimed != {size}:
        return Verdict.TAMPERED, f"it has {size} bytes; entries say {sorted(claimed)}"
    return Verdict.SOUND, ""


def _verdict_of(cause: BaseException | None) -> Verdict:
    match cause:
        case FileNotFoundError() | NotADirectoryError():
            return Verdict.DAMAGED
        case OSError(errno=errno.EIO):
            return Verdict.DAMAGED
        case PermissionError():
            return Verdict.COULD_NOT_CHECK
    return Verdict.TAMPERED  # a link, a folder or a device stands in its place


@contextmanager
def opened(path: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """An ordinary file, open to be read; see ``open_regular``.

    Raises:
        FileUnreadableError: as ``open_regular``, saying what to do.
    """
    try:
        file = open_regular(path, flags)
    except FileUnreadableError as error:
        advice = "Check the path and the permissions" if error.__cause__ else "Name a file"
        raise FileUnreadableError(f"{error}. {advice}.") from error.__cause__
    with file:
        yield file


def _copy(source: BinaryIO, target: BinaryIO, source_path: Path) -> tuple[str, int]:
    before = os.fstat(source.fileno())
    digest, size = sha256(), 0
    for block in _blocks(source, source_path):
        digest.update(block)
        target.write(block)
        size += len(block)
    target.flush()
    after = os.fstat(source.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, size):
        raise changed_while_read(source_path)
    return digest.hexdigest(), size


def _digest(file: BinaryIO, path: Path) -> tuple[str, int]:
    digest, size = sha256(), 0
    for block in _blocks(file, path):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _blocks(file: BinaryIO, path: Path) -> Iterator[bytes]:
    while True:
        try:
            block = file.read(BLOCK_BYTES)
        except OSError as error:
            raise FileUnreadableError(
                f"{path} cannot be read ({error.strerror}). Check the disk."
            ) from error
        if not block:
            return
        yield block


def _demand_same(stored: StoredFile) -> None:
    verdict, what = _examine(stored.path, {stored.size})
    if verdict is not Verdict.SOUND:
        raise LedgerError(
            f"{stored.path}: this evidence is not what was stored: {what}. Run sijill verify; move "
            "the file aside, keep it, and capture the source again."
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        return
    sync_folder(folder.parent)


@contextmanager
def _storing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{folder}: the evidence cannot be stored ({error.strerror}). Nothing was changed. "
            "Check the space on the disk and that you may write to the folder, then repeat."
        ) from error
