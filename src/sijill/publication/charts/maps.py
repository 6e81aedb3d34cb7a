"""A map of incidents that shows how exactly each place is known.

Every incident is drawn with the circle within which it lies; incidents that share one point (the
centre of a neighbourhood or of the city) share one circle, with their number in it. A point that is
only a centroid is never drawn as a pin. There is no basemap and no network call; boundaries are
drawn where the case brings them (``boundaries`` in ``case.toml``). Circles too wide to tell
neighbourhoods apart are outlines only, or a dozen of them would hide what lies beneath.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import shapely
from markupsafe import Markup
from shapely.geometry import mapping, shape

from sijill.figures.places import EXACT_M, WIDE_M, MapSpot, numbers_apart
from sijill.model.records.record import HazardRecord
from sijill.model.results.regions import Region
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.publication.charts.charts import DOCUMENTED, INK, draw, link_to
from sijill.publication.wording import metres

_CORNERS = 72
MOST_SPOTS = 1_000
"""Circles that are drawn; each is seventy corners of the page, and more hide each other."""
FEW_WIDE = 12
"""Up to so many wide circles are filled faintly; more would hide what lies beneath."""
_WIDTH, _HEIGHT = 720, 520
_NUMBER_APART = 22
"""Pixels between the middles of two numbers, so that they can be read."""
_ROUND_LENGTHS_M = tuple(int(step + "0" * zeros) for zeros in range(6) for step in "125")
Feature = dict[str, object]


def spot_anchor(spot: MapSpot) -> str:
    """The anchor of a spot's row in the list beside the map."""
    return f"at-{spot.point.latitude},{spot.point.longitude},{spot.radius_m}"


def spots_drawn(spots: Sequence[MapSpot]) -> Sequence[MapSpot]:
    """The spots that a map holds, in their order: where there are too many, those with most killed.

    Of equal ones, those with more incidents and then the first.
    """
    if len(spots) <= MOST_SPOTS:
        return spots
    ranked = sorted(
        range(len(spots)), key=lambda at: (-_killed(spots[at]), -len(spots[at].incidents), at)
    )
    return [spots[at] for at in sorted(ranked[:MOST_SPOTS])]


def _killed(spot: MapSpot) -> int:
    return spot.killed.greatest_known


def incident_map(
    places: Sequence[MapSpot],
    links: Mapping[str, str],
    boundaries: Sequence[Region],
    hazards: Iterable[HazardRecord],
) -> Markup:
    """The map as SVG.

    Args:
        places: the spots to draw.
        links: for each incident its page, relative to the page that holds the map.
        boundaries: areas drawn beneath.
        hazards: hazards that are not released, drawn where they have an outline.
    """
    near = [spot for spot in places if spot.radius_m <= _usual_reach(places)]
    frame = _frame(near or places, boundaries)
    outlines = [wound_for_drawing(region.outline) for region in boundaries]
    closed = [wound_for_drawing(hazard.outline) for hazard in hazards if hazard.outline]
    data = {"boundaries": outlines, "circles": _circles(places, links), "hazards": closed}
    layers = [_shapes("boundaries", "#f4f1ea", "#c9c2b4")] if outlines else []
    layers.append(_circle_marks())
    if closed:
        layers.append(_shapes("hazards", "#b3382c22", "#b3382c", dash=(3, 2)))
    layers += [_dots(places, links), _numbers(places, frame), *_scale_bar(frame)]
    chart = (
        alt.layer(*layers)
        .project(type="mercator", fit=frame.outline)
        .properties(width=_WIDTH, height=_HEIGHT)
    )
    return draw(chart, "map", "Map of the incidents with the precision of their places", data)


