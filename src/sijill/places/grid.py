"""Military grid references (MGRS), as official lines print them: ``37SEV005797``.

A reference names a square, not a point: six digits are a square of 100 m, ten digits one of 1 m
(NGA.STND.0037, Universal Grids and Grid Reference Systems). So it is read as the square's centre
with a radius that reaches its corners.
"""

import re

from mgrs import MGRS
from mgrs.core import MGRSError

from sijill.model.values.places import GeoPoint
from sijill.model.values.unreadable import Unreadable

_REFERENCE = re.compile(r"^(\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2})(\d{2,10})$")
_SQUARE_M = {1: 10_000, 2: 1_000, 3: 100, 4: 10, 5: 1}


def read_grid(text: str) -> tuple[GeoPoint, int] | Unreadable:
    """The centre of the square and the radius in metres that reaches its corners (at least 1).

    White space is ignored. Unreadable: anything that is no reference, or an odd number of digits.
    """
    reference = _REFERENCE.match("".join(text.split()).upper())
    if reference is None:
        return Unreadable("this is no MGRS reference such as 37SEV005797")
    square, digits = reference.groups()
    half = len(digits) // 2
    if len(digits) % 2 or half not in _SQUARE_M:
        return Unreadable("an MGRS reference needs an even number of digits, 2 to 10")
    east, north = digits[:half], digits[half:]
    try:
        latitude, longitude = MGRS().toLatLon(f"{square}{_middle(east)}{_middle(north)}")
    except MGRSError as error:
        return Unreadable(f"this MGRS reference names no place on earth ({error})")
    return GeoPoint(latitude, longitude), max(1, round(_SQUARE_M[half] / 2**0.5))


def _middle(digits: str) -> str:
    """Digits of the middle of the square: one more digit, 5; at 1 m the corner is near enough."""
    return f"{digits}5" if len(digits) < len("12345") else digits
