"""What a workbook's own XML says beyond the values of its cells: errors, formulas, merged cells.

The reader of values gives an error (``#REF!``) and a formula that was never computed as an empty
cell, and the merged cells of an OpenDocument sheet not at all. Unknown is not empty, so they are
looked up here.

Formats: ECMA-376 part 1, 18.3.1.4 (``c``: ``t="e"`` is an error, ``f`` a formula, ``v`` its last
result).
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from html import unescape
from xml.etree.ElementTree import ParseError, fromstring

from sijill.model import limits
from sijill.model.limits import MOST_SHEET_FAULTS
from sijill.sources.tables.lines.marked_rows import struck_rows, struck_styles
from sijill.sources.tables.spreadsheets.formula_references import (
    ComputedTexts,
    column_number,
)
from sijill.sources.tables.spreadsheets.open_document_xml import read_open_document
from sijill.sources.tables.spreadsheets.sheet_xml import (
    CDATA,
    WITH_CDATA,
    WORDS_BETWEEN,
    CellFault,
    FaultKind,
    SheetXml,
)

_START = re.compile(rb"<(?:\w+:)?(?:(row)|c)(?=[\s>/])")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_TEXT = re.compile(rb"""\st\s*=\s*["'](?:str|s|inlineStr)["']""")
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
_NO_INDEX = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?(?<=\s)t\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v(?:\s[^>]*)?>\s*+[^0-9\s<]"""
)
"""A cell that points to a shared text by what is no number from 0 on."""
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")

_STYLES = "xl/styles.xml"
_DUE = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")


def read_sheets_xml(content: bytes, names: Sequence[str]) -> dict[str, SheetXml]:
    """The facts of these sheets of a workbook; none where the format is another.

    All sheets are read in one pass: a workbook may have thousands.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if "content.xml" in parts:
                return read_open_document(archive, names)
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
                faults,
                refusal=_left_out(xml),
                hidden_rows=hidden,
                struck_rows=struck,
                texts=_computed(xml, name),
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
    if not (_ERROR.search(xml) or _may_compute(xml)):
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


def _computed(xml: bytes, sheet: str) -> ComputedTexts:
    texts = ComputedTexts(sheet)
    for row, column, head, body in cells_of_part(xml) if _may_compute(xml) else ():
        texts.add_office_cell(row, column, body, is_text=bool(_TEXT.search(b" " + head)))
    return texts


def _may_compute(xml: bytes) -> bool:
    return b"<f" in xml or b":f" in xml


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
            column = column_number(place[1].decode()) if place else column + 1
            yield row, column, head, body
        start = following


def _left_out(xml: bytes) -> str:
    """What the reader of values would leave out in silence, as the rest of a sentence."""
    if CDATA in xml:
        return WITH_CDATA
    if len(_SHEET_DATA.findall(xml)) > 1:
        return "has two tables of cells, and no program shows more than one"
    if _WORDS_OUTSIDE.search(xml):
        return WORDS_BETWEEN
    if _TWO_VALUES.search(xml):
        return "holds a cell with two values, and programs show only one of them"
    if _NO_INDEX.search(xml):
        return "holds a cell that points to a text which the workbook cannot have"
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
