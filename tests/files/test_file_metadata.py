"""What a file says beside what it shows, in each format in which people hand in evidence."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from sijill.files import file_metadata
from sijill.files.file_metadata import Metadata, metadata_of

PLACE, PERSON, DEVICE = Metadata.PLACE, Metadata.PERSON, Metadata.DEVICE
PICTURE = Image.effect_noise((64, 48), 60).convert("RGB")
XMP = b"<x:xmpmeta><exif:GPSLatitude>35,9N</exif:GPSLatitude><dc:creator>Rana</dc:creator>"


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0132] = "A telephone", "Rana", "2031:06:03 10:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def _saved(suffix: str, **said: object) -> bytes:
    written = io.BytesIO()
    PICTURE.save(written, suffix, **said)
    return written.getvalue()


def _found(tmp_path: Path, content: bytes) -> frozenset[Metadata]:
    path = tmp_path / "exhibit"
    path.write_bytes(content)
    return metadata_of(path)


@pytest.mark.parametrize("suffix", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_picture_without_such_words_says_nothing(tmp_path: Path, suffix: str) -> None:
    said = {Metadata.CLOSED} if suffix == "BMP" else set()  # of BMP nobody knows here
    assert _found(tmp_path, _saved(suffix)) == said


@pytest.mark.parametrize("suffix", ["JPEG", "PNG", "WEBP"])
def test_what_a_camera_writes_is_found_in_every_format(tmp_path: Path, suffix: str) -> None:
    found = _found(tmp_path, _saved(suffix, exif=_exif()))
    assert found == {PLACE, PERSON, DEVICE, Metadata.TIME}


def test_words_of_other_blocks_are_found(tmp_path: Path) -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "as Rana told")
    assert _found(tmp_path, _saved("JPEG", xmp=XMP)) == {PLACE, PERSON}
    assert _found(tmp_path, _saved("JPEG", comment=b"by Rana")) == {Metadata.WORDS}
    assert _found(tmp_path, _saved("PNG", pnginfo=note)) == {Metadata.WORDS}
    assert PERSON in _found(tmp_path, _saved("PDF", author="Rana"))


def test_a_film_that_says_where_it_was_made(tmp_path: Path) -> None:
    film = (
        b"\0\0\0\x18ftypmp42" + bytes(5_000_000) + b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+35.95+039.01/"
    )
    assert _found(tmp_path, film) == {PLACE}


def test_of_what_cannot_be_looked_through_that_is_said_and_a_text_says_nothing(
    tmp_path: Path,
) -> None:
    assert _found(tmp_path, b"PK\x03\x04\x14\0\xff\xfe") == {Metadata.CLOSED}
    assert _found(tmp_path, "قال لنا".encode() * 1_000_000) == frozenset()
    assert _found(tmp_path, b"") == frozenset()


def test_what_stands_across_two_pieces_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in range(70, 90):
        monkeypatch.setattr(file_metadata, "_PIECE", size)
        assert _found(tmp_path, _saved("JPEG", xmp=XMP)) == {PLACE, PERSON}


@given(st.binary(max_size=200), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
def test_no_bytes_break_it(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, count: int, at: int
) -> None:
    block = b"II*\0" + struct.pack("<I", at) + struct.pack("<H", count % 65_536) + tail
    for content in (block, b"\xff\xd8\xff\xe1" + block, tail):
        _found(tmp_path_factory.getbasetemp(), content)
