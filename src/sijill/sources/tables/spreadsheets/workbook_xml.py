"""What a workbook's own XML says beyond the values of its cells: errors, formulas, merged cells.

The reader of values gives an error (``#REF!``) and a formula that was never computed as an empty
cell, and the merged cells of an OpenDocument sheet not at all. Unknown is not empty, so they are
looked up here.

Formats: ECMA-376 part 1, 18.3.1.4 (``c``: ``t="e"`` is an error, ``f`` a formula, ``v`` its last
result); OpenDocument 1.3 part 3, 9.1 (``table-cell``) and 19.676 (``number-rows-spanned``).
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from sijill.model import limits
from sijill.model.limits import MOST_POSITION_DIGITS, MOST_REPEATED_ROWS, MOST_SHEET_FAULTS
from sijill.sources.tables.lines.marked_rows import struck_names, struck_rows, struck_styles

_START = re.compile(rb"<(?:\w+:)?(?:(row)|c)(?=[\s>/])")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_TEXT = re.compile(rb"""\st\s*=\s*["'](?:str|inlineStr)["']""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_PLACES = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\s(?:[^<>]*?\s)?hidden\s*=\s*["'](?:1|true)["'][^<>]*+(?<!/)>"""
)
_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData(?=[\s>/])")
_WORDS_OUTSIDE = re.compile(
    rb"(?:</(?:\w+:)?(?:c|row)>|<(?:\w+:)?(?:row|sheetData)(?=[\s>])[^>]*+>)\s*+[^<\s]"
)
_TWO_VALUES = re.compile(rb"</(?:\w+:)?(?:is|v)>\s*+<(?:\w+:)?(?:is|v)(?=[\s>])")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")

_STYLES = "xl/styles.xml"
_DUE = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPES = frozenset(("string", "float", "percentage", "currency", "date", "time", "boolean"))
"""Of values (OpenDocument 1.3 part 3, 19.389); a cell of another type has none."""
_BEYOND = (
    f"holds cells beyond column {limits.MOST_COLUMNS:,} or row {limits.MOST_SHEET_ROWS:,}, where "
    "no program shows them"
)
_WORDS_BETWEEN = "holds words between its cells, where no program shows them"
_CDATA = b"<![CDATA["
_WITH_CDATA = "is written with CDATA sections, which no spreadsheet program writes"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


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


def read_sheets_xml(content: bytes, names: Sequence[str]) -> dict[str, SheetXml]:
    """The facts of these sheets of a workbook; none where the format is another.

    All sheets are read in one pass: a workbook may have thousands.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if "content.xml" in parts:
                return _read_open_document(archive, names)
            if "xl/workbook.xml" in parts:
                return _read_office_xml(archive, names, parts)
    except (zipfile.BadZipFile, ParseError, KeyError):
        pass
    return {name: SheetXml(shows_faults=False) for name in names}


def _read_office_xml(
    archive: zipfile.ZipFile, names: Iterable[str], parts: Container[str]
) -> dict[str, SheetXml]:
    part_of = parts_of_sheets(archive)
    is_due = bool(_DUE.search(archive.read("xl/workbook.xml")))
    styles = struck_styles(archive.read(_STYLES)) if _STYLES in parts else frozenset[bytes]()
    sheets: dict[str, SheetXml] = {}
    for name in names:
        part = part_of.get(name, "")
        try:
            xml = archive.read(part) if part in parts else b""
        except zipfile.BadZipFile:
            sheets[name] = SheetXml(shows_faults=False)
        else:
            hidden = sum(1 for _ in _HIDDEN_ROW.finditer(xml))
            faults = list(_faults(xml, is_due=is_due))
            struck = struck_rows(cells_of_part(xml), styles) if styles else []
            sheets[name] = SheetXml(
                faults, refusal=_left_out(xml), hidden_rows=hidden, struck_rows=struck
            )
    return sheets


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """By sheet the part that holds it, by the workbook's own list and its relations."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  its DTD was refused before
    }
    parts: dict[str, str] = {}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314  the same
        name = sheet.get("name")
        if sheet.tag.endswith("}sheet") and name is not None and name not in parts:
            ids = [value for key, value in sheet.items() if key.endswith("}id")]
            target = relations.get(ids[0], "") if ids else ""
            parts[name] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def _faults(xml: bytes, *, is_due: bool) -> Iterator[CellFault]:
    """Errors, and formulas without a result, of a sheet of Office Open XML.

    ``is_due`` where the workbook says that everything is to be computed when it is opened: a result
    of 0 is then what programs write that cannot compute.
    """
    if not (_ERROR.search(xml) or b"<f" in xml or b":f" in xml):
        return
    count = 0
    for row, column, head, body in cells_of_part(xml):
        fault = _fault(head, body, is_due=is_due)
        if fault is None:
            continue
        count += 1
        if count > MOST_SHEET_FAULTS:
            return
        yield CellFault(row, column, *fault)


