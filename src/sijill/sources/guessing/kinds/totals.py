"""Lists whose rows are totals: up to a day, of a month, a year or a week, or of a group."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sijill.language.dates import read_date
from sijill.language.numbers import read_count
from sijill.language.scripts import fold_digits
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.cell_evidence import counts_harm, holds_days, share_understood
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.guessing.headings.fields import fields_of, fields_of_all
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by, names_area
from sijill.sources.guessing.joined_columns import part_of_date
from sijill.sources.guessing.words import speaks_of, words_of
from sijill.sources.tables.table import Row

if TYPE_CHECKING:
    from datetime import date


def running_totals(columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    """The columns of totals up to the day of each row, in a list that is one place's.

    A heading says so ("killed_cum"), each number is the one before and the new ones of its row, or
    the numbers never fall from day to day.
    """
    if _has_several_places(columns):
        return []
    counted = [column for column in columns if counts_harm(column, of_totals=True)]
    if grown := [column.name for column in counted if _grows_by_another(column, counted, rows)]:
        return grown
    said = [column.name for column in counted if holds_days_before(column)]
    if said or not counted:
        return said
    day = _column_of_days(columns, rows)
    return [column.name for column in counted if day and _never_falls(column.name, day, rows)]


def _grows_by_another(column: Column, others: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether each number is that of a row beside it and what another column adds in its own row.

    The rows may stand in either order.
    """
    totals = _numbers(column.name, rows)
    for added in (_numbers(other.name, rows) for other in others if other is not column):
        if len(totals) < _FEWEST_TOTALS or None in totals or None in added:
            continue
        for whole, new in ((totals, added), (totals[::-1], added[::-1])):
            steps = [(b or 0) - (a or 0) for a, b in pairwise(whole)]
            if steps == new[1:] and sum(step > 0 for step in steps) >= _FEWEST_TOTALS - 1:
                return True
    return False


def _numbers(name: str, rows: Sequence[Row]) -> list[int | None]:
    """The numbers of a column, in the order of its rows; ``None`` for what is no number."""
    read = [read_count(row.cells[name]) for row in rows]
    return [None if isinstance(number, Unreadable) else number.lowest for number in read]


def holds_days_before(column: Column) -> bool:
    """Whether the heading says that each number holds those before it: "killed_cum"."""
    return any(count.is_cumulative for count in counted_by(column.name))


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
    has_days = {"happened", "code"} & fields_of_all(others, RecordKind.INCIDENT)
    return [] if has_days else named


def totals_of_groups(columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    """The columns that say of what each row is the total, in a list without days and codes.

    Whoever counts the killed of each governorate, age group or weapon once has no incidents, and
    what several sources state is no sum. Empty where a column has days, codes, points, families or
    what befell a place in words, and where two rows are of one group.
    """
    labels = [
        column
        for column in columns
        if column.filled
        and not counts_harm(column, of_totals=True, of_both=True)
        and not _holds_numbers(column)
    ]
    named = [column.name for column in labels]
    is_of_events = speaks_of("events", named) or not _OF_EVENTS.isdisjoint(
        fields_of_all(columns, RecordKind.INCIDENT)
    )
    is_of_families = speaks_of("kin", named) or not _OF_FAMILIES.isdisjoint(
        fields_of_all(labels, RecordKind.PERSON)
    )
    if (
        is_of_events
        or is_of_families
        or any(part_of_date(column.name) for column in columns)
        or any(holds_days(column) or column.words > _MOST_WORDS for column in labels)
        or not any(counts_harm(column, of_totals=True) for column in columns)
    ):
        return []
    others = [column for column in labels if not names_area(*readings(column.name))]
    groups = [tuple(row.cells[name] for name in named) for row in rows]
    is_of_each = len(groups) > 1 and len(set(groups)) == len(groups)
    return named if named and is_of_each and len(others) <= _OTHER_LABELS else []


_OF_EVENTS = frozenset({"happened", "code", "latitude", "coordinates", "geometry", "mgrs"})
_OF_FAMILIES = frozenset({"name", "given_name", "family_name", "family_group"})
_MOST_WORDS = 6
"""Median words in the cells of a column; a longer text tells of an incident."""
_OTHER_LABELS = 2
"""Columns of labels beside those of areas; with more a row describes an event."""


def _holds_numbers(column: Column) -> bool:
    """Whether no cell is more than digits; ages such as 0-17 are more."""
    return all(fold_digits(cell).strip().isdecimal() for cell, _ in column.commonest)


def as_totals_up_to_a_day(
    fields: FieldColumns, columns: Sequence[Column], rows: Sequence[Row]
) -> FieldColumns:
    """The fields with the date of a row as the end of what its number holds, in running totals.

    What several outlets state is no running total of a list.
    """
    by_name = {column.name: column for column in columns}
    of = {
        field: [by_name[name] for name in names if name in by_name]
        for field, names in fields.items()
    }
    has_speakers = any(column.different > 1 for column in of.get("said_by", ()))
    growing = running_totals(columns, rows)
    if has_speakers or not any(
        holds_days_before(column) or column.name in growing for column in of.get("value", ())
    ):
        return dict(fields)
    day = "about" if "about" in fields else "said_on"
    return {"up_to" if field == day else field: names for field, names in fields.items()}


def caution_on_totals(fields: FieldColumns, columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """What the rows of a list of totals are, and that they are not added up."""
    if "up_to" in fields:
        return (
            "each row is a total that holds the days before it: the last one is the list's number, "
            "and rows are never added"
        )
    if "value" in fields and totals_of_periods(columns):
        return (
            "each row is a total of its period; the periods of the list have one sum of their own, "
            "and rows are statements and are never added to anything else"
        )
    if "value" in fields and totals_of_groups(columns, rows):
        return (
            "each row is read as the total of what it names, and as no incident, for no column has "
            "days or codes: rows of different places have one sum of their own, others none. If "
            "each row is an incident, write its mapping anew: sijill inspect FILE --kind incident "
            "--write CASE/sources/NAME.toml"
        )
    return ""


def _has_several_places(columns: Sequence[Column], *, beside_areas: bool = False) -> bool:
    """Whether rows are of different places; ``beside_areas``: of places that are no whole areas."""
    return any(
        not _OF_PLACES.isdisjoint(fields_of(column.name, RecordKind.INCIDENT))
        for column in columns
        if column.different > 1 and not (beside_areas and names_area(*readings(column.name)))
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
