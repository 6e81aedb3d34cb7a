"""Coordinates as lists write them, in degrees, as a pair in one cell, or in a national grid's form.

Degrees may have a decimal comma, a degree sign, minutes and seconds, and a letter for the
hemisphere. A pair may be "35.95, 39.01", what KoBo and ODK write for a geopoint ("35.95 39.01 0 5":
latitude, longitude, altitude, accuracy in metres), WKT ("POINT(39.01 35.95)": longitude first), an
MGRS reference or UTM coordinates ("37S 500000 3980000").
"""

import math
import re

import shapely
import shapely.geometry
from mgrs import MGRS
from mgrs.core import MGRSError

from sijill.language.scripts import fold_digits, tidy
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import centre_of, read_outline
from sijill.places.grid import read_grid
from sijill.sources.records.outlines import geometry_of

MOST_LATITUDE, MOST_LONGITUDE = 90, 180
MOST_RADIUS_M = 2_000_000
_DEGREES = re.compile(
    r"^(?P<before>[NSEWO])?\s*(?P<sign>[-+−])?\s*(?P<degrees>\d+(?:[.,]\d+)?)"
    r"(?:(?:\s*[°º]\s*|\s+)(?P<minutes>\d+(?:[.,]\d+)?)"
    r"(?:(?:\s*['′’]\s*|\s+)(?P<seconds>\d+(?:[.,]\d+)?))?)?"
    r"\s*(?:[°º'′’\"″”]|'')?\s*(?P<after>[NSEWO])?$",
    re.IGNORECASE,
)
_HEMISPHERES = {
    "N": "latitude",
    "S": "latitude",
    "E": "longitude",
    "O": "longitude",
    "W": "longitude",
}
_UTM = re.compile(
    r"^(\d{1,2})\s*([C-HJ-NP-X])\s*(?:m?E\s*)?(\d{6})(?:[.,]\d+)?\s*(?:m?E)?[\s,;]*"
    r"(?:m?N\s*)?(\d{6,8})(?:[.,]\d+)?\s*(?:m?N)?$",
    re.IGNORECASE,
)
_WKT_POINT = re.compile(r"^POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)$", re.IGNORECASE)
_FIRST_NORTHERN_BAND = "N"
_MINUTE = 60


