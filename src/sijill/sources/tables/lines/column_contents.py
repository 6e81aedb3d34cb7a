"""What the columns of a table hold, looked up where a row asks for it."""

from collections.abc import Mapping, Sequence

from sijill.language.scripts import fold
from sijill.sources.tables.lines.section_titles import names_an_area
from sijill.sources.tables.lines.sums.row_amounts import number_of

BODY_SHARE = 0.6
"""So many of the cells are most of them."""
_FEWEST_TITLES = 2


class ColumnContents:
    """What columns hold, looked up where a row asks for it."""

    def __init__(self, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
        self.rows, self.columns = rows, columns
        self._values: dict[str, frozenset[str]] = {}
        self._lengths: dict[str, int] = {}
        self._sums: dict[str, tuple[int, int]] = {}
        self._of_numbers: dict[str, bool] = {}
        self._parted: dict[str, bool] = {}

    def values(self, column: str) -> frozenset[str]:
        """The values of a column, folded."""
        if column not in self._values:
            self._values[column] = frozenset(
                fold(row[column]) for row in self.rows if row[column].strip()
            )
        return self._values[column]

    def is_of_numbers(self, column: str) -> bool:
        """Whether most of its cells are numbers."""
        if column not in self._of_numbers:
            filled = sum(1 for row in self.rows if row[column].strip())
            are_most = self.numbers(column)[0] >= BODY_SHARE * filled
            self._of_numbers[column] = filled > 1 and are_most
        return self._of_numbers[column]

    def is_parted_by_areas(self, column: str) -> bool:
        """Whether two rows or more are nothing but an area in this column, and no fuller row is.

        In a column of places an area is a place like any other.
        """
        if column not in self._parted:
            areas = [row for row in self.rows if names_an_area(row[column])]
            alone = [row for row in areas if sum(1 for cell in row.values() if cell.strip()) == 1]
            self._parted[column] = len(areas) == len(alone) >= _FEWEST_TITLES
        return self._parted[column]

    def usual_length(self, column: str) -> int:
        """The median number of words of its cells."""
        if column not in self._lengths:
            words = sorted(len(row[column].split()) for row in self.rows if row[column].strip())
            self._lengths[column] = words[len(words) // 2] if words else 0
        return self._lengths[column]

    def numbers(self, column: str) -> tuple[int, int]:
        """How many of its cells are numbers, and their sum."""
        if column not in self._sums:
            known = [number for row in self.rows if (number := number_of(row[column])) is not None]
            self._sums[column] = len(known), sum(known)
        return self._sums[column]
