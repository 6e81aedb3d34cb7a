"""Outlines as lists write them: GeoJSON, WKT, or what KoBo and ODK write for a drawn shape.

GeoJSON (RFC 7946) and WKT (OGC 06-103r4) put longitude before latitude. ODK writes a geoshape or
geotrace as "latitude longitude altitude accuracy" for each corner, apart at semicolons.
"""

import json
import re

import numpy as np
import shapely
import shapely.geometry

from sijill.model.values.unreadable import Unreadable

_WKT = re.compile(
    r"^\s*(?:SRID=\d+;)?\s*(?P<shape>(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b.*)$",
    re.DOTALL | re.IGNORECASE,
)
_CORNER = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s+-?\d+(?:\.\d+)?){0,2}\s*$")
_LEAST_CORNERS, _LEAST_AREA = 2, 3
_NONE = Unreadable("this is no GeoJSON geometry, no WKT and no drawn shape")


def geometry_of(text: str) -> dict[str, object] | Unreadable:
    """The GeoJSON geometry that a cell means, whatever it says; its corners are not checked."""
    if match := _WKT.match(text):
        return _from_wkt(match["shape"])
    if ";" in text and not text.lstrip().startswith("{"):
        return _from_corners(text)
    try:
        outline = json.loads(text)
    except ValueError:  # no JSON, or a number of thousands of digits
        return _NONE
    return outline if isinstance(outline, dict) else _NONE


def _from_wkt(text: str) -> dict[str, object] | Unreadable:
    try:
        with np.errstate(over="ignore"):  # whether corners lie on the earth is checked later
            shape = shapely.from_wkt(text)
    except (shapely.errors.ShapelyError, ValueError) as error:
        return Unreadable(f"this WKT cannot be read ({str(error)[:80]})")
    plain: dict[str, object] = shapely.geometry.mapping(shapely.force_2d(shape))
    return plain


def _from_corners(text: str) -> dict[str, object] | Unreadable:
    """Corners of a drawn shape; an area from three on, closed or not, else a line."""
    corners = [part for part in text.split(";") if part.strip()]
    matches = [_CORNER.match(part) for part in corners]
    points = [(float(match[2]), float(match[1])) for match in matches if match]
    if len(points) < len(corners) or len(points) < _LEAST_CORNERS:
        return _NONE
    if len(set(points)) < _LEAST_AREA:
        return {"type": "LineString", "coordinates": points}
    ring = points if points[0] == points[-1] else [*points, points[0]]
    return {"type": "Polygon", "coordinates": [ring]}
