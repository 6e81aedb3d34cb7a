"""What a list is about: a well-known export by its columns, else the kind whose headings it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sijill.language.dates import read_date
from sijill.language.numbers import read_count
from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.cell_evidence import (
    counts_harm,
    holds_positions,
    is_doubtful,
    share_understood,
)
from sijill.sources.guessing.column_matching import is_about_anything
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import (
    asked_by,
    count_heading,
    fields_of,
    plain_heading,
    read_list,
    read_words,
    readings,
    speaks_of,
    words_of,
)
from sijill.sources.guessing.joined_columns import parts_of_dates
from sijill.sources.tables.table import Row

if TYPE_CHECKING:
    from datetime import date

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A well-known export, of no ``kind`` if it holds no records; ``values`` by coded field."""

    id: str
    title: str
    kind: RecordKind | None
    fields: Mapping[str, tuple[str, ...]]
    key: tuple[str, ...]
    fixed: Mapping[str, str]
    extra: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    caution: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The likeliest kind of a list, why, and the well-known export that it is, if any."""

    kind: RecordKind | None
    reason: str
    shape: Shape | None = None


def guess_kind(columns: Sequence[Column], rows: Sequence[Row] = ()) -> KindGuess:
    """What a list is about, with the reason; ``rows`` show whether its numbers only ever grow.

    The kind is ``None`` where no heading says anything, or for an export that holds no records.
    """
    shape = find_shape(column.name for column in columns)
    if shape is not None:
        listed = ", ".join(shape.seen)
        return KindGuess(shape.kind, f"{shape.title}, by its columns {listed}", shape)
    running, periodic = running_totals(columns, rows), totals_of_periods(columns)
    if running or periodic:
        listed = ", ".join(repr(name) for name in (running or periodic)[:_MOST_NAMED])
        what = "totals up to a day" if running else "totals of a month, a year or a week"
        return KindGuess(RecordKind.COUNT, f"{what}, by {listed}")
    days = parts_of_dates(columns)  # German "Tag" is a day, and no tag of a body
    telling = {
        kind: [name for name in _telling_columns(kind, columns) if name not in days]
        for kind in RecordKind
    }
    scores = {
        kind: _score(kind, columns, telling[kind])
        for kind in RecordKind
        if _is_evident(kind, columns, telling[kind])
    }
    if not scores:
        return KindGuess(None, "no heading says what the list is about")
    best = max(scores, key=lambda kind: (scores[kind][0], kind is RecordKind.PERSON))
    listed = ", ".join(scores[best][1][:_MOST_NAMED])
    return KindGuess(best, f"a list of {read_words('kinds.toml')[best.value]['name']}, by {listed}")


def running_totals(columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    """The columns of totals up to the day of each row, in a list that is one place's.

    A heading says so ("killed_cum"), or the numbers never fall from day to day.
    """
    if _has_several_places(columns):
        return []
    counted = [column.name for column in columns if counts_harm(column, of_totals=True)]
    said = [
        name
        for name in counted
        if any(count and count.is_cumulative for count in map(count_heading, readings(name)))
    ]
    if said or not counted:
        return said
    day = _column_of_days(columns, rows)
    return [name for name in counted if day and _never_falls(name, day, rows)]


def totals_of_periods(columns: Sequence[Column]) -> list[str]:
    """The column that names the month, year or week of each row, in a list of totals.

    The totals are those of one place or of areas, such as governorates. Empty where the list has
    days, towns or points, or nobody killed.
    """
    if _has_several_places(columns, beside_areas=True) or not any(
        counts_harm(column, of_totals=True) for column in columns
    ):
        return []
    periods = words_of("keys.toml", "periods", "words")
    filled = [column for column in columns if column.filled]
    named = [column.name for column in filled if not periods.isdisjoint(readings(column.name))]
    others = (column for column in filled if periods.isdisjoint(readings(column.name)))
    has_days = {"happened", "code"} & _named_fields(RecordKind.INCIDENT, others)
    return [] if has_days else named


def _has_several_places(columns: Sequence[Column], *, beside_areas: bool = False) -> bool:
    """Whether rows are of different places; ``beside_areas``: of places that are no whole areas."""
    areas = words_of("keys.toml", "areas", "words") if beside_areas else frozenset[str]()
    return any(
        not _OF_PLACES.isdisjoint(fields_of(column.name, RecordKind.INCIDENT))
        for column in columns
        if column.different > 1 and areas.isdisjoint(readings(column.name))
    )


_OF_PLACES = frozenset({"place", "latitude", "coordinates", "geometry"})


def _column_of_days(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """The first column that holds another day in every row; empty if there is none."""
    for column in columns:
        is_of_days = "happened" in fields_of(column.name, RecordKind.INCIDENT)
        if (
            is_of_days
            and column.different == len(rows)
            and share_understood(FieldType.DATE, column) == 1
        ):
            return column.name
    return ""


def _never_falls(name: str, column_of_days: str, rows: Sequence[Row]) -> bool:
    """Whether a column's numbers never fall in the order of its rows' days."""
    fewest = _FEWEST_TOTALS if speaks_of("totals", [name]) else _FEWEST_DAYS
    if len(rows) < fewest:
        return False
    dated: list[tuple[date, int]] = []
    for row in rows:
        day, number = (
            read_date(row.cells[column_of_days], day_first=True),
            read_count(row.cells[name]),
        )
        if isinstance(day, Unreadable) or isinstance(number, Unreadable):
            return False
        if day.earliest is None or number.lowest is None:
            return False
        dated.append((day.earliest, number.lowest))
    numbers = [number for _, number in sorted(dated)]
    return all(a <= b for a, b in pairwise(numbers)) and len(set(numbers)) >= fewest


_FEWEST_DAYS, _FEWEST_TOTALS = 5, 3
"""So many different numbers that only grow are no accident (1 in 120)."""


def find_shape(names: Iterable[str]) -> Shape | None:
    """The well-known export whose columns are all there, or ``None``."""
    present = {plain_heading(name): name for name in names}
    for content in read_list("shapes.toml", "shape"):
        wanted = [plain_heading(name) for name in content["all"]]
        telling = [plain_heading(name) for name in content["any"] if plain_heading(name) in present]
        if telling and all(name in present for name in wanted):
            return _shape(content, present, [*wanted, *telling])
    return None


def _shape(content: Mapping[str, Any], present: Mapping[str, str], seen: Sequence[str]) -> Shape:
    def there(names: object) -> tuple[str, ...]:
        listed = names if isinstance(names, list) else [names]
        plain = [plain_heading(str(name)) for name in listed]
        return tuple(present[name] for name in plain if name in present)

    fields = {field: there(names) for field, names in content.get("fields", {}).items()}
    extra = {
        there(name)[0]: settings
        for name, settings in content.get("extra", {}).items()
        if there(name)
    }
    return Shape(
        content["id"],
        content["title"],
        RecordKind(content["kind"]) if content["kind"] else None,
        {field: names for field, names in fields.items() if names},
        there(content["key"])[:1],
        content.get("fixed", {}),
        extra,
        content.get("values", {}),
        content["caution"],
        tuple(dict.fromkeys(present[name] for name in seen))[:_MOST_NAMED],
    )


def _is_evident(kind: RecordKind, columns: Sequence[Column], telling: Sequence[str]) -> bool:
    """Whether a heading or a cell is one that lists of this kind have, or a person's name is there.

    A code, a place and a link alone stand in lists of every kind; some headings say what a list is
    only together ("published" and "text").
    """
    if kind is RecordKind.PERSON and _is_of_families(columns):
        return False
    if telling or _cell_words(kind, columns):
        return True
    if kind is RecordKind.PERSON:
        return bool({"name", "given_name", "family_name"} & _named_fields(kind, columns))
    together = _listed(read_words("kinds.toml")[kind.value].get("together"))
    if not together or _is_barred(kind, columns):
        return False
    there = {form for column in columns if column.filled for form in readings(column.name)}
    return any(there >= {plain_heading(str(word)) for word in _listed(w)} for w in together)


def _is_of_families(columns: Sequence[Column]) -> bool:
    """Whether rows say how many of a family were killed, and name nobody."""
    named = _named_fields(RecordKind.PERSON, columns)
    return not named & {"name", "given_name"} and any(
        counts_harm(column, of_totals=False) for column in columns
    )


def _named_fields(kind: RecordKind, columns: Iterable[Column]) -> frozenset[str]:
    return frozenset[str]().union(*(fields_of(column.name, kind) for column in columns))


def _score(
    kind: RecordKind, columns: Sequence[Column], telling: Sequence[str]
) -> tuple[int, list[str]]:
    """How far the headings fit a kind, and the headings that say so, the most telling first."""
    says = dict.fromkeys(telling)
    if kind is RecordKind.HAZARD and says:  # accidents with mines count their killed and injured
        counts = (c for c in columns if counts_harm(c, of_totals=False, of_both=True))
        says |= dict.fromkeys(column.name for column in counts)
    fits = [c.name for c in columns if c.name not in says and _is_read(kind, c)]
    words = _cell_words(kind, columns)
    weight = int(str(read_words("kinds.toml")[kind.value]["weight"]))
    named = [f"'{name}'" for name in (*says, *fits)]
    return weight * (len(says) + bool(words)) + len(fits), [
        *named[: len(says)],
        *words,
        *named[len(says) :],
    ]


def _telling_columns(kind: RecordKind, columns: Sequence[Column]) -> list[str]:
    """The columns that lists of other kinds do not have, by their headings and their cells."""
    distinctive = words_of("kinds.toml", kind.value, "telling")
    asked, together = _listed_for(kind, "asked"), _by_fields(kind, columns)
    return [
        column.name
        for column in columns
        if column.name in together
        or not distinctive.isdisjoint(readings(column.name))
        or (asked and any(asked & asked_by(form) for form in readings(column.name)))
        or _is_of_kind(kind, column)
    ]


def _by_fields(kind: RecordKind, columns: Sequence[Column]) -> frozenset[str]:
    """The columns for fields that say together what a list is: outlet, headline and number."""
    wanted = _listed_for(kind, "by_fields")
    if not wanted or not wanted <= _named_fields(kind, columns) or _is_barred(kind, columns):
        return frozenset()
    return frozenset(column.name for column in columns if wanted & fields_of(column.name, kind))


def _is_barred(kind: RecordKind, columns: Sequence[Column]) -> bool:
    """Whether a column speaks against the kind: claims of the press are about no place of a row."""
    return bool(_listed_for(kind, "without") & _named_fields(kind, columns))


def _is_of_kind(kind: RecordKind, column: Column) -> bool:
    return (
        _names_own_field(kind, column.name)
        or (kind is RecordKind.INCIDENT and counts_harm(column, of_totals=False, of_both=True))
        or (kind is RecordKind.DETERMINATION and _is_position(column))
    )


def _names_own_field(kind: RecordKind, heading: str) -> bool:
    """Whether a heading names a field that only lists of this kind have, and nothing of others."""
    return (
        bool(_listed_for(kind, "own") & fields_of(heading, kind))
        and not is_about_anything(heading)
        and not any(fields_of(heading, other) for other in RecordKind if other is not kind)
    )


def _is_read(kind: RecordKind, column: Column) -> bool:
    """Whether a field of the kind has the heading and understands the cells."""
    types = FIELDS[kind]
    return any(
        field not in types or not is_doubtful(types[field], column)
        for field in fields_of(column.name, kind)
    )


def _is_position(column: Column) -> bool:
    """Whether the column is for an authority's position, by its heading and its cells."""
    is_named = "position" in fields_of(column.name, RecordKind.DETERMINATION)
    return (is_named or is_about_anything(column.name)) and holds_positions(column)


@cache
def _listed_for(kind: RecordKind, key: str) -> frozenset[str]:
    """A list of a kind in ``kinds.toml``, as it is written; empty where the kind has none."""
    return frozenset(map(str, _listed(read_words("kinds.toml")[kind.value].get(key))))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cell_words(kind: RecordKind, columns: Sequence[Column]) -> list[str]:
    """The first cell among the commonest that holds one of the words of a kind."""
    words = [fold(word) for word in _listed_for(kind, "cells")]
    for column in columns if words else ():
        for cell, _ in column.commonest:
            folded = fold(cell)
            if any(word in folded for word in words):
                return [f"cells such as '{cell[:40]}'"]
    return []
