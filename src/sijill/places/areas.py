"""Areas on the ground: whether a place lies inside one, or within some metres of it.

Outlines are GeoJSON geometries (RFC 7946). Distances in an outline are computed on a local plane
(equirectangular around the place), which is good to well under one per cent over a few kilometres.
"""

import math
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.model.values.unreadable import Unreadable

"""Metres of one degree of latitude (WGS 84, mean)."""


def read_outline(outline: Mapping[str, object]) -> shapely.Geometry | Unreadable:
    """A GeoJSON geometry as a shape; unreadable if it is none or lies outside the globe."""
    try:
        area = shape(outline)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        return Unreadable(f"this is no GeoJSON geometry ({error})")
    if area.is_empty:
        return Unreadable("the outline is empty")
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004  the globe
        return Unreadable("the outline leaves the globe: GeoJSON puts longitude before latitude")
    return area


def metres_from(outline: shapely.Geometry, point: GeoPoint) -> float:
    """Metres from a point to an outline; 0 inside it."""
    scale = np.array(
        [METRES_PER_DEGREE * math.cos(math.radians(point.latitude)), METRES_PER_DEGREE]
    )
    here = np.array([point.longitude, point.latitude])
    plane = shapely.transform(outline, lambda corners: (corners - here) * scale)
    return float(plane.distance(shapely.Point(0, 0)))


def centre_of(outline: shapely.Geometry) -> GeoPoint:
    """A point inside the outline."""
    inside = outline.representative_point()
    return GeoPoint(inside.y, inside.x)
