"""A picture keeps its pixels, upright, and nothing of where it was taken."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo

from sijill.files.picture_pixels import without_metadata


def _picture() -> Image.Image:
    picture = Image.effect_noise((40, 30), 90).convert("RGB")
    picture.putpixel((0, 0), (255, 0, 0))
    return picture


def _exif(turn: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    exif[ExifTags.Base.Artist] = "Canary-artist"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSAreaInformation] = b"Canary-place"
    return exif


def _jpeg(*, turn: int = 6, progressive: bool = False) -> bytes:
    written = io.BytesIO()
    _picture().save(
        written, "JPEG", exif=_exif(turn), comment=b"Canary-comment", progressive=progressive
    )
    return written.getvalue()


def _png() -> bytes:
    written, words = io.BytesIO(), PngInfo()
    words.add_text("Author", "Canary-text")
    words.add_itxt("XML:com.adobe.xmp", "<x>Canary-xmp</x>")
    _picture().save(written, "PNG", pnginfo=words, exif=_exif(1))
    return written.getvalue()


PICTURES = pytest.mark.parametrize(
    "content", [_jpeg(), _jpeg(progressive=True), _png()], ids=["jpeg", "progressive", "png"]
)


@PICTURES
def test_the_pixels_are_the_same_and_no_word_is_left(content: bytes) -> None:
    assert b"Canary" in content
    shown = without_metadata(content + b"Canary of a film that follows")
    assert shown is not None
    assert b"Canary" not in shown
    before, after = (Image.open(io.BytesIO(one)) for one in (content, shown))
    upright = ImageOps.exif_transpose(before).convert("RGB")
    unlike = ImageStat.Stat(ImageChops.difference(upright, after.convert("RGB"))).mean
    assert max(unlike) == 0 if before.format == "PNG" else max(unlike) < _A_SHADE
    assert not after.info.keys() & {"exif", "comment", "Author", "icc_profile"}


_A_SHADE = 4
"""Of 255; what compressing noise once more changes in the mean."""


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_taken_sideways_stands_upright(turn: int) -> None:
    shown = without_metadata(_jpeg(turn=turn))
    assert shown is not None
    upright = Image.open(io.BytesIO(shown))
    assert not upright.getexif()
    assert upright.size == ((40, 30) if turn <= _LYING else (30, 40))


_LYING = 4
"""Turns from 5 on exchange height and width (Exif 2.3, tag 0x0112)."""


def test_a_transparent_colour_stays_transparent() -> None:
    written = io.BytesIO()
    Image.new("P", (4, 4)).save(written, "PNG", transparency=0)
    shown = without_metadata(written.getvalue())
    assert shown is not None
    assert Image.open(io.BytesIO(shown)).info["transparency"] == 0


@PICTURES
def test_a_picture_that_is_cut_off_is_none(content: bytes) -> None:
    assert without_metadata(content[: len(content) // 2]) is None
    assert without_metadata(b"no picture") is None


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_a_picture_or_none(rest: bytes, beginning: bytes) -> None:
    shown = without_metadata(beginning + rest)
    assert shown is None or shown.startswith(beginning)
