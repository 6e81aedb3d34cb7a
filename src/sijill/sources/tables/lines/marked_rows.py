"""Rows of a sheet that its program hides or strikes through: whoever looks at it sees another list.

Formats: ECMA-376 part 1, 18.8.22 (``font``) and 18.8.45 (``xf``); OpenDocument 1.3 part 3, 19.749
(``visibility``) and 20.383 (``text-line-through-style``).
"""

import io
import re
from collections.abc import Collection, Iterable, Iterator
from xml.etree.ElementTree import Element, fromstring, iterparse

from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.table import Grid

HIDDEN = "rows that the sheet hides, by a filter or by hand, are read as all others"
"""How the note begins that hidden rows are read."""
STRUCK = "rows with words that the sheet strikes through are read as all others"
"""How the note begins that rows are read which somebody crossed out."""
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d{1,6})["']""")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-line-through-style"
_NAME = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
_NO_LINE = (None, "0", "false", "none")
_ROWS_NAMED = 5


def notes_on_marked_rows(hidden: int, struck: Collection[int], here: Grid) -> Iterator[Reject]:
    """The notes that so many rows are hidden, and that these (from 0) are struck through."""
    if hidden:
        yield here.problem(0, f"{HIDDEN}: {hidden:,}", "", Effect.NOTE)
    if struck:
        first = ", ".join(str(row + 1) for row in sorted(struck)[:_ROWS_NAMED])
        more = " and others" if len(struck) > _ROWS_NAMED else ""
        said = f"{STRUCK}: {len(struck):,} (row {first}{more})"
        yield here.problem(0, said, "", Effect.NOTE)


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles of Office Open XML whose font has a line through it.

    Raises:
        ParseError: if the part is no XML.
    """
    root = fromstring(styles)  # noqa: S314  its DTD was refused before
    fonts = [_has_line(font) for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    struck = {str(place) for place, has_line in enumerate(fonts) if has_line}
    formats = root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf") if struck else ()
    numbers = [place for place, one in enumerate(formats) if one.get("fontId") in struck]
    return frozenset(str(place).encode() for place in numbers)


def _has_line(font: Element) -> bool:
    line = font.find(f"{_MAIN}strike")
    return line is not None and line.get("val", "1") not in _NO_LINE


def struck_rows(
    cells: Iterable[tuple[int, int, bytes, bytes]], styles: Collection[bytes]
) -> list[int]:
    """The rows, from 0, that hold a cell with a value in one of these styles."""
    rows = {
        row: None
        for row, _, head, body in cells
        if body.strip() and (style := _STYLE.search(b" " + head)) and style[1] in styles
    }
    return list(rows)


def struck_names(content: bytes) -> frozenset[str | None]:
    """The names of the cell styles of an OpenDocument sheet that have a line through the words.

    Raises:
        ParseError: if the part is no XML.
    """
    names: set[str | None] = set()
    if _LINE.partition("}")[2].encode() not in content:
        return frozenset()
    with io.BytesIO(content) as file:
        for event, element in iterparse(file, ("start", "end")):  # noqa: S314  its DTD was refused before
            if element.tag == _BODY:
                break  # styles stand before it
            if event == "end" and any(inner.get(_LINE) not in _NO_LINE for inner in element):
                names.add(element.get(_NAME))
    return frozenset(names)
