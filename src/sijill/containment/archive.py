"""A zip archive looked at before anything in it is read.

What a directory of a zip says costs nothing to read and shows most hostile archives: hundreds of
thousands of members, sizes that would fill the disk, members that share their bytes, names that
climb out of the folder, links, two members of one name (one program would check the first and show
the second). Such an archive is refused as a whole, with a sentence. Members are read in pieces and
never unpacked to disk.

The declared sizes are no promise, but they are a bound: ``zipfile`` gives no more of a member than
its entry in the directory declares, and checks name and CRC-32 on the way.
"""

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from sijill.model.errors import FileUnreadableError

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""Everything that ``zipfile`` raises over a damaged archive.

Among the subclasses are ``NotImplementedError`` (a way of packing, or a version of the format, that
``zipfile`` does not know), which is a ``RuntimeError`` as a missing password is, and
``UnicodeError`` (a member's name), which is a ``ValueError``.
"""

CHUNK_BYTES = 1 << 20
XML_HEAD_BYTES = 1 << 16

_ENCRYPTED = 0x1
_LEAST_HEADER = 30
"""Bytes before a member's name (APPNOTE.TXT 4.3.7)."""
_END_MARK, _END_BYTES = b"PK\x05\x06", 22
_END_WITH_COMMENT = _END_BYTES + (1 << 16)
"""Of the record at the end, with the longest comment."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_XML_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_XML_ROOT = re.compile(rb"<[A-Za-z_]")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold: members, bytes unpacked, and bytes unpacked for each packed."""

    most_members: int
    most_unpacked_bytes: int
    most_ratio: int


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file in an archive, as the archive's directory declares it; folders are left out."""

    path: str
    size_bytes: int


class Archive:
    """An open archive whose directory was found harmless. Made by ``open_archive`` alone."""

    def __init__(self, opened: zipfile.ZipFile, name: str) -> None:
        self._opened = opened
        self._name = name
        self._infos = {info.filename: info for info in opened.infolist() if not info.is_dir()}

    @property
    def members(self) -> tuple[ArchiveMember, ...]:
        """Every file, in the order of the directory."""
        return tuple(ArchiveMember(path, info.file_size) for path, info in self._infos.items())

    def __contains__(self, path: object) -> bool:
        return path in self._infos

    def read(self, path: str, most_bytes: int) -> bytes:
        """The content of a member.

        Raises:
            FileUnreadableError: if it is absent, damaged or longer than ``most_bytes``.
        """
        if path not in self._infos:
            raise FileUnreadableError(f"{self._name}: there is no {path} in it.")
        declared = self._infos[path].file_size
        if declared > most_bytes:
            raise FileUnreadableError(
                f"{self._name}: {path} claims {declared:,} bytes; at most {most_bytes:,} are read."
            )
        return b"".join(self._pieces(path))

    def sha256(self, path: str) -> str:
        """The SHA-256 of a member in hexadecimal. Raises as ``read``."""
        digest = hashlib.sha256()
        for piece in self._pieces(path):
            digest.update(piece)
        return digest.hexdigest()

    def _pieces(self, path: str) -> Iterator[bytes]:
        try:
            with self._opened.open(self._infos[path]) as member:
                while piece := member.read(CHUNK_BYTES):
                    yield piece
        except FAULTS as error:
            raise FileUnreadableError(
                f"{self._name}: {path} is damaged ({error}). Ask for the file again."
            ) from error


@contextmanager
def open_archive(path: Path, name: str, limits: ArchiveLimits) -> Iterator[Archive]:
    """Open a zip archive that is within limits and whose every member is a plain file.

    Args:
        path: where the bytes are.
        name: the file's own name, for messages.
        limits: what it may hold.

    Raises:
        FileUnreadableError: if it is no zip, damaged, beyond the limits, or holds a member with an
            absolute path or one through ``..``, a link or device, an encrypted one, or two of one
            name.
    """
    try:
        opened = zipfile.ZipFile(path)
    except FAULTS as error:
        raise FileUnreadableError(
            f"{name}: the archive is damaged or cut off ({error}). Ask for the file again."
        ) from error
    with opened:
        infos = opened.infolist()
        fault = _beyond_limits(infos, limits) or next(filter(None, map(_fault, infos)), "")
        fault = fault or _repeated_name(info.filename for info in infos)
        if fault:
            raise FileUnreadableError(f"{name}: {fault}, so the archive is not opened.")
        yield Archive(opened, name)


def find_excess(path: Path, limits: ArchiveLimits) -> str:
    """Why an archive is beyond the limits, or its members overlap, as the start of a sentence.

    Empty if nothing is.

    Raises:
        zipfile.BadZipFile: or another of ``FAULTS``, if the archive is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        return _beyond_limits(archive.infolist(), limits)


def find_hidden(path: Path) -> str:
    """What an archive holds that programs read differently, as the start of a sentence.

    Bytes before its first member or behind its end, of which each program makes something else,
    and two members whose names differ in nothing but case, which are one part of a workbook
    (ECMA-376-2, 6.2.2.3). The record at the end says how long the archive's comment is, which is
    all that may follow it (APPNOTE.TXT 4.3.16). Empty if there is nothing of the kind.

    Raises:
        zipfile.BadZipFile: or another of ``FAULTS``, if the archive is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        first = min((info.header_offset for info in infos), default=0)
    if first:
        return f"{first:,} bytes stand before its first part"
    return _repeated_name(info.filename.lower() for info in infos) or _bytes_behind(path)


def _bytes_behind(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _END_WITH_COMMENT))
        end = file.read()
    place = end.rfind(_END_MARK)
    comment = int.from_bytes(end[place + _END_BYTES - 2 : place + _END_BYTES], "little")
    behind = len(end) - place - _END_BYTES - comment
    return f"{behind:,} bytes follow its end" if behind > 0 else ""


