"""What is found in the XML of one sheet, whatever its format."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sijill.sources.tables.spreadsheets.formula_references import ComputedTexts

WORDS_BETWEEN = "holds words between its cells, where no program shows them"
CDATA = b"<![CDATA["
WITH_CDATA = "is written with CDATA sections, which no spreadsheet program writes"


class FaultKind(StrEnum):
    """Why a cell has no value."""

    ERROR = "error"
    OPEN_FORMULA = "open_formula"
    NO_TYPE = "no_type"
    """Words without a type, such as a comment: no value by the format."""


class CellFault(NamedTuple):
    """A cell without a value: its row and column from 0, the words in its place, and why."""

    row: int
    column: int
    words: str
    kind: FaultKind


@dataclass(slots=True)
class SheetXml:
    """What one sheet's XML says.

    ``merged`` are first row, first column, last row and last column, from 0. ``shows_faults`` is
    false for formats whose XML is not read (XLS, XLSB). ``refusal`` is the rest of a sentence about
    the sheet, where it holds what the reader of values leaves out in silence; else it is empty.
    """

    faults: list[CellFault] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)
    shows_faults: bool = True
    refusal: str = ""
    hidden_rows: int = 0
    """Rows with cells that the program does not show."""
    struck_rows: list[int] = field(default_factory=list)
    """Rows, from 0, with words that have a line through them."""
    own_texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """By row and column from 0 the text of cells over which words are drawn, without these."""
    texts: ComputedTexts = field(default_factory=lambda: ComputedTexts(""))
    """Texts that formulas made of other cells."""
