"""CSV text taken apart into lines of cells, with broken quotation marks found and stated.

RFC 4180 lets a quoted cell run over many lines, so one mark that is never closed swallows the rows
after it. Such a mark nearly always breaks the rule that a closing mark stands before a separator or
at a line's end. There the line is read by itself, its row recovered if it has as many cells as the
headings, and the reading goes on with the next line; every such place becomes a ``LineProblem``.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from sijill.model.limits import (
    LARGEST_CELL,
    LONGEST_CSV_CELL,
    MOST_BROKEN_LINES,
    MOST_REREAD,
    MOST_SEPARATORS,
)
from sijill.model.records.rejects import Effect
from sijill.sources.tables.table_building import without_empty_end

_LONE_CRS = re.compile(r"(?<!\r)\r++(?!\n)")
"""A run of carriage returns that no line feed ends; each is looked at once."""
_QUOTED = re.compile('"[^"]*+"')
_STAND_INS = "\ue00d\uf00d\uf8ff\ue0cd"
_LEAST_WIDTH = 3
"""Cells by which a line inside a quoted cell looks like a row of its own."""


_USUAL_FIELD = 131_072
"""Python's own limit on a cell; it holds for the whole program, so it is never set lower."""


class QuotationError(ValueError):
    """The quotation marks of a file are broken in too many places to be read line by line."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A problem of one line: ``number`` counts rows from 1, as a spreadsheet shows them.

    With ``is_paired`` its quotation marks are in pairs, and the problem is what they enclose.
    """

    number: int
    value: str
    reason: str
    effect: Effect
    is_paired: bool = False


@dataclass(slots=True)
class CsvRecords:
    """The lines of a CSV file as cells.

    A line that is set aside is ``None``, so that the others keep their numbers. ``ends_open`` is
    true where a quotation is still open at the end of the file.
    """

    lines: list[list[str] | None] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    ends_open: bool = False


def split_records(text: str, delimiter: str, header_row: int) -> CsvRecords:
    """Take a text apart.

    Args:
        text: the whole file.
        delimiter: one character.
        header_row: the row whose number of cells is that of the others.

    Raises:
        QuotationError: if quotation marks are broken so often that reading would take too long.
    """
    has_lone = text.count("\r") != text.count("\r\n")
    if has_lone and "\n" not in _QUOTED.sub("", text):
        text, has_lone = text.replace("\r", "\n"), False
    stand_in = ""
    if has_lone:
        stand_in = next((letter for letter in _STAND_INS if letter not in text), "\n")
        text = _LONE_CRS.sub(lambda run: stand_in * len(run[0]), text)
    csv.field_size_limit(max(min(len(text), LONGEST_CSV_CELL), _USUAL_FIELD))
    splitter = _Splitter(text, delimiter, header_row)
    splitter.run()
    records = splitter.records
    if stand_in and stand_in != "\n":
        _restore_returns(records, stand_in)
    return records


def _restore_returns(records: CsvRecords, stand_in: str) -> None:
    for number, cells in enumerate(records.lines, start=1):
        if cells is None or not any(stand_in in cell for cell in cells):
            continue
        cells[:] = [cell.replace(stand_in, "\r") for cell in cells]
        reason = (
            "a carriage return stands inside a cell of this row; it was read as part of the cell, "
            "not as the end of a row"
        )
        value = next(cell for cell in cells if "\r" in cell)
        records.problems.append(LineProblem(number, value, reason, Effect.NOTE))