def cells_of_part(xml: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Row and column, attributes and content of each cell; one without a place follows the last."""
    row = column = -1
    starts = _START.finditer(xml)
    start = next(starts, None)
    while start is not None:
        following = next(starts, None)
        end = following.start() if following else len(xml)
        head, _, body = xml[start.end() : end].partition(b">")
        if start[1]:
            number = _NUMBER.search(b" " + head)
            row, column = (int(number[1]) - 1 if number else row + 1), -1
        else:
            place = _PLACE.search(b" " + head)
            row = int(place[2]) - 1 if place else row
            column = _column(place[1]) if place else column + 1
            yield row, column, head, body
        start = following


def _left_out(xml: bytes) -> str:
    """What the reader of values would leave out in silence, as the rest of a sentence."""
    if _CDATA in xml:
        return _WITH_CDATA
    if len(_SHEET_DATA.findall(xml)) > 1:
        return "has two tables of cells, and no program shows more than one"
    if _WORDS_OUTSIDE.search(xml):
        return _WORDS_BETWEEN
    if _TWO_VALUES.search(xml):
        return "holds a cell with two values, and programs show only one of them"
    places = _PLACES.findall(xml)
    if len(set(places)) == len(places):
        return ""
    twice = next(place for place, times in Counter(places).items() if times > 1)
    return f"holds the cell {twice.decode()} twice, and programs show only one of them"


def _fault(head: bytes, body: bytes, *, is_due: bool) -> tuple[str, FaultKind] | None:
    """What stands in a cell instead of a value, and why; ``None`` if it has one."""
    value = _VALUE.search(body)
    if _ERROR.search(b" " + head):
        shown = unescape(value[1].decode("utf-8", "replace")) if value else "#ERROR"
        return shown, FaultKind.ERROR
    formula = _FORMULA.search(body)
    result = value[1].strip() if value else b""
    if formula is None or (result and not (is_due and result == b"0")) or _TEXT.search(b" " + head):
        return None
    written = unescape((formula[1] or b"").decode("utf-8", "replace"))
    return f"={written}"[: limits.LONGEST_FAULT], FaultKind.OPEN_FORMULA


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number - 1


def _read_open_document(archive: zipfile.ZipFile, names: Iterable[str]) -> dict[str, SheetXml]:
    content = archive.read("content.xml")
    refusal = _WITH_CDATA if _CDATA in content else ""
    sheets = {name: SheetXml(refusal=refusal) for name in names}
    nobodys, struck = SheetXml(), struck_names(content)
    with io.BytesIO(content) as file:
        row = column = -1
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
                case "end", "table-cell" | "covered-table-cell" if is_asked:
                    _look_at_cell(sheet, element, row, column)
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
        sheet.refusal = _WORDS_BETWEEN
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
        sheet.refusal = _WORDS_BETWEEN


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
