"""Latitude and longitude that look exchanged are noted, by country, other lists, other rows."""

import pytest

from sijill.model.records.record import Head, IncidentRecord, Locator
from sijill.model.records.rejects import Effect
from sijill.model.values.places import GeoPoint, Place
from sijill.places.countries import country_in, country_in_title
from sijill.register.exchanged_points import exchanged, exchanged_points, list_notes

RAQQA = [(35.95, 39.01), (35.96, 39.02), (35.83, 38.54)]


def _records(
    source: str, points: list[tuple[float, float]], place: str = ""
) -> tuple[IncidentRecord, ...]:
    return tuple(
        IncidentRecord(
            Head(f"{source}:{row}", source, Locator("a.csv", "", "", row), {"place": place}),
            place=Place(point=GeoPoint(*point), radius_m=1),
        )
        for row, point in enumerate(points, start=2)
    )


def _mirrored(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(longitude, latitude) for latitude, longitude in points]


@pytest.mark.parametrize(
    ("place", "points"),
    [
        ("Raqqa, Syria", RAQQA),
        ("الرقة، سوريا", RAQQA),
        ("Харків, Україна", [(49.99, 36.23)]),
        ("Cali (Colombia)", [(3.44, -76.52), (4.61, -74.08)]),
        ("Mekelle, Ethiopia", [(13.49, 39.47)]),
        ("עזה", [(31.5, 34.46)]),
        ("El Fasher - Sudan", [(13.63, 25.35)]),
    ],
)
def test_points_outside_their_country_and_inside_once_exchanged(
    place: str, points: list[tuple[float, float]]
) -> None:
    assert exchanged_points({"a": _records("a", points, place)}, "") == []
    (note,) = exchanged_points({"a": _records("a", _mirrored(points), place)}, "")
    assert note.effect is Effect.NOTE
    assert note.row == 0
    assert "exchanged" in note.reason
    assert list_notes([note]) == [("a", note.reason)]


def test_the_title_of_the_case_names_the_country_where_places_do_not() -> None:
    mirrored = {"a": _records("a", _mirrored(RAQQA), "Raqqa")}
    assert len(exchanged_points(mirrored, "The dead of Syria, 2017")) == 1
    assert exchanged_points(mirrored, "The dead of 2017") == []


def test_two_lists_at_mirrored_spots_are_both_noted() -> None:
    lists = {"a": _records("a", RAQQA), "b": _records("b", _mirrored(RAQQA))}
    assert {note.source for note in exchanged_points(lists, "")} == {"a", "b"}


def test_of_three_lists_the_one_that_lies_elsewhere_is_noted() -> None:
    lists = {
        "a": _records("a", RAQQA),
        "b": _records("b", _mirrored(RAQQA)),
        "c": _records("c", RAQQA),
    }
    assert {note.source for note in exchanged_points(lists, "")} == {"b"}


def test_lists_far_apart_that_no_exchange_brings_together_are_not_noted() -> None:
    lists = {"a": _records("a", RAQQA), "b": _records("b", [(15.5, 32.5), (13.6, 25.3)])}
    assert exchanged_points(lists, "") == []


def test_single_rows_are_noted_against_the_others_of_their_list() -> None:
    points = [*RAQQA, *RAQQA, (39.0, 35.94), (33.5, 36.3)]
    (note,) = exchanged_points({"a": _records("a", points)}, "")
    assert (note.row, note.value) == (8, "39, 35.94")


def test_a_longitude_beyond_90_is_no_latitude() -> None:
    assert exchanged(GeoPoint(19.6, 97.0)) is None
    assert exchanged(GeoPoint(19.6, 37.0)) == GeoPoint(37.0, 19.6)


@pytest.mark.parametrize(
    ("text", "name"), [("Hama, Syria", "Syria"), ("Ucrania", "Ukraine"), ("Iran Street 4", "")]
)
def test_a_country_is_a_part_of_its_own(text: str, name: str) -> None:
    country = country_in(text)
    assert (country.name if country else "") == name


def test_a_title_names_a_country_by_a_word() -> None:
    country = country_in_title("Victims in South Sudan since 2013")
    assert country is not None
    assert country.name == "South Sudan"


def test_where_people_come_from_is_no_place_of_what_happened() -> None:
    at_sea = [
        IncidentRecord(
            Head("a:2", "a", Locator("a.csv", "", "", 2), {"Country of Origin": "Sudan"}),
            place=Place(point=GeoPoint(34.1, 12.6), radius_m=1),
        )
    ]
    assert exchanged_points({"a": tuple(at_sea)}, "") == []
