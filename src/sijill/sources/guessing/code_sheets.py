"""What the codes of a list mean, by another sheet of its workbook or a note: Status 1 is killed.

Such sheets are called codebook, legend or lists. They write a line for each code beside the name of
its column, or the name above its codes, several names side by side, or all codes in one cell ("1 =
Killed, 2 = Injured"). What they say is taken where a line names a column of the list, and the code
stands in that column's cells, or where a sheet explains every code of one column and of no other. A
note above or beneath the rows ("St: K = killed, W = wounded") names the column, or explains every
code of one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sijill.language.scripts import fold_digits, tidy
from sijill.model.limits import MOST_CODEBOOK_LINES, MOST_SHEETS_LOOKED_AT
from sijill.sources.guessing.code_words import stated_meanings
from sijill.sources.guessing.words import plain_heading
from sijill.sources.tables.spreadsheets.sheet_tables import SheetContent
from sijill.sources.tables.table import BETWEEN_CELLS, Table

_LONGEST_CODE = 12
"""Signs of a cell that may be a code; a longer one is words. Chosen by eye."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEAST_WIDTH = 2
"""Codes that are explained together, and columns of a block of them: one may be chance."""


def with_code_sheets(table: Table, sheets: Iterable[SheetContent]) -> Table:
    """The table with the meanings of its codes that the other sheets of its workbook state."""
    meanings: dict[str, dict[str, set[str]]] = {}
    others = [sheet for sheet in sheets if sheet.name not in table.sheets]
    if not others:
        return table
    codes = _codes_of(table)
    for sheet in others[:MOST_SHEETS_LOOKED_AT]:
        if len(sheet.rows) <= MOST_CODEBOOK_LINES:
            for column, code, words in _stated_on(sheet, codes) or _of_one_column(sheet, codes):
                meanings.setdefault(column, {}).setdefault(code, set()).add(words)
    legends = {
        column: {code: next(iter(words)) for code, words in of_codes.items() if len(words) == 1}
        for column, of_codes in meanings.items()
    }
    return replace(table, legends={name: legend for name, legend in legends.items() if legend})


def with_code_notes(table: Table) -> Table:
    """The table with the meanings of its codes that lines above and beneath its rows state."""
    notes = [note for problem in table.problems for note in problem.value.split(BETWEEN_CELLS)]
    stated = {note: stated_meanings(note) for note in notes[:MOST_CODEBOOK_LINES]}
    codes = _codes_of(table) if any(stated.values()) else {}
    legends: dict[str, Mapping[str, str]] = {}
    for note, meanings in stated.items():
        said = {_plain(code): words for code, words in meanings.items()}
        named = plain_heading(re.split(r"[:=–(]", note, maxsplit=1)[0])
        for column, of_column in codes.items():
            is_named = plain_heading(column) == named
            explains_all = len(of_column) >= _LEAST_WIDTH and of_column <= said.keys()
            if (is_named or explains_all) and len(of_column & said.keys()) >= _LEAST_WIDTH:
                legends[column] = {code: said[code] for code in of_column & said.keys()}
    return replace(table, legends={**legends, **table.legends}) if legends else table


def _codes_of(table: Table) -> dict[str, frozenset[str]]:
    """The short cells of each column, by column."""
    return {
        name: frozenset(
            _plain(row.cells[name])
            for row in table.rows
            if 0 < len(row.cells[name].strip()) <= _LONGEST_CODE
        )
        for name in table.columns
    }


def _plain(code: str) -> str:
    return fold_digits(tidy(code)).removesuffix(".0").casefold()


def _stated_on(
    sheet: SheetContent, codes: Mapping[str, frozenset[str]]
) -> list[tuple[str, str, str]]:
    """Column, code and words of each meaning that a sheet states."""
    column_of = {plain_heading(name): name for name in codes}
    stated: list[tuple[str, str, str]] = []
    titled = column_of.get(plain_heading(sheet.name), "")
    of_sheet = [(0, titled)] if titled else []
    blocks = of_sheet
    for line in sheet.rows:
        cells = [tidy(cell) for cell in line]
        named = [
            (place, column_of[plain])
            for place, cell in enumerate(cells)
            if cell and (plain := plain_heading(cell)) in column_of
        ]
        if len(named) == 1 and (rest := _pair(cells, named[0][0], codes[named[0][1]])):
            stated += [(named[0][1], code, words) for code, words in rest]
            blocks = [(0, named[0][1])]
        elif named:
            blocks = named if _are_apart(named) else []
            blocks = [(0, named[0][1])] if len(named) == 1 else blocks
        elif any(cells):
            found = [
                (column, code, words)
                for column, part in _parts(blocks, cells)
                for code, words in _meanings(part, codes[column])
            ]
            stated += found
            blocks = blocks if found or not _LETTERS.search("".join(cells)) else of_sheet
    return stated


def _of_one_column(
    sheet: SheetContent, codes: Mapping[str, frozenset[str]]
) -> list[tuple[str, str, str]]:
    """The meanings on a sheet that names no column, where it explains every code of one alone."""
    every = frozenset[str]().union(*codes.values())
    said = dict(meaning for line in sheet.rows for meaning in _meanings([*map(tidy, line)], every))
    explained = [
        column
        for column, of_column in codes.items()
        if len(of_column) >= _LEAST_WIDTH and of_column <= said.keys()
    ]
    if len(explained) != 1:
        return []
    return [(explained[0], code, said[code]) for code in codes[explained[0]]]


def _pair(cells: Sequence[str], place: int, codes: frozenset[str]) -> list[tuple[str, str]]:
    """The meanings on a line that names the column at ``place``."""
    return _meanings([*cells[:place], *cells[place + 1 :]], codes)


def _are_apart(named: Sequence[tuple[int, str]]) -> bool:
    """Whether there is room for codes and words beneath each of several names side by side."""
    places = [place for place, _ in named]
    return all(later - earlier >= _LEAST_WIDTH for earlier, later in pairwise(places))


def _parts(
    blocks: Sequence[tuple[int, str]], cells: Sequence[str]
) -> Iterable[tuple[str, Sequence[str]]]:
    """The cells of a line beneath each of the names."""
    for order, (place, column) in enumerate(blocks):
        end = blocks[order + 1][0] if order + 1 < len(blocks) else len(cells)
        yield column, cells[place:end]


def _meanings(cells: Sequence[str], codes: frozenset[str]) -> list[tuple[str, str]]:
    """The codes with their words in some cells: apart in two cells, or together in one."""
    filled = [cell for cell in cells if cell]
    if len(filled) >= _LEAST_WIDTH and _plain(filled[0]) in codes:
        words = filled[1]
        is_word = bool(_LETTERS.search(words)) and _plain(words) not in codes
        return [(_plain(filled[0]), words)] if is_word else []
    return [
        (code, words)
        for cell in filled
        for code, words in stated_meanings(cell).items()
        if code in codes and _LETTERS.search(words) and _plain(words) not in codes
    ]
