"""What can be read out of a file: its bytes, and everything that is packed in them.

A name that leaks need not stand in plain bytes: archives and tables of columns are compressed, a
PDF holds compressed text, a picture has fields for words beside its pixels, and a page may hold a
picture as base64. Pixels themselves are not read: pages draw their charts as SVG, whose words are
text.
"""

import base64
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pyarrow.parquet
from PIL import Image
from pypdf import PdfReader

from canary_names import PREFIX, digests_of, sought_forms
from many_words import ManyWords

_EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_DIGEST = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12,128}(?![0-9a-f])")
_DIGEST_IN_BASE64 = re.compile(rb"(?<![\w+/=-])[\w+/-]{43,44}=?(?![\w+/=-])")
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
_LONGEST_DIGEST = 64
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\x00", b"MM\x00*")


def hashes_of(canaries: Iterable[str]) -> frozenset[bytes]:
    """The first digits of the digests of each name, of its words and of its folded forms."""
    return frozenset(digest.encode() for digest in digests_of(canaries))


@cache
def _other_scripts() -> ManyWords:
    return ManyWords(sought_forms())


def holds_word(content: bytes, hashes: frozenset[bytes] = frozenset()) -> bool:
    """Whether a canary is in it.

    Plain, wide, folded, in Latin letters, in any encoding, escaped, as hexadecimal, as base64, or
    its hash.
    """
    folded = content.lower()
    return (
        any(form in folded for form in _FOLDED)
        or any(form in content for form in _EXACT)
        or _other_scripts().find(content) is not None
        or not hashes.isdisjoint(found[:PREFIX] for found in _DIGEST.findall(folded))
        or not hashes.isdisjoint(map(_bare, _DIGEST_IN_BASE64.findall(content)))
    )


def _bare(digest: bytes) -> bytes:
    """The first digits of a digest that is written as base64."""
    plain = digest.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(plain + b"=" * (-len(plain) % 4)).hex()[:PREFIX].encode()


def readings(path: Path) -> Iterator[bytes]:
    """A file's bytes as they are, and as they are inside what they pack."""
    yield from _readings_of(path.read_bytes())


def _readings_of(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        yield from _of_archive(content)
    elif content.startswith(b"\x1f\x8b"):
        yield from _readings_of(zlib.decompress(content, wbits=zlib.MAX_WBITS | 16))
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content)
    elif content.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        yield str((table.schema.metadata, table.to_pydict())).encode()
    elif content.startswith(b"SQLite format 3\x00"):
        yield from _of_database(content)
    elif content.startswith(_PICTURES):
        yield from _of_picture(content)
    for found in _EMBEDDED.findall(content):
        yield from _readings_of(base64.b64decode(found))


def _of_archive(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _readings_of(archive.read(name))
    except zipfile.BadZipFile:
        yield b""  # cut off, or a text that begins like one: its bytes are searched as they are


def _of_pdf(content: bytes) -> Iterator[bytes]:
    reader = PdfReader(io.BytesIO(content))
    yield str(reader.metadata).encode()
    if reader.xmp_metadata is not None:
        yield str(reader.xmp_metadata.rdf_root.toxml()).encode()
    for page in reader.pages:
        for text in (page.extract_text(), page.extract_text()[::-1]):
            yield unicodedata.normalize("NFKC", text).encode()
        yield from (picture.data for picture in page.images)


def _of_database(content: bytes) -> Iterator[bytes]:
    """Every value by itself: a long one is spread over pages, and words may be packed in it."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608  its own
            values = [value for row in rows for value in row]
            blobs = [value for value in values if isinstance(value, bytes)]
            yield "\n".join(value for value in values if isinstance(value, str)).encode()
            yield b"\n".join(blobs)
            yield "\n".join(blob.hex() for blob in blobs if len(blob) <= _LONGEST_DIGEST).encode()
            for blob in blobs:
                yield from islice(_readings_of(blob), 1, None)
    except sqlite3.DatabaseError:
        yield b""  # its bytes are searched as they are
    finally:
        database.close()


def _of_picture(content: bytes) -> Iterator[bytes]:
    with Image.open(io.BytesIO(content)) as picture:
        yield str(picture.info).encode()
        yield str(dict(picture.getexif())).encode()
