"""The columns that name a row: filled and different in every row, with a heading that says so."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from sijill.language.numbers.digits import counted_from, counts_its_rows, serial_number
from sijill.language.scripts import fold_digits
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counts_people
from sijill.sources.guessing.words import speaks_of, words_of
from sijill.sources.tables.table import Row

_MOST_CANDIDATES = 6
"""Columns of which pairs are tried as keys, the most telling first; each more is many pairs."""
_SELDOM = 0.01
"""Share of rows that may repeat a key or lack one: slips."""
_FEW_ROWS = 4
"""Rows of a list in which a key may have no slip."""
_CODE = re.compile(r"(?=\S*\d)[\w#№/.:()-]+")
_MEASURE = re.compile(r"[-+]?\d+[.,]\d+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(T.*)?|\d+:\d+(:\d+)?")
"""Degrees, sums of money, dates and times: they differ from row to row and name none."""

_NEARLY_ALL = 0.9
"""A telling column may name rows although a few of its cells repeat, in a short list one."""


def guess_key(
    columns: Iterable[Column],
    rows: Sequence[Row],
    not_keys: Collection[str] = (),
    identities: Collection[str] = (),
) -> tuple[str, ...]:
    """The columns that name a row; none where nothing does.

    One that only counts the rows is taken where no other does: who was first in one issue of a list
    is seldom first in the next.

    Args:
        columns: the columns that may be shown.
        rows: the rows, to try two columns together.
        not_keys: columns that hold a name, an age or a date: corrected one day, so no key.
        identities: columns with the number under which a register knows each person.
    """
    known = [
        column
        for column in columns
        if column.name in identities
        or (column.name not in not_keys and not any(map(counts_people, readings(column.name))))
    ]
    full = [column for column in known if rows and column.filled == len(rows)]
    unique = [column for column in full if column.different == len(rows)]
    telling = [
        column for column in full if is_key_heading(column.name) or column.name in identities
    ]
    naming = [column for column in telling if column in unique]
    if naming:
        return (min(naming, key=lambda column: counts_its_rows(_cells(column, rows))).name,)
    mistaken = [column for column in telling if _repeats(column, rows) <= _mistakes_in(rows)]
    counted = [column for column in unique if _is_numbered(column, rows)]
    if mistaken or counted:
        return ((mistaken or counted)[0].name,)
    for pair in combinations(telling[:_MOST_CANDIDATES], 2):
        names = tuple(column.name for column in pair)
        if len({tuple(row.cells[name] for name in names) for row in rows}) == len(rows):
            return names
    nearly = [column for column in telling if column.different >= _NEARLY_ALL * len(rows)]
    return (nearly[0].name,) if nearly else ()


def codes_of_incidents(fields: FieldColumns, rows: Sequence[Row]) -> FieldColumns:
    """The fields of a list of incidents without a code that stands beside several days each time.

    Rows of one code count as one incident. A code of places, of partners or of parties recurs, and
    most rows that share one have days of their own. A heading that speaks of incidents is believed.
    """
    code, day = fields.get("code", ()), fields.get("happened", ())
    if not code or not day or speaks_of("events", code):
        return dict(fields)
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.cells[code[0]].strip():
            days[row.cells[code[0]]].append(row.cells[day[0]])
    shared = [of_code for of_code in days.values() if len(of_code) > 1]
    unlike = sum(len(of_code) for of_code in shared if len({*of_code}) == len(of_code))
    if 2 * unlike <= sum(map(len, shared)):
        return dict(fields)
    return {field: names for field, names in fields.items() if field != "code"}


def _repeats(column: Column, rows: Sequence[Row]) -> int:
    return len(rows) - column.different


def _mistakes_in(rows: Sequence[Row]) -> float:
    """How many cells of a key may repeat by mistake."""
    return max(1, _SELDOM * len(rows)) if len(rows) >= _FEW_ROWS else 0


def is_key_heading(name: str) -> bool:
    """Whether a heading says that the column names rows."""
    names = words_of("keys.toml", "keys", "names")
    endings = ("id", "uuid", "code", "number", "no")
    return any(
        form in names or form.endswith(tuple(f" {ending}" for ending in endings))
        for form in readings(name)
    )


def _cells(column: Column, rows: Sequence[Row]) -> list[str]:
    return [row.cells.get(column.name, "").strip() for row in rows]


def _is_numbered(column: Column, rows: Sequence[Row]) -> bool:
    """Whether the commonest cells are whole numbers or codes with a number, no dates or degrees."""
    return (
        bool(column.commonest)
        and all(
            _CODE.fullmatch(fold_digits(cell.strip()))
            and not _MEASURE.fullmatch(fold_digits(cell.strip()))
            for cell, _ in column.commonest
        )
        and _is_code_or_series(column, rows)
    )


def _is_code_or_series(column: Column, rows: Sequence[Row]) -> bool:
    """Whether the cells hold letters too, or count on by one: other numbers measure something.

    In a short list two or three numbers of people are easily all of a series: there they must
    stand in its order.
    """
    cells = _cells(column, rows)
    if not all(cell.isdecimal() for cell in cells):
        return True
    if len(cells) < _LONG_SERIES:
        return any(counted_from(ordered) is not None for ordered in (cells, cells[::-1]))
    in_order = sorted(cells, key=lambda cell: serial_number(cell) or 0)
    return counted_from(in_order) is not None


_LONG_SERIES = 10
"""So many different numbers without a gap are a series in any order."""
