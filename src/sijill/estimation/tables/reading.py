"""A capture table from what people have: a CSV file, an Arrow table, a pandas or polars frame.

Two shapes are read. *One row a person*: a column of 0 and 1 for each list, named ``in_<list>`` (the
shape of HRDAG's examples), or named by the caller. *One row a history*: such columns, and one that
says how many persons have that history. Further columns may split the persons into strata. Yes and
no, or a mark and nothing, do as well as 1 and 0 (:mod:`sijill.estimation.tables.cell_words`).

What can be read in two ways is refused. A cell that is neither 0 nor 1, a count that is no whole
number, a history that is counted twice, a person on no list: each is an error that names the file,
the row and the column. So is a column that may hold counts and is not named as such, where no two
rows are alike.
"""

import csv
import io
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from sijill.estimation.tables.cell_words import (
    is_missing,
    is_ticked,
    is_total_label,
    read_count,
    read_mark,
    text_of,
)
from sijill.estimation.tables.columns import (
    ColumnPlaces,
    Columns,
    Rows,
    check_found_lists,
    check_names,
    place_columns,
    spread_lists,
)
from sijill.files.reading import read_bounded
from sijill.language.numbers.digits import counts_its_rows
from sijill.model.errors import FileUnreadableError, TableError
from sijill.model.limits import MOST_TABLE_BYTES
from sijill.model.results.captures import CaptureTable

NOT_STATED = "not stated"
"""The stratum of rows whose stratum is empty."""
UNNAMED = re.compile(r"(Unnamed: \d+)?")
"""The heading of a column that nobody named; pandas calls it so where it reads one."""
ON_NO_LIST = "on no list; those are what an estimate is about"


class ArrowTable(Protocol):
    """Anything that hands itself over as Arrow: pandas, polars, DuckDB, pyarrow."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The PyCapsule interface of Arrow."""


def read_table(
    path: str | os.PathLike[str], columns: Columns | None = None
) -> dict[str, CaptureTable]:
    """The tables in a CSV file (UTF-8, commas, a first row of names), by stratum.

    Raises:
        TableError: naming file, row and column, for whatever cannot be read as described.
    """
    try:
        text = read_bounded(Path(path), MOST_TABLE_BYTES).decode("utf-8-sig")
    except FileUnreadableError as error:
        raise TableError(f"{error}.") from error
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
    return tables_of_rows(_parse(text, where, delimiter), columns, where)


def tables_of_rows(
    rows: Sequence[Sequence[str]], columns: Columns | None = None, where: str = "table"
) -> dict[str, CaptureTable]:
    """The tables in rows of cells, the names of columns first; else as ``tables_of_text``."""
    named = _without_row_names(_under_names(rows, where))
    return _to_tables(named, columns or Columns(), where)


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
    held = list(rows)
    return _to_tables(Rows(names, held, range(len(held))), columns or Columns(), "table")


