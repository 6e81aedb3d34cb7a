"""Workbooks: their sheets as tables, read in a child process with limits.

A legal workbook of two kilobytes can claim seventeen thousand million cells and take the reader
down with it. So the archive is looked at first, and the reader (calamine) runs apart, with limits
on memory and time: what it cannot do is an error with a sentence, not a crash.

Lists are kept a sheet a year or a sheet a month. So every sheet with the same headings belongs to
the list, and every sheet that is not taken (hidden, empty, a chart, other headings) is a note.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from heapq import nlargest
from pathlib import Path

from pydantic import TypeAdapter

from sijill.containment.archive import FAULTS, ArchiveLimits, find_dtd, find_excess, find_hidden
from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.files.reading import open_regular
from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.lines.repeated_sheets import without_repeated_sheets
from sijill.sources.tables.lines.stacked_tables import names_other_fate
from sijill.sources.tables.spreadsheets.sheet_tables import SheetContent, join_tables, sheet_table
from sijill.sources.tables.table import Grid, Table

CHILD_MODULE = "sijill.sources.tables.spreadsheets.workbook_child"
NOT_TAKEN = "the sheet was not taken"
"""How the note on a sheet that is no part of a list begins."""
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """One sheet as the workbook lists it. ``rows`` are those of the area that holds anything."""

    name: str
    is_table: bool
    is_visible: bool
    rows: int

    @property
    def wording(self) -> str:
        """What the sheet is, for a note."""
        hidden = "" if self.is_visible else "hidden, "
        if not self.is_table:
            return f"{hidden}a chart or macros"
        return f"{hidden}{self.rows:,} rows" if self.rows else f"{hidden}empty"


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets, and the content of those that were asked for."""

    sheets: tuple[ListedSheet, ...]
    tables: tuple[SheetContent, ...]


_WORKBOOK = TypeAdapter(Workbook)


def read_workbook(path: Path, names: Sequence[str] | None, where: Grid) -> Workbook:
    """What a workbook holds: the sheets named, or all visible ones with rows, or the first of them.

    Args:
        path: where the bytes are.
        names: the sheets whose cells are wanted; empty for all visible ones with rows, ``None`` for
            the first of these.
        where: names the file in problems.

    Raises:
        FileUnreadableError: if it is damaged, locked or too large, or has no such sheet.
    """
    size = path.stat().st_size
    with open_regular(path) as file:
        is_old = file.read(len(_OLD_FORMAT)) == _OLD_FORMAT
    unpacked = size if is_old else _look_at_archive(path, size, where)
    child = _child_limits(size)
    arguments = [str(path), str(limits.most_cells(unpacked)), json.dumps(names)]
    match ask_child(CHILD_MODULE, arguments, child):
        case ChildFailure.OUT_OF_TIME:
            raise FileUnreadableError(
                f"{where.file}: reading the workbook took more than {child.seconds} seconds. Save "
                "the sheet as CSV."
            )
        case ChildFailure.STOPPED | ChildFailure.TOO_LONG:
            raise FileUnreadableError(
                f"{where.file}: the workbook could not be read within "
                f"{child.memory_bytes // 2**20:,} MB of memory and {child.seconds} seconds; "
                "it may claim far more cells than it has. Save the sheet you need as CSV."
            )
        case {"error": str(sentence)}:
            raise FileUnreadableError(f"{where.file}: {sentence}")
        case answer:
            return _WORKBOOK.validate_python(answer)


def _look_at_archive(path: Path, size: int, where: Grid) -> int:
    """The unpacked size of the workbook. Raises as ``read_workbook``."""
    try:
        excess = find_excess(path, _archive_limits(size)) or find_hidden(path)
        with_dtd = "" if excess else find_dtd(path)
    except FAULTS as error:
        raise FileUnreadableError(
            f"{where.file}: the workbook is damaged or cut off ({error}). Ask for the file again, "
            "or open it in a spreadsheet program and save it as a new XLSX."
        ) from error
    if excess:
        raise FileUnreadableError(
            f"{where.file}: {excess}, so it is not opened. Save the sheet you need as CSV."
        )
    if with_dtd:
        raise FileUnreadableError(
            f"{where.file}: {with_dtd} declares a document type, which no spreadsheet program "
            "writes, so the workbook is not opened. Save the sheet you need as CSV."
        )
    return limits.most_unpacked(size)


