"""Grid references, areas and place names."""

import pytest

from sijill.model.values.places import GeoPoint, Place
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import metres_from, read_outline
from sijill.places.distances import can_coincide, distance_m
from sijill.places.grid import read_grid
from sijill.places.regions import read_regions
from sijill.places.toponyms import may_be_one_place

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[39.0, 35.9], [39.01, 35.9], [39.01, 35.91], [39.0, 35.91], [39.0, 35.9]]],
}


def test_a_grid_reference_is_a_square_with_a_radius() -> None:
    """The false origin of zone 31 north: 500 km east of it on the equator is 3° east."""
    answer = read_grid("31N EA 00000 00000")
    assert not isinstance(answer, Unreadable)
    point, radius_m = answer
    assert distance_m(point, GeoPoint(0.0, 3.0)) < 2
    assert radius_m == 1


@pytest.mark.parametrize(("digits", "radius_m"), [("0000", 707), ("000000", 71), ("00000000", 7)])
def test_fewer_digits_are_a_wider_circle(digits: str, radius_m: int) -> None:
    answer = read_grid(f"37SEV{digits}")
    assert not isinstance(answer, Unreadable)
    assert answer[1] == radius_m


@pytest.mark.parametrize("text", ["", "37SEV00579", "somewhere", "99XXX0000", "37SEV"])
def test_what_is_no_grid_reference_says_so(text: str) -> None:
    answer = read_grid(text)
    assert isinstance(answer, Unreadable)
    assert answer.reason


def test_a_degree_of_latitude_is_111_km() -> None:
    """Karney 2013: from the equator to 1° north is 110,574.4 m on WGS 84."""
    assert distance_m(GeoPoint(0.0, 0.0), GeoPoint(1.0, 0.0)) == pytest.approx(110_574.4, abs=0.1)


def test_circles_that_meet_may_be_one_place() -> None:
    town = Place(point=GeoPoint(35.95, 39.01), radius_m=3_000)
    house = Place(point=GeoPoint(35.96, 39.02), radius_m=10)
    far = Place(point=GeoPoint(35.99, 39.30), radius_m=10)
    assert can_coincide(town, house) is True
    assert can_coincide(house, far) is False
    assert can_coincide(house, Place()) is None


def test_metres_from_an_outline() -> None:
    outline = read_outline(SQUARE)
    assert not isinstance(outline, Unreadable)
    assert metres_from(outline, GeoPoint(35.905, 39.005)) == 0
    assert metres_from(outline, GeoPoint(35.911, 39.005)) == pytest.approx(111, abs=1)


@pytest.mark.parametrize(
    "outline",
    [
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": [390.0, 35.0]},
        {"type": "Blob", "coordinates": [39.0, 35.0]},
    ],
)
def test_what_is_no_outline_says_so(outline: dict[str, object]) -> None:
    assert isinstance(read_outline(outline), Unreadable)


def test_regions_without_names_are_refused_by_number() -> None:
    answer = read_regions('{"features": [{"geometry": {}, "properties": {}}]}', "name", "")
    assert isinstance(answer, Unreadable)
    assert "feature 1" in answer.reason


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Siha neighbourhood", "Al-Sihah", True),
        ("حي البدو", "Al-Badu", True),
        ("al-Mansur street", "al-Rashid street", False),
        ("near the school", "the school of the quarter", False),
        ("", "Siha", False),
        ("пос. Озёрный, автобус", "Озёрный (школа)", True),
        ("Озёрный, школа", "Беловка, школа", False),
        ("вул. Садова", "вул. Лісова", False),
    ],
)
def test_place_names_meet_by_their_telling_words(left: str, right: str, *, same: bool) -> None:
    assert may_be_one_place(left, right) is same
