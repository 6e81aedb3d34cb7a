"""The archive inside a backup: a plain tar file that holds five kinds of names and nothing else.

Whoever can write to a backup's recipient key can make a backup, so nothing in it is trusted.
It is read by the 512-byte headers of POSIX.1-2017 (pax, *ustar interchange format*) alone: regular
files whose name a backup gives, each once, none longer than what is left of the file. A sparse
file, a link, a device, a name with a folder of its own or a header that lies is refused with a
sentence before anything of it is written.
"""

import os
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from sijill.files.durability import flush_to_disk
from sijill.ledger.evidence.files import FILE_MODE
from sijill.ledger.merkle.tree import is_digest
from sijill.model.case_limits import MOST_BACKUP_MAPPINGS, MOST_BACKUP_TEXT_BYTES
from sijill.model.errors import CaseError

BLOCK_BYTES = 512
FOLDERS = ("sources", "evidence")
_COPY_BYTES = 1 << 20
_REGULAR = frozenset((b"0", b"\0"))
_PAX_HEADER = b"x"
_KINDS = {
    b"1": "a hard link",
    b"2": "a link",
    b"3": "a device",
    b"4": "a device",
    b"5": "a folder",
    b"6": "a pipe",
    b"S": "a sparse file",
}
_MAPPING = re.compile(r"sources/[^./\x00-\x1f][^/\x00-\x1f]{0,250}\.toml")
_RECORD = re.compile(rb"(\d{1,7}) ([^=]{1,60})=")
_ALLOWED_RECORDS = frozenset(
    (b"path", b"size", b"mtime", b"uid", b"gid", b"uname", b"gname", b"hdrcharset")
)


def pack(contents: Iterable[tuple[Path, str]], writing: BinaryIO) -> None:
    """Write files under their names in the archive, without owners and fractions of seconds."""

    def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = int(member.mtime)
        return member

    with tarfile.open(fileobj=writing, mode="w|") as archive:
        for path, name in contents:
            archive.add(path, name, recursive=False, filter=anonymous)


def unpack(reading: BinaryIO, folder: Path, most_bytes: int) -> None:
    """Write the archive's files into a new folder, which the owner alone may enter.

    Args:
        reading: the archive; it is read to its end.
        folder: made here.
        most_bytes: the size of the encrypted file. Nothing in it is compressed, so a member that
            claims more is a lie.

    Raises:
        CaseError: for anything that no backup holds; what was written before it stays.
        EOFError: if the archive ends too early.
        OSError: if a file cannot be written.
    """
    folder.mkdir(mode=0o700)
    for name in FOLDERS:
        (folder / name).mkdir(mode=0o700)
    seen: set[str] = set()
    left = most_bytes
    while (header := _next_header(reading)) is not None:
        name, size = _name_and_size(header, reading)
        _demand_expected(name, size, left, seen)
        seen.add(name)
        left -= size
        _copy(reading, folder / name, size)
    while reading.read(_COPY_BYTES):  # the end of the archive is not the end of the encryption
        pass


def _next_header(reading: BinaryIO) -> bytes | None:
    """The next header, its sum checked; nothing at the end of the archive."""
    header = _read(reading, BLOCK_BYTES)
    if not any(header):
        return None
    total = sum(header) - sum(header[148:156]) + 8 * ord(" ")
    if total != _octal(header[148:156]):
        raise CaseError("a header in the archive is damaged")
    return header


def _name_and_size(header: bytes, reading: BinaryIO) -> tuple[str, int]:
    """Name and size of the next file, with what a pax header before it says of them."""
    pax: dict[bytes, bytes] = {}
    if header[156:157] == _PAX_HEADER:
        size = _octal(header[124:136])
        if size > MOST_BACKUP_TEXT_BYTES:
            raise CaseError(f"a header in the archive claims {size:,} bytes")
        pax = _pax_records(_read_padded(reading, size))
        following = _next_header(reading)
        if following is None:
            raise CaseError("the archive ends after a header")
        header = following
    name = _text(pax.get(b"path") or _ustar_name(header))
    if header[156:157] not in _REGULAR:
        kind = _KINDS.get(header[156:157], "something else than a file")
        raise CaseError(f"{name!r} in it is {kind}")
    size = _decimal(pax[b"size"]) if b"size" in pax else _octal(header[124:136])
    return name, size


def _ustar_name(header: bytes) -> bytes:
    name, prefix = (part.partition(b"\0")[0] for part in (header[:100], header[345:500]))
    return prefix + b"/" + name if prefix and header[257:262] == b"ustar" else name


def _pax_records(data: bytes) -> dict[bytes, bytes]:
    """The ``length keyword=value`` records of a pax header, of which files need few."""
    records: dict[bytes, bytes] = {}
    place = 0
    while place < len(data):
        match = _RECORD.match(data, place)
        end = place + int(match[1]) if match else 0
        if match is None or not match.end() < end <= len(data) or data[end - 1 : end] != b"\n":
            raise CaseError("a header in the archive is damaged")
        if match[2] not in _ALLOWED_RECORDS:
            raise CaseError(f"a header in the archive says {_text(match[2])!r}, as no backup does")
        records[match[2]] = data[match.end() : end - 1]
        place = end
    return records


def _demand_expected(name: str, size: int, left: int, seen: set[str]) -> None:
    is_text = name == "case.toml" or _MAPPING.fullmatch(name) is not None
    folder, _, file = name.partition("/")
    if not is_text and name != "register.db" and not (folder == "evidence" and is_digest(file)):
        raise CaseError(f"it holds {name!r}, which is no file of a backup")
    if name in seen:
        raise CaseError(f"it holds {name!r} twice")
    if size > left or (is_text and size > MOST_BACKUP_TEXT_BYTES):
        raise CaseError(f"{name!r} in it claims {size:,} bytes, more than it can hold")
    if is_text and sum(path.startswith("sources/") for path in seen) >= MOST_BACKUP_MAPPINGS:
        raise CaseError(f"it holds more than {MOST_BACKUP_MAPPINGS:,} mappings")


def _copy(reading: BinaryIO, target: Path, size: int) -> None:
    """The next ``size`` bytes as a file that was not there, for the owner alone."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    mode = FILE_MODE if target.parent.name == "evidence" else 0o600
    with os.fdopen(os.open(target, flags, mode), "wb") as writing:
        left = size
        while left:
            block = _read(reading, min(left, _COPY_BYTES))
            writing.write(block)
            left -= len(block)
        flush_to_disk(writing)
    _read(reading, -size % BLOCK_BYTES)


def _read(reading: BinaryIO, size: int) -> bytes:
    """Exactly so many bytes. Raises EOFError if there are fewer."""
    data = reading.read(size) if size else b""
    if len(data) < size:
        raise EOFError("the archive is cut off")
    return data


def _read_padded(reading: BinaryIO, size: int) -> bytes:
    data = _read(reading, size)
    _read(reading, -size % BLOCK_BYTES)
    return data


def _octal(field: bytes) -> int:
    digits = field.strip(b" \0")
    if not re.fullmatch(rb"[0-7]{1,12}", digits):
        raise CaseError("a number in the archive is damaged")
    return int(digits, 8)


def _decimal(digits: bytes) -> int:
    if not re.fullmatch(rb"[0-9]{1,18}", digits):
        raise CaseError("a number in the archive is damaged")
    return int(digits)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