def read_sheets(path: Path, names: Sequence[str], header_row: int, where: Grid) -> Table:
    """The rows of one list in a workbook.

    Args:
        path: where the bytes are.
        names: the sheets of the list, which must have the same headings; if none, the first visible
            sheet that holds rows.
        header_row: the row of the headings in each sheet; 0 looks for it.
        where: names the file in problems.

    Raises:
        FileUnreadableError: as ``read_workbook``, and if no sheet is visible and filled.
    """
    workbook = read_workbook(path, names or None, where)
    _demand_tables(workbook, where)
    tables = [sheet_table(content, header_row, where) for content in workbook.tables]
    table = join_tables(tables, where)
    return replace(table, problems=(*table.problems, *_other_sheets(workbook.sheets, table, where)))


def choose_sheets(workbook: Workbook, where: Grid, score: Callable[[Table], int]) -> Table:
    """The sheets of a workbook without a mapping that are one list.

    Those with the same headings in the same row as the sheet with the highest score; of two, the
    one whose sheets have more rows, then the first. Sheets named after another fate than death are
    no part of the list, nor are those whose rows the others hold; notes name them. Only the groups
    with most rows are scored: a workbook may have thousands of sheets.

    Raises:
        FileUnreadableError: if no visible sheet holds rows.
    """
    _demand_tables(workbook, where)
    groups: dict[tuple[frozenset[str], int, bool], list[Table]] = {}
    for content in workbook.tables:
        table = sheet_table(content, 0, where)
        alike = (frozenset(table.columns), table.header_row, names_other_fate(content.name))
        groups.setdefault(alike, []).append(table)
    longest = nlargest(limits.MOST_SHEETS_LOOKED_AT, groups.values(), key=_rows_of)
    best = max(longest, key=lambda group: (score(group[0]), _is_of_dead(group), _rows_of(group)))
    table = join_tables(without_repeated_sheets(best), where)
    return replace(table, problems=(*table.problems, *_other_sheets(workbook.sheets, table, where)))


def other_tables(path: Path, taken: Iterable[str], where: Grid, header_row: int) -> Iterator[Table]:
    """The visible sheets that were not taken, as lists of their own; a header row of 0 is found.

    Raises:
        FileUnreadableError: as ``read_workbook``.
    """
    left_out = set(taken)
    for content in read_workbook(path, (), where).tables:
        if content.name in left_out:
            continue
        with suppress(FileUnreadableError):  # a note names it among the sheets that were not taken
            yield sheet_table(content, header_row, where)


def _is_of_dead(group: Sequence[Table]) -> bool:
    return not names_other_fate(group[0].sheet)


def _rows_of(group: Iterable[Table]) -> int:
    return sum(len(table.rows) for table in group)


def _demand_tables(workbook: Workbook, where: Grid) -> None:
    if not workbook.tables:
        listed = (
            ", ".join(f"{sheet.name!r} ({sheet.wording})" for sheet in workbook.sheets) or "none"
        )
        raise FileUnreadableError(
            f"{where.file}: no visible sheet of the workbook holds rows. Its sheets: {listed}. "
            "Name one under 'sheet' in the mapping to take it all the same."
        )


def _other_sheets(sheets: Iterable[ListedSheet], table: Table, where: Grid) -> list[Reject]:
    stated = {problem.sheet for problem in table.problems if problem.effect is Effect.FILE}
    stated.update(table.sheets)
    return [
        Grid(where.source, where.file, sheet.name).problem(
            0,
            f"{NOT_TAKEN} ({sheet.wording}); to take it, name it under 'sheets' in the mapping, or "
            "in a mapping of its own",
            "",
            Effect.NOTE,
        )
        for sheet in sheets
        if sheet.name not in stated
    ]


def _archive_limits(packed: int) -> ArchiveLimits:
    """What the archive of a workbook of this size in bytes may hold."""
    return ArchiveLimits(
        most_members=limits.MOST_WORKBOOK_MEMBERS,
        most_unpacked_bytes=limits.most_unpacked(packed),
        most_ratio=limits.MOST_WORKBOOK_RATIO,
    )


def _child_limits(packed: int) -> ChildLimits:
    """Memory and time for the process that opens a workbook of this size in bytes."""
    return ChildLimits(
        memory_bytes=limits.CHILD_MEMORY + limits.WORKBOOK_MEMORY_PER_BYTE * packed,
        seconds=limits.CHILD_SECONDS + packed // limits.WORKBOOK_BYTES_PER_SECOND,
        most_answer_bytes=2 * limits.most_unpacked(packed),
    )
