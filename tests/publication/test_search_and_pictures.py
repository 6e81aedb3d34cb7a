"""Search in either script, and what the pictures are drawn from."""

import re
from datetime import date
from itertools import pairwise

import pytest

from sijill.figures.places import MapSpot, by_spot, numbers_apart
from sijill.figures.weeks import graded_weeks
from sijill.model.values.counts import CountRange
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.model.values.quantities import Quantity
from sijill.publication.charts import maps, pictures
from sijill.publication.charts.maps import (
    MOST_SPOTS,
    circle,
    incident_map,
    round_length_m,
    spots_drawn,
    wound_for_drawing,
)
from sijill.publication.pages.search import consonant_keys
from small_cases import BuiltCity, SmallCase

pytestmark = pytest.mark.xdist_group("city")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("خالد العطار", "Khalid al-Attar"),
        ("Khaled Attar", "Khalid al-Attar"),
        ("يوسف", "Yusuf"),
        ("حُسَيْن", "حسين"),
    ],
)
def test_a_word_is_found_by_its_bones_in_either_script(left: str, right: str) -> None:
    assert consonant_keys([left]) == consonant_keys([right])


def test_articles_are_not_searched_for() -> None:
    assert consonant_keys(["al-Attar"]) == consonant_keys(["Attar"]) == consonant_keys(["العطار"])


def test_a_circle_has_its_radius_on_the_ground() -> None:
    drawn = circle(GeoPoint(0.0, 39.0), 1_000)
    ring = drawn["coordinates"][0]  # type: ignore[index]  # a polygon's ring
    north = max(corner[1] for corner in ring)
    assert north * METRES_PER_DEGREE == pytest.approx(1_000, abs=1)


def test_an_outline_is_turned_for_the_renderer() -> None:
    """RFC 7946 winds the outer ring counter-clockwise; d3 wants it the other way."""
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
    turned = wound_for_drawing({"type": "Polygon", "coordinates": [ring]})
    corners = turned["geometry"]["coordinates"][0]  # type: ignore[index]  # a polygon's ring
    area = sum((here[0] - there[0]) * (here[1] + there[1]) for here, there in pairwise(corners))
    assert area < 0


@pytest.mark.parametrize(("most", "length"), [(999, 500), (1_000, 1_000), (2_700, 2_000), (0.5, 1)])
def test_a_scale_bar_has_a_round_length(most: float, length: int) -> None:
    assert round_length_m(most) == length


def test_weeks_add_up_to_the_graded_total(city: BuiltCity) -> None:
    findings = city.built.analysis
    weeks = graded_weeks(findings)
    stated = city.built.book.figures["documented.deaths.graded"].value
    assert all(week.monday.weekday() == 0 for week in weeks)
    assert [week.monday for week in weeks] == sorted(week.monday for week in weeks)
    assert all(isinstance(week.monday, date) for week in weeks)
    assert isinstance(stated, Quantity)
    assert sum(week.killed.lowest or 0 for week in weeks) == stated.value.lowest
    assert sum(week.killed.highest or 0 for week in weeks) == stated.value.highest


def test_the_map_holds_every_incident_with_a_position(city: BuiltCity) -> None:
    incidents = city.built.analysis.incidents.values()
    placed = {one.id for one in incidents if one.record.place.point is not None}
    drawn = [one for spot in by_spot(incidents) for one in spot.incidents]
    assert sorted(drawn) == sorted(placed)
    radii = [spot.radius_m for spot in by_spot(incidents)]
    assert radii == sorted(radii, reverse=True)


@pytest.mark.parametrize("radius_m", [15, 300, 5_000])
def test_a_map_of_one_place_shows_its_whole_circle(radius_m: int) -> None:
    spot = MapSpot(GeoPoint(35.95, 39.01), radius_m, ("monitor:1",), CountRange(1, 2))
    drawing = str(incident_map([spot], {"monitor:1": "incidents/I1.html"}, [], []))
    outline = re.search(r'<path aria-label="1 incidents within[^>]* d="M([^"]*)Z"', drawing)
    assert outline is not None
    points = [tuple(map(float, point.split(","))) for point in outline[1].split("L")]
    assert len(points) > 50
    assert all(0 <= across <= 720 and 0 <= down <= 520 for across, down in points)


def _spot(latitude: float, longitude: float, radius_m: int, *incidents: str) -> MapSpot:
    return MapSpot(GeoPoint(latitude, longitude), radius_m, incidents, CountRange(1, 1))


def test_no_two_numbers_of_a_map_are_printed_on_one_another() -> None:
    spots = [
        _spot(35.0, 39.0, 800, "a", "b", "c"),
        _spot(35.0, 39.0, 1_500, "d"),
        _spot(35.0004, 39.0, 500, "e", "f"),
        _spot(35.1, 39.0, 800, "g"),
        _spot(35.2, 39.0, 2_500, "h"),
        _spot(35.3, 39.0, 20, "i"),
        _spot(35.3, 39.0, 30, "j"),
    ]
    wanted = [(GeoPoint(35.0, 39.0), 6), (GeoPoint(35.2, 39.0), 1)]
    assert numbers_apart(spots, apart=0.001) == wanted
    assert len(numbers_apart(spots, apart=0.0001)) == 3


def test_a_map_of_very_many_places_draws_those_with_most_killed() -> None:
    """Twelve thousand circles took a minute, two gigabytes, and a page that no browser shows."""
    point = GeoPoint(35.95, 39.01)
    spots = [
        MapSpot(point, 300, (f"monitor:{number}",), CountRange(0, number % 1_500))
        for number in range(3_000)
    ]
    drawn = spots_drawn(spots)
    assert len(drawn) == MOST_SPOTS
    assert [spots.index(spot) for spot in drawn] == sorted(map(spots.index, drawn))
    assert {spot.killed.highest for spot in drawn} == set(range(1_000, 1_500))
    assert spots_drawn(spots[:MOST_SPOTS]) == spots[:MOST_SPOTS]


def test_a_caption_says_how_many_places_are_not_drawn(
    street: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = 'title = "A street"\narea = "Basatin"\nperiod = "2031-06-01/2031-06-30"\n'
    (street.folder / "case.toml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(maps, "MOST_SPOTS", 5)
    monkeypatch.setattr(pictures, "MOST_SPOTS", 5)
    rows = "".join(f"{n},2031-06-0{n},{n % 4},{35 + n / 100},39\n" for n in range(1, 9))
    fields = {
        "happened": "date",
        "civilians_killed_min": "killed",
        "latitude": "lat",
        "longitude": "lon",
    }
    street.add_list("monitor", "incident", fields, f"no,date,killed,lat,lon\n{rows}")
    street.run("build", street.folder)
    page = (street.folder / "out" / "dossier" / "index.html").read_text("utf-8")
    words = " ".join(re.sub("<[^>]*>", "", page).split())
    assert "Only the 5 places with most killed are drawn; 3 further ones are in the" in words
    assert page.count('aria-label="1 incidents within') == 5


def test_a_field_of_the_cases_own_is_searched(street: SmallCase) -> None:
    header = "no,name,age,died,sex,lat,lon,ward"
    street.write_list(
        "1,Khalid Walid al-Attar,40,2031-06-03,m,35.95,39.01,Ward Nine", header=header
    )
    mapping = street.folder / "sources" / "notebook.toml"
    own = '\n[extra]\nward = { column = "ward", title = "Ward" }\n'
    mapping.write_text(mapping.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert street.build().exit_code == 0
    (index,) = (street.folder / "out").rglob("search-index.js")
    assert "ward nine" in index.read_text(encoding="utf-8")
