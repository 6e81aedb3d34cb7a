"""What the lines of totals of a list state, beside what its rows add up to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sijill.language.numbers import read_count
from sijill.language.unknown import Topic, means_unknown
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.kinds.totals import caution_on_totals
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import STATES_TOTAL
from sijill.sources.guessing.words import words_of
from sijill.sources.tables.lines.sums.total_reasons import TOTALS
from sijill.sources.tables.table import Table

_NUMBERS = {
    RecordKind.COUNT: ("value",),
    RecordKind.INCIDENT: ("people_killed_min", "civilians_killed_min"),
}
"""The fields whose numbers the lines of totals of a list are compared with."""


def with_rows_that_add_up(table: Table, guessed: Guess) -> Guess:
    """The guess of a list of totals whose rows hold nobody twice, for it to have one number.

    They are months of one year, whose names differ, or their sum is a line of totals, or that of
    the totals of their parts. No caution is needed then that rows are totals.
    """
    parts = guessed.fields.get("value", ())
    if guessed.kind is not RecordKind.COUNT or not parts:
        return guessed
    periods = words_of("keys.toml", "periods", "words")
    named = [name for name in table.columns if not periods.isdisjoint(readings(name))]
    cells = [row.cells[name] for row in table.rows for name in named[:1]]
    differ = bool(cells) and all(cells) and len({*cells}) == len(cells)
    stated = _stated(table, parts)
    if differ or _sum_of_rows(table, parts) in {*stated, sum(stated)} - {0}:
        is_plain = guessed.caution == caution_on_totals(guessed.fields, look_at(table), table.rows)
        return replace(guessed, adds_up=True, caution="" if is_plain else guessed.caution)
    return guessed


def unlike_totals(table: Table, guessed: Guess) -> Iterator[str]:
    """That no line of totals of a list states what its rows add up to.

    Rows may then be parts of others, or their sums; or the list's own sum is wrong.
    """
    fields = _NUMBERS.get(guessed.kind, ()) if guessed.kind else ()
    parts = next((guessed.fields[name] for name in fields if name in guessed.fields), ())
    if not parts or "up_to" in guessed.fields or f"{fields[0][:-4]}_max" in guessed.fields:
        return
    stated = [number for number in _stated(table, parts) if number]
    added = _sum_of_rows(table, parts)
    if stated and added is not None and added not in (*stated, sum(stated)):
        listed = " + ".join(map(repr, parts))
        yield (
            f"{STATES_TOTAL}{max(stated):,} as a total of {listed}, and its rows add up to "
            f"{added:,}, which is the number here: rows may be missing, or be parts or sums of "
            "others. Put right what is wrong, in a copy of the file"
        )


def _sum_of_rows(table: Table, parts: Sequence[str]) -> int | None:
    """What the rows add up to in these columns; ``None`` where a cell is a range or no number.

    Cells that say that a number is not known add nothing.
    """
    cells = [row.cells[name] for row in table.rows for name in parts]
    numbers = [_exact(cell) for cell in cells if not means_unknown(cell, Topic.COUNT)]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _stated(table: Table, parts: Sequence[str]) -> list[int]:
    """What the lines of totals of a table, which are no rows, state of these columns."""
    places = [table.columns.index(name) for name in parts]
    totals = [
        problem.value.split(" | ")
        for problem in table.problems
        if problem.row > table.header_row and problem.reason.startswith(TOTALS)
    ]
    return [
        sum(_exact(cells[place]) or 0 for place in places)
        for cells in totals
        if max(places) < len(cells) <= len(table.columns)
    ]


def _exact(cell: str) -> int | None:
    read = read_count(cell)
    return read.lowest if isinstance(read, CountRange) and read.is_exact else None
