"""What can be read out of a file: its bytes, and everything that is packed in them.

A name that leaks need not stand in plain bytes: archives and tables of columns are compressed, a
PDF holds compressed text, a picture has fields for words beside its pixels, and a page may hold a
picture as base64. Pixels themselves are not read: pages draw their charts as SVG, whose words are
text.
"""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
from PIL import Image
from pypdf import PdfReader

_EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\x00", b"MM\x00*")


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
