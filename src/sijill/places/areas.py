"""Areas on the ground: whether a place lies inside one, or within some metres of it.

Outlines are GeoJSON geometries (RFC 7946). Distances in an outline are computed on a local plane
(equirectangular around the place), which is good to well under one per cent over a few kilometres.
"""

import math
from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError
from shapely.geometry import shape

from sijill.model.case_limits import LONGEST_CAUSE
from sijill.model.evidence_limits import MOST_CORNERS, MOST_CROSSINGS_A_SIDE, MOST_RINGS_MET
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.model.values.unreadable import Unreadable

_SAMPLED_SIDES = (40, 1_000)
_SAMPLED_RINGS = 200
_POLYGON = 3
"""The number of a polygon among the kinds of shapes; greater ones are made of others."""
_SHAPE_ERRORS = (
    ShapelyError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What ``shape`` raises over a value that is no geometry."""


def read_outline(outline: Mapping[str, object]) -> shapely.Geometry | Unreadable:
    """A GeoJSON geometry as a shape; unreadable if it is none or lies outside the globe."""
    try:
        area = shape(outline)
    except _SHAPE_ERRORS as error:
        return Unreadable(f"this is no GeoJSON geometry ({str(error)[:LONGEST_CAUSE]})")
    if area.is_empty:
        return Unreadable("the outline is empty")
    if shapely.count_coordinates(area) > MOST_CORNERS:
        return Unreadable(f"the outline has more than {MOST_CORNERS:,} corners; simplify it")
    if not np.isfinite(shapely.get_coordinates(area)).all():
        return Unreadable("a corner of the outline is no number")
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004  the globe
        return Unreadable("the outline leaves the globe: GeoJSON puts longitude before latitude")
    if _rings_met(_rings(area), _SAMPLED_RINGS) > MOST_RINGS_MET:
        return Unreadable("the areas of the outline lie over one another everywhere; draw it again")
    return area if area.is_valid else _mended(area)


def _mended(area: shapely.Geometry) -> shapely.Geometry | Unreadable:
    """An outline that crosses itself, as real boundaries do, as the area that its parts cover."""
    if any(_crossings_a_side(area, sample) > MOST_CROSSINGS_A_SIDE for sample in _SAMPLED_SIDES):
        return Unreadable("the outline crosses itself everywhere; draw it again")
    mended = shapely.make_valid(area, method="structure", keep_collapsed=True)
    return Unreadable("the outline is empty") if mended.is_empty else mended


def _rings(area: shapely.Geometry) -> NDArray[np.object_]:
    """Every ring of an area, of the areas in it, and of those in these."""
    parts = np.array([area])
    while (shapely.get_type_id(parts) > _POLYGON).any():
        parts = shapely.get_parts(parts)
    rings: NDArray[np.object_] = shapely.get_rings(parts)
    return rings


def _rings_met(rings: NDArray[np.object_], sample: int) -> float:
    """How many others, on average, lie in or across the box around a ring, from a sample.

    Where there are too few to matter it is not counted.
    """
    if len(rings) <= MOST_RINGS_MET:
        return 0.0
    sampled = rings[:: max(1, len(rings) // sample)]
    return float(shapely.STRtree(rings).query(sampled).shape[1]) / len(sampled) - 1


def _crossings_a_side(area: shapely.Geometry, sample: int) -> float:
    """How many others than its neighbours, on average, a side meets, from a sample.

    Where there are too few to matter it is not counted.
    """
    corners, ring = shapely.get_coordinates(_rings(area), return_index=True)
    is_side = ring[:-1] == ring[1:]
    sides = shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1)[is_side])
    if len(sides) <= MOST_CROSSINGS_A_SIDE:
        return 0.0
    sampled = sides[:: max(1, len(sides) // sample)]
    pairs = shapely.STRtree(sides).query(sampled, predicate="intersects")
    return float(pairs.shape[1]) / len(sampled) - 3  # a side meets itself and two neighbours


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
