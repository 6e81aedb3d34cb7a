"""The lines of a table in a web page: what ministries and statistical programs save as ``.xls``.

Tags are taken off and nothing is run or fetched. Cells that span columns or rows stand in the first
of them, as merged cells of a workbook do. Of several tables the one with most cells is taken; the
headings of the page before it and its caption are lines above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*+)(?P<rest>[^<>]*+)>|<[^<>]*+>|[^<]++|<", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?P<way>col|row)span\s*=\s*[\"']?\s*(?P<number>\d{1,5})", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = ("script", "style")
_END_OF_UNSEEN = re.compile(r"</(?:script|style)", re.IGNORECASE)
_END_OF_COMMENT = re.compile("-->")
_TITLES = ("title", "caption", "h1", "h2", "h3", "h4")
_TITLES_ABOVE = 3
_BREAKS = ("br", "p", "div", "li")
_HEAD = 4_096
_WHITE = re.compile(r"\s")

Merged = tuple[int, int, int, int]
"""The first row and column of cells that are one, and the last, from 0."""


@dataclass(slots=True)
class PageTable:
    """A table of a page: what stands above it, its lines, and its cells that are one."""

    above: tuple[str, ...]
    lines: list[list[str]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    cells: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    """Places that a cell above reaches into."""

    def add_cell(self, rows: int, columns: int) -> None:
        """A cell in the last line, behind those that are there and those that reach into it."""
        if not self.lines:
            self.lines.append([])
        line, row = self.lines[-1], len(self.lines) - 1
        while (row, len(line)) in self.taken:
            self.taken.discard((row, len(line)))
            line.append("")
        place = len(line)
        line.extend([""] * columns)
        self.cells += columns * rows
        if rows > 1:
            self.taken.update((row + n, place + m) for n in range(1, rows) for m in range(columns))
        if rows > 1 or columns > 1:
            self.merged.append((row, place, row + rows - 1, place + columns - 1))


def charset_of(content: bytes) -> str:
    """The character set that a page says it is written in; empty where it says none."""
    found = _CHARSET.search(content[:_HEAD])
    return found[1].decode("ascii") if found else ""


def tables_of_page(text: str, most_cells: int) -> list[PageTable]:
    """The tables of a page that hold anything, in the order of their beginnings.

    A cell that claims to span more than what is left of ``most_cells`` spans nothing.
    """
    page = _Page(most_cells)
    for closes, tag, rest in _tokens(text):
        page.take(tag, rest, closes=closes)
    page.end_cell()
    return [one for one in page.tables if any(any(line) for line in one.lines)]


@dataclass(slots=True)
class _Page:
    """What was read of a page so far: its tables, those that are open, and the text at hand."""

    cells_left: int
    tables: list[PageTable] = field(default_factory=list)
    open_tables: list[tuple[PageTable, int]] = field(default_factory=list)
    """Tables that have begun and not ended, each with the cell around it."""
    titles: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    cell: int = -1
    """The place of the open cell in its line; -1 outside of cells."""

    def take(self, tag: str, rest: str, *, closes: bool) -> None:
        """The next tag, or a text, whose tag is empty."""
        if not tag:
            self.written.append(_WHITE.sub(" ", rest))
        elif tag == "table":
            self._take_table(closes=closes)
        elif tag in _TITLES and self.cell < 0:
            self._take_title(is_caption=tag == "caption", closes=closes)
        elif self.open_tables and tag == "tr":
            self.end_cell()
            self.open_tables[-1][0].lines += [] if closes else [[]]
        elif self.open_tables and tag in ("td", "th"):
            self.end_cell()
            if not closes:
                self._begin_cell(rest)
        elif tag in _BREAKS:
            self.written.append("\n")

    def end_cell(self) -> None:
        """The text at hand is the open cell's, if there is one."""
        if self.open_tables and self.cell >= 0:
            self.open_tables[-1][0].lines[-1][self.cell] = plain_lines(
                unescape("".join(self.written))
            )
        self.cell = -1
        self.written.clear()

    def _take_table(self, *, closes: bool) -> None:
        if not closes:
            table = PageTable(tuple(self.titles[-_TITLES_ABOVE:]))
            self.tables.append(table)
            self.open_tables.append((table, self.cell))
            self.cell = -1
            self.written.clear()
        elif self.open_tables:
            self.end_cell()
            self.cell = self.open_tables.pop()[1]

    def _take_title(self, *, is_caption: bool, closes: bool) -> None:
        title = _plain(self.written) if closes else ""
        self.written.clear()
        if title and is_caption and self.open_tables:
            table = self.open_tables[-1][0]
            table.above = (*table.above, title)
        elif title:
            self.titles.append(title)

    def _begin_cell(self, attributes: str) -> None:
        spans = {one["way"].lower(): int(one["number"]) for one in _SPAN.finditer(attributes)}
        rows, columns = max(1, spans.get("row", 1)), max(1, spans.get("col", 1))
        rows, columns = (rows, columns) if rows * columns <= self.cells_left else (1, 1)
        self.cells_left -= rows * columns
        table = self.open_tables[-1][0]
        table.add_cell(rows, columns)
        self.cell = len(table.lines[-1]) - columns


def _tokens(text: str) -> Iterator[tuple[bool, str, str]]:
    """Tags, each with whether it closes and its attributes, and texts, whose tag is empty."""
    place, end = 0, len(text)
    while place < end:
        if text.startswith("<!--", place):
            place = _behind(text, _END_OF_COMMENT, place)
            continue
        token = _TOKEN.match(text, place)
        if token is None:
            return
        place, tag = token.end(), (token["tag"] or "").lower()
        if tag in _UNSEEN and not token["close"]:
            place = _behind(text, _END_OF_UNSEEN, place)
        elif tag:
            yield bool(token["close"]), tag, token["rest"]
        elif not token[0].startswith("<"):
            yield False, "", token[0]


def _behind(text: str, mark: re.Pattern[str], place: int) -> int:
    """The place behind the next mark; the end of the text where there is none."""
    found = mark.search(text, place)
    return found.end() if found else len(text)


def _plain(written: list[str]) -> str:
    return " ".join(unescape("".join(written)).split())


def plain_lines(words: str) -> str:
    """The words of a cell without needless white space; its lines stay, as those of a sheet do."""
    lines = (" ".join(part.split()) for part in words.split("\n"))
    return "\n".join(line for line in lines if line)
