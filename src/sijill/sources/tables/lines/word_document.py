"""The paragraphs and tables of a document of a word processor (Office Open XML, ``.docx``).

Authorities send their releases so, and offices their lists. Paragraphs become lines of text, tables
lines of cells. A cell that spans columns stands in the first of them, and a row that begins behind
the first column begins there, so that what is protected stays beneath its heading. What was struck
out in a revision, notes at the foot, comments and heads of pages are not read, and that is said.

The part is read as a stream, so that no tree of it is held, in UTF-8 or UTF-16, the only encodings
of such a part. Nothing in it is run or fetched.

Format: ECMA-376 part 1, 17.2.2 (``body``), 17.3.1.22 (``p``), 17.4.17 (``gridSpan``), 17.4.37
(``tbl``), 17.4.84 (``vMerge``); part 2, 6.2.5 (encodings).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from sijill.containment.archive import Archive, ArchiveLimits, open_archive
from sijill.model import evidence_limits, limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.lines.web_page_lines import PageTable, plain_lines

_PART = "word/document.xml"
_BESIDE = re.compile(r"word/(comments|footnotes|endnotes|header\d*|footer\d*)\.xml")
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "tabs"})
"""Revisions that were taken out, a second form of the same drawing for older programs, and the
places of tabs."""
_STRUCK = frozenset({"del", "moveFrom"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document: its lines outside of tables, its tables, and what in it was not read.

    ``size`` is that of its text in bytes.
    """

    text: str
    tables: list[PageTable]
    unread: tuple[str, ...]
    size: int


def read_document(path: Path, name: str) -> WordDocument:
    """The paragraphs outside of tables, a line each, and the tables.

    Raises:
        FileUnreadableError: if it is damaged, beyond the limits of an archive, or no document.
    """
    most = limits.most_unpacked(path.stat().st_size)
    bounds = ArchiveLimits(
        evidence_limits.MOST_PACKAGE_MEMBERS, most, evidence_limits.MOST_PACKAGE_RATIO
    )
    with open_archive(path, name, bounds) as archive:
        content = archive.read(_PART, most)
        body = _read_part(content, _PART, name)
        unread = [*_parts_beside(archive, name, most)]
    if body.has_struck:
        unread.append("what was struck out in a revision")
    return WordDocument("\n".join(body.lines), body.tables, tuple(unread), len(content))


def _parts_beside(archive: Archive, name: str, most: int) -> list[str]:
    """The kinds of the other parts of the document that hold words."""
    kinds = {}
    for member in archive.members:
        found = _BESIDE.fullmatch(member.path)
        if found and found[1] not in kinds:
            part = _read_part(archive.read(member.path, most), member.path, name)
            if part.tables or any(map(str.strip, part.lines)):
                kinds[found[1]] = f"what stands in its {found[1].rstrip('0123456789')}"
    return list(dict.fromkeys(kinds.values()))


