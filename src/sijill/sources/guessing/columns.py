"""The columns of a table as they were found: how many cells are filled, how many differ."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from sijill.language.scripts import tidy
from sijill.model.limits import LONGEST_LOOKED_AT, MOST_VALUES_LOOKED_AT
from sijill.sources.tables.table import Table

MOST_SHOWN = 12
"""How many different cells are shown to a person."""

_LONGEST_EXAMPLE = 60


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


def look_at(table: Table) -> list[Column]:
    """Every column with its cells counted."""
    columns: list[Column] = []
    for name in table.columns:
        filled = [row.cells[name] for row in table.rows if row.cells[name].strip()]
        cells = Counter(filled)
        words = median(len(cell[:LONGEST_LOOKED_AT].split()) for cell in filled) if filled else 0
        commonest = cells.most_common(MOST_VALUES_LOOKED_AT)
        columns.append(
            Column(
                name,
                len(filled),
                len(cells),
                tuple((cell[:LONGEST_LOOKED_AT], rows) for cell, rows in commonest),
                words,
                table.legends.get(name, {}),
            )
        )
    return columns
