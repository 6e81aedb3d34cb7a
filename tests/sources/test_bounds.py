"""Whatever stands in a cell, its row is a record or a reject, and reading it ends."""

import json
import math
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model import limits
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import Locator, RecordKind
from sijill.model.records.rejects import Effect
from sijill.model.settings.source_mapping import FieldRule, SourceMapping
from sijill.model.values.places import GeoPoint
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import metres_from, read_outline
from sijill.sources.records import rows as rows_of_records
from sijill.sources.records.bounds import read_within_bounds
from sijill.sources.records.cells import read_value
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import Read, read_rows

RULE = FieldRule(column="cell")
ODD = [
    "-" * 1_000,
    "9" * 5_000,
    "9" * 400 + ".5",
    "٩" * 300,
    "1e999",
    "nan",
    "-inf",
    "0001/9999",
    "9999-12-31/..",
    "0000-00-00",
    "31.12.9999 23:59:60",
    "((((((((((" * 40,
    "ابن " * 120,
    "a/b:" * 120,
    "\u200f\u202e" * 60,
    "\u0000",
    "'\"\\`;--",
    "=cmd|' /C calc'!A0",
    '{"type":"Point","coordinates":[1e400,0]}',
    '{"type":"Point","coordinates":["a",null]}',
    '{"type":"Polygon","coordinates":[]}',
    "[" * 600 + "]" * 600,
    "s:1:" * 200,
    "12S" + "9" * 30,
    "x" * 2_000_000,
]
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=40),
    st.text("0123456789٠١٢٣.,-–/~+<>:% ", max_size=30),
    st.text("abcdef أبتثجحد 123'\"()[]{}", max_size=60),
)


def _rows(kind: RecordKind, texts: list[str]) -> Read:
    names = list(FIELDS[kind])
    mapping = SourceMapping(
        id="list", title="List", kind=kind, file="list.csv", fields={name: name for name in names}
    )
    received = [
        ReceivedRow(Locator("list.csv", "0" * 64, "", number), dict.fromkeys(names, text))
        for number, text in enumerate(texts, start=2)
    ]
    return read_rows(mapping, received, {})


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_odd_cell_in_every_field_gives_a_record_or_a_reject(kind: RecordKind) -> None:
    found = _rows(kind, ODD)
    read = {record.head.locator.row for record in found.records}
    rejected = {reject.row for reject in found.rejects if reject.effect is Effect.ROW}
    assert read | rejected == set(range(2, len(ODD) + 2))
    assert not [one for one in found.rejects if "please report" in one.reason]


@given(text=TEXTS, kind=st.sampled_from(list(FieldType)))
@settings(max_examples=300, deadline=None)
def test_every_reader_is_total(text: str, kind: FieldType) -> None:
    """No text makes a reader raise; if one does, the reason asks for a report."""
    value = read_value(kind, text, RULE)
    assert not (isinstance(value, Unreadable) and "please report" in value.reason), value


MILLION = 1_000_000
PIECES = (
    "3", "12", "2031", "٣", "-", "–", "/", ".", ",", ":", " ", "  ", "~", "+", "<", ">", "%", "(",
    ")", "[", "]", "{", "}", '"', "'", "June", "حزيران", "Rana", "Khalid", "أبو", "ابن", "and", "و",
    "to", "unknown", "مجهول", "years", "months", "about", "dozen", "39.01", "35°57'N", "37S",
    "m", "f",
    "\u200f", "\u0301", "\u00a0", "\ud800", "\x00", "\n", "NaN", "1e9", "0x", "=", ";", "|", "#",
)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("kind", list(FieldType))
def test_a_million_texts_are_read_or_unreadable(kind: FieldType) -> None:
    """All kinds of field together read a million, of pieces that dates, ages and names are of."""
    chance = Random(f"{kind}, 2031")  # noqa: S311  texts, no secret
    for _ in range(MILLION // len(FieldType)):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 12)))
        value = read_value(kind, text, RULE)
        assert not (isinstance(value, Unreadable) and "please report" in value.reason), repr(text)


@pytest.mark.parametrize("kind", [one for one in FieldType if one is not FieldType.TEXT])
def test_a_text_longer_than_its_field_is_not_read(kind: FieldType) -> None:
    text = "7" * (limits.longest_text(kind) + 1)
    value = read_value(kind, text, RULE)
    assert isinstance(value, Unreadable)
    assert f"at most {limits.longest_text(kind):,}" in value.reason


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (FieldType.COUNT, "100000001", "people cannot be meant"),
        (FieldType.NUMBER, "1e300", "not finite, or larger"),
        (FieldType.GEOMETRY, json.dumps({"a": [[[[[[[[[[[[1]]]]]]]]]]]]}), "deeper than 12"),
        (FieldType.GEOMETRY, "[]," * 50_001, "corners"),
    ],
)
def test_values_out_of_bounds_are_unreadable(kind: FieldType, text: str, reason: str) -> None:
    value = read_value(kind, text, RULE)
    assert isinstance(value, Unreadable)
    assert reason in value.reason


def test_a_reader_that_raises_costs_its_value_alone() -> None:
    def read() -> None:
        raise RecursionError("maximum depth\nexceeded")

    value = read_within_bounds(FieldType.NAME, "Nadir", read)
    assert isinstance(value, Unreadable)
    assert value.reason == (
        "this could not be read (RecursionError: maximum depth); please report it"
    )


