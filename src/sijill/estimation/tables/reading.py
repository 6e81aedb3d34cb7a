"""A capture table from what people have: a CSV file, an Arrow table, a pandas or polars frame.

Two shapes are read. *One row a person*: a column of 0 and 1 for each list, named ``in_<list>`` (the
shape of HRDAG's examples), or named by the caller. *One row a history*: such columns, and one that
says how many persons have that history. Further columns may split the persons into strata.

Nothing is guessed. A cell that is neither 0 nor 1, a count that is no whole number, a history that
is counted twice, a person on no list: each is an error that names the file, the row and the column.
So is a column that may hold counts and is not named as such, where no two rows are alike.
"""

import csv
import io
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from sijill.model.errors import TableError
from sijill.model.results.captures import LARGEST_COUNT, CaptureTable

PREFIX = "in_"
COUNT_NAMES = ("count", "n", "freq")
"""Columns with these names hold counts where every other column is a list or a stratum."""
NOT_STATED = "not stated"
"""The stratum of rows whose stratum is empty."""
YES = {"1", "1.0", "true"}
NO = {"0", "0.0", "false"}
_WHOLE = re.compile(r"[-+]?[0-9]{1,40}(\.0)?")
FEWEST_HISTORIES = 3
"""Two rows that differ may be two persons."""
ON_NO_LIST = "on no list; those are what an estimate is about"


class ArrowTable(Protocol):
    """Anything that hands itself over as Arrow: pandas, polars, DuckDB, pyarrow."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The PyCapsule interface of Arrow."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; whatever is not named is found by its name."""

    lists: tuple[str, ...] = ()
    """Columns of 0 and 1; without any, those named ``in_<list>``, or all others of 0 and 1."""
    by: tuple[str, ...] = ()
    """Columns whose values split the persons into strata."""
    count: str | None = None
    """How many persons a row stands for; without it, a column named count, n or freq, or one."""
    one_each: bool = False
    """Every row is one person, whatever its columns are named."""

    def __post_init__(self) -> None:
        if self.one_each and self.count:
            raise TableError(f"rows are one person each, or counted in {self.count!r}: not both")
        used: dict[str, str] = {}
        for role, names in (
            ("a list", self.lists),
            ("a stratum", self.by),
            ("the count", [self.count]),
        ):
            for name in filter(None, names):
                if name in used:
                    raise TableError(f"the column {name!r} is named as {used[name]} and as {role}")
                used[name] = role


def read_table(
    path: str | os.PathLike[str], columns: Columns | None = None
) -> dict[str, CaptureTable]:
    """The tables in a CSV file (UTF-8, commas, a first row of names), by stratum.

    Raises:
        TableError: naming file, row and column, for whatever cannot be read as described.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TableError(
            f"{path}: is not UTF-8 at byte {error.start:,}. Save it as CSV in UTF-8."
        ) from error
    return tables_of_text(text, columns, str(path))


def tables_of_text(
    text: str, columns: Columns | None = None, where: str = "table", delimiter: str = ","
) -> dict[str, CaptureTable]:
    """The tables in the text of a CSV file, by stratum; ``where`` names it in errors.

    Raises:
        TableError: naming row and column, for whatever cannot be read as described.
    """
    return _to_tables(_parse(text, where, delimiter), columns or Columns(), where)


def tables_from(
    data: ArrowTable | Mapping[frozenset[str], int], columns: Columns | None = None
) -> dict[str, CaptureTable]:
    """The tables in a frame, by stratum; or the one of a mapping from sets of lists to counts.

    Raises:
        TableError: naming row and column, for whatever cannot be read as described.
    """
    if isinstance(data, Mapping):
        return {"": _from_mapping(data)}
    if not hasattr(data, "__arrow_c_stream__"):
        raise TableError(
            f"a {type(data).__name__} is no table: give a frame (pandas, polars, Arrow) with named "
            "columns, or a mapping from frozensets of lists to counts"
        )
    _check_column_names(data)
    table = pa.table(data)
    names = table.column_names
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return _to_tables(_Rows(names, list(rows), first=0), columns or Columns(), "table")


def single_table(
    data: ArrowTable | Mapping[frozenset[str], int], columns: Columns | None = None
) -> CaptureTable:
    """The one table in a frame or a mapping.

    Raises:
        TableError: for what ``tables_from`` refuses, or a frame with several strata.
    """
    tables = tables_from(data, columns)
    if len(tables) > 1:
        raise TableError(
            f"the frame holds {len(tables):,} strata. Estimate each, and add them: "
            "add_strata(dict(zip(tables, estimate_tables(list(tables.values()), seed=...))))"
        )
    return next(iter(tables.values()))


def _check_column_names(data: object) -> None:
    """Before Arrow makes text of numbers, or fails on two columns of one name, in its own words."""
    columns: Any = getattr(data, "column_names", None) or getattr(data, "columns", ())
    names = [] if callable(columns) else list(columns)
    for name in names:
        if not isinstance(name, str):
            raise TableError(f"table: the column {name!r} is not named by text; rename it")
    _place_names(names, "table")


def _from_mapping(counts: Mapping[frozenset[str], int]) -> CaptureTable:
    given: list[Any] = list(counts)
    for members in given:
        if not (isinstance(members, frozenset) and all(type(name) is str for name in members)):
            raise TableError(
                f"the combination {members!r} is no frozenset of the names of lists, such as "
                "frozenset({'police', 'press'})"
            )
    lists = tuple(sorted({name for members in counts for name in members}))
    try:
        return CaptureTable("", lists, counts)
    except ValueError as error:
        raise TableError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Rows:
    names: Sequence[str]
    rows: Sequence[Sequence[object]]
    first: int
    """The number of the first row, as people count them: 2 under the names of a file."""


def _parse(text: str, where: str, delimiter: str) -> _Rows:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise TableError(f"{where}, row {reader.line_num}: {error}") from error
    if not rows or not any(rows[0]):
        raise TableError(f"{where}: is empty. A first row of column names is needed.")
    names, *rows = rows
    for number, row in enumerate(rows, start=2):
        if row and len(row) != len(names):
            raise TableError(
                f"{where}, row {number}: {len(row)} cells under {len(names)} column names"
            )
    return _Rows([name.strip() for name in names], [row for row in rows if row], first=2)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The places of the columns."""

    lists: tuple[tuple[int, str], ...]
    by: tuple[int, ...]
    count: int | None


