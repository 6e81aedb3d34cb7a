"""Where something happened.

Words in several scripts, and a point that is never more exact than it is.

A coordinate in a casualty record is often the centre of a town. So a point always carries a radius
in metres within which the true place lies, the precision that the source claims (Airwars' scale of
geolocation accuracy, Atlos' precision classes) and the basis on which the point was found.
"""

from dataclasses import dataclass
from enum import StrEnum

from sijill.model.values.names import Script

METRES_PER_DEGREE = 111_320.0
"""Of latitude, and of longitude at the equator (WGS 84, rounded); elsewhere times its cosine."""


class PlacePrecision(StrEnum):
    """How exact a place is, finest first (vocabulary ``place_precision``)."""

    BUILDING = "building"
    EXACT_10M = "exact_10m"
    VICINITY_100M = "vicinity_100m"
    STREET = "street"
    LANDMARK = "landmark"
    NEIGHBOURHOOD = "neighbourhood"
    LOCALITY_1KM = "locality_1km"
    VILLAGE = "village"
    TOWN = "town"
    CITY = "city"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class PlaceBasis(StrEnum):
    """How a point was found (vocabulary ``place_basis``)."""

    OWN_GEOLOCATION = "own_geolocation"
    BELLIGERENT_MGRS = "belligerent_mgrs"
    GPS_FIELD = "gps_field"
    SATELLITE = "satellite"
    WITNESS = "witness"
    GAZETTEER_CENTROID = "gazetteer_centroid"
    UNKNOWN = "unknown"


RADIUS_M: dict[PlacePrecision, int] = {
    PlacePrecision.BUILDING: 15,
    PlacePrecision.EXACT_10M: 10,
    PlacePrecision.VICINITY_100M: 100,
    PlacePrecision.STREET: 250,
    PlacePrecision.LANDMARK: 300,
    PlacePrecision.NEIGHBOURHOOD: 800,
    PlacePrecision.LOCALITY_1KM: 1_000,
    PlacePrecision.VILLAGE: 1_500,
    PlacePrecision.TOWN: 3_000,
    PlacePrecision.CITY: 5_000,
    PlacePrecision.SUBDISTRICT: 20_000,
    PlacePrecision.DISTRICT: 50_000,
    PlacePrecision.GOVERNORATE: 100_000,
    PlacePrecision.COUNTRY: 500_000,
}
"""Radius in metres that stands for a precision where the source gives none. Own choice: wide enough
to cover the named kind of place in a Syrian governorate; a mapping may give a radius of its own."""


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """A point on WGS 84, in decimal degrees.

    Raises:
        ValueError: for a latitude outside -90 to 90 or a longitude outside -180 to 180.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90:  # noqa: PLR2004  the definition of a latitude
            raise ValueError(f"a latitude of {self.latitude:g} is outside -90 to 90")
        if not -180 <= self.longitude <= 180:  # noqa: PLR2004  the definition of a longitude
            raise ValueError(f"a longitude of {self.longitude:g} is outside -180 to 180")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one script."""

    written: str
    script: Script


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a source gives it. ``radius_m`` is ``None`` only where there is no point."""

    names: tuple[Text, ...] = ()
    point: GeoPoint | None = None
    radius_m: int | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    basis: PlaceBasis = PlaceBasis.UNKNOWN

    @property
    def is_known(self) -> bool:
        """Whether the source says anything about the place."""
        return bool(self.names) or self.point is not None

    def __str__(self) -> str:
        return " · ".join(name.written for name in self.names) or (
            f"{self.point.latitude:.5f}, {self.point.longitude:.5f}" if self.point else "unknown"
        )


UNKNOWN_PLACE = Place()