def test_a_row_whose_record_cannot_be_made_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    def build_record(*_: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(rows_of_records, "build_record", build_record)
    found = _rows(RecordKind.PERSON, ["Nadir"])
    assert not found.records
    (reject,) = (one for one in found.rejects if one.effect is Effect.ROW)
    assert (reject.row, reject.reason) == (
        2,
        "the row could not be read (OverflowError: date value out of range); please report it",
    )


def test_a_key_beyond_reason_names_no_row() -> None:
    mapping = SourceMapping.model_validate(
        {
            "id": "list",
            "title": "List",
            "kind": "person",
            "file": "list.csv",
            "fields": {"name": "name"},
            "key": {"columns": ["id"]},
        }
    )
    cells = MappingProxyType({"id": "7" * 501, "name": "Nadir"})
    found = read_rows(mapping, [ReceivedRow(Locator("list.csv", "0" * 64, "", 2), cells)], {})
    assert [one.reason for one in found.rejects] == [
        "the key has 501 characters; at most 500 name a row"
    ]


BOW = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def test_an_outline_that_crosses_itself_is_mended_and_noted() -> None:
    found = _rows(RecordKind.HAZARD, [json.dumps(BOW)])
    (record,) = found.records
    assert getattr(record, "outline", None) == BOW
    notes = {one.reason for one in found.rejects if one.effect is Effect.NOTE}
    assert notes == {
        "the outline is not valid (Self-intersection[0.5 0.5]); it was mended for reading"
    }


def test_an_outline_that_crosses_itself_everywhere_is_unreadable() -> None:
    corners = [
        [(number * 7919 % 997) / 1e3, (number * 104_729 % 991) / 1e3] for number in range(3_000)
    ]
    outline = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    folded = [[number * 37 % 97, number * 53 % 89] for number in range(3_000)]
    for ring in (outline["coordinates"], [[*folded, folded[0]]]):
        text = json.dumps({"type": "Polygon", "coordinates": ring})
        value = read_value(FieldType.GEOMETRY, text, RULE)
        assert isinstance(value, Unreadable)
        assert "crosses itself everywhere" in value.reason


def _star(corners: int, step: int) -> list[list[float]]:
    """A ring of so many corners around one point, of which each side leads ``step`` further."""
    turns = [2 * math.pi * number * step / corners for number in range(corners)]
    ring = [[39 + math.cos(turn) / 300, 35 + math.sin(turn) / 300] for turn in turns]
    return [*ring, ring[0]]


def _square(half: float, east: float = 0.0) -> list[list[float]]:
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [[39 + east + x * half, 35 + y * half] for x, y in signs]


def _areas(rings: list[list[list[float]]]) -> dict[str, object]:
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}


def _collected(outline: dict[str, object], levels: int) -> dict[str, object]:
    for _ in range(levels):
        outline = {"type": "GeometryCollection", "geometries": [outline]}
    return outline


def test_a_small_outline_whose_sides_all_cross_is_not_taken_apart() -> None:
    star: dict[str, object] = {"type": "Polygon", "coordinates": [_star(41, 20)]}
    stars = _areas([_star(5, 2)] * 60)
    for outline in (star, stars, _collected(star, 2), _collected(stars, 1)):
        value = read_value(FieldType.GEOMETRY, json.dumps(outline), RULE)
        assert isinstance(value, Unreadable)
        assert value.reason == "the outline crosses itself everywhere; draw it again"


def test_areas_within_areas_by_the_hundred_are_not_compared() -> None:
    squares = [_square(0.0001 * (1 + number)) for number in range(300)]
    holes = {"type": "Polygon", "coordinates": [_square(1), *squares]}
    for outline in (_areas(squares), holes, _collected(_areas(squares), 2)):
        value = read_value(FieldType.GEOMETRY, json.dumps(outline), RULE)
        assert isinstance(value, Unreadable)
        assert value.reason == (
            "the areas of the outline lie over one another everywhere; draw it again"
        )


def test_an_outline_whose_sides_cross_two_others_each_is_mended_however_long() -> None:
    hatched = [[number % 97, number % 89] for number in range(3_000)]
    for ring in (_star(5, 2), _star(2_001, 2), [*hatched, hatched[0]]):
        outline = {"type": "Polygon", "coordinates": [ring]}
        assert read_value(FieldType.GEOMETRY, json.dumps(outline), RULE) == outline


def test_where_two_areas_of_an_outline_overlap_is_inside_it() -> None:
    both = read_outline(_areas([_square(0.002), _square(0.002, east=0.002)]))
    nested = read_outline(_areas([_square(0.002), _square(0.001)]))
    for outline in (both, nested):
        assert not isinstance(outline, Unreadable)
        assert metres_from(outline, GeoPoint(35.0, 39.0005)) == 0
        assert metres_from(outline, GeoPoint(35.0, 38.9985)) == 0


def test_a_cell_of_more_parts_than_are_read_is_unreadable() -> None:
    def read(parts: int) -> object:
        return read_value(FieldType.TEXTS, "; ".join(map(str, range(parts))), RULE)

    assert read(limits.MOST_PARTS) == tuple(map(str, range(limits.MOST_PARTS)))
    value = read(limits.MOST_PARTS + 1)
    assert isinstance(value, Unreadable)
    assert value.reason == f"the cell holds 501 parts; at most {limits.MOST_PARTS} are read"
