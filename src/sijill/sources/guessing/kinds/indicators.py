"""Tables with an indicator in each row: "People killed | 412", "Houses destroyed | 2,210".

What a number counts stands in the cell beside it. A row that counts all the dead is read, or else
those that count groups of them; the numbers of other rows are numbers of something else. Of several
columns of numbers as of a day each, the last one holds those before it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sijill.language.dates import read_date
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Unit
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.cell_evidence import share_understood
from sijill.sources.guessing.columns import MOST_NAMED, Column, look_at
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by
from sijill.sources.guessing.headings.wordings import names_scale
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.words import has_any, plain_heading, words_of
from sijill.sources.tables.table import Table

_UNITS = {"killed": Unit.DEATHS, "injured": Unit.INJURIES}


def with_indicators(table: Table, guessed: Guess) -> Guess:
    """The guess of such a table, as statements whose unit its cells say; else as it is.

    It has one column of numbers and one of labels, each row another, and no heading that is known
    says of what the numbers are.
    """
    if guessed.kind is not None:
        return guessed
    columns = [column for column in look_at(table) if column.filled]
    numbers = [one for one in columns if share_understood(FieldType.COUNT, one) == 1]
    of_numbers = {one.name for one in numbers}
    labels = [one for one in columns if one.name not in of_numbers and one.different == one.filled]
    named = next(((one, units) for one in labels if (units := _units(one))), None)
    is_scaled = any(names_scale(column.name) for column in columns)
    if named is None or is_scaled:
        return guessed
    column, units = named
    earlier = _earlier(numbers, units)
    columns = [one for one in columns if one.name not in earlier]
    numbers = [one for one in numbers if one.name not in earlier]
    if len(numbers) != 1 or len(columns) > _WIDEST:
        return guessed
    read = guess(columns, table.rows, RecordKind.COUNT)
    dead = [cell for cell, unit in units.items() if unit == Unit.DEATHS.value]
    listed = ", ".join(map(repr, dead[:MOST_NAMED]))
    return replace(
        read,
        reason=f"an indicator in each row, by the cells of {column.name!r}",
        fields={"value": (numbers[0].name,), "unit": (column.name,)},
        values={"unit": units},
        caution=(
            f"the number beside {listed} is read as that of the killed, and others as numbers of "
            "something else. Of rows that may hold the same people the largest is the least number"
            + _said_of_earlier(earlier, numbers[0])
        ),
        questions=(),
        of_columns=(),
    )


_WIDEST = 4
"""Columns of a list of indicators at most: what is counted, numbers, a note."""


def _earlier(numbers: Sequence[Column], units: Mapping[str, str]) -> tuple[str, ...]:
    """The columns as of earlier days than the last; empty where each may be a period of its own.

    Their headings say it ("As of 7 Nov"), or the labels of the killed do ("cumulative").
    """
    days = [_day_in(column.name) for column in numbers]
    known = [day.earliest for day, _ in days if isinstance(day, DateInterval) and day.earliest]
    killed = [label for label, unit in units.items() if unit == Unit.DEATHS.value]
    says_sum = all(any(one.is_cumulative for one in counted_by(label)) for label in killed)
    says_day = all(is_said for _, is_said in days)
    if len({*known}) < max(len(numbers), _FEWEST) or not (says_day or says_sum):
        return ()
    last = max(range(len(numbers)), key=lambda at: known[at])
    return tuple(column.name for at, column in enumerate(numbers) if at != last)


_FEWEST = 2
"""Days under which one number stands again and again; one is no row of days."""


def _day_in(heading: str) -> tuple[DateInterval | Unreadable, bool]:
    """The day that a heading names, and whether it says that its numbers hold all until then.

    Where it names no year, only the order of the days is known.
    """
    plain = plain_heading(heading)
    words = words_of("keys.toml", "as_of", "words")
    begin = max((word for word in words if plain.startswith(f"{word} ")), key=len, default="")
    rest = plain[len(begin) :].strip()
    dated = rest if _YEAR.search(rest) else f"{rest} {_ANY_YEAR}"
    return read_date(dated, day_first=True), bool(begin)


_YEAR = re.compile(r"(?:19|20)\d\d")
_ANY_YEAR = 2020
"""A year put behind a day and a month, so that they are read as a date; a leap year."""


def _said_of_earlier(earlier: Sequence[str], last: Column) -> str:
    if not earlier:
        return ""
    listed = ", ".join(map(repr, earlier[:MOST_NAMED]))
    return (
        f"; {last.name!r} is read as what holds the earlier numbers of {listed}, which are left out"
    )


def _units(column: Column) -> dict[str, str]:
    """The unit of each label that counts the killed or the injured; empty if none the killed."""
    units: dict[str, str] = {}
    wholes = set[str]()
    for cell, _ in column.commonest:
        for count in counted_by(cell)[:1]:
            if count.harm not in _UNITS or count.is_part or _is_of_days(cell):
                continue
            units[cell] = _UNITS[count.harm].value
            if count.harm == "killed" and count.group == "people":
                wholes.add(cell)
    if Unit.DEATHS.value not in units.values():
        return {}
    return {
        cell: unit
        for cell, unit in units.items()
        if not wholes or cell in wholes or unit != Unit.DEATHS.value
    }


def _is_of_days(cell: str) -> bool:
    """Whether a label is of the last day alone: "Killed in the last 24 hours"."""
    daily = words_of("count_words.toml", "daily", "words")
    forms = {*readings(cell), plain_heading(cell)}
    return has_any(forms, daily)
