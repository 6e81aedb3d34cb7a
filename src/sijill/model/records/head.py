"""What every record has: an id, where its row stands, and the row's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.model.records.rejects import Effect


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a row stands: the file's name, its SHA-256, sheet and row.

    ``row`` is the row number that a spreadsheet program shows (the header of a CSV is row 1); for
    JSON and GeoJSON it is the position in the list, from 1; in a text file the line, from 1.
    ``sheet`` is empty where there is none. ``line`` is the line inside a cell that holds several
    records, from 1; 0 where the row is one record.
    """

    file: str
    sha256: str
    sheet: str
    row: int
    line: int = 0

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        line = f", line {self.line} of the cell" if self.line else ""
        return f"{self.file}{sheet}, row {self.row}{line}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader should know about one value: what was set aside, and why."""

    column: str
    value: str
    reason: str
    effect: Effect = Effect.VALUE


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """One value of a field that only this case has (the table ``[extra]`` of a mapping).

    ``title`` is what people read; ``text`` the value in its plainest written form (a date as ISO
    8601-2, a code as its code).
    """

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every record has. ``cells`` are the row's own words by column, in the file's order.

    Columns that the mapping protects (a witness's name) are absent from ``cells`` and listed in
    ``withheld``: their content stays in the captured file alone. ``links`` are web addresses of
    the row's sources.
    """

    id: str
    source: str
    locator: Locator
    cells: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    links: tuple[str, ...] = ()
    extra: tuple[ExtraValue, ...] = ()
