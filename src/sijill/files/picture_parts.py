"""A picture without what stands beside its pixels: where, when, by whom and with what it was taken.

A camera writes these into the file, and whoever is handed a page with the picture reads them. The
parts that say how the pixels are to be shown stay (PNG, ISO/IEC 15948; JPEG, ITU-T T.81), and of
the metadata of a JPEG file the turn of the picture (Exif 2.3, tag 0x0112). What follows the
picture's end goes too: telephones put films and further pictures there.
"""

from collections.abc import Iterator
from itertools import pairwise

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SHOWN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs")
)
_JFIF, _EXIF, _ADOBE = b"JFIF\0", b"Exif\0\0", b"Adobe"
_LENGTH_OF_JFIF = 14
_ORIENTATION = 0x0112
_TURNS = range(1, 9)
_MARK, _END, _SCAN, _COMMENT = 0xFF, 0xD9, 0xDA, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a length: restarts, within the data of a scan."""


def without_metadata(content: bytes) -> bytes | None:
    """The same pixels; ``None`` if it is no whole PNG or JPEG."""
    try:
        if content.startswith(PNG):
            return PNG + b"".join(_png_chunks(content))
        if content.startswith(JPEG):
            return JPEG[:2] + b"".join(_jpeg_segments(content))
    except IndexError:
        pass
    return None


def _png_chunks(content: bytes) -> Iterator[bytes]:
    start, kind = len(PNG), b""
    while kind != b"IEND":
        kind = content[start + 4 : start + 8]
        end = start + 12 + int.from_bytes(content[start : start + 4])
        if end > len(content) or not kind:
            raise IndexError
        if kind in _SHOWN:
            yield content[start:end]
        start = end


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    start, marker = 2, 0
    while marker != _END:
        if content[start] != _MARK:
            raise IndexError
        while (marker := content[start + 1]) == _MARK:  # filling
            start += 1
        if marker in _ALONE or marker == _END:
            yield content[start : start + 2]
            start += 2
            continue
        end = start + 2 + int.from_bytes(content[start + 2 : start + 4])
        if end > len(content) or end < start + 4:
            raise IndexError
        yield _shown_segment(marker, content[start:end])
        start = end
        if marker == _SCAN:
            end = _end_of_scan(content, start)
            yield content[start:end]
            start = end


def _end_of_scan(content: bytes, start: int) -> int:
    """Where the next marker stands that is no part of the coded data."""
    while True:
        start = content.find(b"\xff", start)
        if start < 0:
            raise IndexError
        if content[start + 1] != 0 and content[start + 1] not in _ALONE:
            return start
        start += 2


def _shown_segment(marker: int, segment: bytes) -> bytes:
    """A segment as it is kept; empty for one of metadata."""
    words = segment[4:]
    if marker == _COMMENT or marker not in _APPLICATION:
        return b"" if marker == _COMMENT else segment
    if words.startswith(_JFIF):  # without the small picture that may follow
        return b"\xff\xe0\0\x10" + words[: _LENGTH_OF_JFIF - 2] + b"\0\0"
    if words.startswith(_ADOBE):
        return segment
    turn = _turn(words.removeprefix(_EXIF)) if words.startswith(_EXIF) else None
    return b"" if turn is None else _segment_of_turn(turn)


def _turn(tiff: bytes) -> int | None:
    """How the picture is to be turned, of the first directory of its metadata."""
    read = {b"II": _little, b"MM": _big}.get(tiff[:2])
    if read is None:
        return None
    directory = read(tiff[4:8])
    entries = tiff[directory + 2 : directory + 2 + 12 * read(tiff[directory : directory + 2])]
    for start, end in pairwise(range(0, len(entries) + 1, 12)):
        entry = entries[start:end]
        if read(entry[:2]) == _ORIENTATION and read(entry[8:10]) in _TURNS:
            return read(entry[8:10])
    return None


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


def _big(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _segment_of_turn(turn: int) -> bytes:
    """Metadata that say the turn and nothing else."""
    entry = b"\x01\x12\0\x03\0\0\0\x01" + turn.to_bytes(2) + b"\0\0"
    body = _EXIF + b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body
