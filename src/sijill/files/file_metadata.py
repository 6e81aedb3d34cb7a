"""What a file says beside what it shows: where, when, by whom and with what it was made.

A telephone writes into a picture where it was taken and which telephone it was, and whoever is
handed the file can read that. Only kinds are named here, never the words. A file is looked through
by its bytes, piece by piece: for blocks of Exif wherever they stand, and for the names that other
blocks (XMP, IPTC, QuickTime, PDF) give to such fields. So what is packed inside a file is not seen;
of a format that packs, or that is not known, it is said that it was not looked through.
"""

import struct
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from sijill.files.reading import open_regular
from sijill.model.errors import FileUnreadableError
from sijill.model.word_files import toml_beside

_PIECE = 4_000_000
_OVERLAP = 64
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
"""How a TIFF block begins (TIFF 6.0 section 2), and the order of its bytes."""
_MOST_TAGS, _MOST_DIRECTORIES = 1000, 20
_TYPES = range(1, 14)
_POINTERS = frozenset((0x8769,))
"""The tag of the Exif directory. The next directory of a chain is that of the small picture."""
_SEGMENTS_END = 0xDA
_COMMENT = 0xFE
_CHUNKS_OF_WORDS = (b"tEXt", b"iTXt", b"zTXt")
_FORMAT_AT, _MEDIA = 4, b"ftyp"
"""A file of the family of MP4, QuickTime and HEIF begins with the size of a box of that name."""
_PACKED = b"/ObjStm"
"""Objects of a PDF that are packed together."""


class Metadata(StrEnum):
    """A kind of statement about a file that stands in the file."""

    PLACE = "place"
    PERSON = "person"
    DEVICE = "device"
    TIME = "time"
    WORDS = "words"
    SMALL_PICTURE = "small_picture"
    """As it was before it was changed, perhaps."""
    CLOSED = "closed"
    """Nobody knows: its format packs, or is not known here."""


def metadata_of(path: Path) -> frozenset[Metadata]:
    """What a file says beside what it shows; a plain text in UTF-8 says nothing beside it.

    Raises:
        FileUnreadableError: if it is no ordinary file or cannot be read.
    """
    try:
        with open_regular(path) as file:
            return frozenset(_found(file))
    except OSError as error:
        raise FileUnreadableError(f"{path} cannot be read ({error.strerror}).") from error


def _found(file: BufferedReader) -> Iterator[Metadata]:
    head = file.read(_OVERLAP)
    is_media = head[_FORMAT_AT:].startswith(_MEDIA)
    if not is_media and not head.startswith(tuple(_rules().heads.values())):
        yield from () if _is_text(file) else (Metadata.CLOSED,)
    if head.startswith(_rules().heads["jpeg"]) and _has_comment(file):
        yield Metadata.WORDS
    for start, piece in _pieces(file):
        for kind, marks in _rules().marks.items():
            if any(mark in piece for mark in marks):
                yield kind
        if head.startswith(_rules().heads["png"]) and any(
            name in piece for name in _CHUNKS_OF_WORDS
        ):
            yield Metadata.WORDS
        if _PACKED in piece:
            yield Metadata.CLOSED
        for base in _tiff_places(piece):
            yield from _tagged(file, start + base)


class _Rules:
    """What ``file_metadata.toml`` says, as bytes and numbers."""

    def __init__(self) -> None:
        content = toml_beside(__name__, "file_metadata.toml")
        self.tags = {tag: Metadata(kind) for kind, tags in content["tags"].items() for tag in tags}
        self.marks = {
            Metadata(kind): tuple(mark.encode("latin-1") for mark in marks)
            for kind, marks in content["marks"].items()
        }
        self.heads = {name: head.encode("latin-1") for name, head in content["heads"].items()}


@cache
def _rules() -> _Rules:
    return _Rules()


def _pieces(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """All of a file in pieces that overlap, each with its place."""
    start = 0
    while True:
        file.seek(start)
        piece = file.read(_PIECE + _OVERLAP)
        yield start, piece
        if len(piece) <= _PIECE:
            return
        start += _PIECE


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    piece = file.read(_PIECE)
    try:
        piece[: max(len(piece) - 4, 0)].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(piece) - 2 * _FORMAT_AT
    return b"\0" not in piece


def _has_comment(file: BinaryIO) -> bool:
    """Whether a JPEG file has a comment segment before its picture (ITU-T T.81, annex B)."""
    place = 2
    for _ in range(_MOST_TAGS):
        file.seek(place)
        segment = file.read(4)
        if len(segment) < len("ABCD") or segment[0] != 0xFF or segment[1] == _SEGMENTS_END:  # noqa: PLR2004
            return False
        if segment[1] == _COMMENT:
            return True
        place += 2 + int.from_bytes(segment[2:], "big")
    return False


def _tiff_places(piece: bytes) -> Iterator[int]:
    for begin in _ORDERS:
        place = piece.find(begin)
        while place >= 0:
            yield place
            place = piece.find(begin, place + 1)


def _tagged(file: BinaryIO, base: int) -> Iterator[Metadata]:
    """What the directories of a TIFF block say; nothing where the bytes are none."""
    file.seek(base)
    head = file.read(8)
    order = _ORDERS.get(head[:4])
    if order is None or len(head) < len("II*\0ABCD"):
        return
    waiting, seen = [*struct.unpack(f"{order}I", head[4:])], set[int]()
    while waiting and len(seen) < _MOST_DIRECTORIES:
        place = waiting.pop()
        if not place or place in seen:
            continue
        seen.add(place)
        for tag, value in _directory(file, base + place, order):
            if tag is None or tag in _POINTERS:
                waiting.append(value)
            elif tag in _rules().tags:
                yield _rules().tags[tag]


def _directory(file: BinaryIO, place: int, order: str) -> list[tuple[int | None, int]]:
    """The tags of a directory with their values, and without a tag the place of the next one.

    Nothing where it is none: a tag of an unknown type, tags that do not rise, or too few bytes.
    """
    file.seek(place)
    head = file.read(2)
    count = struct.unpack(f"{order}H", head)[0] if len(head) > 1 else 0
    content = file.read(12 * count + 4)
    if not 0 < count <= _MOST_TAGS or len(content) < 12 * count:
        return []
    entries = [struct.unpack_from(f"{order}HHII", content, 12 * n) for n in range(count)]
    tags = [entry[0] for entry in entries]
    if tags != sorted(set(tags)) or any(entry[1] not in _TYPES for entry in entries):
        return []
    follows = content[12 * count :]
    next_one = struct.unpack(f"{order}I", follows)[0] if len(follows) > 3 else 0  # noqa: PLR2004
    return [*((entry[0], entry[3]) for entry in entries), (None, next_one)]
