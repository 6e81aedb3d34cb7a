"""The columns of a list that only count its rows, sheet by sheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sijill.language.numbers.digits import counted_from
from sijill.model.records.head import Locator


def counting_columns(
    rows: Iterable[tuple[Locator, Mapping[str, str]]],
) -> dict[str, tuple[int, ...]]:
    """The columns that count the rows of each sheet, with the first number in each.

    They may begin with any number (``counted_from``): a sheet of one row has nothing else.

    Args:
        rows: of a list, in any order: where each stands, and its cells by column.
    """
    of_sheets: dict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    for where, cells in rows:
        of_sheets[where.sheet].append((where.row, cells))
    sheets = [sorted(sheet, key=lambda row: row[0]) for sheet in of_sheets.values()]
    counting: dict[str, tuple[int, ...]] = {}
    for name in sheets[0][0][1] if sheets else ():
        firsts = [counted_from(cells.get(name, "") for _, cells in sheet) for sheet in sheets]
        known = tuple(first for first in firsts if first is not None)
        if len(known) == len(sheets):
            counting[name] = known
    return counting
