"""Texts that a formula made of other cells: by it a protected word leaves its column.

A person writes ``="told by "&E2`` in a column of remarks, and the workbook keeps the text that came
of it. So it is noted from which columns each such text comes. Where that cannot be seen
(``OFFSET``, a formula that is shared across columns), it may come from any. What a formula takes
from another sheet, or by a name that the workbook defines, comes from elsewhere: its words tell. A
number that a formula counted is none of the words.

Formats: ECMA-376 part 1, 18.3.1.40 (``f``) and 18.17.2 (references); OpenDocument 1.3 part 4, 5.8.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from sijill.model.limits import MOST_MERGED_COLUMNS, MOST_SHEET_FAULTS, MOST_SHEET_ROWS
from sijill.sources.tables.table import ComputedCell

ANY_COLUMN = "*"
ELSEWHERE = "!"
_QUOTED = re.compile(r'"[^"]*+"')
_UNCLEAR = re.compile(r"\b(?:INDIRECT|OFFSET)\s*\(", re.IGNORECASE)
_ROWS = re.compile(r"(?<![\w.!'$:])\$?\d+:\$?\d+(?![\w.])")
_CELLS = re.compile(
    r"(?<![\w.!'$])\$?([A-Z]{1,3})(?:\$?\d{1,7})?(?::\$?([A-Z]{1,3})(?:\$?\d{1,7})?)?(?![\w.(!'])"
)
_NAMED = re.compile(r"\[@?\[?([^\[\]#@]+)\]")
_PLACE = r"\$?[A-Z]{0,3}\$?\d{0,7}"
_OTHER_SHEET = re.compile(
    rf"(?:'[^']*+'|[\w.]++)!{_PLACE}(?::{_PLACE})?|\[[^\[\]\s]*?\.{_PLACE}(?::{_PLACE})?"
)
_SPECIAL = re.compile(r"\[#[^\[\]]*\]")
_DEFINED = re.compile(r"(?<![\w.$])(?!(?:TRUE|FALSE)\b)[^\W\d][\w.]*+(?![\w.(\[])", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f(\s[^>]*?)?(?:/>|>([^<]*)<)")
_ATTRIBUTE = re.compile(rb"""\s(t|si|ref)\s*=\s*["']([^"']*)["']""")
_RANGE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


class ComputedRows(NamedTuple):
    """The first and last row, from 0, in which texts of a column come from the same columns.

    ``sources`` are ``E``, ``B:D``, a heading in brackets, ``*`` for any, or ``ELSEWHERE``.
    """

    first: int
    last: int
    column: int
    sources: tuple[str, ...]


class ComputedTexts:
    """The texts of one sheet that formulas made, row by row."""

    def __init__(self, sheet: str) -> None:
        self.rows: list[ComputedRows] = []
        self._name = sheet
        self._own = (f"{sheet}!", "'" + sheet.replace("'", "''") + "'!")
        self._latest: dict[int, int] = {}
        self._shared: dict[bytes, tuple[int, tuple[str, ...]]] = {}

    def add(self, row: int, column: int, sources: tuple[str, ...], rows: int = 1) -> None:
        """Note that a text comes from these columns; ``rows`` are those of a matrix."""
        if not sources:
            return
        at = self._latest.get(column, -1)
        if len(self.rows) >= MOST_SHEET_FAULTS:
            known = self.rows[at] if at >= 0 else None
            if known is None or known.sources != (ANY_COLUMN,):
                self._latest[column] = len(self.rows)
                self.rows.append(ComputedRows(0, MOST_SHEET_ROWS, column, (ANY_COLUMN,)))
            return
        last = row + rows - 1
        if at >= 0 and self.rows[at].sources == sources and self.rows[at].last + 1 >= row:
            self.rows[at] = self.rows[at]._replace(last=max(last, self.rows[at].last))
            return
        self._latest[column] = len(self.rows)
        self.rows.append(ComputedRows(row, last, column, sources))

    def add_office_cell(self, row: int, column: int, body: bytes, *, is_text: bool) -> None:
        """Note a cell of Office Open XML, by what stands in it, if a formula made a text of it."""
        found = _FORMULA.search(body)
        if found is None:
            return
        attributes = dict(_ATTRIBUTE.findall(found[1] or b""))
        written = unescape((found[2] or b"").decode("utf-8", "replace"))
        sources = self._references(written)
        if attributes.get(b"t") == b"shared":
            home, shared = self._shared.get(attributes.get(b"si", b""), (column, (ANY_COLUMN,)))
            if written:
                self._shared[attributes.get(b"si", b"")] = column, sources
            else:
                sources = shared if home == column else (ANY_COLUMN,)
        area = (
            _RANGE.fullmatch(attributes.get(b"ref", b""))
            if attributes.get(b"t") == b"array"
            else None
        )
        if area is None and is_text:
            self.add(row, column, sources)
        elif area is not None:
            first, last = (column_number(area[at].decode()) for at in (1, 3))
            for each in range(first, last + 1):
                self.add(row, each, sources, int(area[4]) - int(area[2]) + 1)

    def add_open_cell(self, row: int, column: int, formula: str, rows: int) -> None:
        """Note a text of OpenDocument by its formula: ``of:=[.E2]``, ``of:=[$list.E2:.E4]``."""
        for own in ("", self._name, f"${self._name}", f"'{self._name}'", f"$'{self._name}'"):
            formula = formula.replace(f"[{own}.", "")
        bare = formula.partition("=")[2].replace(":.", ":").replace("]", " ")
        self.add(row, column, references(bare), rows)

    def _references(self, formula: str) -> tuple[str, ...]:
        for own in self._own:
            formula = formula.replace(own, "")
        return references(formula)


def references(formula: str) -> tuple[str, ...]:
    """The columns of its own sheet that a formula of a spreadsheet names, and ``ELSEWHERE``."""
    bare = _QUOTED.sub('""', formula)
    if _UNCLEAR.search(bare) or _ROWS.search(bare):
        return (ANY_COLUMN,)
    named = {f"[{name.strip()}]" for name in _NAMED.findall(bare)}
    plain = _NAMED.sub("[", _SPECIAL.sub("[", bare))
    own, others = _OTHER_SHEET.subn(" ", plain)
    found = named | {f"{one}:{two}" if two else one for one, two in _CELLS.findall(own)}
    is_from_elsewhere = others or _DEFINED.search(_CELLS.sub("", own))
    return tuple(sorted(found | {ELSEWHERE} if is_from_elsewhere else found))


def column_number(letters: str) -> int:
    """The place of a column from 0, by its letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def computed_cells(
    computed: Iterable[ComputedRows], columns: Sequence[str], header_row: int
) -> tuple[ComputedCell, ...]:
    """The texts below the headings that formulas made, and the columns that they come from.

    What comes from a column comes from those, too, from which that one's formulas come.
    """
    below = [one for one in computed if one.last >= header_row and one.column < len(columns)]
    every = frozenset(columns)
    known: dict[tuple[str, ...], frozenset[str]] = {}
    for one in below:
        if one.sources not in known:
            known[one.sources] = _columns_of(one.sources, columns, every)
    direct: dict[str, frozenset[str]] = {}
    for one in below:
        name = columns[one.column]
        direct[name] = direct.get(name, frozenset()) | known[one.sources]
    far = {sources: _with_theirs(first, direct, every) for sources, first in known.items()}
    return tuple(
        ComputedCell(
            one.first + 1,
            one.last + 1,
            columns[one.column],
            far[one.sources] - {ELSEWHERE},
            is_from_elsewhere=ELSEWHERE in far[one.sources],
        )
        for one in below
    )


def _with_theirs(
    first: frozenset[str], direct: Mapping[str, frozenset[str]], every: frozenset[str]
) -> frozenset[str]:
    """These columns, and those that their own formulas name, and so on."""
    found = first
    left = [name for name in first if name in direct]
    seen = set(left)
    while left:
        if len(seen) > MOST_MERGED_COLUMNS:
            return every
        found |= direct[left.pop()]
        further = [name for name in found if name in direct and name not in seen]
        seen.update(further)
        left += further
    return found


def _columns_of(
    sources: Iterable[str], columns: Sequence[str], every: frozenset[str]
) -> frozenset[str]:
    found: set[str] = set()
    for source in sources:
        first, _, last = source.partition(":")
        if source == ANY_COLUMN:
            return every
        if source == ELSEWHERE:
            found.add(source)
            continue
        if source.startswith("["):
            found.update([name for name in columns if f"[{name}]" == source] or [ELSEWHERE])
            continue
        one, two = sorted((column_number(first), column_number(last or first)))
        if two - one > MOST_MERGED_COLUMNS:
            return every
        found.update(columns[one : two + 1])
    return frozenset(found)
