"""What can be read out of a file: its bytes, and everything that is packed in them.

A name that leaks need not stand in plain bytes: archives and tables of columns are compressed, a
PDF holds compressed text, a picture has fields for words beside its pixels, and a page may hold a
picture as base64. Pixels themselves are not read: pages draw their charts as SVG, whose words are
text.
"""

import base64
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet
from PIL import Image
from pypdf import PdfReader

_EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_DIGEST = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_WORDS = ("canary-", "canary ", "canary%2d", "canary%20", "canary\\u002d", "canary&#45;", "canary_")


def _in_base64(word: bytes) -> Iterator[bytes]:
    """The signs of base64 that a word always gives, at each of three places of its beginning."""
    for before in range(3):
        written = base64.b64encode(bytes(before) + word)
        yield written[-(-before * 8 // 6) : (before + len(word)) * 8 // 6]


_FOLDED = tuple(
    form
    for word in _WORDS
    for form in (word.encode(), *map(word.encode, ("utf-16-le", "utf-16-be")))
) + tuple(word.encode().hex().encode() for word in ("Canary-", "canary-", "CANARY-"))
_EXACT = tuple(form for word in (b"Canary-", b"canary-", b"Canary ") for form in _in_base64(word))
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\x00", b"MM\x00*")


def hashes_of(canaries: Iterable[str]) -> frozenset[bytes]:
    """SHA-256 of each word and of its plain forms, as they are written."""
    forms = {form for one in canaries for form in (one, one.lower(), one.split()[0])}
    return frozenset(hashlib.sha256(form.encode()).hexdigest().encode() for form in forms)


def holds_word(content: bytes, hashes: frozenset[bytes] = frozenset()) -> bool:
    """Whether a canary is in it: plain, wide, escaped, as hexadecimal, as base64, or its hash."""
    folded = content.lower()
    return (
        any(form in folded for form in _FOLDED)
        or any(form in content for form in _EXACT)
        or not hashes.isdisjoint(_DIGEST.findall(folded))
    )


def readings(path: Path) -> Iterator[bytes]:
    """A file's bytes as they are, and as they are inside what they pack."""
    yield from _readings_of(path.read_bytes())


def _readings_of(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _readings_of(archive.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from _readings_of(zlib.decompress(content, wbits=zlib.MAX_WBITS | 16))
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content)
    elif content.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        yield str((table.schema.metadata, table.to_pydict())).encode()
    elif content.startswith(_PICTURES):
        yield from _of_picture(content)
    for found in _EMBEDDED.findall(content):
        yield from _readings_of(base64.b64decode(found))


def _of_pdf(content: bytes) -> Iterator[bytes]:
    reader = PdfReader(io.BytesIO(content))
    yield str(reader.metadata).encode()
    if reader.xmp_metadata is not None:
        yield str(reader.xmp_metadata.rdf_root.toxml()).encode()
    for page in reader.pages:
        yield page.extract_text().encode()
        yield from (picture.data for picture in page.images)


def _of_picture(content: bytes) -> Iterator[bytes]:
    with Image.open(io.BytesIO(content)) as picture:
        yield str(picture.info).encode()
        yield str(dict(picture.getexif())).encode()