class _Splitter:
    """One pass over the lines of a text; a broken line starts a new reader behind it."""

    def __init__(self, text: str, delimiter: str, header_row: int) -> None:
        self.raw = text.split("\n")
        if self.raw[-1] == "":
            self.raw.pop()
        self.delimiter = delimiter
        self.header_row = header_row
        self.records = CsvRecords()
        self.width = self.full_width = self.broken = 0
        self.budget = MOST_REREAD * len(text) + 1_000_000
        self._last_alone: tuple[int, list[str] | None, bool] = (-1, [], False)

    def run(self) -> None:
        """Read every line."""
        position = 0
        while position < len(self.raw):
            start = position
            reader = csv.reader(self._from(position), delimiter=self.delimiter, strict=True)
            try:
                for cells in reader:
                    end = position + reader.line_num
                    self._take(cells, start, end)
                    start = end
            except csv.Error:
                position = self._mend(start, position + reader.line_num)
            else:
                return

    def _from(self, position: int) -> Iterator[str]:
        for index in range(position, len(self.raw)):
            if self._is_too_wide(index):
                raise csv.Error
            yield f"{self.raw[index]}\n"

    def _is_too_wide(self, line: int) -> bool:
        words = self.raw[line]
        return len(words) > MOST_SEPARATORS and words.count(self.delimiter) > MOST_SEPARATORS

    def _words(self, start: int, end: int) -> str:
        return "\n".join(self.raw[start:end])

    def _add(
        self, cells: list[str] | None, reason: str, words: str, *, is_paired: bool = False
    ) -> None:
        self.records.lines.append(cells)
        number = len(self.records.lines)
        if number == self.header_row and cells is not None:
            self.width, self.full_width = len(without_empty_end(cells)), len(cells)
        if reason:
            effect = Effect.NOTE if cells is not None else Effect.ROW
            self.records.problems.append(LineProblem(number, words, reason, effect, is_paired))

    def _take(self, cells: list[str], start: int, end: int) -> None:
        """A record whose quotation marks are in order."""
        if end - start > 1 and self.width >= _LEAST_WIDTH:
            rows = [
                self._has_width(self.raw[line].split(self.delimiter)) for line in range(start, end)
            ]
            if all(rows):
                self._add(None, self._swallowed(start, end), self._words(start, end))
                return
            if any(rows[1:]):
                reason = f"a cell runs over lines {start + 1} to {end} and holds separators; see "
                reason += "whether it holds other rows"
                wide = (
                    line for line, is_wide in zip(range(start, end), rows, strict=True) if is_wide
                )
                is_prose = all(f"{self.delimiter} " in self.raw[line] for line in wide)
                self._add(cells, reason, self._words(start, end), is_paired=is_prose)
                return
        self._add(cells, "", "")

    def _swallowed(self, start: int, end: int) -> str:
        return (
            f"lines {start + 1} to {end} are one row by their quotation marks, but each has as "
            "many cells as the headings; a quotation mark is missing or too many"
        )

    def _mend(self, start: int, end: int) -> int:
        """Read a line whose quotation marks are broken; return the line to go on with.

        ``end`` is the line after the one where reading failed.
        """
        words = self._words(start, end)
        self.budget -= len(words)
        self.broken += 1
        if self.budget < 0 or self.broken > MOST_BROKEN_LINES:
            raise QuotationError
        if self._read_alone(start)[1] is None:
            self._add(None, self._too_much(start), self.raw[start])
            return start + 1
        is_open = self._is_open(start)
        if is_open and start + 1 == len(self.raw):
            self.records.ends_open = True
            self._add(self._loose(start), "", "")
            return end
        if end - start <= 1 and not is_open:
            reason = f"the quotation marks on line {start + 1} are not in pairs; see its cells"
            self._add(self._loose(start), reason, words)
            return end
        alone = self._alone(start)
        follows = start + 1 == len(self.raw) or self._looks_like_row(start + 1)
        if self._has_width(alone) and follows:
            reason = (
                f"a quotation mark on line {start + 1} is never closed; the line was read as a row "
                "of its own"
            )
            self._add(alone, reason, self.raw[start])
            return start + 1
        return self._set_aside(start, end)

    def _too_much(self, line: int) -> str:
        """Why a line is not taken apart."""
        length = f"line {line + 1} has {len(self.raw[line]):,} characters"
        if self._is_too_wide(line):
            return f"{length} and more than {MOST_SEPARATORS:,} separators; no list has such a row"
        return (
            f"{length} and a cell of more than {LONGEST_CSV_CELL:,}; cells of at most "
            f"{LARGEST_CELL:,} are read"
        )

    def _set_aside(self, start: int, end: int) -> int:
        loose = csv.reader(self._from(start), delimiter=self.delimiter)
        cells: list[str] | None = None
        with suppress(csv.Error):  # of a cell that is too long to be one
            cells = next(loose)
        after = start + loose.line_num
        if cells and after < len(self.raw) and len(without_empty_end(cells)) == self.width:
            reason = f"the quotation marks on lines {start + 1} to {after} are not in pairs"
            self._add(cells, f"{reason}; see its cells", self._words(start, after))
            return after
        reason = f"a quotation mark that opens on line {start + 1} is not closed where it should be"
        if self._looks_like_row(start + 1):
            end = start + 1
        elif cells is None:
            end = self._end_of_quotation(start)
        if end == len(self.raw):
            reason += ", or the file is cut off"
        self._add(None, reason, self._words(start, end))
        return end

    def _end_of_quotation(self, start: int) -> int:
        """The line behind the one where the quotation marks are in pairs again."""
        marks = 0
        for line in range(start, len(self.raw)):
            marks += self.raw[line].count('"')
            if marks % 2 == 0:
                return line + 1
        return len(self.raw)

    def _looks_like_row(self, line: int) -> bool:
        return self._has_width(self._alone(line))

    def _has_width(self, cells: list[str]) -> bool:
        """Whether a line has as many cells as the headings, its empty ones counted or not."""
        return len(without_empty_end(cells)) == self.width or len(cells) == self.full_width

    def _loose(self, line: int) -> list[str]:
        return next(csv.reader([self.raw[line]], delimiter=self.delimiter), [])

    def _alone(self, line: int) -> list[str]:
        """A line read by itself, its open quotation taken as none."""
        _, cells, is_open = self._read_alone(line)
        if not cells or not is_open:
            return cells or []
        last = cells[-1].removesuffix("\n").removesuffix("\r")
        return [*cells[:-1], *last.split(self.delimiter)]

    def _is_open(self, line: int) -> bool:
        """Whether a quotation is open at the end of a line."""
        return self._read_alone(line)[2]

    def _read_alone(self, line: int) -> tuple[int, list[str] | None, bool]:
        """A line, its cells and whether a quotation is open at its end.

        The cells are ``None`` where they are too many, or one is too long, to be read. The last
        line is remembered: a line is looked at behind another, and then by itself.
        """
        if self._is_too_wide(line):
            self._last_alone = line, None, False
        if self._last_alone[0] != line:
            following = csv.reader([f"{self.raw[line]}\n", "end"], delimiter=self.delimiter)
            try:
                self._last_alone = line, self._loose(line), len(list(following)) == 1
            except csv.Error:
                self._last_alone = line, None, False
        return self._last_alone