def _to_tables(table: _Rows, columns: Columns, where: str) -> dict[str, CaptureTable]:
    plan = _plan(table, columns, where)
    names = tuple(name for _, name in plan.lists)
    counted: dict[str, dict[frozenset[str], int]] = defaultdict(lambda: defaultdict(int))
    seen: dict[tuple[str, frozenset[str]], int] = {}
    for number, row in enumerate(table.rows, start=table.first):
        place = f"{where}, row {number}"
        stratum = "/".join(_text_of(row[at]) or NOT_STATED for at in plan.by)
        members = frozenset(
            name for at, name in plan.lists if _is_on(row[at], f"{place}, column {table.names[at]}")
        )
        persons = 1
        if plan.count is not None:
            persons = _whole(row[plan.count], f"{place}, column {table.names[plan.count]}")
            before = seen.setdefault((stratum, members), number)
            if before != number:
                raise TableError(
                    f"{place}: the same history as row {before}. Add the two, or name the column "
                    "that tells them apart as a stratum."
                )
        if not members and persons:
            raise TableError(f"{place}: {persons:,} counted {ON_NO_LIST}")
        if members:
            counted[stratum][members] += persons
    return {
        stratum: CaptureTable(stratum, names, dict(counts))
        for stratum, counts in sorted(counted.items())
    } or {"": CaptureTable("", names, {})}


def _plan(table: _Rows, columns: Columns, where: str) -> _Plan:
    places = _place_names(table.names, where)
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
            f"{', '.join(table.names)}"
        )
    if not count and not columns.one_each:
        _check_rows_are_persons(table, lists, columns, where)
    named = tuple((places[name], name.removeprefix(PREFIX)) for name in lists)
    _check_lists_differ(named, table.names, where)
    return _Plan(
        named, tuple(places[name] for name in columns.by), places[count] if count else None
    )


def _place_names(names: Iterable[str], where: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in places:
            raise TableError(f"{where}: two columns are named {name!r}")
        places[name] = at
    return places


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
    table: _Rows, lists: Sequence[str], columns: Columns, where: str
) -> None:
    """Persons share histories. Rows that are all different are histories, and have been counted.

    Not so if there are so few that they may differ by chance, or no column can hold the counts.
    """
    used = [table.names.index(name) for name in (*lists, *columns.by)]
    histories = {tuple(_text_of(row[at]) for at in used) for row in table.rows}
    if len(table.rows) < FEWEST_HISTORIES or len(histories) < len(table.rows):
        return
    free = [at for at in range(len(table.names)) if at not in used]
    whole = [table.names[at] for at in free if all(_is_whole(row[at]) for row in table.rows)]
    if whole:
        raise TableError(
            f"{where}: no two rows are alike, so each looks like a history that was counted, in "
            f"{' or '.join(map(repr, whole))}. Name the column of counts (--count), or say that "
            "every row is one person (--one-each)."
        )


def _is_whole(value: object) -> bool:
    return bool(_WHOLE.fullmatch(_text_of(value)))


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


def _is_on(value: object, place: str) -> bool:
    said = _text_of(value).casefold()
    if said in YES:
        return True
    if said in NO:
        return False
    raise TableError(
        f"{place}: {_text_of(value)!r} is neither 0 nor 1"
        if said
        else f"{place}: empty; whether the list holds the person must be 0 or 1"
    )


def _whole(value: object, place: str) -> int:
    said = _text_of(value)
    if not _WHOLE.fullmatch(said):
        raise TableError(f"{place}: {said!r} is no whole number of persons")
    number = int(said.removesuffix(".0"))
    if not 0 <= number <= LARGEST_COUNT:
        raise TableError(f"{place}: {number:,} is not from 0 to {LARGEST_COUNT:,}")
    return number


def _text_of(value: object) -> str:
    """The value as text; nothing where a frame holds nothing (``None``, NaN)."""
    if value is None or value != value:  # noqa: PLR0124 - true of NaN alone
        return ""
    return str(value).strip()
