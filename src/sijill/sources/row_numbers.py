"""The columns of a list that only count its rows, sheet by sheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sijill.language.numbers.digits import counted_from
from sijill.model.records.head import Locator


def counting_columns(rows: Iterable[tuple[Locator, Mapping[str, str]]]) -> set[str]:
    """The columns that count the rows of each sheet, from any number (``counted_from``).

    Args:
        rows: of a list, in any order: where each stands, and its cells by column.
    """
    of_sheets: dict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    for where, cells in rows:
        of_sheets[where.sheet].append((where.row, cells))
    sheets = [sorted(sheet, key=lambda row: row[0]) for sheet in of_sheets.values()]
    names = sheets[0][0][1] if sheets else ()
    return {
        name
        for name in names
        if all(
            counted_from(cells.get(name, "") for _, cells in sheet) is not None for sheet in sheets
        )
    }
