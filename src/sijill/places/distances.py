"""How far apart two places are, given how exactly each is known."""

from geographiclib.geodesic import Geodesic

from sijill.model.values.places import RADIUS_M, GeoPoint, Place, PlacePrecision


def distance_m(left: GeoPoint, right: GeoPoint) -> float:
    """Metres between two points on the WGS 84 ellipsoid (Karney 2013, J Geod 87:43)."""
    line = Geodesic.WGS84.Inverse(
        left.latitude, left.longitude, right.latitude, right.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"])


def stated_radius_m(place: Place) -> int:
    """The radius that a source gives or that its stated precision means; 0 where it says neither.

    A point whose exactness nobody stated carries the radius of a city, which is right for asking
    whether two records may be about one event. Taken for the reach of a mine it would close a town.
    """
    is_guess = (
        place.precision is PlacePrecision.UNKNOWN
        and place.radius_m == RADIUS_M[PlacePrecision.CITY]
    )
    return 0 if is_guess else place.radius_m or 0


def can_coincide(left: Place, right: Place) -> bool | None:
    """Whether the two circles of uncertainty meet; ``None`` where a point is missing."""
    if left.point is None or right.point is None:
        return None
    reach_m = (left.radius_m or 0) + (right.radius_m or 0)
    return distance_m(left.point, right.point) <= reach_m
