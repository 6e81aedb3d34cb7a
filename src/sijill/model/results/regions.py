"""Named areas of a case, for the map, and to say where no record lies."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """One area. ``outline`` is a GeoJSON geometry (RFC 7946, WGS 84)."""

    name: str
    name_ar: str
    outline: Mapping[str, object]