def single_table(
    data: ArrowTable | Mapping[frozenset[str], int] | Mapping[str, CaptureTable],
    columns: Columns | None = None,
) -> CaptureTable:
    """The one table in a frame, a mapping, or what ``read_table`` gives.

    Raises:
        TableError: for what ``tables_from`` refuses, or a frame with several strata.
    """
    read = isinstance(data, Mapping) and any(isinstance(one, CaptureTable) for one in data.values())
    tables: Mapping[str, CaptureTable] = data if read else tables_from(data, columns)  # type: ignore[assignment, arg-type]
    if len(tables) > 1:
        raise TableError(
            f"it holds {len(tables):,} strata. Estimate each, and add them: "
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
    check_names(names, "table")


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


def _parse(text: str, where: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise TableError(f"{where}, row {reader.line_num}: {error}") from error


def _under_names(rows: Sequence[Sequence[str]], where: str) -> Rows:
    """The rows below the first that holds anything but a comment (``# ...``)."""
    held = [(number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    while held and held[0][1][0].startswith("#") and len(held[0][1]) != len(held[-1][1]):
        held.pop(0)
    if not held:
        raise TableError(f"{where}: is empty. A first row of column names is needed.")
    (_, first), *below = held
    names = [name.strip() for name in first]
    if below and all(len(row) == len(names) + 1 for _, row in below):
        names = ["", *names]  # R's write.table names no column of row names
    for number, row in below:
        if len(row) != len(names):
            raise TableError(
                f"{where}, row {number}: {len(row)} cells under {len(names)} column names"
            )
    return Rows(names, [row for _, row in below], [number for number, _ in below])


def _without_row_names(table: Rows) -> Rows:
    """Without columns of no name that are empty, or number the rows from 0 or 1 as R and pandas do.

    Where these are taken away, what is left has the names that it had.
    """
    held = [
        at
        for at, name in enumerate(table.names)
        if not (UNNAMED.fullmatch(name) and _are_row_names([row[at] for row in table.rows]))
    ]
    rows = [[row[at] for at in held] for row in table.rows]
    return Rows([table.names[at] for at in held], rows, table.numbers)


def _are_row_names(cells: Sequence[object]) -> bool:
    said = [text_of(cell) for cell in cells]
    return bool(said) and (counts_its_rows(said) if all(said) else not any(said))


def _to_tables(table: Rows, columns: Columns, where: str) -> dict[str, CaptureTable]:
    if columns.lists_in:
        table = spread_lists(table, columns.lists_in, where)
    plan = place_columns(table, columns, where)
    names = tuple(name for _, name in plan.lists)
    counted: dict[str, dict[frozenset[str], int]] = defaultdict(lambda: defaultdict(int))
    seen: dict[tuple[str, frozenset[str]], int] = {}
    ticked = {at for at, _ in plan.lists if is_ticked(row[at] for row in table.rows)}
    for number, row in zip(table.numbers, table.rows, strict=True):
        place = f"{where}, row {number}"
        stratum = "/".join(
            NOT_STATED if is_missing(row[at]) else text_of(row[at]) for at in plan.by
        )
        members = _read_members(table, plan, row, ticked, place)
        persons = 1
        if plan.count is not None:
            if not members and is_missing(row[plan.count]):
                continue  # how many are on no list is not known, and some packages say so
            persons = _read_persons(table, plan.count, row, place)
            before = seen.setdefault((stratum, members), number)
            if before != number:
                raise TableError(
                    f"{place}: the same history as row {before}. Add the two, or name the column "
                    "that tells them apart as a stratum."
                )
        if not members and persons:
            raise TableError(f"{place}: {_explain_nobody(table, plan, persons)}")
        if members:
            counted[stratum][members] += persons
    _check_spelling(counted, where)
    tables = {
        stratum: CaptureTable(stratum, names, dict(counts))
        for stratum, counts in sorted(counted.items())
    }
    if not (columns.lists or columns.lists_in):
        check_found_lists(
            tables.values(), {name: table.names[at] for at, name in plan.lists}, where
        )
    return tables or {"": CaptureTable("", names, {})}


def _check_spelling(strata: Iterable[str], where: str) -> None:
    """That no two strata differ only in capitals or spaces."""
    first: dict[str, str] = {}
    for stratum in strata:
        other = first.setdefault(" ".join(stratum.casefold().split()), stratum)
        if other != stratum:
            raise TableError(
                f"{where}: the strata {other!r} and {stratum!r} differ only in capitals or spaces; "
                "write one of them throughout"
            )


def _read_members(
    table: Rows, plan: ColumnPlaces, row: Sequence[object], ticked: AbstractSet[int], place: str
) -> frozenset[str]:
    """The lists that a row is on.

    Raises:
        TableError: for a row of totals, and a cell that does not say.
    """
    for at, cell in enumerate(row):
        if at not in plan.by and is_total_label(text_of(cell)):
            raise TableError(
                f"{place}, column {table.names[at]}: {text_of(cell)!r} labels a row of totals, "
                "which is nobody's history; delete the row"
            )
    members = set()
    for at, name in plan.lists:
        said = read_mark(row[at], ticked=at in ticked)
        if isinstance(said, str):
            raise TableError(f"{place}, column {table.names[at]}: {said}")
        if said:
            members.add(name)
    return frozenset(members)


def _read_persons(table: Rows, at: int, row: Sequence[object], place: str) -> int:
    said = read_count(row[at])
    if isinstance(said, str):
        raise TableError(f"{place}, column {table.names[at]}: {said}")
    return said


def _explain_nobody(table: Rows, plan: ColumnPlaces, persons: int) -> str:
    """What is wrong with a row on no list: a sum, a person whom nobody recorded, or a total."""
    if plan.count is None:
        return (
            "the person is on no list. Whoever is recorded is on one: delete the row, or name "
            "the list that is missing among the columns"
        )
    others = [read_count(row[plan.count]) for row in table.rows]
    rest = sum(number for number in others if isinstance(number, int)) - persons
    if persons == rest:
        return f"{persons:,} is the sum of the other rows; delete the row of totals"
    return f"{persons:,} counted {ON_NO_LIST}"
