"""Labels for bodies: a sheet to print, each code as a QR picture and as signs that people read.

Every code is printed once for each place where it must stand, so that nothing is copied by hand.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import segno
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

PARTS = (
    {"en": "body", "ar": "الجثمان"},
    {"en": "bag", "ar": "الكيس"},
    {"en": "form", "ar": "الاستمارة"},
    {"en": "photograph", "ar": "الصورة"},
    {"en": "effects", "ar": "المقتنيات"},
    {"en": "grave", "ar": "القبر"},
)
"""Where a label goes (ICRC field manual: the same code on body, bag, photographs, forms, grave)."""


@dataclass(frozen=True, slots=True)
class BodyLabel:
    """One code, and its QR picture as SVG."""

    code: str
    picture: Markup


def label_sheet(codes: Sequence[str], title: str) -> str:
    """The sheet as one HTML page that opens without a network and prints on A4."""
    template = files("sijill.publication.forms").joinpath("labels.html").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    labels = [BodyLabel(code, Markup(picture_of(code))) for code in codes]  # noqa: S704  made below
    return environment.from_string(template).render(title=title, labels=labels, parts=PARTS)


def picture_of(code: str) -> str:
    """The QR code as SVG, with error correction Q: a quarter may be dirty (ISO/IEC 18004)."""
    target = io.BytesIO()
    segno.make_qr(code, error="q").save(
        target, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2
    )
    return target.getvalue().decode()
