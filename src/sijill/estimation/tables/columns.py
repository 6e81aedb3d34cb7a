"""Which column of a table is what: a list, a stratum, the number of persons.

What the caller names is taken; the rest is found by its name alone, not by its cells. Where lists
cannot be found so, the columns that hold nothing but marks are suggested. What cells speak against
is asked: a column that nobody is on alone is hardly a list, and rows that share the identifier of a
person are hardly a person each.
"""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.estimation.tables.cell_words import (
    is_missing,
    is_whole,
    read_count,
    read_mark,
    text_of,
)
from sijill.estimation.tables.dependence import find_never_alone
from sijill.estimation.tables.named_lists import name_lists, read_named_lists
from sijill.model.errors import TableError
from sijill.model.limits import MOST_LISTS_OF_TABLE
from sijill.model.results.captures import CaptureTable

PREFIX = "in_"
COUNT_NAMES = ("count", "counts", "n", "freq", "frequency")
"""Columns with these names hold counts where every other column is a list or a stratum."""
CELLS_FIRST = "The first row seems to hold cells: add one above it with the names of columns."
FEWEST_HISTORIES = 3
"""Two rows that differ may be two persons."""
IDENTIFIER = re.compile(
    r"((persona?|people|victima?|victime|individu(al|o)?|subject|entity|match_?group|cluster|record|"
    r"unique)[ _.-]*)?(id|uuid|guid)([ _.-]*(persona?|individu(al|o)?|victima?|victime))?",
    re.IGNORECASE,
)
"""The heading of a column that tells persons apart."""
FEWEST_REPEATED = 20
"""Values of a column, each in as many rows: several replicates of a table in one."""


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
    lists = columns.lists or _find_lists(table, {*columns.by, count}, has_count=bool(count))
    if not lists:
        raise TableError(
            f"{where}: no column is named {PREFIX}<list>, and none was named as a list; there are "
            f"{', '.join(table.names)}. {_suggest_lists(table, columns)}"
        )
    _check_number(lists, where)
    if not count and not columns.one_each:
        _check_rows_are_persons(table, lists, columns, where)
    named = tuple((places[name], name.removeprefix(PREFIX)) for name in lists)
    _check_lists_differ(named, table.names, where)
    return ColumnPlaces(
        named, tuple(places[name] for name in columns.by), places[count] if count else None
    )


def spread_lists(table: Rows, column: str, where: str) -> Rows:
    """A column of 0 and 1 for each list that a column of names holds, instead of that column.

    A cell may also be a capture history, ``101``; its lists are then called by their places.

    Raises:
        TableError: for a column that is not there, or that never names two lists in one cell.
    """
    places = check_names(table.names, where)
    if column not in places:
        raise TableError(f"{where}: no column is named {column!r}; there are {', '.join(places)}")
    at = places[column]
    cells = [text_of(row[at]) for row in table.rows]
    named = read_named_lists(cells, f"{where}, column {column}")
    if not any(len(names) > 1 for names in named):
        raise TableError(
            f"{where}: no cell of the column {column!r} names two lists (parted by ; , + | or a "
            "new line). Where each row is a person on one list, make one row of each person first."
        )
    lists = sorted(set().union(*named))
    _check_number(lists, where)
    rows = [
        [*row[:at], *row[at + 1 :], *(int(name in names) for name in lists)]
        for row, names in zip(table.rows, named, strict=True)
    ]
    others = [*table.names[:at], *table.names[at + 1 :]]
    return Rows([*others, *(f"{PREFIX}{name}" for name in lists)], rows, table.numbers)


def _check_number(lists: Sequence[str], where: str) -> None:
    if len(lists) > MOST_LISTS_OF_TABLE:
        raise TableError(
            f"{where}: {len(lists):,} lists are named in it, and at most {MOST_LISTS_OF_TABLE} are "
            "read. Name those to estimate from (--list), or put lists of one kind together."
        )