def read_degrees(text: str, most: int, what: str) -> float | Unreadable:
    """A latitude (``most`` 90) or longitude (``most`` 180) in degrees, south and west below 0.

    Unreadable: words, a letter of the other axis, minutes or seconds from 60 on, and what lies
    beyond the globe.
    """
    match = _DEGREES.match(fold_digits(tidy(text)))
    if match is None:
        return Unreadable(f"this is no {what}")
    letter = (match["before"] or match["after"] or "").upper()
    if letter and _HEMISPHERES[letter] != what:
        return Unreadable(f"{letter} marks a {_HEMISPHERES[letter]}, and this is a {what}")
    degrees, minutes, seconds = (
        float((match[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= _MINUTE or seconds >= _MINUTE:
        return Unreadable(f"this is no {what}: minutes and seconds end at 59")
    number = degrees + minutes / _MINUTE + seconds / _MINUTE**2
    # "O" is west in French, Spanish and Portuguese and east in German: a finding, not a guess
    if letter == "O":
        return Unreadable("'O' is east in German and west in French and Spanish; write E or W")
    if letter in {"S", "W"} or match["sign"] in {"-", "−"}:
        number = -number
    if not -most <= number <= most:
        may_be = (
            "; latitude and longitude may be exchanged" if abs(number) <= MOST_LONGITUDE else ""
        )
        return Unreadable(f"a {what} of {number:g} is outside {-most} to {most}{may_be}")
    return number


def read_metres(text: str) -> float | Unreadable:
    """A radius in metres, with or without its unit ("150 m", "1,5 km")."""
    plain = fold_digits(tidy(text)).lower().replace(",", ".")
    match = re.match(r"^(\d+(?:\.\d+)?)\s*(km|m|metres?|meters?|م|كم)?\.?$", plain)
    if match is None:
        return Unreadable("this is no radius in metres")
    metres = float(match[1]) * (1000 if match[2] in {"km", "كم"} else 1)
    if metres > MOST_RADIUS_M:
        return Unreadable(f"a radius of {metres:g} metres is above {MOST_RADIUS_M}")
    return metres


def read_coordinates(text: str) -> tuple[GeoPoint, int] | Unreadable:
    """A point and its radius in metres (0 where the cell gives none), from one cell."""
    plain = fold_digits(tidy(text))
    if plain.startswith("{"):
        return read_geometry_point(plain)
    if match := _WKT_POINT.match(plain):
        return _pair(match[2], match[1])
    if _UTM.match(plain):
        return read_grid_or_utm(plain)
    parts = _two_numbers(plain)
    if parts is not None:
        return _pair(*parts[:2], accuracy=parts[2])
    grid = read_grid(plain)
    if isinstance(grid, Unreadable):
        return Unreadable(
            "these are no coordinates such as '35.95, 39.01', '37SEV005797' or '37S 500000 3980000'"
        )
    return grid


def read_grid_or_utm(text: str) -> tuple[GeoPoint, int] | Unreadable:
    """The centre of a grid square, or a point in UTM coordinates (radius 1 m)."""
    match = _UTM.match(fold_digits(tidy(text)))
    if match is None:
        return read_grid(fold_digits(text))
    zone, band, easting, northing = match.groups()
    hemisphere = "N" if band.upper() >= _FIRST_NORTHERN_BAND else "S"
    converter = MGRS()
    try:
        square = converter.UTMToMGRS(int(zone), hemisphere, float(easting), float(northing))
        latitude, longitude = converter.toLatLon(square)
    except MGRSError as error:
        return Unreadable(f"these UTM coordinates name no place on earth ({error})")
    return GeoPoint(latitude, longitude), 1


def read_geometry(text: str) -> dict[str, object] | Unreadable:
    """An outline as GeoJSON (RFC 7946: longitude before latitude), WKT, or a drawn shape."""
    outline = geometry_of(text)
    if isinstance(outline, Unreadable):
        return outline
    shape = read_outline(outline)
    return shape if isinstance(shape, Unreadable) else outline


def mending_of(text: str) -> str:
    """What was mended in a geometry that was read, for a note; empty if nothing was."""
    outline = geometry_of(text)
    if isinstance(outline, Unreadable):
        return ""
    area = shapely.geometry.shape(outline)
    if shapely.is_valid(area):
        return ""
    return f"the outline is not valid ({shapely.is_valid_reason(area)}); it was mended for reading"


def read_geometry_point(text: str) -> tuple[GeoPoint, int] | Unreadable:
    """A geometry as a point with the radius in metres that holds all of it; 0 for a point."""
    outline = geometry_of(text)
    return outline if isinstance(outline, Unreadable) else point_of(outline)


def point_of(outline: dict[str, object]) -> tuple[GeoPoint, int] | Unreadable:
    """The point of a geometry, and the radius in metres that holds all of it; 0 for a point."""
    shape = read_outline(outline)
    if isinstance(shape, Unreadable):
        return shape
    if isinstance(shape, shapely.Point):
        return GeoPoint(shape.y, shape.x), 0
    centre = centre_of(shape)
    across = METRES_PER_DEGREE * math.cos(math.radians(centre.latitude))
    west, south, east, north = shape.bounds
    width = max(centre.longitude - west, east - centre.longitude) * across
    height = max(centre.latitude - south, north - centre.latitude) * METRES_PER_DEGREE
    return centre, math.ceil(math.hypot(width, height))


def _two_numbers(text: str) -> tuple[str, str, str] | None:
    """Latitude, longitude and accuracy of a pair in one cell; ``None`` where there is no pair."""
    for separator in (";", r",\s+", r"\s+", ","):
        parts = [part for part in re.split(separator, text.strip("()[] ")) if part]
        if separator == r"\s+" and len(parts) == len(("lat", "lon", "altitude", "accuracy")):
            return parts[0], parts[1], parts[3]
        if len(parts) == len(("lat", "lon")):
            return parts[0], parts[1], ""
    return None


def _pair(
    latitude_text: str, longitude_text: str, accuracy: str = ""
) -> tuple[GeoPoint, int] | Unreadable:
    latitude = read_degrees(latitude_text, MOST_LATITUDE, "latitude")
    longitude = read_degrees(longitude_text, MOST_LONGITUDE, "longitude")
    if isinstance(latitude, Unreadable):
        return latitude
    if isinstance(longitude, Unreadable):
        return longitude
    radius = read_metres(accuracy) if accuracy else 0.0
    return GeoPoint(latitude, longitude), 0 if isinstance(radius, Unreadable) else round(radius)
