"""A file looked at for the first time, without the words that its mapping would protect.

What a first look shows, and the mapping that it writes, leave the file: both are read over a
shoulder, and a mapping is kept in the register. So a heading, a key or a sheet that is named with a
word of a protected column is not named, a row that may be another's is not looked at, and a cell
that holds the protected name inside is not shown.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sijill.files.reading import readable
from sijill.model.errors import FileUnreadableError
from sijill.model.limits import MOST_ROWS_LOOKED_AT, MOST_SHEETS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.records.rejects import Reject
from sijill.publication.redaction.identifiers import is_kind_only
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.protection import (
    asks_for_somebody,
    names_likely_somebody,
    names_somebody,
    shortest_names,
)
from sijill.sources.guessing.questions.refusals import are_cells, what_to_change
from sijill.sources.tables.protection.nested_keys import NestedKeys, nested_names
from sijill.sources.tables.protection.protected_columns import ProtectedNames, fold_name
from sijill.sources.tables.protection.protected_rows import (
    merged_columns,
    rows_in_doubt,
    with_origins,
)
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.spreadsheets.workbooks import other_tables
from sijill.sources.tables.table import Grid, Row, Table
from sijill.steps.protection.protected_files import WITHHELD

_MOST = 100
"""Characters of a cell by which it may be seen to be a heading."""
_SAMPLES = 6
_LEVELS = re.compile(r"[./]")
_QUOTED = re.compile(r"'([^']*)'")


NO_WORDS = ProtectedValues(())
_OF_NOTES = frozenset({"", ".txt", ".text"})
"""How files end that people write notes into, and programs their lists."""


def refuse_note(file: str, table: Table) -> None:
    """Refuse a file that seems to be a note or a letter, and may tell of somebody at risk.

    Nothing in it was understood, so that its headings would be shown for a person to name them;
    those of a note are its first words. It seems one where a heading goes on after asking for a
    witness, where a cell asks for one, and where a text has no heading that is known.

    A list without headings would show a row of it as its headings, and is refused as well.

    Raises:
        FileUnreadableError: if it does; no word of the file is quoted.
    """
    if are_cells(table.columns):
        raise FileUnreadableError(
            f"{file}: nothing in it says what it lists. {what_to_change(table.columns)}. None of "
            "its cells are shown, for one may name somebody to be protected. If the headings stand "
            "elsewhere: sijill inspect FILE with --header-row or --sheet."
        )
    known = any(fields_of(column, kind) for column in table.columns for kind in RecordKind)
    if (
        (Path(file).suffix.lower() in _OF_NOTES and not known)
        or any(map(names_somebody, table.columns))
        or any(map(asks_for_somebody, _short_cells(table)))
    ):
        raise FileUnreadableError(
            f"{file}: nothing in it says what it lists. It may be a note that names somebody to be "
            "protected, so none of its words are shown. If it is a release of an authority, let "
            "each allegation begin on a line of its own with its day and place ('3 June 2031, near "
            "Basatin: …') in a copy; of one that is not in English, give a table with the columns "
            "Date, Place, Party, Position (credible, non-credible), Deaths conceded and Statement. "
            "If it is a list, look at it again with 'sijill inspect': "
            "--kind to say of what, --header-row for the row of its headings, --delimiter for the "
            "sign between its cells."
        )


def _short_cells(table: Table) -> set[str]:
    cells = (cell for row in table.rows[:MOST_ROWS_LOOKED_AT] for cell in row.cells.values())
    return {cell for cell in cells if 0 < len(cell) <= _MOST}


def protected_words(
    file: Path, table: Table, guessed: Guess, others: Collection[str]
) -> ProtectedValues:
    """What stands in the columns that are to be protected, of every sheet of a workbook.

    One sheet may be named after the witness of another.

    Raises:
        FileUnreadableError: if a heading goes on after what it asks for, as "Interviewed by Umm
            Walid" does, for the mapping must name it to protect it.
    """
    _refuse_names_as_headings(file, table, guessed)
    cells = _cells(table, guessed)
    if others and table.sheets:
        tables = other_tables(file, table.sheets, Grid("", file.name), header_row=0)
        for other in islice(tables, MOST_SHEETS_LOOKED_AT):
            guessed_of_other = guess(look_at(other), other.rows)
            _refuse_names_as_headings(file, other, guessed_of_other)
            cells += _cells(other, guessed_of_other)
    return ProtectedValues(cell for cell in cells if not is_kind_only(cell))


def _refuse_names_as_headings(file: Path, table: Table, guessed: Guess) -> None:
    """Refuse headings with a name in them; one that a shorter name stands for is not written."""
    written = shortest_names(guessed.protected, table.columns)
    numbers = [
        str(at)
        for at, name in enumerate(table.columns, 1)
        if names_likely_somebody(name) and (name in written or name not in guessed.protected)
    ]
    if numbers:
        raise FileUnreadableError(
            f"{readable(file.name)}: the heading of column {', '.join(numbers)} seems to name "
            "somebody to be protected, and a mapping would keep it. Give the column another "
            "heading in a copy."
        )


def _cells(table: Table, guessed: Guess) -> list[str]:
    """The cells of the columns to be protected; a heading that stands in its column is none."""
    cells: list[str] = []
    for column in guessed.protected:
        heading = fold_name(_LEVELS.split(column)[-1])
        found = dict.fromkeys(row.cells.get(column, "") for row in table.rows)
        cells += [cell for cell in found if not heading.startswith(fold_name(cell[:_MOST]))]
    return cells


def encoding_note(note: str, table: Table, guessed: Guess) -> str:
    """How the file reads in its guessed encoding, by no word of a column that is to be protected.

    The note as it came takes its words from the whole file.
    """
    if not note or not guessed.protected:
        return note
    shown = [name for name in table.columns if name not in guessed.protected]
    cells = [*shown, *(row.cells[name] for row in table.rows[:_MOST] for name in shown)]
    words = dict.fromkeys(word for cell in cells for word in cell.split() if not word.isascii())
    longest = sorted((word for word in words if len(word) <= _MOST), key=len, reverse=True)
    return f"guessed: {table.encoding} reads {' '.join(longest[:_SAMPLES])!r}"


def without_words(
    table: Table, guessed: Guess, words: ProtectedValues, file: str, *, is_only_sheet: bool
) -> Table:
    """The table without the words of protected columns, apart from these columns' own cells.

    Columns that are named with such a word are left out, and so are rows whose cells may have been
    moved; a cell that holds a protected name or word as a key, is merged with a protected one or
    computed from it is shown as withheld. The only sheet of a workbook needs no name.

    Raises:
        FileUnreadableError: if one of several sheets that are read is named with such a word, for
            the mapping must name it.
    """
    named = {sheet for sheet in (table.sheet, *table.sheets) if words.may_name(sheet)}
    if named and is_only_sheet:
        table = replace(table, sheet="", sheets=())
    elif named:
        raise FileUnreadableError(
            f"{file}: sheets are named with words of a column that is to be protected, as with a "
            "witness's name, and a mapping would keep them. Give the sheets other names in a copy."
        )
    columns = tuple(name for name in table.columns if not words.are_in(name))
    names = tuple(guessed.protected)
    doubtful = rows_in_doubt(table, names)
    keys = NestedKeys(ProtectedNames(names), words, WITHHELD)
    table = with_origins(table, words, names[0]) if names else table
    taken_in = merged_columns(table, dict.fromkeys(names, WITHHELD))
    rows = (
        _shown(row, columns, keys, names, taken_in.get((row.sheet, row.number), ()))
        for row in table.rows
        if (row.sheet, row.number) not in doubtful
    )
    problems = tuple(_without(problem, words) for problem in table.problems)
    return replace(table, columns=columns, rows=tuple(rows), problems=problems)


def _shown(
    row: Row,
    columns: Iterable[str],
    keys: NestedKeys,
    names: Iterable[str],
    taken_in: Iterable[str],
) -> Row:
    """A row with what is withheld of it; ``taken_in`` are columns with words of a protected one."""
    cells = {column: row.cells[column] for column in columns}
    others = {name: cell for name, cell in cells.items() if name not in names}
    withheld = [name for name in (*nested_names(others, keys), *taken_in) if others.get(name)]
    return Row(row.number, cells | dict.fromkeys(withheld, WITHHELD), row.sheet)


def _without(problem: Reject, words: ProtectedValues) -> Reject:
    """A note that quotes no such word, and names no sheet after one."""

    def shown(found: re.Match[str]) -> str:
        return f"'{WITHHELD}'" if words.are_in(found[1]) else found[0]

    return replace(
        problem,
        reason=_QUOTED.sub(shown, problem.reason),
        sheet=WITHHELD if words.may_name(problem.sheet) else problem.sheet,
    )
