"""Outlines as GeoJSON, WKT, and the shapes that people draw on telephones."""

import json

import pytest

from sijill.model.values.places import GeoPoint
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import metres_from, read_outline
from sijill.sources.records.coordinates import mending_of, read_geometry, read_geometry_point

SQUARE = [[39.0, 35.9], [39.01, 35.9], [39.01, 35.91], [39.0, 35.91], [39.0, 35.9]]
INSIDE = GeoPoint(35.905, 39.005)


@pytest.mark.parametrize(
    "written",
    [
        json.dumps({"type": "Polygon", "coordinates": [SQUARE]}),
        "POLYGON((39.0 35.9, 39.01 35.9, 39.01 35.91, 39.0 35.91, 39.0 35.9))",
        "polygon z ((39.0 35.9 0, 39.01 35.9 0, 39.01 35.91 0, 39.0 35.91 0, 39.0 35.9 0))",
        "SRID=4326;MULTIPOLYGON(((39.0 35.9,39.01 35.9,39.01 35.91,39.0 35.91,39.0 35.9)))",
        "35.9 39.0 0 5; 35.9 39.01 0 5; 35.91 39.01 0 5; 35.91 39.0 0 5; 35.9 39.0 0 5",
        "35.9 39.0;35.9 39.01;35.91 39.01;35.91 39.0",
    ],
)
def test_an_area_is_the_same_however_it_is_written(written: str) -> None:
    outline = read_geometry(written)
    assert not isinstance(outline, Unreadable)
    area = read_outline(outline)
    assert not isinstance(area, Unreadable)
    assert metres_from(area, INSIDE) == 0
    assert metres_from(area, GeoPoint(35.911, 39.005)) == pytest.approx(111, abs=2)
    assert mending_of(written) == ""


def test_a_line_that_was_walked_is_a_line() -> None:
    assert read_geometry("35.9 39.0 0 5; 35.91 39.01 0 5") == {
        "type": "LineString",
        "coordinates": [(39.0, 35.9), (39.01, 35.91)],
    }


def test_a_point_in_wkt_has_no_extent() -> None:
    assert read_geometry_point("POINT (39.0 35.9)") == (GeoPoint(35.9, 39.0), 0)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("the old field", "no GeoJSON geometry, no WKT"),
        ("[1, 2]", "no GeoJSON geometry, no WKT"),
        ("POLYGON((39 35, 39", "this WKT cannot be read"),
        ("35.9 39.0; north of it", "no drawn shape"),
        ("35.9 39.0;", "no drawn shape"),
        ("POLYGON((235 35, 236 35, 236 36, 235 35))", "leaves the globe"),
        ("POLYGON EMPTY", "the outline is empty"),
    ],
)
def test_what_is_no_outline_is_refused_with_the_reason(written: str, reason: str) -> None:
    found = read_geometry(written)
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def test_many_islands_of_which_one_crosses_itself_are_mended() -> None:
    """What counts is where sides of one ring meet, not what a line from island to island meets."""
    squares = [
        [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
        for x in range(-60, 60, 2)
        for y in range(-30, 30, 2)
    ]
    squares[7][1], squares[7][2] = squares[7][2], squares[7][1]
    written = {"type": "MultiPolygon", "coordinates": [[square] for square in squares]}
    outline = read_outline(written)
    assert not isinstance(outline, Unreadable)
    assert outline.is_valid


@pytest.mark.parametrize("shape", ["POINT (1e400 1)", "POLYGON((1e400 0, 1 1, 2 0, 1e400 0))"])
def test_a_corner_beyond_all_numbers_is_unreadable_and_warns_of_nothing(shape: str) -> None:
    assert isinstance(read_geometry(shape), Unreadable)
