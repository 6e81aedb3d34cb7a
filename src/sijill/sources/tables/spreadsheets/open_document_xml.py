"""What the XML of an OpenDocument sheet says beyond the values of its cells.

Formats: OpenDocument 1.3 part 3, 9.1 (``table-cell``) and 19.676 (``number-rows-spanned``).
"""

import io
import zipfile
from collections.abc import Container, Iterable
from xml.etree.ElementTree import Element, iterparse

from sijill.model import limits
from sijill.model.limits import MOST_POSITION_DIGITS, MOST_REPEATED_ROWS, MOST_SHEET_FAULTS
from sijill.sources.tables.lines.marked_rows import struck_names
from sijill.sources.tables.spreadsheets.formula_references import ComputedTexts
from sijill.sources.tables.spreadsheets.sheet_xml import (
    CDATA,
    WITH_CDATA,
    WORDS_BETWEEN,
    CellFault,
    FaultKind,
    SheetXml,
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPES = frozenset(("string", "float", "percentage", "currency", "date", "time", "boolean"))
"""Of values (OpenDocument 1.3 part 3, 19.389); a cell of another type has none."""
_BEYOND = (
    f"holds cells beyond column {limits.MOST_COLUMNS:,} or row {limits.MOST_SHEET_ROWS:,}, where "
    "no program shows them"
)
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAWN = (
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0}",
)
_RUBY = f"{_TEXT}ruby-text"
"""How letters are spoken, small above them (OpenDocument 1.3 part 3, 6.4)."""
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def read_open_document(archive: zipfile.ZipFile, names: Iterable[str]) -> dict[str, SheetXml]:
    """The facts of these sheets. Raises ParseError, and KeyError where there is no content."""
    content = archive.read("content.xml")
    refusal = WITH_CDATA if CDATA in content else ""
    sheets = {name: SheetXml(refusal=refusal, texts=ComputedTexts(name)) for name in names}
    nobodys, struck = SheetXml(), struck_names(content)
    with io.BytesIO(content) as file:
        row = column = -1
        times = 1
        depth = 0
        in_row = is_asked = False
        sheet = nobodys
        for event, element in iterparse(file, ("start", "end")):  # noqa: S314  its DTD was refused before
            match event, element.tag.removeprefix(_TABLE):
                case "start", "table" if depth:
                    depth += 1
                    if is_asked:
                        sheet.refusal = "holds a table inside a cell"
                case "start", "table":
                    row, depth = 0, 1
                    sheet = sheets.get(element.get(f"{_TABLE}name", ""), nobodys)
                    is_asked = sheet is not nobodys
                case "end", "table" | "table-row-group" | "table-header-rows" | "table-rows" as tag:
                    depth -= tag == "table"
                    _demand_no_words_between(sheet, element, is_asked=is_asked)
                case "start", "table-row":
                    column, in_row = 0, True
                    times = _number(element, "number-rows-repeated")
                case "end", "table-cell" | "covered-table-cell" if is_asked:
                    sheet.own_texts |= _text_without_drawings(element, row, column, times)
                    _look_at_cell(sheet, element, row, column)
                    _look_at_formula(sheet.texts, element, row, column, times)
                    _demand_place(sheet, element, row, in_row=in_row)
                    column += _number(element, "number-columns-repeated")
                    is_beyond = column > limits.MOST_COLUMNS or row >= limits.MOST_SHEET_ROWS
                    if is_beyond and _has_words(element):
                        sheet.refusal = _BEYOND
                case "end", "table-row":
                    _look_at_row(sheet, element, row, struck)
                    row, in_row = row + _number(element, "number-rows-repeated"), False
                    _demand_no_words_between(sheet, element, is_asked=is_asked)
                    sheet.refusal = sheet.refusal or (_repeated(element) if is_asked else "")
                    element.clear()
    return sheets


def _look_at_row(sheet: SheetXml, row: Element, number: int, struck: Container[str | None]) -> None:
    """Whether a row of words is hidden, and whether a cell of it is struck through."""
    cells = [cell for cell in row if _has_words(cell)]
    times = min(_number(row, "number-rows-repeated"), MOST_REPEATED_ROWS)
    is_hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
    sheet.hidden_rows += times * bool(cells and is_hidden)
    if any(cell.get(f"{_TABLE}style-name") in struck for cell in cells):
        sheet.struck_rows.append(number)


def _has_words(element: Element) -> bool:
    return any(map(str.strip, element.itertext()))


def _demand_place(sheet: SheetXml, cell: Element, row: int, *, in_row: bool) -> None:
    """A cell with words stands in a row, and not in none of its columns."""
    if not in_row and _has_words(cell):
        sheet.refusal = WORDS_BETWEEN
    elif not _number(cell, "number-columns-repeated") and _has_words(cell):
        sheet.refusal = f"repeats a cell with words no times, in row {row + 1:,}"
    else:
        stated = "".join(cell.get(f"{_OFFICE}string-value", "").split())
        shown = "".join("".join(cell.itertext()).split())
        if stated and shown and stated not in shown:
            sheet.refusal = f"holds a cell with two texts, in row {row + 1:,}"