def circle(point: GeoPoint, radius_m: float) -> Feature:
    """A circle on the ground as a GeoJSON polygon, wound clockwise as the renderer wants it."""
    across = METRES_PER_DEGREE * max(0.01, math.cos(math.radians(point.latitude)))
    ring = [
        [
            round(point.longitude + radius_m * math.sin(turn) / across, 6),
            round(point.latitude + radius_m * math.cos(turn) / METRES_PER_DEGREE, 6),
        ]
        for turn in (2 * math.pi * corner / _CORNERS for corner in range(_CORNERS + 1))
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def _usual_reach(places: Sequence[MapSpot]) -> float:
    """The radius within which nine tenths of the incidents are known.

    Wider circles do not set the frame.
    """
    radii = sorted(spot.radius_m for spot in places for _ in spot.incidents)
    return radii[int(0.9 * (len(radii) - 1))] if radii else 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the map shows, in degrees."""

    west: float
    east: float
    south: float
    north: float

    def degrees_across(self, pixels: float) -> float:
        """How many degrees of longitude so many pixels of the picture are."""
        narrowing = max(0.01, math.cos(math.radians((self.south + self.north) / 2)))
        up = (self.north - self.south) / narrowing / _HEIGHT
        return pixels * max((self.east - self.west) / _WIDTH, up)

    @property
    def outline(self) -> Feature:
        """The frame as a polygon, wound for drawing."""
        corners = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
        across, up = (self.west, self.east), (self.south, self.north)
        ring = [[across[right], up[top]] for right, top in corners]
        return _feature({"type": "Polygon", "coordinates": [ring]})


def _frame(places: Sequence[MapSpot], boundaries: Sequence[Region]) -> _Frame:
    """The middle nine tenths of the incidents with their circles, and all boundaries.

    The circles of the half of the incidents that is known best are whole in the frame, or a map of
    places that are known roughly would be empty.
    """
    radii = sorted(spot.radius_m for spot in places for _ in spot.incidents)
    usual_m = radii[len(radii) // 2]
    across = sorted(spot.point.longitude for spot in places for _ in spot.incidents)
    up = sorted(spot.point.latitude for spot in places for _ in spot.incidents)
    cut = int(0.05 * len(across))
    inner = shapely.box(across[cut], up[cut], across[-1 - cut], up[-1 - cut])
    circles = [
        shape(circle(spot.point, spot.radius_m))
        for spot in places
        if spot.radius_m <= usual_m
        and inner.intersects(shapely.Point(spot.point.longitude, spot.point.latitude))
    ]
    drawn = shapely.union_all([inner, *circles, *(shape(region.outline) for region in boundaries)])
    west, south, east, north = drawn.bounds
    margin = max(0.002, 0.06 * max(east - west, north - south))
    return _Frame(west - margin, east + margin, south - margin, north + margin)


def _feature(geometry: Mapping[str, object], **properties: object) -> Feature:
    return {"type": "Feature", "geometry": dict(geometry), "properties": properties}


def wound_for_drawing(outline: Mapping[str, object]) -> Feature:
    """An outline wound as the renderer (d3) wants it: clockwise outside, against RFC 7946.

    Wound the other way, it fills the whole earth outside the polygon.
    """
    turned = shapely.orient_polygons(shape(outline), exterior_cw=True)
    return _feature(mapping(turned))


def _shapes(name: str, fill: str, stroke: str, dash: Sequence[float] = (1, 0)) -> alt.Chart:
    """Outlines that ``draw`` is given under a name."""
    chart: alt.Chart = alt.Chart(alt.NamedData(name)).mark_geoshape(
        fill=fill, stroke=stroke, strokeWidth=1, strokeDash=list(dash), clip=True
    )
    return chart


def _link(spot: MapSpot, links: Mapping[str, str]) -> str:
    single = len(spot.incidents) == 1
    return link_to(links[spot.incidents[0]] if single else f"#{spot_anchor(spot)}")


def _circles(places: Sequence[MapSpot], links: Mapping[str, str]) -> list[Feature]:
    few_wide = len([spot for spot in places if spot.radius_m >= WIDE_M]) <= FEW_WIDE
    return [
        _feature(
            circle(spot.point, max(spot.radius_m, 25)),
            href=_link(spot, links),
            words=_describe(spot),
            fill=(0.04 if few_wide else 0.0) if spot.radius_m >= WIDE_M else 0.12,
            stroke=(0.6 if few_wide else 0.25) if spot.radius_m >= WIDE_M else 0.6,
        )
        for spot in places
    ]


def _circle_marks() -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(alt.NamedData("circles"))
        .mark_geoshape(fill=DOCUMENTED, stroke=DOCUMENTED, strokeWidth=1, clip=True)
        .encode(
            href="properties.href:N",
            description="properties.words:N",
            fillOpacity=alt.FillOpacity("properties.fill:Q", scale=None, legend=None),
            strokeOpacity=alt.StrokeOpacity("properties.stroke:Q", scale=None, legend=None),
        )
    )
    return chart


def _dots(places: Sequence[MapSpot], links: Mapping[str, str]) -> alt.Chart:
    rows = [
        {
            "lat": spot.point.latitude,
            "lon": spot.point.longitude,
            "href": _link(spot, links),
            "killed": max(1, _killed(spot)),
        }
        for spot in places
        if spot.radius_m <= EXACT_M
    ]
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(color=DOCUMENTED, opacity=0.9, clip=True)
        .encode(
            latitude="lat:Q",
            longitude="lon:Q",
            href="href:N",
            size=alt.Size("killed:Q", legend=None, scale=alt.Scale(range=[18, 260])),
        )
    )
    return chart


def _numbers(places: Sequence[MapSpot], frame: _Frame) -> alt.Chart:
    rows = [
        {"lat": point.latitude, "lon": point.longitude, "number": str(number)}
        for point, number in numbers_apart(places, frame.degrees_across(_NUMBER_APART))
    ]
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_text(fontSize=13, fontWeight="bold", color=INK, clip=True)
        .encode(latitude="lat:Q", longitude="lon:Q", text="number:N")
    )
    return chart


def _scale_bar(frame: _Frame) -> list[alt.Chart]:
    """A bar of a round length, a fifth of the map's width or less, with its length beside it."""
    across = METRES_PER_DEGREE * max(0.01, math.cos(math.radians(frame.south)))
    length_m = round_length_m((frame.east - frame.west) * across / 5)
    up = frame.south + 0.03 * (frame.north - frame.south)
    start = frame.west + 0.02 * (frame.east - frame.west)
    end = start + length_m / across
    bar: alt.Chart = alt.Chart(
        alt.Data(values=[_feature({"type": "LineString", "coordinates": [[start, up], [end, up]]})])
    ).mark_geoshape(filled=False, stroke=INK, strokeWidth=2)
    words: alt.Chart = (
        alt.Chart(alt.Data(values=[{"lat": up, "lon": end, "text": metres(length_m)}]))
        .mark_text(align="left", dx=6, fontSize=12, color=INK)
        .encode(latitude="lat:Q", longitude="lon:Q", text="text:N")
    )
    return [bar, words]


def round_length_m(most_m: float) -> int:
    """The longest of 1, 2, 5, 10 … 500,000 metres that is not above ``most_m``, at least 1."""
    return max((length for length in _ROUND_LENGTHS_M if length <= most_m), default=1)


def _describe(spot: MapSpot) -> str:
    return f"{len(spot.incidents)} incidents within {spot.radius_m} m, killed: {spot.killed}"
