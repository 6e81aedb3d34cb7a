"""A picture made anew from its pixels: without where, when, by whom and with what it was taken.

A camera writes these into the file, and whoever is handed a page with the picture reads them.
"""

import io

from sijill.model.evidence_limits import MOST_PIXELS

_JPEG_QUALITY = 95
"""Of 100; handwriting is as legible as it was. The file as it came stays the evidence."""


def without_metadata(content: bytes) -> bytes | None:
    """A PNG or JPEG picture of the same pixels, turned upright; ``None`` if it is no whole one.

    The pixels of a PNG are kept exactly; those of a JPEG are compressed once more. A picture of
    more pixels than ``MOST_PIXELS`` is none.

    Raises:
        ModuleNotFoundError: if pillow is not installed.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  an extra

    written = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            shown = ImageOps.exif_transpose(picture)
            shown.info = {name: shown.info[name] for name in _SHOWN & shown.info.keys()}
            if picture.format == "PNG":
                shown.save(written, "PNG")
            else:
                shown.save(written, "JPEG", quality=_JPEG_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return written.getvalue()


_SHOWN = frozenset({"transparency"})
"""What beside the pixels says how they are seen."""
