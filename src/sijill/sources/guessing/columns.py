"""The columns of a table as they were found: how many cells are filled, how many differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from statistics import median

from sijill.language.scripts import tidy
from sijill.model.limits import LONGEST_LOOKED_AT, MOST_VALUES_LOOKED_AT
from sijill.sources.tables.table import Table

MOST_SHOWN = 12
"""How many different cells are shown to a person."""

MOST_NAMED = 5
"""How many columns or words a sentence names; whoever reads it looks the others up."""

_LONGEST_EXAMPLE = 60
"""Signs of an example, so that it stands on one line beside its column."""

FieldColumns = Mapping[str, tuple[str, ...]]
"""For each field the columns that it reads, in the order in which their cells are joined."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it was found.

    ``commonest`` are its commonest cells with the number of rows that hold them; ``words`` is the
    median number of words of a filled cell. A longer cell is looked at no further than the bound.
    """

    name: str
    filled: int
    different: int
    commonest: tuple[tuple[str, int], ...]
    words: float = 1
    legend: Mapping[str, str] = field(default_factory=dict)
    """The words for its codes that another sheet of its workbook states."""

    @property
    def example(self) -> str:
        """The first of the commonest cells, shortened."""
        return tidy(self.commonest[0][0])[:_LONGEST_EXAMPLE] if self.commonest else ""


def columns_read(fields: FieldColumns) -> set[str]:
    """The names of the columns that the fields read."""
    return {name for names in fields.values() for name in names}


def most_filled(columns: Iterable[Column]) -> int:
    """In how many rows the fullest of the columns holds something: the rows that say anything."""
    return max((column.filled for column in columns), default=0)


def look_at(table: Table) -> list[Column]:
    """Every column with its cells counted."""
    kept = [row.cells for row in table.rows]
    return [
        _column(name, Counter(map(itemgetter(name), kept)), table.legends.get(name, {}))
        for name in table.columns
    ]


def _column(name: str, cells: Counter[str], legend: Mapping[str, str]) -> Column:
    for blank in [cell for cell in cells if not cell.strip()]:
        del cells[blank]
    words: Counter[int] = Counter()
    for cell, rows in cells.items():
        words[len(cell[:LONGEST_LOOKED_AT].split())] += rows
    commonest = tuple(
        (cell[:LONGEST_LOOKED_AT], rows) for cell, rows in cells.most_common(MOST_VALUES_LOOKED_AT)
    )
    usual = median(words.elements()) if words else 0
    return Column(name, cells.total(), len(cells), commonest, usual, legend)