def _read_part(content: bytes, part: str, name: str) -> "_Part":
    """Read a part of the document.

    Raises:
        FileUnreadableError: if it is damaged, or declares a document type.
    """
    read = _Part(name, limits.most_cells(len(content)))
    parser = ParserCreate("utf-16" if content.startswith(_UTF_16) else "utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = read.begin
    parser.EndElementHandler = read.end
    parser.CharacterDataHandler = read.add_text

    def refuse(*_: object) -> None:
        raise FileUnreadableError(f"{name}: {part} in it declares a document type. Save it again.")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes no names
    except ExpatError as error:
        raise FileUnreadableError(f"{name}: the document is damaged ({error}).") from error
    return read


@dataclass
class _Part:
    """What was read of a part so far. Tables within tables are lines of their cell."""

    name: str
    cells_left: int
    lines: list[str] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    has_struck: bool = False
    rows_left: int = limits.LEAST_ROWS_ALLOWED
    depth: int = 0
    unseen: int = 0
    is_struck: bool = False
    is_text: bool = False
    written: list[str] = field(default_factory=list)
    columns: int = 1
    """How many the open cell spans."""
    goes_on: str = ""
    """Whether the open cell begins a cell of several rows, or goes on with the one above."""
    open_cells: dict[int, int] = field(default_factory=dict)
    """Of the open table the cells of several rows, each with its place in ``merged``."""

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        kind = _local(tag)
        if self.unseen or kind in _UNSEEN:
            self.is_struck = self.is_struck if self.unseen else kind in _STRUCK
            self.has_struck |= self.is_struck and kind in ("t", "delText")
            self.unseen += 1
            return
        self.is_text = kind == "t"
        self.written += _SIGNS.get(kind, "")
        if kind == "tbl":
            self._begin_table()
        elif self.depth == 1 and self.tables:
            self._begin_in_table(kind, attributes)
        elif kind == "tr" or (kind == "tc" and self.written[-1:] != ["\n"]):
            self.written.append("\n" if kind == "tr" else " | ")

    def end(self, tag: str) -> None:
        """An element ends."""
        self.is_text = False
        if self.unseen:
            self.unseen -= 1
            return
        kind = _local(tag)
        if kind == "tbl":
            self.depth -= 1
            self.written.append("\n")
        elif kind == "p" and self.depth:
            self.written.append("\n" if self.depth == 1 else " ")
        elif kind == "p":
            self.lines.append("".join(self.written))
            self.written.clear()
        elif kind == "tc" and self.depth == 1:
            self._end_cell()

    def add_text(self, text: str) -> None:
        """Words, which are read inside of texts alone."""
        if self.is_text and not self.unseen:
            self.written.append(text)

    def _begin_table(self) -> None:
        self.depth += 1
        self.written.append("\n")
        if self.depth == 1:
            self.tables.append(PageTable(()))
            self.open_cells.clear()

    def _begin_in_table(self, kind: str, attributes: Mapping[str, str]) -> None:
        if kind == "tr":
            self.rows_left -= 1
            self.tables[-1].lines.append([])
        elif kind == "gridBefore":
            self._extend(self._number_in(attributes))
        elif kind == "tc":
            self.columns, self.goes_on = 1, ""
            self.written.clear()
        elif kind == "gridSpan":
            self.columns = max(1, self._number_in(attributes))
        elif kind == "vMerge":
            self.goes_on = _value_in(attributes) or "continue"

    def _end_cell(self) -> None:
        table = self.tables[-1]
        if not table.lines:
            table.lines.append([])
        row, place = len(table.lines) - 1, len(table.lines[-1])
        self._extend(self.columns)
        table.lines[-1][place] = plain_lines("".join(self.written))
        self.written.clear()
        last = place + self.columns - 1
        above = self.open_cells.pop(place, None)
        if self.goes_on == "continue" and above is not None:
            first, left, _, right = table.merged[above]
            table.merged[above] = (first, left, row, right)
            self.open_cells[place] = above
        elif self.goes_on or self.columns > 1:
            table.merged.append((row, place, row, last))
            if self.goes_on == "restart":
                self.open_cells[place] = len(table.merged) - 1

    def _extend(self, columns: int) -> None:
        """Put so many empty cells behind those of the last row.

        Raises:
            FileUnreadableError: if the tables are larger than those of any document.
        """
        table = self.tables[-1]
        table.cells += columns
        self.cells_left -= columns
        width = len(table.lines[-1]) + columns if table.lines else columns
        if min(self.rows_left, self.cells_left) < 0 or width > limits.MOST_COLUMNS:
            raise FileUnreadableError(
                f"{self.name}: its tables have more than {limits.LEAST_ROWS_ALLOWED:,} rows, one "
                f"of more than {limits.MOST_COLUMNS:,} cells, or more cells than words; no "
                "document is like that."
            )
        if table.lines:
            table.lines[-1].extend([""] * columns)

    def _number_in(self, attributes: Mapping[str, str]) -> int:
        value = _value_in(attributes)
        if not re.fullmatch(rf"[0-9]{{1,{limits.MOST_POSITION_DIGITS}}}", value):
            raise FileUnreadableError(
                f"{self.name}: a cell of a table spans a number of columns that is none. Open the "
                "document in a program that shows it and save the list as XLSX or CSV."
            )
        return int(value)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _value_in(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if _local(name) == "val"), "")