def _suggest_lists(table: Rows, columns: Columns) -> str:
    """Which columns could be lists, or name them; or what a table looks like."""
    if all(is_whole(name) for name in table.names):
        return CELLS_FIRST
    for at, name in enumerate(table.names):
        if name not in columns.by and name_lists([text_of(row[at]) for row in table.rows]):
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
    numbers = [
        name
        for at, name in enumerate(table.names)
        if name not in (*columns.by, *marked) and _holds_counts([row[at] for row in table.rows])
    ]
    places = [table.names.index(name) for name in (*marked, *columns.by)]
    histories = {tuple(text_of(row[at]) for at in places) for row in table.rows}
    are_counted = len(numbers) == 1 and len(histories) == len(table.rows)
    counted = ["--count", numbers[0]] if are_counted else []
    named = shlex.join([part for name in marked for part in ("--list", name)] + counted)
    return f"Columns that hold nothing but marks: {', '.join(marked)}. If they are lists: {named}"


def _holds_counts(cells: Sequence[object]) -> bool:
    return bool(cells) and all(isinstance(read_count(cell), int) for cell in cells)


def _holds_marks(cells: Sequence[object]) -> bool:
    said = [cell for cell in cells if text_of(cell)]
    return bool(said) and all(isinstance(read_mark(cell, ticked=False), bool) for cell in said)


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
    return f". {CELLS_FIRST}" if is_whole(name) else ""


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

    Not so if there are so few that they may differ by chance, or no column can hold the counts. And
    a person has one row: an identifier in several is that of records, or of replicates.
    """
    used = [table.names.index(name) for name in (*lists, *columns.by)]
    free = [at for at in range(len(table.names)) if at not in used]
    for at in free:
        _check_once_each(table.names[at], [text_of(row[at]) for row in table.rows], where)
    histories = {tuple(text_of(row[at]) for at in used) for row in table.rows}
    if len(table.rows) < FEWEST_HISTORIES or len(histories) < len(table.rows):
        return
    whole = [table.names[at] for at in free if all(is_whole(row[at]) for row in table.rows)]
    if whole:
        raise TableError(
            f"{where}: no two rows are alike, so each looks like a history that was counted, in "
            f"{' or '.join(map(repr, whole))}. Name the column of counts (--count), or say that "
            "every row is one person (--one-each)."
        )


def _check_once_each(name: str, cells: Sequence[str], where: str) -> None:
    """That no identifier of persons stands in several rows."""
    rows = Counter(cell for cell in cells if cell)
    are_replicates = len(rows) >= FEWEST_REPEATED and len(set(rows.values())) == 1
    if not (are_replicates or IDENTIFIER.fullmatch(name)):
        return
    repeated = [cell for cell, number in rows.items() if number > 1 and not is_missing(cell)]
    if repeated:
        raise TableError(
            f"{where}: {len(repeated):,} of {len(rows):,} values of the column {name!r} stand in "
            f"several rows, {repeated[0]!r} in {rows[repeated[0]]:,}. If they name persons, rows "
            "are records, or replicates of a table in one: make one row of each person, or a file "
            "of each replicate in a folder. If every row is one person after all: --one-each."
        )


def check_found_lists(
    tables: Iterable[CaptureTable], column_of: Mapping[str, str], where: str
) -> None:
    """That columns which nobody named are lists: each finds persons whom no other found.

    Raises:
        TableError: for one that never does, where chance would hardly have it so.
    """
    together: Counter[frozenset[str]] = Counter()
    for table in tables:
        together.update(table.counts)
    lists = sorted(set().union(*together))
    for found in find_never_alone(CaptureTable("", tuple(lists), dict(together)), lists):
        raise TableError(
            f"{where}: {found.wording}. If it is no list, name those that are (--list); if it "
            f"splits the persons: {shlex.join(['--by', column_of[found.name]])}. If it is "
            "one, name all lists."
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


def _find_lists(table: Rows, others: set[str | None], *, has_count: bool) -> list[str]:
    """Columns named as lists; in a table of counts without any, all the other columns.

    None where one of these holds other things than marks: then nobody can tell which are lists.
    """
    free = [name for name in table.names if name not in others]
    named = [name for name in free if name.startswith(PREFIX) and name != PREFIX]
    if named or not has_count:
        return named
    at = {name: place for place, name in enumerate(table.names)}
    return free if all(_is_marked([row[at[name]] for row in table.rows]) for name in free) else []


def _is_marked(cells: Sequence[object]) -> bool:
    """Whether half of what is written are marks at least, so that anything else is a slip."""
    said = [cell for cell in cells if text_of(cell)]
    marks = sum(isinstance(read_mark(cell, ticked=False), bool) for cell in said)
    return 2 * marks >= len(said)
