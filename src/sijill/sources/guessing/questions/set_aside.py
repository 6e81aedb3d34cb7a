"""Questions about lines of a sheet that were set aside and may belong to its numbers."""

from collections.abc import Iterator
from itertools import groupby

from sijill.language.scripts import tidy
from sijill.model.records.record import RecordKind
from sijill.model.records.rejects import Reject
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.guessing.questions.answers import (
    BENEATH_FIRST,
    BESIDE_FIRST,
    MAY_BE_SUM,
    SHOULD_NOT_COUNT,
)
from sijill.sources.tables.lines.heading_lines import BESIDE
from sijill.sources.tables.lines.marked_rows import HIDDEN, STRUCK
from sijill.sources.tables.lines.row_kinds import find_header_row
from sijill.sources.tables.lines.sums.total_reasons import MAY_BE_TOTAL
from sijill.sources.tables.table import BETWEEN_CELLS, OTHER_TABLE, Grid, Table
from sijill.sources.tables.table_building import build_table

_LONGEST_SHOWN = 120
_FEWEST_ROWS = 2
_TELLING = {
    RecordKind.PERSON: frozenset({"name", "given_name"}),
    RecordKind.REMAINS: frozenset({"code"}),
    RecordKind.INCIDENT: frozenset({"people_killed_min", "civilians_killed_min"}),
    RecordKind.HAZARD: frozenset({"killed"}),
}
"""Kinds of lists that hold people, and fields of which one shows it."""


def on_set_aside(table: Table) -> Iterator[str]:
    """What the problems of a table leave open that may change its numbers.

    Rows count that the program of the workbook does not show, or strikes through; a row may be the
    total of others; a list that stands beside the first, under the same headings, or beneath it is
    not read.
    """
    beside = [problem.row for problem in table.problems if problem.reason.startswith(BESIDE)]
    if beside:
        yield (
            f"{BESIDE_FIRST}, under the same headings, and its {len(beside)} "
            f"rows are not read (row {beside[0]} on): whom they hold is in no number here. Save it "
            "as a file of its own, and take it out of a copy of this one"
        )
    yield from _on_lists_beneath(table)
    for problem in table.problems:
        where = f" in {problem.sheet!r}" if problem.sheet else ""
        if problem.reason.startswith((HIDDEN, STRUCK)):
            yield f"{problem.reason}{where}. {SHOULD_NOT_COUNT}"
        if problem.reason == MAY_BE_TOTAL:
            words = tidy(problem.value)[:_LONGEST_SHOWN]
            yield (
                f"row {problem.row}{where} ({words!r}) {MAY_BE_SUM}, for its "
                "numbers are their sums; it is counted as a row like them. If it is a total, "
                "take it out of a copy"
            )


def _on_lists_beneath(table: Table) -> Iterator[str]:
    """That a table beneath the first, which was not read, lists people or counts the killed."""
    others = (one for one in table.problems if one.reason.startswith(OTHER_TABLE))
    for _, found in groupby(others, key=lambda one: (one.sheet, one.reason)):
        lines = list(found)
        rows = _rows_with_people(lines)
        if rows >= _FEWEST_ROWS:
            words = tidy(lines[0].value.replace(BETWEEN_CELLS, " "))[:_LONGEST_SHOWN]
            yield (
                f"{BENEATH_FIRST} ({words!r}, row {lines[0].row} on); its "
                f"{rows} rows are not read: whom they hold is in no number here. Save it as a file "
                "of its own, and take it out of a copy of this one"
            )


def _rows_with_people(lines: list[Reject]) -> int:
    """How many rows a table of these lines has, where it lists people or counts the killed."""
    cells = [line.value.split(BETWEEN_CELLS) for line in lines]
    size = sum(map(len, (line.value for line in lines)))
    other = build_table(cells, find_header_row(cells), Grid("", ""), size=size)
    guessed = guess(look_at(other), other.rows)
    telling = _TELLING.get(guessed.kind, frozenset()) if guessed.kind else frozenset()
    return len(other.rows) if telling & guessed.fields.keys() else 0