def _demand_no_words_between(sheet: SheetXml, element: Element, *, is_asked: bool) -> None:
    """Rows and groups of rows hold words in their cells alone."""
    words = [element.text, *(inner.tail for inner in element)]
    if element.tag == f"{_TABLE}table-row":
        words.append(element.tail)  # it is cleared with the row
    if is_asked and any(word.strip() for word in words if word):
        sheet.refusal = WORDS_BETWEEN


def _repeated(row: Element) -> str:
    """What is wrong with a row of words that stands for very many, or none; empty if nothing is."""
    times = _number(row, "number-rows-repeated")
    if 0 < times <= MOST_REPEATED_ROWS:
        return ""
    is_filled = any(cell.get(f"{_OFFICE}value-type") for cell in row)
    if is_filled or _has_words(row):
        return f"repeats a row with words {times:,} times"
    return ""


def _look_at_cell(sheet: SheetXml, cell: Element, row: int, column: int) -> None:
    rows, columns = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
    if (rows > 1 or columns > 1) and len(sheet.merged) < MOST_SHEET_FAULTS:
        sheet.merged.append([row, column, row + rows - 1, column + columns - 1])
    kind = _kind_of(cell)
    if kind is None or len(sheet.faults) >= MOST_SHEET_FAULTS:
        return
    words = "".join(cell.itertext()).strip()
    if kind is not FaultKind.NO_TYPE:
        words = words or cell.get(f"{_TABLE}formula", "#ERROR")
    if words:
        sheet.faults.append(CellFault(row, column, words[: limits.LONGEST_FAULT], kind))


def _text_without_drawings(
    cell: Element, row: int, column: int, times: int
) -> dict[tuple[int, int], str]:
    """Take out of a cell what is drawn over it or stands above its letters, and what is left.

    A shape that is anchored to a cell stands inside it, and the reader of values takes its words
    for the cell's. Nothing where there are none, or where the cell says its value apart.
    """
    taken = False
    for parent in list(cell.iter()):
        for place in range(len(parent) - 1, -1, -1):
            child = parent[place]
            if child.tag.startswith(_DRAWN) or child.tag == _RUBY:
                taken = taken or _has_words(child)
                _keep_tail(parent, place)
    if not taken or cell.get(f"{_OFFICE}value-type") != "string":
        return {}
    if cell.get(f"{_OFFICE}string-value") is not None:
        return {}
    for space in cell.iter(f"{_TEXT}s"):
        count = space.get(f"{_TEXT}c", "1")[:MOST_POSITION_DIGITS]
        is_number = count.isascii() and count.isdigit()
        space.text = " " * (min(int(count), limits.MOST_BLANKS) if is_number else 1)
    text = "\n".join("".join(line.itertext()) for line in cell.findall(f"{_TEXT}p"))
    wide = min(_number(cell, "number-columns-repeated"), limits.MOST_COLUMNS)
    rows = range(row, row + min(times, MOST_REPEATED_ROWS))
    return {(one, column + further): text for one in rows for further in range(wide)}


def _keep_tail(parent: Element, place: int) -> None:
    """Remove a child and keep the words behind it."""
    tail = parent[place].tail or ""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    del parent[place]


def _look_at_formula(
    texts: ComputedTexts, cell: Element, row: int, column: int, times: int
) -> None:
    """Note the text that a formula made; a cell may stand for several columns, its row for rows."""
    formula = cell.get(f"{_TABLE}formula")
    rows, columns = (_number(cell, f"number-matrix-{way}-spanned") for way in ("rows", "columns"))
    if formula is None or (cell.get(f"{_OFFICE}value-type") != "string" and rows == columns == 1):
        return
    wide = max(columns, _number(cell, "number-columns-repeated"))
    for each in range(column, min(column + wide, limits.MOST_COLUMNS)):
        texts.add_open_cell(row, each, formula, max(rows, times))


def _kind_of(cell: Element) -> FaultKind | None:
    """Why a cell of OpenDocument has no value; ``None`` if it has one."""
    if cell.get(_CALC_TYPE) == "error":
        return FaultKind.ERROR
    written = cell.get(f"{_OFFICE}value-type")
    if written is None and cell.get(f"{_TABLE}formula") is not None:
        return FaultKind.OPEN_FORMULA
    return None if written in _TYPES else FaultKind.NO_TYPE


def _number(element: Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    if not (written.isascii() and written.isdigit()):
        return 1
    is_short = len(written) <= MOST_POSITION_DIGITS
    return int(written) if is_short else 10**MOST_POSITION_DIGITS