def find_dtd(path: Path) -> str:
    """The first XML member that does not go straight to its root element; empty if there is none.

    A document type declaration is how XML asks for other files and for texts that grow
    exponentially. Office Open XML forbids it (ECMA-376-2, M1.17), so there is no reason to look
    further than the head of each part.

    Raises:
        zipfile.BadZipFile: or another of ``FAULTS``, if the archive is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                with archive.open(info) as member:
                    if not goes_to_its_root(member.read(XML_HEAD_BYTES)):
                        return info.filename
    return ""


def goes_to_its_root(head: bytes) -> bool:
    """Whether XML has only white space, comments and instructions before its root element.

    Works on the first bytes in UTF-8 or UTF-16; an empty part is harmless. One whose root has not
    begun within ``XML_HEAD_BYTES`` is not: what follows was not looked at.
    """
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    position = 0
    while prologue := _XML_BEFORE_ROOT.match(plain, position):
        position = prologue.end()
    is_whole = len(head) < XML_HEAD_BYTES
    return (is_whole and position == len(plain)) or _XML_ROOT.match(plain, position) is not None


def is_plain_path(path: str) -> bool:
    """Whether a member's path stays inside its archive: relative, forward, no ``..``."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not (
        path.startswith("/")
        or "\\" in path
        or ".." in parts
        or _DRIVE.match(path)
        or _CONTROL.search(path)
    )


def _shared_bytes(infos: Sequence[zipfile.ZipInfo]) -> str:
    """Which member begins inside another, as the start of a sentence; empty if none does.

    Members that share their bytes are how a file of some kilobytes unpacks to terabytes without
    one member that is packed beyond reason (D. Fifield, *A better zip bomb*, USENIX WOOT 2019).
    """
    placed = sorted(infos, key=lambda info: info.header_offset)
    for info, following in pairwise(placed):
        if info.header_offset + _LEAST_HEADER + info.compress_size > following.header_offset:
            return f"the member {following.filename[:200]!r} begins inside another"
    return ""


def _beyond_limits(infos: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> str:
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if (
        len(infos) > limits.most_members
        or unpacked > limits.most_unpacked_bytes
        or unpacked / packed > limits.most_ratio
    ):
        return f"it unpacks to {unpacked:,} bytes in {len(infos):,} parts"
    return _shared_bytes(infos)


def _fault(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not is_plain_path(info.filename):
        return f"the member {info.filename[:200]!r} would be written outside its folder"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return f"the member {info.filename!r} is a link or a device, not a file"
    if info.flag_bits & _ENCRYPTED:
        return f"the member {info.filename!r} is encrypted"
    if info.compress_type not in _METHODS:
        return f"the member {info.filename!r} is packed in an unusual way"
    return ""


def _repeated_name(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return f"two members are named {name!r}"
        seen.add(name)
    return ""
