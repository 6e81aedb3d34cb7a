"""How far apart two places are, given how exactly each is known."""

from geographiclib.geodesic import Geodesic

from sijill.model.values.places import GeoPoint, Place


def distance_m(left: GeoPoint, right: GeoPoint) -> float:
    """Metres between two points on the WGS 84 ellipsoid (Karney 2013, J Geod 87:43)."""
    line = Geodesic.WGS84.Inverse(
        left.latitude, left.longitude, right.latitude, right.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"])


def can_coincide(left: Place, right: Place) -> bool | None:
    """Whether the two circles of uncertainty meet; ``None`` where a point is missing."""
    if left.point is None or right.point is None:
        return None
    reach_m = (left.radius_m or 0) + (right.radius_m or 0)
    return distance_m(left.point, right.point) <= reach_m
