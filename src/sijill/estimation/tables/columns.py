"""Which column of a table is what: a list, a stratum, the number of persons.

What the caller names is taken; the rest is found by its name alone, not by its cells. Where lists
cannot be found so, the columns that hold nothing but marks are suggested.
"""

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.estimation.tables.cell_words import is_ticked, is_whole, read_mark, text_of
from sijill.model.errors import TableError

PREFIX = "in_"
COUNT_NAMES = ("count", "counts", "n", "freq", "frequency")
"""Columns with these names hold counts where every other column is a list or a stratum."""
FEWEST_HISTORIES = 3
"""Two rows that differ may be two persons."""
BETWEEN_NAMES = re.compile(r"[;,|+\n،؛]")
"""In a cell that names several lists."""
MOST_NAMES = 20
"""Of lists in a column of names; what holds more is text."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; whatever is not named is found by its name."""

    lists: tuple[str, ...] = ()
    """Columns of 0 and 1; without any, those named ``in_<list>``, or all others of 0 and 1."""
    by: tuple[str, ...] = ()
    """Columns whose values split the persons into strata."""
    count: str | None = None
    """How many persons a row stands for; without it, a column named count, n, freq or the like
    (``COUNT_NAMES``), or one."""
    one_each: bool = False
    """Every row is one person, whatever its columns are named."""
    lists_in: str | None = None
    """A column that names all lists of a row's person, ``morgue; press``, instead of a column for
    each list."""

    def __post_init__(self) -> None:
        if self.lists_in and self.lists:
            raise TableError(f"lists are columns of their own, or named in {self.lists_in!r}")
        if self.one_each and self.count:
            raise TableError(f"rows are one person each, or counted in {self.count!r}: not both")
        used: dict[str, str] = {}
        for role, names in (
            ("a list", self.lists),
            ("a stratum", self.by),
            ("the count", [self.count]),
            ("the names of lists", [self.lists_in]),
        ):
            for name in filter(None, names):
                if name in used:
                    raise TableError(f"the column {name!r} is named as {used[name]} and as {role}")
                used[name] = role


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of a table under their column names."""

    names: Sequence[str]
    rows: Sequence[Sequence[object]]
    numbers: Sequence[int]
    """Of each row, as people count them: from 2 under the names of a file."""


@dataclass(frozen=True, slots=True)
class ColumnPlaces:
    """The places of the columns."""

    lists: tuple[tuple[int, str], ...]
    by: tuple[int, ...]
    count: int | None


def place_columns(table: Rows, columns: Columns, where: str) -> ColumnPlaces:
    """Where lists, strata and counts stand.

    Raises:
        TableError: for a column that is not there, none that is a list, two of one name, and rows
            that look like histories counted in a column that nobody named.
    """
    places = check_names(table.names, where)
    for name in (*columns.lists, *columns.by, *([columns.count] if columns.count else [])):
        if name not in places:
            raise TableError(
                f"{where}: no column is named {name!r}; there are {', '.join(table.names)}"
            )
    count = None if columns.one_each else columns.count or _find_count(table.names, columns, where)
    lists = columns.lists or _find_lists(table.names, {*columns.by, count}, has_count=bool(count))
    if not lists:
        raise TableError(
            f"{where}: no column is named {PREFIX}<list>, and none was named as a list; there are "
            f"{', '.join(table.names)}. {_suggest_lists(table, columns)}"
        )
    if not count and not columns.one_each:
        _check_rows_are_persons(table, lists, columns, where)
    named = tuple((places[name], name.removeprefix(PREFIX)) for name in lists)
    _check_lists_differ(named, table.names, where)
    return ColumnPlaces(
        named, tuple(places[name] for name in columns.by), places[count] if count else None
    )


def spread_lists(table: Rows, column: str, where: str) -> Rows:
    """A column of 0 and 1 for each list that a column of names holds, instead of that column.

    Raises:
        TableError: for a column that is not there, or that never names two lists in one cell.
    """
    places = check_names(table.names, where)
    if column not in places:
        raise TableError(f"{where}: no column is named {column!r}; there are {', '.join(places)}")
    at = places[column]
    named = [_split_names(row[at]) for row in table.rows]
    if not any(len(names) > 1 for names in named):
        raise TableError(
            f"{where}: no cell of the column {column!r} names two lists. Where each row is a "
            "person on one list, make one row of each person first."
        )
    lists = sorted(set().union(*named))
    rows = [
        [*row[:at], *row[at + 1 :], *(int(name in names) for name in lists)]
        for row, names in zip(table.rows, named, strict=True)
    ]
    others = [*table.names[:at], *table.names[at + 1 :]]
    return Rows([*others, *(f"{PREFIX}{name}" for name in lists)], rows, table.numbers)


def _split_names(cell: object) -> set[str]:
    return {name for part in BETWEEN_NAMES.split(text_of(cell)) if (name := part.strip())}


def _names_several(cells: Sequence[object]) -> bool:
    """Whether some cells hold several of a few names that others hold alone."""
    named = [_split_names(cell) for cell in cells]
    alone = {name for names in named if len(names) == 1 for name in names}
    several = set().union(*(names for names in named if len(names) > 1))
    return bool(several) and len(alone | several) <= MOST_NAMES and bool(alone & several)


def _suggest_lists(table: Rows, columns: Columns) -> str:
    """Which columns could be lists, or name them; or what a table looks like."""
    for at, name in enumerate(table.names):
        if name not in columns.by and _names_several([row[at] for row in table.rows]):
            return (
                f"The column {name!r} seems to name the lists of each row: "
                f"{shlex.join(['--lists-in', name])}"
            )
    marked = [
        name
        for at, name in enumerate(table.names)
        if name not in (*columns.by, columns.count)
        and _holds_marks([row[at] for row in table.rows])
    ]
    if not marked:
        return (
            "A table has a column for each list, of 0 and 1, yes and no, or a mark and nothing. "
            "Where each row is a person on one list, make one row of each person first."
        )
    named = shlex.join(part for name in marked for part in ("--list", name))
    return f"Columns that hold nothing but marks: {', '.join(marked)}. If they are lists: {named}"


def _holds_marks(cells: Sequence[object]) -> bool:
    ticked = is_ticked(cells)
    return bool(cells) and all(isinstance(read_mark(cell, ticked=ticked), bool) for cell in cells)


def check_names(names: Iterable[str], where: str) -> dict[str, int]:
    """The place of each name.

    Raises:
        TableError: for two columns of one name.
    """
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in places:
            hint = _explain_twice(name)
            raise TableError(f"{where}: two columns are named {name!r}{hint}")
        places[name] = at
    return places


def _explain_twice(name: str) -> str:
    if not name:
        return ". If the first row is a title, delete it: names of columns come first."
    if is_whole(name):
        return ". The first row seems to hold cells: add one above it with the names of columns."
    return ""


def _check_lists_differ(named: Iterable[tuple[int, str]], names: Sequence[str], where: str) -> None:
    first: dict[str, int] = {}
    for at, name in named:
        if name in first:
            raise TableError(
                f"{where}: {names[first[name]]!r} and {names[at]!r} are both the list {name!r}; "
                "rename one"
            )
        first[name] = at


def _check_rows_are_persons(
    table: Rows, lists: Sequence[str], columns: Columns, where: str
) -> None:
    """Persons share histories. Rows that are all different are histories, and have been counted.

    Not so if there are so few that they may differ by chance, or no column can hold the counts.
    """
    used = [table.names.index(name) for name in (*lists, *columns.by)]
    histories = {tuple(text_of(row[at]) for at in used) for row in table.rows}
    if len(table.rows) < FEWEST_HISTORIES or len(histories) < len(table.rows):
        return
    free = [at for at in range(len(table.names)) if at not in used]
    whole = [table.names[at] for at in free if all(is_whole(row[at]) for row in table.rows)]
    if whole:
        raise TableError(
            f"{where}: no two rows are alike, so each looks like a history that was counted, in "
            f"{' or '.join(map(repr, whole))}. Name the column of counts (--count), or say that "
            "every row is one person (--one-each)."
        )


def _find_count(names: Iterable[str], columns: Columns, where: str) -> str | None:
    count_columns = [
        name
        for name in names
        if name.casefold() in COUNT_NAMES and name not in (*columns.lists, *columns.by)
    ]
    if len(count_columns) > 1:
        raise TableError(f"{where}: {' and '.join(count_columns)} could both hold counts; name one")
    return count_columns[0] if count_columns else None


def _find_lists(names: Sequence[str], others: set[str | None], *, has_count: bool) -> list[str]:
    """Columns named as lists; in a table of counts without any, all the other columns."""
    free = [name for name in names if name not in others]
    named = [name for name in free if name.startswith(PREFIX) and name != PREFIX]
    return named or (free if has_count else [])
