"""Coordinates as lists write them; what is none is told, and 0, 0 is no place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.records.record import IncidentRecord, Locator
from sijill.model.records.rejects import Effect, Reject
from sijill.model.values.places import Place
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.coordinates import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    read_coordinates,
    read_degrees,
    read_metres,
)
from sijill.sources.records.joined_dates import join_date
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping


def _place(fields: str, **cells: str) -> tuple[Place, tuple[Reject, ...]]:
    text = f'id = "m"\ntitle = "M"\nkind = "incident"\nfile = "m.csv"\n[fields]\n{fields}'
    row = ReceivedRow(Locator("m.csv", "0" * 64, "", 2), cells, ())
    read = read_rows(read_mapping(text, "m.toml"), [row], {})
    (record,) = read.records
    assert isinstance(record, IncidentRecord)
    return record.place, read.rejects


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("35.95", 35.95),
        ("35,95", 35.95),
        ("٣٥٫٩٥", 35.95),
        ("35.95°", 35.95),
        ("35.95 N", 35.95),
        ("N 35.95", 35.95),
        ("35.95S", -35.95),
        ("-35.95", -35.95),
        ("−35.95", -35.95),
        ("35°57'00\"", 35.95),
        ("35° 57′ 0″ N", 35.95),
        ("35 57 0", 35.95),
        ("35°57.0'", 35.95),
    ],
)
def test_degrees_are_read_as_lists_write_them(cell: str, degrees: float) -> None:
    assert read_degrees(cell, MOST_LATITUDE, "latitude") == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("north of town", "no latitude"),
        ("95", "outside"),
        ("35 61 0", "end at 59"),
        ("35.95 E", "E marks a longitude"),
        ("4239.00416", "outside"),
        ("1,234,5", "no latitude"),
    ],
)
def test_what_is_no_latitude_is_refused_with_the_reason(cell: str, reason: str) -> None:
    read = read_degrees(cell, MOST_LATITUDE, "latitude")
    assert isinstance(read, Unreadable)
    assert reason in read.reason


def test_a_letter_that_is_east_in_one_language_and_west_in_others_is_told() -> None:
    read = read_degrees("7.5 O", MOST_LONGITUDE, "longitude")
    assert isinstance(read, Unreadable)
    assert "write E or W" in read.reason


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_pair_that_is_written_is_read_back(latitude: float, longitude: float) -> None:
    read = read_coordinates(f"{latitude:.6f}, {longitude:.6f}")
    assert not isinstance(read, Unreadable)
    assert read[0].latitude == pytest.approx(latitude, abs=1e-6)
    assert read[0].longitude == pytest.approx(longitude, abs=1e-6)


@pytest.mark.parametrize(
    ("cell", "radius_m"),
    [
        ("35.95, 39.01", 0),
        ("35.95 39.01", 0),
        ("35.95,39.01", 0),
        ("35,95; 39,01", 0),
        ("(35.95, 39.01)", 0),
        ("35.95 39.01 260.5 12.0", 12),
        ("POINT(39.01 35.95)", 0),
        ("35°57'00\"N, 39°00'36\"E", 0),
        ('{"type": "Point", "coordinates": [39.01, 35.95]}', 0),
        ("37SEV0090278398", 1),
        ("37S 500902 3978398", 1),
    ],
)
def test_a_point_in_one_cell_is_read_in_every_usual_form(cell: str, radius_m: int) -> None:
    read = read_coordinates(cell)
    assert not isinstance(read, Unreadable), read.reason
    point, radius = read
    assert point.latitude == pytest.approx(35.95, abs=2e-3)
    assert point.longitude == pytest.approx(39.01, abs=2e-3)
    assert radius == radius_m


@pytest.mark.parametrize("cell", ["the old bridge", "35.95", "195, 39", "37SEV123", "35.95, far"])
def test_words_are_no_point(cell: str) -> None:
    assert isinstance(read_coordinates(cell), Unreadable)


@pytest.mark.parametrize(("cell", "metres"), [("150", 150), ("150 m", 150), ("1,5 km", 1500)])
def test_a_radius_may_carry_its_unit(cell: str, metres: float) -> None:
    assert read_metres(cell) == metres


@pytest.mark.parametrize("cell", ["near", "9000 km", "-5"])
def test_what_is_no_radius_is_refused(cell: str) -> None:
    assert isinstance(read_metres(cell), Unreadable)


@pytest.mark.parametrize(("latitude", "longitude"), [("0", "0"), ("0.0", "0.000"), ("0", "-0.0")])
def test_zero_zero_is_no_place_and_is_told(latitude: str, longitude: str) -> None:
    fields = 'latitude = "lat"\nlongitude = "lon"\nplace = "town"\n'
    place, (reject,) = _place(fields, lat=latitude, lon=longitude, town="Basatin")
    assert place.point is None
    assert str(place) == "Basatin"
    assert (reject.column, reject.effect) == ("lat, lon", Effect.VALUE)
    assert "no coordinates" in reject.reason


def test_a_latitude_alone_is_no_point_and_is_told() -> None:
    place, (reject,) = _place('latitude = "lat"\nlongitude = "lon"\n', lat="35.95", lon="")
    assert place.point is None
    assert "the other one is missing" in reject.reason


def test_a_feature_with_an_outline_has_a_point_and_a_radius_that_holds_it() -> None:
    square = [[39.0, 35.9], [39.02, 35.9], [39.02, 35.92], [39.0, 35.92], [39.0, 35.9]]
    geometry = json.dumps({"type": "Polygon", "coordinates": [square]})
    place, rejects = _place('geometry = "geometry"\n', geometry=geometry)
    assert rejects == ()
    assert place.point is not None
    assert place.radius_m is not None
    assert 1_200 < place.radius_m < 3_500


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (("2017", "6", "15"), "2017-06-15"),
        (("2017", "6", "0"), "2017-06"),
        (("2017", "0", "0"), "2017"),
        (("2017", "", ""), "2017"),
        (("2017", "-9", "15"), "2017"),
        (("2017.0", "12.0", "3.0"), "2017-12-03"),
        (("15", "6", "2017"), "2017-06-15"),
        (("٢٠١٧", "٦", "١٥"), "2017-06-15"),
        (("2017", "6"), "2017-06"),
        (("2017", "June", "15"), "15 June 2017"),
        (("", "", ""), ""),
    ],
)
def test_year_month_and_day_in_columns_make_one_date(parts: tuple[str, ...], joined: str) -> None:
    assert join_date(parts) == joined
